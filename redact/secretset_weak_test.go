package redact_test

import (
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestWeakForms holds the bound of SECURITY.md: which forms of short and weak values are found.
func TestWeakForms(t *testing.T) {
	const ( // how strong a value is, and has to be for a form of it
		short = iota // six bytes
		weak
		strong
	)
	for _, v := range []struct {
		value string
		is    int
	}{{"k3J9x7Qm2Z7P", strong}, {"k3J9x7Qm2Z7", weak}, {"k3J9x7Q", weak}, {"correcthorse", weak}, {"k3J9x7", short}} {
		set := redact.NewSecretSet()
		if _, err := set.Set("x", []byte(v.value)); err != nil {
			t.Fatal(err)
		}
		r := redact.MustNew(redact.WithSecrets(set))
		var hex, goHex, dec []string
		for _, b := range []byte(v.value) {
			hex, goHex, dec = append(hex, fmt.Sprintf("%02x", b)), append(goHex, fmt.Sprintf("0x%02x", b)), append(dec, fmt.Sprint(b))
		}
		for form, needs := range map[string]int{
			v.value: short, strings.Join(hex, ""): short, "[" + strings.Join(dec, " ") + "]": short, base64.StdEncoding.EncodeToString([]byte(v.value)): short,
			base64.StdEncoding.EncodeToString([]byte("ada:" + v.value)): weak, base32.StdEncoding.EncodeToString([]byte(v.value)): weak,
			strings.Join(hex, " "): strong, strings.Join(hex, ":"): strong, strings.Join(goHex, ", "): strong, strings.Join(dec, ","): strong,
			strings.Join(dec, " "): short, `\x` + strings.Join(hex, `\x`): strong, `\u00` + strings.Join(hex, `\u00`): short, "%" + strings.Join(hex, "%"): short,
			"&#" + strings.Join(dec, ";&#") + ";": strong,
		} {
			found := v.is >= needs
			if got := r.String("a "+form+" b") != "a "+form+" b"; got != found {
				t.Errorf("%q of %q: found %v, want %v", form, v.value, got, found)
			}
		}
	}
}

package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestContractBytesOfOneDigit has live secrets with bytes below 16 in lists that give these one
// digit.
func TestContractBytesOfOneDigit(t *testing.T) {
	values := []string{"kX7vQ2nB9\n" + "wLrT4zP", "kX7v\x00Q2n\x0fB9\x01" + "wLrT4zP", "\tkX7vQ2nB9" + "wLrT4zP\r\n", "Zq\n8v\nR2\nmT\n5w"}
	long := make([]byte, 150)
	for i, r := 0, rand.New(rand.NewPCG(1, 9)); i < len(long); i++ {
		long[i] = byte(r.IntN(0x80))
	}
	values = append(values, string(long))
	for _, v := range values {
		var s redact.SecretSet
		if _, err := s.Set("a", []byte(v)); err != nil {
			t.Fatal(err)
		}
		each := func(format, sep string) string {
			var all []string
			for i := range len(v) {
				all = append(all, fmt.Sprintf(format, v[i]))
			}
			return strings.Join(all, sep)
		}
		forms := []string{fmt.Sprintf("%#v", []byte(v)), each("0x%x", ", "), each("0X%X", ","), each("0x%x", " "), each("&#x%X;", ""), each("&#x%x;", ""), each("0x%02x", ", ")}
		for _, k := range []redact.Kernel{redact.KernelAuto, redact.KernelGo} {
			r := build(t, redact.WithSecrets(&s), redact.WithKernel(k), redact.WithReplacement(redact.Fixed(hidden)))
			for _, form := range forms {
				for _, in := range []string{form, "a 0x1 " + form + " 0xb", strings.Repeat("of 1, 2, 0x3 and x9 ", 60) + form + ".", base64.StdEncoding.EncodeToString([]byte("it is " + form + "!")), hex.EncodeToString([]byte(form))} {
					got := r.String(in)
					if !strings.Contains(got, hidden) || len(got) > len(in)-len(v) {
						t.Errorf("%s: %q is shown as %q", k, in, got)
					}
					if stream := streamed(t, r, singles(in)...); stream != got {
						t.Errorf("%s: %q: got %q, in a stream %q", k, in, got, stream)
					}
				}
			}
			for _, clean := range []string{"0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x1, 0x2", "&#xA;&#xA;&#xA;&#xA;&#xA;&#xA;", "x 1, 2, 3, 4, 5, 6, 7, 8, 9, a, b"} {
				if got := r.String(clean); got != clean {
					t.Errorf("%s: %q is changed to %q", k, clean, got)
				}
			}
		}
	}
}

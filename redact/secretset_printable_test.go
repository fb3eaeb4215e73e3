package redact_test

import (
	"bytes"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestSecretInQuotedPrintable breaks values with white space near their beginning into lines anywhere.
func TestSecretInQuotedPrintable(t *testing.T) {
	for _, v := range []string{
		"jCQ6h LFRoFg9An QwaVs0", "j CQ6hLFRoFg9AnQwaVs0", "jC\tQ6h L FRoFg9AnQwaVs0", "jCQ6hLFR oFg9AnQwaVs0", "jCQ6h  LFRoFg9An QwaVs0",
		"jCQ\nLFRoFg9An QwaVs0", "jC=6h LFRoFg9An QwaVs0", "jCQ6h LFRé=Fg9An QwaVs0",
	} {
		var set redact.SecretSet
		if _, err := set.Set("v", []byte(v)); err != nil {
			t.Fatal(err)
		}
		r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
		var plain bytes.Buffer
		w := quotedprintable.NewWriter(&plain)
		w.Write([]byte(v))
		w.Close()
		for at := range plain.Len() {
			if strings.ContainsRune(plain.String()[max(0, at-2):at], '=') || strings.ContainsRune(plain.String()[max(0, at-1):at+1], '\n') {
				continue // no line is broken there
			}
			for _, end := range []string{"=\r\n", "=\n", `=\r\n`} {
				broken := plain.String()[:at] + end + plain.String()[at:]
				if at == 0 {
					broken = plain.String()
				}
				for _, text := range []string{"x " + broken + " y", "x\n" + broken + "\ny", "some words before it " + broken + strings.Repeat(" and some behind", 20)} {
					got := r.String(text)
					if want := strings.Replace(text, broken, hidden, 1); got != want {
						t.Errorf("%q gives %q", text, got)
					}
					if len(text) > 100 {
						continue
					}
					if stream := streamed(t, r, singles(text)...); stream != got {
						t.Errorf("%q gives %q, in a stream %q", text, got, stream)
					}
				}
			}
		}
		if clean := "x jCQ6h LFRoFg= 9An y jCQ6h\nL y"; r.String(clean) != clean {
			t.Errorf("%q gives %q", clean, r.String(clean))
		}
	}
}

package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestFlushLongRun has a live secret at the end of long runs that views read: Flush goes on from what
// is known of them, however far back they begin.
func TestFlushLongRun(t *testing.T) {
	const value = "kX7vQ2nB9" + "wLrT4zPq8"
	var set redact.SecretSet
	if _, err := set.Set("v", []byte(value)); err != nil {
		t.Fatal(err)
	}
	r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
	for name, encoded := range map[string]func(string) string{
		"base64": func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) },
		"hex":    func(s string) string { return hex.EncodeToString([]byte(s)) },
		"base64 of hex": func(s string) string {
			return base64.RawStdEncoding.EncodeToString([]byte(hex.EncodeToString([]byte(s))))
		},
	} {
		for _, before := range []int{3, 90, 900, 3000} {
			text := "x " + encoded(strings.Repeat("words of ", 400)[:before]+value)
			for _, size := range []int{len(text), 97, 1} {
				var out strings.Builder
				w := r.NewStreamWriter(&out)
				for rest := text; len(rest) > 0; rest = rest[min(size, len(rest)):] {
					w.Write([]byte(rest[:min(size, len(rest))]))
				}
				w.Flush()
				if got := out.String(); got != r.String(text) || !strings.Contains(got, hidden) {
					t.Errorf("%s behind %d bytes in pieces of %d: got …%q, want …%q", name, before, size, got[max(0, len(got)-60):], r.String(text)[max(0, len(r.String(text))-60):])
				}
				w.Close()
			}
		}
	}
}

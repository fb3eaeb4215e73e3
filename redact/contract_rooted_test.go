package redact_test

import (
	"strings"
	"testing"
)

// TestLongPathsAgree: what is too long for a path is none, however it comes.
func TestLongPathsAgree(t *testing.T) {
	r := defaults(t)
	for _, n := range []int{1, 15, 200, 1300} {
		for _, text := range []string{strings.Repeat("{Secret:/etc/x", n), "{Secret:/etc" + strings.Repeat("/x", 8*n) + " N:1}", "map[secret:/etc" + strings.Repeat("/x", 8*n) + "]"} {
			got := r.String(text)
			if s := streamed(t, r, singles(text)...); s != got {
				t.Errorf("%.40s, %d bytes: %.60q, as a stream %.60q", text, len(text), got, s)
			}
			if long := len(text) > 300 || strings.Count(text, "{") > 1; long == (got == text) {
				t.Errorf("%.40s, %d bytes: changed %t", text, len(text), got != text)
			}
		}
	}
}

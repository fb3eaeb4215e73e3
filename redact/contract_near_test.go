package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A pattern whose literals are too short to be looked for everywhere is found near
// the words that it needs, in streams too.
func TestShortLiteralsNearWords(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{ID: "short", Doc: "x", Pattern: `\bq\.[0-9a-z]{6,}\b`, Near: []string{"vendor", "vnd"}}))
	const mark = "[REDACTED:short]"
	for _, tt := range []struct{ text, want string }{
		{"vendor q.abc123 end", "vendor " + mark + " end"},
		{"VENDOR=q.abc123,q.def456 q.ghi789", "VENDOR=" + mark + "," + mark + " " + mark},
		{"q.abc123 vendor", "q.abc123 vendor"},
		{"q.abcvnd123 end", mark + " end"},
		{"vendor\nq.abc123 end", "vendor\nq.abc123 end"},
		{"vendor" + strings.Repeat(" ", 58) + "q.abc123", "vendor" + strings.Repeat(" ", 58) + mark},
		{"vendor" + strings.Repeat(" ", 59) + "q.abc123", "vendor" + strings.Repeat(" ", 59) + "q.abc123"},
		{"q." + strings.Repeat("a", 251) + "vnd end", mark + " end"},
		{"q." + strings.Repeat("a", 252) + "vnd end", "q." + strings.Repeat("a", 252) + "vnd end"},
		{"vendor q.abc vendor q.abcdef", "vendor q.abc vendor " + mark},
	} {
		if got := r.String(tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
		for i := range len(tt.text) {
			if got := streamed(t, r, tt.text[:i], tt.text[i:]); got != tt.want {
				t.Errorf("%q cut at %d: %q, want %q", tt.text, i, got, tt.want)
			}
		}
		if got := streamed(t, r, singles(tt.text)...); got != tt.want {
			t.Errorf("%q in bytes: %q, want %q", tt.text, got, tt.want)
		}
	}
}

package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestContractBounds: each bound that SECURITY.md lists for text holds where it
// says: what lies within is hidden, what lies beyond is not read as a secret.
func TestContractBounds(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithDetectors(
		redact.Detector{ID: "userinfo", Doc: "x", Tier: redact.Contextual, Userinfo: true},
		redact.Detector{ID: "near", Doc: "x", Pattern: `tok_[a-z]{8,}`, Near: []string{"vault"}},
		redact.Detector{ID: "plain", Doc: "x", Pattern: `key_[a-z]{8,}`},
	))
	n := strings.Repeat
	for _, tt := range []struct{ name, within, beyond string }{
		{"blanks before a value", "password:" + n(" ", 4000) + "hunter2xyz", "password:" + n(" ", 4200) + "hunter2xyz"},
		{"attributes of an element", "<password " + n("a", 1000) + ">hunter2xyz</password>", "<password " + n("a", 1100) + ">hunter2xyz</password>"},
		{"element", "<password>" + n("a ", 1000) + "hunter2xyz</password>", "<password>" + n("a ", 1100) + "hunter2xyz</password>"},
		{"brackets of a bare value", "password=f(a " + n("b", 900) + "hunter2xyz)", "password=f(a " + n("b", 1100) + "hunter2xyz)"},
		{"user info", "ftp://u:" + n("a", 4000) + "hunter2xyz@h/", "ftp://u:" + n("a", 4200) + "hunter2xyz@h/"},
		{"DSN", "u:" + n("a", 200) + "hunter2xyz@tcp(h)/", "u:hunter2xyz" + n("a", 300) + "@tcp(h)/"},
		{"words before a match", "vault " + n(".", 50) + "tok_hunterxyz", "vault " + n(".", 70) + "tok_hunterxyz"},
		{"words in a match", "tok_hunterxyz" + n("a", 200) + "vault", "tok_hunterxyz" + n("a", 300) + "vault"},
		{"ANSI parameters", "key_hunter\x1b[0123456789mxyzabc", "key_hunt\x1b[01234567890merxyzabc"},
	} {
		for call, apply := range map[string]func(string) string{
			"String": r.String, "stream": func(s string) string { return streamed(t, r, pieces(s, 7)...) },
		} {
			if got := apply(tt.within); strings.Contains(got, "hunter") {
				t.Errorf("%s, %s: within the bound: %.80s", tt.name, call, got)
			}
			if got := apply(tt.beyond); !strings.Contains(got, "hunt") {
				t.Errorf("%s, %s: the bound is wider than documented: %.80s", tt.name, call, got)
			}
		}
	}
}

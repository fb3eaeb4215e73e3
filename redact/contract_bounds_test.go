package redact_test

import (
	"fmt"
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
		{"rest of a quoted name", `{"password ` + n("a", 50) + `":"hunter2xyz"}`, `{"password ` + n("a", 80) + `":"hunter2xyz"}`},
		{"blanks behind a quoted name", `{"a password"` + n(" ", 50) + `:"hunter2xyz"}`, `{"a password"` + n(" ", 80) + `:"hunter2xyz"}`},
		{"value of a member", "{Password:a " + n("b ", 100) + "hunter2xyz}", "{Password:a " + n("b ", 150) + "hunter2xyz}"},
		{"member of a struct", "{" + n("a", 200) + " Password:a hunter2xyz}", "{" + n("a", 300) + " Password:a hunter2xyz}"},
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

// TestContractBoundsOfQuotesAndWords: what the grammar bounds by count.
func TestContractBoundsOfQuotesAndWords(t *testing.T) {
	r := build(t, redact.WithNames("password"))
	quoted := func(slashes int) string {
		q := strings.Repeat(`\`, slashes) + `"`
		return "{" + q + "password" + q + ":" + q + "two hunter2xyz" + q + "}"
	}
	for _, tt := range []struct{ name, within, beyond string }{
		{"backslashes before a quote", quoted(63), quoted(127)},
		{"words behind the sensitive one", "password" + strings.Repeat("_qq", 20) + "=hunter2xyz", "password" + strings.Repeat("_qq", 30) + "=hunter2xyz"},
	} {
		if got := r.String(tt.within); strings.Contains(got, "hunter2xyz") {
			t.Errorf("%s: within the bound: %s", tt.name, got)
		}
		if got := r.String(tt.beyond); !strings.Contains(got, "hunter2xyz") {
			t.Errorf("%s: the bound is wider than documented: %s", tt.name, got)
		}
	}
	if got := r.String(strings.Repeat("qq_", 40) + "password=hunter2xyz"); strings.Contains(got, "hunter2xyz") {
		t.Errorf("the last words do not decide: %s", got)
	}
}

// TestContractBoundOfVerifiedCandidates: up to 128 starts at one state are verified
// each; what exceeds it by far counts as matches without it.
func TestContractBoundOfVerifiedCandidates(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{
		ID: "many", Doc: "x", Pattern: `zq(?:zq)*!`,
		Verify: func([]byte) redact.Verdict { return redact.Rejected },
	}))
	for n, want := range map[int]bool{100: true, 128: true, 400: false, 4000: false} {
		in := strings.Repeat("zq", n) + "!"
		if got := r.String(in); (got == in) != want {
			t.Errorf("%d candidates: clean is %v: %.80s", n, got == in, got)
		}
	}
}

// TestContractBoundsOfNew: the bounds that are errors of New.
func TestContractBoundsOfNew(t *testing.T) {
	alone(t)
	name := redact.WithNames("password")
	sets := func(n int) (opts []redact.Option) {
		for range n {
			opts = append(opts, redact.WithSecrets(&redact.SecretSet{}))
		}
		return append(opts, name)
	}
	names := func(n int) []redact.Option {
		opts := []redact.Option{name}
		for ; n > 0; n -= 512 {
			opts = append(opts, redact.WithPath(strings.TrimSuffix(strings.Repeat("a.", min(n, 512)), "."), redact.Redact))
		}
		return opts
	}
	wild := func(n int) (opts []redact.Option) { // "**.a.*.*.…": a state for each set of places
		return append(opts, name, redact.WithPath("**.a"+strings.Repeat(".*", n), redact.Redact))
	}
	pairs := func(format string, n int) []redact.Option {
		opts := []redact.Option{name}
		for i := range n {
			opts = append(opts, redact.WithPath(fmt.Sprintf(format, i, i), redact.Redact))
		}
		return opts
	}
	for _, tt := range []struct {
		what           string
		within, beyond []redact.Option
		option         string
	}{
		{"sets of live secrets", sets(64), sets(65), "WithSecrets"},
		{"length of a path", []redact.Option{redact.WithPath(strings.Repeat("a", 1024), redact.Redact)}, []redact.Option{redact.WithPath(strings.Repeat("a", 1025), redact.Redact)}, "WithPath: path 1"},
		{"names in path rules", names(4096), names(4097), "WithPath"},
		{"states of path rules", wild(6), wild(40), "WithPath"},
		{"many path rules", pairs("a%d.b%d", 2048), pairs("a%d.b%d", 2049), "WithPath"},
		{"transitions of path rules", pairs("**.a%d.**.b%d", 8), pairs("**.a%d.**.b%d", 16), "WithPath"}, // a row for each set of names
	} {
		if _, err := redact.New(tt.within...); err != nil {
			t.Errorf("%s: within the bound: %v", tt.what, err)
		}
		if _, err := redact.New(tt.beyond...); err == nil || !strings.Contains(err.Error(), tt.option) {
			t.Errorf("%s: beyond the bound: %v", tt.what, err)
		}
	}
}

// TestContractBoundsOfExtents: behind these bounds more is hidden, not less.
func TestContractBoundsOfExtents(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithReplacement(redact.Fixed(hidden)))
	n := strings.Repeat
	for _, tt := range []struct{ name, within, want, beyond, more string }{
		{"string of logfmt before a name",
			`m="` + n("a", 200) + ` password: b c" d`, `m="` + n("a", 200) + ` password: ` + hidden + ` c" d`,
			`m="` + n("a", 300) + ` password='b'" d`, `m="` + n("a", 300) + ` password=` + hidden},
		{"list of one element",
			`{"password":["` + n("a", 1000) + `"]}`, `{"password":["` + hidden + `"]}`,
			`{"password":["` + n("a", 1100) + `"]}`, `{"password":"` + hidden + `"}`},
		{"bracket that does not close",
			"password=a(" + n("b", 1000) + ";x=1", "password=" + hidden + ";x=1",
			"password=a(" + n("b", 1100) + ";x=1", "password=" + hidden},
	} {
		for call, apply := range map[string]func(string) string{
			"String": r.String, "stream": func(s string) string { return streamed(t, r, pieces(s, 7)...) },
		} {
			if got := apply(tt.within); got != tt.want {
				t.Errorf("%s, %s: within the bound: %.300s", tt.name, call, got)
			}
			if got := apply(tt.beyond); got != tt.more {
				t.Errorf("%s, %s: beyond the bound: %.300s", tt.name, call, got)
			}
		}
	}
}

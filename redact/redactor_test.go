package redact_test

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

func TestNilReceiversAndArguments(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	var none *redact.Redactor
	none.Replace(r)
	none.Replace(nil)
	if got := none.String("x"); got != "[REDACTED]" {
		t.Errorf("%q", got)
	}

	for name, o := range map[string]redact.Option{
		"match":   redact.WithForeign(nil, func(v any) any { return v }),
		"convert": redact.WithForeign(func(reflect.Type) bool { return true }, nil),
	} {
		if _, err := redact.New(redact.WithNames("password"), o); err == nil || !strings.Contains(err.Error(), "WithForeign") {
			t.Errorf("%s: %v", name, err)
		}
	}

	stream := r.NewStreamWriter(nil)
	for name, w := range map[string]io.Writer{"record": r.NewRecordWriter(nil), "stream": stream, "zero stream": &redact.StreamWriter{}} {
		// A second write follows what the first may have held back.
		_, first := w.Write([]byte("a line\n"))
		n, err := w.Write([]byte("a line\n"))
		if first == nil || n != 0 || err == nil || !strings.Contains(err.Error(), "inner writer is nil") {
			t.Errorf("%s: %v, then %d, %v", name, first, n, err)
		}
	}
	if stream.Release() == nil || stream.Flush() == nil || stream.Close() == nil {
		t.Error("a stream to nothing succeeds")
	}
	if n, err := r.NewReader(nil).Read(make([]byte, 10)); n != 0 || err == nil || err == io.EOF {
		t.Errorf("reader: %d, %v", n, err)
	}
}

func TestNilSecretSet(t *testing.T) {
	var s *redact.SecretSet
	for name, add := range map[string]func(string, []byte, ...redact.SecretOption) (redact.SecretReport, error){"Set": s.Set, "Rotate": s.Rotate} {
		if report, err := add("db", []byte("aZ81-quartz-lemon")); err == nil || report.Generation != 0 {
			t.Errorf("%s: %+v, %v", name, report, err)
		}
	}
	if s.Expire("db") || s.Revoke("db") || s.Forget("db") || s.Len() != 0 || s.Inventory(make([]byte, 16)) != nil {
		t.Error("a nil set holds something")
	}
	if s.String() == "" || s.GoString() == "" {
		t.Error("a nil set has no name")
	}
}

func TestURLForms(t *testing.T) {
	r := defaults(t)
	for in, want := range map[string]string{
		"//bob:s3cretpw@h/":      "//bob:(REDACTED:url-userinfo)@h/",
		"mailto:ada@example.org": "mailto:ada@example.org",
		"bob:s3cretpw@h/x":       "bob:(REDACTED:url-userinfo)@h/x",

		"bob%3As3cretpw@h":                      "bob%3A(REDACTED:url-userinfo)@h",
		"https://bob%3as3cret%23@h/":            "https://bob%3a(REDACTED:url-userinfo)@h/",
		"AbQxZrtLpWvKcmNdYs@github.com":         "(REDACTED:url-userinfo)@github.com",
		"https://AbQxZrtLpWvKcmNdYs@github.com": "https://(REDACTED:url-userinfo)@github.com",
		"JohnSmithAcmeCorp@github.com":          "JohnSmithAcmeCorp@github.com",
		"https://continuousDeployment@h/":       "https://continuousDeployment@h/",
		"npm:@types/node@1.2":                   "npm:@types/node@1.2",
		"npm:lodash@4.17.21":                    "npm:lodash@4.17.21",
		"npm:next@v15.0.0-canary.3":             "npm:next@v15.0.0-canary.3",
		"pkg:npm/%40types/node@1.2?x=y":         "pkg:npm/%40types/node@1.2?x=y",
		"go:example.org/x/tools@v0.1.0":         "go:example.org/x/tools@v0.1.0",
		"npm:s3cretpw@registry.example.org":     "npm:(REDACTED:url-userinfo)@registry.example.org",
		"npm:s3cretpw@10.0.0.1":                 "npm:(REDACTED:url-userinfo)@10.0.0.1",
		"bob:s3cretpw@1.2":                      "bob:(REDACTED:url-userinfo)@1.2",
	} {
		if got := r.URL(in); got != want {
			t.Errorf("%q gives %q, not %q", in, got, want)
		}
	}
}

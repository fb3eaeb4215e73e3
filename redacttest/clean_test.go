package redacttest

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tacit-go/tacit/redact"
)

func cleaner() *redact.Redactor {
	return redact.MustNew(redact.WithNames("password", "authorization"), redact.WithDetectors(redact.Detector{
		ID: "shop-key", Doc: "Keys of the shop.", Pattern: `shop_[0-9a-z]{12}`,
	}))
}

const shopKey = "shop_" + "q7x2k9v4j1z8"

func TestAssertClean(t *testing.T) {
	r := cleaner()
	for _, c := range []struct{ output, want string }{
		{"", ""},
		{"order 7\n", ""},
		{"order 7\nkey " + shopKey + "\n", `^secret in output, line 2: shop-key at byte 12$`},
		{`{"a":[{"password":"hunter2-prod"}]}`, `^secret in output, \$\.a\[0\]\.password: name at byte \d+$`},
		{`{"pin":1,"p\u0061ssword":12345678}`, `^secret in output, \$\.(\*|password): \w+ at byte \d+$`},
		{r.String("password=hunter2-prod " + shopKey), ""},
	} {
		tr := &trial{TB: t}
		AssertClean(tr, r, []byte(c.output))
		got := strings.Join(tr.errors, "\n")
		if c.want == "" && got != "" || !regexp.MustCompile(c.want).MatchString(got) {
			t.Errorf("%q: %q, want %s", c.output, got, c.want)
		}
		if strings.Contains(got, "q7x2k9v4") || strings.Contains(got, "hunter2") {
			t.Error("the report itself leaks")
		}
	}
}

func TestAssertCleanFS(t *testing.T) {
	tr := &trial{TB: t}
	AssertCleanFS(tr, cleaner(), fstest.MapFS{
		"golden/ok.txt":         {Data: []byte("order 7")},
		"golden/bad.json":       {Data: []byte(`{"password":"hunter2-prod"}`)},
		"dir/" + shopKey + ".z": {Data: []byte("x")},
	})
	want := []string{"secret in name of a file: shop-key at byte 4", "secret in golden/bad.json, $.password: name at byte 13"}
	if !reflect.DeepEqual(tr.errors, want) {
		t.Errorf("%q, want %q", tr.errors, want)
	}
	tr = &trial{TB: t}
	dir, linked := t.TempDir(), filepath.Join(t.TempDir(), "far.json")
	if err := os.WriteFile(linked, []byte(`{"password":"hunter2-prod"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(linked, filepath.Join(dir, "near.json")); err == nil {
		AssertCleanFS(tr, cleaner(), os.DirFS(dir))
		if want := []string{"secret in near.json, $.password: name at byte 13"}; !reflect.DeepEqual(tr.errors, want) {
			t.Errorf("%q, want %q", tr.errors, want)
		}
	}
	tr = &trial{TB: t}
	AssertCleanFS(tr, cleaner(), fstest.MapFS{"pipe": {Mode: fs.ModeNamedPipe}})
	if len(tr.errors) != 1 {
		t.Errorf("a pipe passes: %q", tr.errors)
	}
	tr = &trial{TB: t}
	AssertCleanFS(tr, cleaner(), os.DirFS(filepath.Join(t.TempDir(), "missing")))
	if len(tr.errors) == 0 {
		t.Error("a missing directory passes")
	}
}

func TestWriteFile(t *testing.T) {
	r := cleaner()
	name := filepath.Join(t.TempDir(), "golden")
	for in, want := range map[string]string{
		"order 7":               "order 7",
		"password=hunter2-prod": "password=[REDACTED:name]",
		`{"b":1,"password":"hunter2","a":"` + shopKey + `"}`: `{"b":1,"password":"[REDACTED:name]","a":"[REDACTED:shop-key]"}`,
	} {
		if err := WriteFile(r, name, []byte(in), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%q, %v, want %q", got, err, want)
		}
	}
	err := WriteFile(r, filepath.Join(name, shopKey), nil, 0o600)
	if err == nil || strings.Contains(err.Error(), "q7x2k9v4") {
		t.Errorf("%v", err)
	}
}

func TestRecording(t *testing.T) {
	u := "https://ada:hunter2-prod@example.org/?password=hunter2-prod&page=2"
	body := `{"password":"hunter2-prod","page":2}`
	text := "key " + shopKey
	h := http.Header{"Authorization": {"Bearer abc"}, "Accept": {"*/*"}, shopKey: {"x"}}
	form := url.Values{"password": {"hunter2-prod"}, "page": {"2"}}
	Recording{
		URLs: []*string{&u, nil}, Bodies: []*string{&body, &text, nil},
		Headers: []http.Header{h, nil}, Forms: []url.Values{form},
	}.Clean(cleaner())
	for got, want := range map[string]string{
		body: `{"password":"[REDACTED:name]","page":2}`,
		text: "key [REDACTED:shop-key]",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if strings.Contains(u, "password=hunter2") || !strings.HasSuffix(u, "&page=2") {
		t.Errorf("%q", u)
	}
	if want := (http.Header{"Authorization": {"[REDACTED:name]"}, "Accept": {"*/*"}, "[REDACTED:shop-key]": {"x"}}); !reflect.DeepEqual(h, want) {
		t.Errorf("%q, want %q", h, want)
	}
	if want := (url.Values{"password": {"[REDACTED:name]"}, "page": {"2"}}); !reflect.DeepEqual(form, want) {
		t.Errorf("%q, want %q", form, want)
	}
}

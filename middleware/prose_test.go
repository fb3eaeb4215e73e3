package middleware

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// A value of a route stands by itself in the text of a panic also where that was quoted, and one that is long also
// within a name.
func TestValueInProse(t *testing.T) {
	const (
		v    = "s3Kr000001dqZ"
		long = "4f9a1c77e0b24d38" + "95ab10ff6e2d7c31"
		mark = "(REDACTED:password)"
	)
	quoted := func(format string) func(string) string {
		return func(v string) string { return fmt.Sprintf(format, v) }
	}
	marshaled := func(v string) string {
		out, err := json.Marshal(map[string]string{"is": v})
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	twice := func(v string) string { return fmt.Sprintf("%q", marshaled(v)) }
	for _, c := range []struct {
		v    string
		text func(string) string
		want string // with * for what is hidden
	}{
		{v, quoted(`a\n%s\nb`), `a\n*\nb`},
		{v, quoted(`a\u000a%s\x00b`), `a\u000a*\x00b`},
		{v, quoted("\x1b[31m%s\x1b[0m"), "\x1b[31m*\x1b[0m"},
		{v, quoted("\x1b[1;31m\x1b[K%s\x1b[0m"), "\x1b[1;31m\x1b[K*\x1b[0m"},
		{v, quoted(`"\x1b[31m%s\x1b[0m"`), `"\x1b[31m*\x1b[0m"`},
		{v, quoted(`"\u001b[31m%s\u001b[0m"`), `"\u001b[31m*\u001b[0m"`},
		{v, quoted("é%sé"), "é*é"},
		{v, quoted("“%s”…"), "“*”…"},
		{v, quoted("令牌%s無效"), "令牌*無效"},
		{`p"ass9Q`, quoted("%q"), `"*"`},
		{`p"ass9Q`, marshaled, `{"is":"*"}`},
		{`p\ass9Q`, quoted("%q"), `"*"`},
		{`p\ass9Q`, quoted("at %s!"), `at *!`},
		{`p"ass9Q`, func(v string) string { return fmt.Sprintf("%q", fmt.Sprintf("%q", twice(v))) }, strconv.Quote(strconv.Quote(`"{\"is\":\"*\"}"`))},
		{`p\\n"ass9Q`, twice, `"{\"is\":\"*\"}"`},
		{"p\nass9Q", quoted("%q"), `"*"`},
		{"p\x00ass9Q", quoted("%q"), `"*"`},
		{"p\x00ass9Q", marshaled, `{"is":"*"}`},
		{"p\xffass9Q", quoted("%q"), `"*"`},
		{"p\xffass9Q", marshaled, `{"is":"*"}`},
		{"a<b&c9Q", marshaled, `{"is":"*"}`},
		{"a<b&c9Q", twice, `"{\"is\":\"*\"}"`},
		{"a/b/c9Q", func(v string) string { return strings.ReplaceAll(v, "/", `\/`) }, `*`},
		{"pässwört9Q", quoted("%+q"), `"*"`},
		{"pässwört9Q", quoted("%s"), `*`},
		{"😀ssw9Q", quoted("%+q"), `"*"`},
		{long, quoted("redis: nil reset_%s"), "redis: nil reset_*"},
		{long, quoted("reset_token_%s_v1"), "reset_token_*_v1"},
		{long, quoted("tok%s"), "tok*"},
		{v, quoted("reset_%s_v1-%[1]s@x"), "reset_*_v1-*@x"},
		{strings.Repeat("ab1", 5) + "Q", quoted("abab1ab1%sab1"), "abab1ab1*ab1"},

		{v, quoted("tok%s %[1]sx"), "tok" + v + " " + v + "x"},
		{v, quoted(`\%s`), `\*`},
		{"zqhunterx", quoted("dial bob:%s@db:5432"), "dial bob:*@db:5432"},
		{"zqhunterx", quoted("<%s@x.io> to=%[1]s@x.io @%[1]s"), "<*@x.io> to=*@x.io @*"},
		{"zqhunterx", quoted("$%s ~%[1]s ^%[1]s$ %[1]s~ %[1]s^ }%[1]s ]%[1]s[0] )%[1]s(x) %[1]s=1"), "$* ~* ^*$ *~ *^ }* ]*[0] )*(x) *=1"},
		{"zqhunterx", quoted("100%% %s%%, LIKE '%%%[1]s%%' %[1]s%%20%[1]s"), "100% *%, LIKE '%*%' *%20*"},
		{"cafe9z", quoted("LIKE '%%%s%%', 'a %%%[1]sx', %%41%[1]s"), "LIKE '%*%', 'a %cafe9zx', %41cafe9z"},
		{"cafe9z", quoted(`"LIKE "%%%s%%""`), `"LIKE "%*%""`},
		{v, quoted("[31m%s"), "[31m" + v},
		{"list9", quoted("a_list9 list9_b mylist9 éclist9s%.0s"), "a_list9 list9_b mylist9 éclist9s"},
		{"caf1", quoted("café caf1é écaf1%.0s"), "café caf1é écaf1"},
		{"zqhunterx", quoted("x-%s %[1]s-x db.%[1]s 7%[1]s %[1]s7@ @x%[1]s"), "x-zqhunterx zqhunterx-x db.zqhunterx 7zqhunterx zqhunterx7@ @xzqhunterx"},
		{"exposition", quoted("my_exposition the-exposition expositions%.0s"), "my_exposition the-exposition expositions"},
	} {
		mux := http.NewServeMux()
		text := c.text(c.v)
		mux.HandleFunc("/p/{password}", func(http.ResponseWriter, *http.Request) { panic(text) })
		var out sink
		Recover(newRedactor(t), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/p/"+url.PathEscape(c.v), nil))
		if got, want := out.record(t)["panic"], strings.ReplaceAll(c.want, "*", mark); got != want {
			t.Errorf("%s in %s: %v, want %s", c.v, text, got, want)
		}
	}
}

// What stands by itself is found as a plain search finds it, however it overlaps.
func TestStanding(t *testing.T) {
	for _, value := range []string{"a", "aa", "aba", "a/a", "/a/", "abab", "aa/aa"} {
		for n := range 4 * 4 * 4 * 4 * 4 * 4 * 4 {
			text := ""
			for i := n; i > 0; i /= 4 {
				text += "a/b_"[i%4 : i%4+1]
			}
			q := newUnescaped(text)
			f, at := freedomOf(value), 0
			for _, got := range q.standing(nil, value, "") {
				for ; at < got.from; at++ {
					if strings.HasPrefix(text[at:], value) && f.before(text[:at]) && f.behind(text[at+len(value):]) {
						t.Fatalf("%s in %s is not found at %d", value, text, at)
					}
				}
				if text[got.from:got.to] != value || !f.before(text[:got.from]) || !f.behind(text[got.to:]) {
					t.Fatalf("%s in %s: %v", value, text, got)
				}
				at = got.to
			}
			for ; at < len(text); at++ {
				if strings.HasPrefix(text[at:], value) && f.before(text[:at]) && f.behind(text[at+len(value):]) {
					t.Fatalf("%s in %s is not found at %d", value, text, at)
				}
			}
		}
	}
}

func TestUnquoted(t *testing.T) {
	for in, want := range map[string]string{
		`a\nb`: "a\nb", `\"\\\'\/`: `"\'/`, `\x41\u00e9\U0001f600\101`: "Aé😀A", `\xff`: "\xff",
		`\d\x4\u12\ud800\`: `\d\x4\u12\ud800\`, `\\\\n`: `\\n`, "": "", "a/b": "a/b",
	} {
		got, at, any := unquoted(in, nil)
		if got != want || any != (in != want) || at != nil && (len(at) != len(got)+1 || at[len(got)] != len(in)) {
			t.Errorf("%s became %q %v, %v", in, got, at, any)
		}
	}
	text, at, _ := unquoted(`a\\\\n b`, nil)
	if text, at, _ = unquoted(text, at); text != `a\n b` || at[1] != 1 || at[2] != 5 || at[5] != 8 {
		t.Errorf("%s, %v", text, at)
	}
}

package middleware

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// What a route names is hidden in its place, whatever the Redactor hides of the URL beside it.
func TestHiddenInItsPlace(t *testing.T) {
	const (
		v   = "q7w2hunter" + "9zz"
		npm = "npm_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A"
		jwt = "eyJ" + "hbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJhIn0." + "dQw4w9WgXcQdQw4w9WgXcQdQw4w9WgXcQdQw4w9Wg0"
	)
	for _, c := range []struct{ pattern, target, name, value, want string }{
		{"/reset/{token}", "/reset/" + v + "?token=" + v, "", "", "/reset/(REDACTED:token)?token=[REDACTED:token]"},
		{"/reset/{token}", "/reset/" + v + "?token=abc9defgh", "", "", "/reset/(REDACTED:token)?token=[REDACTED:token]"},
		{"/reset/{token}", "/reset/" + v + "?token=B" + v, "", "", "/reset/(REDACTED:token)?token=[REDACTED:token]"},
		{"/reset/{token}", "/reset/" + v + "?token=" + v + "B&a=1&api_key=x" + v + "&b=" + v, "", "", "/reset/(REDACTED:token)?token=[REDACTED:token]&a=1&api_key=[REDACTED:api-key]&b=(REDACTED:token)"},
		{"/reset/{token}", "/reset/" + v + ";jsessionid=" + v, "", "", "/reset/(REDACTED:token)"},
		{"/reset/{token}", "http://u:" + v + "@h/reset/" + v, "", "", "http://u:(REDACTED:url-userinfo)@h/reset/(REDACTED:token)"},
		{"/reset/{token}", "/reset/password=hunter" + "9zz", "", "", "/reset/(REDACTED:token)"},
		{"/reset/{token}", "/reset/" + npm, "", "", "/reset/[REDACTED:npm-access-token]"},
		{"/reset/{token}", "/reset/" + npm + "?npm=1", "", "", "/reset/[REDACTED:npm-access-token]?npm=1"},
		{"/verify/{token}", "/verify/" + jwt + "?state=eyJx", "", "", "/verify/[REDACTED:json-web-token]?state=eyJx"},
		{"/reset/{token}", "/reset/" + v, "Referer", "/reset/" + v + "/confirm?token=" + v, "/reset/(REDACTED:token)/confirm?token=[REDACTED:token]"},
		{"/reset/{token}", "/reset/" + v, "Location", "/reset/" + v + "/confirm?token=" + v, "/reset/(REDACTED:token)/confirm?token=[REDACTED:token]"},
		{"/reset/{token}", "/reset/" + v, "Location", "/login?next=/reset/" + v + "&token=" + v, "/login?next=/reset/(REDACTED:token)&token=[REDACTED:token]"},
		{"/hx/{token}", "/hx/" + v, "HX-Location", `{"path":"/hx/` + v + `","values":{"token":"` + v + `"}}`, `{"path":"/hx/(REDACTED:token)","values":{"token":"[REDACTED:token]"}}`},
		{"/hx/{token}", "/hx/" + v, "HX-Location", `{"token":12345678,"path":"/hx/` + v + `","values":{"api_key":12345678,"n":1}}`, `{"token":"[REDACTED:token]","path":"/hx/(REDACTED:token)","values":{"api_key":"[REDACTED:api-key]","n":1}}`},
		{"/s/{secret}", "/s/" + v, "Location", "https://h/s/" + v + "#token=abc9x", "https://h/s/(REDACTED:secret)"},
		{"/s/{secret}", "/s/" + v, "Referer", "https://h/s/" + v + "#token=abc9x", "https://h/s/(REDACTED:secret)"},
		{"/{app}/reset/{token}", "/Basic%20dXNlcjpxN3cyaHVu/reset/@q7w2hunter" + "9", "", "", "/Basic%20[REDACTED:basic-credentials-encoded](REDACTED:token)"},
		{"/{app}/reset/{token}", "/Bearer%20abc9defgh/reset/{hunter" + "9}", "", "", "/Bearer%20[REDACTED:bearer-token](REDACTED:token)"},
		{"/{app}/reset/{token}", "/x/reset/" + v, "Referer", "https://h/Basic%20dXNlcjpxN3cyaHVu/reset/@q7w2hunter" + "9", "https://h/Basic%20(REDACTED:basic-credentials-encoded)(REDACTED:token)"},
	} {
		for how, opts := range map[string][]Option{"mux": nil, "patterns": {WithPathPatterns(c.pattern)}} {
			if how == "patterns" && c.name == "Referer" && strings.Contains(c.value, "/confirm") {
				continue // which the pattern does not describe
			}
			if how == "mux" && strings.HasPrefix(c.value, "https://h/Basic") {
				continue // nor does the route of the request what another serves
			}
			var out sink
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if c.name != "Referer" && c.name != "" {
					w.Header().Set(c.name, c.value)
				}
			})
			req := httptest.NewRequest("GET", c.target, nil)
			if c.name == "Referer" {
				req.Header.Set(c.name, c.value)
			}
			access := AccessLog(newRedactor(t), append(opts, out.logger(), WithRequestHeaders("Referer"), WithResponseHeaders("Location", "HX-Location"))...)
			if how == "mux" {
				mux := http.NewServeMux()
				mux.Handle(c.pattern, h)
				access(mux).ServeHTTP(httptest.NewRecorder(), req)
			} else {
				access(h).ServeHTTP(httptest.NewRecorder(), req)
			}
			got := at(out.record(t), "url")
			if c.name == "Referer" {
				got = at(out.record(t), "request_headers", c.name)
			} else if c.name != "" {
				got = at(out.record(t), "response_headers", http.CanonicalHeaderKey(c.name))
			}
			if got != c.want {
				t.Errorf("%s, %s of %s, %s %s: %v, want %s", how, c.pattern, c.target, c.name, c.value, got, c.want)
			}
		}
	}
}

// A replacement that shows bytes of what it stands for, and one that says nothing, take no place of
// what a route hides.
func TestHiddenByOtherReplacements(t *testing.T) {
	const (
		v   = "q7w2hunter" + "9zz"
		npm = "npm_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A"
	)
	masked := redact.WithDetectorReplacement("npm-access-token", redact.Mask(0, 4))
	for _, c := range []struct {
		opt          redact.Option
		target, want string
	}{
		{masked, "/reset/" + npm + "?t=" + npm, "/reset/[REDACTED:npm-access-token]?t=(REDACTED:npm-access-token)"},
		{masked, "/reset/" + v + "?t=" + npm, "/reset/(REDACTED:token)?t=********3z5A"},
		{redact.WithReplacement(redact.Fixed("#gone#")), "/reset/gone4" + v + "?a=gone&token=xgone4" + v, "/reset/#gone#?a=gone&token=#gone#"},
		{redact.WithReplacement(redact.Fixed("e")), "/reset/" + v + "?token=" + v + "&e=e", "/reset/e?token=e&e=e"},
		{redact.WithReplacement(redact.Fixed("[")), "/reset/" + v + "?token=" + v, "/reset/(?token=("},
		{redact.WithPath("url", redact.Redact), "/reset/" + v + "?token=" + v, "[REDACTED:path]"},
	} {
		var out sink
		mux := http.NewServeMux()
		mux.HandleFunc("/reset/{token}", nothing)
		AccessLog(newRedactor(t, c.opt), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", c.target, nil))
		if got := at(out.record(t), "url"); got != c.want {
			t.Errorf("%s became %v, want %s", c.target, got, c.want)
		}
	}
}

// What the Redactor has hidden of a text is known by its bytes, as far as that is certain.
func TestCuts(t *testing.T) {
	for _, c := range []struct{ text, shown, want string }{
		{"/a/T?token=T&b=1", "/a/T?token=[REDACTED:token]&b=1", "/a/<T>?token=[REDACTED:token]&b=1"},
		{"/a/T?token=T&b=1", "[REDACTED:error]", "[REDACTED:error]"},
		{"/a/T?token=T&b=1", "", ""},
		{"/a/T?token=T&b=1", "/a/*?token=*&b=1", "/a/<T>&b=1"},
		{"/a/T?token=T&b=1", "/a/xT?token=T&b=1", "/a/x<T>?token=<T>&b=1"},
		{"/a/TT", "/a/[REDACTED:a]T", "/a/[REDACTED:a]<T>"},
	} {
		var found []span
		for i, b := range c.text {
			if b == 'T' {
				found = append(found, span{i, i + 1, "<T>"})
			}
		}
		got := applied(nil, func(string) string { return c.shown }, c.text, found, func(string) []span { return nil })
		if got != c.want {
			t.Errorf("%s as %s: %s, want %s", c.text, c.shown, got, c.want)
		}
	}
}

// A value that stands by itself in one place is hidden in another of which the Redactor hides a part.
func TestTorn(t *testing.T) {
	for _, n := range []int{1, maxTorn, maxTorn + 1} {
		var text strings.Builder
		var found []span
		for i := range n {
			v := fmt.Sprintf("T%03d", i)
			found = append(found, span{text.Len(), text.Len() + len(v), "<v>"})
			text.WriteString(v + "/")
		}
		was := text.String() + "?x" + fmt.Sprintf("T%03d", n-1) + "y"
		shown := text.String() + "?[REDACTED:a]" + fmt.Sprintf("%02dy", n-1)
		want := strings.Repeat("<v>/", n) + "?[REDACTED:a]<v>y"
		if n > maxTorn {
			want = strings.Repeat("<v>/", n) + "?[REDACTED:a]" + fmt.Sprintf("%02dy", n-1)
		}
		if got := applied(nil, func(string) string { return shown }, was, found, func(string) []span { return nil }); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// The record of a transport hides what a pattern names in its place, too.
func TestTransportHidesInItsPlace(t *testing.T) {
	const v = "q7w2hunter" + "9zz"
	var out sink
	answers := roundTrip(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/reset/" + v + "?api_key=" + v}}, Body: http.NoBody}, nil
	})
	rt := NewTransport(answers, newRedactor(t), out.logger(), WithPathPatterns("/reset/{token}"))
	if _, err := rt.RoundTrip(httptest.NewRequest("GET", "http://127.0.0.1/reset/"+v+"?api_key="+v, nil)); err != nil {
		t.Fatal(err)
	}
	rec, want := out.record(t), "/reset/(REDACTED:token)?api_key=[REDACTED:api-key]"
	if rec["url"] != "http://127.0.0.1"+want || at(rec, "response_headers", "Location") != want {
		t.Error(rec)
	}
}

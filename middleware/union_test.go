package middleware

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// What a route hides takes nothing away that the Redactor knows a secret by, and what stands
// by itself between other signs is known too.
func TestHiddenBesideWhatIsFound(t *testing.T) {
	const token = "s3Kr000001dqZ"
	routed := func(r *http.Request, pattern string, w http.ResponseWriter, h http.Handler) {
		mux := http.NewServeMux()
		mux.Handle(pattern, h)
		mux.ServeHTTP(w, r)
	}
	for _, c := range []struct {
		pattern, target, name, value string // a header of the response, or of the request if it is Referer
		hidden                       []string
	}{
		{"/secrets/{secret}", "/secrets/db_password", "HX-Location", `{"path":"/x","values":{"db_password":"hunter2pass"}}`, []string{"hunter2pass"}},
		{"/secrets/{secret}", "/secrets/password", "Referer", `/y?q={"name":"password","value":"hunter2pass"}`, []string{"hunter2pass"}},
		{"/secrets/{secret}", "/secrets/password", "Referer", `/y?q=%7B%22password%22%3A%22hunter2pass%22%7D`, []string{"hunter2pass"}},
		{"/secrets/{secret}", "/secrets/password", "Referer", `/y?q=a, password = hunter2pass`, []string{"hunter2pass"}},
		{"/secrets/{secret}", "/secrets/Bearer", "Referer", `/y?h={"h":"Bearer abcDEF1234567890abcd"}`, []string{"abcDEF1234567890abcd"}},
		{"/secrets/{secret}", `/secrets/db_password?q={"db_password":"hunter2pass"}`, "Location", "/", []string{"hunter2pass"}},
		{"/reset/{token}", "/reset/" + token, "Referer", `/x?password=` + token + `"hunter2pass&b=1`, []string{"hunter2pass", token}},
		{"/reset/{token}", "/reset/" + token, "Referer", `/x?password=hunter2pass"` + token + `"hunter3pass&b=1`, []string{"hunter2pass", "hunter3pass", token}},
		{"/reset/{token}", "/reset/" + token, "Referer", `/x?password=` + token + `,hunter2pass&b=1`, []string{"hunter2pass", token}},
		{"/reset/{token}", `/reset/a%2F.%2Fb%5C%5Cs3Kr000001`, "Location", `/new/a/b%5C%5Cs3Kr000001`, []string{"s3Kr000001"}},
		{"/reset/{token}", `/reset/a%2F%2Fb%5C..%5Cs3Kr000001`, "Location", `/new/a/b%5C..%5Cs3Kr000001`, []string{"s3Kr000001"}},
		{"/reset/{token}", "/reset/" + token, "Location", `/x?f='` + token + `'`, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/x?f=%27` + token + `%27`, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/Users('` + token + `')`, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/app?` + token, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/app#` + token, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/app?x&` + token, []string{token}},
		{"/reset/{token}", "/reset/" + token, "Location", `/app?q=Bearer+` + token, []string{token}},
		{"/reset/{token}", "/reset/" + token + "?" + token, "Location", "/", []string{token}},
		{"/reset/{token}", "/reset/" + token + strings.Repeat("x", maxPath) + "?t=" + token + strings.Repeat("x", maxPath), "Location", "/", []string{token}},
		{"/reset/{token}", "/reset/" + token + "?a=" + strings.Repeat("x", maxURL) + "&t=" + token, "Location", "/", []string{token}},
	} {
		for how, opts := range map[string][]Option{"mux": nil, "patterns": {WithPathPatterns(strings.TrimPrefix(c.pattern, "GET "))}} {
			if how == "patterns" && (c.name == "Referer" || !strings.HasPrefix(c.value, "/new/") && strings.Contains(c.target, "?")) {
				continue // only what the URL shows moves
			}
			var out sink
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(c.name, c.value) })
			access := AccessLog(newRedactor(t), append(opts, out.logger(), WithRequestHeaders("Referer"), WithResponseHeaders(c.name))...)
			req := httptest.NewRequest("GET", c.target, nil)
			if c.name == "Referer" {
				req.Header.Set(c.name, c.value)
			}
			access(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if how == "mux" {
					routed(r, c.pattern, w, h)
					return
				}
				h.ServeHTTP(w, r)
			})).ServeHTTP(httptest.NewRecorder(), req)
			for _, s := range c.hidden {
				if got := out.String(); strings.Contains(got, s) {
					t.Errorf("%s, %s of %.60s, %s %s: %.400s", how, c.pattern, c.target, c.name, c.value, got)
				}
			}
		}
	}
}

// What a browser and Go read in two ways is hidden in both, and a value that has a name whole.
func TestHiddenAmidOtherReadings(t *testing.T) {
	for _, c := range []struct{ pattern, location, hidden string }{
		{"/{token}/x", `https://u:hunter\2pass@h/x`, "hunter"},
		{"/{token}", `https://u:hunter\2pass@h`, "hunter"},
		{"/{token}/{b}", `/password=hunt\er2`, `hunt`},
		{"/reset/{token}", "/reset/s3Kr000001dqZ", "s3Kr"},
	} {
		for _, name := range []string{"Location", "HX-Redirect", "HX-Push-Url"} {
			var out sink
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(name, c.location) })
			AccessLog(newRedactor(t), out.logger(), WithPathPatterns(c.pattern), WithResponseHeaders(name))(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
			if got := out.String(); strings.Contains(got, c.hidden) {
				t.Errorf("%s of %s: %s", name, c.location, got)
			}
		}
	}
	for _, name := range []string{"Location", "HX-Redirect", "HX-Push-Url", "HX-Location", "HX-Replace-Url"} {
		var out sink
		h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(name, "/new/s3Kr000001dqZ") })
		AccessLog(newRedactor(t), out.logger(), WithPathPatterns("/reset/{token}"), WithResponseHeaders(name))(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/s3Kr000001dqZ", nil))
		if got := out.String(); strings.Contains(got, "s3Kr") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What the Redactor hides of such a URL it hides as anywhere: by its replacement, and JSON stays JSON.
func TestHiddenBesideAsAnywhere(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"path":"/x","values":{"db_password":"hunter2pass","n":1}}`, `{"path":"/x","values":{"#gone#":"#gone#","n":1}}`},
		{`{"path":"/db_password?n=1&api_key=hunter2pass&b=1"}`, `{"path":"/#gone#?n=1&api_key=#gone#&b=1"}`},
		{`/db_password?n=1`, `/#gone#?n=1`},
	} {
		var out sink
		mux := http.NewServeMux()
		mux.HandleFunc("/secrets/{secret}", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("HX-Location", c.in) })
		r := newRedactor(t, redact.WithReplacement(redact.Fixed("#gone#")))
		AccessLog(r, out.logger(), WithResponseHeaders("HX-Location"))(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/secrets/db_password", nil))
		if got := at(out.record(t), "response_headers", "Hx-Location"); got != c.want {
			t.Errorf("%s became %v", c.in, got)
		}
	}
}

// A rule for the URL of the record holds in one of which a route hides something, too.
func TestHiddenBesideWhatIsKept(t *testing.T) {
	var out sink
	mux := http.NewServeMux()
	mux.HandleFunc("/reset/{token}", func(http.ResponseWriter, *http.Request) {})
	r := newRedactor(t, redact.WithPath("url", redact.Keep))
	AccessLog(r, out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/s3Kr000001dqZ?password=hunter2pass", nil))
	if got := at(out.record(t), "url"); got != "/reset/(REDACTED:token)?password=hunter2pass" {
		t.Error(got)
	}
}

package middleware

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// A URL that a handler has put in the place of another shows no more than that.
func TestRewritten(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	r := newRedactor(t)
	mux := routed("/v1/reset/{token}", "/reset/{token}", "/v1/mail/{user}/{password...}", "/v1/list/{id}", "/v1/sub/{token}/", "/{$}")
	chi := http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		req.Pattern = "/v1/{user}:{password}"
		req.SetPathValue("user", "ada")
		req.SetPathValue("password", secret)
	})
	silent := http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) { req.Pattern = "/v1/reset/{token}" })
	add := func(p string) string { return "/v1" + p }
	for name, c := range map[string]struct {
		h      http.Handler
		target string
		to     func(string) string
		want   string
	}{
		"prefix":               {mux, "/reset/" + secret, add, "/reset/(REDACTED:token)"},
		"prefix, query":        {mux, "/reset/" + secret + "?next=/reset/" + secret, add, "/reset/(REDACTED:token)?next=/reset/(REDACTED:token)"},
		"prefix, word":         {mux, "/reset/list", add, "/reset/list"},
		"prefix, redirect":     {mux, "/sub/" + secret, add, "/(REDACTED:password)"},
		"prefix, no names":     {mux, "/list/17", add, "/list/17"},
		"prefix, rest":         {mux, "/mail/7/a/" + secret + "/", add, "/mail/7/(REDACTED:password)/"},
		"prefix, empty rest":   {mux, "/mail/7/", add, "/(REDACTED:password)"},
		"prefix, escaped":      {mux, "/reset/s3Kr00000%31dqZ%2Fx%2525y", add, "/reset/(REDACTED:token)"},
		"case":                 {mux, "/RESET/" + secret, strings.ToLower, "/RESET/(REDACTED:token)"},
		"another name":         {mux, "/r/" + secret, func(p string) string { return "/reset" + p[2:] }, "/r/(REDACTED:token)"},
		"with a suffix":        {mux, "/r/" + secret + ".json/x", func(string) string { return "/reset/" + secret }, "/r/(REDACTED:token)/x"},
		"without one":          {mux, "/reset/" + secret + "/confirm", func(string) string { return "/reset/" + secret }, "/reset/(REDACTED:token)/confirm"},
		"the first, by chance": {mux, "/" + secret + "/confirm", func(string) string { return "/reset/" + secret }, "/(REDACTED:token)/confirm"},
		"not in the path":      {mux, "/home/x", func(string) string { return "/reset/" + secret }, "/(REDACTED:password)"},
		"of no parameter":      {mux, "/home/x", func(string) string { return "/" }, "/home/x"},
		"two in a part":        {chi, "/ada:" + secret, add, "/(REDACTED:password)"},
		"not told":             {silent, "/reset/" + secret, add, "/(REDACTED:password)"},
	} {
		for _, copied := range []bool{false, true} {
			out, req := serve(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				h := c.h
				if copied {
					req, h = req.Clone(req.Context()), Recover(r, WithLogger(discard))(h)
				}
				req.URL.Path = c.to(req.URL.Path)
				req.URL.RawPath = ""
				if strings.Contains(c.target, "%") {
					req.URL.RawPath = add(strings.ReplaceAll(c.target, "%31", "1"))
				}
				h.ServeHTTP(w, req)
			}), "GET", c.target)
			if got := out.record(t)["url"]; got != c.want {
				t.Errorf("%s, copied %v: %v of %s, want %s", name, copied, got, req.Pattern, c.want)
			}
		}
	}
}

// What the request tells is hidden also where its route is not that of a URL.
func TestValueOfARouteElsewhere(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	req := httptest.NewRequest("GET", "/reset/"+secret, nil)
	req.Header.Set("Referer", "http://h/mail/"+secret+"/x?to="+secret+"&a=b")
	var out sink
	AccessLog(newRedactor(t), out.logger(), WithRequestHeaders("Referer"))(routed("/reset/{token}")).ServeHTTP(httptest.NewRecorder(), req)
	if got := at(out.record(t), "request_headers", "Referer"); got != "http://h/mail/(REDACTED:token)/x?to=(REDACTED:token)&a=b" {
		t.Errorf("%v", got)
	}
}

// A value stands by itself also in JSON, as htmx reads it, and behind a backslash, which is a slash for browsers.
func TestValueInQuotesAndBehindBackslashes(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	for _, c := range []struct{ route, name, value, want string }{
		{"/reset/{token}", "HX-Location", `{"path":"/reset/` + secret + `","target":"#x"}`, `{"path":"/reset/(REDACTED:token)","target":"#x"}`},
		{"/reset/{token}", "HX-Location", `{"path":"/x","values":{"t":"` + secret + `"}}`, `{"path":"/x","values":{"t":"(REDACTED:token)"}}`},
		{"/reset/{token}", "HX-Location", `{"path":"\/reset\/` + secret + `\/done"}`, `{"path":"\/reset\/(REDACTED:token)\/done"}`},
		{"/reset/{token}", "HX-Location", `{"path":"/x?u=%22` + secret + `%22"}`, `{"path":"/x?u=%22(REDACTED:token)%22"}`},
		{"/reset/{token}", "HX-Location", `{"path":"/x\y","target":"#` + secret + `2"}`, `{"path":"/x\y","target":"#` + secret + `2"}`},
		{"/reset/{token}", "Location", `/reset\` + secret, `/reset\(REDACTED:token)`},
		{"/reset/{token}", "Location", `\reset%5c` + secret + `\x`, `\reset%5c(REDACTED:token)\x`},
		{"/reset/{token...}", "Location", `/x\` + secret + `\b`, `/x\(REDACTED:token)`},
		{"/reset/{token}", "Location", `/x\y\` + secret + `2?"a"`, `/x\y\` + secret + `2?"a"`},
	} {
		target := "/reset/" + secret
		if strings.Contains(c.route, "...") {
			target += "/b"
		}
		mux := http.NewServeMux()
		mux.HandleFunc(c.route, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(c.name, c.value) })
		var out sink
		AccessLog(newRedactor(t), out.logger(), WithResponseHeaders(c.name))(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil))
		if got := at(out.record(t), "response_headers", http.CanonicalHeaderKey(c.name)); got != c.want {
			t.Errorf("%s: %s became %v", c.route, c.value, got)
		}
	}
}

// A value with a blank is known as url.QueryEscape writes it, and one with a plus as a form is read.
func TestValueWithBlanks(t *testing.T) {
	for _, c := range []struct{ target, location, want string }{
		{"/reset/Q9%20x7Km2", "/login?next=%2Freset%2FQ9+x7" + "Km2", "/login?next=%2Freset%2F(REDACTED:token)"},
		{"/reset/Q9%20x7Km2", "/login?next=/reset/Q9+x7" + "Km2&a=b+c", "/login?next=/reset/(REDACTED:token)&a=b+c"},
		{"/reset/Q9%20x7Km2", "/login?q=is+Q9+x7" + "Km2+so", "/login?q=is+(REDACTED:token)+so"},
		{"/reset/Q9%20x7Km2", "/login?u=%252Freset%252FQ9%2Bx7" + "Km2", "/login?u=%252Freset%252F(REDACTED:token)"},
		{"/reset/Q9%20x7%20%20Km2", "/login?next=/x/Q9+x7%20+Km2/y", "/login?next=/x/(REDACTED:token)/y"},
		{"/reset/Q9%20x7+Km2", "/login?next=/x/Q9+x7" + "%2BKm2/y", "/login?next=/x/(REDACTED:token)/y"},
		{"/reset/Q9+x7Km2", "/login?next=/x/Q9 x7" + "Km2", "/login?next=/x/(REDACTED:token)"},
		{"/reset/Q9+x7Km2", "/login?next=/x/Q9-x7" + "Km2", "/login?next=/x/Q9-x7Km2"},
	} {
		var out sink
		mux := http.NewServeMux()
		mux.HandleFunc("/reset/{token}", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", c.location) })
		AccessLog(newRedactor(t), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", c.target, nil))
		if got := at(out.record(t), "response_headers", "Location"); got != c.want {
			t.Errorf("%s to %s: %v, want %s", c.target, c.location, got, c.want)
		}
	}
}

func TestUnescapedPath(t *testing.T) {
	for in, want := range map[string]string{"": "", "/Ab": "/ab", "%41%2fb%": "a/b%", "%252525": "%", "%25%34%31": "a", "%2%35": "%", "%zz%4": "%zz%4", "%%3235": "#5", `\a%5Cb`: "/a/b"} {
		q := newUnescaped(in)
		if q.text != want || q.place(len(want)) != len(in) || q.at != nil && len(q.at) != len(want)+1 {
			t.Errorf("%s became %q %v", in, q.text, q.at)
		}
		if twice := newUnescaped(url.PathEscape(url.PathEscape(in))); twice.text != want {
			t.Errorf("%s, escaped twice, became %q", in, twice.text)
		}
	}
	q := newUnescaped("/a%2Fb/a%252Fb;c/ab/x?n=a%2Fb")
	for i, s := range q.find(nil, newShown("A%2fb/", "")) {
		if want := []string{"a%2Fb", "a%252Fb", "a%2Fb"}; i >= 3 || "/a%2Fb/a%252Fb;c/ab/x?n=a%2Fb"[s.from:s.to] != want[i] {
			t.Errorf("%d: %v", i, s)
		}
	}
}

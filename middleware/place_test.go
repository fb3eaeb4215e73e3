package middleware

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// serve answers a request with a target as it comes, and returns what is logged of it.
func serve(t *testing.T, h http.Handler, method, target string, opts ...Option) (out *sink, req *http.Request) {
	t.Helper()
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.1\r\nHost: h\r\n\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	out = &sink{}
	AccessLog(newRedactor(t), append(opts, out.logger(), WithResponseBody(0))...)(h).ServeHTTP(httptest.NewRecorder(), req)
	return out, req
}

// routed is a ServeMux of patterns.
func routed(patterns ...string) *http.ServeMux {
	mux := http.NewServeMux()
	for _, p := range patterns {
		mux.HandleFunc(p, nothing)
	}
	return mux
}

// The path of a request is where net/http has it.
func TestTargets(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	mux := routed("/reset/{token}", "/sub/{token}/")
	for _, c := range []struct{ method, target, want string }{
		{"GET", "/reset/abc#" + secret, "/reset/(REDACTED:token)"},
		{"GET", "/reset/#" + secret, "/reset/(REDACTED:token)"},
		{"GET", "/reset/" + secret + "#x?a=b", "/reset/(REDACTED:token)?a=b"},
		{"GET", "/sub/a#" + secret + "/", "/sub/(REDACTED:token)/"},
		{"GET", "/sub/a#" + secret, "/sub/(REDACTED:token)"}, // a redirect
		{"GET", "http://h/reset/a#" + secret, "http://h/reset/(REDACTED:token)"},
		{"GET", "http:/reset/" + secret, "http:/reset/(REDACTED:token)"},
		{"GET", "x:/reset/" + secret + "?a", "x:/reset/(REDACTED:token)?a"},
		{"GET", "a+b.1-:/sub/" + secret + "/x", "a+b.1-:/sub/(REDACTED:token)/x"},
		{"GET", "http:///reset/" + secret, "http:///reset/(REDACTED:token)"},
		{"GET", "http:/sub/" + secret, "http:/sub/(REDACTED:token)"},
		{"GET", "http:/sub/x/../../sub/" + secret, "http:/sub/(REDACTED:token)"},
		{"GET", "x:/sub/http://" + secret, "x:/sub/(REDACTED:token)//" + secret}, // what is named is "http:"
		{"CONNECT", "h:443/reset/" + secret, "h:443/reset/(REDACTED:token)"},
		{"CONNECT", "[::1]:443/reset/" + secret, "[::1]:443/reset/(REDACTED:token)"},
		{"CONNECT", "/reset/" + secret, "/reset/(REDACTED:token)"},
		{"CONNECT", "h:443", "h:443"},
		{"CONNECT", "ada:" + secret + "@h:443", "h:443"},
		{"CONNECT", "/reset/" + secret + "?a@b", "/reset/(REDACTED:token)?a@b"},
		{"GET", "//ada:" + secret + "@h/x", "//h/x"},
		{"GET", "//ada@h/x", "//ada@h/x"},
		{"GET", "/list#" + secret, "/list#" + secret},
		{"GET", "http:/list/x?reset/y", "http:/list/x?reset/y"},
		{"GET", "http:reset/list", "http:reset/list"},
		{"GET", "/reset/list", "/reset/list"},
	} {
		out, _ := serve(t, mux, c.method, c.target)
		if got := out.record(t)["url"]; got != c.want {
			t.Errorf("%s: %v, want %s", c.target, got, c.want)
		}
	}
}

// paths finds the path that net/http finds.
func TestPathsAreThoseOfNetHTTP(t *testing.T) {
	var parts = []string{"/", "a", ":", "#", "http", "//", "b/c", "+", "1"}
	for n := range 9 * 9 * 9 * 9 {
		text := ""
		for i := n; i > 0; i /= 9 {
			text += parts[i%9]
		}
		u, err := url.ParseRequestURI(text)
		if err != nil || u.Path == "" {
			continue
		}
		at := paths(nil, text, 0, len(text), 0)
		if !slices.ContainsFunc(at, func(p stretch) bool { return text[p.from:p.to] == u.Path }) {
			t.Errorf("%s: %v without %s", text, at, u.Path)
		}
		if got := paths(nil, "x "+text, 2, len(text)+2, quoted); len(got) > maxPaths {
			t.Errorf("%s: %v", text, got)
		}
	}
}

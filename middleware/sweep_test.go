package middleware

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// No spelling of a path shows what its pattern names: in the url, in a Referer, in the Location of a
// redirect and its body.
func TestSpellings(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	r := newRedactor(t)
	last := func(s, with string) string { i := strings.LastIndexByte(s, '/'); return s[:i] + with + s[i:] }
	spellings := map[string]func(string) string{
		"as it is":          func(s string) string { return s },
		"slash":             func(s string) string { return s + "/" },
		"slash before":      func(s string) string { return "/" + s },
		"slash within":      func(s string) string { return last(s, "/") },
		"dot within":        func(s string) string { return last(s, "/.") },
		"dots within":       func(s string) string { return last(s, "/z/..") },
		"dots before":       func(s string) string { return "/z/.." + s },
		"dots at the root":  func(s string) string { return "/.." + s },
		"dot behind":        func(s string) string { return s + "/." },
		"dots behind":       func(s string) string { return s + "/z/.." },
		"dots for the last": func(s string) string { return s + "/.." + s[strings.LastIndexByte(s, '/'):] },
		"query":             func(s string) string { return s + "?a=b" },
		"absolute":          func(s string) string { return "http://h" + s },
		"absolute, slashes": func(s string) string { return "http://h/" + s },
		"escaped dot":       func(s string) string { return "/%2e" + s },
		"escaped letter":    func(s string) string { return strings.Replace(s, "reset", "r%65set", 1) },
		"escaped slashes":   func(s string) string { return "/" + strings.ReplaceAll(s[1:], "/", "%2F") },
		"parameter":         func(s string) string { return s + ";v=1" },
	}
	values := []string{secret, secret + "%2Fq", "q%2F" + secret, secret + ".q", "." + secret, "%2E%2E" + secret, "..%2F" + secret, secret + "%3Fx",
		secret + ";a=b", secret + "%25", "%2F" + secret, secret + "%2F", secret + "=", "%20" + secret, "%2F%2F" + secret, "q%2F%2E%2E%2F" + secret, secret + "%00", "a%2F." + secret}
	for _, pattern := range []string{"/reset/{token}", "/reset/{token}/", "/reset/{token}/{$}", "/reset/{token...}", "/{id}/{token}", "/reset/{token}/{id}", "/a/{id}/{token}/b",
		"/reset/x/{token}/y", "/reset/{token:[^/]+}", "/reset/{token:.+}", "/r-{token}/x", "/{a}/{token}/{rest...}", "/re%20set/{token}"} {
		for _, served := range []bool{false, true} {
			if served && strings.ContainsAny(pattern, ":-") {
				continue
			}
			mux := http.NewServeMux()
			opts := []Option{WithRequestHeaders("Referer"), WithResponseBody(0)}
			if served {
				mux.HandleFunc(pattern, nothing)
			} else {
				mux.HandleFunc("/", nothing)
				opts = append(opts, WithPathPatterns(pattern))
			}
			var out sink
			h := AccessLog(r, append(opts, out.logger())...)(mux)
			for name, spell := range spellings {
				for _, v := range values {
					base := pattern
					for from, to := range map[string]string{"{token}": v, "{token...}": v, "{token:[^/]+}": v, "{token:.+}": v, "{id}": "7", "{a}": "7", "{rest...}": "7", "{$}": ""} {
						base = strings.Replace(base, from, to, 1)
					}
					target := spell(base)
					if name == "escaped slashes" && strings.Contains(v, "%2F") {
						continue // nothing tells them apart
					}
					p := strings.TrimPrefix(target, "http://h")
					u, err := url.Parse("http://h" + p)
					if err != nil {
						t.Fatal(err)
					}
					req := httptest.NewRequest("GET", "/", nil)
					req.URL.Path, req.URL.RawPath, req.URL.RawQuery, req.RequestURI = u.Path, u.RawPath, u.RawQuery, target
					if req.Header.Set("Referer", "http://h"+p); served && name != "as it is" && name != "slash" {
						req.Header.Del("Referer") // of another route, perhaps
					}
					out.b.Reset()
					if h.ServeHTTP(httptest.NewRecorder(), req); strings.Contains(out.String(), secret) && req.Pattern != "" {
						t.Errorf("%s, %s, %q: %s", pattern, name, v, out.String())
					}
				}
			}
		}
	}
}

package middleware

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// locating redirects to a Location that stands in the header as it is.
func locating(key string, to ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()[key] = to
		w.WriteHeader(http.StatusFound)
		for _, to := range to {
			_, _ = w.Write([]byte(`<a href="` + to + `">Found</a>`))
		}
	})
}

// A Location shows nothing that a pattern names, and neither does the body that repeats it.
func TestLocations(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	for _, c := range []struct {
		to   []string
		want string
	}{
		{[]string{"/reset/a, " + secret}, "/reset/(REDACTED:token)"},
		{[]string{"/reset/a," + secret}, "/reset/(REDACTED:token)"},
		{[]string{"/reset/a, " + secret, "/other"}, "/reset/(REDACTED:token), /other"},
		{[]string{"/list, /reset/" + secret}, "/list, /reset/(REDACTED:token)"},
		{[]string{"/list,/reset/" + secret}, "/list,/reset/(REDACTED:token)"},
		{[]string{"x", "http://h/reset/" + secret + "?a=b"}, "x, http://h/reset/(REDACTED:token)?a=b"},
		{[]string{"/reset/" + secret, "/b"}, "/reset/(REDACTED:token), /b"},
		{[]string{"http:/reset/" + secret}, "http:/reset/(REDACTED:token)"},
		{[]string{"custom:/reset/" + secret}, "custom:/reset/(REDACTED:token)"},
		{[]string{" \t/reset/" + secret}, " \t/reset/(REDACTED:token)"},
		{[]string{"//h/reset/" + secret}, "//h/reset/(REDACTED:token)"},
		{[]string{"//reset/" + secret}, "/reset/(REDACTED:token)"},
		{[]string{"///reset/" + secret}, "/reset/(REDACTED:token)"},
		{[]string{"/reset/a#" + secret}, "/reset/(REDACTED:token)"},
		{[]string{"/reset/" + secret + "#f?x"}, "/reset/(REDACTED:token)?x"},
		{[]string{"/mail/" + secret + "/x#f"}, "/mail/(REDACTED:password)/x#f"},
		{[]string{`/reset\` + secret}, `/reset\(REDACTED:token)`},
		{[]string{`\reset/` + secret + `?a\b`}, `\reset/(REDACTED:token)?a\b`},
		{[]string{`http:\\h\reset\` + secret}, `http:\\h\reset\(REDACTED:token)`},
		{[]string{`/list, \reset\` + secret}, `/list, \reset\(REDACTED:token)`},
		{[]string{`/reset/a\` + secret}, `/reset/(REDACTED:token)`},
		{[]string{`/a\b, \\c\.\d?\e`}, `/a\b, \\c\.\d?\e`},
		{[]string{"/list, and /more,, of it, "}, "/list, and /more,, of it, "},
		{[]string{"/a,/b", "//h/c,d#/e"}, "/a,/b, //h/c,d#/e"},
	} {
		for _, key := range []string{"Location", "location", "lOCATION", http.TrailerPrefix + "Location"} {
			out, _ := serve(t, locating(key, c.to...), "GET", "/", WithAllHeaders(), WithPathPatterns("/reset/{token}", "/mail/{password}/x"))
			var omitted any
			if strings.Contains(c.want, "REDACTED") {
				omitted = "redirect"
				mustHide(t, out.String(), secret)
			}
			if rec := out.record(t); at(rec, "response_headers", key) != c.want || at(rec, "response_body", "omitted") != omitted {
				t.Errorf("%q: %s", c.to, out.String())
			}
		}
	}
}

// The ServeMux and handlers redirect to a path of the request that is escaped more or less often.
func TestRedirectsToTheRequest(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	recovering := Recover(newRedactor(t), WithLogger(discard))
	echo := http.NewServeMux()
	for _, p := range []string{"/reset/{token}", "/reset/{token}/{rest...}"} {
		echo.HandleFunc(p, func(w http.ResponseWriter, req *http.Request) {
			http.Redirect(w, req, req.URL.Path+"/", http.StatusFound)
		})
	}
	for target, h := range map[string]http.Handler{
		"//b/" + secret + "/é":                 routed("/b/{token}/é"),
		"//b/" + secret + "/|":                 routed("/b/{token}/|"),
		"/b/" + secret + ",%2Fx":               routed("/b/{token}/"),
		"/api//b/" + secret + "/%7Bz":          http.StripPrefix("/api", recovering(routed("/b/{token}/%7Bz"))),
		"/api//b/" + secret + "/a%2Fb":         http.StripPrefix("/api", recovering(routed("/b/{token}/a%2Fb"))),
		"/api//s3Kr000001dqZ%3Fx/a%2Fb/x/a;b/": http.StripPrefix("/api", recovering(routed("/{secret}/a%2Fb/{token}/a;b/{$}"))),
		"/reset/x%3F" + secret:                 echo,
		"/reset/x%23" + secret + "/y":          echo,
		"/reset/x,%2F" + secret:                echo,
		"/reset/..%2F..%2F" + secret + "/y":    echo,
	} {
		out, _ := serve(t, h, "GET", target)
		mustHide(t, out.String(), secret)
		if rec := out.record(t); at(rec, "response_headers", "Location") == nil || at(rec, "response_body", "omitted") != "redirect" {
			t.Errorf("%s: %s", target, out.String())
		}
	}
}

// The headers in which proxies and browsers hand on a URL.
func TestHeadersWithURLs(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	for _, name := range []string{"Referer", "Content-Location", "Destination", "X-Forwarded-Uri", "X-Original-Uri", "X-Original-Url", "X-Rewrite-Url", "X-Auth-Request-Redirect",
		"X-Forwarded-Path", "X-Envoy-Original-Path", "X-Replaced-Path", "X-Original-Path", "X-Request-Uri", "X-Waws-Unencoded-Url", "X-Ms-Original-Url", "X-Accel-Redirect", "Hx-Current-Url", "Hx-Redirect", "Hx-Location", "Hx-Push-Url", "Hx-Replace-Url",
		"x-envoy-original-path", "X-WAWS-Unencoded-URL"} {
		for in, want := range map[string]string{
			"/reset/" + secret + "?a=b":   "/reset/(REDACTED:token)?a=b",
			"//reset/" + secret:           "/reset/(REDACTED:token)",
			"https://h/reset/a#" + secret: "https://h/reset/(REDACTED:token)",
			"/orders/17?reset=/a":         "/orders/17?reset=/a",
		} {
			req := httptest.NewRequest("GET", "/", nil)
			req.Header[name] = []string{in}
			var out sink
			AccessLog(newRedactor(t), out.logger(), WithAllHeaders(), WithPathPatterns("/reset/{token}"))(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
			if got := at(out.record(t), "request_headers", name); got != want {
				t.Errorf("%s: %v, want %s", name, got, want)
			}
		}
	}
}

// What a Location costs does not depend on the path of the request, and is bounded.
func TestManyURLs(t *testing.T) {
	r := newRedactor(t)
	s := r.Scope("http")
	cfg := newConfig([]Option{WithPathPatterns("/x/{token}")})
	uri := "/x/" + strings.Repeat("%41", 2000)
	value := func(n int) (string, float64) {
		in := []field{{"Location", strings.Repeat("/a,+, ", n)}}
		x := exchange{r: r, cfg: cfg, uri: uri, routes: []string{"/x/{token}"}}
		x.search(s)
		out := in[0].value
		return out, testing.AllocsPerRun(10, func() {
			to := [1]field{in[0]}
			x.urls(s, to[:])
			out = to[0].value
		})
	}
	_, few := value(8)
	if _, many := value(maxURLs - 1); !raceEnabled && many > few {
		t.Errorf("%v allocations for many URLs, %v for few", many, few)
	}
	for text, want := range map[string]string{
		strings.Repeat("/a,+, ", maxURLs-1):     strings.Repeat("/a,+, ", maxURLs-1),
		strings.Repeat("/a,/b, ", 1<<18):        "(REDACTED:limit)",
		strings.Repeat("//a//.%2f./b, ", 1<<12): "(REDACTED:limit)",
		"/a?" + strings.Repeat("b", maxURL):     "(REDACTED:limit)",
		"/a?" + strings.Repeat("b, ", maxURL/4): "/a?" + strings.Repeat("b, ", maxURL/4),
	} {
		x := exchange{r: r, cfg: cfg, uri: uri}
		to := []field{{"Location", text}}
		if x.urls(s, to); to[0].value != want {
			t.Errorf("%.50s became %.50s", text, to[0].value)
		}
		// Where no name is sensitive it stays.
		x = exchange{r: r, cfg: newConfig([]Option{WithPathPatterns("/{id}")}), uri: uri}
		to[0].value = text
		if x.urls(s, to); to[0].value != text {
			t.Errorf("%.50s became %.50s", text, to[0].value)
		}
	}
}

// A body that repeats a Location with a secret in its query stays the markup that it is.
func TestBodyOfARedirect(t *testing.T) {
	for _, query := range []string{"?token=", "?a=b&token="} {
		out, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			http.Redirect(w, req, "/"+query+"s3Kr000001dqZ", http.StatusFound)
		}), "GET", "/")
		want := `<a href="/` + strings.ReplaceAll(query, "&", "&amp;") + `[REDACTED:token]">Found</a>.` + "\n\n"
		if got := at(out.record(t), "response_body", "text"); got != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
}

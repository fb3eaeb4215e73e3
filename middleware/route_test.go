package middleware

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// copying passes on a copy of the request.
func copying(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		type key struct{}
		next.ServeHTTP(w, req.WithContext(context.WithValue(req.Context(), key{}, 1)))
	})
}

// wrapping passes on another writer.
func wrapping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		next.ServeHTTP(struct{ unwrapper }{unwrapper{w}}, req)
	})
}

type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// A handler that goes on when the record is written changes nothing in it.
func TestLateHandler(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/reset/{token}", nothing)
	late := Recover(newRedactor(t), WithLogger(discard))(mux)
	var wait sync.WaitGroup
	h := AccessLog(newRedactor(t), WithLogger(discard))(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		c := req.Clone(req.Context())
		wait.Go(func() { late.ServeHTTP(struct{ unwrapper }{unwrapper{w}}, c) })
		covered := req.WithContext(req.Context())
		wait.Go(func() { late.ServeHTTP(struct{ http.ResponseWriter }{w}, covered) })
	}))
	for range 200 {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/x", nil))
	}
	wait.Wait()
}

// What a route names is hidden wherever it is known of it.
func TestRoutes(t *testing.T) {
	const secret = "s3-7d1f90aa"
	r := newRedactor(t)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /reset/{token}", nothing)
	mux.HandleFunc("PUT /reset/{secret}", nothing)
	mux.HandleFunc("/sub/{token}/", nothing)
	mux.HandleFunc("GET /panic/{token}", func(http.ResponseWriter, *http.Request) { panic("x") })
	api := http.NewServeMux()
	api.Handle("/api/", http.StripPrefix("/api", Recover(r, WithLogger(discard))(mux)))
	outer := http.NewServeMux()
	inner := http.NewServeMux()
	inner.HandleFunc("/x/{id}", nothing)
	outer.Handle("/t/{token}/", http.StripPrefix("/t/"+secret, Recover(r, WithLogger(discard))(inner)))
	deep := http.NewServeMux()
	deep.HandleFunc("/{token}/", nothing)
	recovering := Recover(r, WithLogger(discard))
	fixed := func(route string) Option { return WithRoute(func(*http.Request) string { return route }) }
	for name, c := range map[string]struct {
		h            http.Handler
		opts         []Option
		method, path string
		route, url   any
	}{
		"mux":                  {mux, nil, "GET", "/reset/" + secret, "GET /reset/{token}", "/reset/(REDACTED:token)"},
		"not allowed":          {mux, nil, "POST", "/reset/" + secret, nil, "/reset/(REDACTED:token)"},
		"not allowed, Recover": {recovering(mux), nil, "OPTIONS", "/reset/" + secret, nil, "/reset/(REDACTED:token)"},
		"not allowed, clean":   {mux, nil, "POST", "/panic/list", nil, "/panic/list"},
		"redirect":             {mux, nil, "GET", "/sub/" + secret, "/sub/{token}/", "/sub/(REDACTED:token)"},
		"redirected CONNECT":   {mux, []Option{fixed("/sub/{token}/")}, "CONNECT", "/sub/" + secret, "/sub/{token}/", "/sub/(REDACTED:token)"},
		"CONNECT":              {mux, []Option{WithPathPatterns("/sub/{token}/")}, "CONNECT", "/sub/" + secret, nil, "/sub/(REDACTED:token)"},
		"copy":                 {copying(recovering(mux)), nil, "GET", "/reset/" + secret, "GET /reset/{token}", "/reset/(REDACTED:token)"},
		"copy of a panic":      {copying(recovering(mux)), nil, "GET", "/panic/" + secret, "GET /panic/{token}", "/panic/(REDACTED:token)"},
		"copy, wrapped":        {copying(wrapping(recovering(mux))), nil, "GET", "/reset/" + secret, "GET /reset/{token}", "/reset/(REDACTED:token)"},
		"copied CONNECT":       {copying(recovering(mux)), []Option{WithPathPatterns("/sub/{token}/")}, "CONNECT", "/sub/" + secret, nil, "/sub/(REDACTED:token)"},
		"recovered CONNECT":    {recovering(mux), []Option{WithPathPatterns("/sub/{token}/")}, "CONNECT", "/sub/" + secret, nil, "/sub/(REDACTED:token)"},
		"two copies":           {copying(recovering(outer)), nil, "GET", "/t/" + secret + "/x/5", "/x/{id}", "/t/(REDACTED:token)/x/5"},
		"stripped, Recover":    {http.StripPrefix("/api", recovering(deep)), nil, "GET", "/api/" + secret + "/x", "/{token}/", nil},
		"timeout":              {http.TimeoutHandler(recovering(mux), time.Minute, ""), []Option{fixed("/reset/{token}")}, "GET", "/reset/" + secret, "/reset/{token}", "/reset/(REDACTED:token)"},
		"prefix":               {api, nil, "GET", "/api/reset/" + secret, "GET /reset/{token}", "/api/reset/(REDACTED:token)"},
		"of an option":         {copying(mux), []Option{fixed("/{id}/{token:[^/]+}")}, "GET", "/reset/" + secret, "/{id}/{token}", "/reset/(REDACTED:token)"},
		"of both":              {mux, []Option{fixed("/{a}/{b}")}, "GET", "/reset/" + secret, "/{a}/{b}", "/reset/(REDACTED:token)"},
		"without a slash":      {copying(mux), []Option{fixed("{token}")}, "GET", "/" + secret, "{token}", "/(REDACTED:token)"},
		"of gin":               {copying(mux), []Option{fixed("/d/:token")}, "GET", "/d/" + secret, "/d/:token", "/d/(REDACTED:token)"},
		"of gin, the rest":     {copying(mux), []Option{fixed("/d/*secret")}, "GET", "/d/" + secret + "/x", "/d/*secret", "/d/(REDACTED:secret)"},
		"of gin, no name":      {copying(mux), []Option{fixed("/d/:id")}, "GET", "/d/" + secret[3:], "/d/:id", "/d/" + secret[3:]},
		"of gin, patterns":     {copying(mux), []Option{WithPathPatterns("/d/:token")}, "GET", "/d/" + secret, nil, "/d/(REDACTED:token)"},
		"option that fails":    {copying(mux), []Option{WithRoute(func(*http.Request) string { panic("x") })}, "GET", "/reset/" + secret + "?a=b", nil, "/(REDACTED:password)?a=b"},
	} {
		t.Run(name, func(t *testing.T) {
			req := httptest.NewRequest("GET", c.path, nil)
			req.Method = c.method
			var out sink
			AccessLog(r, append(c.opts, out.logger())...)(c.h).ServeHTTP(httptest.NewRecorder(), req)
			got := out.record(t)
			if strings.Contains(out.String(), secret) || got["route"] != c.route || c.url != nil && got["url"] != c.url {
				t.Errorf("%s", out.String())
			}
		})
	}
	// Below a prefix that the route seems to describe as well.
	sub := http.NewServeMux()
	sub.HandleFunc("/{id}/{secret}/{rest...}", nothing)
	var pre sink
	http.StripPrefix("/api", AccessLog(r, pre.logger())(sub)).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/api/7/"+secret+"/x", nil))
	if strings.Contains(pre.String(), secret) || pre.record(t)["url"] == "/api/7/"+secret+"/x" {
		t.Errorf("%s", pre.String())
	}
	for path, want := range map[string]any{"/sub/" + secret: "redirect", "//sub/list/x": nil} {
		var out sink
		AccessLog(r, WithResponseBody(0), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
		if got := out.record(t); strings.Contains(out.String(), secret) || at(got, "response_body", "omitted") != want || at(got, "response_body", "bytes") == nil {
			t.Errorf("%s", out.String())
		}
	}
	// The ServeMux redirects to a path that it has decoded.
	slash := http.NewServeMux()
	for _, p := range []string{"/reset/{token}/{$}", "/sub/{token}/x/", "/x/{id}/{token}/"} {
		slash.HandleFunc(p, nothing)
	}
	for _, path := range []string{"/reset/s3Kr000001dqZ%2Fq", "/reset/..%2Fs3Kr000001dqZ", "/sub/s3Kr000001dqZ%2Fq/x", "/x/%2e%2e/s3Kr000001dqZ", "/sub//q%2Fs3Kr000001dqZ/x"} {
		for name, h := range map[string]http.Handler{"": slash, "/api": http.StripPrefix("/api", recovering(slash))} {
			var out sink
			req := httptest.NewRequest("GET", name+path, nil)
			req.Header.Set("Referer", "http://example.com"+name+path)
			AccessLog(r, WithResponseBody(0), WithRequestHeaders("Referer"), out.logger())(h).ServeHTTP(httptest.NewRecorder(), req)
			if strings.Contains(out.String(), "s3Kr000001dqZ") || at(out.record(t), "response_body", "omitted") != "redirect" {
				t.Errorf("%s", out.String())
			}
		}
	}
	// A Referer is that of the request, or another route's.
	for path, want := range map[string]string{"/docs/sub/intro7x/": "http://h/docs/sub/intro7x/", "/sub/" + secret + "/": "http://h/sub/(REDACTED:token)/"} {
		var out sink
		req := httptest.NewRequest("GET", "/sub/a/", nil)
		req.Header.Set("Referer", "http://h"+path)
		AccessLog(r, WithRequestHeaders("Referer"), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), req)
		if got := at(out.record(t), "request_headers", "Referer"); got != want {
			t.Errorf("%v", got)
		}
	}
	// What a rule drops is not shown either.
	for _, drop := range []string{"token", "password"} {
		var out sink
		r := newRedactor(t, redact.WithPath(drop, redact.DropField))
		AccessLog(r, out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/"+secret, nil))
		AccessLog(r, out.logger(), WithRoute(func(*http.Request) string { panic("x") }))(copying(mux)).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/"+secret, nil))
		if strings.Contains(out.String(), secret) {
			t.Errorf("%s", out.String())
		}
	}
	var out sink
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "request", Request(httptest.NewRequest("GET", "/reset/"+secret, nil), r, fixed("/reset/{token}")))
	if got := out.record(t); at(got, "request", "url") != "/reset/(REDACTED:token)" || at(got, "request", "route") != "/reset/{token}" {
		t.Errorf("%v", got)
	}
}

func TestBraced(t *testing.T) {
	for in, want := range map[string]string{
		"/d/:token": "/d/{token}", "GET /d/:token/x/": "GET /d/{token}/x/", ":token": "/{token}", "*key": "/{key...}", "{token}": "/{token}",
		"/f/*key": "/f/{key...}", "/f/*key/x": "/f/*key/x", "/f/*": "/f/*", "/:user_1-:token": "/{user_1}-{token}", "/:token.json": "/{token}.json",
		"/a/:token?": "/a/{token}", "/r/:reset-token": "/r/{reset-token}", "/a/:": "/a/:", "/v1/items:batch": "/v1/items:batch", "h:80/a": "h:80/a", "h:80/:a": "h:80/{a}",
		"/{a:[:/]+}/:b": "/{a:[:/]+}/:b", "": "", "/": "/", "list": "list",
	} {
		if got := braced(in); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}

// TestLateURL has a handler that changes its URL when the record is written already.
func TestLateURL(t *testing.T) {
	ended := make(chan struct{})
	h := http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		defer close(ended)
		<-req.Context().Done()
		for range 100 {
			req.URL.Path += "x"
		}
	})
	access := AccessLog(newRedactor(t), WithLogger(discard))(http.TimeoutHandler(h, time.Millisecond, ""))
	access.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a/b", nil))
	<-ended
}

// TestRouteOfTheEnd has routes that describe the end of a path and fit all of it by chance.
func TestRouteOfTheEnd(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	for route, target := range map[string]string{"/{token}/": "/api/" + secret + "/", "/{token}/{rest...}": "/api/v1/" + secret + "/x", "/{id}/{token}/": "/api/v1/b/" + secret + "/"} {
		out := &sink{}
		h := AccessLog(newRedactor(t), out.logger(), WithRoute(func(*http.Request) string { return route }))(http.HandlerFunc(nothing))
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil))
		mustHide(t, out.String(), secret)
	}
}

// TestBelowAPath has a route for the end of a path that net/http escapes in another way than the client.
func TestBelowAPath(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	below := http.StripPrefix("/api", Recover(newRedactor(t), WithLogger(discard))(routed("/{token}/")))
	for _, end := range []string{"", "/y", "/é", "/|", "/\"", "/{x}", "/[x]", "/%7c", "/%c3%a9", "/#y", "/a;b"} {
		out, _ := serve(t, below, "GET", "/api/"+secret+end)
		mustHide(t, out.String(), secret)
	}
}

package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/mux"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

// chiRoute is the route of a request in a Use of chi's router, also where its method is not allowed.
func chiRoute(req *http.Request) string {
	c := chi.RouteContext(req.Context())
	route := c.RoutePattern()
	if c == nil || route != "" && !strings.HasSuffix(route, "/*") {
		return route
	}
	for _, m := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
		if p := c.Routes.Find(chi.NewRouteContext(), m, path.Clean(req.URL.Path)); p != "" {
			return p
		}
	}
	return route
}

// gorillaRoute is the route of a request in a Use of gorilla's router.
func gorillaRoute(req *http.Request) string {
	route := mux.CurrentRoute(req)
	if route == nil {
		return ""
	}
	text, _ := route.GetPathTemplate() // none without a path
	return text
}

// What routers leave of their routes is enough to hide what they name, or the patterns tell it.
func TestNamedPartsOfPaths(t *testing.T) {
	const secret = "s3-7d1f90aa"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	ok := func(http.ResponseWriter, *http.Request) {}
	named := middleware.WithPathPatterns("/reset/{token}")
	type wrap = func(http.Handler) http.Handler
	get := func(route string, before ...wrap) func(wrap) http.Handler {
		return func(log wrap) http.Handler {
			m := chi.NewRouter()
			for _, w := range before {
				m.Use(w)
			}
			m.Use(log)
			m.Get(route, ok)
			return m
		}
	}
	behind := func(w wrap) func(wrap) http.Handler {
		return func(log wrap) http.Handler {
			m := chi.NewRouter()
			m.Use(log, w)
			m.Get("/reset/{token}", ok)
			return m
		}
	}
	mounted := func(log wrap) http.Handler {
		sub := chi.NewRouter()
		sub.Use(chimw.RequestID)
		sub.Get("/reset/{token}", ok)
		m := chi.NewRouter()
		m.Use(log)
		m.Route("/v1", func(m chi.Router) { m.Mount("/{tenant}", sub) })
		return m
	}
	gorilla := func(log wrap) http.Handler {
		m := mux.NewRouter()
		m.HandleFunc("/reset/{token}", ok)
		m.HandleFunc("/echo", ok)
		return log(m)
	}
	inGorilla := func(route string, prefix bool) func(wrap) http.Handler {
		return func(log wrap) http.Handler {
			m := mux.NewRouter().SkipClean(true)
			m.Use(mux.MiddlewareFunc(log))
			sub := m.PathPrefix("/v1").Subrouter()
			if prefix {
				sub.PathPrefix(route).HandlerFunc(ok)
			} else {
				sub.HandleFunc(route, ok)
			}
			return m
		}
	}
	ofChi, ofGorilla := middleware.WithRoute(chiRoute), middleware.WithRoute(gorillaRoute)
	for _, c := range []struct {
		site       func(wrap) http.Handler
		opts       []middleware.Option
		path, want string
	}{
		{get("/reset/{token}"), nil, "/reset/" + secret, `"route":"/reset/{token}"`},
		{get("/reset/{token:[^/]+}"), nil, "/reset/" + secret, `"route":"/reset/{token}"`},
		{get("/reset/{token:[a-z0-9-]{4,}}/x"), nil, "/reset/" + secret + "/x", `"route":"/reset/{token}/x"`},
		{get("/reset/{token}.json"), nil, "/reset/" + secret + ".json", `"url":"/reset/(REDACTED:token).json"`},
		{get("/auth/{user}:{password}"), nil, "/auth/ada:" + secret, `"url":"/auth/ada:(REDACTED:password)"`},
		{get("/reset/{token}/*"), nil, "/reset/" + secret + "/a/b", `"url":"/reset/(REDACTED:token)/a/b"`},
		{get("/reset/{token}", chimw.RequestID), nil, "/reset/" + secret, `"route":"/reset/{token}"`},
		{behind(chimw.StripSlashes), nil, "/reset/" + secret + "/", `"url":"/reset/(REDACTED:token)/"`},
		{behind(chimw.RequestID), []middleware.Option{named}, "/reset/" + secret, `"url":"/reset/(REDACTED:token)"`},
		{behind(chimw.RequestID), []middleware.Option{ofChi}, "/reset/" + secret, `"route":"/reset/{token}"`},
		{behind(func(h http.Handler) http.Handler { return chimw.RequestID(middleware.Recover(r)(h)) }), nil, "/reset/" + secret, `"route":"/reset/{token}"`},
		{behind(chimw.URLFormat), []middleware.Option{ofChi}, "/reset/" + secret + ".json", `"url":"/reset/(REDACTED:token)"`},
		{behind(chimw.CleanPath), nil, "//reset//" + secret, `"url":"/reset/(REDACTED:token)"`},
		{mounted, []middleware.Option{ofChi}, "/v1/acme/reset/" + secret, `"route":"/v1/{tenant}/reset/{token}"`},
		{inGorilla("/reset/{token}", false), []middleware.Option{ofGorilla}, "/v1/reset/" + secret, `"route":"/v1/reset/{token}"`},
		{inGorilla("/reset/{secret:.+}/x", false), []middleware.Option{ofGorilla}, "/v1/reset/a/" + secret + "/x", `"url":"/v1/reset/(REDACTED:secret)/x"`},
		{inGorilla("/reset/{token}", true), []middleware.Option{ofGorilla}, "/v1/reset/" + secret + "/y", `"url":"/v1/reset/(REDACTED:token)/y"`},
		{inGorilla("/{id}/{token}", false), []middleware.Option{ofGorilla}, "/v1/5%2F" + secret, `"url":"/v1/5%2F(REDACTED:token)"`},
		{gorilla, []middleware.Option{named}, "/reset/" + secret, `"url":"/reset/(REDACTED:token)"`},
		{gorilla, []middleware.Option{named, middleware.WithRequestHeaders("Referer")}, "/echo", `"Referer":"http://h/reset/(REDACTED:token)"`},
	} {
		var out bytes.Buffer
		log := middleware.WithLogger(slog.New(slog.NewJSONHandler(&out, nil)))
		rec := httptest.NewRecorder()
		req := httptest.NewRequest("GET", c.path, nil)
		req.Header.Set("Referer", "http://h/reset/"+secret)
		c.site(middleware.AccessLog(r, append(c.opts, log)...)).ServeHTTP(rec, req)
		s := out.String()
		req = httptest.NewRequest("DELETE", c.path, nil)
		out.Reset()
		c.site(middleware.AccessLog(r, append([]middleware.Option{log, ofChi}, c.opts...)...)).ServeHTTP(httptest.NewRecorder(), req)
		if strings.Contains(out.String(), secret) {
			t.Errorf("%s, not allowed: %s", c.path, out.String())
		}
		if rec.Code != http.StatusOK || strings.Contains(s, secret) || !strings.Contains(s, c.want) {
			t.Errorf("%s: %d, want %s in %s", c.path, rec.Code, c.want, s)
		}
	}
}

// Around chi's router the route is known where a Recover stands in its Use, or of patterns.
func TestAroundChi(t *testing.T) {
	const secret = "s3-7d1f90aa"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	recovering := middleware.Recover(r, middleware.WithLogger(slog.New(slog.DiscardHandler)))
	named := middleware.WithPathPatterns("/reset/{token}")
	router := func(within ...func(http.Handler) http.Handler) http.Handler {
		m := chi.NewRouter()
		m.Use(within...)
		m.Get("/reset/{token}", func(http.ResponseWriter, *http.Request) { panic("no user of " + secret) })
		return m
	}
	for name, c := range map[string]struct {
		h      http.Handler
		opts   []middleware.Option
		method string
		route  bool // that is logged
	}{
		"within":          {router(recovering), nil, "GET", true},
		"behind another":  {router(chimw.RequestID, recovering), nil, "GET", true},
		"around":          {recovering(router()), []middleware.Option{named}, "GET", false},
		"method, around":  {recovering(router()), []middleware.Option{named}, "PUT", false},
		"method, within":  {router(recovering), []middleware.Option{named}, "PUT", false},
		"patterns, alone": {router(chimw.Recoverer), []middleware.Option{named}, "HEAD", false},
	} {
		var out bytes.Buffer
		opts := append(c.opts, middleware.WithLogger(slog.New(slog.NewJSONHandler(&out, nil))))
		middleware.AccessLog(r, opts...)(c.h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(c.method, "/reset/"+secret, nil))
		if s := out.String(); !strings.Contains(s, `"url":"/reset/(REDACTED:token)"`) || strings.Contains(s, secret) || strings.Contains(s, `"route":"/reset/{token}"`) != c.route {
			t.Errorf("%s: %s", name, s)
		}
	}
}

package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/mux"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

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
	gorilla := func(log wrap) http.Handler {
		m := mux.NewRouter()
		m.HandleFunc("/reset/{token}", ok)
		m.HandleFunc("/echo", ok)
		return log(m)
	}
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
		{gorilla, []middleware.Option{named}, "/reset/" + secret, `"url":"/reset/(REDACTED:token)"`},
		{gorilla, []middleware.Option{named, middleware.WithRequestHeaders("Referer")}, "/echo", `"Referer":"http://h/reset/(REDACTED:token)"`},
	} {
		var out bytes.Buffer
		log := middleware.WithLogger(slog.New(slog.NewJSONHandler(&out, nil)))
		rec := httptest.NewRecorder()
		req := httptest.NewRequest("GET", c.path, nil)
		req.Header.Set("Referer", "http://h/reset/"+secret)
		c.site(middleware.AccessLog(r, append(c.opts, log)...)).ServeHTTP(rec, req)
		if s := out.String(); rec.Code != http.StatusOK || strings.Contains(s, secret) || !strings.Contains(s, c.want) {
			t.Errorf("%s: %d, want %s in %s", c.path, rec.Code, c.want, s)
		}
	}
}

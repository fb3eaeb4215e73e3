package middleware

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// nullWriter is a ResponseWriter that costs nothing.
type nullWriter struct{ h http.Header }

func (w *nullWriter) Header() http.Header         { return w.h }
func (w *nullWriter) Write(p []byte) (int, error) { return len(p), nil }
func (w *nullWriter) WriteHeader(int)             {}

var answer = []byte(`{"ok":true}`)

func answering() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/orders/{id}", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(answer) })
	return mux
}

func ordinary() *http.Request {
	req := httptest.NewRequest("GET", "/v1/orders/17?page=2", nil)
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")
	req.Header.Set("X-Request-Id", "5f1d3c0e-7a2b-4e55-9c1f-0d2e8b7a6f31")
	req.Header.Set("Authorization", "Bearer x")
	return req
}

// recordOnly writes the record that AccessLog writes, and nothing else.
func recordOnly(l *slog.Logger) func() {
	ctx := context.Background()
	in := []slog.Attr{slog.String("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"), slog.String("X-Request-Id", "5f1d3c0e-7a2b-4e55-9c1f-0d2e8b7a6f31")}
	out := []slog.Attr{slog.String("Content-Type", "application/json")}
	return func() {
		l.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("method", "GET"), slog.String("url", "/v1/orders/17?page=2"), slog.String("host", "example.com"),
			slog.String("route", "GET /v1/orders/{id}"), slog.Int("status", 200), slog.Int64("bytes", 11), slog.Duration("duration", time.Millisecond),
			slog.Attr{Key: "request_headers", Value: slog.GroupValue(in...)}, slog.Attr{Key: "response_headers", Value: slog.GroupValue(out...)})
	}
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	l := slog.New(slog.NewJSONHandler(io.Discard, nil))
	r := newRedactor(t)
	w := &nullWriter{http.Header{"Content-Type": {"application/json"}}}
	mux, req := answering(), ordinary()
	serve := func(h http.Handler) func() { return func() { h.ServeHTTP(w, req) } }
	bare := testing.AllocsPerRun(500, serve(mux))
	rec := testing.AllocsPerRun(500, recordOnly(l))
	logged := testing.AllocsPerRun(500, serve(AccessLog(r, WithLogger(l))(mux)))
	if got := logged - bare - rec; got > 4 {
		t.Errorf("%v allocations beyond the record: %v with, %v without, %v for the record", got, logged, bare, rec)
	}
	if got := testing.AllocsPerRun(500, serve(Recover(r)(mux))) - bare; got > 1 {
		t.Errorf("Recover: %v allocations", got)
	}
	both := testing.AllocsPerRun(500, serve(AccessLog(r, WithLogger(l))(Recover(r)(mux))))
	if both > logged {
		t.Errorf("Recover inside of AccessLog: %v allocations, %v without", both, logged)
	}
}

// Names in paths cost nothing where there is nothing to hide, and little where there are escapes.
func TestAllocsOfPaths(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	s := newRedactor(t).Scope("http")
	long := strings.Repeat("/x", 30)
	for _, c := range []struct {
		route, patterns, uri string
		want                 float64
	}{
		{"/v1/orders/{id}", "", "/v1/orders/a%2Fb", 0},
		{"/{a}/{rest...}", "", long, 0},
		{"/reset/{token}", "/{user}:{password}/x", "/orders/17", 0},
		{"/{token}/{rest...}", "", long, 0},
		{"/{token}" + strings.Repeat("/x", 20), "", long, 0},
		{"", "/files/{name}.json /reset/{token}", "/files/re%C3%A4port.json", 1},
		{"", "/{x:.+}.json /{a:.*}-{token:.*}/x", "/%C3%A4/%C3%A4/%C3%A4/%C3%A4.json", 1},
	} {
		cfg := newConfig([]Option{WithPathPatterns(strings.Fields(c.patterns)...)})
		routes := []string{c.route}
		if got := testing.AllocsPerRun(100, func() { cfg.find(s, c.uri, routes, 0) }); got > c.want {
			t.Errorf("%s at %s %s: %v allocations", c.uri, c.route, c.patterns, got)
		}
	}
}

// A path in which something is hidden is looked at once, and headers only where there is one with a URL.
func TestAllocsOfHidden(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/reset/{token}", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(answer) })
	w := &nullWriter{http.Header{"Content-Type": {"application/json"}}}
	h := AccessLog(newRedactor(t), WithLogger(slog.New(slog.NewJSONHandler(io.Discard, nil))), WithRequestHeaders("Referer"))(mux)
	for _, c := range []struct {
		target, referer string
		want            float64
	}{
		{"/reset/s3kr000001dqz", "", 9},
		{"/reset/s3Kr000001dqZ", "", 11},
		{"/reset/s3kr000001dqz", "https://example.com/home?x=1", 10},
		{"/reset/s3Kr000001dqZ", "https://example.com/home?x=1", 12},
		{"/reset/s3kr000001dqz", "https://example.com/reset/s3kr000001dqz", 11},
		{"/reset/s3Kr000001dqZ", "https://example.com/reset/s3Kr000001dqZ", 15},
	} {
		req := httptest.NewRequest("GET", c.target, nil)
		if c.referer != "" {
			req.Header.Set("Referer", c.referer)
		}
		if got := testing.AllocsPerRun(200, func() { h.ServeHTTP(w, req) }); got > c.want {
			t.Errorf("%s from %q: %v allocations", c.target, c.referer, got)
		}
	}
}

func BenchmarkAccessLog(b *testing.B) {
	l := slog.New(slog.NewJSONHandler(io.Discard, nil))
	r := newRedactor(b)
	w := &nullWriter{http.Header{"Content-Type": {"application/json"}}}
	mux, req := answering(), ordinary()
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"none", func() { mux.ServeHTTP(w, req) }},
		{"record", recordOnly(l)},
		{"accesslog", func() func() {
			h := AccessLog(r, WithLogger(l))(mux)
			return func() { h.ServeHTTP(w, req) }
		}()},
		{"recover", func() func() { h := Recover(r)(mux); return func() { h.ServeHTTP(w, req) } }()},
	} {
		b.Run("layer="+c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
		})
	}
	if len(r.Stats().Matches) > 0 {
		b.Error("the request is not clean")
	}
}

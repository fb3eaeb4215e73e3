package peers

import (
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/felixge/httpsnoop"
	chimw "github.com/go-chi/chi/v5/middleware"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

// A Request serves one clean request without bodies, with something around its handler.
type Request struct {
	Name  string
	Serve func()
}

// nullWriter is a ResponseWriter that costs nothing, with the interfaces of one of
// HTTP/1.
type nullWriter struct{ h http.Header }

func (w *nullWriter) Header() http.Header               { return w.h }
func (w *nullWriter) Write(p []byte) (int, error)       { return len(p), nil }
func (w *nullWriter) WriteString(s string) (int, error) { return len(s), nil }
func (w *nullWriter) WriteHeader(int)                   {}
func (w *nullWriter) Flush()                            {}

// Requests returns a handler that writes eleven bytes with nothing around it; a record of
// slog alone; the access log, which writes the same one; httpsnoop, which only counts, with
// that record beside it; and chi's logger, which writes text. Records go to io.Discard.
func Requests(r *redact.Redactor) []Request {
	l := slog.New(slog.NewJSONHandler(io.Discard, nil))
	w := &nullWriter{http.Header{"Content-Type": {"application/json"}}}
	req := httptest.NewRequest("GET", "/v1/orders/17?page=2", nil)
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")
	req.Header.Set("X-Request-Id", "5f1d3c0e-7a2b-4e55-9c1f-0d2e8b7a6f31")
	body := []byte(`{"ok":true}`)
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
	record := func(status int, bytes int64, took time.Duration) {
		l.LogAttrs(req.Context(), slog.LevelInfo, "request", slog.String("method", req.Method), slog.String("url", req.RequestURI), slog.String("host", req.Host),
			slog.Int("status", status), slog.Int64("bytes", bytes), slog.Duration("duration", took),
			slog.Group("request_headers", slog.String("User-Agent", req.Header.Get("User-Agent")), slog.String("X-Request-Id", req.Header.Get("X-Request-Id"))),
			slog.Group("response_headers", slog.String("Content-Type", w.h.Get("Content-Type"))))
	}
	chi := chimw.RequestLogger(&chimw.DefaultLogFormatter{Logger: log.New(io.Discard, "", log.LstdFlags), NoColor: true})(h)
	tacit := middleware.AccessLog(r, middleware.WithLogger(l))(h)
	return []Request{
		{"none", func() { h.ServeHTTP(w, req) }},
		{"record", func() { record(200, 11, time.Millisecond) }},
		{"tacit", func() { tacit.ServeHTTP(w, req) }},
		{"httpsnoop", func() { m := httpsnoop.CaptureMetrics(h, w, req); record(m.Code, m.Written, m.Duration) }},
		{"chi", func() { chi.ServeHTTP(w, req) }},
	}
}

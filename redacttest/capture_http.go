package redacttest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync/atomic"
)

// Handler collects all that next sends to clients, as the sink "http response": status,
// headers, trailers and bodies, also where they are compressed by gzip. It is for error
// pages, debug endpoints and the like.
func (c *Capture) Handler(next http.Handler) http.Handler {
	var n atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		at := fmt.Sprintf("response %d", n.Add(1))
		cw := &captureWriter{ResponseWriter: w, c: c, at: at, body: c.stream("http response", at+", body")}
		defer func() {
			cw.header()
			c.headers("http response", at+", header", w.Header()) // with what became a trailer
		}()
		next.ServeHTTP(cw, req)
	})
}

// captureWriter has no ReadFrom, by which a body would pass it by.
type captureWriter struct {
	http.ResponseWriter
	c    *Capture
	at   string
	body io.Writer
	sent bool
}

func (w *captureWriter) header() {
	if !w.sent {
		w.sent = true
		w.c.headers("http response", w.at+", header", w.ResponseWriter.Header())
	}
}

func (w *captureWriter) WriteHeader(status int) {
	if status < 200 {
		w.c.headers("http response", w.at+", header", w.ResponseWriter.Header())
	} else {
		w.header()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *captureWriter) Write(p []byte) (int, error) {
	w.header()
	_, _ = w.body.Write(p)
	return w.ResponseWriter.Write(p)
}

// Flush makes the writer an [http.Flusher], as those of servers are.
func (w *captureWriter) Flush() {
	w.header()
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Hijack makes the writer an [http.Hijacker]: what is written to the connection is
// collected as well.
func (w *captureWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	w.sent = true
	seen := &captureConn{conn, w.c.stream("http response", w.at+", connection")}
	err = rw.Writer.Flush()
	rw.Writer.Reset(seen)
	return seen, rw, err
}

type captureConn struct {
	net.Conn
	s io.Writer
}

func (c *captureConn) Write(p []byte) (int, error) {
	_, _ = c.s.Write(p)
	return c.Conn.Write(p)
}

// Unwrap is for [http.ResponseController].
func (w *captureWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Transport collects all that goes out through next, as the sink "http request": method, URL,
// headers, trailers and bodies, also where they are compressed by gzip. It is for
// clients of telemetry, webhooks and others that are to get no secret, not for those
// that must authenticate. A nil next is [http.DefaultTransport].
func (c *Capture) Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &captureTransport{c: c, next: next}
}

type captureTransport struct {
	c    *Capture
	next http.RoundTripper
	n    atomic.Int64
}

func (t *captureTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	at := fmt.Sprintf("request %d", t.n.Add(1))
	if req.URL != nil {
		t.c.Add("http request", at+", URL", []byte(req.URL.String()))
	}
	t.c.Add("http request", at+", method", []byte(req.Method))
	t.c.Add("http request", at+", header Host", []byte(req.Host))
	t.c.headers("http request", at+", header", req.Header)
	if req.Body != nil && req.Body != http.NoBody {
		req = req.Clone(req.Context())
		s := t.c.stream("http request", at+", body")
		req.Body = &captureBody{req.Body, s}
		if get := req.GetBody; get != nil {
			req.GetBody = func() (io.ReadCloser, error) {
				b, err := get()
				if err != nil {
					return nil, err
				}
				return &captureBody{b, t.c.stream("http request", at+", body again")}, nil
			}
		}
	}
	resp, err := t.next.RoundTrip(req)
	t.c.headers("http request", at+", trailer", req.Trailer)
	return resp, err
}

type captureBody struct {
	io.ReadCloser
	s io.Writer
}

func (b *captureBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	_, _ = b.s.Write(p[:n])
	return n, err
}

// headers collects each header as a record of its own.
func (c *Capture) headers(sink, at string, h http.Header) {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, v := range h[name] {
			c.Add(sink, at+" "+c.inspector.plain(name), []byte(name+": "+v))
		}
	}
}

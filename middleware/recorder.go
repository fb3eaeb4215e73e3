package middleware

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A recorder notes what a handler answers and passes it on. A handler is given one
// of the types of writers.go, which are recorders with the optional interfaces of
// the inner writer: those and no others.
type recorder struct {
	w        http.ResponseWriter
	status   int   // the final one, 0 before
	bytes    int64 // of the body, as the inner writer took them
	hijacked bool
	failed   bool      // a write of the body did
	x        *exchange // nil without a log
}

// recorded is a writer of writers.go.
type recorded interface {
	http.ResponseWriter
	Unwrap() http.ResponseWriter
	self() *recorder
}

// Optional interfaces of a ResponseWriter that have no name in net/http.
type (
	flushErrorer  interface{ FlushError() error }
	closeNotifier interface{ CloseNotify() <-chan bool }
	// controller is what http.ResponseController asks for besides; a writer
	// that has a part of it is reached through Unwrap.
	controller interface {
		SetReadDeadline(time.Time) error
		SetWriteDeadline(time.Time) error
		EnableFullDuplex() error
	}
)

// record returns what a handler is given in the place of w.
func record(w http.ResponseWriter, x *exchange) recorded {
	out := writers[offered(w)]()
	c := out.self()
	c.w, c.x = w, x
	return out
}

func (c *recorder) self() *recorder { return c }

// Unwrap serves http.ResponseController.
func (c *recorder) Unwrap() http.ResponseWriter { return c.w }

// Header implements http.ResponseWriter.
func (c *recorder) Header() http.Header { return c.w.Header() }

// wrote tells that the final header is on its way, or not ours to send.
func (c *recorder) wrote() bool { return c.status != 0 || c.hijacked }

// begin notes the implicit header of a body.
func (c *recorder) begin() {
	if !c.wrote() {
		c.final(http.StatusOK)
	}
}

func (c *recorder) final(code int) {
	c.status = code
	if c.x != nil {
		c.x.answer(c.w.Header(), declared(c.w.Header()))
	}
}

// declared returns the length that headers declare, or -1.
func declared(h http.Header) int64 {
	text := strings.TrimSpace(first(h, "Content-Length"))
	if text == "" {
		return -1
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// WriteHeader implements http.ResponseWriter.
func (c *recorder) WriteHeader(code int) {
	if c.wrote() || code >= 100 && code <= 199 && code != http.StatusSwitchingProtocols {
		c.w.WriteHeader(code) // superfluous, or one of several
		return
	}
	done := false
	defer func() {
		if !done {
			c.status = 0 // the code is invalid: it panics
		}
	}()
	c.final(code)
	c.w.WriteHeader(code)
	done = true
}

// Write implements http.ResponseWriter.
func (c *recorder) Write(p []byte) (int, error) {
	c.begin()
	n, err := c.w.Write(p)
	c.count(int64(n))
	c.failed = c.failed || err != nil
	if c.x != nil && n > 0 {
		c.x.sent.add(p[:min(n, len(p))])
	}
	return n, err
}

func (c *recorder) writeString(s string) (int, error) {
	c.begin()
	n, err := c.w.(io.StringWriter).WriteString(s)
	c.count(int64(n))
	c.failed = c.failed || err != nil
	if c.x != nil && c.x.sent != nil && n > 0 {
		c.x.sent.add([]byte(s[:min(n, len(s))]))
	}
	return n, err
}

// readFrom leaves the reading to the inner writer, which may send a file without
// copying it.
func (c *recorder) readFrom(r io.Reader) (int64, error) {
	first := !c.wrote()
	c.begin()
	var before int64
	tee := c.x != nil && c.x.sent != nil
	if tee {
		before = c.x.sent.passed()
		r = io.TeeReader(r, c.x.sent)
	}
	n, err := c.w.(io.ReaderFrom).ReadFrom(r)
	c.count(n)
	c.failed = c.failed || err != nil
	if tee {
		c.x.sent.cut(before + max(n, 0)) // more may have been read than was sent, as with a 304
	}
	if first && n == 0 && !c.hijacked {
		c.status = 0 // nothing was read, so nothing was sent either
	}
	return n, err
}

func (c *recorder) count(n int64) {
	if !c.hijacked {
		c.bytes += n
	}
}

func (c *recorder) flush() {
	c.begin()
	c.w.(http.Flusher).Flush()
}

func (c *recorder) flushError() error {
	c.begin()
	return c.w.(flushErrorer).FlushError()
}

func (c *recorder) hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := c.w.(http.Hijacker).Hijack()
	if err == nil {
		c.hijacked = true
	}
	return conn, rw, err
}

func (c *recorder) push(target string, o *http.PushOptions) error {
	return c.w.(http.Pusher).Push(target, o)
}

func (c *recorder) closeNotify() <-chan bool { return c.w.(closeNotifier).CloseNotify() }

func (c *recorder) setReadDeadline(t time.Time) error {
	return c.w.(controller).SetReadDeadline(t)
}

func (c *recorder) setWriteDeadline(t time.Time) error {
	return c.w.(controller).SetWriteDeadline(t)
}

func (c *recorder) enableFullDuplex() error { return c.w.(controller).EnableFullDuplex() }

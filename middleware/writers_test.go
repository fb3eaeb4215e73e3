package middleware

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// full has every optional interface and tells which method was called.
type full struct {
	http.ResponseWriter
	calls []string
}

var errFull = errors.New("of the inner writer")

func (f *full) call(name string) { f.calls = append(f.calls, name) }

func (f *full) Flush()            { f.call("Flush") }
func (f *full) FlushError() error { f.call("FlushError"); return errFull }
func (f *full) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	f.call("Hijack")
	return nil, nil, errFull
}
func (f *full) ReadFrom(r io.Reader) (int64, error) {
	f.call("ReadFrom")
	n, _ := io.Copy(io.Discard, r)
	return n, errFull
}
func (f *full) Push(string, *http.PushOptions) error { f.call("Push"); return errFull }
func (f *full) WriteString(s string) (int, error)    { f.call("WriteString"); return len(s), errFull }
func (f *full) CloseNotify() <-chan bool             { f.call("CloseNotify"); return nil }
func (f *full) SetReadDeadline(time.Time) error      { f.call("SetReadDeadline"); return errFull }
func (f *full) SetWriteDeadline(time.Time) error     { f.call("SetWriteDeadline"); return errFull }
func (f *full) EnableFullDuplex() error              { f.call("EnableFullDuplex"); return errFull }

// abilities says by plain assertions what a writer offers. It shares no code with
// offered.
func abilities(w http.ResponseWriter) (out []string) {
	add := func(name string, ok bool) {
		if ok {
			out = append(out, name)
		}
	}
	var ok bool
	_, ok = w.(http.Flusher)
	add("Flush", ok)
	_, ok = w.(interface{ FlushError() error })
	add("FlushError", ok)
	_, ok = w.(http.Hijacker)
	add("Hijack", ok)
	_, ok = w.(io.ReaderFrom)
	add("ReadFrom", ok)
	_, ok = w.(http.Pusher)
	add("Push", ok)
	_, ok = w.(io.StringWriter)
	add("WriteString", ok)
	_, ok = w.(interface{ CloseNotify() <-chan bool })
	add("CloseNotify", ok)
	_, ok = w.(interface{ SetReadDeadline(time.Time) error })
	add("SetReadDeadline", ok)
	_, ok = w.(interface{ SetWriteDeadline(time.Time) error })
	add("SetWriteDeadline", ok)
	_, ok = w.(interface{ EnableFullDuplex() error })
	add("EnableFullDuplex", ok)
	return out
}

// use calls everything that w offers.
func use(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if !errors.Is(err, errFull) {
			t.Errorf("%v is not the inner writer's error", err)
		}
	}
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
	if f, ok := w.(interface{ FlushError() error }); ok {
		check(f.FlushError())
	}
	if h, ok := w.(http.Hijacker); ok {
		_, _, err := h.Hijack()
		check(err)
	}
	if r, ok := w.(io.ReaderFrom); ok {
		n, err := r.ReadFrom(strings.NewReader("12345"))
		check(err)
		if n != 5 {
			t.Errorf("ReadFrom returned %d", n)
		}
	}
	if p, ok := w.(http.Pusher); ok {
		check(p.Push("/x", nil))
	}
	if s, ok := w.(io.StringWriter); ok {
		n, err := s.WriteString("1234567")
		check(err)
		if n != 7 {
			t.Errorf("WriteString returned %d", n)
		}
	}
	if c, ok := w.(interface{ CloseNotify() <-chan bool }); ok {
		c.CloseNotify()
	}
	if d, ok := w.(interface{ SetReadDeadline(time.Time) error }); ok {
		check(d.SetReadDeadline(time.Time{}))
	}
	if d, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
		check(d.SetWriteDeadline(time.Time{}))
	}
	if d, ok := w.(interface{ EnableFullDuplex() error }); ok {
		check(d.EnableFullDuplex())
	}
}

// Every set of optional interfaces goes in, and the same set comes out of each
// middleware, with the inner writer's methods behind it.
func TestWritersKeepEverySet(t *testing.T) {
	r := newRedactor(t)
	chains := map[string]func(http.Handler) http.Handler{
		"AccessLog": AccessLog(r, WithLogger(discard)),
		"bodies":    AccessLog(r, WithLogger(discard), WithRequestBody(0), WithResponseBody(0)),
		"Recover":   Recover(r, WithLogger(discard)),
		"both": func(h http.Handler) http.Handler {
			return AccessLog(r, WithLogger(discard))(Recover(r, WithLogger(discard))(h))
		},
	}
	seen := map[string]bool{}
	for set := range writers {
		for name, chain := range chains {
			f := &full{ResponseWriter: httptest.NewRecorder()}
			in := writers[set]()
			in.self().w = f
			want := abilities(in)
			chain(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if got := abilities(w); !slices.Equal(got, want) {
					t.Errorf("%s, set %d: %v in, %v out", name, set, want, got)
				}
				if w == http.ResponseWriter(in) && name != "Recover" {
					t.Errorf("%s, set %d: not wrapped", name, set)
				}
				use(t, w)
			})).ServeHTTP(in, httptest.NewRequest("GET", "/", nil))
			if !slices.Equal(f.calls, want) {
				t.Errorf("%s, set %d: %v was called, want %v", name, set, f.calls, want)
			}
			seen[fmt.Sprint(want)] = true
		}
	}
	if len(seen) != 256 {
		t.Errorf("%d different sets, want 256", len(seen))
	}
}

// A writer with only some of what http.ResponseController asks for is reached by
// it all the same.
type readDeadline struct {
	http.ResponseWriter
	called bool
}

func (d *readDeadline) SetReadDeadline(time.Time) error { d.called = true; return nil }

func TestWritersUnwrap(t *testing.T) {
	d := &readDeadline{ResponseWriter: httptest.NewRecorder()}
	w := record(d, nil)
	c := http.NewResponseController(w)
	if err := c.SetReadDeadline(time.Time{}); err != nil || !d.called {
		t.Errorf("%v, called: %v", err, d.called)
	}
	if err := c.EnableFullDuplex(); !errors.Is(err, http.ErrNotSupported) {
		t.Errorf("%v", err)
	}
	if err := c.Flush(); !errors.Is(err, http.ErrNotSupported) {
		t.Errorf("%v", err)
	}
}

// The writers of net/http itself.
func TestWritersOfNetHTTP(t *testing.T) {
	r := newRedactor(t)
	for _, proto := range []string{"HTTP/1.1", "HTTP/2.0"} {
		var plain, wrapped []string
		h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { wrapped = abilities(w) })
		log := AccessLog(r, WithLogger(discard))(h)
		srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if req.Proto != proto {
				t.Errorf("%s", req.Proto)
			}
			plain = abilities(w)
			log.ServeHTTP(w, req)
		}))
		srv.EnableHTTP2 = proto == "HTTP/2.0"
		srv.StartTLS()
		resp, err := srv.Client().Get(srv.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		srv.Close()
		if !slices.Equal(plain, wrapped) || len(plain) < 7 {
			t.Errorf("%s: %v in, %v out", proto, plain, wrapped)
		}
	}
}

package middleware

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A same is a request, as bytes on the wire, and a handler. What comes back must
// not depend on whether this package stands in between.
type same struct {
	name    string
	request string
	handler http.HandlerFunc
	// goes closes the connection after so many bytes of the answer; -1 is half of
	// it, right after the request.
	goes int
	// panics tells that Recover may answer in another way.
	panics bool
}

func sames(t *testing.T) []same {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, bytes.Repeat([]byte("0123456789abcdef"), 10_000), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		fmt.Fprintln(w, n, err, r.Trailer)
	}
	form := func(w http.ResponseWriter, r *http.Request) {
		err := r.ParseMultipartForm(1 << 10)
		fmt.Fprintln(w, r.Form, r.MultipartForm != nil, err)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(`{"password":"` + password + `"}`))
	_ = z.Close()
	post := func(ctype, body string, more ...string) string {
		return "POST /p HTTP/1.1\r\nHost: h\r\nContent-Type: " + ctype + "\r\n" + strings.Join(more, "\r\n") +
			fmt.Sprintf("Content-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
	}
	get := "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "127.0.0.1:1"})
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	return []same{
		{name: "nothing", request: get, handler: func(http.ResponseWriter, *http.Request) {}},
		{name: "status only", request: get, handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }},
		{name: "superfluous headers", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(201)
			w.WriteHeader(500)
			fmt.Fprint(w, "x")
		}},
		{name: "early hints", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Link", "</s.css>; rel=preload")
			w.WriteHeader(103)
			w.Header().Del("Link")
			w.WriteHeader(404)
			_, _ = io.WriteString(w, "gone")
		}},
		{name: "invalid status", request: get, panics: true, handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(7) }},
		{name: "flush", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			for i := range 3 {
				fmt.Fprintf(w, "data: %d\n\n", i)
				w.(http.Flusher).Flush()
			}
		}},
		{name: "controller", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			c := http.NewResponseController(w)
			fmt.Fprintln(w, c.SetReadDeadline(time.Time{}), c.SetWriteDeadline(time.Time{}), c.EnableFullDuplex(), c.Flush())
		}},
		{name: "full duplex", request: post("text/plain", strings.Repeat("a", 5000)), handler: func(w http.ResponseWriter, r *http.Request) {
			if err := http.NewResponseController(w).EnableFullDuplex(); err != nil {
				t.Error(err)
			}
			w.WriteHeader(200)
			buf := make([]byte, 1000)
			for {
				n, err := r.Body.Read(buf)
				_, _ = w.Write(buf[:n])
				if err != nil {
					return
				}
			}
		}},
		{name: "file", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			f, err := os.Open(file)
			if err != nil {
				t.Error(err)
				return
			}
			defer f.Close()
			_, _ = io.Copy(w, f)
		}},
		{name: "ServeFile with a range", request: "GET /file HTTP/1.1\r\nHost: h\r\nRange: bytes=5-9\r\nConnection: close\r\n\r\n",
			handler: func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) }},
		{name: "empty copy, then a status", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.Copy(w, strings.NewReader(""))
			w.WriteHeader(404)
		}},
		{name: "HEAD", request: "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "not sent")
		}},
		{name: "hijack", request: "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", handler: hijack},
		{name: "hijack by the controller", request: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", handler: func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			fmt.Fprint(conn, "raw")
		}},
		{name: "panic after hijack", request: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", handler: func(w http.ResponseWriter, r *http.Request) {
			hijack(w, r)
			panic("password=" + password)
		}},
		{name: "panic after flush", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, strings.Repeat("b", 5000))
			w.(http.Flusher).Flush()
			panic("password=" + password)
		}},
		{name: "panic after a write", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "held back by net/http")
			panic("password=" + password)
		}},
		{name: "abort", request: get, handler: func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }},
		{name: "abort, wrapped", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			panic(fmt.Errorf("x: %w", http.ErrAbortHandler))
		}},
		{name: "panic", request: get, panics: true, handler: func(http.ResponseWriter, *http.Request) { panic("password=" + password) }},
		{name: "JSON", request: post("application/json", `{"a":1}`), handler: read},
		{name: "10 MiB", request: post("application/json", `"`+strings.Repeat("x", 10<<20)+`"`), handler: read},
		{name: "10 MiB unread", request: post("text/plain", strings.Repeat("x", 10<<20)), handler: func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "no thanks")
		}},
		{name: "10 MiB of response", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `"`+strings.Repeat("y", 10<<20)+`"`)
		}},
		{name: "short body", request: "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"password\":\"" + password, handler: read, goes: -1},
		{name: "gzip", request: post("application/json", zipped.String(), "Content-Encoding: gzip\r\n"), handler: read},
		{name: "truncated gzip", request: post("application/json", zipped.String()[:20], "Content-Encoding: gzip\r\n"), handler: read},
		{name: "form", request: post("application/x-www-form-urlencoded", "a=1&password="+password), handler: form},
		{name: "malformed form", request: post("application/x-www-form-urlencoded", "a=%zz&%=;&password="+password), handler: form},
		{name: "multipart", request: post("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n"+password+"\r\n--b\r\nContent-Disposition: form-data; name=f; filename=g\r\n\r\n"+strings.Repeat("z", 5000)+"\r\n--b--\r\n"), handler: form},
		{name: "invalid multipart", request: post("multipart/form-data; boundary=b", "--b\r\nContent-Disp\r\n\r\n"+password), handler: form},
		{name: "multipart without boundary", request: post("multipart/form-data", "--b\r\n\r\n"+password), handler: form},
		{name: "trailers", request: "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n", handler: read},
		{name: "trailers that were not announced", request: "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n", handler: read},
		{name: "broken chunks", request: "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\nzz\r\n", handler: read},
		{name: "response trailers", request: get, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Trailer", "X-End")
			fmt.Fprint(w, "a")
			w.Header().Set("X-End", "1")
			w.Header().Set(http.TrailerPrefix+"X-Late", "2")
		}},
		{name: "expect", request: "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", handler: read},
		{name: "expect, not read", request: "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", goes: -1, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(417)
		}},
		{name: "two on one connection", request: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, r.Method)
		}},
		{name: "malformed URL", request: "GET /%zz?token=" + token + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: read},
		{name: "strange URL", request: "GET //a/..//b;c=%2f?&&=&token=" + token + "%zz&%zz=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, r.URL, r.URL.Query())
		}},
		{name: "absolute URL with user info", request: "GET http://u:" + password + "@h/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, r.URL)
		}},
		{name: "OPTIONS *", request: "OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: read},
		{name: "CONNECT", request: "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nConnection: close\r\n\r\n", handler: read},
		{name: "malformed header", request: "GET / HTTP/1.1\r\nHost: h\r\nA b: c\r\n\r\n", handler: read},
		{name: "header with bytes", request: "GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: \xff\xfe" + token + "\r\nConnection: close\r\n\r\n", handler: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%q", r.Header)
		}},
		{name: "client goes away", request: get, goes: 1 << 10, handler: func(w http.ResponseWriter, r *http.Request) {
			for {
				if _, err := io.WriteString(w, strings.Repeat("x", 1<<10)); err != nil {
					return
				}
			}
		}},
		{name: "TimeoutHandler", request: get, handler: http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
		}), time.Millisecond, "late").ServeHTTP},
		{name: "proxy without a server", request: get, handler: proxy.ServeHTTP},
		{name: "route", request: "GET /u/7 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", handler: func() http.HandlerFunc {
			mux := http.NewServeMux()
			mux.HandleFunc("/u/{id}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Pattern, r.PathValue("id")) })
			return mux.ServeHTTP
		}()},
	}
}

func hijack(w http.ResponseWriter, _ *http.Request) {
	conn, rw, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_, _ = rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello")
	_ = rw.Flush()
	_ = conn.Close()
}

// wire sends raw bytes and returns those that come back.
func wire(t *testing.T, c same, h http.Handler) string {
	t.Helper()
	srv := httptest.NewUnstartedServer(h)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.Start()
	defer srv.Close()
	conn, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		_, _ = io.WriteString(conn, c.request)
		if c.goes < 0 {
			_ = conn.(*net.TCPConn).CloseWrite()
		}
	}()
	in := io.Reader(conn)
	if c.goes > 0 {
		in = io.LimitReader(conn, int64(c.goes))
	}
	got, err := io.ReadAll(in)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s: the connection stays open after %q", c.name, got)
	}
	_ = conn.Close()
	<-sent
	n := min(len(got), 2000)
	return date.ReplaceAllString(string(got[:n]), "Date: now") + string(got[n:])
}

var date = regexp.MustCompile(`(?i)(?:Date|Last-Modified): [A-Z][a-z]{2}, [0-9A-Za-z :]+GMT`)

func TestResponseIsTheSame(t *testing.T) {
	r := newRedactor(t)
	for _, c := range sames(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel() // net/http waits before it closes some connections
			want := wire(t, c, c.handler)
			for name, chain := range map[string]func(http.Handler) http.Handler{
				"AccessLog": AccessLog(r, WithLogger(discard)),
				"bodies":    AccessLog(r, WithLogger(discard), WithRequestBody(0), WithResponseBody(1<<20), WithAllHeaders(), WithRemoteAddr()),
				"nil":       AccessLog(nil, WithLogger(discard), WithRequestBody(0)),
				"Recover":   Recover(r, WithLogger(discard)),
				"both": func(h http.Handler) http.Handler {
					return AccessLog(r, WithLogger(discard))(Recover(r, WithLogger(discard))(h))
				},
			} {
				if c.panics && (name == "Recover" || name == "both") {
					continue
				}
				if got := wire(t, c, chain(c.handler)); got != want {
					t.Errorf("%s: %s", name, difference(got, want))
				}
			}
		})
	}
}

func difference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	return fmt.Sprintf("%d bytes instead of %d; at %d %.200q instead of %.200q", len(got), len(want), i, got[i:], want[i:])
}

// The one thing that no wrapper can keep, as the package documentation tells it.
func TestMaxBytesReader(t *testing.T) {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10))
		fmt.Fprintln(w, err)
	})
	for _, c := range []struct {
		size           int
		plain, wrapped bool // Connection: close
	}{{5, false, false}, {1000, true, false}, {300 << 10, true, true}} {
		request := fmt.Sprintf("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s", c.size, strings.Repeat("x", c.size))
		for _, wrapped := range []bool{false, true} {
			var in http.Handler = h
			want := c.plain
			if wrapped {
				in, want = AccessLog(newRedactor(t), WithLogger(discard))(h), c.wrapped
			}
			got := wire(t, same{name: "limit", request: request, goes: -1}, in)
			if strings.Contains(got, "\r\nConnection: close\r\n") != want {
				t.Errorf("%d bytes, wrapped %v: %q", c.size, wrapped, got)
			}
		}
	}
}

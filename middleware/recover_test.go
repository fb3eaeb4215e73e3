package middleware

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// panicking answers through Recover.
func panicking(t *testing.T, v any, opts ...Option) (*httptest.ResponseRecorder, *sink, any) {
	t.Helper()
	var out sink
	w := httptest.NewRecorder()
	var again any
	func() {
		defer func() { again = recover() }()
		Recover(newRedactor(t), append(opts, out.logger())...)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Cache-Control", "public, max-age=600")
			w.Header().Set("Content-Length", "7")
			holdsKey([16]byte{0x53, 0x55, 0x50, 0x45, 0x52}, v)
		})).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	}()
	return w, &out, again
}

//go:noinline
func holdsKey(key [16]byte, v any) byte {
	if key[0] != 0 {
		panic(v)
	}
	return key[1]
}

type failingError struct{}

func (failingError) Error() string   { panic("password=" + password) }
func (failingError) Is(error) bool   { panic("password=" + password) }
func (failingError) Unwrap() []error { return nil }

type failingStringer struct{}

func (failingStringer) String() string { panic("password=" + password) }

func TestRecover(t *testing.T) {
	type account struct{ User, Password string }
	for _, v := range []any{
		"password=" + password, errors.New("token " + token), &url.Error{Op: "Get", URL: "https://h/?password=" + password, Err: io.EOF},
		failingError{}, failingStringer{}, account{"ada", password}, &account{"ada", password}, map[string]string{"password": password},
		[]byte("password=" + password), nil, 17,
	} {
		w, out, again := panicking(t, v)
		mustHide(t, out.String())
		if again != nil || w.Code != 500 || w.Body.String() != "Internal Server Error\n" || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Cache-Control") != "" {
			t.Errorf("%T: %v, %d, %q", v, again, w.Code, w.Body)
		}
		got := out.record(t)
		stack := fmt.Sprint(got["stack"])
		if got["level"] != "ERROR" || got["panic"] == "" || !strings.Contains(stack, "holdsKey(...)") || strings.Contains(stack, "0x53") {
			t.Errorf("%T: %v", v, got)
		}
		// The same is not thrown again in the raw.
		_, _, again = panicking(t, v, WithRepanic())
		if again == nil || strings.Contains(fmt.Sprint(again), "hunter2") || strings.Contains(fmt.Sprint(again), token) {
			t.Errorf("%T: %v", v, again)
		}
	}
	_, _, again := panicking(t, fmt.Errorf("password=%s: %w", password, io.EOF), WithRepanic())
	if err, ok := again.(error); !ok || !errors.Is(err, io.EOF) {
		t.Errorf("%v", again)
	}
}

func TestRecoverLetsAbortsPass(t *testing.T) {
	for _, v := range []any{http.ErrAbortHandler, fmt.Errorf("password=%s: %w", password, http.ErrAbortHandler)} {
		for _, opts := range [][]Option{nil, {WithRepanic()}} {
			w, out, again := panicking(t, v, opts...)
			if again != http.ErrAbortHandler || out.String() != "" || w.Body.Len() > 0 {
				t.Errorf("%v, %q", again, out.String())
			}
		}
	}
}

func TestRecoverLetsGoexitPass(t *testing.T) {
	var out sink
	w := httptest.NewRecorder()
	done, returned := make(chan struct{}), false
	go func() {
		defer close(done)
		Recover(newRedactor(t), out.logger())(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { runtime.Goexit() })).
			ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		returned = true
	}()
	<-done
	if returned || out.String() != "" || w.Body.Len() > 0 {
		t.Errorf("returned: %v, %q", returned, out.String())
	}
}

// A panic that is logged by net/http itself.
func TestErrorLogOfPanics(t *testing.T) {
	for name, newLog := range map[string]func(*sink) *log.Logger{
		"slog":   func(s *sink) *log.Logger { return ErrorLog(newRedactor(t), s.logger()) },
		"writer": func(s *sink) *log.Logger { return log.New(ErrorWriter(s, newRedactor(t)), "", log.LstdFlags) },
	} {
		for _, http2 := range []bool{false, true} {
			var out sink
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
				holdsKey([16]byte{0x53, 0x55, 0x50}, "password="+password)
			}))
			srv.Config.ErrorLog = newLog(&out)
			srv.EnableHTTP2 = http2
			srv.StartTLS()
			if resp, err := srv.Client().Get(srv.URL); err == nil {
				t.Errorf("%v", resp)
			}
			out.wait() // HTTP/2 answers before it logs
			srv.Close()
			mustHide(t, out.String(), "0x53")
			if s := out.String(); !strings.Contains(s, "holdsKey(...)") || !strings.Contains(s, "panic serving") || !strings.Contains(s, "[REDACTED:password]") {
				t.Errorf("%s: %s", name, s)
			}
		}
	}
}

func TestErrorLogOfReverseProxy(t *testing.T) {
	var out sink
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "127.0.0.1:1"})
	proxy.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: "Get", URL: "http://u:" + password + "@h/?token=" + token, Err: io.EOF}
	})
	proxy.ErrorLog = ErrorLog(newRedactor(t), out.logger())
	w := httptest.NewRecorder()
	proxy.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	mustHide(t, out.String())
	if got := out.record(t); w.Code != 502 || !strings.HasPrefix(got["msg"].(string), "http: proxy error: Get ") {
		t.Errorf("%d, %v", w.Code, got)
	}
}

func TestSinksAreGuarded(t *testing.T) {
	r := newRedactor(t)
	for _, v := range []any{NewTransport(nil, r), ErrorLog(r).Writer(), ErrorWriter(io.Discard, r)} {
		if !redact.Guards(v) {
			t.Errorf("%T", v)
		}
	}
	if redact.Guards(AccessLog(r)) {
		t.Error("a function")
	}
}

type shortWriter struct{}

func (shortWriter) Write(p []byte) (int, error) { return len(p) / 2, nil }

func TestErrorWriterReportsErrors(t *testing.T) {
	if n, err := ErrorWriter(shortWriter{}, newRedactor(t)).Write([]byte("some text")); n != 0 || err != io.ErrShortWrite {
		t.Errorf("%d, %v", n, err)
	}
	var b bytes.Buffer
	p := []byte("goroutine 1 [running]:\nmain.f(0x1)\n\t/x.go:1 +0x1\n")
	if n, err := ErrorWriter(&b, newRedactor(t)).Write(p); n != len(p) || err != nil || b.String() != "goroutine 1 [running]:\nmain.f(...)\n\t/x.go:1 +0x1\n" {
		t.Errorf("%d, %v, %q", n, err, b.String())
	}
}

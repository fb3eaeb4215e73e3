package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestLateBody has a handler that reads a body with trailers when its time is up already.
func TestLateBody(t *testing.T) {
	ended := make(chan struct{})
	h := http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		ended <- struct{}{}
	})
	srv := httptest.NewServer(AccessLog(newRedactor(t), WithLogger(discard), WithRequestBody(0))(http.TimeoutHandler(h, 2*time.Millisecond, "")))
	defer srv.Close()
	for range 20 {
		out, in := io.Pipe()
		go func() {
			_, _ = io.WriteString(in, "x")
			time.Sleep(3 * time.Millisecond)
			_ = in.Close()
		}()
		req, err := http.NewRequest("POST", srv.URL, out)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "text/plain")
		req.Trailer = http.Header{"X-Sum": {"1"}}
		if resp, err := srv.Client().Do(req); err == nil {
			_ = resp.Body.Close()
		}
		<-ended
	}
}

// blockingBody reads when it is told to.
type blockingBody struct {
	io.Reader
	begun, goOn chan struct{}
}

func (b blockingBody) Read(p []byte) (int, error) {
	b.begun <- struct{}{}
	<-b.goOn
	return b.Reader.Read(p)
}

func (b blockingBody) Close() error { return nil }

// While the body is read, and only then, no more is handed back than what a server asks for.
func TestHandBack(t *testing.T) {
	for _, late := range []bool{false, true} {
		body := blockingBody{strings.NewReader(""), make(chan struct{}, 1), make(chan struct{})}
		req := httptest.NewRequest("POST", "/", nil)
		req.Body = body
		ended := make(chan struct{})
		AccessLog(newRedactor(t), WithLogger(discard), WithRequestBody(0))(http.HandlerFunc(func(_ http.ResponseWriter, in *http.Request) {
			in.Pattern, in.Form, in.RemoteAddr = "/x", map[string][]string{"a": {"b"}}, "changed"
			in.SetPathValue("id", "7")
			go func() {
				_, _ = in.Body.Read(make([]byte, 1))
				close(ended)
			}()
			<-body.begun
			if !late {
				close(body.goOn)
				<-ended
			}
		})).ServeHTTP(httptest.NewRecorder(), req)
		if late {
			close(body.goOn)
			<-ended
		}
		if req.Body != io.ReadCloser(body) || req.Pattern != "/x" || req.Form.Get("a") != "b" {
			t.Errorf("late %v: %+v", late, req)
		}
		if all := req.RemoteAddr == "changed" && req.PathValue("id") == "7"; all == late {
			t.Errorf("late %v: %+v", late, req)
		}
	}
}

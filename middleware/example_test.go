package middleware_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

var redactor = redact.MustNew(redact.WithDetectors(detectors.Default()...))

// stdout logs without what changes from run to run.
func stdout() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" || a.Key == "stack" {
			return slog.Attr{}
		}
		return a
	}}))
}

func ExampleAccessLog() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /reset/{token}", func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		w.WriteHeader(http.StatusNoContent)
	})
	h := middleware.AccessLog(redactor, middleware.WithLogger(stdout()),
		middleware.WithRequestHeaders("Authorization"), middleware.WithRequestBody(0))(mux)

	req := httptest.NewRequest("POST", "/reset/b3n0-4f1d90ce?lang=en", strings.NewReader(`{"user":"ada","password":"correct horse"}`))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer 7Qx2mZ0cLr9VtB4nKe6W")
	h.ServeHTTP(httptest.NewRecorder(), req)
	// Output:
	// level=INFO msg=request method=POST url="/reset/(REDACTED:token)?lang=en" host=example.com route="POST /reset/{token}" request_headers.Authorization=[REDACTED:authorization] status=204 bytes=0 request_body.bytes=41 request_body.text="{\"user\":\"ada\",\"password\":\"[REDACTED:password]\"}"
}

func ExampleRecover() {
	h := middleware.Recover(redactor, middleware.WithLogger(stdout()))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		panic("cannot open postgres://shop:hunter2-prod@db/shop")
	}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Code)
	// Output:
	// level=ERROR msg=panic panic="cannot open postgres://shop:(REDACTED:url-userinfo)@db/shop"
	// 500
}

// refused is a server that cannot be reached.
type refused struct{}

func (refused) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("connection refused")
}

func ExampleDo() {
	c := &http.Client{Transport: middleware.NewTransport(refused{}, redactor, middleware.WithLogger(stdout()))}
	req, err := http.NewRequest("GET", "https://ada:hunter2@api.example.com/v1?access_token=9f2c4e11d0aa47b58c3e", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = middleware.Do(c, req, redactor)
	fmt.Println(err)
	// Output:
	// level=ERROR msg="request sent" method=GET url="https://api.example.com/v1?access_token=[REDACTED:access-token]" host=api.example.com error="connection refused"
	// Get "https://api.example.com/v1?access_token=[REDACTED:access-token]": connection refused
}

func ExampleDumpRequest() {
	req := httptest.NewRequest("POST", "/login", strings.NewReader("user=ada&password=hunter2"))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Cookie", "sid=Zk3vQ81xRtLw")
	out, err := middleware.DumpRequest(req, true, redactor)
	fmt.Println(strings.ReplaceAll(string(out), "\r\n", "\n"), err)
	// Output:
	// POST /login HTTP/1.1
	// Host: example.com
	// Content-Type: application/x-www-form-urlencoded
	// Cookie: [REDACTED:cookie]
	//
	// user=ada&password=[REDACTED:password] <nil>
}

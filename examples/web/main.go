// Web serves the same site with net/http, chi, gorilla, gin, echo, fiber and
// connect-go, with the loggers and recoverers that they bring, and shows what each
// logs of a few requests with secrets in them.
//
//	go run ./examples/web            all of them
//	go run ./examples/web gin        one
//
// There are two ways. The loggers of a framework write text: give them a writer of
// [redact.Redactor.NewRecordWriter], and what prints tracebacks one of
// [middleware.ErrorWriter]. Or leave them out and put [middleware.AccessLog] and
// [middleware.Recover] around the whole, which know headers, bodies and the names in
// routes.
package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "hunter2-correct-horse"
)

// A site makes a handler that logs to out alone, without secrets.
type site struct {
	name string
	new  func(r *redact.Redactor, out io.Writer) http.Handler
}

var sites = []site{
	{"net/http", newStandard},
	{"chi", newChi},
	{"gorilla", newGorilla},
	{"gin", newGin},
	{"echo", newEcho},
	{"fiber", newFiber},
	{"connect", newConnect},
}

func main() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for _, s := range sites {
		if len(os.Args) > 1 && os.Args[1] != s.name {
			continue
		}
		fmt.Printf("== %s\n", s.name)
		visit(s.new(r, os.Stdout), s.name == "connect")
	}
}

// visit sends the requests of the example.
func visit(h http.Handler, rpc bool) {
	for _, req := range requests(rpc) {
		h.ServeHTTP(httptest.NewRecorder(), req)
	}
}

func requests(rpc bool) []*http.Request {
	login := fmt.Sprintf(`{"user":"ada","password":"%s"}`, password)
	if rpc {
		return []*http.Request{
			request("POST", "/shop.v1.Shop/Login?access_token="+token, login),
			request("POST", "/shop.v1.Shop/Fail", login),
			request("POST", "/shop.v1.Shop/Panic", login),
		}
	}
	return []*http.Request{
		request("POST", "/login?access_token="+token, login),
		request("GET", "/reset/"+token, ""),
		request("GET", "/fail", ""),
		request("GET", "/panic?password="+password, ""),
		request("GET", "/nowhere?password="+password, ""),
	}
}

func request(method, target, body string) *http.Request {
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Cookie", "sid="+password)
	req.Header.Set("Referer", "https://shop.example/?token="+token)
	req.Header.Set("X-Api-Key", password)
	return req
}

// errDatabase is what a driver returns.
var errDatabase = fmt.Errorf("dial postgres://shop:%s@db/shop: refused", password)

// newLogger logs for the parts of this package.
func newLogger(out io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(out, nil))
}

// answer is all that the handlers send.
func answer(w io.Writer) { _, _ = io.WriteString(w, "ok\n") }

// key is passed by value, which a traceback shows word by word.
var key = [8]byte{0x53, 0x55, 0x50}

// fails panics with a secret, in a function that has one among its arguments.
func fails(key [8]byte) byte {
	if key[0] != 0 {
		panic(errDatabase)
	}
	return key[1]
}

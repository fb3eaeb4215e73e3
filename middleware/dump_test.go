package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A dump in the handler of a route hides what the route names, as Request does.
func TestDumpsOfARoute(t *testing.T) {
	const v = "q7w2hunter" + "9zz"
	r := newRedactor(t)
	for _, c := range []struct{ pattern, target, referer, want string }{
		{"/reset/{token}", "/reset/" + v, "https://h/reset/" + v, "POST /reset/(REDACTED:token) HTTP/1.1\r\n*Referer: https://h/reset/(REDACTED:token)\r\n"},
		{"/reset/{token}", "http://h/reset/" + v + "?token=" + v, "/x", "POST */reset/(REDACTED:token)?token=[REDACTED:token] HTTP/1.1\r\n*Referer: /x\r\n"},
		{"/reset/{token}", "/reset/Q9%20x7Km2", "/home?a=1", "POST /reset/(REDACTED:token) HTTP/1.1\r\n*Referer: /home?a=1\r\n"},
		{"/orders/{id}", "/orders/" + v + "?b=1", "/orders/" + v, "POST /orders/" + v + "?b=1 HTTP/1.1\r\n*Referer: /orders/" + v + "\r\n"},
		{"/", "/reset/" + v, "/x", "POST /reset/" + v + " HTTP/1.1\r\n*Referer: /x\r\n"},
	} {
		holds := func(what string, out []byte, err error, want string) {
			rest := string(out)
			for part := range strings.SplitSeq(want, "*") {
				_, after, ok := strings.Cut(rest, part)
				if !ok || err != nil {
					t.Errorf("%s, %s of %s: %q, %v, want %q", what, c.pattern, c.target, out, err, want)
					return
				}
				rest = after
			}
		}
		mux := http.NewServeMux()
		mux.HandleFunc(c.pattern, func(_ http.ResponseWriter, req *http.Request) {
			out, err := DumpRequest(req, true, r)
			holds("DumpRequest", out, err, c.want)
			sent := req.Clone(req.Context())
			sent.URL.Scheme, sent.URL.Host = "http", "h"
			out, err = DumpRequestOut(sent, true, r)
			holds("DumpRequestOut", out, err, strings.Replace(c.want, "POST *", "POST ", 1))
			body := `<a href="` + req.URL.Path + `">`
			resp := &http.Response{StatusCode: 302, ProtoMajor: 1, ProtoMinor: 1, Request: req, ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)),
				Header: http.Header{"Location": {req.URL.EscapedPath()}, "Content-Type": {"text/html"}}}
			at := "(REDACTED:token)\r\n\r\n[REDACTED:redirect]"
			if !strings.Contains(c.want, "REDACTED") {
				at = v + "\r\n\r\n" + body
			}
			out, err = DumpResponse(resp, true, r)
			holds("DumpResponse", out, err, "HTTP/1.1 302 Found\r\n*/"+at)
			got := Response(resp, r).String()
			if strings.Contains(got, "(REDACTED:token)") != strings.Contains(at, "(REDACTED:token)") {
				t.Errorf("Response, %s of %s: %s", c.pattern, c.target, got)
			}
		})
		req := httptest.NewRequest("POST", c.target, strings.NewReader("a=1"))
		req.Header.Set("Referer", c.referer)
		mux.ServeHTTP(httptest.NewRecorder(), req)
	}
}

package middleware

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
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

// The trailers of a body in chunks are redacted as headers are, and none is lost.
func TestDumpsOfTrailers(t *testing.T) {
	const v = "Zk3vQ81x" + "Wm7Tb2Rn"
	r := newRedactor(t)
	for _, c := range []struct{ body, trailer, value, want string }{
		{"hello", "X-Token", v, "5\r\nhello\r\n0\r\nX-Token: [REDACTED:token]\r\n\r\n"},
		{"", "X-Token", v, "0\r\nX-Token: [REDACTED:token]\r\n\r\n"},
		{"hello", "Authorization", v, "0\r\nAuthorization: [REDACTED:authorization]\r\n\r\n"},
		{"hello", "Set-Cookie", "sid=" + v, "0\r\nSet-Cookie: [REDACTED:cookie]\r\n\r\n"},
		{"hello", "X-Foo", "see " + token, "0\r\nX-Foo: see [REDACTED:github-personal-access-token]\r\n\r\n"},
		{"hello", "Grpc-Message", "password=" + password, "0\r\nGrpc-Message: password=[REDACTED:password]\r\n\r\n"},
		{"password=" + password, "X-Token", v, "1c\r\npassword=[REDACTED:password]\r\n0\r\nX-Token: [REDACTED:token]\r\n\r\n"},
		{"password=" + password, "Digest", "sha-256=abc", "1c\r\npassword=[REDACTED:password]\r\n0\r\nDigest: sha-256=abc\r\n\r\n"},
		{"hello", "Location", "/reset/" + v, "0\r\nLocation: /reset/(REDACTED:token)\r\n\r\n"},
		{"hello", "Grpc-Status", "0", ""},
		{"", "Digest", "sha-256=abc", ""},
	} {
		mux := http.NewServeMux()
		mux.HandleFunc("/reset/{token}", func(_ http.ResponseWriter, req *http.Request) {
			raw := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nTrailer: " + c.trailer + "\r\n\r\n"
			for _, b := range []byte(c.body) {
				raw += "1\r\n" + string(b) + "\r\n" // which httputil puts together
			}
			raw += "0\r\n" + c.trailer + ": " + c.value + "\r\n\r\n"
			answer := func() *http.Response {
				resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(raw)), req)
				if err != nil {
					t.Fatal(err)
				}
				return resp
			}
			send := func() *http.Request {
				out := req.Clone(req.Context())
				out.URL.Scheme, out.URL.Host, out.RequestURI = "http", "h", ""
				out.Header.Set("Content-Type", "text/plain")
				out.TransferEncoding, out.ContentLength, out.Trailer = []string{"chunked"}, -1, http.Header{c.trailer: {c.value}}
				out.Body = io.NopCloser(strings.NewReader(c.body))
				return out
			}
			for what, dump := range map[string]func() (got, plain []byte, err error){
				"DumpResponse": func() (got, plain []byte, err error) {
					if got, err = DumpResponse(answer(), true, r); err == nil {
						plain, err = httputil.DumpResponse(answer(), true)
					}
					return got, plain, err
				},
				"DumpRequestOut": func() (got, plain []byte, err error) {
					if got, err = DumpRequestOut(send(), true, r); err == nil {
						plain, err = httputil.DumpRequestOut(send(), true)
					}
					return got, plain, err
				},
			} {
				got, plain, err := dump()
				if err != nil || !bytes.HasSuffix(got, []byte(c.want)) || c.want == "" && what == "DumpResponse" && !bytes.Equal(got, plain) {
					t.Errorf("%s, %s: %q, %v, want %q", what, c.trailer, got, err, c.want)
				}
				if c.want == "" && !bytes.HasSuffix(got, []byte(c.trailer+": "+c.value+"\r\n\r\n")) {
					t.Errorf("%s, %s: %q", what, c.trailer, got)
				}
			}
		})
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reset/"+v, nil))
	}
}

// A host with user info, which is none, is shown without it.
func TestHostsWithUserInfo(t *testing.T) {
	const v = "Zk3vQ81x"
	r := newRedactor(t)
	for host, want := range map[string]string{"bob:" + v + "@a": "a", v + "@a:80": "a:80", "bob:" + v + "@x@a": "a", "a:80": "a:80", "": ""} {
		req := httptest.NewRequest("GET", "/x", nil)
		req.Host = host
		out, err := DumpRequest(req, false, r)
		if want != "" && !strings.Contains(string(out), "\r\nHost: "+want+"\r\n") || strings.Contains(string(out), v) || err != nil {
			t.Errorf("%q, %v", out, err)
		}
		if got := Request(req, r).String(); strings.Contains(got, v) || !strings.Contains(got, "host="+want) {
			t.Errorf("%s", got)
		}
	}
}

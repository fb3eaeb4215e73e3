package middleware

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// DumpRequest is [httputil.DumpRequest] with the secrets replaced: in the request
// line, in every header and, with body, in a body that is JSON, a form or text. A
// body of another kind, or that does not decode, is left out. Compressed bodies are
// shown decoded, up to 1 MiB. What the route of req names is hidden in its target and in the headers
// that hold a URL, as [Request] does.
func DumpRequest(req *http.Request, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpRequest(req, body)
	return dump(r, out, req.Header, req, nil), r.Error(err)
}

// DumpRequestOut is [httputil.DumpRequestOut] with the secrets replaced, as
// [DumpRequest] does.
func DumpRequestOut(req *http.Request, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpRequestOut(req, body)
	return dump(r, out, req.Header, req, nil), r.Error(err)
}

// DumpResponse is [httputil.DumpResponse] with the secrets replaced, as
// [DumpRequest] does; the route is that of its Request. The body of a redirect is left out where a
// part of its Location is hidden by its name, since it repeats that.
func DumpResponse(resp *http.Response, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpResponse(resp, body)
	return dump(r, out, resp.Header, resp.Request, resp), r.Error(err)
}

// dump redacts a dump. A clean one comes back as it is.
// It is that of a request, or of the response to it.
func dump(r *redact.Redactor, src []byte, h http.Header, req *http.Request, resp *http.Response) []byte {
	if len(src) == 0 {
		return src
	}
	head, body := src, []byte(nil)
	if i := bytes.Index(src, []byte("\r\n\r\n")); i >= 0 {
		head, body = src[:i+4], src[i+4:]
	}
	target := ""
	if resp == nil {
		_, target, _ = requestLine(head)
	}
	x, s := asked(r, req, target, nil), r.Scope("http")
	out := x.dumpHead(s, head, resp == nil)
	if len(body) == 0 {
		return out
	}
	chunked := bytes.Contains(head, []byte("\r\nTransfer-Encoding: chunked\r\n"))
	text := body
	if chunked {
		// Where a chunk ends says nothing of where a secret does.
		text, _ = io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	}
	c := newCapture(maxBody)
	c.kind(h)
	c.add(text)
	if resp != nil && resp.StatusCode/100 == 3 {
		if x.sent, x.location = c, strings.Join(all(h, "Location"), ", "); x.location != "" {
			x.redirected(s)
		}
	}
	shown, cut := c.render(r, s, "http")
	switch {
	case c.omitted != "":
		shown = "[REDACTED:" + strings.ReplaceAll(c.omitted, " ", "-") + "]"
	case c.form == formMultipart:
		shown = "[REDACTED:multipart] " + shown
	case cut:
		shown += "[REDACTED:limit]"
	case shown == string(text):
		return append(out, body...)
	}
	if chunked {
		return fmt.Appendf(out, "%x\r\n%s\r\n0\r\n\r\n", len(shown), shown)
	}
	return append(out, shown...)
}

// requestLine cuts the first line of a request around its target.
func requestLine(head []byte) (method, target, version string) {
	line, _, _ := strings.Cut(string(head), "\r\n")
	method, target, _ = strings.Cut(line, " ")
	if i := strings.LastIndexByte(target, ' '); i >= 0 {
		target, version = target[:i], target[i:]
	}
	return method + " ", target, version
}

// dumpHead redacts the first line, which is that of a request if it asks, and the headers.
func (x *exchange) dumpHead(s redact.Scope, head []byte, asks bool) []byte {
	out := make([]byte, 0, len(head))
	for i, line := range bytes.SplitAfter(head, []byte("\r\n")) {
		text, end := strings.CutSuffix(string(line), "\r\n")
		name, value, ok := strings.Cut(text, ": ")
		switch {
		case i == 0 && asks:
			method, target, version := requestLine(head)
			g := x.search(s)
			out = append(out, s.Text(method+applied(x.r, s.Text, target, g.found, g.shown)+version)...)
		case i == 0 || !ok:
			out = append(out, s.Text(text)...)
		default:
			in := [...]field{{name, value}}
			x.urls(s, in[:])
			h, keep := header(s, in[0])
			if !keep {
				continue
			}
			out = append(append(append(out, h.name...), ": "...), h.value...)
		}
		if end {
			out = append(out, "\r\n"...)
		}
	}
	return out
}

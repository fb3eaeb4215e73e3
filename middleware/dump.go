package middleware

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// DumpRequest is [httputil.DumpRequest] with the secrets replaced: in the request
// line, in every header and trailer and, with body, in a body that is JSON, a form or text. A
// body of another kind, or that does not decode, is left out. Compressed bodies are
// shown decoded, up to 1 MiB. What the route of req names is hidden in its target and in the headers
// that hold a URL, as [Request] does; a Host is shown without user info.
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
	text, trailer := body, []byte(nil)
	if chunked {
		text, body, trailer = x.unchunked(s, body)
	}
	c := newCapture(maxBody)
	c.kind(h, -1)
	c.add(text)
	c.end(false)
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
		return append(append(out, body...), trailer...)
	}
	if !chunked {
		return append(out, shown...)
	}
	if shown != "" {
		out = fmt.Appendf(out, "%x\r\n%s\r\n", len(shown), shown)
	}
	return append(append(out, "0\r\n"...), trailer...)
}

// unchunked returns the text of a body in chunks, since where one ends says nothing of where a secret
// does, the chunks, and what follows them: the trailers, redacted as headers are, and an empty line.
func (x *exchange) unchunked(s redact.Scope, body []byte) (text, chunks, trailer []byte) {
	in := bytes.NewReader(body)
	buf := bufio.NewReader(in)
	text, err := io.ReadAll(httputil.NewChunkedReader(buf)) // which reads no further than it must
	if err != nil {
		return text, []byte("[REDACTED:error]"), nil
	}
	at := len(body) - in.Len() - buf.Buffered()
	return text, body[:at], x.dumpLines(s, nil, body[at:])
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
	line, rest, more := bytes.Cut(head, []byte("\r\n"))
	text := string(line)
	if asks {
		method, _, version := requestLine(head)
		g := x.search(s)
		text = method + applied(x.r, s.Text, x.uri, g.found, g.shown) + version
	}
	out := append(make([]byte, 0, len(head)), s.Text(text)...)
	if more {
		out = append(out, "\r\n"...)
	}
	return x.dumpLines(s, out, rest)
}

// dumpLines appends headers or trailers, redacted.
func (x *exchange) dumpLines(s redact.Scope, out, lines []byte) []byte {
	for line := range bytes.SplitAfterSeq(lines, []byte("\r\n")) {
		text, end := strings.CutSuffix(string(line), "\r\n")
		if name, value, ok := strings.Cut(text, ": "); ok {
			in := [...]field{{name, value}}
			x.urls(s, in[:])
			h, keep := header(s, in[0])
			if !keep {
				continue
			}
			out = append(append(append(out, h.name...), ": "...), h.value...)
		} else {
			out = append(out, s.Text(text)...)
		}
		if end {
			out = append(out, "\r\n"...)
		}
	}
	return out
}

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
// shown decoded, up to 1 MiB.
func DumpRequest(req *http.Request, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpRequest(req, body)
	return dump(r, out, req.Header), r.Error(err)
}

// DumpRequestOut is [httputil.DumpRequestOut] with the secrets replaced, as
// [DumpRequest] does.
func DumpRequestOut(req *http.Request, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpRequestOut(req, body)
	return dump(r, out, req.Header), r.Error(err)
}

// DumpResponse is [httputil.DumpResponse] with the secrets replaced, as
// [DumpRequest] does.
func DumpResponse(resp *http.Response, body bool, r *redact.Redactor) ([]byte, error) {
	out, err := httputil.DumpResponse(resp, body)
	return dump(r, out, resp.Header), r.Error(err)
}

// dump redacts a dump. A clean one comes back as it is.
func dump(r *redact.Redactor, src []byte, h http.Header) []byte {
	if len(src) == 0 {
		return src
	}
	head, body := src, []byte(nil)
	if i := bytes.Index(src, []byte("\r\n\r\n")); i >= 0 {
		head, body = src[:i+4], src[i+4:]
	}
	out := dumpHead(r, head)
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
	shown, cut := c.render(r, r.Scope("http"), "http")
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

// dumpHead redacts the first line and the headers.
func dumpHead(r *redact.Redactor, head []byte) []byte {
	s := r.Scope("http")
	out := make([]byte, 0, len(head))
	for i, line := range bytes.SplitAfter(head, []byte("\r\n")) {
		text, end := strings.CutSuffix(string(line), "\r\n")
		name, value, ok := strings.Cut(text, ": ")
		if i == 0 || !ok {
			out = append(out, s.Text(text)...)
		} else if h, keep := header(s, field{name, value}); keep {
			out = append(append(append(out, h.name...), ": "...), h.value...)
		} else {
			continue
		}
		if end {
			out = append(out, "\r\n"...)
		}
	}
	return out
}

package middleware

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// NewTransport returns a RoundTripper that passes requests to next, which is
// [http.DefaultTransport] if nil, and writes one record for each, redacted by r:
// method, url without user info, host, status, duration until the response's
// header came, listed headers, the error and, where they are asked for, bodies.
// In a URL that is not well formed, as "http:/u:p@h", user info with a ? or # in it is not known as such.
// Each hop of a redirect is a record of its own. With [WithResponseBody] the record
// is written when the body has been read or closed, else when RoundTrip returns.
//
// Request, response and error are the caller's and next's own; the error is not
// redacted, see [Do] for that. With [WithRequestBody] next is given a copy of the
// request, with [WithResponseBody] the response has another Body, which reads the
// first; the one of an upgrade stays.
func NewTransport(next http.RoundTripper, r *redact.Redactor, opts ...Option) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &transport{next, r, newConfig(opts)}
}

type transport struct {
	next http.RoundTripper
	r    *redact.Redactor
	cfg  *config
}

var _ redact.SinkGuard = (*transport)(nil)

// GuardsSink implements [redact.SinkGuard]: it speaks of what is logged.
func (t *transport) GuardsSink() bool { return true }

// CloseIdleConnections serves http.Client.CloseIdleConnections.
func (t *transport) CloseIdleConnections() {
	if c, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req == nil || t.cfg.skip != nil && t.cfg.skip(req) {
		return t.next.RoundTrip(req)
	}
	x := &exchange{r: t.r, cfg: t.cfg, got: newCapture(t.cfg.requestBody), sent: newCapture(t.cfg.responseBody), bytes: -1}
	x.uri = withoutUser(req.URL)
	x.ask(req)
	if x.method == "" {
		x.method = http.MethodGet
	}
	if x.host == "" && req.URL != nil {
		x.host = req.URL.Host
	}

	inner := req
	if x.got != nil {
		inner = sending(req, x.got)
	}
	resp, err := t.next.RoundTrip(inner)
	x.took()
	if err != nil {
		x.err = t.r.Error(err).Error()
	}
	if resp != nil {
		x.status = resp.StatusCode
		x.answer(resp.Header, resp.ContentLength)
	}
	ctx := req.Context()
	if resp != nil && x.sent != nil && watchable(resp) {
		return received(resp, x.sent, func() { x.log(ctx, "request sent") }), err
	}
	x.log(ctx, "request sent")
	return resp, err
}

// withoutUser returns a URL without its user info, which is never logged. In one that lacks its
// scheme or slashes that is all up to the last @.
func withoutUser(u *url.URL) string {
	if u == nil {
		return ""
	}
	host, path := u.Opaque, ""
	slashes := strings.HasPrefix(host, "//")
	if slashes {
		if i := strings.IndexByte(host[2:], '/'); i >= 0 {
			host, path = host[:2+i], host[2+i:]
		}
	}
	at := strings.LastIndexByte(host, '@')
	if u.User == nil && at < 0 {
		return withoutStray(u.String())
	}
	c := *u
	if c.User = nil; at >= 0 {
		if host = host[at+1:]; slashes {
			host = "//" + host
		}
	}
	c.Opaque = host + path
	return withoutStray(c.String())
}

// withoutPassword returns a target that begins with two slashes without the user info in what a client may
// take for its host, if there is a password in it.
func withoutPassword(target string) string {
	start, end, _ := authority(target)
	user := target[start : start+strings.LastIndexByte(target[start:end], '@')+1]
	if strings.IndexByte(user, ':') < 0 {
		return target
	}
	return target[:start] + target[start+len(user):]
}

// withoutUserOf returns a host without the user info that does not belong there.
func withoutUserOf(host string) string {
	return host[strings.LastIndexByte(host, '@')+1:]
}

// withoutStray returns a URL of HTTP without the user info that one with too few or too many slashes
// has in its path, as in http:/u:p@h.
func withoutStray(s string) string {
	scheme, rest, _ := strings.Cut(s, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "ws", "wss":
	default:
		return s
	}
	path := strings.TrimLeft(rest, "/")
	if len(rest)-len(path) == len("//") {
		return s
	}
	start := len(s) - len(path)
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	first, _, _ := strings.Cut(path, "/")
	at := strings.LastIndexByte(first, '@')
	if at < 0 && !ported(first) {
		at = strings.LastIndexByte(path, '@') // a password with a slash in it
	}
	return s[:start] + s[start+at+1:]
}

// sentLength returns the length of a request's body, -1 if it is unknown.
func sentLength(req *http.Request) int64 {
	if req.ContentLength == 0 {
		return -1
	}
	return req.ContentLength
}

// sending returns a copy of req whose body is captured, also if it is sent again.
func sending(req *http.Request, c *capture) *http.Request {
	if req.Body == nil || req.Body == http.NoBody {
		return req
	}
	c.kind(req.Header, sentLength(req))
	out := *req
	out.Body = &teeBody{ReadCloser: req.Body, to: c}
	if again := req.GetBody; again != nil {
		out.GetBody = func() (io.ReadCloser, error) {
			body, err := again()
			if err != nil || body == nil {
				return body, err
			}
			c.reset()
			return &teeBody{ReadCloser: body, to: c}, nil
		}
	}
	return &out
}

// watchable reports a response whose body is only read.
func watchable(resp *http.Response) bool {
	if resp.Body == nil || resp.Body == http.NoBody {
		return false
	}
	_, writes := resp.Body.(io.Writer)
	return !writes && resp.StatusCode != http.StatusSwitchingProtocols
}

// received captures the body of resp, which is this call's own; done is called once.
func received(resp *http.Response, c *capture, done func()) *http.Response {
	var once sync.Once
	// No copy: the transport fills in the trailers of the response that it has made.
	resp.Body = &teeBody{ReadCloser: resp.Body, to: c, done: func() { once.Do(done) }}
	return resp
}

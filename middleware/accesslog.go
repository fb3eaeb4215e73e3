package middleware

import (
	"net/http"

	"github.com/tacit-go/tacit/redact"
)

// AccessLog returns a middleware that writes one record for each request when it
// is done: method, url, host, route, status, bytes, duration, listed headers and,
// where they are asked for, bodies; all of it redacted by r, of which a nil one
// replaces every value. Responses of 500 and above, and panics, which go on to the
// caller, are logged as errors, all else at the level info.
//
// The request that the handler is given is the caller's own, untouched. With
// [WithRequestBody] it is a copy, whose body is read through, and what the handler
// has set in it is found in the caller's request afterwards. The ResponseWriter
// has the same optional interfaces as the inner one; see the package
// documentation for the one thing that no wrapper can keep.
//
// The url is the request target as it came, but that a path such as "//a/./b" is
// shown without its empty parts and dots where only that tells which of its parts to hide. What stands
// behind a # is a part of the path there, as it is for net/http. The route is what [WithRoute] says or what [http.ServeMux], or
// a router that does the same, has left in Request.Pattern, without expressions. Where a middleware in
// between passes on a copy of the request, it is what a [Recover] behind that has seen by the time the record is written, or empty.
// Behind a ResponseWriter without Unwrap, such as that of [http.TimeoutHandler], a Recover cannot tell it: there
// [WithRoute] or [WithPathPatterns] do. A hijacked connection is
// logged with hijacked=true and without a status if none was written.
func AccessLog(r *redact.Redactor, opts ...Option) func(http.Handler) http.Handler {
	cfg := newConfig(opts)
	return func(next http.Handler) http.Handler {
		if next == nil {
			panic("middleware: AccessLog: nil handler")
		}
		return &accessLog{next, r, cfg, muxOf(next)}
	}
}

type accessLog struct {
	next http.Handler
	r    *redact.Redactor
	cfg  *config
	mux  *http.ServeMux // if next is one
}

// ServeHTTP implements http.Handler.
func (a *accessLog) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if a.cfg.skip != nil && a.cfg.skip(req) {
		a.next.ServeHTTP(w, req)
		return
	}
	x := &exchange{r: a.r, cfg: a.cfg, got: newCapture(a.cfg.requestBody), sent: newCapture(a.cfg.responseBody)}
	x.uri = requestTarget(req)
	x.ask(req)
	out := record(w, x)

	inner := req
	var body *servedBody
	if x.got != nil {
		inner, body = captured(req, x.got)
	}
	x.req = inner
	done := false
	defer func() {
		body.handBack()
		x.took()
		c := out.self()
		x.status, x.bytes, x.hijacked, x.broken = c.status, c.bytes, c.hijacked, !done
		if x.status == 0 && done && !x.hijacked {
			x.status = http.StatusOK // as net/http sends it
			x.answer(w.Header(), 0)
		}
		if done || c.failed {
			x.sent.end(c.failed)
		}
		x.routed(req)
		if x.status == http.StatusMethodNotAllowed && a.mux != nil {
			x.refused(req, a.mux, w.Header()["Allow"])
		}
		x.log(req.Context(), "request")
	}()
	a.next.ServeHTTP(out, inner)
	done = true
}

// requestTarget returns the target as it came, or as a client would send it.
func requestTarget(req *http.Request) string {
	if req.RequestURI != "" || req.URL == nil {
		return req.RequestURI
	}
	return req.URL.RequestURI()
}

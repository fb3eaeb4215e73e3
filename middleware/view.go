package middleware

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/tacit-go/tacit/redact"
)

// Request returns the redacted view of a request as a group, for loggers of one's
// own: slog.Any("request", middleware.Request(req, r)). It has what [AccessLog]
// logs of a request, bodies aside. Nothing of req is kept.
func Request(req *http.Request, r *redact.Redactor, opts ...Option) slog.Value {
	if req == nil {
		return slog.GroupValue()
	}
	x := asked(r, req, "", opts)
	return x.view(req, func(s redact.Scope, dst []slog.Attr) []slog.Attr { return x.appendRequest(dst, s) })
}

// Response returns the redacted view of a response as a group: its status and the
// headers of [WithResponseHeaders]. What the route of its request names is hidden in these.
func Response(resp *http.Response, r *redact.Redactor, opts ...Option) slog.Value {
	if resp == nil {
		return slog.GroupValue()
	}
	x := asked(r, resp.Request, "", opts)
	x.answer(resp.Header, resp.ContentLength)
	return x.view(resp.Request, func(s redact.Scope, dst []slog.Attr) []slog.Attr {
		return x.appendHeaders(append(dst, slog.Int("status", resp.StatusCode)), s, "response_headers", x.answered)
	})
}

// asked notes a request, of which the target is given or its own.
func asked(r *redact.Redactor, req *http.Request, target string, opts []Option) *exchange {
	x := &exchange{r: r, cfg: newConfig(opts), uri: target}
	if req == nil {
		return x
	}
	if x.uri == "" {
		x.uri = req.RequestURI
	}
	if x.uri == "" {
		x.uri = withoutUser(req.URL)
	}
	x.ask(req)
	x.routed(req)
	return x
}

// view makes a group. One that is denied says so and nothing else.
func (x *exchange) view(req *http.Request, do func(redact.Scope, []slog.Attr) []slog.Attr) slog.Value {
	ctx := context.Background()
	if req != nil {
		ctx = req.Context()
	}
	scope := x.cfg.scope(ctx, x.r)
	rec := scope.Record()
	attrs := do(scope.Of(rec), nil)
	switch stub, denied := rec.Denied(); {
	case denied && stub == "":
		return slog.GroupValue()
	case denied:
		return slog.GroupValue(slog.String("denied", stub))
	}
	return slog.GroupValue(attrs...)
}

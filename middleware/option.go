package middleware

import (
	"context"
	"log/slog"
	"net/http"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// A Logger takes what this package logs: everything in it is redacted. A
// [*slog.Logger] is one, and another logger becomes one in a few lines. It must be
// safe for concurrent use. A panic in it is contained and counted as an error of
// the Redactor.
type Logger interface {
	LogAttrs(ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr)
}

// An Option configures what this package makes. One that has no meaning there has
// no effect.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

// A config is what the options say. It is not changed after it was built.
type config struct {
	logger            Logger
	sink              string
	request, response []string // canonical names of headers
	all               bool     // every header
	requestBody       int      // bytes to capture, 0 for none
	responseBody      int
	patterns          []pattern
	remote            bool
	repanic           bool
	route             func(*http.Request) string
	skip              func(*http.Request) bool
	trace             func(context.Context) [16]byte
}

func newConfig(opts []Option) *config {
	c := &config{
		sink:     "http",
		request:  []string{"Content-Type", "User-Agent", "X-Request-Id"},
		response: []string{"Content-Type", "Location"},
	}
	for _, o := range opts {
		if o != nil {
			o.apply(c)
		}
	}
	return c
}

// log returns the logger in force.
func (c *config) log() Logger {
	if c.logger != nil {
		return c.logger
	}
	return slog.Default()
}

// WithLogger sets the logger. The default is [slog.Default], asked for at each
// record.
func WithLogger(l Logger) Option { return option(func(c *config) { c.logger = l }) }

// ForSink names the sink in events. The default is "http". The name must be a
// constant, not a value of a request.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }

// WithRequestHeaders lists the request headers that are logged, in any spelling.
// The default is Content-Type, User-Agent and X-Request-Id. What is listed is
// redacted all the same; credentials such as Authorization are always hidden,
// unless a path rule of the Redactor keeps them.
func WithRequestHeaders(names ...string) Option {
	return option(func(c *config) { c.request = canonical(names) })
}

// WithResponseHeaders lists the response headers that are logged, as
// [WithRequestHeaders] does. The default is Content-Type and Location.
func WithResponseHeaders(names ...string) Option {
	return option(func(c *config) { c.response = canonical(names) })
}

// WithAllHeaders logs every header, redacted by name and by value. It costs a few
// allocations for each request.
func WithAllHeaders() Option { return option(func(c *config) { c.all = true }) }

func canonical(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = http.CanonicalHeaderKey(n)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Bounds of what is captured of one body.
const (
	defaultBody = 8 << 10
	maxBody     = 1 << 20
)

func bodyLimit(n int) int {
	if n <= 0 {
		return defaultBody
	}
	return min(n, maxBody)
}

// WithRequestBody logs request bodies, redacted, as far as the other side reads
// them and up to limit bytes: 8 KiB if limit is not positive, at most 1 MiB. JSON,
// forms and text are logged, of multipart bodies the names of the parts; gzip and
// deflate are decoded up to the same limit; all else is left out. A body that is
// cut is cut before the first value that is not whole, and in JSON and forms before a text under "value" whose
// name has not come yet. In forms a pair may tell the name of another, as in name=password&value=x, and the
// token of one, as in _csrf=x, is hidden. The default is none.
func WithRequestBody(limit int) Option {
	return option(func(c *config) { c.requestBody = bodyLimit(limit) })
}

// WithResponseBody logs response bodies as [WithRequestBody] does those of requests. That of a redirect
// is left out where a part of its Location is hidden by its name, since it repeats that. A Location is known by its path from the root: one that is
// relative, as "reset/x", is not.
func WithResponseBody(limit int) Option {
	return option(func(c *config) { c.responseBody = bodyLimit(limit) })
}

// WithPathPatterns names parts of paths, as in "/reset/{token}" and
// "/v1/auth/token/{action}/{token...}": a part with a sensitive name is hidden as
// the value of such a field is. They are added to the pattern of a
// [http.ServeMux], which needs no option for the path of a request. Nor does chi's where the middleware is in the Use of
// its router; around the router no pattern is known, and these are needed. For gorilla see [WithRoute].
// A pattern matches a whole path, in whatever case that is, segment by segment, of which each may have several names with
// text between, and expressions: "/{user}:{password}/{token:[0-9]+}.json". One without braces has the
// names that gin and Echo have, as in "/reset/:token" and "/files/*key". Its slash at the end may
// be missing, and a method or a host before it is ignored. One that ends in {$} is read as if it ended
// in a slash. Of a path with more than 256 segments or 8 KiB nothing is shown where a pattern or route that is
// known has a sensitive name; in patterns of more than 60 parts more may be hidden than is named. A name that
// a rule drops is hidden too, one that a rule keeps is not.
func WithPathPatterns(patterns ...string) Option {
	return option(func(c *config) {
		c.patterns = nil
		for _, p := range patterns {
			if p := parsePattern(nil, braced(p)); p != nil {
				c.patterns = append(c.patterns, p)
			}
		}
	})
}

// WithRoute tells the route of a request, for routers that leave none in Request.Pattern, or where a
// middleware in between passes on a copy of the request. With chi, in a Use of its router:
//
//	middleware.WithRoute(func(req *http.Request) string {
//		return chi.RouteContext(req.Context()).RoutePattern()
//	})
//
// f is called when the request is done, and where a [Recover] inside of the AccessLog ends a panic. What it returns is logged as the route, and its names are those
// of parts of the path, as [WithPathPatterns] has them; so are those of Request.Pattern. It may describe
// the beginning or the end of a path. If f panics the path is hidden, and so is one that no part of the
// route fits. The default is none.
func WithRoute(f func(*http.Request) string) Option { return option(func(c *config) { c.route = f }) }

// WithRemoteAddr logs the address of the client as the server sees it. The default
// is not to, since it is personal data.
func WithRemoteAddr() Option { return option(func(c *config) { c.remote = true }) }

// WithTraceID tells the trace of a request to events, from its context. With
// OpenTelemetry:
//
//	middleware.WithTraceID(func(ctx context.Context) [16]byte {
//		return trace.SpanContextFromContext(ctx).TraceID()
//	})
//
// f is called for each record if the Redactor has an observer. A panic in it is
// contained, and there is no trace then. What is hidden in an error, and in a body of text
// that was cut, is told without. The default is none.
func WithTraceID(f func(context.Context) [16]byte) Option {
	return option(func(c *config) { c.trace = f })
}

// scope begins a record.
func (c *config) scope(ctx context.Context, r *redact.Redactor) redact.Scope {
	s := r.Scope(c.sink)
	if c.trace == nil || !s.Observed() {
		return s
	}
	return s.From(redact.Origin{TraceID: c.traceID(ctx)})
}

func (c *config) traceID(ctx context.Context) (id [16]byte) {
	defer func() { _ = recover() }() // a function of the user
	return c.trace(ctx)
}

// WithSkip sets which requests are not logged, such as health checks. It must not
// change the request. The default is none.
func WithSkip(skip func(*http.Request) bool) Option {
	return option(func(c *config) { c.skip = skip })
}

// WithRepanic makes [Recover] panic again, with the redacted value, where it would
// answer 500. The default is to answer.
func WithRepanic() Option { return option(func(c *config) { c.repanic = true }) }

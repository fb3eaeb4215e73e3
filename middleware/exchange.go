package middleware

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// An exchange is what is known of one request and its response. Texts are as they
// came; they are redacted when they are logged.
type exchange struct {
	r   *redact.Redactor
	cfg *config

	start             time.Time
	duration          time.Duration
	method, uri, host string
	route, remote     string
	req               *http.Request         // that the handler is given
	noted             atomic.Pointer[noted] // by a Recover, perhaps when all is done
	routes            []string              // all that is known, of which some may be empty
	served            *http.Request         // which tells what their names stand for
	how               ways                  // they describe the target
	asked, answered   []field               // headers
	got, sent         *capture
	location          string // if there is a body to log
	err               string // redacted already

	status           int
	bytes            int64 // of the response, -1 if unknown
	hijacked, broken bool

	searched *search // when it is logged

	routesIn   [4]string
	askedIn    [4]field
	answeredIn [2]field
}

// ask notes a request before anyone else has its hands on it.
func (x *exchange) ask(r *http.Request) {
	x.start = time.Now()
	x.method, x.host = r.Method, r.Host
	if x.cfg.remote {
		x.remote = r.RemoteAddr
	}
	x.asked = x.cfg.take(x.askedIn[:0], r.Header, x.cfg.request)
	if r.Method == http.MethodConnect {
		if x.how = connect; !strings.HasPrefix(x.uri, "/") {
			x.uri = withoutUserOf(x.uri)
		}
	}
	if strings.HasPrefix(x.uri, "//") {
		x.uri = withoutPassword(x.uri)
	}
	if shortened(r, x.uri, x.how) {
		x.how |= stripped
	}
}

// took notes how long it took.
func (x *exchange) took() { x.duration = time.Since(x.start) }

// answer notes the headers of the response, as they are sent, and how long its body will be, -1 if
// that is unknown.
func (x *exchange) answer(h http.Header, length int64) {
	x.answered = x.cfg.take(x.answeredIn[:0], h, x.cfg.response)
	if x.sent != nil {
		x.sent.kind(h, length)
		x.location = strings.Join(all(h, "Location"), ", ")
	}
}

// level tells how a response is logged.
func (x *exchange) level() slog.Level {
	if x.broken || x.err != "" || x.status >= 500 {
		return slog.LevelError
	}
	return slog.LevelInfo
}

// enabled reports that a logger takes records of a level, as far as it tells.
func enabled(ctx context.Context, l Logger, level slog.Level) bool {
	e, ok := l.(interface {
		Enabled(context.Context, slog.Level) bool
	})
	return !ok || e.Enabled(ctx, level)
}

// log writes the record. Nothing in it may fail the request.
func (x *exchange) log(ctx context.Context, msg string) {
	defer contain(x.r, x.cfg.sink)
	l, level := x.cfg.log(), x.level()
	if !enabled(ctx, l, level) {
		return
	}
	var buf [16]slog.Attr
	scope := x.cfg.scope(ctx, x.r)
	rec := scope.Record()
	attrs := x.attrs(buf[:0], scope.Of(rec))
	if stub, denied := rec.Denied(); denied {
		if stub != "" {
			write(ctx, l, level, stub, nil)
		}
		return
	}
	write(ctx, l, level, msg, attrs)
}

// write keeps attrs on the stack where the logger is known to copy them.
func write(ctx context.Context, l Logger, level slog.Level, msg string, attrs []slog.Attr) {
	if s, ok := l.(*slog.Logger); ok {
		s.LogAttrs(ctx, level, msg, attrs...)
		return
	}
	l.LogAttrs(ctx, level, msg, append([]slog.Attr(nil), attrs...)...)
}

// contain ends a panic of a logger or of code of ours, and counts it.
func contain(r *redact.Redactor, sink string) {
	if recover() != nil {
		r.Scope(sink).Field("").Value(failing{})
	}
}

// failing makes the Redactor count an error.
type failing struct{}

// String implements fmt.Stringer.
func (failing) String() string { panic("middleware: contained") }

// attrs appends the redacted view.
func (x *exchange) attrs(dst []slog.Attr, s redact.Scope) []slog.Attr {
	dst = x.appendRequest(dst, s)
	if x.status != 0 {
		dst = append(dst, slog.Int("status", x.status))
	}
	if x.bytes >= 0 {
		dst = append(dst, slog.Int64("bytes", x.bytes))
	}
	dst = append(dst, slog.Duration("duration", x.duration))
	if x.hijacked {
		dst = append(dst, slog.Bool("hijacked", true))
	}
	if x.broken {
		dst = append(dst, slog.Bool("panicked", true))
	}
	if x.err != "" {
		dst = append(dst, slog.String("error", x.err))
	}
	dst = x.appendHeaders(dst, s, "response_headers", x.answered)
	dst = x.got.append(dst, x.r, s, x.cfg.sink, "request_body")
	if x.status/100 == 3 && x.location != "" {
		x.redirected(s)
	}
	return x.sent.append(dst, x.r, s, x.cfg.sink, "response_body")
}

// redirected leaves out a body that repeats where to, as http.Redirect writes it, where a part of
// that is to be hidden.
func (x *exchange) redirected(s redact.Scope) {
	to := []field{{"Location", x.location}}
	if x.urls(s, to); to[0].value != x.location {
		x.sent.omit("redirect")
	}
}

// appendRequest appends what is known of the request.
func (x *exchange) appendRequest(dst []slog.Attr, s redact.Scope) []slog.Attr {
	var buf [5]field
	g := x.search(s)
	top := append(buf[:0], field{"method", x.method}, field{"url", applied(x.r, s.Field("url").String, x.uri, g.found, g.shown)}, field{"host", withoutUserOf(x.host)})
	if x.route != "" {
		top = append(top, field{"route", plainRoute(x.route)})
	}
	if x.remote != "" {
		top = append(top, field{"remote", x.remote})
	}
	if !clean(s, top) {
		top = redactTop(s, top)
	}
	for _, f := range top {
		dst = append(dst, slog.String(f.name, f.value))
	}
	return x.appendHeaders(dst, s, "request_headers", x.asked)
}

// appendHeaders appends a group of headers.
func (x *exchange) appendHeaders(dst []slog.Attr, s redact.Scope, group string, in []field) []slog.Attr {
	if len(in) == 0 {
		return dst
	}
	x.urls(s, in)
	if slices.ContainsFunc(in, field.credential) || !clean(s, in) {
		in = redactHeaders(s, group, in)
	}
	return appendGroup(dst, group, in)
}

// clean asks for all fields at once whether there is anything to hide.
func clean(s redact.Scope, fields []field) bool {
	b := s.Batch()
	ok := batchAll(b, fields)
	return b.Clean() && ok
}

func batchAll(b *redact.Batch, fields []field) bool {
	for _, f := range fields {
		if !b.Field(f.name) || !b.Text(f.value) {
			return false
		}
	}
	return true
}

// redactTop redacts the attributes that are no groups.
func redactTop(s redact.Scope, in []field) []field {
	out := make([]field, 0, len(in))
	for _, f := range in {
		if d := s.Field(f.name); d.Action() != redact.DropField {
			out = append(out, field{f.name, d.String(f.value)})
		}
	}
	return out
}

// redactHeaders redacts a group of headers.
func redactHeaders(s redact.Scope, group string, in []field) (out []field) {
	g := s.Field(group)
	if g.Action() == redact.DropField {
		return nil
	}
	s = g.Scope()
	for _, h := range in {
		if h, keep := header(s, h); keep {
			out = append(out, h)
		}
	}
	return out
}

// appendGroup appends headers. The slice is not shared: a handler may keep it.
func appendGroup(dst []slog.Attr, name string, fields []field) []slog.Attr {
	if len(fields) == 0 {
		return dst
	}
	attrs := make([]slog.Attr, len(fields))
	for i, f := range fields {
		attrs[i] = slog.String(f.name, f.value)
	}
	return append(dst, slog.Attr{Key: name, Value: slog.GroupValue(attrs...)})
}

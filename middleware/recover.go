package middleware

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/tacit-go/tacit/redact"
)

// Recover returns a middleware that ends a panic of a handler: value and stack are
// logged, redacted by r and without the argument words of functions, which show
// what arrays and structs hold. If nothing was sent yet, the client gets an empty-handed
// 500; otherwise the connection is broken off, as it is without this middleware,
// by a panic with [http.ErrAbortHandler], which net/http does not log. No second
// header is written.
//
// What the route of the request names is hidden in the text too, wherever it stands by itself, also as Go and
// JSON quote it, up to four times: between signs, but not behind a hyphen, an underscore or a dot and not before
// one of the first two, behind a colour of a terminal and, from 6 bytes on, beside letters that are not of ASCII. From 12 bytes on, with a digit, it is also found within a name, as in
// "reset_4f9a…", and from 16 on, with a letter too, anywhere. The labels of pprof are left out of the stack. The
// route and [WithPathPatterns] are those of Recover and of an AccessLog outside. Where a value is looked for, a
// text of more than 64 KiB is hidden, and so is any where the function of [WithRoute] panics.
//
// A panic with [http.ErrAbortHandler], or with an error that wraps it, is none of
// ours: it goes on, as that error itself, and is not logged. Neither is
// runtime.Goexit.
//
// Put it inside of [AccessLog], which then sees the answer, and behind a middleware that passes on a
// copy of the request, so that AccessLog sees the route.
func Recover(r *redact.Redactor, opts ...Option) func(http.Handler) http.Handler {
	cfg := newConfig(opts)
	return func(next http.Handler) http.Handler {
		if next == nil {
			panic("middleware: Recover: nil handler")
		}
		return &recoverer{next, r, cfg}
	}
}

type recoverer struct {
	next http.Handler
	r    *redact.Redactor
	cfg  *config
}

// ServeHTTP implements http.Handler.
func (h *recoverer) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	rw, ok := w.(recorded)
	if !ok {
		rw = record(w, nil)
	}
	done := false
	defer func() {
		x := logged(w)
		if x != nil {
			x.note(req) // what a copy of the request has not handed back
		}
		if done {
			return
		}
		v := recover()
		if v == nil {
			return // runtime.Goexit
		}
		if aborted(v) {
			panic(http.ErrAbortHandler)
		}
		g := h.named(req.Context(), req, x)
		text, again := h.text(req.Context(), v, g)
		h.log(req.Context(), text)
		switch {
		case h.cfg.repanic:
			panic(again)
		case rw.self().wrote():
			panic(http.ErrAbortHandler)
		}
		// What the handler has set describes another body.
		rw.Header().Del("Cache-Control")
		rw.Header().Del("Content-Encoding")
		rw.Header().Del("Etag")
		rw.Header().Del("Last-Modified")
		http.Error(rw, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}()
	h.next.ServeHTTP(rw, req)
	done = true
}

// aborted reports a handler that has given up on purpose.
func aborted(v any) (is bool) {
	err, ok := v.(error)
	if !ok {
		return false
	}
	defer func() {
		if recover() != nil {
			is = false // a method of the error
		}
	}()
	return errors.Is(err, http.ErrAbortHandler)
}

// text returns the redacted text of a panic's value, and a value to panic with.
func (h *recoverer) text(ctx context.Context, v any, g *search) (text string, again any) {
	defer func() {
		if recover() != nil {
			text, again = "[REDACTED:error]", "[REDACTED:error]"
		}
	}()
	if err, ok := v.(error); ok {
		out := h.r.Error(err)
		shown := out.Error()
		if text = g.panicked(err.Error(), shown); text != shown {
			out = &hiddenError{text, out}
		}
		return text, out
	}
	s := h.cfg.scope(ctx, h.r)
	out, _ := s.Field("panic").Value(v)
	text = g.panicked(fmt.Sprint(v), s.Text(fmt.Sprint(out)))
	return text, text
}

// log writes the record. Nothing in it may add a second panic.
func (h *recoverer) log(ctx context.Context, text string) {
	defer contain(h.r, h.cfg.sink)
	l := h.cfg.log()
	if !enabled(ctx, l, slog.LevelError) {
		return
	}
	stack := h.r.AppendTrace(nil, debug.Stack()) // which has no labels of pprof then
	write(ctx, l, slog.LevelError, "panic", []slog.Attr{slog.String("panic", text), slog.String("stack", string(stack))})
}

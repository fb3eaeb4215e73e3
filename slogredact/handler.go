package slogredact

import (
	"context"
	"log/slog"
	"sync/atomic"

	"github.com/tacit-go/tacit/redact"
)

// handler redacts what it passes on. It writes out all methods of slog.Handler:
// an embedded handler would return itself from WithAttrs, and nothing would be
// redacted from then on.
type handler struct {
	root *root
	// bound changes with the generation of the Redactor, and only then.
	bound atomic.Pointer[bound]
}

// root is what all handlers derived from one have in common.
type root struct {
	next  slog.Handler
	r     *redact.Redactor
	scope redact.Scope
	trace func(context.Context) [16]byte // nil: none
}

var (
	_ slog.Handler     = (*handler)(nil)
	_ redact.SinkGuard = (*handler)(nil)
)

// NewHandler returns a handler that redacts every record and passes it to h,
// which must not be nil. A nil r replaces every value. The handler is safe for
// concurrent use if h is, and follows [redact.Redactor.Replace] and changes of
// live secrets.
//
// Handle returns h's error untouched. A field that the policy drops is left out. In the
// place of a record that it denies ([redact.Deny]) h gets one with its time, level,
// source and the message of a stub, without what is bound; with [redact.WithoutStubs]
// none, and Handle returns nil. What is bound is kept as it was hidden: the logger stays
// without the field, or denied, whatever the policy becomes.
func NewHandler(h slog.Handler, r *redact.Redactor, opts ...Option) slog.Handler {
	if h == nil {
		panic("slogredact: NewHandler: nil handler")
	}
	c := newConfig(opts)
	scope := r.Scope(c.sink)
	out := &handler{root: &root{next: h, r: r, scope: scope, trace: c.trace}}
	out.bound.Store(&bound{next: h, scope: scope})
	return out
}

// Middleware returns a function that wraps a handler as [NewHandler] does, for
// libraries that compose handlers from such functions.
func Middleware(r *redact.Redactor, opts ...Option) func(slog.Handler) slog.Handler {
	return func(h slog.Handler) slog.Handler { return NewHandler(h, r, opts...) }
}

// Enabled implements slog.Handler: the next handler decides.
func (h *handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.bound.Load().next.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h *handler) Handle(ctx context.Context, rec slog.Record) error {
	b := h.current()
	probe := h.root.scope.Probe()
	if !b.rec.WillDeny() && b.clean(&rec) {
		if probe.On() {
			probe.Done(size(&rec), false)
		}
		return b.next.Handle(ctx, rec)
	}
	return h.handle(ctx, b, &rec, probe)
}

// handle redacts a record and passes it on.
func (h *handler) handle(ctx context.Context, b *bound, rec *slog.Record, probe redact.Probe) error {
	message := h.root.scope
	if observed := message.Observed(); observed || probe.On() {
		own := *b
		own.scope, message, b = b.scope.Probed(probe), message.Probed(probe), &own
		if observed {
			o := h.root.origin(ctx, rec)
			own.scope, message = own.scope.From(o), message.From(o)
		}
	}
	whole := message.Record(b.rec)
	out := b.redact(message.Of(whole), b.scope.Of(whole), *rec)
	stub, denied := whole.Denied()
	if probe.On() {
		probe.Done(size(rec), denied || probe.Hit())
	}
	switch {
	case !denied:
		return b.next.Handle(ctx, out)
	case stub == "":
		return nil
	}
	return h.root.next.Handle(ctx, slog.NewRecord(rec.Time, rec.Level, stub, rec.PC))
}

// WithAttrs implements slog.Handler. The attributes are redacted here; the
// returned handler keeps them in their redacted form only.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	if len(attrs) == 0 {
		return h
	}
	return h.derive(op{attrs: attrs})
}

// WithGroup implements slog.Handler.
func (h *handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return h.derive(op{group: name})
}

func (h *handler) derive(o op) slog.Handler {
	gen := h.root.r.Generation()
	from := h.current()
	b := from.with(o)
	if len(from.ops) == 0 {
		b.gen = gen // nothing was redacted before
	}
	out := &handler{root: h.root}
	out.bound.Store(b)
	return out
}

// current returns what is bound, as the Redactor in force has redacted it.
func (h *handler) current() *bound {
	b := h.bound.Load()
	if len(b.ops) == 0 {
		return b
	}
	// Read before redacting: a change in between shows at the next record.
	gen := h.root.r.Generation()
	if b.gen == gen {
		return b
	}
	again := h.root.bind(b.ops, gen)
	// One of several goroutines wins; one that lost against a later generation is
	// found out by the comparison above.
	h.bound.Store(again)
	return again
}

// GuardsSink implements [redact.SinkGuard].
func (h *handler) GuardsSink() bool { return true }

package otelprocessor

import (
	"context"

	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/tacit-go/tacit/redact"
)

// NewTracerProvider returns a provider that redacts what the program gives to spans
// before next, which must not be nil, has it: before the SDK cuts long values, and
// before samplers and all processors. Use it where limits on lengths are set or where
// exporters cannot be wrapped, as with those that a configuration file makes.
//
//	otel.SetTracerProvider(otelprocessor.NewTracerProvider(sdk, r))
//
// It redacts names, attributes, events, links with their trace state, descriptions of
// statuses, recorded errors and panics, and name, version, schema and attributes of
// the tracer. Not the resource, for which there is [Resource], and not the trace state
// of the span itself, which next has from its parent and which goes to other services,
// see [Propagator]. No span is denied here, [redact.Deny] is Redact. What
// cannot be redacted is left out. The work is done by the goroutine that holds the
// span, for spans that are recorded only.
//
// The program's spans are not those of the SDK: an assertion to sdktrace.ReadOnlySpan
// fails. exception.type of a recorded error is that of the error itself. The program
// keeps sdk for ForceFlush and Shutdown. A nil r replaces every value. Methods that a
// newer API brings do nothing.
func NewTracerProvider(next trace.TracerProvider, r *redact.Redactor, opts ...Option) trace.TracerProvider {
	if next == nil {
		panic("otelprocessor: NewTracerProvider: nil provider")
	}
	return &tracerProvider{next: next, e: newEngine(r, opts)}
}

type tracerProvider struct {
	noop.TracerProvider
	next trace.TracerProvider
	e    *engine
}

// Tracer implements trace.TracerProvider.
func (p *tracerProvider) Tracer(name string, opts ...trace.TracerOption) trace.Tracer {
	cfg := trace.NewTracerConfig(opts...)
	lib := instrumentation.Scope{Name: name, Version: cfg.InstrumentationVersion(), SchemaURL: cfg.SchemaURL(), Attributes: cfg.InstrumentationAttributes()}
	dirty := true
	lib = guard(p.e, func() instrumentation.Scope { return instrumentation.Scope{Name: failMark} }, func() (out instrumentation.Scope) {
		out, dirty = p.e.library(lib)
		return out
	})
	if dirty {
		name, opts = lib.Name, append(experimental(opts), trace.WithInstrumentationVersion(lib.Version), trace.WithSchemaURL(lib.SchemaURL),
			trace.WithInstrumentationAttributeSet(lib.Attributes))
	}
	return &tracer{next: p.next.Tracer(name, opts...), p: p}
}

type tracer struct {
	noop.Tracer
	next trace.Tracer
	p    *tracerProvider
}

// Start implements trace.Tracer.
func (t *tracer) Start(ctx context.Context, name string, opts ...trace.SpanStartOption) (context.Context, trace.Span) {
	if ctx == nil {
		ctx = context.Background()
	}
	if parent, ok := trace.SpanFromContext(ctx).(*writing); ok {
		ctx = trace.ContextWithSpan(ctx, parent.next) // the SDK counts the children of its own
	}
	e := t.p.e
	ctx, next := t.next.Start(ctx, e.text(name), t.options(opts)...)
	s := &writing{next: next, p: t.p}
	return trace.ContextWithSpan(ctx, s), s
}

// options returns options with attributes and links that may be told.
func (t *tracer) options(opts []trace.SpanStartOption) []trace.SpanStartOption {
	if len(opts) == 0 {
		return opts
	}
	e := t.p.e
	cfg := trace.NewSpanStartConfig(opts...)
	attrs, dirty := e.given(cfg.Attributes())
	links, other := rewrite(cfg.Links(), func(l *trace.Link) (trace.Link, verdict) {
		out, d := e.link(*l)
		if d {
			return out, changed
		}
		return out, same
	})
	if !dirty && !other {
		return opts
	}
	out := append(experimental(opts), trace.WithAttributes(attrs...), trace.WithLinks(links...), trace.WithSpanKind(cfg.SpanKind()))
	if cfg.NewRoot() {
		out = append(out, trace.WithNewRoot())
	}
	if !cfg.Timestamp().IsZero() {
		out = append(out, trace.WithTimestamp(cfg.Timestamp()))
	}
	return out
}

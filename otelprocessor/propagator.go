package otelprocessor

import (
	"context"

	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/redact"
)

// Propagator returns a propagator that keeps secrets out of what next, which must not
// be nil, sends to other services: values of baggage and of the trace state are
// redacted under their keys, those of properties too. A member whose key holds a secret
// or whose action is DropField is left out, so that redact.WithPath says what may leave. Trace and span ids and flags stay. If redacting fails, baggage and
// trace state are left out.
//
//	otel.SetTextMapPropagator(otelprocessor.Propagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}), r))
//
// What is received is passed on as it came: it is the program's, and redacted when it
// is sent on or exported. A value that the receiver needs and that looks like a secret
// does not arrive; let a path rule show it.
func Propagator(next propagation.TextMapPropagator, r *redact.Redactor, opts ...Option) propagation.TextMapPropagator {
	if next == nil {
		panic("otelprocessor: Propagator: nil propagator")
	}
	return &propagator{next: next, engine: newEngine(r, opts)}
}

// propagator writes out all methods of propagation.TextMapPropagator.
type propagator struct {
	next   propagation.TextMapPropagator
	engine *engine
}

// Inject implements propagation.TextMapPropagator.
func (p *propagator) Inject(ctx context.Context, carrier propagation.TextMapCarrier) {
	p.next.Inject(p.outgoing(ctx), carrier)
}

// Extract implements propagation.TextMapPropagator.
func (p *propagator) Extract(ctx context.Context, carrier propagation.TextMapCarrier) context.Context {
	return p.next.Extract(ctx, carrier)
}

// Fields implements propagation.TextMapPropagator.
func (p *propagator) Fields() []string { return p.next.Fields() }

// outgoing returns ctx with what may leave.
func (p *propagator) outgoing(ctx context.Context) (out context.Context) {
	sc := trace.SpanContextFromContext(ctx)
	defer func() {
		if recover() != nil {
			p.engine.count()
			out = trace.ContextWithSpanContext(baggage.ContextWithoutBaggage(ctx), stateless(sc))
		}
	}()
	out = ctx
	if red, dirty := p.engine.spanContext(sc); dirty {
		out = trace.ContextWithSpanContext(out, red)
	}
	if bag := baggage.FromContext(ctx); bag.Len() > 0 {
		if red, dirty := p.engine.baggage(bag); dirty {
			out = baggage.ContextWithBaggage(out, red)
		}
	}
	return out
}

// baggage redacts the members of a baggage.
func (e *engine) baggage(bag baggage.Baggage) (out baggage.Baggage, dirty bool) {
	out = bag
	for _, m := range bag.Members() {
		f := e.scope.Field(m.Key())
		if f.Action() == redact.DropField || f.Name() != m.Key() {
			out, dirty = out.DeleteMember(m.Key()), true
			continue
		}
		props, changed := e.properties(f.Scope(), m.Properties())
		text := f.String(m.Value())
		if text == m.Value() && !changed {
			continue
		}
		dirty = true
		red, err := baggage.NewMemberRaw(m.Key(), text, props...)
		if err == nil {
			var next baggage.Baggage
			if next, err = out.SetMember(red); err == nil {
				out = next
			}
		}
		if err != nil {
			out = out.DeleteMember(m.Key())
		}
	}
	return out, dirty
}

// properties redacts the properties of a member.
func (e *engine) properties(s redact.Scope, in []baggage.Property) (out []baggage.Property, dirty bool) {
	for _, p := range in {
		f := s.Field(p.Key())
		if f.Action() == redact.DropField || f.Name() != p.Key() {
			dirty = true
			continue
		}
		value, has := p.Value()
		if !has {
			out = append(out, p)
			continue
		}
		text := f.String(value)
		if text == value {
			out = append(out, p)
			continue
		}
		dirty = true
		if red, err := baggage.NewKeyValuePropertyRaw(p.Key(), text); err == nil {
			out = append(out, red)
		}
	}
	return out, dirty
}

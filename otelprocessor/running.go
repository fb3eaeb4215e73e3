package otelprocessor

import (
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// running is a span that goes on. What writes to it is forwarded, and every method
// that reads text is written out here; each redacts what it is asked for.
type running struct {
	sdktrace.ReadWriteSpan
	e *spans
}

// guard returns what f does, or instead after a panic.
func guard[T any](e *engine, instead func() T, f func() T) (out T) {
	defer func() {
		if recover() != nil {
			e.count()
			out = instead()
		}
	}()
	return f()
}

// nothing is what is shown instead of a part that could not be redacted.
func nothing[T any]() (none T) { return none }

func (s *running) Name() string {
	return guard(s.e.engine, func() string { return failMark }, func() string {
		return s.e.scope.Text(s.ReadWriteSpan.Name())
	})
}

func (s *running) SpanContext() trace.SpanContext {
	sc := s.ReadWriteSpan.SpanContext()
	return guard(s.e.engine, func() trace.SpanContext { return stateless(sc) }, func() trace.SpanContext {
		return first(s.e.spanContext(sc))
	})
}

func (s *running) Parent() trace.SpanContext {
	sc := s.ReadWriteSpan.Parent()
	return guard(s.e.engine, func() trace.SpanContext { return stateless(sc) }, func() trace.SpanContext {
		return first(s.e.spanContext(sc))
	})
}

func (s *running) Attributes() []attribute.KeyValue {
	return guard(s.e.engine, func() []attribute.KeyValue { return []attribute.KeyValue{failAttr.Bool(true)} }, func() []attribute.KeyValue {
		p := s.e.newPass()
		return first(p.attrs(s.e.scope, s.ReadWriteSpan.Attributes(), 0))
	})
}

func (s *running) Links() []sdktrace.Link {
	return guard(s.e.engine, nothing, func() []sdktrace.Link {
		p := s.e.newPass()
		return first(s.e.links(&p, s.ReadWriteSpan.Links()))
	})
}

func (s *running) Events() []sdktrace.Event {
	return guard(s.e.engine, nothing, func() []sdktrace.Event {
		p := s.e.newPass()
		return first(s.e.events(&p, s.ReadWriteSpan.Events()))
	})
}

func (s *running) Status() sdktrace.Status {
	st := s.ReadWriteSpan.Status()
	st.Description = guard(s.e.engine, func() string { return failMark }, func() string { return s.e.scope.Text(st.Description) })
	return st
}

func (s *running) InstrumentationScope() instrumentation.Scope {
	return guard(s.e.engine, nothing, func() instrumentation.Scope {
		return first(s.e.cachedLibrary(s.ReadWriteSpan.InstrumentationScope()))
	})
}

// InstrumentationLibrary implements sdktrace.ReadOnlySpan.
func (s *running) InstrumentationLibrary() instrumentation.Scope { return s.InstrumentationScope() }

func (s *running) Resource() *resource.Resource {
	return guard(s.e.engine, resource.Empty, func() *resource.Resource {
		return first(s.e.cachedResource(s.ReadWriteSpan.Resource()))
	})
}

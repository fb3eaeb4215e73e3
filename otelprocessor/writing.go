package otelprocessor

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// writing is the span that a program writes to.
type writing struct {
	noop.Span
	next trace.Span
	p    *tracerProvider
}

// text redacts text without a name.
func (e *engine) text(v string) string {
	if v == "" {
		return ""
	}
	return guard(e, func() string { return failMark }, func() string { return e.scope.Text(v) })
}

// given redacts attributes, of which none are left if that fails.
func (e *engine) given(attrs []attribute.KeyValue) ([]attribute.KeyValue, bool) {
	dirty := true
	attrs = guard(e, func() []attribute.KeyValue { return []attribute.KeyValue{failAttr.Bool(true)} }, func() (out []attribute.KeyValue) {
		p := e.newPass()
		out, dirty = p.attrs(e.scope, attrs, 0)
		return out
	})
	return attrs, dirty
}

// link redacts a link.
func (e *engine) link(l trace.Link) (trace.Link, bool) {
	other := true
	l.SpanContext = guard(e, func() trace.SpanContext { return stateless(l.SpanContext) }, func() (sc trace.SpanContext) {
		sc, other = e.spanContext(l.SpanContext)
		return sc
	})
	attrs, dirty := e.given(l.Attributes)
	l.Attributes = attrs
	return l, dirty || other
}

// End implements trace.Span. It records a panic, as the SDK does, which cannot see one
// from here.
func (s *writing) End(opts ...trace.SpanEndOption) {
	if s.IsRecording() {
		if p := recover(); p != nil {
			defer panic(p)
			cfg := trace.NewSpanEndConfig(opts...)
			s.exception(typeOf(p), s.p.e.panicked(p), cfg.StackTrace(), nil)
		}
	}
	s.next.End(opts...)
}

// AddEvent implements trace.Span.
func (s *writing) AddEvent(name string, opts ...trace.EventOption) {
	if s.IsRecording() {
		s.next.AddEvent(s.p.e.text(name), s.event(opts)...)
	}
}

// event returns options with attributes that may be told.
func (s *writing) event(opts []trace.EventOption) []trace.EventOption {
	if len(opts) == 0 {
		return opts
	}
	cfg := trace.NewEventConfig(opts...)
	attrs, dirty := s.p.e.given(cfg.Attributes())
	if !dirty {
		return opts
	}
	return append(experimental(opts), trace.WithAttributes(attrs...), trace.WithTimestamp(cfg.Timestamp()), trace.WithStackTrace(cfg.StackTrace()))
}

// AddLink implements trace.Span.
func (s *writing) AddLink(l trace.Link) {
	if s.IsRecording() {
		l, _ = s.p.e.link(l)
		s.next.AddLink(l)
	}
}

// IsRecording implements trace.Span.
func (s *writing) IsRecording() bool { return s.next.IsRecording() }

// RecordError implements trace.Span.
func (s *writing) RecordError(err error, opts ...trace.EventOption) {
	if err == nil || !s.IsRecording() {
		return
	}
	cfg := trace.NewEventConfig(opts...)
	s.exception(typeOf(err), s.p.e.failed(err), cfg.StackTrace(), opts)
}

// failed is the text of an error, in which names are read that its text alone does
// not tell.
func (e *engine) failed(err error) string {
	return guard(e, func() string { return failMark }, func() string { return safeError(e.r, err).Error() })
}

// panicked is the text of what a program panicked with.
func (e *engine) panicked(p any) string {
	if err, ok := p.(error); ok {
		return e.failed(err)
	}
	return fmt.Sprint(p)
}

// exception adds the event that the conventions have for errors and panics.
func (s *writing) exception(kind, text string, stack bool, opts []trace.EventOption) {
	attrs := []attribute.KeyValue{attribute.String("exception.type", kind), attribute.String("exception.message", text)}
	if stack {
		buf := make([]byte, 2048) // as the SDK
		attrs = append(attrs, attribute.String("exception.stacktrace", string(buf[:runtime.Stack(buf, false)])))
	}
	attrs, _ = s.p.e.given(attrs)
	s.next.AddEvent("exception", append(slices.Clip(s.event(opts)), trace.WithAttributes(attrs...))...)
}

// typeOf names a type as the SDK does.
func typeOf(v any) string {
	t := reflect.TypeOf(v)
	if t.PkgPath() == "" && t.Name() == "" {
		return t.String()
	}
	return t.PkgPath() + "." + t.Name()
}

// SpanContext implements trace.Span.
func (s *writing) SpanContext() trace.SpanContext { return s.next.SpanContext() }

// SetStatus implements trace.Span.
func (s *writing) SetStatus(code codes.Code, description string) {
	if s.IsRecording() {
		s.next.SetStatus(code, s.p.e.text(description))
	}
}

// SetName implements trace.Span.
func (s *writing) SetName(name string) {
	if s.IsRecording() {
		s.next.SetName(s.p.e.text(name))
	}
}

// SetAttributes implements trace.Span.
func (s *writing) SetAttributes(attrs ...attribute.KeyValue) {
	if s.IsRecording() {
		attrs, _ = s.p.e.given(attrs)
		s.next.SetAttributes(attrs...)
	}
}

// TracerProvider implements trace.Span.
func (s *writing) TracerProvider() trace.TracerProvider { return s.p }

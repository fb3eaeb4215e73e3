package otelprocessor

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// span is what is handed on in the place of a span in which something is hidden.
type span struct {
	// Empty, and never the span itself: what a newer SDK asks of a span, or a printer
	// of structs sees, has nothing in it.
	sdktrace.ReadOnlySpan

	name       string
	sc, parent trace.SpanContext
	kind       trace.SpanKind
	start, end time.Time
	attrs      []attribute.KeyValue
	links      []sdktrace.Link
	events     []sdktrace.Event
	status     sdktrace.Status
	library    instrumentation.Scope
	res        *resource.Resource
	dropped    struct{ attrs, links, events int }
	children   int
}

func (s *span) Name() string                                { return s.name }
func (s *span) SpanContext() trace.SpanContext              { return s.sc }
func (s *span) Parent() trace.SpanContext                   { return s.parent }
func (s *span) SpanKind() trace.SpanKind                    { return s.kind }
func (s *span) StartTime() time.Time                        { return s.start }
func (s *span) EndTime() time.Time                          { return s.end }
func (s *span) Attributes() []attribute.KeyValue            { return s.attrs }
func (s *span) Links() []sdktrace.Link                      { return s.links }
func (s *span) Events() []sdktrace.Event                    { return s.events }
func (s *span) Status() sdktrace.Status                     { return s.status }
func (s *span) InstrumentationScope() instrumentation.Scope { return s.library }
func (s *span) Resource() *resource.Resource                { return s.res }
func (s *span) DroppedAttributes() int                      { return s.dropped.attrs }
func (s *span) DroppedLinks() int                           { return s.dropped.links }
func (s *span) DroppedEvents() int                          { return s.dropped.events }
func (s *span) ChildSpanCount() int                         { return s.children }

// InstrumentationLibrary implements sdktrace.ReadOnlySpan.
func (s *span) InstrumentationLibrary() instrumentation.Scope { return s.library }

// emptySpan returns a span in which there is nothing.
func emptySpan() sdktrace.ReadOnlySpan {
	tp := sdktrace.NewTracerProvider(sdktrace.WithSampler(sdktrace.AlwaysSample()), sdktrace.WithResource(resource.Empty()))
	_, s := tp.Tracer("").Start(context.Background(), "")
	s.End()
	return s.(sdktrace.ReadOnlySpan)
}

// spans redacts spans.
type spans struct {
	*engine
	empty sdktrace.ReadOnlySpan
}

// redact returns the span to hand on. If it fails, what is left of the span is what
// cannot hold text.
func (e *spans) redact(s sdktrace.ReadOnlySpan) (out sdktrace.ReadOnlySpan, v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			out, v = e.stripped(s), changed
		}
	}()
	probe := e.scope.Probe()
	if e.clean(s) {
		out = s
	} else {
		out, v = e.rebuild(s)
	}
	if probe.On() {
		probe.Done(len(s.Name())+attrsSize(s.Attributes()), v != same)
	}
	return out, v
}

// rebuild redacts a span part by part.
func (e *spans) rebuild(s sdktrace.ReadOnlySpan) (sdktrace.ReadOnlySpan, verdict) {
	var out span
	p := e.newPass()
	p.from(s.SpanContext().TraceID())
	p.begin()
	dirty := false
	note := func(d bool) { dirty = dirty || d }

	name, status := s.Name(), s.Status()
	out.name = p.scope.Text(name)
	out.status = sdktrace.Status{Code: status.Code, Description: p.scope.Text(status.Description)}
	note(out.name != name || out.status.Description != status.Description)
	var d bool
	out.sc, d = e.spanContext(s.SpanContext())
	note(d)
	out.parent, d = e.spanContext(s.Parent())
	note(d)
	out.attrs, d = p.attrs(p.scope, s.Attributes(), 0)
	note(d)
	out.events, d = e.events(&p, s.Events())
	note(d)
	out.links, d = e.links(&p, s.Links())
	note(d)
	out.library, d = e.cachedLibrary(s.InstrumentationScope())
	note(d)
	out.res, d = e.cachedResource(s.Resource())
	note(d)
	stub, denied := p.rec.Denied()
	switch {
	case denied && stub == "":
		return nil, dropped
	case denied:
		return e.stub(s, stub), changed
	case !dirty:
		return s, same
	}
	made := out
	made.copy(e.empty, s)
	return &made, changed
}

// copy takes over what of s holds no text.
func (out *span) copy(empty, s sdktrace.ReadOnlySpan) {
	out.ReadOnlySpan = empty
	out.kind = s.SpanKind()
	out.start, out.end = s.StartTime(), s.EndTime()
	out.children = s.ChildSpanCount()
	out.dropped.attrs, out.dropped.links, out.dropped.events = s.DroppedAttributes(), s.DroppedLinks(), s.DroppedEvents()
}

// events redacts the events of a span.
func (e *spans) events(p *pass, events []sdktrace.Event) ([]sdktrace.Event, bool) {
	var out []sdktrace.Event
	for i := range events {
		ev := events[i]
		name := p.scope.Text(ev.Name)
		attrs, dirty := p.attrs(p.scope, ev.Attributes, 0)
		if name == ev.Name && !dirty {
			continue
		}
		if out == nil {
			out = append(out, events...)
		}
		out[i].Name, out[i].Attributes = name, attrs
	}
	if out == nil {
		return events, false
	}
	return out, true
}

// links redacts the links of a span.
func (e *spans) links(p *pass, links []sdktrace.Link) ([]sdktrace.Link, bool) {
	var out []sdktrace.Link
	for i := range links {
		l := links[i]
		sc, state := e.spanContext(l.SpanContext)
		attrs, dirty := p.attrs(p.scope, l.Attributes, 0)
		if !state && !dirty {
			continue
		}
		if out == nil {
			out = append(out, links...)
		}
		out[i].SpanContext, out[i].Attributes = sc, attrs
	}
	if out == nil {
		return links, false
	}
	return out, true
}

// stub returns what is left of a span that is denied.
func (e *spans) stub(s sdktrace.ReadOnlySpan, name string) sdktrace.ReadOnlySpan {
	out := e.stripped(s)
	out.name, out.attrs, out.status.Description = name, nil, ""
	return out
}

// stripped returns what of a span cannot hold a secret, marked. A part that cannot
// be read is left out.
func (e *spans) stripped(s sdktrace.ReadOnlySpan) *span {
	out := &span{ReadOnlySpan: e.empty}
	try := func(f func()) {
		defer func() { _ = recover() }()
		f()
	}
	try(func() { out.copy(e.empty, s) })
	out.name = failMark
	out.attrs = []attribute.KeyValue{failAttr.Bool(true)}
	out.res = resource.Empty()
	try(func() { out.sc = stateless(s.SpanContext()) })
	try(func() { out.parent = stateless(s.Parent()) })
	try(func() {
		if out.status.Code = s.Status().Code; out.status.Code == codes.Error {
			out.status.Description = failMark
		}
	})
	try(func() {
		for _, l := range s.Links() {
			out.links = append(out.links, sdktrace.Link{SpanContext: stateless(l.SpanContext), DroppedAttributeCount: l.DroppedAttributeCount + len(l.Attributes)})
		}
	})
	try(func() { out.dropped.attrs += len(s.Attributes()) })
	try(func() { out.dropped.events += len(s.Events()) })
	try(func() { out.res, _ = e.cachedResource(s.Resource()) })
	try(func() { out.library, _ = e.cachedLibrary(s.InstrumentationScope()) })
	return out
}

func stateless(sc trace.SpanContext) trace.SpanContext { return sc.WithTraceState(trace.TraceState{}) }

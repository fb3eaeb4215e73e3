package collector

import (
	"context"

	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// traces redacts a batch of spans.
func (e *engine) traces(ctx context.Context, td ptrace.Traces) (ptrace.Traces, error) {
	emptied := false
	ok := e.whole(ctx, func() {
		for i := range td.ResourceSpans().Len() {
			rs := td.ResourceSpans().At(i)
			e.resource(rs.Resource())
			e.text(rs.SchemaUrl(), rs.SetSchemaUrl)
			for j := range rs.ScopeSpans().Len() {
				ss := rs.ScopeSpans().At(j)
				e.library(ss.Scope())
				e.text(ss.SchemaUrl(), ss.SetSchemaUrl)
				emptied = e.spans(ss.Spans()) || emptied
			}
		}
	})
	if !ok {
		return ptrace.NewTraces(), processorhelper.ErrSkipProcessingData
	}
	if emptied {
		td.ResourceSpans().RemoveIf(func(r ptrace.ResourceSpans) bool {
			r.ScopeSpans().RemoveIf(func(s ptrace.ScopeSpans) bool { return s.Spans().Len() == 0 })
			return r.ScopeSpans().Len() == 0
		})
		if td.ResourceSpans().Len() == 0 {
			return td, processorhelper.ErrSkipProcessingData
		}
	}
	return td, nil
}

// spans redacts a slice and reports that nothing is left of it.
func (e *engine) spans(list ptrace.SpanSlice) (emptied bool) {
	out := removal{}
	for i := range list.Len() {
		s := list.At(i)
		if e.cleanSpan(s) {
			continue
		}
		if e.reportOnly {
			own := ptrace.NewSpan()
			s.CopyTo(own)
			e.span(own)
			continue
		}
		if e.span(s) == dropped {
			out.add(i)
		}
	}
	if len(out.at) == 0 {
		return false
	}
	list.RemoveIf(func(ptrace.Span) bool { return out.next() })
	return list.Len() == 0
}

// cleanSpan reports a span in which nothing is to be hidden. False tells nothing.
func (e *engine) cleanSpan(s ptrace.Span) (clean bool) {
	defer dirty(&clean)
	if !e.batches {
		return false
	}
	a := e.ask()
	ok := a.span(s)
	return a.b.Clean() && ok
}

func (a *asking) span(s ptrace.Span) bool {
	if !a.text(s.Name()) || !a.text(s.Status().Message()) || !a.state(s.TraceState().AsRaw()) || !a.attrs(s.Attributes(), 0, true) {
		return false
	}
	events := s.Events()
	for i := range events.Len() {
		if !a.text(events.At(i).Name()) || !a.attrs(events.At(i).Attributes(), 0, true) {
			return false
		}
	}
	links := s.Links()
	for i := range links.Len() {
		if !a.state(links.At(i).TraceState().AsRaw()) || !a.attrs(links.At(i).Attributes(), 0, true) {
			return false
		}
	}
	return true
}

// span redacts a span in place.
func (e *engine) span(s ptrace.Span) verdict {
	return e.guard(func() verdict {
		p := e.newRecord()
		p.text("name", s.Name(), s.SetName)
		p.text("status.message", s.Status().Message(), s.Status().SetMessage)
		p.state(s.TraceState())
		p.attrs(p.scope, s.Attributes(), 0, true)
		for i := range s.Events().Len() {
			ev := s.Events().At(i)
			p.text("event.name", ev.Name(), ev.SetName)
			p.attrs(p.scope, ev.Attributes(), 0, true)
		}
		for i := range s.Links().Len() {
			l := s.Links().At(i)
			p.state(l.TraceState())
			p.attrs(p.scope, l.Attributes(), 0, true)
		}
		p.summarize(s.Attributes())
		return p.deny(func(message string) {
			blankSpan(s)
			s.SetName(message)
			s.Status().SetMessage("")
			s.Attributes().Clear()
		})
	}, func() { blankSpan(s) })
}

// blankSpan leaves of a span what holds no text.
func blankSpan(s ptrace.Span) {
	s.SetName(failMark)
	s.TraceState().FromRaw("")
	if s.Status().Message() != "" {
		s.Status().SetMessage(failMark)
	}
	s.SetDroppedAttributesCount(s.DroppedAttributesCount() + uint32(s.Attributes().Len()))
	blank(s.Attributes())
	s.SetDroppedEventsCount(s.DroppedEventsCount() + uint32(s.Events().Len()))
	s.Events().RemoveIf(func(ptrace.SpanEvent) bool { return true })
	for i := range s.Links().Len() {
		l := s.Links().At(i)
		l.TraceState().FromRaw("")
		l.SetDroppedAttributesCount(l.DroppedAttributesCount() + uint32(l.Attributes().Len()))
		l.Attributes().Clear()
	}
}

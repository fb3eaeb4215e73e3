package otelprocessor

import (
	"strings"

	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/redact"
)

// spanContext redacts the trace state of a span context and nothing else of it.
func (e *engine) spanContext(sc trace.SpanContext) (trace.SpanContext, bool) {
	ts := sc.TraceState()
	if ts.Len() == 0 {
		return sc, false
	}
	ts, dirty := e.traceState(ts)
	if !dirty {
		return sc, false
	}
	return sc.WithTraceState(ts), true
}

// traceState redacts the values of a trace state, each under its key. A member whose
// key holds a secret, or that the policy drops, is left out, and so is all of it if
// what remains is no trace state.
func (e *engine) traceState(ts trace.TraceState) (out trace.TraceState, dirty bool) {
	var b strings.Builder
	ts.Walk(func(key, value string) bool {
		f := e.scope.Field(key)
		if f.Action() == redact.DropField || f.Name() != key {
			dirty = true
			return true
		}
		text := f.String(value)
		dirty = dirty || text != value
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(key + "=" + text)
		return true
	})
	if !dirty {
		return ts, false
	}
	out, err := trace.ParseTraceState(b.String())
	if err != nil {
		return trace.TraceState{}, true
	}
	return out, true
}

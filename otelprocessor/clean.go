package otelprocessor

import (
	"strings"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/redact"
)

// clean reports a span in which nothing is to be hidden, which is what most spans
// are. False tells nothing.
func (e *spans) clean(s sdktrace.ReadOnlySpan) bool {
	gen := e.r.Generation()
	if _, dirty := e.resourceAt(gen, s.Resource()); dirty {
		return false
	}
	if lib := s.InstrumentationScope(); !e.knows(gen, &lib) && second(e.libraryAt(gen, lib)) {
		return false
	}
	b := e.scope.Batch()
	ok := e.fits(b, s)
	return b.Clean() && ok
}

// fits adds a span to a batch. It reports that all could be added and that the batch
// may still be clean.
func (e *spans) fits(b *redact.Batch, s sdktrace.ReadOnlySpan) bool {
	nodes := 0
	if !b.Text(s.Name()) || !e.plainPart(b, s.Attributes(), &nodes) || !plainText(b, s.Status().Description) {
		return false
	}
	if !plainState(b, s.SpanContext()) || !plainState(b, s.Parent()) {
		return false
	}
	events := s.Events()
	for i := range events {
		if !b.Text(events[i].Name) || !e.plainPart(b, events[i].Attributes, &nodes) {
			return false
		}
	}
	links := s.Links()
	for i := range links {
		if !plainState(b, links[i].SpanContext) || !e.plainPart(b, links[i].Attributes, &nodes) {
			return false
		}
	}
	return true
}

func plainText(b *redact.Batch, v string) bool { return v == "" || b.Text(v) }

// plainState adds a trace state to a batch.
func plainState(b *redact.Batch, sc trace.SpanContext) bool {
	ts := sc.TraceState()
	if ts.Len() == 0 {
		return true
	}
	ok := true
	ts.Walk(func(key, value string) bool {
		ok = b.Field(key) && b.Text(value)
		return ok
	})
	return ok
}

// plainPart adds the attributes of a span, an event or a link to a batch.
func (e *engine) plainPart(b *redact.Batch, attrs []attribute.KeyValue, nodes *int) bool {
	return plainAttrs(b, attrs, 0, nodes) && plainPair(b, attrs) && (e.statements == nil || e.plainStatements(attrs))
}

// plainAttrs adds attributes to a batch.
func plainAttrs(b *redact.Batch, attrs []attribute.KeyValue, depth int, nodes *int) bool {
	for i := range attrs {
		if !plainAttr(b, &attrs[i], depth, nodes) {
			return false
		}
	}
	return true
}

// plainAttr adds an attribute to a batch.
func plainAttr(b *redact.Batch, a *attribute.KeyValue, depth int, nodes *int) bool {
	if !b.Field(string(a.Key)) || !plainValue(b, &a.Value, depth, nodes) {
		return false
	}
	if !isCommand(a.Key) {
		return true
	}
	words, ok := wordsOf(a.Value)
	return !ok || b.Text(strings.Join(words, " "))
}

// plainValue adds a value to a batch.
func plainValue(b *redact.Batch, v *attribute.Value, depth int, nodes *int) bool {
	if *nodes++; *nodes > maxNodes {
		return false
	}
	// Most are one of these, which need no room for copies.
	switch v.Type() {
	case attribute.STRING:
		return b.Text(v.AsString())
	case attribute.INT64:
		return b.Int64(v.AsInt64())
	case attribute.EMPTY, attribute.BOOL, attribute.BOOLSLICE:
		return true
	}
	return plainList(b, v, depth, nodes)
}

// plainList adds a value that is no text and no integer to a batch.
func plainList(b *redact.Batch, v *attribute.Value, depth int, nodes *int) bool {
	switch v.Type() {
	case attribute.FLOAT64:
		return b.Float64(v.AsFloat64())
	case attribute.STRINGSLICE:
		for _, s := range v.AsStringSlice() {
			if !b.Text(s) {
				return false
			}
		}
		return true
	case attribute.INT64SLICE:
		for _, n := range v.AsInt64Slice() {
			if !b.Int64(n) {
				return false
			}
		}
		return true
	case attribute.FLOAT64SLICE:
		for _, n := range v.AsFloat64Slice() {
			if !b.Float64(n) {
				return false
			}
		}
		return true
	case attribute.BYTESLICE:
		return b.Text(string(v.AsByteSlice()))
	case attribute.SLICE:
		if depth >= maxDepth {
			return false
		}
		elems := v.AsSlice()
		for i := range elems {
			if !plainValue(b, &elems[i], depth+1, nodes) {
				return false
			}
		}
		return true
	case attribute.MAP:
		if depth >= maxDepth {
			return false
		}
		members := v.AsMap()
		return plainAttrs(b, members, depth+1, nodes) && plainPair(b, members)
	}
	return false
}

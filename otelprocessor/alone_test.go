package otelprocessor_test

import (
	"context"
	"fmt"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
)

// alone returns spans that hold text on one surface each, and in one kind of value.
func alone(text string) map[string]tracetest.SpanStub {
	out := map[string]tracetest.SpanStub{
		"name":         {Name: text},
		"status":       {Status: sdktrace.Status{Description: text}},
		"state":        {SpanContext: spanContext(1, tracestate(text))},
		"parent state": {Parent: spanContext(1, tracestate(text))},
		"event":        {Events: []sdktrace.Event{{Name: text}}},
		"link state":   {Links: []sdktrace.Link{{SpanContext: spanContext(1, tracestate(text))}}},
		"scope":        {InstrumentationScope: instrumentation.Scope{Name: text}},
		"version":      {InstrumentationScope: instrumentation.Scope{Name: "s", Version: text}},
		"schema":       {InstrumentationScope: instrumentation.Scope{Name: "s", SchemaURL: text}},
		"resource":     {Resource: resource.NewWithAttributes(text)},
	}
	for _, a := range kinds(text) {
		attrs := []attribute.KeyValue{a}
		out[fmt.Sprint("attribute ", a.Value.Type(), a.Key)] = tracetest.SpanStub{Attributes: attrs}
		out[fmt.Sprint("event ", a.Value.Type(), a.Key)] = tracetest.SpanStub{Events: []sdktrace.Event{{Attributes: attrs}}}
		out[fmt.Sprint("link ", a.Value.Type(), a.Key)] = tracetest.SpanStub{Links: []sdktrace.Link{{Attributes: attrs}}}
		out[fmt.Sprint("scope ", a.Value.Type(), a.Key)] = tracetest.SpanStub{InstrumentationScope: instrumentation.Scope{Name: "s", Attributes: attribute.NewSet(a)}}
		out[fmt.Sprint("resource ", a.Value.Type(), a.Key)] = tracetest.SpanStub{Resource: resource.NewSchemaless(a)}
	}
	return out
}

// A secret on one surface alone: that all the rest is clean does not hide it.
func TestSpanSurfacesAlone(t *testing.T) {
	p := plants()
	sink := tracetest.NewInMemoryExporter()
	e := otelprocessor.NewSpanExporter(sink, p.r)
	for _, c := range p.some() {
		for name, s := range alone(c.Value) {
			if len(p.oracle.Leaks([]byte(dump(s)))) == 0 {
				if s.SpanContext.IsValid() || s.Parent.IsValid() || len(s.Links) > 0 {
					continue // no trace state can hold it
				}
				t.Errorf("%s: nothing was planted", name)
			}
			sink.Reset()
			if err := e.ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{s.Snapshot()}); err != nil {
				t.Fatal(err)
			}
			for _, l := range p.oracle.Leaks([]byte(dump(sink.GetSpans()))) {
				t.Errorf("%s: %v", name, l)
			}
		}
	}
}

func TestLogSurfacesAlone(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		recs := map[string]func(*log.Record){
			"event name": func(r *log.Record) { r.SetEventName(c.Value) },
			"severity":   func(r *log.Record) { r.SetSeverityText(c.Value) },
		}
		for i, b := range bodies(c.Value) {
			recs[fmt.Sprint("body ", i)] = func(r *log.Record) { r.SetBody(b) }
		}
		for _, a := range kinds(c.Value) {
			recs[fmt.Sprint("attribute ", a.Value.Type(), a.Key)] = func(r *log.Record) { r.AddAttributes(a) }
		}
		for name, set := range recs {
			sink, out := &logSink{}, ""
			lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, p.r))), sdklog.WithResource(resource.Empty()))
			var rec log.Record
			set(&rec)
			lp.Logger("x").Emit(trace.ContextWithSpanContext(context.Background(), spanContext(1, trace.TraceState{})), rec)
			for _, r := range sink.records {
				out += dumpRecord(r, true)
			}
			for _, l := range p.oracle.Leaks([]byte(out)) {
				t.Errorf("%s: %v", name, l)
			}
			if len(sink.records) != 1 {
				t.Errorf("%s: %d records", name, len(sink.records))
			}
		}
	}
}

package otelprocessor_test

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

type watcher struct {
	events   []redact.Event
	measured []redact.Measurement
}

func (w *watcher) Observe(e redact.Event)       { w.events = append(w.events, e) }
func (w *watcher) Measure(m redact.Measurement) { w.measured = append(w.measured, m) }

// Events of spans and records tell the trace, whatever part of them it was in.
func TestOriginAndMeasurements(t *testing.T) {
	var w watcher
	r := newRedactor(t, redact.WithObserver(&w), redact.WithMeter(&w, 1))
	tp := sdktrace.NewTracerProvider(sdktrace.WithSyncer(otelprocessor.NewSpanExporter(tracetest.NewInMemoryExporter(), r)))
	logs := sdklog.NewLoggerProvider(sdklog.WithProcessor(otelprocessor.NewLogProcessor(r)), sdklog.WithProcessor(sdklog.NewSimpleProcessor(discardLogs{})))
	secret := attribute.String("password", password)
	list := attribute.Slice("list", attribute.MapValue(secret))
	for _, c := range []struct {
		name   string
		attrs  []attribute.KeyValue
		events int
	}{
		{"clean", []attribute.KeyValue{attribute.String("key", "value")}, 0},
		{"attribute", []attribute.KeyValue{secret}, 1},
		{"nested", []attribute.KeyValue{list}, 1},
	} {
		w = watcher{}
		ctx, span := tp.Tracer("").Start(context.Background(), "name")
		span.SetAttributes(c.attrs...)
		id := span.SpanContext().TraceID()
		var rec log.Record
		rec.SetBody(attribute.MapValue(c.attrs...))
		rec.AddAttributes(c.attrs...)
		logs.Logger("").Emit(ctx, rec)
		span.End()
		if len(w.events) != 3*c.events {
			t.Errorf("%s: %d events", c.name, len(w.events))
		}
		for _, e := range w.events {
			if e.Origin.TraceID != [16]byte(id) {
				t.Errorf("%s: the trace is %x, want %s", c.name, e.Origin.TraceID, id)
			}
		}
		if len(w.measured) != 2 {
			t.Fatalf("%s: %+v", c.name, w.measured)
		}
		for _, m := range w.measured {
			if m.Changed != (c.events > 0) || m.Bytes == 0 || m.Sink != "otel" {
				t.Errorf("%s: %+v", c.name, m)
			}
		}
	}
}

type discardLogs struct{}

func (discardLogs) Export(context.Context, []sdklog.Record) error { return nil }
func (discardLogs) ForceFlush(context.Context) error              { return nil }
func (discardLogs) Shutdown(context.Context) error                { return nil }

package otelprocessor_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
)

// written writes text everywhere into spans of tp, and a panic.
func written(tp trace.TracerProvider, text string) {
	tracer := tp.Tracer("clean/scope "+text, trace.WithInstrumentationVersion(text), trace.WithSchemaURL("https://example.org/"+text), trace.WithInstrumentationAttributes(kinds(text)...))
	link := trace.Link{SpanContext: spanContext(7, tracestate(text)), Attributes: kinds(text)}
	ctx, s := tracer.Start(context.Background(), "start "+text, trace.WithAttributes(kinds(text)...), trace.WithAttributes(attribute.String("clean.attr", "stays")), trace.WithLinks(link, trace.Link{SpanContext: spanContext(8, trace.TraceState{})}),
		trace.WithSpanKind(trace.SpanKindClient), trace.WithTimestamp(time.Unix(7, 0)))
	s.SetName("name " + text)
	s.SetAttributes(attribute.String("later", text))
	s.AddEvent("event "+text, trace.WithAttributes(kinds(text)...), trace.WithTimestamp(time.Unix(8, 0)))
	s.AddLink(link)
	s.RecordError(errors.New("failed "+text), trace.WithStackTrace(true), trace.WithAttributes(attribute.String("more", text)))
	s.RecordError(nil)
	s.SetStatus(codes.Error, "status "+text)
	func() {
		defer func() { _ = recover() }()
		_, child := trace.SpanFromContext(ctx).TracerProvider().Tracer("x").Start(ctx, "child")
		defer child.End(trace.WithStackTrace(true))
		panic("panicked " + text)
	}()
	s.End()
}

func TestWrittenSurfaces(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		t.Run(c.Name, func(t *testing.T) {
			rec, raw := tracetest.NewSpanRecorder(), tracetest.NewSpanRecorder()
			res := sdktrace.WithResource(resource.Empty())
			written(otelprocessor.NewTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(rec), res), p.r), c.Value)
			written(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(raw), res), c.Value)
			got, want := tracetest.SpanStubsFromReadOnlySpans(rec.Ended()), tracetest.SpanStubsFromReadOnlySpans(raw.Ended())
			mustHide(t, dump(got), "clean/scope ", "name ", "stays", "later", "event ", "failed ", "status ", "panicked ", "exception.stacktrace", "*errors.errorString")
			if len(p.oracle.Leaks([]byte(dump(want)))) == 0 || len(got) != 2 || len(want) != 2 {
				t.Fatal("nothing was planted")
			}
			for i := range got {
				g, w := got[i], want[i]
				if len(g.Events) != len(w.Events) || len(g.Attributes) != len(w.Attributes) || len(g.Links) != len(w.Links) || g.SpanKind != w.SpanKind || g.Status.Code != w.Status.Code || g.ChildSpanCount != w.ChildSpanCount {
					t.Errorf("got %s\nwant %s", dump(g), dump(w))
				}
			}
			if got[1].StartTime != time.Unix(7, 0) || got[1].Events[0].Time != time.Unix(8, 0) || got[0].Parent.SpanID() != got[1].SpanContext.SpanID() {
				t.Error("a time or the parent is another")
			}
		})
	}
}

func TestCleanWriting(t *testing.T) {
	rec, raw := tracetest.NewSpanRecorder(), tracetest.NewSpanRecorder()
	written(otelprocessor.NewTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(rec)), preset()), "nothing")
	written(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(raw)), "nothing")
	for i, s := range rec.Ended() {
		w := raw.Ended()[i]
		if dump(s.Attributes()) != dump(w.Attributes()) || s.Name() != w.Name() || dump(s.InstrumentationScope()) != dump(w.InstrumentationScope()) || dump(s.Status()) != dump(w.Status()) || dump(s.Links()) != dump(w.Links()) {
			t.Errorf("got %s", dump(tracetest.SpanStubFromReadOnlySpan(s)))
		}
		for j, e := range s.Events() {
			if n := w.Events()[j]; e.Name != n.Name || len(e.Attributes) != len(n.Attributes) {
				t.Errorf("got %v, want %v", e, n)
			}
		}
	}
}

// What a flag's error says of its value is read in errors only.
func TestRecordedErrorIsReadAsError(t *testing.T) {
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Int("password", 0, "")
	err := fmt.Errorf("config: %w", fs.Parse([]string{"-password", password}))
	rec := tracetest.NewSpanRecorder()
	tracer := otelprocessor.NewTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(rec)), preset()).Tracer("x")
	func() {
		defer func() { _ = recover() }()
		_, s := tracer.Start(context.Background(), "a")
		defer s.End()
		s.RecordError(err)
		panic(err)
	}()
	got := dump(rec.Ended()[0].Events())
	if strings.Contains(got, password) || strings.Count(got, `config: invalid value \"[REDACTED:password]\" for flag -password`) != 2 {
		t.Error(got)
	}
}

// Half a token that the SDK's limit leaves is no token any more.
func TestBeforeLimits(t *testing.T) {
	t.Setenv("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "30")
	rec := tracetest.NewSpanRecorder()
	sdk := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(rec))
	for _, tp := range []trace.TracerProvider{sdk, otelprocessor.NewTracerProvider(sdk, preset())} {
		_, s := tp.Tracer("x").Start(context.Background(), "a")
		s.SetAttributes(attribute.String("a", token))
		s.End()
	}
	if got := rec.Ended(); !strings.Contains(dump(got[0].Attributes()), token[:20]) || strings.Contains(dump(got[1].Attributes()), token[:8]) {
		t.Error("a token that was cut is shown")
	}
}

func TestUnsampledSpan(t *testing.T) {
	tp := otelprocessor.NewTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSampler(sdktrace.NeverSample())), preset())
	_, s := tp.Tracer("x").Start(context.Background(), "a")
	s.SetAttributes(attribute.String("a", token))
	s.End()
	if s.IsRecording() || !s.SpanContext().IsValid() {
		t.Error("the span is another")
	}
}

// What an API that is newer than this package adds does nothing until it is looked at
// here.
func TestEveryAPIMethodIsCovered(t *testing.T) {
	for typ, n := range map[reflect.Type]int{
		reflect.TypeFor[trace.TracerProvider]():          2,
		reflect.TypeFor[trace.Tracer]():                  2,
		reflect.TypeFor[trace.Span]():                    11,
		reflect.TypeFor[metric.MeterProvider]():          2,
		reflect.TypeFor[metric.Meter]():                  16,
		reflect.TypeFor[metric.Observer]():               3,
		reflect.TypeFor[metric.Int64Counter]():           3,
		reflect.TypeFor[metric.Int64Histogram]():         3,
		reflect.TypeFor[metric.Int64Observer]():          2,
		reflect.TypeFor[exemplar.Reservoir]():            2,
		reflect.TypeFor[propagation.TextMapPropagator](): 3,
		reflect.TypeFor[otel.ErrorHandler]():             1,
	} {
		if typ.NumMethod() != n {
			t.Errorf("%v has %d methods, not %d", typ, typ.NumMethod(), n)
		}
	}
}

package otelprocessor_test

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
)

// ended returns what the SDK hands to an exporter for a server span with ten scalar
// attributes.
func ended(more ...attribute.KeyValue) []sdktrace.ReadOnlySpan {
	rec := tracetest.NewSpanRecorder()
	tp := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(rec), sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", "shop"))))
	_, s := tp.Tracer("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp", trace.WithInstrumentationVersion("0.72.0")).Start(context.Background(), "GET /orders/{id}",
		trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
			attribute.String("http.request.method", "GET"),
			attribute.String("url.scheme", "https"),
			attribute.String("url.path", "/orders/1234"),
			attribute.String("server.address", "shop.example.org"),
			attribute.Int("server.port", 443),
			attribute.String("network.protocol.version", "1.1"),
			attribute.String("user_agent.original", "Go-http-client/1.1"),
			attribute.Int("http.response.status_code", 200),
			attribute.Int64("http.response.body.size", 5123),
			attribute.Bool("cache.hit", true),
		), trace.WithAttributes(more...))
	s.End()
	return rec.Ended()
}

// nowhere is an exporter that keeps nothing.
type nowhere struct{ spans int }

func (n *nowhere) ExportSpans(_ context.Context, s []sdktrace.ReadOnlySpan) error {
	n.spans += len(s)
	return nil
}
func (n *nowhere) Shutdown(context.Context) error { return nil }

func TestCleanSpanAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	sink, ctx := &nowhere{}, context.Background()
	e := otelprocessor.NewSpanExporter(sink, preset())
	// The second has text that has to be looked at closely.
	for _, spans := range [][]sdktrace.ReadOnlySpan{ended(), ended(attribute.String("program", "curl -u")), ended(attribute.Float64("bytes", 123456789012))} {
		if n := testing.AllocsPerRun(100, func() { _ = e.ExportSpans(ctx, spans) }); n != 0 {
			t.Errorf("%v allocations", n)
		}
	}
	if sink.spans == 0 {
		t.Error("nothing was exported")
	}
}

// Path rules that say nothing of a span cost it nothing.
func BenchmarkSpanExporterWithPaths(b *testing.B) {
	r := newRedactor(b, otelprocessor.SemConv()...)
	spans, sink, ctx := ended(), &nowhere{}, context.Background()
	e := otelprocessor.NewSpanExporter(sink, r)
	b.ReportAllocs()
	for b.Loop() {
		_ = e.ExportSpans(ctx, spans)
	}
	if sink.spans != b.N {
		b.Fatalf("%d spans", sink.spans)
	}
}

func BenchmarkSpanExporter(b *testing.B) {
	for name, spans := range map[string][]sdktrace.ReadOnlySpan{
		"input=clean":   ended(),
		"input=close":   ended(attribute.String("program", "curl -u")),
		"input=strings": ended(attribute.StringSlice("http.request.header.accept", []string{"text/html", "application/json"})),
		"input=dirty":   ended(attribute.String("url.query", "access_token="+password)),
	} {
		b.Run(name, func(b *testing.B) {
			sink, ctx := &nowhere{}, context.Background()
			e := otelprocessor.NewSpanExporter(sink, preset())
			b.ReportAllocs()
			for b.Loop() {
				_ = e.ExportSpans(ctx, spans)
			}
			if sink.spans != b.N {
				b.Fatalf("%d spans", sink.spans)
			}
		})
	}
}

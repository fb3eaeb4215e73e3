package matrix

import (
	"context"
	"errors"
	"io"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redacttest"
)

// otelTraces are providers of tracers that write to one exporter.
type otelTraces struct {
	exporter sdktrace.SpanExporter
	tracer   trace.Tracer
}

func (o *otelTraces) provider(res *resource.Resource) *sdktrace.TracerProvider {
	return sdktrace.NewTracerProvider(sdktrace.WithSyncer(o.exporter), sdktrace.WithIDGenerator(ids{}), sdktrace.WithResource(res))
}

// span writes a span.
func (o *otelTraces) span(do func(s trace.Span), opts ...trace.SpanStartOption) {
	_, s := o.tracer.Start(context.Background(), "GET /orders", opts...)
	do(s)
	s.End()
}

// ids makes the same ids for all spans.
type ids struct{}

func (ids) NewIDs(context.Context) (trace.TraceID, trace.SpanID) {
	return trace.TraceID{7}, trace.SpanID{8}
}
func (ids) NewSpanID(context.Context, trace.TraceID) trace.SpanID { return trace.SpanID{9} }

// spanPrinter writes all of a span that is text.
type spanPrinter struct{ w io.Writer }

func (p spanPrinter) Shutdown(context.Context) error { return nil }
func (p spanPrinter) ExportSpans(_ context.Context, spans []sdktrace.ReadOnlySpan) error {
	var errs []error
	for _, s := range spans {
		scope := s.InstrumentationScope()
		errs = append(errs, tell(p.w, "span", s.Name(), pairs(s.Attributes()), s.SpanContext().TraceID(), s.SpanContext().TraceState().String(),
			s.Parent().TraceState().String(), s.Status().Code, s.Status().Description, pairs(s.Resource().Attributes()), s.Resource().SchemaURL(),
			scope.Name, scope.Version, scope.SchemaURL, pairs(scope.Attributes.ToSlice())))
		for _, e := range s.Events() {
			errs = append(errs, tell(p.w, "event", e.Name, pairs(e.Attributes)))
		}
		for _, l := range s.Links() {
			errs = append(errs, tell(p.w, "link", l.SpanContext.TraceState().String(), pairs(l.Attributes)))
		}
	}
	return errors.Join(errs...)
}

func otelSpans() redacttest.Adapter[*otelTraces] {
	type L = *otelTraces
	open := func(e sdktrace.SpanExporter) L {
		o := &otelTraces{exporter: e}
		o.tracer = o.provider(resource.Empty()).Tracer("app")
		return o
	}
	link := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}})
	return redacttest.Adapter[L]{
		Open: func(s redacttest.Sinks) L {
			otelErrors(s, true)
			return open(otelprocessor.NewSpanExporter(spanPrinter{s.Records}, s.Redactor))
		},
		Plain: func(s redacttest.Sinks) L {
			otelErrors(s, false)
			return open(spanPrinter{s.Records})
		},
		Entries: []redacttest.Entry[L]{
			otelEntry("attribute", func(o L, k string, v any) { o.span(func(s trace.Span) { s.SetAttributes(otelPair(k, v)) }) }),
			redacttest.EntryOf("attribute of Start", func(o L, k string, v string) {
				o.span(func(trace.Span) {}, trace.WithAttributes(attribute.Int("n", 1), attribute.String(k, v)))
			}),
			redacttest.EntryOf("nested attribute", func(o L, k string, v string) {
				o.span(func(s trace.Span) {
					s.SetAttributes(attribute.KeyValue{Key: "m", Value: attribute.MapValue(attribute.KeyValue{Key: "l", Value: attribute.SliceValue(attribute.MapValue(attribute.String(k, v)))})})
				})
			}),
			otelEntry("event attribute", func(o L, k string, v any) {
				o.span(func(s trace.Span) { s.AddEvent("e", trace.WithAttributes(otelPair(k, v))) })
			}),
			otelEntry("link attribute", func(o L, k string, v any) {
				o.span(func(s trace.Span) {
					s.AddLink(trace.Link{SpanContext: link, Attributes: []attribute.KeyValue{otelPair(k, v)}})
				})
			}),
			redacttest.EntryOf("scope attribute", func(o L, k string, v string) {
				_, s := o.provider(resource.Empty()).Tracer("app", trace.WithInstrumentationAttributes(attribute.String(k, v))).Start(context.Background(), "s")
				s.End()
			}),
			redacttest.EntryOf("resource attribute", func(o L, k string, v string) {
				_, s := o.provider(resource.NewSchemaless(attribute.String(k, v))).Tracer("app").Start(context.Background(), "s")
				s.End()
			}),
			redacttest.TextOf("span name", func(o L, v string) {
				_, s := o.tracer.Start(context.Background(), v)
				s.End()
			}),
			redacttest.TextOf("SetName", func(o L, v string) { o.span(func(s trace.Span) { s.SetName(v) }) }),
			redacttest.TextOf("event name", func(o L, v string) { o.span(func(s trace.Span) { s.AddEvent(v) }) }),
			redacttest.TextOf("status", func(o L, v string) { o.span(func(s trace.Span) { s.SetStatus(codes.Error, v) }) }),
			redacttest.TextOf("RecordError", func(o L, v error) { o.span(func(s trace.Span) { s.RecordError(v) }) }),
			redacttest.TextOf("scope name", func(o L, v string) {
				_, s := o.provider(resource.Empty()).Tracer(v).Start(context.Background(), "s")
				s.End()
			}),
			redacttest.TextOf("scope version", func(o L, v string) {
				_, s := o.provider(resource.Empty()).Tracer("app", trace.WithInstrumentationVersion(v)).Start(context.Background(), "s")
				s.End()
			}),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "attributes",
			Args: func(k, v string) any {
				return []attribute.KeyValue{attribute.String(k, v), attribute.StringSlice("l", []string{v})}
			},
			Log: func(o L, args any) {
				o.span(func(s trace.Span) {
					s.SetAttributes(args.([]attribute.KeyValue)...)
					s.AddEvent("e", trace.WithAttributes(args.([]attribute.KeyValue)...))
				}, trace.WithAttributes(args.([]attribute.KeyValue)...))
			},
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "parent and child", Run: func(o L) {
				ctx, parent := o.tracer.Start(context.Background(), "parent", trace.WithSpanKind(trace.SpanKindServer))
				_, child := o.tracer.Start(ctx, "child", trace.WithLinks(trace.LinkFromContext(ctx)))
				child.End()
				parent.SetStatus(codes.Ok, "")
				parent.End()
			}},
		},
		Lacks: otelLacks,
	}
}

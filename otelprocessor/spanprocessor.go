package otelprocessor

import (
	"context"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/tacit-go/tacit/redact"
)

// NewSpanProcessor returns a processor that redacts what next, which must not be
// nil, sees of a span: at its end, and while it is running, for processors such as
// zpages that keep the span of OnStart and read it later. What next writes to that
// span is written as it is. It works on the goroutine that ends the span; in front of
// an exporter use [NewSpanExporter].
//
// All processors of a provider get the same span: wrap each that needs it. A span that is
// denied when it ends is handled as by NewSpanExporter; while it runs nothing is denied.
// So are failures. Shutdown and ForceFlush are those of
// next.
func NewSpanProcessor(next sdktrace.SpanProcessor, r *redact.Redactor, opts ...Option) sdktrace.SpanProcessor {
	if next == nil {
		panic("otelprocessor: NewSpanProcessor: nil processor")
	}
	return &spanProcessor{next: next, spans: spans{newEngine(r, opts), emptySpan()}}
}

// spanProcessor writes out all methods of sdktrace.SpanProcessor.
type spanProcessor struct {
	next  sdktrace.SpanProcessor
	spans spans
}

// OnStart implements sdktrace.SpanProcessor.
func (p *spanProcessor) OnStart(ctx context.Context, s sdktrace.ReadWriteSpan) {
	p.next.OnStart(ctx, &running{s, &p.spans})
}

// OnEnd implements sdktrace.SpanProcessor.
func (p *spanProcessor) OnEnd(s sdktrace.ReadOnlySpan) {
	if out, v := p.spans.redact(s); v != dropped {
		p.next.OnEnd(out)
	}
}

// Shutdown implements sdktrace.SpanProcessor.
func (p *spanProcessor) Shutdown(ctx context.Context) error { return p.next.Shutdown(ctx) }

// ForceFlush implements sdktrace.SpanProcessor.
func (p *spanProcessor) ForceFlush(ctx context.Context) error { return p.next.ForceFlush(ctx) }

// MarshalLog tells the SDK, which logs its configuration, what this is and nothing
// of what it wraps.
func (p *spanProcessor) MarshalLog() any { return "otelprocessor: span processor" }

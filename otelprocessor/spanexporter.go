package otelprocessor

import (
	"context"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/tacit-go/tacit/redact"
)

// NewSpanExporter returns an exporter that redacts every span and passes it to next,
// which must not be nil. It is the default: what it costs is paid off the path of
// requests, and for sampled spans only.
//
//	sdktrace.NewTracerProvider(sdktrace.WithBatcher(otelprocessor.NewSpanExporter(exp, r)))
//
// A span with nothing to hide is passed on as it is, without an allocation if its
// attributes are no arrays, maps or bytes; else next gets a copy. If redacting a span
// fails, what cannot hold text is exported: ids, times, kind, status code, links, under
// the name "[REDACTED:error]" and with the attribute tacit.error=true. The same, under a
// name that tells the detector and without the attribute, is left of a span that is denied
// ([redact.Deny]), with [redact.WithoutStubs] nothing. ExportSpans is not
// called on next with no spans if it was called with some. Errors, deadlines and
// Shutdown are those of next. A nil r replaces every value.
//
// Until they are exported spans wait in the queue of the batch processor as they
// were, in memory, and other processors see them: see [NewSpanProcessor].
func NewSpanExporter(next sdktrace.SpanExporter, r *redact.Redactor, opts ...Option) sdktrace.SpanExporter {
	if next == nil {
		panic("otelprocessor: NewSpanExporter: nil exporter")
	}
	return &spanExporter{next: next, spans: spans{newEngine(r, opts), emptySpan()}}
}

// spanExporter writes out all methods of sdktrace.SpanExporter.
type spanExporter struct {
	next  sdktrace.SpanExporter
	spans spans
}

// ExportSpans implements sdktrace.SpanExporter.
func (e *spanExporter) ExportSpans(ctx context.Context, in []sdktrace.ReadOnlySpan) error {
	var out []sdktrace.ReadOnlySpan // the processor owns in
	for i, s := range in {
		red, v := e.spans.redact(s)
		if v == same && out == nil {
			continue
		}
		if out == nil {
			out = append(make([]sdktrace.ReadOnlySpan, 0, len(in)), in[:i]...)
		}
		if v != dropped {
			out = append(out, red)
		}
	}
	switch {
	case out == nil:
		return e.next.ExportSpans(ctx, in)
	case len(out) == 0:
		return nil
	}
	return e.next.ExportSpans(ctx, out)
}

// Shutdown implements sdktrace.SpanExporter.
func (e *spanExporter) Shutdown(ctx context.Context) error { return e.next.Shutdown(ctx) }

// MarshalLog tells the SDK, which logs its configuration, what this is and nothing
// of what it wraps.
func (e *spanExporter) MarshalLog() any { return "otelprocessor: span exporter" }

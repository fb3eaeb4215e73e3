package otelprocessor

import (
	"context"

	sdklog "go.opentelemetry.io/otel/sdk/log"

	"github.com/tacit-go/tacit/redact"
)

// NewLogProcessor returns a processor that redacts every record in place. Register
// it first: processors that come behind it see what it has done, those before it, and
// records that one of them has copied, do not.
//
//	sdklog.NewLoggerProvider(sdklog.WithProcessor(otelprocessor.NewLogProcessor(r)), sdklog.WithProcessor(batch))
//
// It redacts body, event name, severity text and attributes. Resource and scope of a
// record cannot be changed by a processor: redact the former with [Resource], or use
// [NewLogExporter]. A record that is denied ([redact.Deny]) becomes a stub, with a body
// that tells the detector and neither attributes nor event name. No processor can keep a
// record from those behind it, so this is so with [redact.WithoutStubs] too, where the
// body does not tell it. The same, marked, is left if redacting it fails.
//
// Enabled is false, so that the processors behind it decide what is enabled; records
// that are emitted are redacted all the same. A nil r replaces every value.
func NewLogProcessor(r *redact.Redactor, opts ...Option) sdklog.Processor {
	return &logProcessor{records: records{engine: newEngine(r, opts)}}
}

// logProcessor writes out all methods of sdklog.Processor.
type logProcessor struct{ records records }

// Enabled implements sdklog.Processor.
func (*logProcessor) Enabled(context.Context, sdklog.EnabledParameters) bool { return false }

// OnEmit implements sdklog.Processor.
func (p *logProcessor) OnEmit(_ context.Context, rec *sdklog.Record) error {
	if p.records.redact(rec) == dropped {
		strip(rec, "[DENIED]")
	}
	return nil
}

// Shutdown implements sdklog.Processor.
func (*logProcessor) Shutdown(context.Context) error { return nil }

// ForceFlush implements sdklog.Processor.
func (*logProcessor) ForceFlush(context.Context) error { return nil }

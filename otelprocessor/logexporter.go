package otelprocessor

import (
	"context"

	sdklog "go.opentelemetry.io/otel/sdk/log"

	"github.com/tacit-go/tacit/redact"
)

// NewLogExporter returns an exporter that redacts every record and passes it to next,
// which must not be nil.
//
//	sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(otelprocessor.NewLogExporter(exp, r))))
//
// It redacts body, event name, severity text, attributes, resource and scope. Time,
// severity and ids stay. A record with nothing to hide is passed on as it is, without
// an allocation if it holds no arrays, maps or bytes; else next gets a copy. A record
// that is denied ([redact.Deny]) is exported with a body that tells the detector, and
// neither attributes nor event name; with [redact.WithoutStubs] it is left out. If
// redacting a record fails, it is exported with the body "[REDACTED:error]" and the attribute
// tacit.error=true alone. Export is not called on next with no records if it was
// called with some. Errors, deadlines, ForceFlush and Shutdown are those of next. A nil
// r replaces every value.
//
// A copy whose keys change or whose resource or scope does may not tell how many
// attributes the SDK has dropped.
func NewLogExporter(next sdklog.Exporter, r *redact.Redactor, opts ...Option) sdklog.Exporter {
	if next == nil {
		panic("otelprocessor: NewLogExporter: nil exporter")
	}
	return &logExporter{next: next, records: records{engine: newEngine(r, opts)}}
}

// logExporter writes out all methods of sdklog.Exporter.
type logExporter struct {
	next    sdklog.Exporter
	records records
}

// Export implements sdklog.Exporter.
func (e *logExporter) Export(ctx context.Context, in []sdklog.Record) error {
	var out []sdklog.Record // the processor owns in
	for i := range in {
		rec, v := e.records.export(&in[i])
		if v == same && out == nil {
			continue
		}
		if out == nil {
			out = append(make([]sdklog.Record, 0, len(in)), in[:i]...)
		}
		if v != dropped {
			out = append(out, *rec)
		}
	}
	switch {
	case out == nil:
		return e.next.Export(ctx, in)
	case len(out) == 0:
		return nil
	}
	return e.next.Export(ctx, out)
}

// Shutdown implements sdklog.Exporter.
func (e *logExporter) Shutdown(ctx context.Context) error { return e.next.Shutdown(ctx) }

// ForceFlush implements sdklog.Exporter.
func (e *logExporter) ForceFlush(ctx context.Context) error { return e.next.ForceFlush(ctx) }

// export returns the record to export: in itself if it is clean.
func (e *records) export(in *sdklog.Record) (rec *sdklog.Record, v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			out := sdklog.Record{}
			strip(&out, failMark)
			out.SetTimestamp(in.Timestamp())
			out.SetObservedTimestamp(in.ObservedTimestamp())
			out.SetSeverity(in.Severity())
			rec, v = &out, changed
		}
	}()
	gen := e.r.Generation()
	res, foreign := e.resourceAt(gen, in.Resource())
	lib, other := e.libraryAt(gen, in.InstrumentationScope())
	if foreign = foreign || other; !foreign && e.clean(in) {
		return in, same
	}
	out := in.Clone()
	switch v = e.redact(&out); {
	case v == dropped:
		return nil, dropped
	case foreign:
		out, v = e.place(&out, res, lib), changed
	case v == same:
		return in, same
	}
	return &out, v
}

package matrix

import (
	"context"
	"errors"
	"io"

	"go.opentelemetry.io/otel/attribute"
	otellog "go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redacttest"
)

// otelLogs are providers of loggers that write to one exporter.
type otelLogs struct{ exporter sdklog.Exporter }

func (o *otelLogs) provider(res *resource.Resource) *sdklog.LoggerProvider {
	return sdklog.NewLoggerProvider(sdklog.WithResource(res), sdklog.WithProcessor(sdklog.NewSimpleProcessor(o.exporter)))
}

// record writes a record.
func (o *otelLogs) record(do func(r *otellog.Record)) {
	var r otellog.Record
	r.SetSeverity(otellog.SeverityInfo)
	r.SetBody(attribute.StringValue("order shipped"))
	do(&r)
	o.provider(resource.Empty()).Logger("app").Emit(context.Background(), r)
}

// logPrinter writes all of a record that is text.
type logPrinter struct{ w io.Writer }

func (logPrinter) Shutdown(context.Context) error   { return nil }
func (logPrinter) ForceFlush(context.Context) error { return nil }
func (p logPrinter) Export(_ context.Context, records []sdklog.Record) error {
	var errs []error
	for i := range records {
		r := &records[i]
		scope := r.InstrumentationScope()
		errs = append(errs, tell(p.w, "record", r.Body().String(), r.SeverityText(), r.EventName(), scope.Name, scope.Version,
			pairs(scope.Attributes.ToSlice()), pairs(r.Resource().Attributes())))
		r.WalkAttributes(func(kv attribute.KeyValue) bool {
			errs = append(errs, tell(p.w, "attribute", string(kv.Key), kv.Value.String()))
			return true
		})
	}
	return errors.Join(errs...)
}

func otelRecords() redacttest.Adapter[*otelLogs] {
	type L = *otelLogs
	return redacttest.Adapter[L]{
		Open: func(s redacttest.Sinks) L {
			otelErrors(s, true)
			return &otelLogs{otelprocessor.NewLogExporter(logPrinter{s.Records}, s.Redactor)}
		},
		Plain: func(s redacttest.Sinks) L {
			otelErrors(s, false)
			return &otelLogs{logPrinter{s.Records}}
		},
		Entries: []redacttest.Entry[L]{
			otelEntry("attribute", func(o L, k string, v any) {
				o.record(func(r *otellog.Record) { r.AddAttributes(otelPair(k, v)) })
			}),
			otelEntry("nested attribute", func(o L, k string, v any) {
				o.record(func(r *otellog.Record) {
					r.AddAttributes(attribute.KeyValue{Key: "l", Value: attribute.SliceValue(attribute.MapValue(otelPair(k, v)))})
				})
			}),
			otelEntry("body of pairs", func(o L, k string, v any) {
				o.record(func(r *otellog.Record) { r.SetBody(attribute.MapValue(otelPair(k, v))) })
			}),
			redacttest.EntryOf("scope attribute", func(o L, k string, v string) {
				var r otellog.Record
				o.provider(resource.Empty()).Logger("app", otellog.WithInstrumentationAttributes(attribute.String(k, v))).Emit(context.Background(), r)
			}),
			redacttest.EntryOf("resource attribute", func(o L, k string, v string) {
				var r otellog.Record
				o.provider(resource.NewSchemaless(attribute.String(k, v))).Logger("app").Emit(context.Background(), r)
			}),
			keyless(otelEntry("body", func(o L, _ string, v any) { o.record(func(r *otellog.Record) { r.SetBody(otelValue(v)) }) })),
			redacttest.TextOf("severity text", func(o L, v string) { o.record(func(r *otellog.Record) { r.SetSeverityText(v) }) }),
			redacttest.TextOf("event name", func(o L, v string) { o.record(func(r *otellog.Record) { r.SetEventName(v) }) }),
			redacttest.TextOf("error", func(o L, v error) { o.record(func(r *otellog.Record) { r.SetErr(v) }) }),
			redacttest.TextOf("scope name", func(o L, v string) {
				var r otellog.Record
				o.provider(resource.Empty()).Logger(v).Emit(context.Background(), r)
			}),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "attributes",
			Args: func(k, v string) any {
				return []attribute.KeyValue{attribute.String(k, v), otelPair("l", []string{v}), otelPair("b", []byte(v))}
			},
			Log: func(o L, args any) {
				o.record(func(r *otellog.Record) {
					r.AddAttributes(args.([]attribute.KeyValue)...)
					r.SetBody(attribute.MapValue(args.([]attribute.KeyValue)...))
				})
			},
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "two", Run: func(o L) {
				o.record(func(*otellog.Record) {})
				o.record(func(r *otellog.Record) { r.AddAttributes(attribute.Float64("f", 1.5), attribute.Bool("b", true)) })
			}},
		},
		Lacks: andLacks(otelLacks, "deny/severity text/*", "the level stays in a stub, redacted"),
	}
}

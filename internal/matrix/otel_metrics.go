package matrix

import (
	"context"
	"errors"
	"io"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redacttest"
)

// otelMetrics are providers of meters that write to one exporter.
type otelMetrics struct{ exporter sdkmetric.Exporter }

// measure takes one measurement with a provider of its own and exports it.
func (o *otelMetrics) measure(res *resource.Resource, do func(p metric.MeterProvider)) {
	ctx := context.Background()
	reader := sdkmetric.NewManualReader()
	p := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader), sdkmetric.WithResource(res))
	do(p)
	var data metricdata.ResourceMetrics
	err := reader.Collect(ctx, &data)
	if err = errors.Join(err, o.exporter.Export(ctx, &data), p.Shutdown(ctx)); err != nil {
		handle(err)
	}
}

// count measures a counter.
func (o *otelMetrics) count(attrs ...attribute.KeyValue) {
	o.measure(resource.Empty(), func(p metric.MeterProvider) {
		if c, err := p.Meter("app").Int64Counter("requests"); err == nil {
			c.Add(context.Background(), 1, metric.WithAttributes(attrs...))
		}
	})
}

// metricPrinter writes all of a metric that is text.
type metricPrinter struct{ w io.Writer }

func (metricPrinter) Temporality(k sdkmetric.InstrumentKind) metricdata.Temporality {
	return sdkmetric.DefaultTemporalitySelector(k)
}
func (metricPrinter) Aggregation(k sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.DefaultAggregationSelector(k)
}
func (metricPrinter) ForceFlush(context.Context) error { return nil }
func (metricPrinter) Shutdown(context.Context) error   { return nil }
func (p metricPrinter) Export(_ context.Context, data *metricdata.ResourceMetrics) error {
	errs := []error{tell(p.w, "resource", pairs(data.Resource.Attributes()))}
	for _, scope := range data.ScopeMetrics {
		errs = append(errs, tell(p.w, "scope", scope.Scope.Name, scope.Scope.Version, pairs(scope.Scope.Attributes.ToSlice())))
		for _, m := range scope.Metrics {
			errs = append(errs, tell(p.w, "metric", m.Name, m.Description, m.Unit))
			switch d := m.Data.(type) {
			case metricdata.Sum[int64]:
				for _, point := range d.DataPoints {
					errs = append(errs, tell(p.w, "point", pairs(point.Attributes.ToSlice()), point.Value))
				}
			case metricdata.Histogram[float64]:
				for _, point := range d.DataPoints {
					errs = append(errs, tell(p.w, "histogram", pairs(point.Attributes.ToSlice()), point.Count))
				}
			}
		}
	}
	return errors.Join(errs...)
}

func otelPoints() redacttest.Adapter[*otelMetrics] {
	type L = *otelMetrics
	a := redacttest.Adapter[L]{
		Open: func(s redacttest.Sinks) L {
			otelErrors(s, true)
			return &otelMetrics{otelprocessor.NewMetricExporter(metricPrinter{s.Records}, s.Redactor)}
		},
		Plain: func(s redacttest.Sinks) L {
			otelErrors(s, false)
			return &otelMetrics{metricPrinter{s.Records}}
		},
		Entries: []redacttest.Entry[L]{
			otelEntry("attribute", func(o L, k string, v any) { o.count(attribute.Int("n", 1), otelPair(k, v)) }),
			redacttest.EntryOf("attribute of a histogram", func(o L, k string, v string) {
				o.measure(resource.Empty(), func(p metric.MeterProvider) {
					if h, err := p.Meter("app").Float64Histogram("latency"); err == nil {
						h.Record(context.Background(), 1.5, metric.WithAttributes(attribute.String(k, v)))
					}
				})
			}),
			redacttest.EntryOf("scope attribute", func(o L, k string, v string) {
				o.measure(resource.Empty(), func(p metric.MeterProvider) {
					if c, err := p.Meter("app", metric.WithInstrumentationAttributes(attribute.String(k, v))).Int64Counter("requests"); err == nil {
						c.Add(context.Background(), 1)
					}
				})
			}),
			redacttest.EntryOf("resource attribute", func(o L, k string, v string) {
				o.measure(resource.NewSchemaless(attribute.String(k, v)), func(p metric.MeterProvider) {
					if c, err := p.Meter("app").Int64Counter("requests"); err == nil {
						c.Add(context.Background(), 1)
					}
				})
			}),
			redacttest.TextOf("description", func(o L, v string) {
				o.measure(resource.Empty(), func(p metric.MeterProvider) {
					if c, err := p.Meter("app").Int64Counter("requests", metric.WithDescription(v)); err == nil {
						c.Add(context.Background(), 1)
					}
				})
			}),
			redacttest.TextOf("unit", func(o L, v string) {
				o.measure(resource.Empty(), func(p metric.MeterProvider) {
					if c, err := p.Meter("app").Int64Counter("requests", metric.WithUnit(v)); err == nil {
						c.Add(context.Background(), 1)
					}
				})
			}),
			redacttest.TextOf("scope name", func(o L, v string) {
				o.measure(resource.Empty(), func(p metric.MeterProvider) {
					if c, err := p.Meter(v).Int64Counter("requests"); err == nil {
						c.Add(context.Background(), 1)
					}
				})
			}),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "attributes",
			Args: func(k, v string) any {
				return []attribute.KeyValue{attribute.String(k, v), attribute.StringSlice("l", []string{v})}
			},
			Log: func(o L, args any) { o.count(args.([]attribute.KeyValue)...) },
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "twice", Run: func(o L) { o.count(); o.count(attribute.String("route", "/orders")) }},
		},
		Lacks: andLacks(andLacks(otelLacks, "deny/description/*", "it is that of many points"), "deny/unit/*", "it is that of many points"),
	}
	return a
}

package otelprocessor

import (
	"context"

	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"github.com/tacit-go/tacit/redact"
)

// NewMetricExporter returns an exporter that redacts what a reader has collected and
// passes it to next, which must not be nil.
//
//	sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(otelprocessor.NewMetricExporter(exp, r))))
//
// It redacts the attributes of data points and exemplars; names, descriptions and
// units; resource and scope. Numbers, times, trace and span ids stay. Data with nothing
// to hide is passed on as it is, else next gets a copy. A data point that is denied
// ([redact.Deny]) has the attribute tacit.denied alone, which tells the detector; with
// [redact.WithoutStubs] it is left out. So is a metric that cannot be redacted.
// Errors, deadlines, temporality, aggregation, ForceFlush and Shutdown are those of
// next. A nil r replaces every value.
//
// # Data points that become equal
//
// Points that differ in a hidden value only are one afterwards, so that no backend
// gets two for the same series: sums and histograms are added up, the earliest start
// counts; of gauges the latest point stays; of summaries count and sum. A cumulative
// series that ends leaves such a sum smaller, which reads as a reset. Where series are
// to stay apart, let [redact.HMAC] replace values: equal ones get equal tokens, others
// do not. Where they are to be one from the beginning, use [NewMeterProvider]. Metrics
// whose names become equal stay two.
//
// A reader that is no exporter, such as that of Prometheus, cannot be wrapped: use
// NewMeterProvider, or [View].
func NewMetricExporter(next sdkmetric.Exporter, r *redact.Redactor, opts ...Option) sdkmetric.Exporter {
	if next == nil {
		panic("otelprocessor: NewMetricExporter: nil exporter")
	}
	return &metricExporter{next: next, engine: newEngine(r, opts)}
}

// metricExporter writes out all methods of sdkmetric.Exporter.
type metricExporter struct {
	next   sdkmetric.Exporter
	engine *engine
}

// Temporality implements sdkmetric.Exporter.
func (e *metricExporter) Temporality(k sdkmetric.InstrumentKind) metricdata.Temporality {
	return e.next.Temporality(k)
}

// Aggregation implements sdkmetric.Exporter.
func (e *metricExporter) Aggregation(k sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return e.next.Aggregation(k)
}

// Export implements sdkmetric.Exporter.
func (e *metricExporter) Export(ctx context.Context, rm *metricdata.ResourceMetrics) error {
	if rm != nil {
		rm = e.engine.metrics(rm)
	}
	return e.next.Export(ctx, rm)
}

// ForceFlush implements sdkmetric.Exporter.
func (e *metricExporter) ForceFlush(ctx context.Context) error { return e.next.ForceFlush(ctx) }

// Shutdown implements sdkmetric.Exporter.
func (e *metricExporter) Shutdown(ctx context.Context) error { return e.next.Shutdown(ctx) }

// MarshalLog tells the SDK, which logs its configuration, what this is and nothing
// of what it wraps.
func (e *metricExporter) MarshalLog() any { return "otelprocessor: metric exporter" }

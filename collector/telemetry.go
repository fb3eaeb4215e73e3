package collector

import (
	"context"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/tacit-go/tacit/collector/internal/metadata"
	"github.com/tacit-go/tacit/redact"
)

// telemetry counts what a processor does, in the Collector's own metrics. No label is
// taken from the data.
type telemetry struct {
	id, signal string
	redactions metric.Int64Counter
	failures   metric.Int64Counter
	duration   metric.Float64Histogram
	common     metric.MeasurementOption
	known      atomic.Pointer[map[string][]metric.AddOption]
}

var _ redact.Observer = (*telemetry)(nil)

func newTelemetry(set processor.Settings, signal string) (*telemetry, error) {
	m := set.MeterProvider.Meter(metadata.ScopeName)
	t := &telemetry{id: set.ID.String(), signal: signal}
	t.common = metric.WithAttributeSet(attribute.NewSet(attribute.String("processor", t.id), attribute.String("signal", signal)))
	var err error
	if t.redactions, err = m.Int64Counter("otelcol_processor_tacit_redactions", metric.WithUnit("{redaction}"),
		metric.WithDescription("Number of values and matches that were replaced, or would be in report-only mode, by detector.")); err != nil {
		return nil, err
	}
	if t.failures, err = m.Int64Counter("otelcol_processor_tacit_failures", metric.WithUnit("{failure}"),
		metric.WithDescription("Number of records blanked after an internal error, and of limits reached.")); err != nil {
		return nil, err
	}
	if t.duration, err = m.Float64Histogram("otelcol_processor_tacit_duration", metric.WithUnit("s"),
		metric.WithDescription("Time taken to redact a batch."),
		metric.WithExplicitBucketBoundaries(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1)); err != nil {
		return nil, err
	}
	return t, nil
}

// Observe implements redact.Observer.
func (t *telemetry) Observe(ev redact.Event) {
	switch ev.Class {
	case "error", "limit":
		t.failure(ev.Class)
	case "match", "name", "report":
		t.found(ev.Detector, ev.Count)
	}
}

// found counts what a detector found.
func (t *telemetry) found(detector string, n int) {
	t.redactions.Add(context.Background(), int64(n), t.label("detector", detector)...)
}

// failure counts an error or a limit.
func (t *telemetry) failure(kind string) {
	t.failures.Add(context.Background(), 1, t.label("kind", kind)...)
}

// label returns the attributes of a count. It remembers them: the values are IDs of
// detectors and words of ours, so there are few.
func (t *telemetry) label(key, value string) []metric.AddOption {
	known := t.known.Load()
	if known != nil {
		if opts, ok := (*known)[value]; ok {
			return opts
		}
	}
	opts := []metric.AddOption{metric.WithAttributeSet(attribute.NewSet(
		attribute.String("processor", t.id), attribute.String("signal", t.signal), attribute.String(key, value)))}
	next := map[string][]metric.AddOption{value: opts}
	if known != nil {
		for k, v := range *known {
			next[k] = v
		}
	}
	t.known.CompareAndSwap(known, &next)
	return opts
}

func (t *telemetry) took(ctx context.Context, d time.Duration) {
	t.duration.Record(ctx, d.Seconds(), t.common)
}

// onceEvery says yes once in a minute.
type onceEvery struct{ last atomic.Int64 }

func (o *onceEvery) now() bool {
	was, at := o.last.Load(), time.Now().Unix()
	return at-was >= 60 && o.last.CompareAndSwap(was, at)
}

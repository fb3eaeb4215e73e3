package otelprocessor

import (
	"context"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
)

// Int64Counter implements metric.Meter.
func (m *meter) Int64Counter(name string, opts ...metric.Int64CounterOption) (metric.Int64Counter, error) {
	cfg := metric.NewInt64CounterConfig(opts...)
	next, err := m.next.Int64Counter(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &int64Counter{next: next, m: m.m}, err
}

type int64Counter struct {
	noop.Int64Counter
	next metric.Int64Counter
	m    *measurer
}

// Add implements metric.Int64Counter.
func (i *int64Counter) Add(ctx context.Context, v int64, opts ...metric.AddOption) {
	if opts, ok := i.m.add(opts); ok {
		i.next.Add(ctx, v, opts...)
	}
}

// Enabled implements metric.Int64Counter.
func (i *int64Counter) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Int64UpDownCounter implements metric.Meter.
func (m *meter) Int64UpDownCounter(name string, opts ...metric.Int64UpDownCounterOption) (metric.Int64UpDownCounter, error) {
	cfg := metric.NewInt64UpDownCounterConfig(opts...)
	next, err := m.next.Int64UpDownCounter(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &int64UpDownCounter{next: next, m: m.m}, err
}

type int64UpDownCounter struct {
	noop.Int64UpDownCounter
	next metric.Int64UpDownCounter
	m    *measurer
}

// Add implements metric.Int64UpDownCounter.
func (i *int64UpDownCounter) Add(ctx context.Context, v int64, opts ...metric.AddOption) {
	if opts, ok := i.m.add(opts); ok {
		i.next.Add(ctx, v, opts...)
	}
}

// Enabled implements metric.Int64UpDownCounter.
func (i *int64UpDownCounter) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Int64Histogram implements metric.Meter.
func (m *meter) Int64Histogram(name string, opts ...metric.Int64HistogramOption) (metric.Int64Histogram, error) {
	cfg := metric.NewInt64HistogramConfig(opts...)
	next, err := m.next.Int64Histogram(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &int64Histogram{next: next, m: m.m}, err
}

type int64Histogram struct {
	noop.Int64Histogram
	next metric.Int64Histogram
	m    *measurer
}

// Record implements metric.Int64Histogram.
func (i *int64Histogram) Record(ctx context.Context, v int64, opts ...metric.RecordOption) {
	if opts, ok := i.m.record(opts); ok {
		i.next.Record(ctx, v, opts...)
	}
}

// Enabled implements metric.Int64Histogram.
func (i *int64Histogram) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Int64Gauge implements metric.Meter.
func (m *meter) Int64Gauge(name string, opts ...metric.Int64GaugeOption) (metric.Int64Gauge, error) {
	cfg := metric.NewInt64GaugeConfig(opts...)
	next, err := m.next.Int64Gauge(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &int64Gauge{next: next, m: m.m}, err
}

type int64Gauge struct {
	noop.Int64Gauge
	next metric.Int64Gauge
	m    *measurer
}

// Record implements metric.Int64Gauge.
func (i *int64Gauge) Record(ctx context.Context, v int64, opts ...metric.RecordOption) {
	if opts, ok := i.m.record(opts); ok {
		i.next.Record(ctx, v, opts...)
	}
}

// Enabled implements metric.Int64Gauge.
func (i *int64Gauge) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Float64Counter implements metric.Meter.
func (m *meter) Float64Counter(name string, opts ...metric.Float64CounterOption) (metric.Float64Counter, error) {
	cfg := metric.NewFloat64CounterConfig(opts...)
	next, err := m.next.Float64Counter(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &float64Counter{next: next, m: m.m}, err
}

type float64Counter struct {
	noop.Float64Counter
	next metric.Float64Counter
	m    *measurer
}

// Add implements metric.Float64Counter.
func (i *float64Counter) Add(ctx context.Context, v float64, opts ...metric.AddOption) {
	if opts, ok := i.m.add(opts); ok {
		i.next.Add(ctx, v, opts...)
	}
}

// Enabled implements metric.Float64Counter.
func (i *float64Counter) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Float64UpDownCounter implements metric.Meter.
func (m *meter) Float64UpDownCounter(name string, opts ...metric.Float64UpDownCounterOption) (metric.Float64UpDownCounter, error) {
	cfg := metric.NewFloat64UpDownCounterConfig(opts...)
	next, err := m.next.Float64UpDownCounter(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &float64UpDownCounter{next: next, m: m.m}, err
}

type float64UpDownCounter struct {
	noop.Float64UpDownCounter
	next metric.Float64UpDownCounter
	m    *measurer
}

// Add implements metric.Float64UpDownCounter.
func (i *float64UpDownCounter) Add(ctx context.Context, v float64, opts ...metric.AddOption) {
	if opts, ok := i.m.add(opts); ok {
		i.next.Add(ctx, v, opts...)
	}
}

// Enabled implements metric.Float64UpDownCounter.
func (i *float64UpDownCounter) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Float64Histogram implements metric.Meter.
func (m *meter) Float64Histogram(name string, opts ...metric.Float64HistogramOption) (metric.Float64Histogram, error) {
	cfg := metric.NewFloat64HistogramConfig(opts...)
	next, err := m.next.Float64Histogram(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &float64Histogram{next: next, m: m.m}, err
}

type float64Histogram struct {
	noop.Float64Histogram
	next metric.Float64Histogram
	m    *measurer
}

// Record implements metric.Float64Histogram.
func (i *float64Histogram) Record(ctx context.Context, v float64, opts ...metric.RecordOption) {
	if opts, ok := i.m.record(opts); ok {
		i.next.Record(ctx, v, opts...)
	}
}

// Enabled implements metric.Float64Histogram.
func (i *float64Histogram) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

// Float64Gauge implements metric.Meter.
func (m *meter) Float64Gauge(name string, opts ...metric.Float64GaugeOption) (metric.Float64Gauge, error) {
	cfg := metric.NewFloat64GaugeConfig(opts...)
	next, err := m.next.Float64Gauge(m.m.instrumentName(name), more(opts, m.m.described(cfg.Description(), cfg.Unit()))...)
	if next == nil {
		return nil, err
	}
	return &float64Gauge{next: next, m: m.m}, err
}

type float64Gauge struct {
	noop.Float64Gauge
	next metric.Float64Gauge
	m    *measurer
}

// Record implements metric.Float64Gauge.
func (i *float64Gauge) Record(ctx context.Context, v float64, opts ...metric.RecordOption) {
	if opts, ok := i.m.record(opts); ok {
		i.next.Record(ctx, v, opts...)
	}
}

// Enabled implements metric.Float64Gauge.
func (i *float64Gauge) Enabled(ctx context.Context) bool { return i.next.Enabled(ctx) }

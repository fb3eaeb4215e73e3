package otelprocessor

import (
	"context"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
)

type int64Observer struct {
	noop.Int64Observer
	next metric.Int64Observer
	m    *measurer
}

// Observe implements metric.Int64Observer.
func (o *int64Observer) Observe(v int64, opts ...metric.ObserveOption) {
	if opts, ok := o.m.observe(opts); ok {
		o.next.Observe(v, opts...)
	}
}

// int64Callback wraps a callback.
func int64Callback[T any](m *measurer) func(metric.Int64Callback) T {
	return func(f metric.Int64Callback) T {
		return any(metric.WithInt64Callback(func(ctx context.Context, o metric.Int64Observer) error {
			return f(ctx, &int64Observer{next: o, m: m})
		})).(T)
	}
}

// Int64ObservableCounter implements metric.Meter.
func (m *meter) Int64ObservableCounter(name string, opts ...metric.Int64ObservableCounterOption) (metric.Int64ObservableCounter, error) {
	cfg := metric.NewInt64ObservableCounterConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), int64Callback[metric.Int64ObservableCounterOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Int64ObservableCounter(m.m.instrumentName(name), opts...)
}

// Int64ObservableUpDownCounter implements metric.Meter.
func (m *meter) Int64ObservableUpDownCounter(name string, opts ...metric.Int64ObservableUpDownCounterOption) (metric.Int64ObservableUpDownCounter, error) {
	cfg := metric.NewInt64ObservableUpDownCounterConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), int64Callback[metric.Int64ObservableUpDownCounterOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Int64ObservableUpDownCounter(m.m.instrumentName(name), opts...)
}

// Int64ObservableGauge implements metric.Meter.
func (m *meter) Int64ObservableGauge(name string, opts ...metric.Int64ObservableGaugeOption) (metric.Int64ObservableGauge, error) {
	cfg := metric.NewInt64ObservableGaugeConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), int64Callback[metric.Int64ObservableGaugeOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Int64ObservableGauge(m.m.instrumentName(name), opts...)
}

type float64Observer struct {
	noop.Float64Observer
	next metric.Float64Observer
	m    *measurer
}

// Observe implements metric.Float64Observer.
func (o *float64Observer) Observe(v float64, opts ...metric.ObserveOption) {
	if opts, ok := o.m.observe(opts); ok {
		o.next.Observe(v, opts...)
	}
}

// float64Callback wraps a callback.
func float64Callback[T any](m *measurer) func(metric.Float64Callback) T {
	return func(f metric.Float64Callback) T {
		return any(metric.WithFloat64Callback(func(ctx context.Context, o metric.Float64Observer) error {
			return f(ctx, &float64Observer{next: o, m: m})
		})).(T)
	}
}

// Float64ObservableCounter implements metric.Meter.
func (m *meter) Float64ObservableCounter(name string, opts ...metric.Float64ObservableCounterOption) (metric.Float64ObservableCounter, error) {
	cfg := metric.NewFloat64ObservableCounterConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), float64Callback[metric.Float64ObservableCounterOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Float64ObservableCounter(m.m.instrumentName(name), opts...)
}

// Float64ObservableUpDownCounter implements metric.Meter.
func (m *meter) Float64ObservableUpDownCounter(name string, opts ...metric.Float64ObservableUpDownCounterOption) (metric.Float64ObservableUpDownCounter, error) {
	cfg := metric.NewFloat64ObservableUpDownCounterConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), float64Callback[metric.Float64ObservableUpDownCounterOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Float64ObservableUpDownCounter(m.m.instrumentName(name), opts...)
}

// Float64ObservableGauge implements metric.Meter.
func (m *meter) Float64ObservableGauge(name string, opts ...metric.Float64ObservableGaugeOption) (metric.Float64ObservableGauge, error) {
	cfg := metric.NewFloat64ObservableGaugeConfig(opts...)
	opts = anew(opts, cfg.Callbacks(), float64Callback[metric.Float64ObservableGaugeOption](m.m), cfg.Description(), cfg.Unit(), m.m.engine)
	return m.next.Float64ObservableGauge(m.m.instrumentName(name), opts...)
}

package otelprocessor

import (
	"context"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"

	"github.com/tacit-go/tacit/redact"
)

// NewMeterProvider returns a provider that redacts the attributes of every measurement
// before next, which must not be nil, aggregates it: what becomes equal is one series
// from the beginning, and exemplars hold nothing else. It works in front of every
// reader, that of Prometheus included, and costs each measurement a lookup, or a scan
// of its attributes if they are not among the 512 sets that were clean last.
//
//	otel.SetMeterProvider(otelprocessor.NewMeterProvider(sdk, r))
//
// Names, descriptions and units of instruments, and name, version, schema and
// attributes of the meter are redacted as well; in an instrument's name "_" stands for
// what may not be in one. A measurement that is denied ([redact.Deny]) has the attribute
// tacit.denied alone, which tells the detector; with [redact.WithoutStubs] it is left out,
// and so is one whose attributes cannot be redacted. The program keeps sdk for ForceFlush
// and Shutdown. A nil r replaces every value. Methods that a newer API brings do nothing.
func NewMeterProvider(next metric.MeterProvider, r *redact.Redactor, opts ...Option) metric.MeterProvider {
	if next == nil {
		panic("otelprocessor: NewMeterProvider: nil provider")
	}
	return &meterProvider{next: next, m: newMeasurer(r, opts)}
}

type meterProvider struct {
	noop.MeterProvider
	next metric.MeterProvider
	m    *measurer
}

// Meter implements metric.MeterProvider.
func (p *meterProvider) Meter(name string, opts ...metric.MeterOption) metric.Meter {
	cfg := metric.NewMeterConfig(opts...)
	lib, dirty := p.m.meter(name, cfg)
	if dirty {
		name, opts = lib.Name, append(experimental(opts), metric.WithInstrumentationVersion(lib.Version), metric.WithSchemaURL(lib.SchemaURL),
			metric.WithInstrumentationAttributeSet(lib.Attributes))
	}
	return &meter{next: p.next.Meter(name, opts...), m: p.m}
}

// experimental returns the options that an API does not tell about.
func experimental[T any](opts []T) (out []T) {
	for _, o := range opts {
		if _, ok := any(o).(interface{ Experimental() }); ok {
			if _, ok := any(o).(rawAttributes); !ok {
				out = append(out, o)
			}
		}
	}
	return out
}

// rawAttributes is an option with attributes that the API does not know.
type rawAttributes interface{ RawAttributes() []attribute.KeyValue }

// instrumentName returns a name that is valid if name is.
func (e *engine) instrumentName(name string) string {
	text := guard(e, func() string { return failMark }, func() string { return e.scope.Text(name) })
	if text == name {
		return name
	}
	text = strings.Map(func(c rune) rune {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("_.-/", c) {
			return c
		}
		return '_'
	}, text)
	if text = strings.TrimLeft(text, "_.-/0123456789"); text == "" {
		return "REDACTED"
	}
	return text
}

// label redacts a description or a unit, of which none stays none.
func (e *engine) label(text string) (string, bool) {
	if text == "" {
		return "", false
	}
	out := guard(e, func() string { return failMark }, func() string { return e.scope.Text(text) })
	return out, out != text
}

// described returns the options that replace what the description and the unit hold.
func (e *engine) described(desc, unit string) (out []metric.InstrumentOption) {
	if text, dirty := e.label(desc); dirty {
		out = append(out, metric.WithDescription(text))
	}
	if text, dirty := e.label(unit); dirty {
		out = append(out, metric.WithUnit(text))
	}
	return out
}

// more appends options to those of one kind of instrument, of which the last counts.
func more[T any](opts []T, with []metric.InstrumentOption) []T {
	if len(with) == 0 {
		return opts
	}
	opts = append(make([]T, 0, len(opts)+len(with)), opts...)
	for _, o := range with {
		opts = append(opts, any(o).(T))
	}
	return opts
}

// anew is more for observable instruments, whose callbacks are wrapped.
func anew[T, C any](opts []T, callbacks []C, wrap func(C) T, desc, unit string, e *engine) []T {
	if len(callbacks) == 0 {
		return more(opts, e.described(desc, unit))
	}
	out := experimental(opts)
	d, _ := e.label(desc)
	u, _ := e.label(unit)
	for _, o := range []metric.InstrumentOption{metric.WithDescription(d), metric.WithUnit(u)} {
		out = append(out, any(o).(T))
	}
	for _, c := range callbacks {
		out = append(out, wrap(c))
	}
	return out
}

type meter struct {
	noop.Meter
	next metric.Meter
	m    *measurer
}

// RegisterCallback implements metric.Meter.
func (m *meter) RegisterCallback(f metric.Callback, instruments ...metric.Observable) (metric.Registration, error) {
	return m.next.RegisterCallback(func(ctx context.Context, o metric.Observer) error {
		return f(ctx, &observer{next: o, m: m.m})
	}, instruments...)
}

type observer struct {
	noop.Observer
	next metric.Observer
	m    *measurer
}

// ObserveInt64 implements metric.Observer.
func (o *observer) ObserveInt64(of metric.Int64Observable, v int64, opts ...metric.ObserveOption) {
	if opts, ok := o.m.observe(opts); ok {
		o.next.ObserveInt64(of, v, opts...)
	}
}

// ObserveFloat64 implements metric.Observer.
func (o *observer) ObserveFloat64(of metric.Float64Observable, v float64, opts ...metric.ObserveOption) {
	if opts, ok := o.m.observe(opts); ok {
		o.next.ObserveFloat64(of, v, opts...)
	}
}

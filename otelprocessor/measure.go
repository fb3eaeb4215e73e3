package otelprocessor

import (
	"hash/maphash"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/instrumentation"

	"github.com/tacit-go/tacit/redact"
)

// measurer redacts the attributes of measurements.
type measurer struct {
	*engine
	seed maphash.Seed
	sets [maxSets]atomic.Pointer[cleanSet]
}

// maxSets bounds the sets that are remembered as clean. The SDK keeps them too.
const maxSets = 512

type cleanSet struct {
	gen uint64
	set attribute.Set
}

func newMeasurer(r *redact.Redactor, opts []Option) *measurer {
	return &measurer{engine: newEngine(r, opts), seed: maphash.MakeSeed()}
}

// meter redacts what a meter is called.
func (m *measurer) meter(name string, cfg metric.MeterConfig) (instrumentation.Scope, bool) {
	lib := instrumentation.Scope{Name: name, Version: cfg.InstrumentationVersion(), SchemaURL: cfg.SchemaURL(), Attributes: cfg.InstrumentationAttributes()}
	dirty := true
	lib = guard(m.engine, func() instrumentation.Scope { return instrumentation.Scope{Name: failMark} }, func() (out instrumentation.Scope) {
		out, dirty = m.library(lib)
		return out
	})
	return lib, dirty
}

// set redacts the attributes of a measurement, with those that the API does not know.
// It reports false for a measurement that is left out.
func (m *measurer) set(set attribute.Set, raw []attribute.KeyValue) (out attribute.Set, v verdict) {
	defer func() {
		if recover() != nil {
			m.count()
			v = dropped
		}
	}()
	gen := m.r.Generation()
	slot := &m.sets[maphash.Comparable(m.seed, set.Equivalent())%maxSets]
	if len(raw) == 0 {
		if set.Len() == 0 {
			return set, same
		}
		if c := slot.Load(); c != nil && c.gen == gen && c.set.Equals(&set) {
			return set, same
		}
	}
	p := m.newPass()
	p.begin()
	attrs, dirty := p.attrs(p.scope, append(set.ToSlice(), raw...), 0)
	stub, denied := p.rec.Denied()
	switch {
	case denied && stub == "":
		return set, dropped
	case denied:
		return attribute.NewSet(deniedKey.String(stub)), changed
	case dirty:
		return attribute.NewSet(attrs...), changed
	}
	if len(raw) == 0 {
		slot.Store(&cleanSet{gen, set})
	}
	return set, same
}

// raw returns the attributes in options that the API does not know.
func raw[T any](opts []T) (out []attribute.KeyValue) {
	for _, o := range opts {
		if r, ok := any(o).(rawAttributes); ok {
			out = append(out, r.RawAttributes()...)
		}
	}
	return out
}

// options returns options with the attributes that may be told.
func options[T any](m *measurer, opts []T, set attribute.Set) ([]T, bool) {
	if len(opts) == 0 {
		return opts, true
	}
	set, v := m.set(set, raw(opts))
	switch v {
	case same:
		return opts, true
	case dropped:
		return nil, false
	}
	return append(experimental(opts), any(metric.WithAttributeSet(set)).(T)), true
}

func (m *measurer) add(opts []metric.AddOption) ([]metric.AddOption, bool) {
	return options(m, opts, attributesOf(len(opts), func() attribute.Set { return metric.NewAddConfig(opts).Attributes() }))
}

func (m *measurer) record(opts []metric.RecordOption) ([]metric.RecordOption, bool) {
	return options(m, opts, attributesOf(len(opts), func() attribute.Set { return metric.NewRecordConfig(opts).Attributes() }))
}

func (m *measurer) observe(opts []metric.ObserveOption) ([]metric.ObserveOption, bool) {
	return options(m, opts, attributesOf(len(opts), func() attribute.Set { return metric.NewObserveConfig(opts).Attributes() }))
}

// attributesOf asks only where there are options.
func attributesOf(n int, f func() attribute.Set) (none attribute.Set) {
	if n == 0 {
		return none
	}
	return f()
}

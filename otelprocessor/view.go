package otelprocessor

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"

	"github.com/tacit-go/tacit/redact"
)

// View returns a view that drops attributes in which something is to be hidden, since
// a view cannot change them, and redacts name, description and unit of the stream and
// what its exemplars keep of the attributes that were dropped. It is for readers whose
// exporter cannot be wrapped, in programs that cannot use [NewMeterProvider]. Resource
// and scope are not a view's: see [Resource].
//
// next decides about the stream before; nil is the default stream of every instrument.
// Each view that matches an instrument makes a stream, so wrap each view of a provider,
// or give it this one alone. Attributes are looked at in each measurement.
func View(next sdkmetric.View, r *redact.Redactor, opts ...Option) sdkmetric.View {
	e := newEngine(r, opts)
	if next == nil {
		next = func(i sdkmetric.Instrument) (sdkmetric.Stream, bool) {
			return sdkmetric.Stream{Name: i.Name, Description: i.Description, Unit: i.Unit}, true
		}
	}
	return func(i sdkmetric.Instrument) (sdkmetric.Stream, bool) {
		s, ok := next(i)
		if !ok {
			return s, false
		}
		s.Name = e.instrumentName(s.Name)
		s.Description, _ = e.label(s.Description)
		s.Unit, _ = e.label(s.Unit)
		s.AttributeFilter = e.filter(s.AttributeFilter)
		s.ExemplarReservoirProviderSelector = e.reservoirs(s.ExemplarReservoirProviderSelector)
		return s, true
	}
}

// filter keeps attributes in which nothing is to be hidden.
func (e *engine) filter(next attribute.Filter) attribute.Filter {
	return func(a attribute.KeyValue) bool {
		if next != nil && !next(a) {
			return false
		}
		return guard(e, func() bool { return false }, func() bool {
			p := e.newPass()
			_, v := p.attr(e.scope, a, 0, nil)
			return v == same
		})
	}
}

// reservoirs redacts what exemplars hold.
func (e *engine) reservoirs(next sdkmetric.ExemplarReservoirProviderSelector) sdkmetric.ExemplarReservoirProviderSelector {
	if next == nil {
		next = sdkmetric.DefaultExemplarReservoirProviderSelector
	}
	return func(agg sdkmetric.Aggregation) exemplar.ReservoirProvider {
		provider := next(agg)
		return func(set attribute.Set) exemplar.Reservoir { return &reservoir{provider(set), e} }
	}
}

// reservoir redacts the attributes of what it is offered.
type reservoir struct {
	next exemplar.Reservoir
	e    *engine
}

// Offer implements exemplar.Reservoir.
func (r *reservoir) Offer(ctx context.Context, t time.Time, v exemplar.Value, attrs []attribute.KeyValue) {
	attrs = guard(r.e, nothing, func() []attribute.KeyValue {
		p := r.e.newPass()
		p.begin()
		out, _ := p.attrs(p.scope, attrs, 0)
		if _, denied := p.rec.Denied(); denied {
			return nil
		}
		return out
	})
	r.next.Offer(ctx, t, v, attrs)
}

// Collect implements exemplar.Reservoir.
func (r *reservoir) Collect(dest *[]exemplar.Exemplar) { r.next.Collect(dest) }

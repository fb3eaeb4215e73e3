package promredact

import (
	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"github.com/tacit-go/tacit/redact"
)

var (
	_ redact.SinkGuard = (*gatherer)(nil)
	_ redact.SinkGuard = (*transactional)(nil)
)

// NewGatherer returns a gatherer that redacts what next gathers. Next must not be nil.
// A nil r replaces every value of a label.
//
// It is safe for concurrent use if next is. A metric or a family that cannot be redacted
// is left out and counted in the statistics of the Redactor, without an error, so that
// the other ones are still seen. A clean gathering is next's own, and costs one look at
// each name and each value that differs from that of the series before.
func NewGatherer(next prometheus.Gatherer, r *redact.Redactor, opts ...Option) prometheus.Gatherer {
	if next == nil {
		panic("promredact: NewGatherer: nil gatherer")
	}
	return &gatherer{next, newEngine(r, opts)}
}

type gatherer struct {
	next   prometheus.Gatherer
	engine *engine
}

// Gather implements prometheus.Gatherer.
func (g *gatherer) Gather() ([]*dto.MetricFamily, error) {
	out, err := g.next.Gather()
	return g.engine.families(out), g.engine.failed(err)
}

// GuardsSink implements [redact.SinkGuard].
func (g *gatherer) GuardsSink() bool { return true }

// NewTransactionalGatherer is NewGatherer for gatherers that use their memory again
// after the function that they return was called.
func NewTransactionalGatherer(next prometheus.TransactionalGatherer, r *redact.Redactor, opts ...Option) prometheus.TransactionalGatherer {
	if next == nil {
		panic("promredact: NewTransactionalGatherer: nil gatherer")
	}
	return &transactional{next, newEngine(r, opts)}
}

type transactional struct {
	next   prometheus.TransactionalGatherer
	engine *engine
}

// Gather implements prometheus.TransactionalGatherer.
func (g *transactional) Gather() ([]*dto.MetricFamily, func(), error) {
	out, done, err := g.next.Gather()
	return g.engine.families(out), done, g.engine.failed(err)
}

// GuardsSink implements [redact.SinkGuard].
func (g *transactional) GuardsSink() bool { return true }

// failed redacts an error of a gatherer. A prometheus.MultiError stays one.
func (e *engine) failed(err error) error {
	many, ok := err.(prometheus.MultiError)
	if !ok {
		return e.r.Error(err)
	}
	out := make(prometheus.MultiError, len(many))
	for i, one := range many {
		out[i] = e.r.Error(one)
	}
	return out
}

// Sinks tells package guard of the default gatherer. A handler of [Handler] is guarded
// although that is not: vouch for the gatherer then.
func Sinks() []redact.Sink {
	return []redact.Sink{{
		Name:    "prometheus.DefaultGatherer",
		Guarded: redact.Guards(prometheus.DefaultGatherer),
		Remedy:  "prometheus.DefaultGatherer = promredact.NewGatherer(prometheus.DefaultGatherer, r)",
	}}
}

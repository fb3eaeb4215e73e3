package otelprocessor

import "github.com/tacit-go/tacit/redact"

// An Option configures what this package wraps.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	sink       string
	statements func(system, statement string) (string, error)
}

func newConfig(opts []Option) config {
	c := config{sink: "otel"}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// ForSink names the sink in events of the Redactor. The default is "otel". The
// name must be a constant, not a value of telemetry.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }

// engine is what all wrappers have in common.
type engine struct {
	r     *redact.Redactor
	scope redact.Scope
	// untold is the scope of values without a name, such as the body of a record: path
	// rules say nothing of a field "" in it.
	untold redact.Scope
	known  known
	// statements sanitizes SQL, or is nil.
	statements func(system, statement string) (string, error)
}

func newEngine(r *redact.Redactor, opts []Option) *engine {
	c := newConfig(opts)
	s := r.Scope(c.sink)
	return &engine{r: r, scope: s, untold: s.WithRecordNames(""), statements: c.statements}
}

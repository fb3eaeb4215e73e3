package logrredact

import "context"

// An Option configures [New] and [NewSink].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	sink  string
	trace func(context.Context) [16]byte
}

func newConfig(opts []Option) config {
	c := config{sink: "logr"}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// ForSink names the sink in events of the Redactor. The default is "logr". The
// name must be a constant, not a value of a record.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }

// WithTraceID tells the trace of a record to events, from its context, which only records of
// log/slog have, see [logr.SlogSink]. It is otherwise as the option of that name in package
// slogredact.
func WithTraceID(f func(context.Context) [16]byte) Option {
	return option(func(c *config) { c.trace = f })
}

package slogredact

import "context"

// An Option configures [NewHandler], [Middleware] and [ReplaceAttr].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	sink  string
	trace func(context.Context) [16]byte
}

func newConfig(opts []Option) config {
	c := config{sink: "slog"}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// ForSink names the sink in events. The default is "slog". The name must be a
// constant, not a value of a record.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }

// WithTraceID tells the trace of a record to events, from its context. With
// OpenTelemetry:
//
//	slogredact.WithTraceID(func(ctx context.Context) [16]byte {
//		return trace.SpanContextFromContext(ctx).TraceID()
//	})
//
// f is called for records in which something may be hidden, if the Redactor has an
// observer. A panic in it is contained, and there is no trace then. The default is none.
func WithTraceID(f func(context.Context) [16]byte) Option {
	return option(func(c *config) { c.trace = f })
}

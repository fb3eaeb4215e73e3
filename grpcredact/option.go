package grpcredact

import (
	"context"
	"log/slog"
)

// An Option configures the interceptors.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	logger   *slog.Logger
	metadata bool
	messages bool
	status   bool
	trace    func(context.Context) [16]byte
}

func newConfig(opts []Option) *config {
	c := &config{}
	for _, o := range opts {
		if o != nil {
			o.apply(c)
		}
	}
	return c
}

func (c *config) log() *slog.Logger {
	if c.logger != nil {
		return c.logger
	}
	return slog.Default()
}

// WithLogger sets the logger. The default is slog.Default() at the time of a call.
func WithLogger(l *slog.Logger) Option { return option(func(c *config) { c.logger = l }) }

// WithMetadata logs the metadata that came in, or that go out: each value judged by its
// name, and of names that end with "-bin" the sizes.
func WithMetadata() Option { return option(func(c *config) { c.metadata = true }) }

// WithMessages logs the messages of unary calls, as [Message] shows them. It costs as
// much as the messages are large.
func WithMessages() Option { return option(func(c *config) { c.messages = true }) }

// WithTraceID tells the trace of a call to events, from its context. With OpenTelemetry:
//
//	grpcredact.WithTraceID(func(ctx context.Context) [16]byte {
//		return trace.SpanContextFromContext(ctx).TraceID()
//	})
//
// f is called for each record if the Redactor has an observer. A panic in it is
// contained, and there is no trace then. The default is none.
func WithTraceID(f func(context.Context) [16]byte) Option {
	return option(func(c *config) { c.trace = f })
}

// WithStatus makes the interceptors of a server redact the text of a status before
// the client gets it. Code and details stay as they are.
func WithStatus() Option { return option(func(c *config) { c.status = true }) }

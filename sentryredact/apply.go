package sentryredact

import (
	"io"
	"os"

	"github.com/getsentry/sentry-go"

	"github.com/tacit-go/tacit/redact"
)

const sink = "sentry"

// Apply makes a client that is made of opts send nothing that r hides. Call it last,
// before sentry.Init or sentry.NewClient, and once.
//
// It sets BeforeSend, BeforeSendTransaction, BeforeSendLog, BeforeSendMetric and
// BeforeBreadcrumb to functions that call those that were there and redact what they
// return; Integrations, to add a processor for check-ins; and DebugWriter, to a writer
// around the one that was there, or standard error. The functions follow r, live
// secrets included, and are safe for concurrent use if the caller's are. With a nil r
// all text is hidden. What a caller's function panics with is passed on.
func Apply(opts *sentry.ClientOptions, r *redact.Redactor) {
	h := hooks{r}
	opts.BeforeSend = both(opts.BeforeSend, h.event)
	opts.BeforeSendTransaction = both(opts.BeforeSendTransaction, h.event)
	opts.BeforeBreadcrumb = both(opts.BeforeBreadcrumb, h.breadcrumb)
	opts.BeforeSendLog = then(opts.BeforeSendLog, h.log)
	opts.BeforeSendMetric = then(opts.BeforeSendMetric, h.metric)
	before := opts.Integrations
	opts.Integrations = func(list []sentry.Integration) []sentry.Integration {
		if before != nil {
			list = before(list)
		}
		return append(list[:len(list):len(list)], integration{h})
	}
	w := opts.DebugWriter
	if w == nil {
		w = os.Stderr
	}
	opts.DebugWriter = debugWriter{r.NewRecordWriter(w, redact.ForSink(sink))}
}

// then chains f after a callback that may be nil.
func then[T any](user, f func(*T) *T) func(*T) *T {
	if user == nil {
		return f
	}
	return func(v *T) *T { return f(user(v)) }
}

// both is then for callbacks with a hint.
func both[T, H any](user func(*T, *H) *T, f func(*T) *T) func(*T, *H) *T {
	if user == nil {
		return func(v *T, _ *H) *T { return f(v) }
	}
	return func(v *T, hint *H) *T { return f(user(v, hint)) }
}

// debugWriter tells of itself that what it is written is redacted.
type debugWriter struct{ io.Writer }

// GuardsSink implements [redact.SinkGuard].
func (debugWriter) GuardsSink() bool { return true }

// integration adds the processor for check-ins, which no callback sees.
type integration struct{ h hooks }

// Name implements sentry.Integration.
func (integration) Name() string { return "Tacit" }

// SetupOnce implements sentry.Integration.
func (i integration) SetupOnce(c *sentry.Client) {
	c.AddEventProcessor(func(e *sentry.Event, _ *sentry.EventHint) *sentry.Event {
		if e == nil || e.Type != typeCheckIn {
			return e
		}
		return i.h.event(e)
	})
}

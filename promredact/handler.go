package promredact

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tacit-go/tacit/redact"
)

// Handler is promhttp.Handler with what the default gatherer gathers redacted.
func Handler(r *redact.Redactor, opts ...Option) http.Handler {
	return guarded{promhttp.InstrumentMetricHandler(prometheus.DefaultRegisterer,
		HandlerFor(prometheus.DefaultGatherer, r, promhttp.HandlerOpts{}, opts...))}
}

// HandlerFor is promhttp.HandlerFor with what reg gathers redacted, and what is written
// to the ErrorLog of h.
func HandlerFor(reg prometheus.Gatherer, r *redact.Redactor, h promhttp.HandlerOpts, opts ...Option) http.Handler {
	h.ErrorLog = errorLog(h.ErrorLog, r)
	return guarded{promhttp.HandlerFor(NewGatherer(reg, r, opts...), h)}
}

// HandlerForTransactional is HandlerFor for a transactional gatherer.
func HandlerForTransactional(reg prometheus.TransactionalGatherer, r *redact.Redactor, h promhttp.HandlerOpts, opts ...Option) http.Handler {
	h.ErrorLog = errorLog(h.ErrorLog, r)
	return guarded{promhttp.HandlerForTransactional(NewTransactionalGatherer(reg, r, opts...), h)}
}

type guarded struct{ http.Handler }

// GuardsSink implements [redact.SinkGuard].
func (guarded) GuardsSink() bool { return true }

// logger redacts what a handler logs.
type logger struct {
	next promhttp.Logger
	r    *redact.Redactor
}

func errorLog(next promhttp.Logger, r *redact.Redactor) promhttp.Logger {
	if next == nil {
		return nil
	}
	return logger{next, r}
}

// Println implements promhttp.Logger.
func (l logger) Println(v ...any) {
	out := make([]any, len(v))
	for i, a := range v {
		switch a := a.(type) {
		case string:
			out[i] = l.r.String(a)
		case error:
			out[i] = l.r.Error(a)
		default:
			out[i] = l.r.Value(a)
		}
	}
	l.next.Println(out...)
}

package otelprocessor

import (
	"log/slog"

	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

const (
	failMark  = "[REDACTED:error]"
	limitMark = "[REDACTED:limit]"
)

// failAttr is what marks a span or a record that was stripped because redacting it
// failed.
const failAttr = attribute.Key("tacit.error")

// The Redactor places and counts the marks of failures and limits, so it is given
// a value that fails, or that never ends.
type (
	panicking struct{}
	endless   struct{}
)

// LogValue implements slog.LogValuer.
func (panicking) LogValue() slog.Value { panic("otelprocessor: a span or record could not be read") }

// LogValue implements slog.LogValuer.
func (e endless) LogValue() slog.Value { return slog.AnyValue(e) }

// count counts a failure of ours in the Redactor's statistics.
func (e *engine) count() { e.failure() }

// failure stands in the place of what failed, which it counts.
func (e *engine) failure() (out attribute.Value) {
	out = attribute.StringValue(failMark)
	defer func() { _ = recover() }()
	if v, ok := first(e.scope.Field("").Value(panicking{})).(string); ok {
		out = attribute.StringValue(v)
	}
	return out
}

// limited stands in the place of all that is behind a limit.
func limited(s redact.Scope) attribute.Value {
	if v, ok := first(s.Field("").Value(endless{})).(string); ok {
		return attribute.StringValue(v)
	}
	return attribute.StringValue(limitMark)
}

func limitedAttr(s redact.Scope) attribute.KeyValue {
	return attribute.KeyValue{Key: limitMark, Value: limited(s)}
}

func first[A, B any](a A, _ B) A { return a }

func second[A, B any](_ A, b B) B { return b }

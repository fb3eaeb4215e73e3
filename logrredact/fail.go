package logrredact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// The Redactor places and counts the marks of failures and limits, so it is given
// a value that fails, or that never ends.
type (
	panicking struct{}
	endless   struct{}
)

// LogValue implements slog.LogValuer.
func (panicking) LogValue() slog.Value { panic("logrredact: a method of the value panicked") }

// LogValue implements slog.LogValuer.
func (e endless) LogValue() slog.Value { return slog.AnyValue(e) }

const (
	failName  = "[REDACTED:error]"
	limitName = "[REDACTED:limit]"
)

// failed stands in the place of a value after a panic.
func failed(f redact.Field) (v any) {
	defer func() {
		if recover() != nil {
			v = failName
		}
	}()
	v, _ = f.Value(panicking{})
	return v
}

// name is the name of a field after a panic.
func name(f redact.Field) (n string) {
	defer func() {
		if recover() != nil {
			n = failName
		}
	}()
	return f.Name()
}

// limited stands in the place of all that is behind a limit.
func limited(s redact.Scope) any {
	v, _ := s.Field("").Value(endless{})
	return v
}

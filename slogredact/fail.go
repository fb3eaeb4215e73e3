package slogredact

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
func (panicking) LogValue() slog.Value { panic("slogredact: a method of the value panicked") }

// LogValue implements slog.LogValuer.
func (e endless) LogValue() slog.Value { return slog.AnyValue(e) }

// failed stands in the place of an attribute after a panic.
func failed(f redact.Field) (a slog.Attr) {
	const mark = "[REDACTED:error]"
	defer func() {
		if recover() != nil {
			a = slog.String(mark, mark)
		}
	}()
	v, _ := f.Value(panicking{})
	return slog.Any(f.Name(), v)
}

// limited stands in the place of all that is behind a limit.
func limited(s redact.Scope) slog.Attr {
	v, _ := s.Field("").Value(endless{})
	return slog.Any("[REDACTED:limit]", v)
}

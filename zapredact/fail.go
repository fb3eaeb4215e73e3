package zapredact

import (
	"log/slog"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// The Redactor places and counts the marks of failures and limits, so it is given
// a value that fails, or that never ends.
type (
	panicking struct{}
	endless   struct{}
)

// LogValue implements slog.LogValuer.
func (panicking) LogValue() slog.Value { panic("zapredact: a method of the value panicked") }

// LogValue implements slog.LogValuer.
func (e endless) LogValue() slog.Value { return slog.AnyValue(e) }

// failed stands in the place of a value after a panic.
func failed(fd redact.Field, key string) (f zapcore.Field) {
	const mark = "[REDACTED:error]"
	defer func() {
		if recover() != nil {
			f = stringField(mark, mark)
		}
	}()
	v, _ := fd.Value(panicking{})
	return fieldOf(key, v)
}

// limited stands in the place of what is behind a limit.
func limited(fd redact.Field, key string) zapcore.Field {
	v, _ := fd.Value(endless{})
	return fieldOf(key, v)
}

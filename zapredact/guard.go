package zapredact

import (
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

var _ redact.SinkGuard = (*core)(nil)

// GuardsSink implements [redact.SinkGuard].
func (c *core) GuardsSink() bool { return true }

// Sinks lists the global logger of zap, for guard.WithSinks of this library. A core
// that stands around the one that redacts hides it: vouch for such a logger.
func Sinks() []redact.Sink {
	c := zap.L().Core()
	return []redact.Sink{{
		Name: "zap.L()",
		// The logger that zap begins with writes nothing.
		Guarded: redact.Guards(c) || !c.Enabled(zapcore.FatalLevel),
		Remedy:  "zap.ReplaceGlobals(zap.L().WithOptions(zapredact.Options(…)...))",
	}}
}

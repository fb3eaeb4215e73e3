package redact

import "io"

// A SinkGuard is a writer, handler, core, transport or the like that redacts all that
// passes through it. Adapters implement it, so that package guard can tell which sinks
// of a process are guarded; the method must not block and is safe for concurrent use.
type SinkGuard interface {
	// GuardsSink reports that nothing reaches the sink unredacted.
	GuardsSink() bool
}

// Guards reports whether v is a [SinkGuard] that says so. What wraps one is not one by
// itself: it may write more than it passes on.
func Guards(v any) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	g, ok := v.(SinkGuard)
	return ok && g.GuardsSink()
}

// A Sink is a place at which a process writes telemetry, as package guard lists it. An
// adapter exports a function that returns those of its library which are known to the
// whole process, such as a global logger.
type Sink struct {
	// Name is how a program calls it, such as "zap.L()". It holds nothing of the
	// process but this.
	Name string
	// Guarded tells that all that is written there is redacted.
	Guarded bool
	// Remedy is what to do about it if it is not.
	Remedy string
}

var (
	_ SinkGuard = (*recordWriter)(nil)
	_ SinkGuard = (*StreamWriter)(nil)
	_ io.Writer = (*recordWriter)(nil)
)

// GuardsSink implements [SinkGuard].
func (w *recordWriter) GuardsSink() bool { return true }

// GuardsSink implements [SinkGuard].
func (s *StreamWriter) GuardsSink() bool { return true }

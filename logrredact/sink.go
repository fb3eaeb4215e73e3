package logrredact

import (
	"context"
	"sync/atomic"

	"github.com/go-logr/logr"

	"github.com/tacit-go/tacit/redact"
)

// New returns a logger that redacts what l is given. Levels, names, values and call
// depth of l stay, and so do values that are bound to l already: they are not
// redacted. A nil r replaces every value. The logger is safe for concurrent use if l
// is.
//
// A field that the policy drops is left out. In the place of a record that it denies
// ([redact.Deny]) stands a stub, which has the level and the logger's name, the time and
// the caller as the sink writes them, and a message that tells the detector; with
// [redact.WithoutStubs] nothing. What is bound is kept as it was hidden: the logger stays
// without the field, or denied, whatever the policy becomes.
func New(l logr.Logger, r *redact.Redactor, opts ...Option) logr.Logger {
	next := l.GetSink()
	if next == nil {
		return l // discards everything
	}
	if d, ok := next.(logr.CallDepthLogSink); ok {
		next = d.WithCallDepth(1) // the frame of this package
	}
	return l.WithSink(NewSink(next, r, opts...))
}

// NewSink returns a sink for [logr.New] that redacts what it passes to next, which
// must not be nil and must be given to no other logger. It is for sinks that are new;
// [New] is for the sink of a logger.
func NewSink(next logr.LogSink, r *redact.Redactor, opts ...Option) logr.LogSink {
	if next == nil {
		panic("logrredact: NewSink: nil sink")
	}
	_, pseudo := next.(formatter)
	cfg := newConfig(opts)
	s := &sink{root: &root{r: r, scope: r.Scope(cfg.sink), pseudo: pseudo, trace: cfg.trace}}
	s.root.depth.Store(1)
	s.first = newState(next)
	s.first.scope = s.root.scope
	s.state.Store(&s.first)
	return s.as()
}

// formatter is what sinks made of funcr.Formatter have.
type formatter interface {
	FormatInfo(level int, msg string, kvList []any) (prefix, argsStr string)
}

// root is what all sinks derived from one have in common.
type root struct {
	r      *redact.Redactor
	scope  redact.Scope
	pseudo bool         // next prints funcr.PseudoStruct
	depth  atomic.Int32 // frames between the caller and Info, but for those of WithCallDepth
	trace  func(context.Context) [16]byte
}

// sink redacts what it passes on.
type sink struct {
	root   *root
	parent *sink
	// state changes with the generation of the Redactor, and only then.
	state atomic.Pointer[state]
	first state
	pairs [4]any // room for a short op
}

// slogSink is a sink over one that is a logr.SlogSink, or that logr has made of a
// slog.Handler.
type slogSink struct{ *sink }

var (
	_ logr.CallDepthLogSink       = (*sink)(nil)
	_ logr.CallStackHelperLogSink = (*sink)(nil)
	_ logr.SlogSink               = slogSink{}
	_ redact.SinkGuard            = (*sink)(nil)
)

// as returns what s is to its user.
func (s *sink) as() logr.LogSink {
	if s.first.slog != nil || s.first.handler != nil {
		return slogSink{s}
	}
	return s
}

// GuardsSink implements [redact.SinkGuard].
func (s *sink) GuardsSink() bool { return true }

// Init implements logr.LogSink.
func (s *sink) Init(info logr.RuntimeInfo) {
	s.root.depth.Store(int32(info.CallDepth)) // again for each logr.FromSlogHandler
	info.CallDepth++
	s.state.Load().next.Init(info)
}

// Enabled implements logr.LogSink: the next sink decides.
func (s *sink) Enabled(level int) bool { return s.state.Load().next.Enabled(level) }

// Info implements logr.LogSink.
func (s *sink) Info(level int, msg string, keysAndValues ...any) {
	b := s.current()
	b.helper()
	if b.rec.WillDeny() || !b.clean(msg, keysAndValues) {
		scope, b := s.root.called(b)
		rec := scope.Record(b.rec)
		msg, keysAndValues = record(scope.Of(rec), b.scope.Of(rec), b, s.root.pseudo, msg, keysAndValues)
		if stub, denied := rec.Denied(); denied {
			if stub != "" {
				s.bare().next.Info(level, stub)
			}
			return
		}
	}
	b.next.Info(level, msg, keysAndValues...)
}

// Error implements logr.LogSink.
func (s *sink) Error(err error, msg string, keysAndValues ...any) {
	b := s.current()
	b.helper()
	scope, b := s.root.called(b)
	rec := scope.Record(b.rec)
	err = redactError(scope.Of(rec), err)
	if rec.WillDeny() || !b.clean(msg, keysAndValues) {
		msg, keysAndValues = record(scope.Of(rec), b.scope.Of(rec), b, s.root.pseudo, msg, keysAndValues)
	}
	if stub, denied := rec.Denied(); denied {
		if stub != "" {
			s.bare().next.Error(nil, stub)
		}
		return
	}
	b.next.Error(err, msg, keysAndValues...)
}

// WithValues implements logr.LogSink. The sink keeps the values in their redacted
// form only.
func (s *sink) WithValues(keysAndValues ...any) logr.LogSink {
	out := &sink{}
	return s.derive(out, op{kind: opValues, pairs: append(out.pairs[:0:len(out.pairs)], keysAndValues...)})
}

// WithName implements logr.LogSink.
func (s *sink) WithName(name string) logr.LogSink {
	return s.derive(&sink{}, op{kind: opName, name: name})
}

// WithCallDepth implements logr.CallDepthLogSink. It is s itself if the next sink
// knows nothing of call depths.
func (s *sink) WithCallDepth(depth int) logr.LogSink {
	if _, ok := s.state.Load().next.(logr.CallDepthLogSink); !ok {
		return s.as()
	}
	return s.derive(&sink{}, op{kind: opDepth, depth: depth})
}

// GetCallStackHelper implements logr.CallStackHelperLogSink. The function does
// nothing if the next sink has none.
func (s *sink) GetCallStackHelper() func() { return s.state.Load().helper }

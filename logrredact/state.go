package logrredact

import (
	"log/slog"

	"github.com/go-logr/logr"

	"github.com/tacit-go/tacit/redact"
)

// An op is what derived a sink from its parent. What it keeps is redacted and owned:
// nothing of it is the caller's.
type op struct {
	kind  opKind
	name  string // of opName and opGroup
	depth int
	pairs []any
	attrs []slog.Attr
	rec   redact.Record // of this and all before, when it was first done
}

type opKind uint8

const (
	opValues opKind = iota
	opName
	opDepth
	opAttrs
	opGroup
)

// state is what a sink has bound, for one generation of the Redactor. It is
// immutable.
type state struct {
	gen  uint64
	op   op
	next logr.LogSink  // has everything bound
	slog logr.SlogSink // next, if it is one
	// handler is what next writes to, if logr has made it of one. It has all bound
	// but names, as with logr.ToSlogHandler.
	handler slog.Handler
	helper  func()
	scope   redact.Scope  // of the open groups
	rec     redact.Record // what is bound says of each record
	left    bool          // the open groups are left out
	bound   bool          // text is bound, so that the generation matters
	depth   int           // of WithCallDepth
}

func newState(next logr.LogSink) state {
	b := state{next: next, helper: func() {}}
	b.slog, _ = next.(logr.SlogSink)
	if u, ok := next.(logr.Underlier); ok && b.slog == nil {
		b.handler = u.GetUnderlying()
	}
	if h, ok := next.(logr.CallStackHelperLogSink); ok {
		b.helper = h.GetCallStackHelper()
	}
	return b
}

// derive makes out the sink that op derives from s.
func (s *sink) derive(out *sink, o op) logr.LogSink {
	out.root, out.parent = s.root, s
	// Read before redacting: a change in between shows at the next record.
	gen := s.root.r.Generation()
	out.first = s.root.bind(s.current(), o)
	out.first.gen = gen
	if kept := out.first.op.pairs; len(o.pairs) > 0 && (len(kept) == 0 || &kept[0] != &o.pairs[0]) {
		clear(o.pairs) // our copy, with what was hidden
	}
	out.state.Store(&out.first)
	return out.as()
}

// current returns what is bound, as the Redactor in force has redacted it.
func (s *sink) current() *state {
	b := s.state.Load()
	if !b.bound {
		return b
	}
	gen := s.root.r.Generation()
	if b.gen == gen {
		return b
	}
	again := s.root.bind(s.parent.current(), b.op)
	again.gen = gen
	// One of several goroutines wins; one that lost against a later generation is
	// found out by the comparison above.
	s.state.Store(&again)
	return &again
}

// bind does o on from.
func (r *root) bind(from *state, o op) state {
	next := from.next
	b := *from
	switch o.kind {
	case opDepth:
		b.depth += o.depth
		if d, ok := next.(logr.CallDepthLogSink); ok {
			next = d.WithCallDepth(o.depth)
		}
	case opName:
		b.bound = true
		o.name = r.scope.Text(o.name)
		next = next.WithName(o.name)
	case opValues:
		b.bound = true
		if o = r.keep(&b, o); len(o.pairs) > 0 {
			next = next.WithValues(o.pairs...)
		}
	case opAttrs:
		b.bound = true
		if o = r.keep(&b, o); len(o.attrs) > 0 {
			next = from.withAttrs(o.attrs)
		}
	case opGroup:
		b.bound = true
		o.name = b.enter(o.name)
		if !b.left {
			next = from.withGroup(o.name)
		}
	}
	on := newState(next)
	b.op, b.next, b.slog, b.handler, b.helper = o, on.next, on.slog, on.handler, on.helper
	return b
}

func (b *state) withAttrs(attrs []slog.Attr) logr.LogSink {
	if b.handler != nil {
		return sinkOf(b.handler.WithAttrs(attrs))
	}
	return b.slog.WithAttrs(attrs)
}

func (b *state) withGroup(name string) logr.LogSink {
	if b.handler != nil {
		return sinkOf(b.handler.WithGroup(name))
	}
	return b.slog.WithGroup(name)
}

// sinkOf returns the sink that logr makes of a handler, for a call by this package.
func sinkOf(h slog.Handler) logr.LogSink {
	s := logr.FromSlogHandler(h).GetSink()
	if d, ok := s.(logr.CallDepthLogSink); ok {
		s = d.WithCallDepth(1)
	}
	return s
}

// keep redacts the values of o for good.
func (r *root) keep(b *state, o op) op {
	b.rec = r.scope.Record(b.rec, o.rec)
	if b.left {
		return op{kind: o.kind, rec: b.rec}
	}
	p, s := pass{nodes: maxNodes, own: true, pseudo: r.pseudo}, b.scope.Of(b.rec)
	o.pairs = p.pairs(s, o.pairs)
	o.attrs, _ = p.attrs(s, o.attrs, 0)
	o.rec = b.rec
	return o
}

// enter opens a group and returns the name to write.
func (b *state) enter(name string) string {
	f := b.scope.Field(name)
	b.left = b.left || f.Action() == redact.DropField
	b.scope = f.Scope()
	return f.Name()
}

// clean reports a record in which nothing is to be hidden, which is what most
// records are. False tells nothing. It calls no method of a value.
func (b *state) clean(msg string, pairs []any) bool {
	if b.left || len(pairs)%2 != 0 || len(pairs) > 2*maxNodes {
		return false
	}
	batch := b.scope.Batch()
	ok := batch.Text(msg)
	for i := 0; ok && i < len(pairs); i += 2 {
		name, isName := pairs[i].(string)
		ok = isName && batch.Field(name) && batch.Any(pairs[i+1])
	}
	return batch.Clean() && ok
}

// record redacts a record that may be dirty.
func record(message, fields redact.Scope, b *state, pseudo bool, msg string, pairs []any) (string, []any) {
	msg = message.Text(msg)
	if b.left {
		return msg, nil
	}
	p := pass{nodes: maxNodes, pseudo: pseudo}
	return msg, p.pairs(fields, pairs)
}

// bare is what s was derived from, with the names and call depths of s but nothing else
// that is bound, for stubs.
func (s *sink) bare() state {
	if s.parent == nil {
		return s.first
	}
	b := s.parent.bare()
	switch o := s.state.Load().op; o.kind {
	case opName:
		return newState(b.next.WithName(o.name))
	case opDepth:
		if d, ok := b.next.(logr.CallDepthLogSink); ok {
			return newState(d.WithCallDepth(o.depth))
		}
	}
	return b
}

// redactError redacts the error of a record.
func redactError(s redact.Scope, err error) error {
	if err == nil {
		return nil
	}
	f := s.Field("error")
	if f.Action() == redact.DropField {
		return nil
	}
	switch v, changed := f.Value(err); v := v.(type) {
	case error:
		return v
	case string:
		return text(v)
	default:
		if changed {
			return nil // of a nil pointer
		}
		return err
	}
}

// text is an error that was replaced.
type text string

// Error implements error.
func (t text) Error() string { return string(t) }

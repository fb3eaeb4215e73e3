package logrredact

import (
	"log/slog"

	"github.com/go-logr/logr"

	"github.com/tacit-go/tacit/redact"
)

// An op is what derived a sink from its parent. What it keeps is redacted and owned:
// nothing of it is the caller's.
type op struct {
	kind   opKind
	name   string // of opName and opGroup
	depth  int
	pairs  []any
	attrs  []slog.Attr
	silent bool // a field that drops the record was bound
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
	scope   redact.Scope // of the open groups
	// inside is the action of the open groups: Scan, DropField or DropRecord.
	inside redact.Action
	silent bool
	bound  bool // text is bound, so that the generation matters
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
		if b.inside == redact.Scan {
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
	switch b.inside {
	case redact.DropField:
		return op{kind: o.kind, silent: o.silent}
	case redact.DropRecord:
		o = op{kind: o.kind, silent: true}
	}
	p := pass{nodes: maxNodes, own: true, pseudo: r.pseudo}
	o.pairs = p.pairs(b.scope, o.pairs)
	o.attrs, _ = p.attrs(b.scope, o.attrs, 0)
	o.silent = o.silent || p.drop
	b.silent = b.silent || o.silent
	return o
}

// enter opens a group and returns the name to write.
func (b *state) enter(name string) string {
	f := b.scope.Field(name)
	if a := f.Action(); b.inside == redact.Scan && (a == redact.DropField || a == redact.DropRecord) {
		b.inside = a
	}
	b.scope = f.Scope()
	return f.Name()
}

// clean reports a record in which nothing is to be hidden, which is what most
// records are. False tells nothing. It calls no method of a value.
func (b *state) clean(msg string, pairs []any) bool {
	if b.silent || b.inside != redact.Scan || len(pairs)%2 != 0 || len(pairs) > 2*maxNodes {
		return false
	}
	batch := b.scope.Batch()
	ok := batch.Text(msg)
	for i := 0; ok && i < len(pairs); i += 2 {
		name, isName := pairs[i].(string)
		ok = isName && batch.Field(name) && plain(batch, pairs[i+1])
	}
	return batch.Clean() && ok
}

// record redacts a record that may be dirty. ok is false if it is to be dropped.
func (r *root) record(b *state, msg string, pairs []any) (string, []any, bool) {
	if b.silent || b.inside == redact.DropRecord && len(pairs) > 0 {
		return "", nil, false
	}
	msg = r.scope.Text(msg)
	if b.inside == redact.DropField {
		return msg, nil, true
	}
	p := pass{nodes: maxNodes, pseudo: r.pseudo}
	pairs = p.pairs(b.scope, pairs)
	return msg, pairs, !p.drop
}

// error redacts the error of a record.
func (r *root) error(b *state, err error) (error, bool) {
	if b.silent {
		return nil, false
	}
	if err == nil {
		return nil, true
	}
	f := r.scope.Field("error")
	switch f.Action() {
	case redact.DropRecord:
		return nil, false
	case redact.DropField:
		return nil, true
	}
	switch v, changed := f.Value(err); v := v.(type) {
	case error:
		return v, true
	case string:
		return text(v), true
	default:
		if changed {
			return nil, true // of a nil pointer
		}
		return err, true
	}
}

// text is an error that was replaced.
type text string

// Error implements error.
func (t text) Error() string { return string(t) }

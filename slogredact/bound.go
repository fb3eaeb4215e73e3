package slogredact

import (
	"log/slog"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// bound is what a logger has bound with With and WithGroup. It is immutable.
type bound struct {
	gen   uint64       // of the Redactor, before ops were redacted
	next  slog.Handler // has ops bound
	scope redact.Scope // of the open groups
	ops   []op
	// inside is the action of the open groups: Scan, DropField or DropRecord.
	inside redact.Action
	silent bool // a field that drops the record is bound
}

// An op is one call of WithGroup or WithAttrs. What a bound keeps is redacted and
// owned: nothing of it is the caller's.
type op struct {
	group  string
	attrs  []slog.Attr
	silent bool
}

// bind redoes what was bound.
func (r *root) bind(ops []op, gen uint64) *bound {
	b := &bound{gen: gen, next: r.next, scope: r.scope}
	for _, o := range ops {
		b.do(o)
	}
	return b
}

// with returns b and one op more.
func (b *bound) with(o op) *bound {
	out := *b
	out.ops = slices.Clip(out.ops)
	out.do(o)
	return &out
}

// do adds an op to a bound that nobody else has yet.
func (b *bound) do(o op) {
	if o.group != "" {
		o = b.enter(o.group)
	} else {
		o = b.add(o)
	}
	b.ops = append(b.ops, o)
}

func (b *bound) enter(name string) op {
	f := b.scope.Field(name)
	if a := f.Group(); b.inside == redact.Scan && (a == redact.DropField || a == redact.DropRecord) {
		b.inside = a
	}
	b.scope = f.Scope()
	name = f.Name()
	if b.inside == redact.Scan {
		b.next = b.next.WithGroup(name)
	}
	return op{group: name}
}

func (b *bound) add(o op) op {
	switch b.inside {
	case redact.DropField:
		return op{silent: o.silent}
	case redact.DropRecord:
		o = op{silent: true}
	}
	p := pass{nodes: maxNodes, own: true}
	attrs, _ := p.attrs(b.scope, o.attrs, 0)
	o = op{attrs: attrs, silent: o.silent || p.drop}
	b.silent = b.silent || o.silent
	if len(attrs) > 0 {
		b.next = b.next.WithAttrs(attrs)
	}
	return o
}

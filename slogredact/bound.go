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
	rec   redact.Record // what ops say of each record
	left  bool          // the open groups are left out
}

// An op is one call of WithGroup or WithAttrs. What a bound keeps is redacted and
// owned: nothing of it is the caller's.
type op struct {
	group string
	attrs []slog.Attr
	rec   redact.Record // of this and all ops before, when it was first done
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
	b.left = b.left || f.Group() == redact.DropField
	b.scope = f.Scope()
	name = f.Name()
	if !b.left {
		b.next = b.next.WithGroup(name)
	}
	return op{group: name}
}

func (b *bound) add(o op) op {
	b.rec = b.scope.Record(b.rec, o.rec)
	if b.left {
		return op{rec: b.rec}
	}
	p := pass{nodes: maxNodes, own: true}
	attrs, _ := p.attrs(b.scope.Of(b.rec), o.attrs, 0)
	o = op{attrs: attrs, rec: b.rec}
	if len(attrs) > 0 {
		b.next = b.next.WithAttrs(attrs)
	}
	return o
}

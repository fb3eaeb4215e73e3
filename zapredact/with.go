package zapredact

import "go.uber.org/zap/zapcore"

// With implements zapcore.Core. The fields are redacted here; the returned core
// keeps them in their redacted form only.
func (c *core) With(fields []zapcore.Field) zapcore.Core {
	gen := c.r.Generation()
	next := c.current()
	out, room := newDerived(len(fields))
	p := pass{scope: c.scope, inside: c.inside, own: true, out: room}
	out.root, out.parent = c.root, c
	out.fields = p.fields(fields)
	out.scope, out.inside = p.scope, p.inside
	out.silent = c.silent || p.drop
	if len(out.fields) > 0 {
		next = next.With(out.fields)
	}
	out.first = bound{gen: gen, next: next}
	out.now.Store(&out.first)
	out.hook = c.hook
	if p.scope != c.scope || p.inside != c.inside {
		out.hook = out.before
	}
	return out
}

// newDerived allocates a core with room for its fields, at once if they are few: a
// logger may be derived for each request.
func newDerived(fields int) (*core, []zapcore.Field) {
	switch {
	case fields <= 1:
		d := new(struct {
			core
			room [1]zapcore.Field
		})
		return &d.core, d.room[:0]
	case fields <= 3:
		d := new(struct {
			core
			room [3]zapcore.Field
		})
		return &d.core, d.room[:0]
	case fields <= 8:
		d := new(struct {
			core
			room [8]zapcore.Field
		})
		return &d.core, d.room[:0]
	}
	return new(core), make([]zapcore.Field, 0, fields)
}

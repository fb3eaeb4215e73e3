package zapredact

import "go.uber.org/zap/zapcore"

// With implements zapcore.Core. The fields are redacted here; the returned core
// keeps them in their redacted form only.
func (c *core) With(fields []zapcore.Field) zapcore.Core {
	gen := c.r.Generation()
	b := *c.current()
	b.gen, b.rec = gen, c.root.scope.Record(b.rec)
	out, room := newDerived(len(fields))
	p := pass{scope: c.scope.Of(b.rec), rec: b.rec, left: c.left, own: true, out: room}
	out.root, out.parent = c.root, c
	out.fields = p.fields(fields)
	out.scope, out.left = p.scope.Apart(), p.left
	b.bind(c.root.scope, out.fields)
	out.first = b
	out.now.Store(&out.first)
	out.hook = c.hook
	if out.scope != c.scope || out.left != c.left {
		out.hook = out.before()
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

package zapredact

import (
	"sync/atomic"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// A core redacts what it passes on. The cores inside it decide and register
// themselves, so that samplers, tees and levels behave as without it; what they
// write is replaced before they write it. It writes out all methods of
// zapcore.Core: an embedded core would return itself from With, and nothing would be
// redacted from then on.
type core struct {
	*root
	scope redact.Scope // of the open namespaces
	left  bool         // they are left out
	hook  zapcore.CheckPreWriteHook
	// parent and fields are what next is made of again when the generation of the
	// Redactor changes. The fields are redacted and owned.
	parent *core
	fields []zapcore.Field
	now    atomic.Pointer[bound]
	first  bound
}

// root is what all cores derived from one have in common.
type root struct {
	r     *redact.Redactor
	scope redact.Scope
}

// bound is a core with all fields bound, as the Redactor has redacted them. Where records
// may be denied they are carried instead, so that they can be left out of a stub.
type bound struct {
	gen     uint64
	next    zapcore.Core
	carried []zapcore.Field
	rec     redact.Record // what they say of each record
}

// bind binds fields too, which are owned.
func (b *bound) bind(scope redact.Scope, fields []zapcore.Field) {
	switch {
	case len(fields) == 0:
	case scope.Denies() || len(b.carried) > 0:
		b.carried = append(b.carried[:len(b.carried):len(b.carried)], fields...)
	default:
		b.next = b.next.With(fields)
	}
}

var _ zapcore.Core = (*core)(nil)

// NewCore returns a core that redacts every entry and its fields before c writes
// them. c must not be nil. A nil r replaces every value. The core is safe for
// concurrent use if c is, and follows [redact.Redactor.Replace] and changes of live
// secrets.
//
// [Options] does this and what a logger needs besides.
//
// A field that the policy drops is left out. A record that it denies ([redact.Deny]) is
// written with its level, time, caller and logger's name, and the message of a stub. It
// cannot be taken back from zap, so this holds with [redact.WithoutStubs] too, where the
// message does not tell the detector. What is bound is kept as it was hidden: the logger
// stays without the field, or denied, whatever the policy becomes. While records may be
// denied, bound fields are not given to With of the cores inside, but with each record.
func NewCore(c zapcore.Core, r *redact.Redactor, opts ...CoreOption) zapcore.Core {
	if c == nil {
		panic("zapredact: NewCore: nil core")
	}
	scope := r.Scope(newConfig(opts).sink)
	out := &core{root: &root{r: r, scope: scope}, scope: scope, first: bound{next: c}}
	out.hook = out.before()
	out.now.Store(&out.first)
	return out
}

// Enabled implements zapcore.LevelEnabler: the next core decides.
func (c *core) Enabled(l zapcore.Level) bool { return c.now.Load().next.Enabled(l) }

// Level is the level of the next core, for [zapcore.LevelOf].
func (c *core) Level() zapcore.Level { return zapcore.LevelOf(c.now.Load().next) }

// Sync implements zapcore.Core.
func (c *core) Sync() error { return c.now.Load().next.Sync() }

// Check implements zapcore.Core: the next core decides.
func (c *core) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	b := c.current()
	ce = b.next.Check(e, ce)
	if ce == nil {
		return nil
	}
	if e.Level >= zapcore.DPanicLevel {
		// What a hook that ends the program sees is not what is written.
		ce.Message = c.root.scope.Text(ce.Message)
		ce.LoggerName = c.root.scope.Text(ce.LoggerName)
	}
	if len(b.carried) > 0 || b.rec.WillDeny() {
		return ce.Before(e, func(e zapcore.Entry, fields []zapcore.Field) (zapcore.Entry, []zapcore.Field) {
			return c.beforeBound(b, e, fields)
		})
	}
	return ce.Before(e, c.hook)
}

// Write implements zapcore.Core, for cores around this one that do not let it
// register itself.
func (c *core) Write(e zapcore.Entry, fields []zapcore.Field) error {
	b := c.current()
	e, fields = c.beforeBound(b, e, fields)
	return b.next.Write(e, fields)
}

// current returns the next core with all fields bound, as the Redactor in force has
// redacted them.
func (c *core) current() *bound {
	b := c.now.Load()
	if c.parent == nil {
		return b
	}
	// Read before redacting: a change in between shows at the next record.
	gen := c.r.Generation()
	if b.gen == gen {
		return b
	}
	again := c.rebound()
	again.gen = gen
	// One of several goroutines wins; one that lost against a later generation is
	// found out by the comparison above.
	c.now.Store(&again)
	return &again
}

// rebound binds the fields of c and of its parents again.
func (c *core) rebound() bound {
	if c.parent == nil {
		return *c.now.Load()
	}
	b := c.parent.rebound()
	b.rec = c.root.scope.Record(b.rec, c.first.rec)
	p := pass{scope: c.parent.scope.Of(b.rec), rec: b.rec, left: c.parent.left, own: true}
	b.bind(c.root.scope, p.fields(c.fields))
	return b
}

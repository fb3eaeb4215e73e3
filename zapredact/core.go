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
	scope  redact.Scope // of the open namespaces
	inside redact.Action
	hook   zapcore.CheckPreWriteHook
	silent bool // a field that drops the record is bound
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

// bound is a core with all fields bound, as the Redactor has redacted them.
type bound struct {
	gen  uint64
	next zapcore.Core
}

var _ zapcore.Core = (*core)(nil)

// NewCore returns a core that redacts every entry and its fields before c writes
// them. c must not be nil. A nil r replaces every value. The core is safe for
// concurrent use if c is, and follows [redact.Redactor.Replace] and changes of live
// secrets.
//
// [Options] does this and what a logger needs besides.
//
// A field that the policy drops is left out. A record with a field whose action is
// DropRecord cannot be taken back from zap: it is written without its message and
// its fields. With bound fields of these kinds the value is not kept: the logger
// stays without the field, or silent, whatever the policy becomes.
func NewCore(c zapcore.Core, r *redact.Redactor, opts ...CoreOption) zapcore.Core {
	if c == nil {
		panic("zapredact: NewCore: nil core")
	}
	scope := r.Scope(newConfig(opts).sink)
	out := &core{root: &root{r: r, scope: scope}, scope: scope, first: bound{next: c}}
	out.hook = out.before
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
	if c.silent {
		return ce
	}
	ce = c.current().Check(e, ce)
	if ce == nil {
		return nil
	}
	if e.Level >= zapcore.DPanicLevel {
		// What a hook that ends the program sees is not what is written.
		ce.Message = c.root.scope.Text(ce.Message)
		ce.LoggerName = c.root.scope.Text(ce.LoggerName)
	}
	return ce.Before(e, c.hook)
}

// Write implements zapcore.Core, for cores around this one that do not let it
// register itself.
func (c *core) Write(e zapcore.Entry, fields []zapcore.Field) error {
	if c.silent {
		return nil
	}
	e, fields = c.before(e, fields)
	return c.current().Write(e, fields)
}

// current returns the next core with all fields bound, as the Redactor in force has
// redacted them.
func (c *core) current() zapcore.Core {
	b := c.now.Load()
	if c.parent == nil {
		return b.next
	}
	// Read before redacting: a change in between shows at the next record.
	gen := c.r.Generation()
	if b.gen == gen {
		return b.next
	}
	again := &bound{gen: gen, next: c.rebound()}
	// One of several goroutines wins; one that lost against a later generation is
	// found out by the comparison above.
	c.now.Store(again)
	return again.next
}

// rebound binds the fields of c and of its parents again.
func (c *core) rebound() zapcore.Core {
	if c.parent == nil {
		return c.now.Load().next
	}
	next := c.parent.rebound()
	p := pass{scope: c.parent.scope, inside: c.parent.inside, own: true}
	if fields := p.fields(c.fields); len(fields) > 0 {
		next = next.With(fields)
	}
	return next
}

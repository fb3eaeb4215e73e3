package zapredact

import (
	"math"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// before returns what runs before an entry is written. It may run more than once for one
// entry, as in a tee whose branches are wrapped.
func (c *core) before() zapcore.CheckPreWriteHook {
	// An entry is large, and each call that it goes through copies it: a clean one goes
	// through this alone.
	return func(e zapcore.Entry, fields []zapcore.Field) (zapcore.Entry, []zapcore.Field) {
		probe := c.root.scope.Probe()
		if c.left || !clean(&c.scope, &e, fields) {
			return c.redact(&bound{}, probe, e, fields)
		}
		if probe.On() {
			probe.Done(size(&e, fields), false)
		}
		return e, fields
	}
}

// beforeBound is what runs for what is bound to c.
func (c *core) beforeBound(b *bound, e zapcore.Entry, fields []zapcore.Field) (zapcore.Entry, []zapcore.Field) {
	probe := c.root.scope.Probe()
	if c.left || b.rec.WillDeny() || !clean(&c.scope, &e, fields) {
		return c.redact(b, probe, e, fields)
	}
	if probe.On() {
		probe.Done(size(&e, fields), false)
	}
	return e, b.with(fields)
}

// redact redacts an entry that may not be clean.
func (c *core) redact(b *bound, probe redact.Probe, e zapcore.Entry, fields []zapcore.Field) (zapcore.Entry, []zapcore.Field) {
	n := 0
	if probe.On() {
		n = size(&e, fields)
	}
	fields, rec := redactEntry(c.root.scope.Probed(probe), c.scope.Probed(probe), b.rec, c.left, &e, fields)
	denied := deny(rec, &e)
	probe.Done(n, denied || probe.Hit())
	if denied {
		if e.Message == "" {
			e.Message = deniedMessage
		}
		return e, nil
	}
	return e, b.with(fields)
}

// with returns fields behind those that are carried.
func (b *bound) with(fields []zapcore.Field) []zapcore.Field {
	if len(b.carried) == 0 {
		return fields
	}
	return append(b.carried[:len(b.carried):len(b.carried)], fields...)
}

// deny ends a record. If it is denied, e is its stub, without a message if nothing is to be
// left.
func deny(rec redact.Record, e *zapcore.Entry) bool {
	stub, denied := rec.Denied()
	if denied {
		e.Message, e.Stack = stub, ""
	}
	return denied
}

// redactEntry redacts an entry in place, and its fields, which are not written to.
func redactEntry(root, scope redact.Scope, bound redact.Record, left bool, e *zapcore.Entry, fields []zapcore.Field) ([]zapcore.Field, redact.Record) {
	if e.Caller.Defined && scope.Observed() {
		o := redact.Origin{PC: e.Caller.PC}
		root, scope = root.From(o), scope.From(o)
	}
	rec := root.Record(bound)
	root, scope = root.Of(rec), scope.Of(rec)
	e.Message = root.Text(e.Message)
	e.LoggerName = root.Text(e.LoggerName)
	e.Stack = root.Text(e.Stack)
	if e.Caller.Defined {
		e.Caller.File = root.Text(e.Caller.File)
		e.Caller.Function = root.Text(e.Caller.Function)
	}
	p := pass{scope: scope, rec: rec, left: left}
	return p.fields(fields), rec
}

// size is the number of bytes of text in an entry and its fields, as far as they are
// strings.
func size(e *zapcore.Entry, fields []zapcore.Field) int {
	n := len(e.Message) + len(e.LoggerName) + len(e.Stack)
	for i := range fields {
		n += len(fields[i].Key) + len(fields[i].String)
	}
	return n
}

// deniedMessage is that of a record that is to be left out: zap writes it in any case.
const deniedMessage = "[DENIED]"

// clean reports an entry in which nothing is to be hidden, which is what most are.
// False tells nothing. It calls no method of a value of the user.
func clean(scope *redact.Scope, e *zapcore.Entry, fields []zapcore.Field) bool {
	b := scope.Batch()
	ok := b.Text(e.Message)
	if ok && e.LoggerName != "" {
		ok = b.Text(e.LoggerName)
	}
	if ok && e.Stack != "" {
		ok = b.Text(e.Stack)
	}
	if ok && e.Caller.Defined {
		ok = b.Text(e.Caller.File) && b.Text(e.Caller.Function)
	}
	for i := range fields {
		if !ok {
			break
		}
		ok = plain(b, &fields[i])
	}
	return b.Clean() && ok
}

// plain adds a field to a batch. It reports that it could be added and that the
// batch may still be clean.
func plain(b *redact.Batch, f *zapcore.Field) bool {
	if f.Type == zapcore.StringType { // most are
		return b.Field(f.Key) && b.Text(f.String)
	}
	switch f.Type {
	case zapcore.SkipType:
		return true
	case zapcore.Int64Type, zapcore.Int32Type, zapcore.Int16Type, zapcore.Int8Type:
		return b.Field(f.Key) && b.Int64(f.Integer)
	case zapcore.Uint64Type, zapcore.Uint32Type, zapcore.Uint16Type, zapcore.Uint8Type, zapcore.UintptrType:
		return b.Field(f.Key) && b.Uint64(unsigned(f))
	case zapcore.Float64Type:
		return b.Field(f.Key) && b.Float64(math.Float64frombits(uint64(f.Integer)))
	case zapcore.Float32Type:
		return b.Field(f.Key) && b.Float64(float64(math.Float32frombits(uint32(f.Integer))))
	case zapcore.BoolType, zapcore.DurationType,
		zapcore.TimeType, zapcore.TimeFullType, zapcore.Complex64Type, zapcore.NamespaceType:
		return b.Field(f.Key)
	case zapcore.Complex128Type:
		z, _ := f.Interface.(complex128)
		return b.Field(f.Key) && b.Float64(real(z)) && b.Float64(imag(z))
	case zapcore.ErrorType:
		return fixed(f.Interface) && b.Field(f.Key) && b.Text(f.Interface.(error).Error())
	}
	return false
}

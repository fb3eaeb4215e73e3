package zapredact

import (
	"math"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// before is what runs before an entry is written. It may run more than once for one
// entry, as in a tee whose branches are wrapped.
func (c *core) before(e zapcore.Entry, fields []zapcore.Field) (zapcore.Entry, []zapcore.Field) {
	probe := c.root.scope.Probe()
	if c.inside == redact.Scan && clean(c.scope, &e, fields) {
		if probe.On() {
			probe.Done(size(&e, fields), false)
		}
		return e, fields
	}
	n := 0
	if probe.On() {
		n = size(&e, fields)
	}
	fields, drop := redactEntry(c.root.scope.Probed(probe), c.scope.Probed(probe), c.inside, &e, fields)
	probe.Done(n, drop || probe.Hit())
	if drop {
		// zap writes it in any case.
		e.Message, fields = droppedMessage, nil
	}
	return e, fields
}

// redactEntry redacts an entry in place, and its fields, which are not written to.
// drop tells of a field that drops the record.
func redactEntry(root, scope redact.Scope, inside redact.Action, e *zapcore.Entry, fields []zapcore.Field) (out []zapcore.Field, drop bool) {
	if e.Caller.Defined && scope.Observed() {
		o := redact.Origin{PC: e.Caller.PC}
		root, scope = root.From(o), scope.From(o)
	}
	e.Message = root.Text(e.Message)
	e.LoggerName = root.Text(e.LoggerName)
	e.Stack = root.Text(e.Stack)
	if e.Caller.Defined {
		e.Caller.File = root.Text(e.Caller.File)
		e.Caller.Function = root.Text(e.Caller.Function)
	}
	p := pass{scope: scope, inside: inside}
	out = p.fields(fields)
	return out, p.drop
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

// droppedMessage stands for a record that the policy drops.
const droppedMessage = "[REDACTED:dropped]"

// clean reports an entry in which nothing is to be hidden, which is what most are.
// False tells nothing. It calls no method of a value of the user.
func clean(scope redact.Scope, e *zapcore.Entry, fields []zapcore.Field) bool {
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
	switch f.Type {
	case zapcore.SkipType:
		return true
	case zapcore.StringType:
		return b.Field(f.Key) && b.Text(f.String)
	case zapcore.Int64Type, zapcore.Int32Type, zapcore.Int16Type, zapcore.Int8Type:
		return b.Field(f.Key) && b.Int64(f.Integer)
	case zapcore.Uint64Type, zapcore.Uint32Type, zapcore.Uint16Type, zapcore.Uint8Type, zapcore.UintptrType:
		return b.Field(f.Key) && b.Uint64(unsigned(f))
	case zapcore.Float64Type:
		return b.Field(f.Key) && b.Float64(math.Float64frombits(uint64(f.Integer)))
	case zapcore.Float32Type:
		return b.Field(f.Key) && b.Float64(float64(math.Float32frombits(uint32(f.Integer))))
	case zapcore.BoolType, zapcore.DurationType,
		zapcore.TimeType, zapcore.TimeFullType, zapcore.Complex128Type, zapcore.Complex64Type, zapcore.NamespaceType:
		return b.Field(f.Key)
	case zapcore.ErrorType:
		return fixed(f.Interface) && b.Field(f.Key) && b.Text(f.Interface.(error).Error())
	}
	return false
}

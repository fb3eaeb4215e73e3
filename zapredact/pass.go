package zapredact

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// maxDepth bounds objects and arrays within each other, which zap itself does not.
const maxDepth = 64

// maxNested bounds the objects and arrays of one record: a marshaler can add itself.
const maxNested = 10_000

// A pass redacts fields in the order in which they are added.
type pass struct {
	scope redact.Scope // of the open namespaces
	rec   redact.Record
	out   []zapcore.Field
	depth int
	count int   // of objects and arrays
	own   bool  // what is returned shares nothing with the caller
	err   error // of the marshaler that was called last
	// nested tells that the fields come from a marshaler: what zap makes of an error is
	// told by what was added last.
	nested     bool
	last       redact.Field
	lastKey    string
	lastFailed bool
	left       bool // the open namespaces are left out
	beside     []zapcore.Field
}

// verdict says what became of a field.
type verdict uint8

const (
	same verdict = iota
	changed
	added // what is left of the field is in out
	dropped
)

// fields redacts a slice without writing to it, and returns it if it is clean.
func (p *pass) fields(in []zapcore.Field) []zapcore.Field {
	copying := p.own
	if copying && p.out == nil {
		p.out = make([]zapcore.Field, 0, len(in))
	}
	for i := range in {
		at := len(p.out)
		p.beside = in[max(0, i-maxBeside):min(len(in), i+maxBeside+1)]
		f, v := p.field(&in[i])
		if err := p.taken(); err != nil {
			// As zap tells it.
			if v == changed {
				p.out = append(p.out, f)
			}
			fd := p.scope.Field(in[i].Key)
			p.out, v = append(p.out, stringField(fd.Name()+"Error", fd.String(textOfError(err)))), added
		}
		if v == same {
			if copying {
				p.out = append(p.out, in[i])
			}
			continue
		}
		if !copying {
			copying = true
			// What was added stands behind those before it.
			tail := p.out[at:]
			p.out = append(append(make([]zapcore.Field, 0, len(in)+len(tail)), in[:i]...), tail...)
		}
		if v == changed {
			p.out = append(p.out, f)
		}
	}
	if !copying {
		return in
	}
	return p.out
}

// add redacts a field and puts what is left of it into out.
func (p *pass) add(f zapcore.Field) {
	switch out, v := p.field(&f); v {
	case same:
		p.out = append(p.out, f)
	case changed:
		p.out = append(p.out, out)
	}
}

// field redacts a field. Code of the user runs here, so a panic stops here.
func (p *pass) field(f *zapcore.Field) (out zapcore.Field, v verdict) {
	switch f.Type {
	case zapcore.SkipType:
		return *f, same
	case zapcore.InlineMarshalerType:
		// Its fields stand where it stands.
		p.inline(f)
		return zapcore.Field{}, added
	}
	scope := p.scope
	if f.Type == zapcore.NamespaceType {
		scope = scope.Apart() // an empty one is nothing
	}
	fd := p.judged(scope, f.Key)
	name := fd.Name()
	if p.nested {
		// It may be a field of its own: the stricter of both counts.
		if p.follows(f) && !hides(fd.Action()) && hides(p.last.Action()) {
			fd = p.last
		}
		defer func() { p.last, p.lastKey, p.lastFailed = fd, f.Key, p.err != nil }()
	}
	action := fd.Action()
	if holds(f) {
		action = fd.Group() // something inside may be shown
	}
	if p.left || action == redact.DropField {
		return p.leave(f)
	}
	out = *f
	if name != f.Key {
		out.Key, v = name, changed
	}
	if f.Type == zapcore.NamespaceType {
		p.scope = fd.Scope().Of(p.rec)
		return out, v
	}
	mark := len(p.out)
	defer func() {
		if recover() != nil {
			p.out = p.out[:mark]
			out, v = failed(fd, out.Key), changed
		}
	}()
	if p.nested && panicked(f) {
		return failed(fd, out.Key), changed
	}
	if w := p.value(fd, &out); w != same {
		v = w
	}
	if fd.Action() == redact.DropField && empty(&out) {
		return p.leave(f)
	}
	return out, v
}

func hides(a redact.Action) bool { return a == redact.Redact || a == redact.DropField }

// empty reports a field of which nothing is left that may be shown.
func empty(f *zapcore.Field) bool {
	switch v := f.Interface.(type) {
	case array:
		return len(v) == 0
	case object:
		return len(v) == 0
	}
	return f.Interface == nil
}

// holds reports a field that may hold others.
func holds(f *zapcore.Field) bool {
	switch f.Type {
	case zapcore.NamespaceType, zapcore.ObjectMarshalerType, zapcore.ArrayMarshalerType, zapcore.ReflectType:
		return true
	}
	return false
}

// leave leaves a field out, a namespace with all that is in it.
func (p *pass) leave(f *zapcore.Field) (zapcore.Field, verdict) {
	p.left = p.left || f.Type == zapcore.NamespaceType
	return zapcore.Field{}, dropped
}

// follows reports a field that zap adds behind that of an error or of a marshaler
// that failed: it is judged as that was.
func (p *pass) follows(f *zapcore.Field) bool {
	suffix, ok := strings.CutPrefix(f.Key, p.lastKey)
	switch {
	case !ok || suffix == "":
		return false
	case suffix == "Error":
		return p.lastFailed && f.Type == zapcore.StringType
	case suffix == "Verbose":
		return f.Type == zapcore.StringType
	}
	return suffix == "Causes" && f.Type == zapcore.ArrayMarshalerType
}

// panicked reports what zap adds for an Error or String method that panicked.
func panicked(f *zapcore.Field) bool {
	return f.Type == zapcore.StringType && strings.HasSuffix(f.Key, "Error") && strings.HasPrefix(f.String, "PANIC=")
}

// value redacts the value of a field in place.
func (p *pass) value(fd redact.Field, f *zapcore.Field) verdict {
	switch f.Type {
	case zapcore.StringType:
		if text := fd.String(f.String); text != f.String {
			f.String = text
			return changed
		}
		return same
	case zapcore.Int64Type, zapcore.Int32Type, zapcore.Int16Type, zapcore.Int8Type:
		r, hidden := fd.Int64(f.Integer)
		return replace(f, r, hidden)
	case zapcore.Uint64Type, zapcore.Uint32Type, zapcore.Uint16Type, zapcore.Uint8Type, zapcore.UintptrType:
		r, hidden := fd.Uint64(unsigned(f))
		return replace(f, r, hidden)
	case zapcore.Float64Type:
		r, hidden := fd.Float64(math.Float64frombits(uint64(f.Integer)))
		return replace(f, r, hidden)
	case zapcore.Float32Type:
		r, hidden := fd.Float64(float64(math.Float32frombits(uint32(f.Integer))))
		return replace(f, r, hidden)
	case zapcore.BoolType:
		r, hidden := fd.Bool(f.Integer == 1)
		return replace(f, r, hidden)
	case zapcore.DurationType:
		if fd.Action() != redact.Redact {
			return same
		}
		r, hidden := fd.Value(time.Duration(f.Integer))
		return replace(f, r, hidden)
	case zapcore.Complex128Type:
		r, hidden := fd.Value(f.Interface)
		return replace(f, r, hidden)
	case zapcore.TimeType, zapcore.TimeFullType, zapcore.Complex64Type:
		if fd.Action() != redact.Redact {
			return same
		}
		r, hidden := fd.Value(plainOf(f))
		return replace(f, r, hidden)
	case zapcore.ByteStringType, zapcore.BinaryType:
		return p.bytes(fd, f)
	case zapcore.ErrorType:
		return p.error(fd, f)
	case zapcore.StringerType:
		*f = stringField(f.Key, fd.String(textOf(f.Interface)))
		return changed
	case zapcore.ObjectMarshalerType:
		return p.object(fd, f)
	case zapcore.ArrayMarshalerType:
		return p.array(fd, f)
	case zapcore.ReflectType:
		v, stray := p.stray(fd, f.Interface)
		r, hidden := fd.Value(p.owned(v))
		if !hidden && !stray {
			return same
		}
		f.Interface = r // still for the reflecting encoder, which escapes in its own way
		return changed
	}
	// zap panics on a type that it does not know.
	*f = failed(fd, f.Key)
	return changed
}

// stray redacts fields that somebody has given as a value, which zap shows by their members: each as the field
// that it is.
func (p *pass) stray(fd redact.Field, v any) (out any, hidden bool) {
	var in []zapcore.Field
	switch v := v.(type) {
	case zapcore.Field:
		in = []zapcore.Field{v}
	case *zapcore.Field:
		if v == nil {
			return v, false
		}
		return p.stray(fd, *v)
	case []zapcore.Field:
		in = v
	case []any:
		return p.strays(fd, v)
	default:
		return v, false
	}
	if p.depth >= maxDepth {
		return "[REDACTED:limit]", true
	}
	q := pass{scope: fd.Scope(), rec: p.rec, depth: p.depth + 1}
	shown := q.fields(in)
	if len(shown) == len(in) && (len(in) == 0 || &shown[0] == &in[0]) {
		return v, false
	}
	if _, one := v.(zapcore.Field); one && len(shown) == 1 {
		return shown[0], true
	}
	return shown, true
}

// strays is stray for the elements of a list, which is not written to.
func (p *pass) strays(fd redact.Field, in []any) (out any, hidden bool) {
	list := in
	for i, v := range in {
		if _, one := v.(zapcore.Field); !one {
			continue
		}
		r, changed := p.stray(fd, v)
		if !changed {
			continue
		}
		if !hidden {
			list, hidden = slices.Clone(in), true
		}
		list[i] = r
	}
	return list, hidden
}

// unsigned returns what zap writes of an unsigned number.
func unsigned(f *zapcore.Field) uint64 {
	switch f.Type {
	case zapcore.Uint32Type:
		return uint64(uint32(f.Integer))
	case zapcore.Uint16Type:
		return uint64(uint16(f.Integer))
	case zapcore.Uint8Type:
		return uint64(uint8(f.Integer))
	}
	return uint64(f.Integer)
}

// plainOf returns the value of a field of a type that is hidden by its name only.
func plainOf(f *zapcore.Field) any {
	if f.Type != zapcore.TimeType {
		return f.Interface
	}
	t := time.Unix(0, f.Integer)
	if l, ok := f.Interface.(*time.Location); ok {
		t = t.In(l)
	}
	return t
}

// replace puts a replacement into a field.
func replace(f *zapcore.Field, r any, hidden bool) verdict {
	if !hidden {
		return same
	}
	*f = fieldOf(f.Key, r)
	return changed
}

// fieldOf makes a field of what package redact returns.
func fieldOf(key string, v any) zapcore.Field {
	switch v := v.(type) {
	case string:
		return stringField(key, v)
	case int64:
		return intField(key, zapcore.Int64Type, v)
	case uint64:
		return intField(key, zapcore.Uint64Type, int64(v))
	case float64:
		return intField(key, zapcore.Float64Type, int64(math.Float64bits(v)))
	}
	return reflectField(key, v)
}

func (p *pass) bytes(fd redact.Field, f *zapcore.Field) verdict {
	b, _ := f.Interface.([]byte)
	out := fd.Bytes(b)
	if clean := len(out) == len(b) && (len(b) == 0 || &out[0] == &b[0]); clean {
		if !p.own || len(b) == 0 {
			return same
		}
		f.Interface = append([]byte(nil), b...)
		return changed
	}
	// The replacement is text, also where the bytes were to be encoded.
	*f = stringField(f.Key, string(out))
	return changed
}

// Errors whose text never changes and that have no other.
var fixedErrors = [...]reflect.Type{
	reflect.TypeOf(errors.New("")),
	reflect.TypeOf(fmt.Errorf("%w", errors.ErrUnsupported)),
	reflect.TypeOf(fmt.Errorf("%w%w", errors.ErrUnsupported, errors.ErrUnsupported)),
}

// fixed reports an error that may be rendered again by zap.
func fixed(err any) bool {
	t := reflect.TypeOf(err)
	return t == fixedErrors[0] || t == fixedErrors[1] || t == fixedErrors[2]
}

// error writes out what zap makes of an error: its text, its verbose text and its
// causes.
func (p *pass) error(fd redact.Field, f *zapcore.Field) verdict {
	err := f.Interface.(error)
	if isNil(err) {
		// As zap does where the method cannot stand it.
		defer func() {
			if recover() != nil {
				*f = stringField(f.Key, "<nil>")
			}
		}()
	}
	text := err.Error()
	clean := fd.String(text)
	if clean == text && fixed(err) {
		return same
	}
	key := f.Key
	*f = stringField(key, clean)
	group, isGroup := err.(interface{ Errors() []error })
	verbose := ""
	if _, ok := err.(fmt.Formatter); ok && !isGroup {
		verbose = fmt.Sprintf("%+v", err)
	}
	if verbose == text {
		verbose = ""
	}
	if !isGroup && verbose == "" {
		return changed
	}
	more := stringField(key+"Verbose", fd.String(verbose))
	if isGroup {
		more = arrayField(key+"Causes", causes(group.Errors()))
		p.array(fd, &more)
	}
	p.out = append(p.out, *f, more)
	return added
}

// causes are errors, each as an object.
type causes []error

// MarshalLogArray implements zapcore.ArrayMarshaler.
func (c causes) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	for _, err := range c {
		if err == nil {
			continue
		}
		if e := enc.AppendObject(cause{err}); e != nil {
			return e
		}
	}
	return nil
}

type cause struct{ err error }

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (c cause) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	zapcore.Field{Key: "error", Type: zapcore.ErrorType, Interface: c.err}.AddTo(enc)
	return nil
}

// textOfError renders an error that a marshaler returned.
func textOfError(err error) (text string) {
	defer func() {
		if recover() != nil {
			text = "[REDACTED:error]"
		}
	}()
	return err.Error()
}

// textOf renders a Stringer once.
func textOf(v any) (text string) {
	if isNil(v) {
		defer func() {
			if recover() != nil {
				text = "<nil>"
			}
		}()
	}
	return v.(fmt.Stringer).String()
}

func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return r.Kind() == reflect.Pointer && r.IsNil()
}

// owned makes the walker return a copy of a value that is kept.
func (p *pass) owned(v any) any {
	if !p.own || v == nil || reflect.TypeOf(v) == safeType {
		return v
	}
	if _, ok := v.(float32); ok {
		return v // slog would make a float64 of it, with more digits
	}
	return ownedValue{v}
}

type ownedValue struct{ v any }

// LogValue implements slog.LogValuer: such a value is never handed on itself.
func (o ownedValue) LogValue() slog.Value { return slog.AnyValue(o.v) }

var safeType = reflect.TypeOf(redact.Safe(nil))

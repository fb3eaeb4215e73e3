package slogredact

import (
	"log/slog"
	"reflect"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of one record, and of one call of WithAttrs. A LogValuer can return a
// group that holds the same LogValuer.
const (
	maxDepth     = 64
	maxNodes     = 10_000
	maxLogValues = 100 // as log/slog
)

// A pass is the state of one walk over a record's attributes.
type pass struct {
	nodes int  // how many attributes may still be visited
	own   bool // the result is kept: it must share nothing with the caller
}

// A verdict says what became of an attribute.
type verdict uint8

const (
	same verdict = iota
	changed
	dropped
)

// attrs redacts a slice without writing to it.
func (p *pass) attrs(s redact.Scope, attrs []slog.Attr, depth int) ([]slog.Attr, verdict) {
	var out []slog.Attr
	if p.own {
		out = make([]slog.Attr, 0, len(attrs))
	}
	for i, a := range attrs {
		if p.nodes <= 0 {
			if out == nil {
				out = append(out, attrs[:i]...)
			}
			return append(out, limited(s)), changed
		}
		a, v := p.attr(s, a, attrs[max(0, i-maxBeside):min(len(attrs), i+maxBeside+1)], depth)
		if v != same && out == nil {
			out = make([]slog.Attr, i, len(attrs))
			copy(out, attrs)
		}
		if v != dropped && out != nil {
			out = append(out, a)
		}
	}
	if out == nil {
		return attrs, same
	}
	return out, changed
}

// attr redacts one attribute of those that stand beside one another. User code runs here, so
// a panic stops here.
func (p *pass) attr(s redact.Scope, a slog.Attr, beside []slog.Attr, depth int) (out slog.Attr, v verdict) {
	var f redact.Field
	defer func() {
		if recover() != nil {
			out, v = failed(f), changed
		}
	}()
	p.nodes--
	val, resolved := a.Value, false
	if val.Kind() == slog.KindLogValuer && a.Key == "" {
		// A group without a name belongs to the scope around it, so it has to be
		// known here what this is.
		val, resolved = resolve(val), true
	}
	if val.Kind() == slog.KindGroup && a.Key == "" {
		val, v = p.group(s, val, depth)
		return slog.Attr{Value: val}, or(v, resolved)
	}

	f = s.PairedAttr(a.Key, beside)
	drop := f.Action() == redact.DropField
	if drop && f.Group() != redact.Scan {
		return slog.Attr{}, dropped
	}
	if val.Kind() == slog.KindLogValuer {
		val, resolved = resolve(val), true
	}
	switch kind := val.Kind(); {
	case kind == slog.KindGroup:
		val, v = p.group(f.Scope(), val, depth)
	case drop && kind != slog.KindAny:
		return slog.Attr{}, dropped
	default:
		val, v = p.value(f, val)
		if drop && val.Any() == nil {
			return slog.Attr{}, dropped
		}
	}
	name := f.Name()
	return slog.Attr{Key: name, Value: val}, or(v, resolved || name != a.Key)
}

// or returns changed for what is the same but for what dirty tells.
func or(v verdict, dirty bool) verdict {
	if v == same && dirty {
		return changed
	}
	return v
}

func (p *pass) group(s redact.Scope, v slog.Value, depth int) (slog.Value, verdict) {
	if depth >= maxDepth {
		return limited(s).Value, changed
	}
	attrs, done := p.attrs(s, v.Group(), depth+1)
	if done == same {
		return v, same
	}
	return slog.GroupValue(attrs...), changed
}

// value redacts a value that is no group.
func (p *pass) value(f redact.Field, v slog.Value) (slog.Value, verdict) {
	var r any
	var hidden bool
	switch v.Kind() {
	case slog.KindString:
		was := v.String()
		if text := f.String(was); text != was {
			return slog.StringValue(text), changed
		}
		return v, same
	case slog.KindInt64:
		r, hidden = f.Int64(v.Int64())
	case slog.KindUint64:
		r, hidden = f.Uint64(v.Uint64())
	case slog.KindFloat64:
		r, hidden = f.Float64(v.Float64())
	case slog.KindBool:
		r, hidden = f.Bool(v.Bool())
	case slog.KindDuration, slog.KindTime:
		if f.Action() != redact.Redact {
			return v, same // v.Any allocates
		}
		r, hidden = f.Value(v.Any())
	default:
		r, hidden = p.any(f, v)
	}
	if !hidden {
		return v, same
	}
	return slog.AnyValue(r), changed
}

func (p *pass) any(f redact.Field, v slog.Value) (result any, hidden bool) {
	switch {
	case !p.own:
		return f.Value(v.Any())
	case isSafe(v):
		// Still exempt when it is redacted again.
		r, _ := f.Value(v.Any())
		return redact.Safe(r), true
	}
	return f.Value(owned{v})
}

// owned makes the walker return a copy: a LogValuer is never handed on itself.
type owned struct{ v slog.Value }

// LogValue implements slog.LogValuer.
func (o owned) LogValue() slog.Value { return o.v }

var safeType = reflect.TypeOf(redact.Safe(nil))

// isSafe reports a value marked by redact.Safe, whose exemption would be lost if
// it were resolved here.
func isSafe(v slog.Value) bool { return reflect.TypeOf(v.Any()) == safeType }

// resolve calls LogValue until the result has no such method. What is left of an
// endless chain is left to the Redactor, which has a bound for it.
func resolve(v slog.Value) slog.Value {
	for range maxLogValues {
		if v.Kind() != slog.KindLogValuer || isSafe(v) {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return v
}

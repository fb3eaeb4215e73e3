package logrredact

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"slices"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of one record, and of one call that binds. A value can return a group
// that holds the same value.
const (
	maxDepth     = 64
	maxNodes     = 10_000
	maxLogValues = 100 // as log/slog
)

// A pass is the state of one walk over a record.
type pass struct {
	nodes  int  // how many fields may still be visited
	depth  int  // of PseudoStructs
	own    bool // the result is kept: it must share nothing with the caller
	pseudo bool // as in root
}

// pairs redacts keys and values without writing to the slice.
func (p *pass) pairs(s redact.Scope, pairs []any) []any {
	var out []any
	for i := 0; i < len(pairs); i += 2 {
		if p.nodes--; p.nodes < 0 {
			if out == nil {
				out = slices.Clone(pairs[:i])
			}
			return append(out, limitName, limited(s))
		}
		was := pairs[i:min(i+2, len(pairs))]
		key, v, verdict := p.pair(s, was, pairs[max(0, i-2*maxBeside):min(len(pairs), i+2*maxBeside+2)])
		if verdict != same && out == nil {
			out = append(make([]any, 0, len(pairs)), pairs[:i]...)
		}
		if out == nil || verdict == dropped {
			continue
		}
		if out = append(out, key); len(was) == 2 {
			out = append(out, v)
		}
	}
	if out == nil {
		return pairs
	}
	return out
}

// A verdict says what became of a field.
type verdict uint8

const (
	same verdict = iota
	changed
	dropped
)

// pair redacts a key and its value, which may be missing. User code runs here, so a
// panic stops here.
func (p *pass) pair(s redact.Scope, pair, beside []any) (key, v any, out verdict) {
	var f redact.Field
	defer func() {
		if recover() != nil {
			key, v, out = name(f), failed(f), changed
		}
	}()
	key = pair[0]
	k, isName := key.(string)
	if isName {
		f = judged(s, k, beside)
	} else {
		f = s.Field(nameOf(key))
		if r, hidden := p.key(s.Field(""), key); hidden {
			key, out = r, changed
		}
	}
	if isName {
		if n := f.Name(); n != k {
			key, out = n, changed
		}
	}
	if len(pair) == 1 {
		return key, nil, out
	}
	if f.Action() == redact.DropField {
		return nil, nil, dropped
	}
	v = pair[1]
	if r, hidden := p.value(f, v); hidden {
		v, out = r, changed
	}
	return key, v, out
}

// nameOf returns what a key that is no string says, so that its value is judged by it.
func nameOf(key any) string {
	switch k := key.(type) {
	case error:
		return k.Error()
	case fmt.Stringer:
		return k.String()
	case []byte:
		return string(k)
	}
	if v := reflect.ValueOf(key); v.Kind() == reflect.String {
		return v.String()
	}
	return ""
}

// key redacts a key that is no string.
func (p *pass) key(f redact.Field, key any) (result any, hidden bool) {
	k := *p
	k.pseudo = false // what was no string does not become one
	defer func() { p.nodes = k.nodes }()
	return k.value(f, key)
}

// value redacts a value. When hidden is true, result is to be handed on.
func (p *pass) value(f redact.Field, v any) (result any, hidden bool) {
	if result, hidden, ok := f.Scalar(v); ok {
		return result, hidden
	}
	return p.any(f, v)
}

func (p *pass) any(f redact.Field, v any) (result any, hidden bool) {
	marshaled := false
	for range maxLogValues {
		m, ok := v.(logr.Marshaler)
		if _, valuer := v.(slog.LogValuer); !ok || valuer {
			break // the Redactor calls LogValue first
		}
		v, marshaled = m.MarshalLog(), true
	}
	if ps, ok := v.(funcr.PseudoStruct); ok {
		if p.depth >= maxDepth {
			mark, _ := f.Value(endless{})
			return mark, true
		}
		p.depth++
		defer func() { p.depth-- }()
		out := p.pseudoStruct(f, ps)
		return out, marshaled || p.own || !identical(out, ps)
	}
	if raw, ok := v.(json.RawMessage); ok && p.own {
		v, marshaled = slices.Clone(raw), true // sinks know the type
	} else if p.own && !copied(v) {
		v = owned{v}
	}
	out, changed := f.Value(v)
	switch {
	case changed:
		return p.tree(out), true
	case marshaled:
		return v, true
	}
	return nil, false
}

// pseudoStruct reads the pairs of a PseudoStruct as fields.
func (p *pass) pseudoStruct(f redact.Field, ps funcr.PseudoStruct) funcr.PseudoStruct {
	out := funcr.PseudoStruct(p.pairs(f.Scope(), ps))
	if p.own && identical(out, ps) {
		out = slices.Clone(out)
	}
	return out
}

func identical(a, b funcr.PseudoStruct) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// copied reports a value that an interface holds a copy of, and that no method
// renders.
func copied(v any) bool {
	t := reflect.TypeOf(v)
	return (t.Kind() <= reflect.Complex128 || t.Kind() == reflect.String) && t.NumMethod() == 0
}

// owned makes the walker return a copy: a LogValuer is never handed on itself.
type owned struct{ v any }

// LogValue implements slog.LogValuer.
func (o owned) LogValue() slog.Value { return slog.AnyValue(o.v) }

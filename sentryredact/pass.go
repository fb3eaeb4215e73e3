package sentryredact

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"

	"github.com/tacit-go/tacit/redact"
)

// A pass redacts one event. Nothing that it is given is written to.
type pass struct {
	s redact.Scope
	// changed tells that something was hidden since it was last reset.
	changed bool
	rec     redact.Record
}

// group is the scope of a group whose fields are those of the record.
func (p *pass) group(name string) redact.Scope { return p.s.Enter(name).Of(p.rec) }

// edit returns in, or a copy on which f changed something.
func edit[T any](p *pass, in *T, f func(*T)) *T {
	if in == nil {
		return nil
	}
	before := p.changed
	p.changed = false
	c := *in
	if f(&c); p.changed {
		return &c
	}
	p.changed = before
	return in
}

// editAll is edit for the elements of a slice.
func editAll[T any](p *pass, in []T, f func(*T)) []T {
	before, out := p.changed, in
	copied := false
	for i := range in {
		p.changed = false
		c := in[i]
		if f(&c); !p.changed {
			continue
		}
		if !copied {
			out, copied = slices.Clone(in), true
		}
		out[i] = c
	}
	p.changed = before || copied
	return out
}

// text redacts a text in a copy.
func text[T ~string](p *pass, g redact.Scope, v *T) {
	if t := T(g.Text(string(*v))); t != *v {
		*v, p.changed = t, true
	}
}

func texts(p *pass, g redact.Scope, v *[]string) {
	*v = editAll(p, *v, func(s *string) { text(p, g, s) })
}

// id is text for an identifier; one of 32 hexadecimal digits stays.
func id[T ~string](p *pass, v *T) {
	if !isID(string(*v)) {
		text(p, p.s, v)
	}
}

func isID(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}

// fields redacts a map whose names count. Of two names that become the same, the first
// in order stays.
func fields[V any](p *pass, g redact.Scope, in map[string]V, f func(redact.Field, V) (V, bool)) map[string]V {
	type change struct {
		name, key string
		value     V
		left      bool
	}
	var changes []change
	for name, v := range in {
		field := g.Field(name)
		if field.Action() == redact.DropField {
			changes = append(changes, change{name: name, left: true})
			continue
		}
		value, hidden := f(field, v)
		if key := field.Name(); hidden || key != name {
			changes = append(changes, change{name: name, key: key, value: value})
		}
	}
	if len(changes) == 0 {
		return in
	}
	p.changed = true
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.name, b.name) })
	out := maps.Clone(in)
	for _, c := range changes {
		if c.left || c.key != c.name {
			delete(out, c.name)
		}
	}
	for _, c := range changes {
		if _, taken := out[c.key]; !c.left && (c.key == c.name || !taken) {
			out[c.key] = c.value
		}
	}
	return out
}

func stringValue(f redact.Field, v string) (string, bool) {
	out := f.String(v)
	return out, out != v
}

func anyValue(f redact.Field, v any) (any, bool) {
	switch v := v.(type) {
	case nil, sentry.TraceID, sentry.SpanID, sentry.SpanStatus:
		return v, false
	case string:
		out := f.String(v)
		return out, out != v
	}
	out, changed := f.Value(v)
	if !changed {
		return v, false
	}
	return out, true
}

// attributeValue redacts an attribute. A list in which a number is to be hidden becomes the
// text that replaces the first of those.
func attributeValue(f redact.Field, v attribute.Value) (attribute.Value, bool) {
	number := func(replacement any, hidden bool) (attribute.Value, bool) {
		if !hidden {
			return v, false
		}
		return attribute.StringValue(fmt.Sprint(replacement)), true
	}
	switch v.Type() {
	case attribute.STRING:
		s := v.AsString()
		if out := f.String(s); out != s {
			return attribute.StringValue(out), true
		}
	case attribute.STRINGSLICE:
		in := v.AsStringSlice()
		out := make([]string, len(in))
		for i, s := range in {
			out[i] = f.String(s)
		}
		if !slices.Equal(in, out) {
			return attribute.StringSliceValue(out), true
		}
	case attribute.INT64:
		return number(f.Int64(v.AsInt64()))
	case attribute.UINT64:
		return number(f.Uint64(v.AsUint64()))
	case attribute.FLOAT64:
		return number(f.Float64(v.AsFloat64()))
	case attribute.BOOL:
		return number(f.Bool(v.AsBool()))
	case attribute.INT64SLICE:
		for _, n := range v.AsInt64Slice() {
			if out, hidden := number(f.Int64(n)); hidden {
				return out, true
			}
		}
	case attribute.FLOAT64SLICE:
		for _, n := range v.AsFloat64Slice() {
			if out, hidden := number(f.Float64(n)); hidden {
				return out, true
			}
		}
	case attribute.BOOLSLICE:
		for _, b := range v.AsBoolSlice() {
			if out, hidden := number(f.Bool(b)); hidden {
				return out, true
			}
		}
	case attribute.INVALID:
	default:
		return attribute.StringValue(mark), true
	}
	return v, false
}

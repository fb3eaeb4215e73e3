package otelprocessor

import (
	"bytes"

	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

// scalar redacts a value that holds no names: one value, or some of one kind. The
// elements of such an array are judged one by one.
func (p *pass) scalar(f redact.Field, v attribute.Value) (attribute.Value, verdict) {
	switch v.Type() {
	case attribute.EMPTY:
	case attribute.STRING:
		was := v.AsString()
		if text := f.String(was); text != was {
			return attribute.StringValue(text), changed
		}
	case attribute.INT64:
		if r, hidden := f.Int64(v.AsInt64()); hidden {
			return plain(r), changed
		}
	case attribute.FLOAT64:
		if r, hidden := f.Float64(v.AsFloat64()); hidden {
			return plain(r), changed
		}
	case attribute.BOOL:
		if r, hidden := f.Bool(v.AsBool()); hidden {
			return plain(r), changed
		}
	case attribute.BYTESLICE:
		was := v.AsByteSlice()
		if b := f.Bytes(was); !bytes.Equal(b, was) {
			return attribute.ByteSliceValue(b), changed
		}
	case attribute.STRINGSLICE:
		return p.strings(f, v)
	case attribute.INT64SLICE:
		return row(p, f, v, v.AsInt64Slice(), f.Int64, attribute.Int64Value, attribute.Int64SliceValue)
	case attribute.FLOAT64SLICE:
		return row(p, f, v, v.AsFloat64Slice(), f.Float64, attribute.Float64Value, attribute.Float64SliceValue)
	case attribute.BOOLSLICE:
		return row(p, f, v, v.AsBoolSlice(), f.Bool, attribute.BoolValue, attribute.BoolSliceValue)
	default:
		// A kind that a newer SDK brings.
		was := v.String()
		if text := f.String(was); text != was {
			return attribute.StringValue(text), changed
		}
	}
	return v, same
}

// strings redacts an array of texts.
func (p *pass) strings(f redact.Field, v attribute.Value) (attribute.Value, verdict) {
	texts, dirty := v.AsStringSlice(), false // a copy
	for i, was := range texts {
		if p.nodes--; p.nodes < 0 {
			texts, dirty = append(texts[:i], limited(f.Scope()).AsString()), true
			break
		}
		texts[i] = f.String(was)
		dirty = dirty || texts[i] != was
	}
	if !dirty {
		return v, same
	}
	return attribute.StringSliceValue(texts), changed
}

// row redacts an array of numbers. It stays one if all replacements are numbers, as
// with redact.WithStableTypes; else it becomes an array of any values.
func row[T comparable](p *pass, f redact.Field, v attribute.Value, elems []T, hide func(T) (any, bool), one func(T) attribute.Value, all func([]T) attribute.Value) (attribute.Value, verdict) {
	var mixed []attribute.Value
	typed := true
	for i, e := range elems {
		if p.nodes--; p.nodes < 0 {
			mixed, typed = append(values(mixed, elems[:i], one), limited(f.Scope())), false
			break
		}
		r, hidden := hide(e)
		if !hidden {
			if mixed != nil {
				mixed = append(mixed, one(e))
			}
			continue
		}
		mixed = append(values(mixed, elems[:i], one), plain(r))
		if n, ok := r.(T); ok {
			elems[i] = n // a copy
		} else {
			typed = false
		}
	}
	switch {
	case mixed == nil:
		return v, same
	case typed:
		return all(elems), changed
	}
	return attribute.SliceValue(mixed...), changed
}

// values returns mixed, or elems if there is no such thing yet.
func values[T any](mixed []attribute.Value, elems []T, one func(T) attribute.Value) []attribute.Value {
	if mixed != nil {
		return mixed
	}
	mixed = make([]attribute.Value, 0, len(elems)+1)
	for _, e := range elems {
		mixed = append(mixed, one(e))
	}
	return mixed
}

// plain is the attribute value of what a Field returns.
func plain(v any) attribute.Value {
	switch v := v.(type) {
	case string:
		return attribute.StringValue(v)
	case int64:
		return attribute.Int64Value(v)
	case float64:
		return attribute.Float64Value(v)
	}
	return attribute.Value{}
}

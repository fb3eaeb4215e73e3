package matrix

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redacttest"
)

// otelEntry is EntryOf for a value that an instrumentation prints.
func otelEntry[L any](name string, log func(l L, key string, v any)) redacttest.Entry[L] {
	e := redacttest.EntryOf(name, log)
	e.Takes = finite
	return e
}

// keyless is an entry that writes no key.
func keyless[L any](e redacttest.Entry[L]) redacttest.Entry[L] {
	e.Keyless = true
	return e
}

// otelErrors leads what the SDK tells of itself to the errors of a harness.
func otelErrors(s redacttest.Sinks, guarded bool) {
	h := otel.ErrorHandler(otel.ErrorHandlerFunc(func(err error) { fmt.Fprintln(s.Errors, err) }))
	if guarded {
		h = otelprocessor.ErrorHandler(h, s.Redactor)
	}
	otel.SetErrorHandler(h)
}

// otelValue is the value that an instrumentation makes of v.
func otelValue(v any) attribute.Value {
	switch v := v.(type) {
	case string:
		return attribute.StringValue(v)
	case []string:
		return attribute.StringSliceValue(v)
	case []byte:
		return attribute.ByteSliceValue(v)
	case json.RawMessage:
		return attribute.StringValue(string(v))
	case [][]byte:
		var list []attribute.Value
		for _, b := range v {
			list = append(list, attribute.ByteSliceValue(b))
		}
		return attribute.SliceValue(list...)
	case int64:
		return attribute.Int64Value(v)
	case bool:
		return attribute.BoolValue(v)
	case map[string]string:
		var pairs []attribute.KeyValue
		for _, k := range slices.Sorted(maps.Keys(v)) {
			pairs = append(pairs, attribute.String(k, v[k]))
		}
		return attribute.MapValue(pairs...)
	}
	return attribute.StringValue(fmt.Sprintf("%+v", v))
}

func otelPair(k string, v any) attribute.KeyValue {
	return attribute.KeyValue{Key: attribute.Key(k), Value: otelValue(v)}
}

// handle is what the SDK does with an error.
func handle(err error) { otel.Handle(err) }

// tell writes one signal as a line, as what reads it can show it.
func tell(w io.Writer, parts ...any) error {
	_, err := fmt.Fprintln(w, parts...)
	return err
}

// pairs prints attributes.
func pairs(attrs []attribute.KeyValue) string {
	var b strings.Builder
	for _, a := range attrs {
		fmt.Fprintf(&b, " %s=%s", a.Key, a.Value.String())
	}
	return b.String()
}

// andLacks returns lacks and one more.
func andLacks(lacks map[string]string, key, reason string) map[string]string {
	out := maps.Clone(lacks)
	out[key] = reason
	return out
}

// otelLacks are the cases that no signal has, and what text cannot tell.
var otelLacks = map[string]string{
	"bound": "what is bound is the scope and the resource, which are entry points here", "late": "nothing is written before its signal ends",
	"policy": "nothing is written before its signal ends", "groups": "there are none", "levels": "there are none",
	"values/*/runes/raw/shaped-*": "package fmt prints runes as numbers, in which only live secrets are found",

	"deny/scope */*": "a scope is that of many records", "deny/resource attribute/*": "a resource is that of many records",
	"names/*/*/with the name/named-quoted": "a value with blanks that package fmt has printed in a map or a struct ends at the first of them",
}

package otelprocessor_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "hunter2-correct-horse"
)

// preset is built once for the tests that change nothing about it.
var preset = sync.OnceValue(func() *redact.Redactor { return redact.MustNew(redact.WithDetectors(detectors.Default()...)) })

func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// planted is what the leak tests plant, a Redactor that knows it, and the judge.
type planted struct {
	canaries []redacttest.Canary
	set      redact.SecretSet
	r        *redact.Redactor
	oracle   *redacttest.Oracle
}

var plants = sync.OnceValue(func() *planted {
	p := &planted{canaries: redacttest.Canaries(&testing.T{}, 8)}
	for _, c := range p.canaries {
		if _, err := p.set.Set(c.Name, []byte(c.Value)); err != nil {
			panic(err)
		}
	}
	p.r = redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&p.set))
	p.oracle = redacttest.NewOracle(p.canaries...)
	return p
})

// kinds returns an attribute of every kind that can hold text, as its value and as
// its key.
func kinds(text string) []attribute.KeyValue {
	str, pair := attribute.StringValue(text), attribute.String("inner", text)
	out := []attribute.KeyValue{
		attribute.String("k.string", text),
		attribute.String("k.sentence", "before "+text+" behind"),
		attribute.StringSlice("k.strings", []string{"first", text}),
		attribute.StringSlice("k.many strings", []string{"1", "2", "3", "4", text, "6"}),
		{Key: "k.bytes", Value: attribute.ByteSliceValue([]byte(text))},
		{Key: "k.slice", Value: attribute.SliceValue(attribute.IntValue(1), str, attribute.BoolValue(true))},
		{Key: "k.slice of bytes", Value: attribute.SliceValue(attribute.ByteSliceValue([]byte(text)))},
		{Key: "k.map", Value: attribute.MapValue(attribute.Int("n", 1), pair)},
		{Key: "k.map key", Value: attribute.MapValue(attribute.Int(text, 1))},
		{Key: "k.deep", Value: attribute.MapValue(attribute.KeyValue{Key: "a", Value: attribute.SliceValue(attribute.MapValue(pair, attribute.KeyValue{Key: "b", Value: attribute.StringSliceValue([]string{text})}))})},
		attribute.Int(text, 1),
		{Key: attribute.Key("key " + text)},
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		out = append(out,
			attribute.Int64("k.int", n),
			attribute.Int64Slice("k.ints", []int64{1, n, 2}),
			attribute.KeyValue{Key: "k.slice of ints", Value: attribute.SliceValue(attribute.Int64Value(n), attribute.Int64SliceValue([]int64{n}))},
		)
	}
	return out
}

// tracestate returns a trace state with text in it, where it can hold it.
func tracestate(text string) trace.TraceState {
	for _, s := range []string{"one=1,vendor=" + text + ",two=2", "one=1,vendor=x" + text, "one=1"} {
		if ts, err := trace.ParseTraceState(s); err == nil {
			return ts
		}
	}
	return trace.TraceState{}
}

func spanContext(id byte, ts trace.TraceState) trace.SpanContext {
	return trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1, 2, id}, SpanID: trace.SpanID{3, id}, TraceFlags: trace.FlagsSampled, TraceState: ts, Remote: true,
	})
}

// dump writes all that can be read in v, byte slices and strings as they are.
func dump(v any) string {
	var b strings.Builder
	write(&b, reflect.ValueOf(v), 0)
	return b.String()
}

func write(b *strings.Builder, v reflect.Value, depth int) {
	if !v.IsValid() || depth > 40 {
		return
	}
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case attribute.Value:
			fmt.Fprintf(b, "%s:", x.Type())
			write(b, reflect.ValueOf(x.AsInterface()), depth+1)
			return
		case attribute.KeyValue:
			fmt.Fprintf(b, "%q:", x.Key)
			if x.Value.Type() == attribute.STRING {
				fmt.Fprintf(b, "%q\n", x.Value.AsString())
				return
			}
			write(b, reflect.ValueOf(x.Value), depth+1)
			return
		case attribute.Set:
			write(b, reflect.ValueOf(x.ToSlice()), depth+1)
			return
		case *resource.Resource:
			if x != nil {
				write(b, reflect.ValueOf(x.Attributes()), depth+1)
				b.WriteString(x.SchemaURL())
			}
			return
		case trace.SpanContext:
			fmt.Fprintf(b, "%s %s %s %v %s\n", x.TraceID(), x.SpanID(), x.TraceFlags(), x.IsRemote(), x.TraceState())
			return
		case instrumentation.Scope:
			fmt.Fprintf(b, "%s %s %s ", x.Name, x.Version, x.SchemaURL)
			write(b, reflect.ValueOf(x.Attributes), depth+1)
			return
		case []byte:
			fmt.Fprintf(b, "%s\n", x)
			return
		case fmt.Stringer:
			b.WriteString(x.String() + "\n")
			return
		}
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			write(b, v.Index(i), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + "=")
			write(b, v.Field(i), depth+1)
		}
	case reflect.Pointer, reflect.Interface:
		write(b, v.Elem(), depth+1)
	case reflect.String:
		b.WriteString(v.String() + "\n")
	default:
		fmt.Fprintf(b, "%v\n", v)
	}
}

// mustHide reports canaries in what was exported, and a dump that has none of the
// clean text beside them.
func mustHide(t *testing.T, out string, clean ...string) {
	t.Helper()
	for _, l := range plants().oracle.Leaks([]byte(out)) {
		t.Error(l)
	}
	for _, c := range clean {
		if !strings.Contains(out, c) {
			t.Errorf("%q is missing", c)
		}
	}
	if t.Failed() && utf8.ValidString(out) && testing.Verbose() {
		t.Log(out)
	}
}

func sameAttrs(a, b []attribute.KeyValue) bool { return slices.Equal(a, b) }

// some are the canaries to plant: one with the race detector, which is slow.
func (p *planted) some() []redacttest.Canary {
	if raceEnabled {
		return p.canaries[len(p.canaries)-1:] // digits, of which all kinds can be made
	}
	return p.canaries
}

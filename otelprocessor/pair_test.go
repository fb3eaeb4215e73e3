package otelprocessor_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// emitted is rec as an exporter gets it.
func emitted(r *redact.Redactor, rec log.Record) *sdklog.Record {
	sink := &logSink{}
	sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, r)))).Logger("x").Emit(context.Background(), rec)
	return &sink.records[0]
}

func body(r *redact.Redactor, rec log.Record) attribute.Value { return emitted(r, rec).Body() }

func TestPairs(t *testing.T) {
	pair := func(name, value string) attribute.Value {
		return attribute.MapValue(attribute.String("name", name), attribute.String("value", value))
	}
	long := strings.Repeat("a", 120) + "_password"
	open, hidden := pair("DB_PASSWORD", password), pair("DB_PASSWORD", "[REDACTED:password]")
	for _, c := range []struct{ in, want attribute.Value }{
		{open, hidden},
		{attribute.SliceValue(open, pair("PORT", "80")), attribute.SliceValue(hidden, pair("PORT", "80"))},
		{attribute.MapValue(attribute.KeyValue{Key: "env", Value: open}), attribute.MapValue(attribute.KeyValue{Key: "env", Value: hidden})},
		{attribute.MapValue(attribute.String("Value", password), attribute.String("Key", "token")), attribute.MapValue(attribute.String("Value", "[REDACTED:token]"), attribute.String("Key", "token"))},
		{pair("PORT", "80"), pair("PORT", "80")},
		{pair(long, password), pair(long, password)},
		{attribute.MapValue(attribute.String("name", "password"), attribute.String("kind", "field")), attribute.MapValue(attribute.String("name", "password"), attribute.String("kind", "field"))},
	} {
		in := tracetest.SpanStub{Attributes: []attribute.KeyValue{{Key: "a", Value: c.in}}}
		if got := export(t, preset(), in)[0].Attributes[0].Value; got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		var rec log.Record
		rec.SetBody(c.in)
		if got := body(preset(), rec); got != c.want {
			t.Errorf("body: got %s, want %s", got, c.want)
		}
	}
	// Attributes that stand beside one another are a map too.
	for _, name := range []string{"db.password", "PORT"} {
		attrs := []attribute.KeyValue{attribute.String("value", password), attribute.Int("n", 1), attribute.String("Key", name)}
		want := slices.Clone(attrs)
		if name != "PORT" {
			want[0] = attribute.String("value", "[REDACTED:password]")
		}
		in := tracetest.SpanStub{Attributes: attrs, Events: []sdktrace.Event{{Attributes: attrs}}, Links: []sdktrace.Link{{Attributes: attrs}}}
		got := export(t, preset(), in)[0]
		if !slices.Equal(got.Attributes, want) || !slices.Equal(got.Events[0].Attributes, want) || !slices.Equal(got.Links[0].Attributes, want) {
			t.Errorf("%s: got %v", name, got.Attributes)
		}
		var rec log.Record
		rec.AddAttributes(attrs...)
		i := 0
		emitted(preset(), rec).WalkAttributes(func(a attribute.KeyValue) bool {
			if a != want[i] {
				t.Errorf("%s: got %v of a record", name, a)
			}
			i++
			return true
		})
	}
	// Path rules are about places: that of the value says that it may be seen.
	strict := newRedactor(t, redact.WithStrict("a.name", "a.value"))
	in := tracetest.SpanStub{Attributes: []attribute.KeyValue{{Key: "a", Value: pair("PORT", "80")}}}
	if got := export(t, strict, in)[0].Attributes[0].Value; got != pair("PORT", "80") {
		t.Errorf("strict: got %s", got)
	}
}

// A number is looked at as float64 too, also where nothing else is to be hidden.
func TestFloats(t *testing.T) {
	set := redact.NewSecretSet()
	if _, err := set.Set("n", []byte("123456789012")); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(set))
	hidden := attribute.StringValue("[REDACTED:live-secret]")
	for _, c := range []struct{ in, want attribute.Value }{
		{attribute.Float64Value(123456789012), hidden},
		{attribute.Float64SliceValue([]float64{1.5, 123456789012}), attribute.SliceValue(attribute.Float64Value(1.5), hidden)},
		{attribute.SliceValue(attribute.Float64Value(123456789012)), attribute.SliceValue(hidden)},
		{attribute.Float64SliceValue([]float64{1.5, 123456789013}), attribute.Float64SliceValue([]float64{1.5, 123456789013})},
	} {
		in := tracetest.SpanStub{Attributes: []attribute.KeyValue{{Key: "a", Value: c.in}}}
		if got := export(t, r, in)[0].Attributes[0].Value; got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		var rec log.Record
		rec.SetBody(c.in)
		if got := body(r, rec); got != c.want {
			t.Errorf("body: got %s, want %s", got, c.want)
		}
	}
}

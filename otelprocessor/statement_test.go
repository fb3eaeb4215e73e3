package otelprocessor_test

import (
	"context"
	"errors"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/sqlredact"
)

// exportWith is export with options.
func exportWith(t *testing.T, r *redact.Redactor, in tracetest.SpanStub, opts ...otelprocessor.Option) tracetest.SpanStub {
	t.Helper()
	sink := tracetest.NewInMemoryExporter()
	if err := otelprocessor.NewSpanExporter(sink, r, opts...).ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{in.Snapshot()}); err != nil {
		t.Fatal(err)
	}
	return sink.GetSpans()[0]
}

func TestStatements(t *testing.T) {
	const pg, open = "postgresql", `SELECT "a" FROM users WHERE name = 'ada' AND n = 5`
	const hidden = `SELECT "a" FROM users WHERE name = ? AND n = ?`
	attrs := func(kv ...string) (out []attribute.KeyValue) {
		for i := 0; i < len(kv); i += 2 {
			out = append(out, attribute.String(kv[i], kv[i+1]))
		}
		return out
	}
	drop := newRedactor(t, redact.WithPath("db.statement", redact.DropField), redact.WithPath("db.query.text", redact.Keep))
	for _, c := range []struct {
		name     string
		r        *redact.Redactor
		in, want []attribute.KeyValue
	}{
		{"a statement", preset(), attrs("db.query.text", open, "db.system.name", pg), attrs("db.query.text", hidden, "db.system.name", pg)},
		{"by the older names", preset(), attrs("db.system", pg, "db.statement", open), attrs("db.system", pg, "db.statement", hidden)},
		{"parameterised", preset(), attrs("db.system", pg, "db.statement", hidden), attrs("db.system", pg, "db.statement", hidden)},
		{"of no known system", preset(), attrs("db.statement", open), attrs("db.statement", `SELECT ? FROM users WHERE name = ? AND n = ?`)},
		{"of a system without SQL", preset(), attrs("db.system", "redis", "db.statement", "SET k 'v'"), attrs("db.system", "redis", "db.statement", "SET k 'v'")},
		{"with a secret too", preset(), attrs("db.statement", "SELECT * FROM "+token+" WHERE a = 'b'"), attrs("db.statement", "SELECT * FROM [REDACTED:github-personal-access-token] WHERE a = ?")},
		{"one that cannot be read", preset(), attrs("db.statement", "SELECT ‘hunter2’"), attrs("db.statement", "[REDACTED:error]")},
		{"several", preset(), []attribute.KeyValue{attribute.String("db.system", pg), attribute.StringSlice("db.query.text", []string{open, hidden}), attribute.Slice("db.statement", attribute.StringValue(open), attribute.IntValue(1))},
			[]attribute.KeyValue{attribute.String("db.system", pg), attribute.StringSlice("db.query.text", []string{hidden, hidden}), attribute.Slice("db.statement", attribute.StringValue(hidden), attribute.IntValue(1))}},
		{"several that cannot be read", preset(), []attribute.KeyValue{attribute.StringSlice("db.statement", []string{open, "SELECT ‘hunter2’"})}, attrs("db.statement", "[REDACTED:error]")},
		{"another attribute", preset(), attrs("db.query.summary", open), attrs("db.query.summary", open)},
		{"left out and kept", drop, attrs("db.statement", "SELECT ‘hunter2’", "db.query.text", open), attrs("db.query.text", open)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := exportWith(t, c.r, tracetest.SpanStub{Name: "q", Attributes: c.in, Events: []sdktrace.Event{{Name: "e", Attributes: c.in}}}, otelprocessor.WithStatements(sqlredact.Sanitize))
			for _, have := range [][]attribute.KeyValue{got.Attributes, got.Events[0].Attributes} {
				if attribute.NewSet(have...) != attribute.NewSet(c.want...) {
					t.Errorf("got %v, want %v", have, c.want)
				}
			}
			sink := &logSink{}
			var rec log.Record
			rec.AddAttributes(c.in...)
			sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, c.r, otelprocessor.WithStatements(sqlredact.Sanitize))))).Logger("x").Emit(context.Background(), rec)
			var have []attribute.KeyValue
			sink.records[0].WalkAttributes(func(a attribute.KeyValue) bool {
				have = append(have, a)
				return true
			})
			if attribute.NewSet(have...) != attribute.NewSet(c.want...) {
				t.Errorf("log: got %v, want %v", have, c.want)
			}
			if plain := exportWith(t, preset(), tracetest.SpanStub{Attributes: attrs("db.statement", open)}); plain.Attributes[0] != attrs("db.statement", open)[0] {
				t.Errorf("without the option: %v", plain.Attributes)
			}
		})
	}
}

func TestStatementsFailClosed(t *testing.T) {
	r := newRedactor(t)
	for i, f := range []func(string, string) (string, error){
		func(string, string) (string, error) { panic(token) },
		func(_, s string) (string, error) { return s, errors.New(token) },
	} {
		got := exportWith(t, r, tracetest.SpanStub{Attributes: []attribute.KeyValue{attribute.String("db.query.text", "SELECT 1")}}, otelprocessor.WithStatements(f))
		if got.Attributes[0].Value.AsString() != "[REDACTED:error]" || r.Stats().Errors != uint64(i+1) {
			t.Errorf("got %v, %d errors", got.Attributes, r.Stats().Errors)
		}
	}
}

// A span whose statements are parameterised is the program's own.
func TestParameterisedSpanIsUntouched(t *testing.T) {
	in := &tracetest.SpanStub{Name: "SELECT users", Attributes: []attribute.KeyValue{attribute.String("db.system.name", "mysql"), attribute.String("db.query.text", "SELECT * FROM users WHERE id = ? LIMIT 10")}}
	span := &held{in.Snapshot()}
	sink := &keepSpans{}
	if err := otelprocessor.NewSpanExporter(sink, preset(), otelprocessor.WithStatements(sqlredact.Sanitize)).ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{span}); err != nil || sink.got[0] != sdktrace.ReadOnlySpan(span) {
		t.Errorf("%v, another span", err)
	}
}

// held can be compared.
type held struct{ sdktrace.ReadOnlySpan }

type keepSpans struct{ got []sdktrace.ReadOnlySpan }

func (k *keepSpans) ExportSpans(_ context.Context, s []sdktrace.ReadOnlySpan) error {
	k.got = append(k.got, s...)
	return nil
}
func (k *keepSpans) Shutdown(context.Context) error { return nil }

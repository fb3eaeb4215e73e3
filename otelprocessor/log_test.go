package otelprocessor_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// logSink keeps records, and returns its own errors.
type logSink struct {
	mu      sync.Mutex
	records []sdklog.Record
	calls   int
	err     error
}

func (s *logSink) Export(_ context.Context, recs []sdklog.Record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	for _, r := range recs {
		s.records = append(s.records, r.Clone())
	}
	return s.err
}
func (s *logSink) Shutdown(context.Context) error   { return s.err }
func (s *logSink) ForceFlush(context.Context) error { return s.err }

// dumpRecord writes all of a record, its resource and scope if where is true.
func dumpRecord(r sdklog.Record, where bool) string {
	out := fmt.Sprintln(r.EventName(), r.Timestamp().Unix(), r.Severity(), r.SeverityText(), r.TraceID(), r.SpanID(), r.TraceFlags(), r.DroppedAttributes())
	out += dump(r.Body())
	r.WalkAttributes(func(a attribute.KeyValue) bool {
		out += dump(a)
		return true
	})
	if where {
		out += dump(r.Resource()) + dump(r.InstrumentationScope())
	}
	return out
}

// bodies returns bodies of every kind.
func bodies(text string) []attribute.Value {
	out := []attribute.Value{
		attribute.StringValue("clean body, then " + text),
		attribute.MapValue(kinds(text)...),
		attribute.SliceValue(attribute.StringValue(text), attribute.MapValue(kinds(text)...), attribute.SliceValue(attribute.ByteSliceValue([]byte(text)))),
	}
	for _, a := range kinds(text) {
		out = append(out, a.Value)
	}
	return out
}

// logged emits a record for each body through options.
func logged(text string, opts ...sdklog.LoggerProviderOption) {
	opts = append(opts, sdklog.WithResource(resource.NewSchemaless(append(kinds(text), attribute.String("service.name", "shop"))...)))
	lp := sdklog.NewLoggerProvider(opts...)
	defer lp.Shutdown(context.Background())
	logger := lp.Logger("clean/scope "+text, log.WithInstrumentationVersion(text), log.WithSchemaURL("https://example.org/"+text), log.WithInstrumentationAttributes(kinds(text)...))
	ctx := trace.ContextWithSpanContext(context.Background(), spanContext(1, trace.TraceState{}))
	for _, body := range bodies(text) {
		var rec log.Record
		rec.SetBody(body)
		rec.SetEventName("event " + text)
		rec.SetSeverity(log.SeverityWarn)
		rec.SetSeverityText("WARN " + text)
		rec.SetTimestamp(time.Unix(5, 0))
		rec.AddAttributes(attribute.String("clean.attr", "stays"))
		rec.AddAttributes(kinds(text)...)
		rec.SetErr(errors.New("failed " + text))
		logger.Emit(ctx, rec)
	}
}

// Every surface of a record, every kind of value, every shape of secret, by the
// exporter and by the processor, with keys that are unique or not.
func TestLogSurfaces(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		for name, opt := range map[string]sdklog.LoggerProviderOption{"": nil, " with double keys": sdklog.WithAllowKeyDuplication()} {
			opts := func(ps ...sdklog.Processor) (out []sdklog.LoggerProviderOption) {
				for _, p := range ps {
					out = append(out, sdklog.WithProcessor(p))
				}
				if opt != nil {
					out = append(out, opt)
				}
				return out
			}
			t.Run("exporter/"+c.Name+name, func(t *testing.T) {
				sink, raw := &logSink{}, &logSink{}
				logged(c.Value, opts(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, p.r)), sdklog.NewSimpleProcessor(raw))...)
				check(t, c.Value, sink, true)
				if len(p.oracle.Leaks([]byte(dumpRecord(raw.records[0], true)))) == 0 {
					t.Error("the record of others was written to")
				}
			})
			t.Run("processor/"+c.Name+name, func(t *testing.T) {
				sink := &logSink{}
				logged(c.Value, opts(otelprocessor.NewLogProcessor(p.r), sdklog.NewSimpleProcessor(sink))...)
				check(t, c.Value, sink, false)
			})
		}
	}
}

func check(t *testing.T, text string, sink *logSink, where bool) {
	t.Helper()
	if len(sink.records) != len(bodies(text)) {
		t.Fatalf("%d records", len(sink.records))
	}
	all := ""
	for i, rec := range sink.records {
		want := []string{"event ", "WARN ", "stays", "failed ", "0102010000000000"}
		if i == 0 {
			want = append(want, "clean body, then ")
		}
		if where {
			want = append(want, "shop", "clean/scope ")
		}
		out := dumpRecord(rec, where)
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%q is missing", w)
			}
		}
		all += out
		if rec.Severity() != log.SeverityWarn || rec.Timestamp().Unix() != 5 || rec.AttributesLen() < len(kinds(text)) || rec.TraceFlags() != trace.FlagsSampled {
			t.Error("severity, time, flags or an attribute is missing")
		}
	}
	mustHide(t, all)
}

func TestCleanRecordIsItself(t *testing.T) {
	sink, plain := &logSink{}, &logSink{}
	logged("nothing of note", sdklog.WithProcessor(otelprocessor.NewLogProcessor(preset())), sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, preset()))))
	logged("nothing of note", sdklog.WithProcessor(sdklog.NewSimpleProcessor(plain)))
	for i := range plain.records {
		if got, want := dumpRecord(sink.records[i], true), dumpRecord(plain.records[i], true); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestProcessorLeavesEnabledAlone(t *testing.T) {
	p := otelprocessor.NewLogProcessor(preset())
	lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(p), sdklog.WithProcessor(minimum{sdklog.NewSimpleProcessor(&logSink{})}))
	logger := lp.Logger("x")
	if logger.Enabled(context.Background(), log.EnabledParameters{Severity: log.SeverityInfo}) || !logger.Enabled(context.Background(), log.EnabledParameters{Severity: log.SeverityError}) {
		t.Error("the filter of another processor is defeated")
	}
	if p.ForceFlush(context.Background()) != nil || p.Shutdown(context.Background()) != nil {
		t.Error("an error")
	}
}

// minimum is a processor for errors only.
type minimum struct{ sdklog.Processor }

func (minimum) Enabled(_ context.Context, p sdklog.EnabledParameters) bool {
	return p.Severity >= log.SeverityError
}

func TestDroppedAttributesAreStillCounted(t *testing.T) {
	for _, key := range []string{"password", token} {
		sink := &logSink{}
		lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(otelprocessor.NewLogProcessor(preset())), sdklog.WithProcessor(sdklog.NewSimpleProcessor(sink)), sdklog.WithAttributeCountLimit(2))
		var rec log.Record
		rec.AddAttributes(attribute.String(key, password), attribute.Int("b", 1), attribute.Int("c", 1), attribute.Int("d", 1))
		lp.Logger("x").Emit(context.Background(), rec)
		if got := sink.records[0]; got.DroppedAttributes() != 2 || got.AttributesLen() != 2 || strings.Contains(dumpRecord(got, false), token) {
			t.Errorf("%d dropped: %s", got.DroppedAttributes(), dumpRecord(got, false))
		}
	}
}

func TestLogPolicy(t *testing.T) {
	r := newRedactor(t, redact.WithPath("user.email", redact.DropField), redact.WithPath("no.log", redact.Deny), redact.WithStrict("shown", "list"))
	emit := func(opts ...sdklog.LoggerProviderOption) {
		lp := sdklog.NewLoggerProvider(opts...)
		for i := range 3 {
			var rec log.Record
			rec.SetBody(attribute.StringValue("message"))
			rec.AddAttributes(attribute.String("user.email", "a@b.c"), attribute.String("shown", "yes"), attribute.Int("other", 5))
			if i == 1 {
				rec.AddAttributes(attribute.String("no.log", "hidden-one"))
			}
			if i == 2 {
				rec.SetBody(attribute.MapValue(attribute.Int("other", 5), attribute.Int("shown", 6)))
			}
			lp.Logger("x").Emit(context.Background(), rec)
		}
	}
	sink := &logSink{}
	emit(sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, r))))
	if len(sink.records) != 3 || sink.calls != 3 {
		t.Fatalf("%d records in %d calls", len(sink.records), sink.calls)
	}
	first := dumpRecord(sink.records[0], false)
	if strings.Contains(first, "a@b.c") || !strings.Contains(first, "message") || !strings.Contains(first, "yes") || sink.records[0].AttributesLen() != 2 {
		t.Errorf("got %s", first)
	}
	if want := attribute.MapValue(attribute.String("other", "[REDACTED:path]"), attribute.Int("shown", 6)); sink.records[2].Body() != want {
		t.Errorf("got %s", sink.records[2].Body())
	}
	stub := sink.records[1]
	if stub.Body().AsString() != "[DENIED:path]" || stub.AttributesLen() != 0 || stub.ObservedTimestamp().IsZero() {
		t.Errorf("the stub is %s", dumpRecord(stub, false))
	}
	sink = &logSink{}
	emit(sdklog.WithProcessor(otelprocessor.NewLogProcessor(r)), sdklog.WithProcessor(sdklog.NewSimpleProcessor(sink)))
	if got := sink.records[1]; len(sink.records) != 3 || dumpRecord(got, false) != dumpRecord(stub, false) || strings.Contains(dumpRecord(got, false), "hidden-one") {
		t.Errorf("got %s", dumpRecord(got, false))
	}
}

func TestLogLimits(t *testing.T) {
	deep := attribute.StringValue(token)
	for range 300 {
		deep = attribute.MapValue(attribute.KeyValue{Key: "k", Value: attribute.SliceValue(deep)})
	}
	many := make([]attribute.Value, 20_000)
	many[19_999] = attribute.StringValue(token)
	for _, body := range []attribute.Value{deep, attribute.SliceValue(many...), attribute.StringValue(strings.Repeat("x ", 1<<20) + token)} {
		sink := &logSink{}
		lp := sdklog.NewLoggerProvider(sdklog.WithAttributeValueDepthLimit(-1), sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, preset()))))
		var rec log.Record
		rec.SetBody(body)
		rec.AddAttributes(attribute.KeyValue{Key: "deep", Value: deep}, attribute.String("behind", token))
		lp.Logger("x").Emit(context.Background(), rec)
		if out := dumpRecord(sink.records[0], true); strings.Contains(out, token) || !strings.Contains(out, "[REDACTED:") {
			t.Error("a limit lets through")
		}
	}
}

// Text has no bound: a body of 100 MiB is searched to its end. It may hold anything.
func TestLongAndBrokenBodies(t *testing.T) {
	size := 100 << 20
	if testing.Short() || raceEnabled {
		size = 4 << 20
	}
	clean := strings.Repeat("all is well \xff here. ", size/21)
	for body, want := range map[string]string{
		clean:         clean,
		clean + token: clean + "[REDACTED:github-personal-access-token]",
	} {
		sink := &logSink{}
		lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, preset()))))
		var rec log.Record
		rec.SetBody(attribute.StringValue(body))
		lp.Logger("x").Emit(context.Background(), rec)
		if got := sink.records[0].Body().AsString(); got != want {
			t.Errorf("%d bytes of %d, which end in %q", len(got), len(want), got[max(0, len(got)-60):])
		}
	}
}

// Of keys that are there twice, in a record that allows it and in maps, all values are
// looked at and stay.
func TestDoubleKeys(t *testing.T) {
	twice := []attribute.KeyValue{attribute.String("note", "a"), attribute.String("note", token), attribute.String("password", password), attribute.String("password", "")}
	sink := &logSink{}
	for _, p := range []sdklog.Processor{sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, preset())), otelprocessor.NewLogProcessor(preset())} {
		lp := sdklog.NewLoggerProvider(sdklog.WithAllowKeyDuplication(), sdklog.WithProcessor(p), sdklog.WithProcessor(sdklog.NewSimpleProcessor(sink)))
		var rec log.Record
		rec.AddAttributes(twice...)
		rec.AddAttributes(attribute.KeyValue{Key: "m", Value: attribute.MapValue(twice...)})
		sink.records = nil
		lp.Logger("x").Emit(context.Background(), rec)
		var got []attribute.KeyValue
		sink.records[0].WalkAttributes(func(a attribute.KeyValue) bool {
			got = append(got, a)
			return true
		})
		out := dumpRecord(sink.records[0], true)
		if len(got) != 5 || got[0] != twice[0] || got[3] != twice[3] || strings.Contains(out, token) || strings.Contains(out, password) {
			t.Errorf("got %v", got)
		}
	}
}

func TestNilRedactorHidesRecords(t *testing.T) {
	sink := &logSink{}
	logged("something of note", sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, nil))))
	for _, r := range sink.records {
		if out := dumpRecord(r, true); strings.Contains(out, "note") || strings.Contains(out, "stays") || strings.Contains(out, "shop") {
			t.Errorf("got %s", out)
		}
	}
}

// A secret in the environment's resource attributes, which each provider adds.
func TestResourceOfTheEnvironment(t *testing.T) {
	c := plants().canaries[1]
	for _, env := range []string{"team=" + c.Value, "password=x,team=" + c.Value, c.Value + "=team"} {
		t.Setenv("OTEL_RESOURCE_ATTRIBUTES", env)
		sink := &logSink{}
		logged("clean", sdklog.WithProcessor(sdklog.NewSimpleProcessor(otelprocessor.NewLogExporter(sink, plants().r))))
		for _, r := range sink.records {
			mustHide(t, dumpRecord(r, true), "WARN clean")
		}
	}
}

func TestLogErrorsAndDeadlines(t *testing.T) {
	want := errors.New("not today")
	e := otelprocessor.NewLogExporter(&logSink{err: want}, preset())
	ctx := context.Background()
	if e.Export(ctx, make([]sdklog.Record, 1)) != want || e.ForceFlush(ctx) != want || e.Shutdown(ctx) != want {
		t.Error("an error is gone")
	}
	if e.Export(ctx, nil) != want {
		t.Error("an empty export is not passed on")
	}
}

func TestLogRace(t *testing.T) {
	p := plants()
	sink, other := &logSink{}, &logSink{}
	lp := sdklog.NewLoggerProvider(
		sdklog.WithProcessor(sdklog.NewBatchProcessor(otelprocessor.NewLogExporter(sink, p.r))),
		sdklog.WithProcessor(sdklog.NewBatchProcessor(otelprocessor.NewLogExporter(other, p.r))),
		sdklog.WithProcessor(otelprocessor.NewLogProcessor(p.r)))
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for range 3 {
				var rec log.Record
				rec.SetBody(attribute.StringValue(p.canaries[i].Value))
				rec.AddAttributes(kinds(p.canaries[i].Value)...)
				lp.Logger("x").Emit(context.Background(), rec)
			}
		})
	}
	wg.Wait()
	if err := lp.Shutdown(context.Background()); err != nil || len(sink.records) != 9 || len(other.records) != 9 {
		t.Errorf("%v: %d and %d records", err, len(sink.records), len(other.records))
	}
	for _, r := range append(sink.records, other.records...) {
		mustHide(t, dumpRecord(r, false))
	}
}

func TestCleanRecordAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	sink := &logSink{}
	lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(sink)))
	var rec log.Record
	rec.SetBody(attribute.StringValue("order placed"))
	rec.AddAttributes(attribute.String("order.id", "A-1234"), attribute.Int("items", 3), attribute.Bool("new", true))
	lp.Logger("shop").Emit(context.Background(), rec)
	recs, ctx := sink.records, context.Background()
	e, p := otelprocessor.NewLogExporter(discard{}, preset()), otelprocessor.NewLogProcessor(preset())
	if n := testing.AllocsPerRun(100, func() { _ = e.Export(ctx, recs) }); n != 0 {
		t.Errorf("exporter: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { _ = p.OnEmit(ctx, &recs[0]) }); n != 0 {
		t.Errorf("processor: %v allocations", n)
	}
}

type discard struct{}

func (discard) Export(context.Context, []sdklog.Record) error { return nil }
func (discard) Shutdown(context.Context) error                { return nil }
func (discard) ForceFlush(context.Context) error              { return nil }

// What an SDK that is newer than this package adds must be looked at here.
func TestEveryLogMethodIsCovered(t *testing.T) {
	known := map[string]bool{}
	for _, m := range strings.Fields("AddAttributes AttributesLen Body Clone DroppedAttributes EventName InstrumentationScope ObservedTimestamp Resource " +
		"SetAttributes SetBody SetEventName SetObservedTimestamp SetSeverity SetSeverityText SetSpanID SetTimestamp SetTraceFlags SetTraceID " +
		"Severity SeverityText SpanID Timestamp TraceFlags TraceID WalkAttributes") {
		known[m] = true
	}
	for typ, i := reflect.TypeFor[*sdklog.Record](), 0; i < typ.NumMethod(); i++ {
		if m := typ.Method(i).Name; !known[m] {
			t.Errorf("a record has the method %s, which is not covered", m)
		}
	}
	if reflect.TypeFor[sdklog.Processor]().NumMethod() != 4 || reflect.TypeFor[sdklog.Exporter]().NumMethod() != 3 {
		t.Error("an interface of the SDK has another number of methods")
	}
}

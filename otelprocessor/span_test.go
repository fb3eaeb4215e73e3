package otelprocessor_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// full returns a span with text on every surface, between text that is clean.
func full(text string) tracetest.SpanStub {
	attrs := kinds(text)
	return tracetest.SpanStub{
		Name:        "GET /x " + text,
		SpanContext: spanContext(1, tracestate(text)),
		Parent:      spanContext(2, tracestate(text)),
		SpanKind:    trace.SpanKindServer,
		StartTime:   time.Unix(1, 0),
		EndTime:     time.Unix(2, 0),
		Attributes:  append([]attribute.KeyValue{attribute.String("clean.attr", "stays")}, attrs...),
		Events: []sdktrace.Event{
			{Name: "clean event", Attributes: []attribute.KeyValue{attribute.Int("n", 7)}, Time: time.Unix(3, 0)},
			{Name: "exception " + text, Attributes: attrs, DroppedAttributeCount: 3},
		},
		Links: []sdktrace.Link{
			{SpanContext: spanContext(3, trace.TraceState{})},
			{SpanContext: spanContext(4, tracestate(text)), Attributes: attrs, DroppedAttributeCount: 4},
		},
		Status:            sdktrace.Status{Code: codes.Error, Description: "failed: " + text},
		DroppedAttributes: 5, DroppedEvents: 6, DroppedLinks: 7, ChildSpanCount: 8,
		Resource: resource.NewWithAttributes("https://example.org/"+text, append(attrs, attribute.String("service.name", "shop"))...),
		InstrumentationScope: instrumentation.Scope{
			Name: "clean/scope " + text, Version: "v1 " + text, SchemaURL: "https://example.org/s " + text, Attributes: attribute.NewSet(attrs...),
		},
	}
}

// Every surface of a span, every kind of value, every shape of secret.
func TestSpanSurfaces(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		for name, export := range map[string]func(sdktrace.ReadOnlySpan) tracetest.SpanStubs{
			"exporter": func(s sdktrace.ReadOnlySpan) tracetest.SpanStubs {
				sink := tracetest.NewInMemoryExporter()
				if err := otelprocessor.NewSpanExporter(sink, p.r).ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{s}); err != nil {
					t.Error(err)
				}
				return sink.GetSpans()
			},
			"processor": func(s sdktrace.ReadOnlySpan) tracetest.SpanStubs {
				sink := tracetest.NewSpanRecorder()
				otelprocessor.NewSpanProcessor(sink, p.r).OnEnd(s)
				return tracetest.SpanStubsFromReadOnlySpans(sink.Ended())
			},
		} {
			t.Run(name+"/"+c.Name, func(t *testing.T) {
				in := full(c.Value)
				if leaks := p.oracle.Leaks([]byte(dump(in))); len(leaks) == 0 {
					t.Fatal("nothing was planted")
				}
				before := dump(in)
				got := export(in.Snapshot())
				if len(got) != 1 {
					t.Fatalf("%d spans", len(got))
				}
				mustHide(t, dump(got[0]), "GET /x [REDACTED:", "failed: ", "clean event", "stays", "shop", "clean/scope ", "before [REDACTED:")
				if dump(in) != before {
					t.Error("the caller's span was written to")
				}
				sameShape(t, in, got[0])
			})
		}
	}
}

// sameShape reports a difference in what is never touched.
func sameShape(t *testing.T, in, out tracetest.SpanStub) {
	t.Helper()
	ids := func(sc trace.SpanContext) trace.SpanContext { return sc.WithTraceState(trace.TraceState{}) }
	if !ids(in.SpanContext).Equal(ids(out.SpanContext)) || !ids(in.Parent).Equal(ids(out.Parent)) {
		t.Error("ids differ")
	}
	if in.SpanKind != out.SpanKind || in.StartTime != out.StartTime || in.EndTime != out.EndTime || in.Status.Code != out.Status.Code ||
		in.DroppedAttributes != out.DroppedAttributes || in.DroppedEvents != out.DroppedEvents || in.DroppedLinks != out.DroppedLinks || in.ChildSpanCount != out.ChildSpanCount {
		t.Error("kind, times, status code or counts differ")
	}
	if len(in.Attributes) != len(out.Attributes) || len(in.Events) != len(out.Events) || len(in.Links) != len(out.Links) {
		t.Fatal("something is missing")
	}
	for i, l := range in.Links {
		if !ids(l.SpanContext).Equal(ids(out.Links[i].SpanContext)) || l.DroppedAttributeCount != out.Links[i].DroppedAttributeCount {
			t.Error("a link differs")
		}
	}
	for i, a := range in.Attributes {
		switch b := out.Attributes[i]; {
		case a.Value.Type() == attribute.INT64 && b.Value.Type() == attribute.STRING: // a hidden number
		case a.Value.Type() == attribute.INT64SLICE && b.Value.Type() == attribute.SLICE:
		case a.Value.Type() != b.Value.Type():
			t.Errorf("%s: %v became %v", b.Key, a.Value.Type(), b.Value.Type())
		}
	}
}

// A span without secrets is passed on itself, whatever it holds.
func TestCleanSpanIsItself(t *testing.T) {
	in := full("nothing of note").Snapshot()
	var got []sdktrace.ReadOnlySpan
	spans := []sdktrace.ReadOnlySpan{in}
	if err := otelprocessor.NewSpanExporter(exporter(func(s []sdktrace.ReadOnlySpan) { got = s }), preset()).ExportSpans(context.Background(), spans); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || &got[0] != &spans[0] {
		t.Errorf("%v", dump(tracetest.SpanStubFromReadOnlySpan(got[0])))
	}
}

type exporter func([]sdktrace.ReadOnlySpan)

func (e exporter) ExportSpans(_ context.Context, s []sdktrace.ReadOnlySpan) error { e(s); return nil }
func (e exporter) Shutdown(context.Context) error                                 { return nil }

// export returns what of stubs is exported.
func export(t testing.TB, r *redact.Redactor, stubs ...tracetest.SpanStub) tracetest.SpanStubs {
	t.Helper()
	sink := tracetest.NewInMemoryExporter()
	if err := otelprocessor.NewSpanExporter(sink, r).ExportSpans(context.Background(), tracetest.SpanStubs(stubs).Snapshots()); err != nil {
		t.Fatal(err)
	}
	return sink.GetSpans()
}

func TestNames(t *testing.T) {
	got := export(t, preset(), tracetest.SpanStub{Attributes: []attribute.KeyValue{
		attribute.String("db.password", password),
		attribute.StringSlice("http.request.header.authorization", []string{"Bearer abcdefghijkl"}),
		attribute.Int64("pin", 1234),
		attribute.Bool("password", true),
		{Key: "password", Value: attribute.MapValue(attribute.String("current", "abc"), attribute.Int("n", 12345))},
		attribute.String("url.full", "https://u:"+password+"@example.org/?access_token=0123456789abcdef&x=1"),
		attribute.String("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
		attribute.String("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"),
		attribute.String("span_id", "00f067aa0ba902b7"),
		attribute.String("service.instance.id", "627cc493-f310-47de-96bd-71410b7dec09"),
	}})[0].Attributes
	want := []attribute.KeyValue{
		attribute.String("db.password", "[REDACTED:password]"),
		attribute.StringSlice("http.request.header.authorization", []string{"[REDACTED:authorization]"}),
		attribute.String("pin", "[REDACTED:pin]"),
		attribute.Bool("password", true),
		{Key: "password", Value: attribute.MapValue(attribute.String("current", "[REDACTED:path]"), attribute.String("n", "[REDACTED:path]"))},
		attribute.String("url.full", "https://u:(REDACTED:url-userinfo)@example.org/?access_token=[REDACTED:access-token]&x=1"),
		attribute.String("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
		attribute.String("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"),
		attribute.String("span_id", "00f067aa0ba902b7"),
		attribute.String("service.instance.id", "627cc493-f310-47de-96bd-71410b7dec09"),
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: got %s, want %s", want[i].Key, got[i].Value, want[i].Value)
		}
	}
}

func TestPolicy(t *testing.T) {
	r := newRedactor(t, redact.WithPath("user.email", redact.DropField), redact.WithPath("secret.span", redact.Deny),
		redact.WithPath("http.request.header.*", redact.Redact), redact.WithPath("db.password", redact.Scan), redact.WithPath("flags", redact.Redact))
	got := export(t, r,
		tracetest.SpanStub{Name: "one", Attributes: []attribute.KeyValue{
			attribute.String("user.email", "a@b.c"), attribute.String("user.name", "ann"),
			attribute.StringSlice("http.request.header.x-id", []string{"1"}), attribute.String("db.password", "shown"),
			attribute.BoolSlice("flags", []bool{true}),
			{Key: "user", Value: attribute.MapValue(attribute.String("email", "a@b.c"), attribute.Int("age", 3))},
		}},
		tracetest.SpanStub{Name: "two", Events: []sdktrace.Event{{Attributes: []attribute.KeyValue{attribute.Bool("secret.span", true)}}}},
		tracetest.SpanStub{Name: "three"},
	)
	if len(got) != 3 || got[0].Name != "one" || got[2].Name != "three" {
		t.Fatalf("%d spans", len(got))
	}
	if s := got[1]; s.Name != "[DENIED:path]" || len(s.Events)+len(s.Attributes) != 0 {
		t.Errorf("the stub is %+v", s)
	}
	want := []attribute.KeyValue{
		attribute.String("user.name", "ann"), attribute.StringSlice("http.request.header.x-id", []string{"[REDACTED:path]"}), attribute.String("db.password", "shown"),
		{Key: "flags", Value: attribute.SliceValue(attribute.StringValue("[REDACTED:path]"))},
		{Key: "user", Value: attribute.MapValue(attribute.Int("age", 3))},
	}
	if !sameAttrs(got[0].Attributes, want) {
		t.Errorf("got %v", got[0].Attributes)
	}
	quiet := newRedactor(t, redact.WithPath("secret.span", redact.Deny), redact.WithAuditFields("audit"), redact.WithoutStubs())
	gone := attribute.Int("secret.span", 1)
	if got := export(t, quiet, tracetest.SpanStub{Attributes: []attribute.KeyValue{gone}}); len(got) != 0 {
		t.Error("the span was not dropped")
	}
	if got := export(t, quiet, tracetest.SpanStub{Name: "kept", Attributes: []attribute.KeyValue{gone, attribute.Bool("audit", true)}}); len(got) != 1 ||
		got[0].Name != "kept" || got[0].Attributes[0].Value.AsString() != "[REDACTED:path]" {
		t.Errorf("a span of an audit log: %+v", got)
	}
	in := full("text")
	in.Attributes = append(in.Attributes, gone)
	stub := export(t, r, in)[0]
	if stub.StartTime != in.StartTime || stub.EndTime != in.EndTime || stub.SpanKind != in.SpanKind || stub.SpanContext.SpanID() != in.SpanContext.SpanID() ||
		stub.Status.Code != in.Status.Code || stub.Status.Description != "" || len(stub.Attributes)+len(stub.Events) > 0 || stub.Resource == nil {
		t.Errorf("the stub is %+v", stub)
	}
}

func TestStableTypes(t *testing.T) {
	got := export(t, newRedactor(t, redact.WithStableTypes()), tracetest.SpanStub{Attributes: []attribute.KeyValue{
		attribute.Int("password", 12345678), attribute.Int64Slice("password", []int64{12345678, 2}), attribute.Float64Slice("password", []float64{1.5}),
	}})[0].Attributes
	if got[0].Value != attribute.IntValue(0) || got[1].Value.Type() != attribute.INT64SLICE || got[2].Value.Type() != attribute.FLOAT64SLICE {
		t.Errorf("got %v", got)
	}
}

type newerSpan interface {
	sdktrace.ReadOnlySpan
	Baggage() string
}

// uncovered returns the methods of a type that are not known.
func uncovered(typ reflect.Type, known map[string]bool) (names []string) {
	for i := range typ.NumMethod() {
		if m := typ.Method(i).Name; !known[m] {
			names = append(names, m)
		}
	}
	return names
}

// What an SDK that is newer than this package adds must be looked at here.
func TestEveryMethodIsCovered(t *testing.T) {
	known := map[string]bool{}
	for _, m := range strings.Fields("Name SpanContext Parent SpanKind StartTime EndTime Attributes Links Events Status " +
		"InstrumentationScope InstrumentationLibrary Resource DroppedAttributes DroppedLinks DroppedEvents ChildSpanCount private") {
		known[m] = true
	}
	methods := func(typ reflect.Type) {
		for _, m := range uncovered(typ, known) {
			t.Errorf("%v has the method %s, which is not covered", typ, m)
		}
	}
	methods(reflect.TypeFor[sdktrace.ReadOnlySpan]())
	// So an SDK would look that has one method more.
	if more := uncovered(reflect.TypeFor[newerSpan](), known); !slices.Equal(more, []string{"Baggage"}) {
		t.Errorf("of a newer span %v is seen", more)
	}
	for _, m := range strings.Fields("AddEvent AddLink End IsRecording RecordError SetAttributes SetName SetStatus TracerProvider span") {
		known[m] = true
	}
	methods(reflect.TypeFor[sdktrace.ReadWriteSpan]())
	for typ, n := range map[reflect.Type]int{
		reflect.TypeFor[sdktrace.Event]():          4,
		reflect.TypeFor[sdktrace.Link]():           3,
		reflect.TypeFor[sdktrace.Status]():         2,
		reflect.TypeFor[instrumentation.Scope]():   4,
		reflect.TypeFor[attribute.KeyValue]():      2,
		reflect.TypeFor[trace.SpanContextConfig](): 5,
	} {
		if typ.NumField() != n {
			t.Errorf("%v has %d fields, not %d", typ, typ.NumField(), n)
		}
	}
	for typ, n := range map[reflect.Type]int{
		reflect.TypeFor[sdktrace.SpanExporter]():  2,
		reflect.TypeFor[sdktrace.SpanProcessor](): 4,
	} {
		if typ.NumMethod() != n {
			t.Errorf("%v has %d methods, not %d", typ, typ.NumMethod(), n)
		}
	}
	if last := attribute.Type(attribute.MAP + 1).String(); !strings.Contains(last, "(") {
		t.Errorf("there is a kind of attribute %s, which is not covered", last)
	}
}

// broken panics where it is told to.
type broken struct {
	sdktrace.ReadOnlySpan
	attrs, events, links, status, sc bool
}

func (b broken) Attributes() []attribute.KeyValue {
	if b.attrs {
		panic(password)
	}
	return b.ReadOnlySpan.Attributes()
}

func (b broken) Events() []sdktrace.Event {
	if b.events {
		panic(password)
	}
	return b.ReadOnlySpan.Events()
}

func (b broken) Links() []sdktrace.Link {
	if b.links {
		panic(password)
	}
	return b.ReadOnlySpan.Links()
}

func (b broken) Status() sdktrace.Status {
	if b.status {
		panic(password)
	}
	return b.ReadOnlySpan.Status()
}

func (b broken) SpanContext() trace.SpanContext {
	if b.sc {
		panic(password)
	}
	return b.ReadOnlySpan.SpanContext()
}

func TestFailureStrips(t *testing.T) {
	text := plants().canaries[0].Value
	s := full(text).Snapshot()
	for name, in := range map[string]sdktrace.ReadOnlySpan{
		"attributes": broken{ReadOnlySpan: s, attrs: true}, "events": broken{ReadOnlySpan: s, events: true}, "links": broken{ReadOnlySpan: s, links: true},
		"status": broken{ReadOnlySpan: s, status: true}, "context": broken{ReadOnlySpan: s, sc: true}, "all": broken{}, "nil": nil,
	} {
		t.Run(name, func(t *testing.T) {
			r := plants().r
			before := r.Stats().Errors
			sink := tracetest.NewInMemoryExporter()
			if err := otelprocessor.NewSpanExporter(sink, r).ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{full("clean").Snapshot(), in}); err != nil {
				t.Fatal(err)
			}
			got := sink.GetSpans()
			if len(got) != 2 {
				t.Fatalf("%d spans", len(got))
			}
			out := dump(got[1])
			mustHide(t, out, "[REDACTED:error]", "tacit.error")
			if strings.Contains(out, password) {
				t.Error("the panic's text got out")
			}
			if r.Stats().Errors == before {
				t.Error("no error was counted")
			}
			if name == "attributes" && (!got[1].SpanContext.IsValid() || got[1].SpanContext.TraceState().Len() > 0 || len(got[1].Links) != 2 || got[1].Status.Code != codes.Error) {
				t.Errorf("got %s", out)
			}
		})
	}
}

func TestNilRedactorHidesEverything(t *testing.T) {
	out := dump(export(t, nil, full(plants().canaries[0].Value))[0])
	mustHide(t, out)
	for _, clean := range []string{"stays", "clean event", "shop"} {
		if strings.Contains(out, clean) {
			t.Errorf("%q is shown", clean)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := attribute.StringValue(token)
	for range 10_000 {
		deep = attribute.SliceValue(deep)
	}
	maps := attribute.StringValue(token)
	for range 200 {
		maps = attribute.MapValue(attribute.KeyValue{Key: "k", Value: maps})
	}
	many := make([]string, 20_000)
	many[19_999] = token
	got := export(t, preset(), tracetest.SpanStub{Name: "x", Resource: resource.NewSchemaless(attribute.KeyValue{Key: "deep", Value: maps}), Attributes: []attribute.KeyValue{
		{Key: "deep", Value: deep}, {Key: "maps", Value: maps}, attribute.StringSlice("many", many), attribute.String("behind", token),
	}})
	out := dump(got)
	if strings.Contains(out, token) || !strings.Contains(out, "[REDACTED:limit]") || got[0].Name != "x" {
		t.Error("a limit lets through")
	}
}

func TestHostileText(t *testing.T) {
	const label = "[REDACTED:github-personal-access-token]"
	long, rest := strings.Repeat("x ", 1<<20), "\xff\xfe"+strings.Repeat(" y", 1<<20)
	got := export(t, preset(), tracetest.SpanStub{Name: "\xff" + token, Attributes: []attribute.KeyValue{
		attribute.String("big", long+token+rest), attribute.String("bad", "\xc3\x28"), attribute.String("same", token), attribute.String("same", "b"),
	}})[0]
	if got.Attributes[0].Value.AsString() != long+label+rest || got.Name != "\xff"+label {
		t.Error("long or broken text is not what it was, or not hidden")
	}
	if a := got.Attributes; len(a) != 4 || a[1].Value.AsString() != "\xc3\x28" || a[2] != attribute.String("same", label) || a[3] != attribute.String("same", "b") {
		t.Error("broken text or double keys")
	}
}

// A change of the live secrets shows in the next span, in what is remembered too.
func TestGeneration(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	sink := tracetest.NewInMemoryExporter()
	tp := sdktrace.NewTracerProvider(sdktrace.WithSyncer(otelprocessor.NewSpanExporter(sink, r)), sdktrace.WithResource(resource.NewSchemaless(attribute.String("where", "zx81-Qv97-plm3"))))
	defer tp.Shutdown(context.Background())
	tracer := tp.Tracer("scope zx81-Qv97-plm3")
	_, s := tracer.Start(context.Background(), "a")
	s.End()
	if _, err := set.Set("x", []byte("zx81-Qv97-plm3")); err != nil {
		t.Fatal(err)
	}
	_, s = tracer.Start(context.Background(), "a")
	s.End()
	got := sink.GetSpans()
	if !strings.Contains(dump(got[0]), "zx81") || strings.Contains(dump(got[1]), "zx81") || strings.Count(dump(got[1]), "[REDACTED:live-secret]") < 2 {
		t.Errorf("got %s", dump(got))
	}
	set.Forget("x")
	_, s = tracer.Start(context.Background(), "a")
	s.End()
	if got := sink.GetSpans(); !strings.Contains(dump(got[2]), "zx81") {
		t.Errorf("got %s", dump(got[2]))
	}
}

// reader keeps running spans and reads them, as zpages does.
type reader struct {
	mu    sync.Mutex
	spans []sdktrace.ReadWriteSpan
	next  sdktrace.SpanProcessor
}

func (r *reader) OnStart(_ context.Context, s sdktrace.ReadWriteSpan) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spans = append(r.spans, s)
}
func (r *reader) OnEnd(s sdktrace.ReadOnlySpan)    { r.next.OnEnd(s) }
func (r *reader) Shutdown(context.Context) error   { return errors.New("shut") }
func (r *reader) ForceFlush(context.Context) error { return errors.New("flushed") }
func (r *reader) read() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := ""
	for _, s := range r.spans {
		out += dump(tracetest.SpanStubFromReadOnlySpan(s))
	}
	return out
}

func TestRunningSpan(t *testing.T) {
	p := plants()
	c := p.canaries[0]
	live := &reader{next: tracetest.NewSpanRecorder()}
	proc := otelprocessor.NewSpanProcessor(live, p.r)
	tp := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(proc), sdktrace.WithResource(resource.NewSchemaless(kinds(c.Value)...)))
	tracer := tp.Tracer("clean/scope "+c.Value, trace.WithInstrumentationVersion(c.Value), trace.WithInstrumentationAttributes(kinds(c.Value)...))
	ctx := trace.ContextWithRemoteSpanContext(context.Background(), spanContext(9, tracestate(c.Value)))
	_, s := tracer.Start(ctx, "name "+c.Value, trace.WithAttributes(kinds(c.Value)...), trace.WithLinks(trace.Link{SpanContext: spanContext(3, tracestate(c.Value)), Attributes: kinds(c.Value)}))
	s.AddEvent(c.Value, trace.WithAttributes(kinds(c.Value)...))
	s.RecordError(errors.New("failed " + c.Value))
	s.SetStatus(codes.Error, c.Value)
	mustHide(t, live.read(), "clean/scope", "name ", "failed ")
	if live.spans[0].SpanContext().TraceID() != s.SpanContext().TraceID() || !live.spans[0].IsRecording() {
		t.Error("the span is another")
	}
	live.spans[0].SetAttributes(attribute.Bool("written", true))
	mustHide(t, live.read(), "written")
	s.End()
	if err := proc.ForceFlush(context.Background()); err == nil || err.Error() != "flushed" {
		t.Errorf("ForceFlush = %v", err)
	}
	if err := proc.Shutdown(context.Background()); err == nil || err.Error() != "shut" {
		t.Errorf("Shutdown = %v", err)
	}
}

// Two processors, a reader of running spans and the program itself.
func TestRace(t *testing.T) {
	p := plants()
	live := &reader{next: tracetest.NewSpanRecorder()}
	sink := tracetest.NewInMemoryExporter()
	raw := tracetest.NewSpanRecorder()
	tp := sdktrace.NewTracerProvider(
		sdktrace.WithSpanProcessor(otelprocessor.NewSpanProcessor(live, p.r)), sdktrace.WithSpanProcessor(raw),
		sdktrace.WithBatcher(otelprocessor.NewSpanExporter(sink, p.r)), sdktrace.WithSyncer(otelprocessor.NewSpanExporter(tracetest.NewNoopExporter(), p.r)))
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			c := p.canaries[i]
			for range 3 {
				_, s := tp.Tracer("x").Start(context.Background(), "a")
				s.SetAttributes(kinds(c.Value)...)
				s.AddEvent("e", trace.WithAttributes(kinds(c.Value)...))
				s.End()
			}
			live.read()
		})
	}
	wg.Wait()
	if err := tp.ForceFlush(context.Background()); err == nil {
		t.Error("the reader's error is gone")
	}
	mustHide(t, dump(sink.GetSpans()), "k.string")
	if len(sink.GetSpans()) != 9 || len(p.oracle.Leaks([]byte(dump(tracetest.SpanStubsFromReadOnlySpans(raw.Ended()))))) == 0 {
		t.Error("spans are missing, or others were written to")
	}
	tp.Shutdown(context.Background())
}

// slow is an exporter that waits for its context.
type slow struct{ err error }

func (s slow) ExportSpans(ctx context.Context, _ []sdktrace.ReadOnlySpan) error {
	<-ctx.Done()
	return ctx.Err()
}
func (s slow) Shutdown(context.Context) error { return s.err }

func TestDeadlinesAndErrors(t *testing.T) {
	want := errors.New("not today")
	e := otelprocessor.NewSpanExporter(slow{want}, preset())
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if err := e.ExportSpans(ctx, tracetest.SpanStubs{full(token)}.Snapshots()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if err := e.Shutdown(ctx); err != want {
		t.Errorf("got %v", err)
	}
}

package collector_test

import (
	"context"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processortest"

	"github.com/tacit-go/tacit/collector"
)

// fill puts clean values of every type into a map, also ones that look like secrets.
func fill(m pcommon.Map) {
	m.PutStr("http.route", "/orders/{id}")
	m.PutStr("empty", "")
	m.PutInt("max_tokens", 4096)
	m.PutDouble("ratio", 0.25)
	m.PutBool("password", true)
	m.PutStr("invalid", "a\xff\xfe b")
	m.PutEmpty("nothing")
	m.PutEmptyBytes("bytes").FromRaw([]byte{0, 1, 0xff})
	s := m.PutEmptySlice("list")
	s.AppendEmpty().SetStr("a")
	s.AppendEmpty().SetInt(2)
	m.PutEmptyMap("map").PutEmptyMap("inner").PutStr("author", "ada")
}

func TestCleanIsUntouched(t *testing.T) {
	td, ld, md := newSpans(), newLogs(), newStreams()
	fill(spanOf(td).Attributes())
	fill(spanOf(td).Events().At(0).Attributes())
	spanOf(td).TraceState().FromRaw("congo=t61rcWkgMzE, rojo=00f067aa0ba902b7,odd")
	fill(recordOf(ld).Attributes())
	fill(recordOf(ld).Body().SetEmptyMap())
	fill(td.ResourceSpans().At(0).Resource().Attributes())
	for i := range streamsOf(md).Len() {
		fill(streamsOf(md).At(i).Metadata())
	}
	fill(streamsOf(md).At(1).Sum().DataPoints().At(0).Attributes())
	fill(streamsOf(md).At(1).Sum().DataPoints().AppendEmpty().Attributes()) // equal points stay two
	for _, yaml := range []string{"{}", "{paths: [{path: no.such}], stable_types: true}", "{allow_all_keys: true, blocked_values: ['no.*?such']}"} {
		p := newPipes(t, yaml)
		was := wire(t, td) + wire(t, ld) + wire(t, md)
		if got := wire(t, p.throughTraces(t, td)) + wire(t, p.throughLogs(t, ld)) + wire(t, p.throughMetrics(t, md)); got != was {
			t.Errorf("%s: clean data was changed", yaml)
		}
	}
}

// A long record does not fit into a batch and is looked at field by field.
func TestLongRecord(t *testing.T) {
	p := newPipes(t, "{}")
	size := 50 << 20 // twice for a body of 100 MiB
	if testing.Short() || raceEnabled {
		size = 1 << 20
	}
	ld := newLogs()
	clean := strings.Repeat("all is well here. ", size/18)
	recordOf(ld).Body().SetStr(clean)
	if recordOf(p.throughLogs(t, ld)).Body().Str() != clean {
		t.Error("a long body was changed")
	}
	recordOf(ld).Body().SetStr(clean + token + " " + clean)
	out := recordOf(p.throughLogs(t, ld)).Body().Str()
	if strings.Contains(out, token[4:]) || !strings.HasPrefix(out, clean) || !strings.HasSuffix(out, clean) {
		t.Error("a token in a long body")
	}
}

func TestInvalidText(t *testing.T) {
	ld := newLogs()
	recordOf(ld).Body().SetStr("\xff\xfe " + token + " \x80")
	recordOf(ld).Attributes().PutStr("\xc3("+token, "\xf0\x28")
	out := newPipes(t, "{}").throughLogs(t, ld)
	if got := recordOf(out).Body().Str(); got != "\xff\xfe [REDACTED:github-personal-access-token] \x80" {
		t.Errorf("%q", got)
	}
	if got, ok := recordOf(out).Attributes().Get("\xc3([REDACTED:github-personal-access-token]"); !ok || got.Str() != "\xf0\x28" {
		t.Errorf("%v", recordOf(out).Attributes().AsRaw())
	}
}

func TestDeepAndWide(t *testing.T) {
	p := newPipes(t, "{limits: {max_nodes: 300}}")
	ld := newLogs()
	v := recordOf(ld).Attributes().PutEmpty("deep")
	b := recordOf(ld).Body()
	for range 10_000 {
		v = v.SetEmptySlice().AppendEmpty()
		b = b.SetEmptyMap().PutEmpty("m")
	}
	v.SetStr(token)
	b.SetStr(token)
	recordOf(ld).Attributes().PutStr("beside", "clean")
	out := p.throughLogs(t, ld)
	mustHide(t, out, "[REDACTED:limit]", "clean")

	ld = newLogs()
	s := recordOf(ld).Attributes().PutEmptySlice("wide")
	for range 1000 {
		s.AppendEmpty().SetStr("x")
	}
	s.AppendEmpty().SetStr(token)
	recordOf(ld).Attributes().PutStr("next", token)
	out = p.throughLogs(t, ld)
	mustHide(t, out, "[REDACTED:limit]")
	got, _ := recordOf(out).Attributes().Get("wide")
	if n := got.Slice().Len(); n < 290 || n > 301 {
		t.Errorf("%d elements are left", n)
	}
	if p.count(t, "otelcol_processor_tacit_failures", "kind", "limit") == 0 {
		t.Error("no limit was counted")
	}
}

// Maps with one key twice come from senders that do not look.
func TestDuplicateKeys(t *testing.T) {
	ld := newLogs()
	for _, k := range []string{"a", "b", "c" + token, "d"} {
		recordOf(ld).Attributes().PutStr(k, "1 "+token)
	}
	raw, err := (&plog.ProtoMarshaler{}).MarshalLogs(ld)
	if err != nil {
		t.Fatal(err)
	}
	twice := strings.NewReplacer("\n\x01b", "\n\x01a", "\n\x01d", "\n\x01a").Replace(string(raw))
	ld, err = (&plog.ProtoUnmarshaler{}).UnmarshalLogs([]byte(twice))
	if err != nil {
		t.Fatal(err)
	}
	out := newPipes(t, "{}").throughLogs(t, ld)
	mustHide(t, out)
	n := 0
	for key := range recordOf(out).Attributes().All() {
		if key == "a" {
			n++
		}
	}
	if n != 3 || recordOf(out).Attributes().Len() != 4 {
		t.Errorf("%v", recordOf(out).Attributes().AsRaw())
	}
}

func TestKeysThatBecomeEqual(t *testing.T) {
	ld := newLogs()
	m := recordOf(ld).Attributes()
	m.PutInt("x "+token, 1)
	m.PutInt("first", 2)
	m.PutInt("x "+token[:len(token)-1]+"Z", 3)
	out := recordOf(newPipes(t, "{}").throughLogs(t, ld)).Attributes().AsRaw()
	if len(out) != 3 || out["x [REDACTED:github-personal-access-token]"] != int64(1) || out["x [REDACTED:github-personal-access-token]#2"] != int64(3) {
		t.Error(out)
	}
}

func TestTwiceIsOnce(t *testing.T) {
	p := newPipes(t, "{summary: debug}")
	for _, x := range planted {
		td := newSpans()
		putAll(spanOf(td).Attributes(), x.text)
		once := p.throughTraces(t, td)
		was := wire(t, once)
		if got := wire(t, p.throughTraces(t, once)); got != was {
			t.Errorf("%s: a second pass changes more:\n%s\n%s", x.name, was, got)
		}
	}
}

func TestCleanAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	f, ctx, nop := collector.NewFactory(), context.Background(), consumertest.NewNop()
	set := processortest.NewNopSettings(f.Type())
	for _, yaml := range []string{"{}", "{paths: [{path: no.such}]}"} {
		cfg := mustConfig(t, yaml)
		traces, _ := f.CreateTraces(ctx, set, cfg, nop)
		logs, _ := f.CreateLogs(ctx, set, cfg, nop)
		metrics, _ := f.CreateMetrics(ctx, set, cfg, nop)
		td, ld, md := ptrace.NewTraces(), plog.NewLogs(), pmetric.NewMetrics()
		spans := td.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans()
		records := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
		points := md.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics().AppendEmpty().SetEmptySum().DataPoints()
		some := func(m pcommon.Map) {
			m.PutStr("order.id", "A-1234")
			m.PutInt("items", 3)
			m.PutBool("new", true)
			m.PutEmptyMap("shop").PutStr("city", "Lisbon")
			m.PutEmptySlice("tags").AppendEmpty().SetStr("spring")
		}
		for range 100 {
			some(spans.AppendEmpty().Attributes())
			rec := records.AppendEmpty()
			rec.Body().SetStr("order placed")
			some(rec.Attributes())
			some(points.AppendEmpty().Attributes())
		}
		for name, work := range map[string]func() error{
			"traces":  func() error { return traces.ConsumeTraces(ctx, td) },
			"logs":    func() error { return logs.ConsumeLogs(ctx, ld) },
			"metrics": func() error { return metrics.ConsumeMetrics(ctx, md) },
		} {
			// What is left is for the batch, of 100 records.
			if n := testing.AllocsPerRun(20, func() { _ = work() }); n > 15 {
				t.Errorf("%s: %s: %v allocations", yaml, name, n)
			}
		}
	}
}

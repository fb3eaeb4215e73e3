package collector_test

import (
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/xpdata/entity"
)

// A kind is a way for text to be in a value.
type kind struct {
	name string
	put  func(v pcommon.Value, text string)
}

var kinds = []kind{
	{"string", func(v pcommon.Value, text string) { v.SetStr(text) }},
	{"sentence", func(v pcommon.Value, text string) { v.SetStr("before " + text + " behind") }},
	{"bytes", func(v pcommon.Value, text string) { v.SetEmptyBytes().FromRaw([]byte(text)) }},
	{"array", func(v pcommon.Value, text string) {
		s := v.SetEmptySlice()
		s.AppendEmpty().SetInt(1)
		s.AppendEmpty().SetStr(text)
		s.AppendEmpty().SetEmptyBytes().FromRaw([]byte(text))
	}},
	{"map", func(v pcommon.Value, text string) { v.SetEmptyMap().PutStr("inner", text) }},
	{"map key", func(v pcommon.Value, text string) { v.SetEmptyMap().PutInt(text, 1) }},
	{"deep", func(v pcommon.Value, text string) {
		m := v.SetEmptyMap().PutEmptySlice("a").AppendEmpty().SetEmptyMap()
		m.PutStr("b", text)
		m.PutEmptyMap("c").PutEmptyBytes(text).FromRaw([]byte(text))
	}},
}

// putAll puts a text into a map in every way.
func putAll(m pcommon.Map, text string) {
	for _, k := range kinds {
		k.put(m.PutEmpty("k."+k.name), text)
	}
	m.PutInt(text, 1)
	m.PutStr("key "+text, "x")
	m.PutStr("clean", "as it was")
}

// A surface is a place of a signal in which text can be.
type surface[T any] struct {
	name string
	put  func(data T, text string)
}

func attrsOf[T any](name string, of func(T) pcommon.Map) (out []surface[T]) {
	for _, k := range kinds {
		out = append(out, surface[T]{name + ", " + k.name, func(data T, text string) { k.put(of(data).PutEmpty("k"), text) }})
	}
	return append(out, surface[T]{name + ", key", func(data T, text string) { of(data).PutInt("k "+text, 1) }})
}

func resourceOf[T any](of func(T) pcommon.Resource) []surface[T] {
	ref := func(data T) entity.EntityRef { return entity.ResourceEntityRefs(of(data)).AppendEmpty() }
	return append(attrsOf("resource", func(data T) pcommon.Map { return of(data).Attributes() }),
		surface[T]{"entity type", func(data T, text string) { ref(data).SetType(text) }},
		surface[T]{"entity schema", func(data T, text string) { ref(data).SetSchemaUrl(text) }},
		surface[T]{"entity keys", func(data T, text string) { ref(data).IdKeys().Append("a", text) }},
		surface[T]{"entity descriptions", func(data T, text string) { ref(data).DescriptionKeys().Append(text) }})
}

func scopeOf[T any](of func(T) pcommon.InstrumentationScope) []surface[T] {
	return append(attrsOf("scope", func(data T) pcommon.Map { return of(data).Attributes() }),
		surface[T]{"scope name", func(data T, text string) { of(data).SetName(text) }},
		surface[T]{"scope version", func(data T, text string) { of(data).SetVersion(text) }})
}

// tryAll plants each secret in each surface alone, and reports what is left of it.
func tryAll[T any](t *testing.T, surfaces []surface[T], make func() T, through func(testing.TB, T) T) {
	cells := 0
	for _, s := range surfaces {
		for _, p := range planted {
			data := make()
			s.put(data, p.text)
			if len(oracle().Leaks([]byte(wire(t, data)))) == 0 {
				t.Errorf("%s: %s: nothing was planted", s.name, p.name)
			}
			out := through(t, data)
			for _, l := range oracle().Leaks([]byte(wire(t, out))) {
				t.Errorf("%s: %s: %v", s.name, p.name, l)
			}
			cells++
		}
	}
	t.Logf("%d surfaces, %d cells", len(surfaces), cells)
}

func newSpans() ptrace.Traces {
	td := ptrace.NewTraces()
	s := td.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	s.SetName("GET /orders")
	s.SetTraceID([16]byte{1, 2})
	s.SetSpanID([8]byte{3})
	s.Status().SetCode(ptrace.StatusCodeError)
	s.Events().AppendEmpty().SetName("exception")
	s.Links().AppendEmpty().SetTraceID([16]byte{4})
	return td
}

func spanOf(td ptrace.Traces) ptrace.Span {
	return td.ResourceSpans().At(0).ScopeSpans().At(0).Spans().At(0)
}

func spanSurfaces() []surface[ptrace.Traces] {
	out := resourceOf(func(td ptrace.Traces) pcommon.Resource { return td.ResourceSpans().At(0).Resource() })
	out = append(out, scopeOf(func(td ptrace.Traces) pcommon.InstrumentationScope {
		return td.ResourceSpans().At(0).ScopeSpans().At(0).Scope()
	})...)
	out = append(out, attrsOf("attribute", func(td ptrace.Traces) pcommon.Map { return spanOf(td).Attributes() })...)
	out = append(out, attrsOf("event attribute", func(td ptrace.Traces) pcommon.Map { return spanOf(td).Events().At(0).Attributes() })...)
	out = append(out, attrsOf("link attribute", func(td ptrace.Traces) pcommon.Map { return spanOf(td).Links().At(0).Attributes() })...)
	return append(out, []surface[ptrace.Traces]{
		{"resource schema", func(td ptrace.Traces, text string) { td.ResourceSpans().At(0).SetSchemaUrl("https://x/" + text) }},
		{"scope schema", func(td ptrace.Traces, text string) { td.ResourceSpans().At(0).ScopeSpans().At(0).SetSchemaUrl(text) }},
		{"span name", func(td ptrace.Traces, text string) { spanOf(td).SetName("GET /x?" + text) }},
		{"status message", func(td ptrace.Traces, text string) { spanOf(td).Status().SetMessage("refused: " + text) }},
		{"trace state", func(td ptrace.Traces, text string) { spanOf(td).TraceState().FromRaw("a=1,vendor=" + text + ",b=2") }},
		{"trace state key", func(td ptrace.Traces, text string) { spanOf(td).TraceState().FromRaw(text + "=1,b=2") }},
		{"trace state without a key", func(td ptrace.Traces, text string) { spanOf(td).TraceState().FromRaw("a=1," + text) }},
		{"event name", func(td ptrace.Traces, text string) { spanOf(td).Events().At(0).SetName(text) }},
		{"link trace state", func(td ptrace.Traces, text string) { spanOf(td).Links().At(0).TraceState().FromRaw("vendor=" + text) }},
	}...)
}

func newLogs() plog.Logs {
	ld := plog.NewLogs()
	rec := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	rec.Body().SetStr("order placed")
	rec.SetSeverityText("INFO")
	rec.SetTraceID([16]byte{1, 2})
	return ld
}

func recordOf(ld plog.Logs) plog.LogRecord {
	return ld.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0)
}

func logSurfaces() []surface[plog.Logs] {
	out := resourceOf(func(ld plog.Logs) pcommon.Resource { return ld.ResourceLogs().At(0).Resource() })
	out = append(out, scopeOf(func(ld plog.Logs) pcommon.InstrumentationScope {
		return ld.ResourceLogs().At(0).ScopeLogs().At(0).Scope()
	})...)
	out = append(out, attrsOf("attribute", func(ld plog.Logs) pcommon.Map { return recordOf(ld).Attributes() })...)
	for _, k := range kinds {
		out = append(out, surface[plog.Logs]{"body, " + k.name, func(ld plog.Logs, text string) { k.put(recordOf(ld).Body(), text) }})
	}
	return append(out, []surface[plog.Logs]{
		{"resource schema", func(ld plog.Logs, text string) { ld.ResourceLogs().At(0).SetSchemaUrl(text) }},
		{"scope schema", func(ld plog.Logs, text string) { ld.ResourceLogs().At(0).ScopeLogs().At(0).SetSchemaUrl(text) }},
		{"severity text", func(ld plog.Logs, text string) { recordOf(ld).SetSeverityText(text) }},
		{"event name", func(ld plog.Logs, text string) { recordOf(ld).SetEventName(text) }},
		{"a key of ours", func(ld plog.Logs, text string) { recordOf(ld).Attributes().PutStr("tacit.redacted.keys", text) }},
		{"a key of the redaction processor", func(ld plog.Logs, text string) { recordOf(ld).Attributes().PutStr("redaction.masked.keys", text) }},
	}...)
}

// newStreams returns a metric of every type with an exemplar where it can have one.
func newStreams() pmetric.Metrics {
	md := pmetric.NewMetrics()
	list := md.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics()
	list.AppendEmpty().SetEmptyGauge().DataPoints().AppendEmpty().Exemplars().AppendEmpty()
	list.AppendEmpty().SetEmptySum().DataPoints().AppendEmpty().Exemplars().AppendEmpty()
	list.AppendEmpty().SetEmptyHistogram().DataPoints().AppendEmpty().Exemplars().AppendEmpty()
	list.AppendEmpty().SetEmptyExponentialHistogram().DataPoints().AppendEmpty().Exemplars().AppendEmpty()
	list.AppendEmpty().SetEmptySummary().DataPoints().AppendEmpty()
	for i := range list.Len() {
		list.At(i).SetName("requests")
	}
	return md
}

func streamsOf(md pmetric.Metrics) pmetric.MetricSlice {
	return md.ResourceMetrics().At(0).ScopeMetrics().At(0).Metrics()
}

func streamSurfaces() []surface[pmetric.Metrics] {
	out := resourceOf(func(md pmetric.Metrics) pcommon.Resource { return md.ResourceMetrics().At(0).Resource() })
	out = append(out, scopeOf(func(md pmetric.Metrics) pcommon.InstrumentationScope {
		return md.ResourceMetrics().At(0).ScopeMetrics().At(0).Scope()
	})...)
	for name, of := range map[string]func(md pmetric.Metrics) pcommon.Map{
		"gauge": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(0).Gauge().DataPoints().At(0).Attributes()
		},
		"sum": func(md pmetric.Metrics) pcommon.Map { return streamsOf(md).At(1).Sum().DataPoints().At(0).Attributes() },
		"histogram": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(2).Histogram().DataPoints().At(0).Attributes()
		},
		"exponential histogram": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(3).ExponentialHistogram().DataPoints().At(0).Attributes()
		},
		"summary": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(4).Summary().DataPoints().At(0).Attributes()
		},
		"gauge exemplar": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(0).Gauge().DataPoints().At(0).Exemplars().At(0).FilteredAttributes()
		},
		"sum exemplar": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(1).Sum().DataPoints().At(0).Exemplars().At(0).FilteredAttributes()
		},
		"histogram exemplar": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(2).Histogram().DataPoints().At(0).Exemplars().At(0).FilteredAttributes()
		},
		"exponential exemplar": func(md pmetric.Metrics) pcommon.Map {
			return streamsOf(md).At(3).ExponentialHistogram().DataPoints().At(0).Exemplars().At(0).FilteredAttributes()
		},
		"metadata": func(md pmetric.Metrics) pcommon.Map { return streamsOf(md).At(1).Metadata() },
	} {
		out = append(out, attrsOf(name, of)...)
	}
	return append(out, []surface[pmetric.Metrics]{
		{"resource schema", func(md pmetric.Metrics, text string) { md.ResourceMetrics().At(0).SetSchemaUrl(text) }},
		{"scope schema", func(md pmetric.Metrics, text string) {
			md.ResourceMetrics().At(0).ScopeMetrics().At(0).SetSchemaUrl(text)
		}},
		{"metric name", func(md pmetric.Metrics, text string) { streamsOf(md).At(0).SetName(text) }},
		{"description", func(md pmetric.Metrics, text string) { streamsOf(md).At(1).SetDescription("see " + text) }},
		{"unit", func(md pmetric.Metrics, text string) { streamsOf(md).At(2).SetUnit(text) }},
	}...)
}

func TestNothingLeaks(t *testing.T) {
	p := newPipes(t, "{}")
	t.Run("traces", func(t *testing.T) { tryAll(t, spanSurfaces(), newSpans, p.throughTraces) })
	t.Run("logs", func(t *testing.T) { tryAll(t, logSurfaces(), newLogs, p.throughLogs) })
	t.Run("metrics", func(t *testing.T) { tryAll(t, streamSurfaces(), newStreams, p.throughMetrics) })
}

func TestNumbersAreHidden(t *testing.T) {
	ld := newLogs()
	m := recordOf(ld).Attributes()
	m.PutInt("a", card)
	m.PutDouble("b", card)
	m.PutEmptySlice("c").AppendEmpty().SetInt(card)
	m.PutInt("password", 123456)
	m.PutInt("n", 7)
	out := newPipes(t, `{detectors: {pii: [cards]}, stable_types: true}`).throughLogs(t, ld)
	m = recordOf(out).Attributes()
	want := map[string]any{"a": int64(0), "b": float64(0), "c": []any{int64(0)}, "password": int64(0), "n": int64(7)}
	for key, v := range m.AsRaw() {
		if w, ok := v.([]any); ok {
			v = w[0]
			if want[key].([]any)[0] != v {
				t.Errorf("%s: %v", key, v)
			}
			continue
		}
		if want[key] != v {
			t.Errorf("%s: %v (%T)", key, v, v)
		}
	}
}

func TestPutAllAtOnce(t *testing.T) {
	p := newPipes(t, "{}")
	for _, x := range planted {
		td := newSpans()
		putAll(spanOf(td).Attributes(), x.text)
		putAll(spanOf(td).Events().At(0).Attributes(), x.text)
		putAll(td.ResourceSpans().At(0).Resource().Attributes(), x.text)
		n := spanOf(td).Attributes().Len()
		out := p.throughTraces(t, td)
		mustHide(t, out, "as it was", "GET /orders")
		if got := spanOf(out).Attributes().Len(); got != n {
			t.Errorf("%s: %d attributes of %d", x.name, got, n)
		}
	}
}

package collector

import (
	"context"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/xpdata/entity"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
)

// raw is what a record that fails holds, and what must not be seen of it.
const raw = "correct-horse-battery"

// failing returns an engine that fails at the key "boom", with text in the panic.
func failing(t *testing.T, signal string) (*engine, *componenttest.Telemetry, *observer.ObservedLogs) {
	t.Helper()
	tel := componenttest.NewTelemetry()
	t.Cleanup(func() { _ = tel.Shutdown(context.Background()) })
	set := processortest.NewNopSettings(NewFactory().Type())
	set.TelemetrySettings = tel.NewTelemetrySettings()
	core, seen := observer.New(zap.DebugLevel)
	set.Logger = zap.New(core)
	e, err := newEngine(set, defaultConfig().(*Config), signal)
	if err != nil {
		t.Fatal(err)
	}
	e.ruleOf = func(key string, _ bool) keyRule {
		if key == "boom" {
			panic("cannot read " + raw)
		}
		return asEver
	}
	return e, tel, seen
}

// check reports what is wrong with what went out, and with what was told of it.
func check(t *testing.T, out []byte, tel *componenttest.Telemetry, seen *observer.ObservedLogs, failures int64) {
	t.Helper()
	for _, text := range []string{raw, "boom"} {
		if strings.Contains(string(out), text) {
			t.Errorf("%s is passed on: %s", text, out)
		}
	}
	if !strings.Contains(string(out), "neighbour") {
		t.Errorf("the neighbours are gone: %s", out)
	}
	m, err := tel.GetMetric("otelcol_processor_tacit_failures")
	if err != nil {
		t.Fatal(err)
	}
	if n := m.Data.(metricdata.Sum[int64]).DataPoints[0].Value; n != failures {
		t.Errorf("%d failures, want %d", n, failures)
	}
	if seen.Len() != 1 {
		t.Errorf("%d lines of log, want one a minute", seen.Len())
	}
	for _, l := range seen.All() {
		if strings.Contains(l.Message, raw) || len(l.Context) > 0 {
			t.Error("the log quotes the panic")
		}
	}
}

func boom(m pcommon.Map) {
	m.PutStr("before", raw)
	m.PutStr("boom", raw)
	m.PutStr("behind", raw)
}

func TestSpanThatFails(t *testing.T) {
	e, tel, seen := failing(t, "traces")
	td := ptrace.NewTraces()
	rs := td.ResourceSpans().AppendEmpty()
	boom(rs.Resource().Attributes())
	entity.ResourceEntityRefs(rs.Resource()).AppendEmpty().SetType(raw)
	ss := rs.ScopeSpans().AppendEmpty()
	ss.Scope().SetName(raw)
	ss.Scope().SetVersion(raw)
	boom(ss.Scope().Attributes())
	for i := range 3 {
		s := ss.Spans().AppendEmpty()
		s.SetName("neighbour")
		s.SetSpanID([8]byte{byte(i + 1)})
	}
	s := ss.Spans().At(1)
	s.SetName(raw)
	s.Status().SetCode(ptrace.StatusCodeError)
	s.Status().SetMessage(raw)
	s.TraceState().FromRaw("a=" + raw)
	s.Attributes().PutStr("x", raw)
	ev := s.Events().AppendEmpty()
	ev.SetName(raw)
	boom(ev.Attributes())
	l := s.Links().AppendEmpty()
	l.TraceState().FromRaw("a=" + raw)
	l.Attributes().PutStr("x", raw)
	l.SetTraceID([16]byte{9})
	out, err := e.traces(context.Background(), td)
	if err != nil || out.SpanCount() != 3 {
		t.Fatal(err, out.SpanCount())
	}
	text, _ := (&ptrace.JSONMarshaler{}).MarshalTraces(out)
	check(t, text, tel, seen, 3)
	if v, ok := s.Attributes().Get(failKey); !ok || !v.Bool() || s.Name() != failMark || s.Status().Code() != ptrace.StatusCodeError ||
		s.DroppedAttributesCount() != 1 || s.DroppedEventsCount() != 1 || s.Links().At(0).TraceID() != [16]byte{9} || s.SpanID() != [8]byte{2} {
		t.Errorf("%s", text)
	}
}

func TestRecordThatFails(t *testing.T) {
	e, tel, seen := failing(t, "logs")
	ld := plog.NewLogs()
	list := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	for range 3 {
		list.AppendEmpty().Body().SetStr("neighbour")
	}
	rec := list.At(1)
	rec.Body().SetStr(raw)
	rec.SetSeverityText(raw)
	rec.SetSeverityNumber(plog.SeverityNumberError)
	rec.SetEventName(raw)
	boom(rec.Attributes())
	out, err := e.logs(context.Background(), ld)
	if err != nil || out.LogRecordCount() != 3 {
		t.Fatal(err, out.LogRecordCount())
	}
	text, _ := (&plog.JSONMarshaler{}).MarshalLogs(out)
	check(t, text, tel, seen, 1)
	if v, ok := rec.Attributes().Get(failKey); !ok || !v.Bool() || rec.SeverityNumber() != plog.SeverityNumberError || rec.DroppedAttributesCount() != 3 {
		t.Errorf("%s", text)
	}
}

func TestMetricThatFails(t *testing.T) {
	e, tel, seen := failing(t, "metrics")
	md := pmetric.NewMetrics()
	list := md.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics()
	for range 3 {
		m := list.AppendEmpty()
		m.SetName("neighbour")
		m.SetEmptySum().DataPoints().AppendEmpty()
	}
	boom(list.At(0).Metadata())
	boom(list.At(1).Sum().DataPoints().At(0).Exemplars().AppendEmpty().FilteredAttributes())
	list.At(1).SetDescription(raw)
	out, err := e.metrics(context.Background(), md)
	if err != nil || out.MetricCount() != 1 {
		t.Fatal(err, out.MetricCount())
	}
	text, _ := (&pmetric.JSONMarshaler{}).MarshalMetrics(out)
	check(t, text, tel, seen, 2)
}

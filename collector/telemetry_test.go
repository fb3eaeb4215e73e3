package collector_test

import (
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// count is the value of a counter of the processor with an attribute, over all signals.
func (p *pipes) count(t testing.TB, name, key, value string) (sum int64) {
	t.Helper()
	m, err := p.telemetry.GetMetric(name)
	if err != nil {
		return 0
	}
	for _, pt := range m.Data.(metricdata.Sum[int64]).DataPoints {
		if v, ok := pt.Attributes.Value(attribute.Key(key)); ok && v.AsString() == value {
			sum += pt.Value
		}
	}
	return sum
}

func TestTelemetry(t *testing.T) {
	for _, yaml := range []string{"{}", "{report_only: true}"} {
		p := newPipes(t, yaml)
		ld := newLogs()
		recordOf(ld).Body().SetStr(token + " and " + token)
		recordOf(ld).Attributes().PutStr("password", "Tr0ub4dor-3x")
		td := newSpans()
		spanOf(td).SetName(token)
		p.throughLogs(t, ld)
		p.throughTraces(t, td)
		const name = "otelcol_processor_tacit_redactions"
		if n := p.count(t, name, "detector", "github-personal-access-token"); n != 3 {
			t.Errorf("%s: %d tokens", yaml, n)
		}
		if n := p.count(t, name, "detector", "password"); n != 1 {
			t.Errorf("%s: %d passwords", yaml, n)
		}
		if l, s := p.count(t, name, "signal", "logs"), p.count(t, name, "signal", "traces"); l != 3 || s != 1 {
			t.Errorf("%s: %d in logs, %d in traces", yaml, l, s)
		}
		m, err := p.telemetry.GetMetric("otelcol_processor_tacit_duration")
		if err != nil {
			t.Fatal(err)
		}
		if n := len(m.Data.(metricdata.Histogram[float64]).DataPoints); n != 2 {
			t.Errorf("the time of %d signals", n)
		}
	}
}

func TestReportOnly(t *testing.T) {
	p := newPipes(t, "{report_only: true, summary: debug, paths: [{path: gone, action: deny}]}")
	td, ld, md := newSpans(), newLogs(), newStreams()
	for _, x := range planted {
		putAll(spanOf(td).Attributes(), x.text)
		putAll(td.ResourceSpans().At(0).Resource().Attributes(), x.text)
		putAll(recordOf(ld).Body().SetEmptyMap(), x.text)
		putAll(streamsOf(md).At(1).Sum().DataPoints().At(0).Attributes(), x.text)
	}
	ld.ResourceLogs().At(0).ScopeLogs().At(0).Scope().SetName(token)
	ld.ResourceLogs().At(0).SetSchemaUrl(token)
	recordOf(ld).Attributes().PutStr("gone", "x")
	was := wire(t, td) + wire(t, ld) + wire(t, md)
	td.MarkReadOnly() // as data that another pipeline has too
	ld.MarkReadOnly()
	md.MarkReadOnly()
	if got := wire(t, p.throughTraces(t, td)) + wire(t, p.throughLogs(t, ld)) + wire(t, p.throughMetrics(t, md)); got != was {
		t.Error("report-only changes data")
	}
	if p.count(t, "otelcol_processor_tacit_redactions", "detector", "github-personal-access-token") == 0 {
		t.Error("nothing was counted")
	}
	if p.count(t, "otelcol_processor_tacit_failures", "kind", "error") != 0 {
		t.Error("a failure was counted")
	}
}

// Data that must not be written to is not passed on raw.
func TestReadOnlyDataIsDropped(t *testing.T) {
	p := newPipes(t, "{}")
	ld := newLogs()
	recordOf(ld).Body().SetStr(token)
	ld.MarkReadOnly()
	if out := p.throughLogs(t, ld); out.LogRecordCount() != 0 {
		t.Error("it was passed on")
	}
	if p.count(t, "otelcol_processor_tacit_failures", "kind", "error") == 0 {
		t.Error("no failure was counted")
	}
}

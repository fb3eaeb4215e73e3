package bench_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	metricnoop "go.opentelemetry.io/otel/metric/noop"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"

	"github.com/tacit-go/tacit/collector"
)

// processors are ours as it comes, and the redaction processor with all that it has
// switched on and told what is planted.
func processors() map[string]func() (processor.Factory, component.Config) {
	return map[string]func() (processor.Factory, component.Config){
		"tacit": func() (processor.Factory, component.Config) {
			f := collector.NewFactory()
			return f, f.CreateDefaultConfig()
		},
		"redaction": func() (processor.Factory, component.Config) {
			f := redactionprocessor.NewFactory()
			cfg := f.CreateDefaultConfig().(*redactionprocessor.Config)
			cfg.AllowAllKeys, cfg.RedactAllTypes = true, true
			cfg.BlockedKeyPatterns = []string{"(?i).*(password|token|secret|api_?key).*"}
			cfg.BlockedValues = []string{
				`ghp_[0-9A-Za-z]{36}`, `AKIA[0-9A-Z]{16}`, `eyJ[\w-]+\.[\w-]+\.[\w-]+`, `xox[abp]-[\w-]+`, `4[0-9]{12}(?:[0-9]{3})?`,
				`5[1-5][0-9]{14}`, `[0-9]{3}-[0-9]{2}-[0-9]{4}`, `[\w.]+@[\w.]+\.[a-z]{2,}`, `(?i)bearer [\w.-]+`, `-----BEGIN [A-Z ]+-----`,
			}
			return f, cfg
		},
	}
}

func settings(f processor.Factory) processor.Settings {
	return processor.Settings{ID: component.NewID(f.Type()), TelemetrySettings: component.TelemetrySettings{
		Logger: zap.NewNop(), TracerProvider: tracenoop.NewTracerProvider(), MeterProvider: metricnoop.NewMeterProvider(),
	}}
}

const planted = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"

// plant returns a batch of each signal in which a token with a number of its own stands
// in each place that can hold text, and the names of the places.
func plant() (td ptrace.Traces, ld plog.Logs, md pmetric.Metrics, places []string) {
	next := func(place string) string {
		places = append(places, place)
		return mark(len(places) - 1)
	}
	attrs := func(place string, m pcommon.Map) {
		m.PutStr("a.string", next(place+": string"))
		m.PutEmptyBytes("a.bytes").FromRaw([]byte(next(place + ": bytes")))
		m.PutEmptySlice("a.array").AppendEmpty().SetStr(next(place + ": array"))
		m.PutEmptyMap("a.map").PutStr("x", next(place+": map"))
		m.PutEmptyMap("a.map key").PutInt(next(place+": map key"), 1)
		m.PutInt("k "+next(place+": key"), 1)
	}
	td, ld, md = ptrace.NewTraces(), plog.NewLogs(), pmetric.NewMetrics()

	rs := td.ResourceSpans().AppendEmpty()
	attrs("resource", rs.Resource().Attributes())
	rs.SetSchemaUrl(next("resource: schema URL"))
	ss := rs.ScopeSpans().AppendEmpty()
	ss.SetSchemaUrl(next("scope: schema URL"))
	ss.Scope().SetName(next("scope: name"))
	ss.Scope().SetVersion(next("scope: version"))
	attrs("scope", ss.Scope().Attributes())
	s := ss.Spans().AppendEmpty()
	s.SetName(next("span: name"))
	s.Status().SetMessage(next("span: status"))
	s.TraceState().FromRaw("v=" + next("span: trace state"))
	attrs("span", s.Attributes())
	s.Attributes().PutStr("redaction.masked.keys", next("span: a key of the redaction processor"))
	ev := s.Events().AppendEmpty()
	ev.SetName(next("event: name"))
	attrs("event", ev.Attributes())
	l := s.Links().AppendEmpty()
	l.TraceState().FromRaw("v=" + next("link: trace state"))
	attrs("link", l.Attributes())

	sl := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty()
	for range 2 {
		sl.LogRecords().AppendEmpty()
	}
	rec := sl.LogRecords().At(0)
	rec.Body().SetStr("see " + next("log: body"))
	rec.SetSeverityText(next("log: severity text"))
	rec.SetEventName(next("log: event name"))
	attrs("log", rec.Attributes())
	attrs("log body", sl.LogRecords().At(1).Body().SetEmptyMap())

	sm := md.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty()
	m := sm.Metrics().AppendEmpty()
	m.SetName(next("metric: name"))
	m.SetDescription(next("metric: description"))
	m.SetUnit(next("metric: unit"))
	attrs("metric: metadata", m.Metadata())
	pt := m.SetEmptySum().DataPoints().AppendEmpty()
	attrs("point", pt.Attributes())
	attrs("exemplar", pt.Exemplars().AppendEmpty().FilteredAttributes())
	return td, ld, md, places
}

// mark is the token for a place.
func mark(i int) string { return fmt.Sprintf("%s%04d", planted[:len(planted)-4], i) }

// TestCollectorLeaks runs both processors over the same data. Of ours no secret may be
// left; how many the other leaves shows that the places are real.
func TestCollectorLeaks(t *testing.T) {
	ctx := context.Background()
	left := map[string]int{}
	for name, of := range processors() {
		f, cfg := of()
		td, ld, md, places := plant()
		var out strings.Builder
		spans, _ := consumer.NewTraces(func(_ context.Context, td ptrace.Traces) error {
			b, err := (&ptrace.ProtoMarshaler{}).MarshalTraces(td)
			out.Write(b)
			return err
		})
		records, _ := consumer.NewLogs(func(_ context.Context, ld plog.Logs) error {
			b, err := (&plog.ProtoMarshaler{}).MarshalLogs(ld)
			out.Write(b)
			return err
		})
		streams, _ := consumer.NewMetrics(func(_ context.Context, md pmetric.Metrics) error {
			b, err := (&pmetric.ProtoMarshaler{}).MarshalMetrics(md)
			out.Write(b)
			return err
		})
		traces, err1 := f.CreateTraces(ctx, settings(f), cfg, spans)
		logs, err2 := f.CreateLogs(ctx, settings(f), cfg, records)
		metrics, err3 := f.CreateMetrics(ctx, settings(f), cfg, streams)
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		if err1, err2, err3 = traces.ConsumeTraces(ctx, td), logs.ConsumeLogs(ctx, ld), metrics.ConsumeMetrics(ctx, md); err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		var leaks []string
		for i, p := range places {
			if strings.Contains(out.String(), mark(i)) {
				leaks = append(leaks, p)
			}
		}
		left[name] = len(leaks)
		t.Logf("%s: %d of %d: %s", name, len(leaks), len(places), strings.Join(leaks, "; "))
	}
	if left["tacit"] != 0 || left["redaction"] == 0 {
		t.Error(left)
	}
}

// BenchmarkCollector is the processor alone, for log records of 190 bytes and five
// attributes of which one in ten holds a token.
func BenchmarkCollector(b *testing.B) {
	ctx := context.Background()
	const n = 1000
	in := plog.NewLogs()
	list := in.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	for i := range n {
		rec := list.AppendEmpty()
		body := fmt.Sprintf("order %d of customer c-%d placed: 3 items from warehouse lisbon-2, total 41.70 EUR, accepted by the provider after 2 tries in 183 ms", i, i*7)
		if i%10 == 0 {
			body = body[:100] + " " + planted
		}
		rec.Body().SetStr(body + strings.Repeat(".", max(0, 190-len(body))))
		rec.Attributes().PutStr("http.request.method", "POST")
		rec.Attributes().PutStr("url.path", "/api/orders")
		rec.Attributes().PutInt("http.response.status_code", 201)
		rec.Attributes().PutStr("client.region", "eu-west-1")
		rec.Attributes().PutDouble("duration", 0.183)
	}
	for name, of := range processors() {
		b.Run("processor="+name, func(b *testing.B) {
			f, cfg := of()
			var got plog.Logs
			next, _ := consumer.NewLogs(func(_ context.Context, ld plog.Logs) error { got = ld; return nil })
			p, err := f.CreateLogs(ctx, settings(f), cfg, next)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.SetBytes(190 * n)
			for b.Loop() {
				b.StopTimer()
				work := plog.NewLogs()
				in.CopyTo(work)
				b.StartTimer()
				if err := p.ConsumeLogs(ctx, work); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/record")
			out, err := (&plog.ProtoMarshaler{}).MarshalLogs(got)
			if err != nil || strings.Contains(string(out), planted) {
				b.Fatal("a token is left", err)
			}
		})
	}
}

// Package collectors runs processors of the OpenTelemetry Collector side by side.
package collectors

import (
	"context"
	"errors"
	"fmt"
	"strings"

	metricnoop "go.opentelemetry.io/otel/metric/noop"
	tracenoop "go.opentelemetry.io/otel/trace/noop"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.uber.org/zap"

	"github.com/tacit-go/tacit/collector"
)

// Processors are ours as it comes, and the redaction processor with all that it has
// switched on and told what is planted.
func Processors() map[string]func() (processor.Factory, component.Config) {
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

// Settings are those of a Collector that says nothing of itself.
func Settings(f processor.Factory) processor.Settings {
	return processor.Settings{ID: component.NewID(f.Type()), TelemetrySettings: component.TelemetrySettings{
		Logger: zap.NewNop(), TracerProvider: tracenoop.NewTracerProvider(), MeterProvider: metricnoop.NewMeterProvider(),
	}}
}

// Planted is a token, and the beginning of those that are planted.
const Planted = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"

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
func mark(i int) string { return fmt.Sprintf("%s%04d", Planted[:len(Planted)-4], i) }

// Leaks runs a processor over data with a secret in every place that can hold text. It
// returns the places, and those of them that still show it.
func Leaks(ctx context.Context, f processor.Factory, cfg component.Config) (places, left []string, err error) {
	td, ld, md, places := plant()
	var out strings.Builder
	write := func(b []byte, err error) error {
		out.Write(b)
		return err
	}
	spans, _ := consumer.NewTraces(func(_ context.Context, td ptrace.Traces) error {
		return write((&ptrace.ProtoMarshaler{}).MarshalTraces(td))
	})
	records, _ := consumer.NewLogs(func(_ context.Context, ld plog.Logs) error {
		return write((&plog.ProtoMarshaler{}).MarshalLogs(ld))
	})
	streams, _ := consumer.NewMetrics(func(_ context.Context, md pmetric.Metrics) error {
		return write((&pmetric.ProtoMarshaler{}).MarshalMetrics(md))
	})
	traces, err1 := f.CreateTraces(ctx, Settings(f), cfg, spans)
	logs, err2 := f.CreateLogs(ctx, Settings(f), cfg, records)
	metrics, err3 := f.CreateMetrics(ctx, Settings(f), cfg, streams)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, nil, err
	}
	if err := errors.Join(traces.ConsumeTraces(ctx, td), logs.ConsumeLogs(ctx, ld), metrics.ConsumeMetrics(ctx, md)); err != nil {
		return nil, nil, err
	}
	for i, p := range places {
		if strings.Contains(out.String(), mark(i)) {
			left = append(left, p)
		}
	}
	return places, left, nil
}

package collector_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"

	"github.com/tacit-go/tacit/collector"
	"github.com/tacit-go/tacit/redacttest"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	accessID = "AKIA" + "QZ7XN3PLM5RT2WVB"
	inURL    = "postgres://shop:" + "hunter2Prod" + "@db/shop"
	named    = "password=" + "Tr0ub4dor-3x"
	card     = 4012_8888_8888_1881
)

// planted are texts with a secret in them, and what must not be seen of it.
var planted = []struct{ name, text, secret string }{
	{"token", token, token[4:]},
	{"access id", accessID, accessID},
	{"url", inURL, "hunter2Prod"},
	{"name", named, "Tr0ub4dor-3x"},
}

var oracle = sync.OnceValue(func() *redacttest.Oracle {
	var list []redacttest.Canary
	for _, p := range planted {
		list = append(list, redacttest.Canary{Name: p.name, Value: p.text, Secret: []string{p.secret}})
	}
	return redacttest.NewOracle(list...)
})

// config reads a configuration as the Collector does.
func config(t testing.TB, yaml string) (*collector.Config, error) {
	t.Helper()
	cfg := collector.NewFactory().CreateDefaultConfig().(*collector.Config)
	raw, err := confmap.NewRetrievedFromYAML([]byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	conf, err := raw.AsConf()
	if err != nil {
		t.Fatal(err)
	}
	if err := conf.Unmarshal(cfg); err != nil {
		return nil, err
	}
	return cfg, confmap.Validate(cfg)
}

func mustConfig(t testing.TB, yaml string) *collector.Config {
	t.Helper()
	cfg, err := config(t, yaml)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// pipes are the processors of a configuration, made when they are used, and what they
// pass on.
type pipes struct {
	t         testing.TB
	factory   processor.Factory
	cfg       *collector.Config
	traces    processor.Traces
	logs      processor.Logs
	metrics   processor.Metrics
	spans     *consumertest.TracesSink
	records   *consumertest.LogsSink
	streams   *consumertest.MetricsSink
	telemetry *componenttest.Telemetry
}

func newPipes(t testing.TB, yaml string) *pipes {
	t.Helper()
	p := &pipes{
		t: t, factory: collector.NewFactory(), cfg: mustConfig(t, yaml), telemetry: componenttest.NewTelemetry(),
		spans: new(consumertest.TracesSink), records: new(consumertest.LogsSink), streams: new(consumertest.MetricsSink),
	}
	t.Cleanup(func() { _ = p.telemetry.Shutdown(context.Background()) })
	return p
}

func (p *pipes) settings() processor.Settings {
	set := processortest.NewNopSettings(p.factory.Type())
	set.TelemetrySettings = p.telemetry.NewTelemetrySettings()
	return set
}

// started starts a processor that is shut down with the test.
func started[C component.Component](p *pipes, c C, err error) C {
	p.t.Helper()
	ctx := context.Background()
	if err == nil {
		err = c.Start(ctx, componenttest.NewNopHost())
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		if err := c.Shutdown(ctx); err != nil {
			p.t.Error(err)
		}
	})
	return c
}

// throughLogs passes a batch through and returns what came out, which is empty if the
// batch was dropped.
func (p *pipes) throughLogs(t testing.TB, ld plog.Logs) plog.Logs {
	t.Helper()
	if p.logs == nil {
		c, err := p.factory.CreateLogs(context.Background(), p.settings(), p.cfg, p.records)
		p.logs = started(p, c, err)
	}
	p.records.Reset()
	if err := p.logs.ConsumeLogs(context.Background(), ld); err != nil {
		t.Fatal(err)
	}
	if all := p.records.AllLogs(); len(all) == 1 {
		return all[0]
	}
	return plog.NewLogs()
}

func (p *pipes) throughTraces(t testing.TB, td ptrace.Traces) ptrace.Traces {
	t.Helper()
	if p.traces == nil {
		c, err := p.factory.CreateTraces(context.Background(), p.settings(), p.cfg, p.spans)
		p.traces = started(p, c, err)
	}
	p.spans.Reset()
	if err := p.traces.ConsumeTraces(context.Background(), td); err != nil {
		t.Fatal(err)
	}
	if all := p.spans.AllTraces(); len(all) == 1 {
		return all[0]
	}
	return ptrace.NewTraces()
}

func (p *pipes) throughMetrics(t testing.TB, md pmetric.Metrics) pmetric.Metrics {
	t.Helper()
	if p.metrics == nil {
		c, err := p.factory.CreateMetrics(context.Background(), p.settings(), p.cfg, p.streams)
		p.metrics = started(p, c, err)
	}
	p.streams.Reset()
	if err := p.metrics.ConsumeMetrics(context.Background(), md); err != nil {
		t.Fatal(err)
	}
	if all := p.streams.AllMetrics(); len(all) == 1 {
		return all[0]
	}
	return pmetric.NewMetrics()
}

// wire is what an exporter would send, as protobuf and as JSON.
func wire(t testing.TB, data any) string {
	t.Helper()
	var a, b []byte
	var err1, err2 error
	switch d := data.(type) {
	case plog.Logs:
		a, err1 = (&plog.ProtoMarshaler{}).MarshalLogs(d)
		b, err2 = (&plog.JSONMarshaler{}).MarshalLogs(d)
	case ptrace.Traces:
		a, err1 = (&ptrace.ProtoMarshaler{}).MarshalTraces(d)
		b, err2 = (&ptrace.JSONMarshaler{}).MarshalTraces(d)
	case pmetric.Metrics:
		a, err1 = (&pmetric.ProtoMarshaler{}).MarshalMetrics(d)
		b, err2 = (&pmetric.JSONMarshaler{}).MarshalMetrics(d)
	}
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return string(a) + "\n" + string(b)
}

// mustHide reports planted secrets in what goes out.
func mustHide(t testing.TB, data any, clean ...string) {
	t.Helper()
	out := wire(t, data)
	for _, l := range oracle().Leaks([]byte(out)) {
		t.Error(l)
	}
	for _, c := range clean {
		if !strings.Contains(out, c) {
			t.Errorf("%q is missing", c)
		}
	}
}

//go:build collector

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/yamlprovider"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/nopexporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"

	"github.com/tacit-go/tacit/bench/internal/collectors"
)

// none stands for no processor.
const none = "none"

// serve is a Collector until standard input ends.
func serve(name, addr string) error {
	pipeline := ""
	if name != none {
		pipeline = "processors: [" + name + "]"
	}
	config := fmt.Sprintf(`
receivers: {otlp: {protocols: {grpc: {endpoint: %q}}}}
processors: {tacit: , redaction: }
exporters: {nop: }
service:
  telemetry: {logs: {level: warn}, metrics: {level: none}}
  pipelines: {logs: {receivers: [otlp], %s exporters: [nop]}}
`, addr, strings.Replace(pipeline, "]", "],", 1))
	c, err := otelcol.NewCollector(otelcol.CollectorSettings{
		BuildInfo: component.BuildInfo{Command: "collector", Version: "0.1.0"},
		Factories: components,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			URIs: []string{"yaml:" + config}, ProviderFactories: []confmap.ProviderFactory{yamlprovider.NewFactory()},
		}},
	})
	if err != nil {
		return err
	}
	go func() {
		for in := bufio.NewScanner(os.Stdin); in.Scan(); {
			fmt.Println(used().Nanoseconds())
		}
		c.Shutdown()
	}()
	return c.Run(context.Background())
}

// used is the time of the processors that this process has used.
func used() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// components have the processors of the other comparisons, configured as there.
func components() (f otelcol.Factories, err error) {
	f.Telemetry = otelconftelemetry.NewFactory()
	if f.Receivers, err = otelcol.MakeFactoryMap[receiver.Factory](otlpreceiver.NewFactory()); err != nil {
		return f, err
	}
	var ps []processor.Factory
	for _, make := range collectors.Processors() {
		p, cfg := make()
		ps = append(ps, configured{p, cfg})
	}
	if f.Processors, err = otelcol.MakeFactoryMap(ps...); err != nil {
		return f, err
	}
	f.Exporters, err = otelcol.MakeFactoryMap[exporter.Factory](nopexporter.NewFactory())
	return f, err
}

// configured is a factory whose default is cfg.
type configured struct {
	processor.Factory
	cfg component.Config
}

func (c configured) CreateDefaultConfig() component.Config { return c.cfg }

// batch is a request of n records, of which one in ten has a token.
func batch(n int) plog.Logs {
	ld := plog.NewLogs()
	rl := ld.ResourceLogs().AppendEmpty()
	rl.Resource().Attributes().PutStr("service.name", "checkout")
	list := rl.ScopeLogs().AppendEmpty().LogRecords()
	for i := range n {
		rec := list.AppendEmpty()
		body := fmt.Sprintf("2026-11-26T12:%02d:00Z order %d of customer c-%d placed: 3 items from warehouse lisbon-2, total 41.70 EUR, payment accepted by the provider after 2 tries in 183 ms", i%60, i, i*7)
		body += strings.Repeat(".", max(0, 190-len(body)))
		if i%10 == 0 {
			body = body[:120] + " " + collectors.Planted + " " + body[:28]
		}
		rec.Body().SetStr(body)
		m := rec.Attributes()
		m.PutStr("http.request.method", "POST")
		m.PutStr("url.path", "/api/orders")
		m.PutInt("http.response.status_code", 201)
		m.PutStr("client.region", "eu-west-1")
		m.PutDouble("duration", 0.183)
	}
	return ld
}

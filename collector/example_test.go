package collector_test

import (
	"context"
	"fmt"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor"
	metricnoop "go.opentelemetry.io/otel/metric/noop"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"

	"github.com/tacit-go/tacit/collector"
)

// What a Collector does with the factory, as for the configuration
//
//	processors:
//	  tacit:
//	    summary: info
func ExampleNewFactory() {
	f := collector.NewFactory()
	cfg := f.CreateDefaultConfig().(*collector.Config)
	cfg.Summary = "info"

	next, _ := consumer.NewLogs(func(_ context.Context, ld plog.Logs) error {
		rec := ld.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0)
		fmt.Println(rec.Body().Str())
		fmt.Println(rec.Attributes().AsRaw())
		return nil
	})
	ctx := context.Background()
	p, err := f.CreateLogs(ctx, processor.Settings{ID: component.NewID(f.Type()), TelemetrySettings: component.TelemetrySettings{
		Logger: zap.NewNop(), MeterProvider: metricnoop.NewMeterProvider(), TracerProvider: tracenoop.NewTracerProvider(),
	}}, cfg, next)
	if err != nil {
		fmt.Println(err)
		return
	}

	ld := plog.NewLogs()
	rec := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	rec.Body().SetStr("retry with token ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a")
	rec.Attributes().PutStr("user", "ada")
	rec.Attributes().PutStr("db.password", "correct-horse")
	if err := p.ConsumeLogs(ctx, ld); err != nil {
		fmt.Println(err)
	}
	// Output:
	// retry with token [REDACTED:github-personal-access-token]
	// map[db.password:[REDACTED:password] tacit.redacted.count:2 user:ada]
}

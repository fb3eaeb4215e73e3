package peers

import (
	"context"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor"
	metricnoop "go.opentelemetry.io/otel/metric/noop"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"
)

// otel is the redaction processor of the OpenTelemetry Collector with the ten
// expressions as blocked values; a line is the body of a log record.
func otel() ([]Peer, error) {
	factory := redactionprocessor.NewFactory()
	cfg := factory.CreateDefaultConfig().(*redactionprocessor.Config)
	cfg.AllowAllKeys = true
	for _, re := range ten {
		cfg.BlockedValues = append(cfg.BlockedValues, re.String())
	}
	sink, err := consumer.NewLogs(func(context.Context, plog.Logs) error { return nil }, consumer.WithCapabilities(consumer.Capabilities{}))
	if err != nil {
		return nil, err
	}
	set := processor.Settings{
		ID: component.NewID(factory.Type()),
		TelemetrySettings: component.TelemetrySettings{
			Logger:         zap.NewNop(),
			TracerProvider: tracenoop.NewTracerProvider(),
			MeterProvider:  metricnoop.NewMeterProvider(),
		},
	}
	ctx := context.Background()
	proc, err := factory.CreateLogs(ctx, set, cfg, sink)
	if err != nil {
		return nil, err
	}
	logs := plog.NewLogs()
	record := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	hide := func(line []byte) []byte {
		record.Attributes().Clear()
		record.Body().SetStr(string(line))
		if err := proc.ConsumeLogs(ctx, logs); err != nil {
			panic(err)
		}
		return []byte(record.Body().AsString())
	}
	return []Peer{{
		Name: "OpenTelemetry redactionprocessor", Note: "the ten regexps as blocked_values, one record for each call",
		Line: func(line []byte) { hide(line) }, Hide: hide,
	}}, nil
}

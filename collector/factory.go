package collector

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"

	"github.com/tacit-go/tacit/collector/internal/metadata"
)

// NewFactory returns the factory of the processor "tacit".
func NewFactory() processor.Factory {
	return processor.NewFactory(metadata.Type(), defaultConfig,
		processor.WithTraces(newTraces, metadata.TracesStability),
		processor.WithLogs(newLogs, metadata.LogsStability),
		processor.WithMetrics(newMetrics, metadata.MetricsStability),
	)
}

func defaultConfig() component.Config {
	return &Config{Detectors: DetectorsConfig{Presets: []string{"default"}}}
}

// options are what all signals have in common. Data is written to where it stands, so
// the Collector copies it for other pipelines, but not in report-only mode.
func (e *engine) options() []processorhelper.Option {
	return []processorhelper.Option{
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: !e.reportOnly}),
		processorhelper.WithStart(e.start),
	}
}

func newTraces(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces) (processor.Traces, error) {
	e, err := newEngine(set, cfg.(*Config), "traces")
	if err != nil {
		return nil, err
	}
	return processorhelper.NewTraces(ctx, set, cfg, next, e.traces, e.options()...)
}

func newLogs(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs) (processor.Logs, error) {
	e, err := newEngine(set, cfg.(*Config), "logs")
	if err != nil {
		return nil, err
	}
	return processorhelper.NewLogs(ctx, set, cfg, next, e.logs, e.options()...)
}

func newMetrics(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Metrics) (processor.Metrics, error) {
	e, err := newEngine(set, cfg.(*Config), "metrics")
	if err != nil {
		return nil, err
	}
	return processorhelper.NewMetrics(ctx, set, cfg, next, e.metrics, e.options()...)
}

package collector

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/xconsumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
	"go.opentelemetry.io/collector/processor/processorhelper/xprocessorhelper"
	"go.opentelemetry.io/collector/processor/xprocessor"

	"github.com/tacit-go/tacit/collector/internal/metadata"
)

// NewFactory returns the factory of the processor "tacit".
func NewFactory() processor.Factory {
	return xprocessor.NewFactory(metadata.Type(), defaultConfig,
		xprocessor.WithTraces(newTraces, metadata.TracesStability),
		xprocessor.WithLogs(newLogs, metadata.LogsStability),
		xprocessor.WithMetrics(newMetrics, metadata.MetricsStability),
		xprocessor.WithProfiles(newProfiles, metadata.ProfilesStability),
	)
}

func defaultConfig() component.Config {
	return &Config{Detectors: DetectorsConfig{Presets: []string{"default"}}}
}

// capabilities: data is written to where it stands, so the Collector copies it for other
// pipelines, but not in report-only mode.
func (e *engine) capabilities() consumer.Capabilities {
	return consumer.Capabilities{MutatesData: !e.reportOnly}
}

// options are what all signals but profiles have in common.
func (e *engine) options() []processorhelper.Option {
	return []processorhelper.Option{
		processorhelper.WithCapabilities(e.capabilities()),
		processorhelper.WithStart(e.start),
		processorhelper.WithShutdown(e.shutdown),
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

func newProfiles(ctx context.Context, set processor.Settings, cfg component.Config, next xconsumer.Profiles) (xprocessor.Profiles, error) {
	e, err := newEngine(set, cfg.(*Config), "profiles")
	if err != nil {
		return nil, err
	}
	return xprocessorhelper.NewProfiles(ctx, set, cfg, next, e.profiles,
		xprocessorhelper.WithCapabilities(e.capabilities()), xprocessorhelper.WithStart(e.start),
		xprocessorhelper.WithShutdown(e.shutdown))
}

// Package fileexporter writes telemetry to a file, as lines of OTLP JSON. It is a part of
// what the file exporter of opentelemetry-collector-contrib does, under its name and with
// its key path: one file, appended to, neither rotated nor compressed.
package fileexporter

import (
	"context"
	"errors"
	"os"
	"sync"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Config is the configuration of the exporter.
type Config struct {
	// Path is the file. It is created with mode 0600 if it is not there.
	Path string `mapstructure:"path"`
}

// Validate reports a missing path.
func (c *Config) Validate() error {
	if c.Path == "" {
		return errors.New("path must not be empty")
	}
	return nil
}

// NewFactory returns the factory of the exporter "file".
func NewFactory() exporter.Factory {
	f := &files{open: map[*Config]*file{}}
	return exporter.NewFactory(component.MustNewType("file"), func() component.Config { return &Config{} },
		exporter.WithTraces(f.traces, component.StabilityLevelAlpha),
		exporter.WithMetrics(f.metrics, component.StabilityLevelAlpha),
		exporter.WithLogs(f.logs, component.StabilityLevelAlpha),
	)
}

// files are those that are shared by the signals of one configuration.
type files struct {
	mu   sync.Mutex
	open map[*Config]*file
}

func (f *files) of(cfg component.Config) *file {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := cfg.(*Config)
	if f.open[c] == nil {
		f.open[c] = &file{path: c.Path}
	}
	return f.open[c]
}

// file is written to by whole lines.
type file struct {
	path  string
	mu    sync.Mutex
	users int
	f     *os.File
}

func (f *file) start(context.Context, component.Host) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.f == nil {
		var err error
		if f.f, err = os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err != nil {
			return err
		}
	}
	f.users++
	return nil
}

func (f *file) shutdown(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.users--; f.users != 0 || f.f == nil {
		return nil
	}
	err := f.f.Close()
	f.f = nil
	return err
}

func (f *file) write(line []byte, err error) error {
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.f == nil {
		return os.ErrClosed
	}
	_, err = f.f.Write(append(line, '\n'))
	return err
}

func (f *file) options() []exporterhelper.Option {
	return []exporterhelper.Option{
		exporterhelper.WithStart(f.start),
		exporterhelper.WithShutdown(f.shutdown),
		exporterhelper.WithCapabilities(consumer.Capabilities{MutatesData: false}),
	}
}

func (f *files) traces(ctx context.Context, set exporter.Settings, cfg component.Config) (exporter.Traces, error) {
	to, m := f.of(cfg), &ptrace.JSONMarshaler{}
	return exporterhelper.NewTraces(ctx, set, cfg, func(_ context.Context, td ptrace.Traces) error { return to.write(m.MarshalTraces(td)) }, to.options()...)
}

func (f *files) metrics(ctx context.Context, set exporter.Settings, cfg component.Config) (exporter.Metrics, error) {
	to, m := f.of(cfg), &pmetric.JSONMarshaler{}
	return exporterhelper.NewMetrics(ctx, set, cfg, func(_ context.Context, md pmetric.Metrics) error { return to.write(m.MarshalMetrics(md)) }, to.options()...)
}

func (f *files) logs(ctx context.Context, set exporter.Settings, cfg component.Config) (exporter.Logs, error) {
	to, m := f.of(cfg), &plog.JSONMarshaler{}
	return exporterhelper.NewLogs(ctx, set, cfg, func(_ context.Context, ld plog.Logs) error { return to.write(m.MarshalLogs(ld)) }, to.options()...)
}

// Package fileexporter writes telemetry to a file, as lines of OTLP JSON. It is a part of
// what the file exporter of opentelemetry-collector-contrib does, under its name and with
// its keys path and rotation: one file, appended to and not compressed. Other than that
// one it always rotates.
package fileexporter

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"gopkg.in/natefinch/lumberjack.v2"
)

// Config is the configuration of the exporter.
type Config struct {
	// Path is the file. It is created with mode 0600 if it is not there.
	Path string `mapstructure:"path"`
	// Rotation bounds what is on disk. A path that is no regular file, such as /dev/null,
	// is not rotated.
	Rotation Rotation `mapstructure:"rotation"`
}

// Rotation says when a file is set aside, under a name with the time, and how long it
// stays.
type Rotation struct {
	// MaxMegabytes is the size of a file; a batch that is larger is an error. The default
	// is 100.
	MaxMegabytes int `mapstructure:"max_megabytes"`
	// MaxDays is the age at which a file that was set aside is removed; 0, the default,
	// means that age does not count.
	MaxDays int `mapstructure:"max_days"`
	// MaxBackups is how many of them there are. The default is 10; 0 keeps all, which
	// needs MaxDays.
	MaxBackups int `mapstructure:"max_backups"`
}

// Validate reports all that is missing or without a bound.
func (c *Config) Validate() error {
	var errs []error
	if c.Path == "" {
		errs = append(errs, errors.New("path must not be empty"))
	}
	r := &c.Rotation
	if r.MaxMegabytes < 1 || r.MaxDays < 0 || r.MaxBackups < 0 {
		errs = append(errs, errors.New("rotation: max_megabytes must be at least 1, max_days and max_backups must not be negative"))
	}
	if r.MaxDays == 0 && r.MaxBackups == 0 {
		errs = append(errs, errors.New("rotation: one of max_days and max_backups must be set"))
	}
	return errors.Join(errs...)
}

func defaults() component.Config {
	return &Config{Rotation: Rotation{MaxMegabytes: 100, MaxBackups: 10}}
}

// NewFactory returns the factory of the exporter "file".
func NewFactory() exporter.Factory {
	f := &files{open: map[*Config]*file{}}
	return exporter.NewFactory(component.MustNewType("file"), defaults,
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
		f.open[c] = &file{Config: *c}
	}
	return f.open[c]
}

// file is written to by whole lines.
type file struct {
	Config
	mu    sync.Mutex
	users int
	f     io.WriteCloser
}

func (f *file) start(context.Context, component.Host) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.f == nil {
		// It is opened here in any case, to tell at once that it cannot be.
		to, err := os.OpenFile(f.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if f.f = to; regular(to) {
			f.f = &lumberjack.Logger{Filename: f.Path, MaxSize: f.Rotation.MaxMegabytes, MaxAge: f.Rotation.MaxDays, MaxBackups: f.Rotation.MaxBackups}
			if err := to.Close(); err != nil {
				return err
			}
		}
	}
	f.users++
	return nil
}

func regular(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
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

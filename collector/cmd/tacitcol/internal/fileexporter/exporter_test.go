package fileexporter

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/pdata/plog"
)

// logs returns an exporter that was started.
func logs(t *testing.T, cfg *Config) exporter.Logs {
	t.Helper()
	f := NewFactory()
	set := exporter.Settings{ID: component.NewID(f.Type()), TelemetrySettings: componenttest.NewNopTelemetrySettings()}
	e, err := f.CreateLogs(context.Background(), set, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Start(context.Background(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	return e
}

// batch is a batch whose line has about n bytes.
func batch(n int) plog.Logs {
	ld := plog.NewLogs()
	ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty().Body().SetStr(strings.Repeat("x", n))
	return ld
}

func TestFilesAreBounded(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "telemetry.jsonl")
	e := logs(t, &Config{Path: path, Rotation: Rotation{MaxMegabytes: 1, MaxBackups: 2}})
	ctx := context.Background()
	for range 12 {
		if err := e.ConsumeLogs(ctx, batch(400<<10)); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.ConsumeLogs(ctx, batch(2<<20)); err == nil {
		t.Error("a batch beyond the size of a file is written")
	}
	if err := e.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	var names []string
	for range 500 { // what is too much is removed by and by
		if names, _ = filepath.Glob(filepath.Join(dir, "*")); len(names) == 3 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(name); err != nil || (info.Size() > 1<<20 || info.Mode().Perm() != 0o600) {
			t.Errorf("%s: %v %v", name, info, err)
		}
		if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
			t.Errorf("%s: a line is torn", name)
		}
	}
	if len(names) != 3 {
		t.Errorf("there are %v", names)
	}
}

func TestOtherFilesAreNotRotated(t *testing.T) {
	e := logs(t, &Config{Path: os.DevNull, Rotation: Rotation{MaxMegabytes: 1, MaxBackups: 1}})
	for range 4 {
		if err := e.ConsumeLogs(context.Background(), batch(800<<10)); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Error(info, err)
	}
}

func TestValidate(t *testing.T) {
	f := NewFactory()
	good := f.CreateDefaultConfig().(*Config)
	good.Path = "x"
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for _, c := range []*Config{
		{Rotation: good.Rotation}, {Path: "x"}, {Path: "x", Rotation: Rotation{MaxMegabytes: 1}},
		{Path: "x", Rotation: Rotation{MaxMegabytes: 1, MaxBackups: -1}}, {Path: "x", Rotation: Rotation{MaxDays: 1}},
	} {
		if c.Validate() == nil {
			t.Errorf("%+v is taken", *c)
		}
	}
	set := exporter.Settings{ID: component.NewID(f.Type()), TelemetrySettings: componenttest.NewNopTelemetrySettings()}
	good.Path = filepath.Join(t.TempDir(), "no", "such")
	e, err := f.CreateLogs(context.Background(), set, good)
	if err != nil {
		t.Fatal(err)
	}
	if e.Start(context.Background(), componenttest.NewNopHost()) == nil {
		t.Error("a file that cannot be opened is no error of Start")
	}
}

package zapredact_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

type watcher struct {
	events   []redact.Event
	measured []redact.Measurement
}

func (w *watcher) Observe(e redact.Event)       { w.events = append(w.events, e) }
func (w *watcher) Measure(m redact.Measurement) { w.measured = append(w.measured, m) }

func TestOriginAndMeasurements(t *testing.T) {
	var w watcher
	r := newRedactor(t, redact.WithObserver(&w), redact.WithMeter(&w, 1), redact.WithPath("gone", redact.Deny))
	core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(io.Discard), zap.DebugLevel)
	l := zap.New(core, append(zapredact.Options(r), zap.AddCaller())...)
	for _, c := range []struct {
		name    string
		do      func()
		size    int
		changed bool
	}{
		{"clean", func() { l.Info("four", zap.String("key", "value"), zap.Int("n", 1)) }, 4 + 8 + 1, false},
		{"clean value", func() { l.Info("four", zap.Any("key", []int{1})) }, 7, false},
		{"message", func() { l.Info(token) }, len(token), true},
		{"field", func() { l.Info("four", zap.String("password", password)) }, 12 + len(password), true},
		{"dropped", func() { l.Info("four", zap.Int("gone", 1)) }, 8, true},
		{"value", func() { l.Info("four", zap.Any("v", map[string]any{"password": password})) }, 5, true},
	} {
		w = watcher{}
		c.do()
		if len(w.measured) != 1 || w.measured[0].Bytes != c.size || w.measured[0].Changed != c.changed || w.measured[0].Sink != "zap" {
			t.Errorf("%s: %+v, want %d bytes, changed %v", c.name, w.measured, c.size, c.changed)
		}
		if (len(w.events) > 0) != c.changed && c.name != "dropped" {
			t.Errorf("%s: %d events", c.name, len(w.events))
		}
		for _, e := range w.events {
			frame, _ := runtime.CallersFrames([]uintptr{e.Origin.PC}).Next()
			if !strings.HasSuffix(frame.File, "origin_test.go") {
				t.Errorf("%s: the call is in %q", c.name, frame.File)
			}
		}
	}
}

package slogredact_test

import (
	"context"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

type traceKey struct{}

func traceOf(ctx context.Context) [16]byte {
	id, _ := ctx.Value(traceKey{}).([16]byte)
	return id
}

func TestOrigin(t *testing.T) {
	w := &watcher{}
	r := newRedactor(t, redact.WithObserver(w))
	l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(io.Discard, nil), r, slogredact.WithTraceID(traceOf)))
	id := [16]byte{7}
	ctx := context.WithValue(context.Background(), traceKey{}, id)
	for name, do := range map[string]func(){
		"message":   func() { l.InfoContext(ctx, token) },
		"attribute": func() { l.InfoContext(ctx, "m", "password", password) },
		"group":     func() { l.WithGroup("g").InfoContext(ctx, "m", slog.Group("h", "password", password)) },
		"value":     func() { l.InfoContext(ctx, "m", "v", []string{stripe}) },
		"json":      func() { l.InfoContext(ctx, "m", "v", map[string]any{"password": 1234567}) },
	} {
		w.events = nil
		do()
		if len(w.events) != 1 {
			t.Errorf("%s: %d events", name, len(w.events))
			continue
		}
		o := w.events[0].Origin
		frame, _ := runtime.CallersFrames([]uintptr{o.PC}).Next()
		if !strings.HasSuffix(frame.File, "origin_test.go") || o.TraceID != id {
			t.Errorf("%s: %s, trace %x", name, frame.File, o.TraceID)
		}
	}
	for name, opt := range map[string]slogredact.Option{
		"panic": slogredact.WithTraceID(func(context.Context) [16]byte { panic(password) }),
		"none":  nil,
	} {
		w.events = nil
		slog.New(slogredact.NewHandler(slog.NewJSONHandler(io.Discard, nil), r, opt)).InfoContext(ctx, token)
		if len(w.events) != 1 || w.events[0].Origin.PC == 0 || w.events[0].Origin.TraceID != [16]byte{} {
			t.Errorf("%s: %+v", name, w.events)
		}
	}
}

type meter []redact.Measurement

func (m *meter) Measure(x redact.Measurement) { *m = append(*m, x) }

func TestMeasured(t *testing.T) {
	var m meter
	r := newRedactor(t, redact.WithMeter(&m, 1), redact.WithPath("gone", redact.Deny), redact.WithPath("left", redact.DropField))
	l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(io.Discard, nil), r))
	for _, c := range []struct {
		name    string
		do      func()
		size    int
		changed bool
	}{
		{"clean", func() { l.Info("four", "key", "value", "n", 1, slog.Group("g", "a", "b")) }, 4 + 8 + 1 + 3, false},
		{"clean value", func() { l.Info("four", "key", []int{1}) }, 7, false},
		{"rendered value", func() { l.Info("four", "key", time.UTC) }, 7, false},
		{"attribute", func() { l.Info("four", "password", password) }, 12 + len(password), true},
		{"message", func() { l.Info(token) }, len(token), true},
		{"field left out", func() { l.Info("four", "left", 1) }, 8, false},
		{"record left out", func() { l.Info("four", "gone", 1) }, 8, true},
	} {
		m = nil
		c.do()
		if len(m) != 1 || m[0].Bytes != c.size || m[0].Changed != c.changed || m[0].Sink != "slog" {
			t.Errorf("%s: %+v, want %d bytes, changed %v", c.name, m, c.size, c.changed)
		}
	}
}

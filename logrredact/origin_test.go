package logrredact_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"testing"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

// origins keeps where events come from.
type origins struct{ all []redact.Origin }

func (o *origins) Observe(e redact.Event) { o.all = append(o.all, e.Origin) }

// take returns the functions that have logged since the last call.
func (o *origins) take() (names []string) {
	for _, at := range o.all {
		f, _ := runtime.CallersFrames([]uintptr{at.PC}).Next()
		names = append(names, f.Function[strings.LastIndexByte(f.Function, '.')+1:])
	}
	o.all = nil
	return names
}

//go:noinline
func logDeeper(l logr.Logger) { l.WithCallDepth(1).WithValues("n", 1).Info("with " + token) }

// Events tell the line that has logged, as the sink would.
func TestOrigins(t *testing.T) {
	seen := &origins{}
	r := newRedactor(t, redact.WithObserver(seen))
	plain := funcr.New(func(string, string) {}, funcr.Options{Verbosity: 3})
	for name, l := range map[string]logr.Logger{
		"New":     logrredact.New(plain, r),
		"NewSink": logr.New(logrredact.NewSink(plain.GetSink(), r)),
		"slog":    logrredact.New(logr.FromSlogHandler(slog.NewJSONHandler(io.Discard, nil)), r),
	} {
		for what, log := range map[string]func(){
			"message": func() { l.Info("with " + token) },
			"level":   func() { l.V(0).Info("m", "v", "with "+token) },
			"bound":   func() { l.WithName("a").WithValues("b", 1).Info("m", "password", password) },
			"error":   func() { l.Error(errors.New("with "+token), "m") },
			"helper":  func() { logDeeper(l) },
		} {
			log()
			names := seen.take()
			if len(names) == 0 {
				t.Errorf("%s, %s: no event", name, what)
			}
			for _, n := range names {
				if !strings.HasPrefix(n, "func") { // a literal of this test
					t.Errorf("%s, %s: logged by %s", name, what, n)
				}
			}
		}
	}
	id := [16]byte{7}
	l := logrredact.New(logr.FromSlogHandler(slog.NewJSONHandler(io.Discard, nil)), r, logrredact.WithTraceID(func(context.Context) [16]byte { return id }))
	slog.New(logr.ToSlogHandler(l)).Info("with " + token)
	if len(seen.all) != 1 || seen.all[0].TraceID != id {
		t.Errorf("%v", seen.all)
	}
	if names := seen.take(); names[0] != "TestOrigins" {
		t.Errorf("logged by %v", names)
	}
	l = logrredact.New(logr.FromSlogHandler(slog.NewJSONHandler(io.Discard, nil)), r, logrredact.WithTraceID(func(context.Context) [16]byte { panic("x") }))
	slog.New(logr.ToSlogHandler(l)).Info("with " + token)
	if len(seen.all) != 1 || seen.all[0].TraceID != [16]byte{} {
		t.Errorf("%v", seen.all)
	}
}

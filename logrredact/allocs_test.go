package logrredact_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

var (
	errPlain   = errors.New("connection reset")
	errWrapped = fmt.Errorf("query orders: %w", errPlain)
)

// inputs are the records of the allocation tests and the benchmarks.
var inputs = []struct {
	name  string
	clean bool
	bind  func(logr.Logger) logr.Logger
	log   func(logr.Logger)
}{
	{"scalars", true, nil, func(l logr.Logger) {
		l.Info("request done", "verb", "GET", "route", "/v1/orders/17", "status", 200, "took", time.Duration(1234567), "bytes", 5120,
			"trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
	}},
	{"types", true, nil, func(l logr.Logger) {
		l.V(1).Info("request done", "cached", false, "ratio", 0.5, "n", uint64(5120), "at", at, "none", nil)
	}},
	{"structures", true, nil, func(l logr.Logger) { l.Info("request done", "tags", tags, "sizes", sizes) }},
	{"errors", true, nil, func(l logr.Logger) { l.Error(errWrapped, "request failed", "cause", errPlain, "status", 502) }},
	{"with", true, func(l logr.Logger) logr.Logger {
		return l.WithName("billing").WithValues("region", "eu-west-1", "shard", 3)
	}, func(l logr.Logger) { l.Info("request done", "status", 200) }},
	{"dirty-message", false, nil, func(l logr.Logger) { l.Info("request with "+token, "status", 200) }},
	{"dirty-value", false, nil, func(l logr.Logger) { l.Info("signed in", "status", 200, "password", password) }},
}

var (
	at    = time.Unix(1_700_000_000, 0).UTC()
	tags  = []string{"eu", "fast"}
	sizes = map[string]int{"a": 1}
)

// discard is a sink that does nothing, so that only this package allocates.
type discard struct{}

func (discard) Init(logr.RuntimeInfo)            {}
func (discard) Enabled(int) bool                 { return true }
func (discard) Info(int, string, ...any)         {}
func (discard) Error(error, string, ...any)      {}
func (d discard) WithValues(...any) logr.LogSink { return d }
func (d discard) WithName(string) logr.LogSink   { return d }

// policies are Redactors whose cost on clean records is bounded.
func policies(t testing.TB) map[string]*redact.Redactor {
	var set redact.SecretSet
	if _, err := set.Set("db", []byte("zK7-quartz-lemon-41")); err != nil {
		t.Fatal(err)
	}
	return map[string]*redact.Redactor{
		"default": newRedactor(t),
		"secrets": newRedactor(t, redact.WithSecrets(&set)),
		"paths":   newRedactor(t, redact.WithPath("a.*.b", redact.Redact)),
	}
}

func bound(l logr.Logger, bind func(logr.Logger) logr.Logger) logr.Logger {
	if bind == nil {
		return l
	}
	return bind(l)
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	funcrSink := func() logr.Logger { return funcr.NewJSON(func(string) {}, funcr.Options{Verbosity: 5}) }
	for policy, r := range policies(t) {
		for sink, build := range map[string]func() logr.Logger{"discard": func() logr.Logger { return logr.New(discard{}) }, "funcr": funcrSink} {
			for _, in := range inputs {
				if !in.clean || in.name == "structures" { // the walk of a structure allocates
					continue
				}
				measure := func(l logr.Logger) float64 {
					l = bound(l, in.bind)
					return testing.AllocsPerRun(200, func() { in.log(l) })
				}
				if with, without := measure(logrredact.New(build(), r)), measure(build()); with > without {
					t.Errorf("%s/%s/%s: %v allocations, %v without", policy, sink, in.name, with, without)
				}
			}
		}
	}
}

func TestAllocsOfSlog(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	measure := func(l logr.Logger) float64 {
		s := slog.New(logr.ToSlogHandler(l))
		return testing.AllocsPerRun(200, func() {
			s.LogAttrs(context.Background(), slog.LevelInfo, "m", slog.String("a", "b"), slog.Group("g", slog.Int("n", 1), slog.Bool("x", true)))
		})
	}
	build := func() logr.Logger { return logr.FromSlogHandler(slog.NewJSONHandler(io.Discard, nil)) }
	if with, without := measure(logrredact.New(build(), newRedactor(t))), measure(build()); with > without {
		t.Errorf("%v allocations, %v without", with, without)
	}
}

func TestAllocsOfWith(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	for name, do := range map[string]func(l logr.Logger){
		"WithValues":    func(l logr.Logger) { _ = l.WithValues("region", "eu-west-1", "shard", 3) },
		"WithName":      func(l logr.Logger) { _ = l.WithName("billing") },
		"WithCallDepth": func(l logr.Logger) { _ = l.WithCallDepth(1) },
		"V":             func(l logr.Logger) { _ = l.V(3).Enabled() },
	} {
		measure := func(l logr.Logger) float64 { return testing.AllocsPerRun(200, func() { do(l) }) }
		l := logr.New(discard{})
		if with, without := measure(logrredact.New(l, newRedactor(t))), measure(l); with > without+1 {
			t.Errorf("%s: %v allocations, %v without", name, with, without)
		}
	}
}

func BenchmarkInfo(b *testing.B) {
	r := newRedactor(b)
	for _, in := range inputs {
		for _, mode := range []string{"plain", "redacted"} {
			b.Run("input="+in.name+"/mode="+mode, func(b *testing.B) {
				var n, calls int
				l := funcr.NewJSON(func(s string) { n += len(s); calls++ }, funcr.Options{Verbosity: 5})
				if mode == "redacted" {
					l = logrredact.New(l, r)
				}
				l = bound(l, in.bind)
				before := r.Stats()
				b.ReportAllocs()
				for b.Loop() {
					in.log(l)
				}
				b.SetBytes(int64(n / calls))
				if hits := len(r.Stats().Matches) > len(before.Matches); hits && in.clean {
					b.Error("a clean input was not clean")
				}
			})
		}
	}
}

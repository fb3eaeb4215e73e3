package zapredact_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

// inputs are the records of the allocation test and of the benchmarks.
var inputs = []struct {
	name   string
	clean  bool
	bind   func(*zap.Logger) *zap.Logger
	fields []zap.Field
	msg    string
}{
	{"clean", true, nil, scalars, "request served"},
	{"errors", true, nil, []zap.Field{zap.Error(errors.New("no such order")), zap.NamedError("cause", fmt.Errorf("load: %w", errFixed))}, "request failed"},
	{"namespace", true, nil, []zap.Field{zap.String("method", "GET"), zap.Namespace("http"), zap.Int("status", 200), zap.Bool("ok", true)}, "request served"},
	{"with", true, func(l *zap.Logger) *zap.Logger {
		return l.With(zap.String("service", "billing"), zap.String("region", "eu-west-1")).With(zap.Namespace("req"), zap.Int("id", 42))
	}, scalars[:3], "request served"},
	{"named", true, func(l *zap.Logger) *zap.Logger { return l.Named("api").Named("v1") }, scalars[:3], "request served"},
	{"dirty-with", false, func(l *zap.Logger) *zap.Logger { return l.With(zap.String("password", password)) }, scalars, "request served"},
	{"dirty-message", false, nil, scalars, "request with " + token},
	{"dirty-field", false, nil, append(scalars[:len(scalars):len(scalars)], zap.String("password", password)), "request served"},
}

var errFixed = errors.New("refused")

var scalars = []zap.Field{
	zap.String("method", "GET"), zap.String("path", "/v1/orders/17"), zap.Int("status", 200),
	zap.Duration("took", 1234567), zap.Bool("cached", false), zap.Float64("ratio", 0.5),
	zap.Uint64("bytes", 5120), zap.Time("at", time.Unix(1_700_000_000, 0)),
}

func discard() zapcore.Core {
	return zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(nothing{}), zap.InfoLevel)
}

type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }

func bound(l *zap.Logger, bind func(*zap.Logger) *zap.Logger) *zap.Logger {
	if bind == nil {
		return l
	}
	return bind(l)
}

func policies(t testing.TB) map[string]*redact.Redactor {
	set := redact.NewSecretSet()
	if _, err := set.Set("db", []byte("zK7-quartz-lemon-41")); err != nil {
		t.Fatal(err)
	}
	return map[string]*redact.Redactor{
		"default": newRedactor(t), "secrets": newRedactor(t, redact.WithSecrets(set)),
		"paths": newRedactor(t, redact.WithPath("a.*.b", redact.Redact)),
	}
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	for policy, r := range policies(t) {
		for _, in := range inputs {
			if !in.clean && in.name != "dirty-with" {
				continue
			}
			measure := func(opts ...zap.Option) float64 {
				l := bound(zap.New(discard(), opts...), in.bind)
				l.Info(in.msg, in.fields...)
				return testing.AllocsPerRun(200, func() { l.Info(in.msg, in.fields...) })
			}
			without, with := measure(), measure(zapredact.Options(r)...)
			if with > without {
				t.Errorf("%s/%s: %v allocations, %v without", policy, in.name, with, without)
			}
		}
		debug := zap.New(discard(), zapredact.Options(r)...).With(zap.Int("a", 1))
		if n := testing.AllocsPerRun(100, func() { debug.Debug("m", scalars...) }); n != 0 {
			t.Errorf("%s: %v allocations for a disabled level", policy, n)
		}
	}
}

func TestWithAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	for policy, r := range policies(t) {
		for _, c := range []struct {
			name   string
			fields []zap.Field
			more   float64
		}{
			{"one", scalars[:1], 1}, {"three", scalars[:3], 1}, {"eight", scalars, 1},
			{"error", []zap.Field{zap.Error(errFixed)}, 1},
			{"twelve", append(scalars[:8:8], scalars[:4]...), 2},
			{"namespace", []zap.Field{zap.Namespace("n"), zap.Int("a", 1)}, 2},
		} {
			measure := func(opts ...zap.Option) float64 {
				l := zap.New(discard(), opts...)
				return testing.AllocsPerRun(200, func() { l.With(c.fields...) })
			}
			without, with := measure(), measure(zapredact.Options(r)...)
			if with > without+c.more {
				t.Errorf("%s/%s: With costs %v allocations, %v without", policy, c.name, with, without)
			}
		}
	}
}

func BenchmarkLog(b *testing.B) {
	r := newRedactor(b)
	for _, in := range inputs {
		for _, mode := range []string{"plain", "core", "encoder"} {
			b.Run("input="+in.name+"/mode="+mode, func(b *testing.B) {
				l := zap.New(discard())
				switch mode {
				case "core":
					l = zap.New(discard(), zapredact.Options(r)...)
				case "encoder":
					enc := zapredact.NewEncoder(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), r)
					l = zap.New(zapcore.NewCore(enc, zapcore.AddSync(nothing{}), zap.InfoLevel))
				}
				l = bound(l, in.bind)
				before := r.Stats()
				b.ReportAllocs()
				for b.Loop() {
					l.Info(in.msg, in.fields...)
				}
				if hits := len(r.Stats().Matches) > len(before.Matches); hits && in.clean {
					b.Error("a clean input was not clean")
				}
			})
		}
	}
}

func BenchmarkWith(b *testing.B) {
	r := newRedactor(b)
	for _, mode := range []string{"plain", "core"} {
		b.Run("mode="+mode, func(b *testing.B) {
			l := zap.New(discard())
			if mode == "core" {
				l = zap.New(discard(), zapredact.Options(r)...)
			}
			b.ReportAllocs()
			for b.Loop() {
				l.With(scalars[0], scalars[2])
			}
		})
	}
}

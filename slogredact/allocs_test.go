package slogredact_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// inputs are the records of the allocation tests and the benchmarks.
var inputs = []struct {
	name  string
	clean bool
	bind  func(*slog.Logger) *slog.Logger
	attrs []slog.Attr
	msg   string
}{
	{"clean", true, nil, scalars, "request served"},
	{"group", true, nil, []slog.Attr{slog.Group("http", slog.String("method", "GET"), slog.Int("status", 200)), slog.Bool("ok", true)}, "request served"},
	{"with", true, func(l *slog.Logger) *slog.Logger {
		return l.With("service", "billing", "region", "eu-west-1").WithGroup("req").With("id", 42)
	}, scalars[:3], "request served"},
	{"dirty-message", false, nil, scalars, "request with " + token},
	{"dirty-attr", false, nil, append(scalars[:len(scalars):len(scalars)], slog.String("password", password)), "request served"},
	{"dirty-with", false, func(l *slog.Logger) *slog.Logger { return l.With("password", password) }, scalars, "request served"},
}

var scalars = []slog.Attr{
	slog.String("method", "GET"), slog.String("path", "/v1/orders/17"), slog.Int("status", 200),
	slog.Duration("took", 1234567), slog.Bool("cached", false), slog.Float64("ratio", 0.5),
	slog.Uint64("bytes", 5120), slog.Time("at", time.Unix(1_700_000_000, 0)),
}

func bound(l *slog.Logger, bind func(*slog.Logger) *slog.Logger) *slog.Logger {
	if bind == nil {
		return l
	}
	return bind(l)
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	var set redact.SecretSet
	mustSet(t, &set, "db", "zK7-quartz-lemon-41")
	ctx := context.Background()
	for _, pol := range []struct {
		name string
		r    *redact.Redactor
	}{
		{"default", newRedactor(t)},
		{"secrets", newRedactor(t, redact.WithSecrets(&set))},
		{"paths", newRedactor(t, redact.WithPath("a.*.b", redact.Redact))},
	} {
		for _, f := range formats {
			for _, in := range inputs {
				if !in.clean && in.name != "dirty-with" {
					continue
				}
				measure := func(h slog.Handler) float64 {
					l := bound(slog.New(h), in.bind)
					return testing.AllocsPerRun(200, func() { l.LogAttrs(ctx, slog.LevelInfo, in.msg, in.attrs...) })
				}
				without := measure(newFormat(f.name))
				with := measure(slogredact.NewHandler(newFormat(f.name), pol.r))
				if with > without {
					t.Errorf("%s/%s/%s: %v allocations, %v without", pol.name, f.name, in.name, with, without)
				}
			}
		}
	}
}

func TestEnabledAllocs(t *testing.T) {
	l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(io.Discard, nil), newRedactor(t))).With("a", 1)
	if n := testing.AllocsPerRun(100, func() { l.Debug("m") }); n != 0 {
		t.Errorf("%v allocations for a disabled level", n)
	}
}

func newFormat(name string) slog.Handler {
	if name == "text" {
		return slog.NewTextHandler(io.Discard, nil)
	}
	return slog.NewJSONHandler(io.Discard, nil)
}

func BenchmarkHandle(b *testing.B) {
	r := newRedactor(b)
	ctx := context.Background()
	for _, in := range inputs {
		for _, f := range formats {
			for _, redacting := range []string{"off", "on"} {
				b.Run("input="+in.name+"/handler="+f.name+"/redact="+redacting, func(b *testing.B) {
					h := newFormat(f.name)
					if redacting == "on" {
						h = slogredact.NewHandler(h, r)
					}
					l := bound(slog.New(h), in.bind)
					before := r.Stats()
					b.ReportAllocs()
					for b.Loop() {
						l.LogAttrs(ctx, slog.LevelInfo, in.msg, in.attrs...)
					}
					if hits := len(r.Stats().Matches) > len(before.Matches); hits && in.clean {
						b.Error("a clean input was not clean")
					}
				})
			}
		}
	}
}

// BenchmarkHandler is a message and six attributes with nothing to hide, in one
// run with and without redaction.
func BenchmarkHandler(b *testing.B) {
	ctx := context.Background()
	attrs := []slog.Attr{
		slog.String("verb", "GET"), slog.String("route", "/v1/orders/17"), slog.Int("status", 200),
		slog.Duration("took", 1234567), slog.Int("bytes", 5120), slog.String("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"),
	}
	for _, secrets := range []int{0, 10} {
		var set redact.SecretSet
		for i := range secrets {
			mustSet(b, &set, fmt.Sprint("s", i), fmt.Sprint("zK7-quartz-lemon-", i))
		}
		r := newRedactor(b, redact.WithSecrets(&set))
		for _, mode := range []string{"plain", "redacted"} {
			b.Run(fmt.Sprintf("secrets=%d/mode=%s", secrets, mode), func(b *testing.B) {
				h := newFormat("json")
				if mode == "redacted" {
					h = slogredact.NewHandler(h, r)
				}
				l := slog.New(h)
				b.ReportAllocs()
				for b.Loop() {
					l.LogAttrs(ctx, slog.LevelInfo, "request done", attrs...)
				}
			})
		}
	}
}

func BenchmarkWith(b *testing.B) {
	r := newRedactor(b)
	for _, redacting := range []string{"off", "on"} {
		b.Run("redact="+redacting, func(b *testing.B) {
			h := newFormat("json")
			if redacting == "on" {
				h = slogredact.NewHandler(h, r)
			}
			l := slog.New(h)
			b.ReportAllocs()
			for b.Loop() {
				l.With("service", "billing", "region", "eu-west-1")
			}
		})
	}
}

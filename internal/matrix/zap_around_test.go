package matrix

import (
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/zapredact"
)

// sampled lets the first of equal messages through.
func sampled(core zapcore.Core) zapcore.Core {
	return zapcore.NewSamplerWithOptions(core, time.Hour, 1, 0)
}

// TestZapAround has the core that redacts inside and outside of the cores that decide.
func TestZapAround(t *testing.T) {
	json := zapSinks(zapcore.NewJSONEncoder)
	at := func(s redacttest.Sinks, l zapcore.Level) zapcore.Core {
		return zapcore.NewCore(zapcore.NewJSONEncoder(zapConfig()), zapcore.AddSync(s.Records), l)
	}
	tee := func(wrap func(zapcore.Core) zapcore.Core, s redacttest.Sinks) zapcore.Core {
		return zapcore.NewTee(wrap(at(s, zap.InfoLevel)), wrap(at(s, zap.ErrorLevel)))
	}
	same := func(c zapcore.Core) zapcore.Core { return c }
	wrapped := func(s redacttest.Sinks) func(zapcore.Core) zapcore.Core {
		return func(c zapcore.Core) zapcore.Core { return zapredact.NewCore(c, s.Redactor) }
	}
	for _, c := range []struct {
		name         string
		plain, inner func(s redacttest.Sinks) zapcore.Core
		wrap         bool // by Options as well
	}{
		{"sampler inside", func(s redacttest.Sinks) zapcore.Core { return sampled(json(s)) }, func(s redacttest.Sinks) zapcore.Core { return sampled(json(s)) }, true},
		{"sampler outside", func(s redacttest.Sinks) zapcore.Core { return sampled(json(s)) }, func(s redacttest.Sinks) zapcore.Core { return sampled(wrapped(s)(json(s))) }, false},
		{"tee inside", func(s redacttest.Sinks) zapcore.Core { return tee(same, s) }, func(s redacttest.Sinks) zapcore.Core { return tee(same, s) }, true},
		{"tee outside", func(s redacttest.Sinks) zapcore.Core { return tee(same, s) }, func(s redacttest.Sinks) zapcore.Core { return tee(wrapped(s), s) }, false},
		{"twice", json, func(s redacttest.Sinks) zapcore.Core { return wrapped(s)(json(s)) }, true},
		{"lazy", func(s redacttest.Sinks) zapcore.Core {
			return zapcore.NewLazyWith(json(s), []zap.Field{zap.Int("l", 1)})
		},
			func(s redacttest.Sinks) zapcore.Core {
				return zapcore.NewLazyWith(wrapped(s)(json(s)), []zap.Field{zap.Int("l", 1)})
			}, false},
		{"a core that writes by itself", json, func(s redacttest.Sinks) zapcore.Core { return &selfish{wrapped(s)(json(s))} }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := some(zapAdapter(c.plain))
			open := zapAdapter(c.inner)
			a.Open = open.Plain
			a.Lacks = map[string]string{}
			if c.wrap {
				a.Open = open.Open
			}
			// What a bare core does not see is not its fault: see Options.
			a.Entries = slices.DeleteFunc(a.Entries, func(e redacttest.Entry[zapL]) bool { return e.Panics })
			a.Levels = a.Levels[1:]
			names := []string{"names", "late", "clean", "levels", "scripts", "concurrency", "memory"}
			switch {
			case strings.HasPrefix(c.name, "sampler"):
				// What is told after the first record is not written; and samplers are large.
				names = []string{"keys", "levels", "scripts"}
			case !testing.Short() && !raceEnabled && !c.wrap:
				names = append(names, "values", "bound")
			}
			r := redacttest.CheckAdapter(a, names...)
			for i, f := range r.Failures {
				if i == 5 {
					t.Errorf("%d failures", len(r.Failures))
					break
				}
				t.Error(f)
			}
		})
	}
}

// selfish is a core as they were written before CheckedEntry.Before: it registers
// itself and writes to the next.
type selfish struct{ next zapcore.Core }

func (s *selfish) Enabled(l zapcore.Level) bool               { return s.next.Enabled(l) }
func (s *selfish) Level() zapcore.Level                       { return zapcore.LevelOf(s.next) }
func (s *selfish) With(f []zap.Field) zapcore.Core            { return &selfish{s.next.With(f)} }
func (s *selfish) Sync() error                                { return s.next.Sync() }
func (s *selfish) Write(e zapcore.Entry, f []zap.Field) error { return s.next.Write(e, f) }
func (s *selfish) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if s.Enabled(e.Level) {
		return ce.AddCore(e, s)
	}
	return ce
}

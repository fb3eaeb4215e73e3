package matrix

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/zapredact"
)

// badCore is a core that redacts as zapredact does, but for a fault.
type badCore struct {
	zapcore.Core // what redacts
	raw          zapcore.Core
	r            *redact.Redactor
	fault        string
}

func (b *badCore) derive(good, raw zapcore.Core) *badCore {
	return &badCore{Core: good, raw: raw, r: b.r, fault: b.fault}
}

// Level would be lost by embedding.
func (b *badCore) Level() zapcore.Level {
	if b.fault == "the level is lost" {
		return zap.DebugLevel
	}
	return zapcore.LevelOf(b.Core)
}

func (b *badCore) With(f []zap.Field) zapcore.Core {
	switch b.fault {
	case "a derived core loses its redaction":
		return b.raw.With(f)
	case "bound fields are passed on as they are":
		raw := b.raw.With(f)
		return b.derive(zapredact.NewCore(raw, b.r), raw)
	case "bound fields are forgotten":
		return b
	case "the fields of the caller are edited":
		for i := range f {
			if f[i].Type == zapcore.StringType {
				f[i].String = b.r.String(f[i].String)
			}
		}
	}
	return b.derive(b.Core.With(f), b.raw.With(f))
}

func (b *badCore) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	switch b.fault {
	case "the core registers itself":
		if b.Enabled(e.Level) {
			return ce.AddCore(e, b)
		}
		return ce
	case "the panic value is not redacted":
		// Only the hook redacts.
		if d := b.raw.Check(e, ce); d != nil {
			return d.Before(e, func(e zapcore.Entry, f []zap.Field) (zapcore.Entry, []zap.Field) {
				e.Message = b.r.String(e.Message)
				return e, b.fields(f)
			})
		}
		return nil
	case "only strings are redacted", "keys are passed on", "what panics is passed on", "errors have one text", "values are rendered twice":
		if d := b.raw.Check(e, ce); d != nil {
			return d.Before(e, func(e zapcore.Entry, f []zap.Field) (zapcore.Entry, []zap.Field) {
				e.Message = b.r.String(e.Message)
				return e, b.fields(f)
			})
		}
		return nil
	}
	return b.Core.Check(e, ce)
}

// fields redacts strings, and other fields as the fault has it.
func (b *badCore) fields(in []zap.Field) []zap.Field {
	out := slices.Clone(in)
	for i, f := range in {
		key := f.Key
		if b.fault != "keys are passed on" {
			key = b.r.String(key)
		}
		switch f.Type {
		case zapcore.StringType:
			out[i] = zap.String(key, b.r.String(f.String))
		case zapcore.ErrorType:
			switch b.fault {
			case "errors have one text":
				if err := f.Interface.(error); b.r.String(err.Error()) == err.Error() {
					continue
				}
				out[i] = zap.String(key, b.r.String(fmt.Sprint(f.Interface)))
			case "values are rendered twice":
				if text := fmt.Sprint(f.Interface); b.r.String(text) != text {
					out[i] = zap.String(key, b.r.String(text))
				}
			case "what panics is passed on":
				func() {
					defer func() { _ = recover() }()
					out[i] = zap.String(key, b.r.String(f.Interface.(error).Error()))
				}()
			}
		default:
			if b.fault != "only strings are redacted" {
				out[i] = zap.Any(key, b.r.Value(f.Interface))
			}
		}
	}
	return out
}

var zapFaults = []struct {
	name  string
	cases []string
}{
	{"", nil},
	{"a derived core loses its redaction", []string{"bound", "late"}},
	{"bound fields are passed on as they are", []string{"bound"}},
	{"bound fields are forgotten", []string{"clean"}},
	{"the fields of the caller are edited", []string{"memory"}},
	{"the core registers itself", []string{"scripts"}},
	{"the level is lost", []string{"levels"}},
	{"the panic value is not redacted", []string{"values"}},
	{"only strings are redacted", []string{"values"}},
	{"keys are passed on", []string{"keys"}},
	{"errors have one text", []string{"values"}},
	{"values are rendered twice", []string{"values"}},
	{"what panics is passed on", []string{"values"}},
	{"the error output is not redacted", []string{"failing sink"}},
	{"a tee is wrapped in one branch", []string{"values"}},
}

func TestZapFaultsFail(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("long")
	}
	for _, f := range zapFaults {
		t.Run(f.name, func(t *testing.T) {
			inner := zapSinks(zapcore.NewJSONEncoder)
			if slices.Contains(f.cases, "scripts") {
				json := inner // what decides stands inside, as in most programs
				inner = func(s redacttest.Sinks) zapcore.Core { return sampled(json(s)) }
			}
			a := some(zapAdapter(inner))
			slices.Reverse(a.Entries)
			// The first entry is now one of which zap makes two records.
			a.Lacks = maps.Clone(zapLacks)
			for _, b := range a.Binders {
				a.Lacks["deny/"+b.Name+"/*"] = zapLacks["deny/Infow without a value/*"]
			}
			a.Levels = a.Levels[1:]
			a.Open = func(s redacttest.Sinks) zapL {
				core := inner(s)
				bad := zapcore.Core(&badCore{Core: zapredact.NewCore(core, s.Redactor), raw: core, r: s.Redactor, fault: f.name})
				errs := zapredact.ErrorOutput(zapcore.AddSync(s.Errors), s.Redactor)
				panics := zapredact.PanicHook(nil, s.Redactor)
				switch f.name {
				case "the error output is not redacted":
					errs = zapcore.AddSync(s.Errors)
				case "the panic value is not redacted":
					panics = nil
				case "a tee is wrapped in one branch":
					// The one that redacts takes errors only.
					up, err := zapcore.NewIncreaseLevelCore(bad, zap.ErrorLevel)
					if err != nil {
						panic(err)
					}
					bad = zapcore.NewTee(core, up)
				}
				return zap.New(bad, zap.ErrorOutput(errs), zap.WithPanicHook(panics), zap.AddCaller(), zap.Development(), zap.WithClock(zapClock{}))
			}
			if len(f.cases) == 0 {
				if r := redacttest.CheckAdapter(a); len(r.Failures) > 0 {
					t.Errorf("without a fault: %d failures, %v", len(r.Failures), r.Failures[0])
				}
				return
			}
			r := redacttest.CheckAdapter(a, f.cases...)
			for _, c := range f.cases {
				if !r.Failed(c) {
					t.Errorf("case %s holds in spite of the fault", c)
				}
			}
			if len(r.Failures) > 0 {
				t.Logf("%d of %d cells, the first: %.200s", len(r.Failures), r.Cells, r.Failures[0])
			}
		})
	}
}

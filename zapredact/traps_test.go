package zapredact_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

// The matrix of values, entry points and encodings is in internal/matrix; here is
// what it does not ask.

type locked struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(p)
}

func jsonCore(w *locked) zapcore.Core {
	cfg := zap.NewProductionEncoderConfig()
	cfg.TimeKey = ""
	return zapcore.NewCore(zapcore.NewJSONEncoder(cfg), zapcore.AddSync(w), zap.DebugLevel)
}

// logged returns what do logs, by the core and by the encoder.
func logged(t *testing.T, r *redact.Redactor, do func(*zap.Logger)) (core, encoder string) {
	t.Helper()
	var a, b locked
	do(zap.New(jsonCore(&a), zapredact.Options(r)...))
	cfg := zap.NewProductionEncoderConfig()
	cfg.TimeKey = ""
	enc := zapredact.NewEncoder(zapcore.NewJSONEncoder(cfg), r)
	do(zap.New(zapcore.NewCore(enc, zapcore.AddSync(&b), zap.DebugLevel)))
	return strings.TrimSpace(a.String()), strings.TrimSpace(b.String())
}

func TestActions(t *testing.T) {
	r := newRedactor(t,
		redact.WithPath("body", redact.DropField),
		redact.WithPath("req.raw", redact.DropField),
		redact.WithPath("audit.only", redact.Deny),
		redact.WithPath("internal", redact.Deny),
		redact.WithPath("gone", redact.DropField),
		redact.WithPath("public.password", redact.Keep),
		redact.WithPath("mixed", redact.DropField),
		redact.WithPath("mixed.shown", redact.Keep),
		redact.WithPath("all", redact.Redact))
	const denied = `{"level":"info","msg":"[DENIED:path]"}`
	for _, c := range []struct {
		name string
		do   func(*zap.Logger)
		want string
	}{
		{"field", func(l *zap.Logger) { l.Info("m", zap.Int("a", 1), zap.String("body", "x"), zap.Int("b", 2)) }, `{"level":"info","msg":"m","a":1,"b":2}`},
		{"in namespace", func(l *zap.Logger) { l.Info("m", zap.Namespace("req"), zap.Int("raw", 1), zap.Int("b", 2)) }, `{"level":"info","msg":"m","req":{"b":2}}`},
		{"in bound namespace", func(l *zap.Logger) { l.With(zap.Namespace("req")).Info("m", zap.Int("raw", 1), zap.Int("b", 2)) }, `{"level":"info","msg":"m","req":{"b":2}}`},
		{"in object", func(l *zap.Logger) { l.Info("m", zap.Dict("req", zap.Int("raw", 1), zap.Int("b", 2))) }, `{"level":"info","msg":"m","req":{"b":2}}`},
		{"inline", func(l *zap.Logger) { l.Info("m", zap.Inline(dict{zap.Int("body", 1), zap.Int("b", 2)})) }, `{"level":"info","msg":"m","b":2}`},
		{"bound", func(l *zap.Logger) { l.With(zap.Int("body", 1), zap.Int("a", 2)).Info("m") }, `{"level":"info","msg":"m","a":2}`},
		{"namespace", func(l *zap.Logger) { l.With(zap.Namespace("gone"), zap.Int("a", 1)).Info("m", zap.Int("b", 1)) }, `{"level":"info","msg":"m"}`},
		{"record", func(l *zap.Logger) { l.Info("m", zap.Int("a", 1), zap.Dict("audit", zap.Int("only", 1))) }, denied},
		{"record, in an array of objects", func(l *zap.Logger) { l.Info("m", zap.Objects("audit", []dict{{zap.Int("only", 1)}})) }, denied},
		{"record, bound", func(l *zap.Logger) { l.With(zap.Int("internal", 1)).With(zap.Int("a", 1)).Info("m") }, denied},
		{"record, with what is bound", func(l *zap.Logger) { l.With(zap.Int("a", 1)).Info("m", zap.Int("internal", 1)) }, denied},
		{"record, in a namespace", func(l *zap.Logger) {
			l.With(zap.Namespace("audit"), zap.Int("a", 1)).Info("m", zap.Int("only", 1))
		}, denied},
		{"other record, with what is bound", func(l *zap.Logger) { l.With(zap.Int("a", 1)).With(zap.Namespace("n")).Info("m", zap.Int("b", 1)) }, `{"level":"info","msg":"m","a":1,"n":{"b":1}}`},
		{"in what is dropped", func(l *zap.Logger) {
			l.Info("m", zap.Dict("mixed", zap.Int("a", 1), zap.Int("shown", 2)), zap.Any("mixed", map[string]int{"a": 1, "shown": 2}), zap.Int("mixed", 1), zap.Any("mixed", []string(nil)))
		}, `{"level":"info","msg":"m","mixed":{"shown":2},"mixed":{"shown":2}}`},
		{"in a namespace that is dropped", func(l *zap.Logger) {
			l.With(zap.Namespace("mixed"), zap.Int("shown", 1)).Info("m", zap.Int("a", 1), zap.Int("shown", 2))
		}, `{"level":"info","msg":"m","mixed":{"shown":1,"shown":2}}`},
		{"keep", func(l *zap.Logger) { l.With(zap.Namespace("public")).Info("m", zap.String("password", "zebra")) }, `{"level":"info","msg":"m","public":{"password":"zebra"}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			core, encoder := logged(t, r, c.do)
			if core != c.want {
				t.Errorf("core:\ngot  %s\nwant %s", core, c.want)
			}
			if encoder != c.want {
				t.Errorf("encoder:\ngot  %s\nwant %s", encoder, c.want)
			}
		})
	}
	// Every type is hidden by a rule.
	core, encoder := logged(t, r, func(l *zap.Logger) {
		l.Info("m", zap.Namespace("all"), zap.Int("n", 1), zap.Bool("b", true), zap.Float64("f", 1.5), zap.Float32("g", 1.5), zap.Duration("d", time.Second),
			zap.Time("t", time.Unix(1, 0)), zap.Complex128("c", 1i), zap.Uint8("u", 1), zap.Ints("l", []int{1}), zap.Dict("o", zap.Int("i", 1)), zap.Binary("y", []byte{1}))
	})
	for _, out := range []string{core, encoder} {
		var m struct{ All map[string]any }
		if err := json.Unmarshal([]byte(out), &m); err != nil || len(m.All) != 11 {
			t.Fatalf("%v in %s", err, out)
		}
		for k, v := range m.All {
			if s := fmt.Sprint(v); !strings.Contains(s, "[REDACTED") {
				t.Errorf("%s is %s", k, s)
			}
		}
	}
}

type dict []zap.Field

func (d dict) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	for i := range d {
		d[i].AddTo(enc)
	}
	return nil
}

// A hidden number keeps its type where stores ask for it.
func TestStableTypes(t *testing.T) {
	r := newRedactor(t, redact.WithNames("pin"), redact.WithStableTypes())
	core, encoder := logged(t, r, func(l *zap.Logger) {
		l.Info("m", zap.Int("pin", 987654), zap.Uint64("pin", 987654), zap.Float64("pin", 987654.0), zap.Ints("pin", []int{987654}))
	})
	const want = `{"level":"info","msg":"m","pin":0,"pin":0,"pin":0,"pin":[0]}`
	if core != want || encoder != want {
		t.Errorf("got %s\nand %s", core, encoder)
	}
}

// Cores that look at fields see the fields, as they were where nothing is hidden.
func TestFieldsForOtherCores(t *testing.T) {
	core, logs := observer.New(zap.InfoLevel)
	l := zap.New(core, zapredact.Options(newRedactor(t))...).With(zap.Int("bound", 1))
	fields := []zap.Field{zap.String("a", "b"), zap.Int8("n", 1), zap.Error(errors.New("x")), zap.Time("t", time.Unix(1, 0))}
	l.Info("m", fields...)
	l.Info("m", append(fields[:len(fields):len(fields)], zap.String("password", password))...)
	all := logs.AllUntimed()
	for i, f := range fields {
		for _, e := range all {
			if got := e.Context[i+1]; !got.Equals(f) {
				t.Errorf("%v became %v", f, got)
			}
		}
	}
	if m := all[1].ContextMap(); m["password"] != "[REDACTED:password]" || m["bound"] != int64(1) {
		t.Error(m)
	}
}

// What is written twice through the package is written once redacted.
func TestTwice(t *testing.T) {
	r := newRedactor(t)
	once, _ := logged(t, r, func(l *zap.Logger) { mixed(l) })
	twice, _ := logged(t, r, func(l *zap.Logger) { mixed(l.WithOptions(zapredact.Options(r)...)) })
	if once != twice {
		t.Errorf("once  %s\ntwice %s", once, twice)
	}
}

func mixed(l *zap.Logger) {
	l.Named(token).With(zap.String("password", password), zap.Object("o", dict{zap.String("k", token)})).
		Info("got "+token, zap.Error(errors.New(token)), zap.Any("m", map[string]any{"password": password}))
}

func TestDepthIsBounded(t *testing.T) {
	deep := dict{zap.String("leaf", token)}
	for range 200 {
		deep = dict{zap.Object("o", deep)}
	}
	for _, out := range first(logged(t, newRedactor(t), func(l *zap.Logger) {
		l.Info("m", zap.Object("o", deep), zap.Inline(endless{}), zap.Array("a", endless{}))
	})) {
		if strings.Contains(out, token) || strings.Count(out, "[REDACTED:limit]") < 3 || !json.Valid([]byte(out)) {
			t.Errorf("%.400s", out)
		}
	}
}

func first(a, b string) []string { return []string{a, b} }

type endless struct{}

func (e endless) MarshalLogObject(enc zapcore.ObjectEncoder) error { return enc.AddObject("e", e) }
func (e endless) MarshalLogArray(enc zapcore.ArrayEncoder) error   { return enc.AppendArray(e) }

// A drop of a hook's panic value must not depend on whether the level is on.
func TestPanicBelowLevel(t *testing.T) {
	core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(nothing{}), zap.FatalLevel)
	l := zap.New(core, zapredact.Options(newRedactor(t))...)
	defer func() {
		if p := fmt.Sprint(recover()); strings.Contains(p, token) || !strings.Contains(p, "REDACTED") {
			t.Errorf("panics with %s", p)
		}
	}()
	l.Panic("with " + token)
}

func TestPanicHookOfTheCaller(t *testing.T) {
	var saw string
	hook := hookFunc(func(ce *zapcore.CheckedEntry, f []zapcore.Field) { saw = fmt.Sprint(ce.Message, f) })
	zap.New(discard(), zapredact.Options(newRedactor(t), zapredact.WithPanicHook(hook))...).Panic(token, zap.String("k", token))
	if strings.Contains(saw, token) || !strings.Contains(saw, "REDACTED") {
		t.Error(saw)
	}
}

type hookFunc func(*zapcore.CheckedEntry, []zapcore.Field)

func (f hookFunc) OnWrite(ce *zapcore.CheckedEntry, fields []zapcore.Field) { f(ce, fields) }

// The stack of an entry is text like any other.
func TestStackAndCaller(t *testing.T) {
	var out locked
	c := zapredact.NewCore(jsonCore(&out), newRedactor(t))
	ce := c.Check(zapcore.Entry{Level: zap.ErrorLevel, Message: "m"}, nil)
	ce.Stack = "main.main\n\t/src/" + token + "/main.go:1"
	ce.Caller = zapcore.EntryCaller{Defined: true, File: "/src/" + token + "/main.go", Line: 1, Function: token}
	ce.Write()
	if s := out.String(); strings.Contains(s, token) || strings.Count(s, "REDACTED") != 2 {
		t.Error(s)
	}
}

// A secret that is set while loggers are in use is hidden in each record from then on.
func TestSetWhileLogging(t *testing.T) {
	const secret = "zK7-quartz-lemon-41"
	set := redact.NewSecretSet()
	r := newRedactor(t, redact.WithSecrets(set))
	var out locked
	l := zap.New(jsonCore(&out), zapredact.Options(r)...).With(zap.String("a", "x "+secret), zap.Namespace("n"), zap.Object("o", dict{zap.String("b", secret)}))
	var wg sync.WaitGroup
	set1 := make(chan struct{})
	for range 4 {
		wg.Go(func() {
			<-set1
			for range 50 {
				l.With(zap.Int("i", 1)).Info("after")
				l.Info("after")
			}
		})
	}
	if _, err := set.Set("db", []byte(secret)); err != nil {
		t.Fatal(err)
	}
	close(set1)
	wg.Wait()
	if strings.Contains(out.String(), secret) || strings.Count(out.String(), "after") != 400 {
		t.Error("a bound secret got out, or a record is missing")
	}
}

func TestSinks(t *testing.T) {
	undo := zap.ReplaceGlobals(zap.NewNop())
	defer undo()
	guarded := func() bool { return zapredact.Sinks()[0].Guarded }
	if !guarded() {
		t.Error("a logger that writes nothing is not guarded")
	}
	zap.ReplaceGlobals(zap.New(discard()))
	if guarded() {
		t.Error("a plain logger is guarded")
	}
	zap.ReplaceGlobals(zap.L().WithOptions(zapredact.Options(newRedactor(t))...))
	if !guarded() {
		t.Error("a logger with Options is not guarded")
	}
	zap.ReplaceGlobals(zap.L().With(zap.Int("a", 1)))
	if !guarded() {
		t.Error("a derived logger is not guarded")
	}
}

func TestNilArguments(t *testing.T) {
	for name, f := range map[string]func(){
		"NewCore":    func() { zapredact.NewCore(nil, newRedactor(t)) },
		"NewEncoder": func() { zapredact.NewEncoder(nil, newRedactor(t)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s takes nil", name)
				}
			}()
			f()
		}()
	}
}

// A field that is given as a value is shown by its members, and judged as the field that it is.
func TestFieldsAsValues(t *testing.T) {
	for name, log := range map[string]func(*zap.Logger){
		"Any":     func(l *zap.Logger) { l.Info("m", zap.Any("odd", zap.String("password", password))) },
		"Reflect": func(l *zap.Logger) { l.Info("m", zap.Reflect("odd", zap.Int("password", 47114711))) },
		"slice": func(l *zap.Logger) {
			l.Info("m", zap.Any("odd", []zap.Field{zap.String("user", "ada"), zap.String("password", password)}))
		},
		"list": func(l *zap.Logger) { l.Info("m", zap.Any("odd", []any{1, zap.String("password", password)})) },
		"pointer": func(l *zap.Logger) {
			f := zap.String("password", password)
			l.Info("m", zap.Any("odd", &f))
		},
		"Sugar": func(l *zap.Logger) { l.Sugar().Infow("m", "odd", zap.String("password", password)) },
		"With":  func(l *zap.Logger) { l.With(zap.Any("odd", zap.String("password", password))).Info("m") },
	} {
		var b bytes.Buffer
		core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(&b), zap.DebugLevel)
		log(zap.New(zapredact.NewCore(core, newRedactor(t))))
		if got := b.String(); strings.Contains(got, password) || strings.Contains(got, "47114711") || !strings.Contains(got, "[REDACTED:password]") || !json.Valid([]byte(got)) {
			t.Errorf("%s: %s", name, got)
		}
	}
	var plain, ours bytes.Buffer
	encoder := func() zapcore.Encoder { return zapcore.NewJSONEncoder(zapcore.EncoderConfig{MessageKey: "m"}) }
	odd := []zap.Field{zap.Any("odd", zap.String("user", "ada")), zap.Any("all", []zap.Field{zap.Int("n", 1)})}
	zap.New(zapcore.NewCore(encoder(), zapcore.AddSync(&plain), zap.DebugLevel)).Info("x", odd...)
	zap.New(zapredact.NewCore(zapcore.NewCore(encoder(), zapcore.AddSync(&ours), zap.DebugLevel), newRedactor(t))).Info("x", odd...)
	if plain.String() != ours.String() {
		t.Errorf("%s became %s", plain.String(), ours.String())
	}
}

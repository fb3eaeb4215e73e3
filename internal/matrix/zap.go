package matrix

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/zapredact"
)

type zapL = *zap.Logger

// zapConfig writes neither time nor caller, so that records can be compared.
func zapConfig() zapcore.EncoderConfig {
	cfg := zap.NewProductionEncoderConfig()
	cfg.TimeKey = ""
	return cfg
}

// zapClock is a clock that stands still.
type zapClock struct{}

func (zapClock) Now() time.Time                         { return time.Unix(1_700_000_000, 0).UTC() }
func (zapClock) NewTicker(d time.Duration) *time.Ticker { return time.NewTicker(d) }

// zapSinks makes cores for what a harness opens.
func zapSinks(enc func(zapcore.EncoderConfig) zapcore.Encoder) func(s redacttest.Sinks) zapcore.Core {
	return func(s redacttest.Sinks) zapcore.Core {
		return zapcore.NewCore(enc(zapConfig()), zapcore.AddSync(s.Records), zap.InfoLevel)
	}
}

// zapAdapter is zapredact over the cores that core makes.
func zapAdapter(core func(s redacttest.Sinks) zapcore.Core) redacttest.Adapter[zapL] {
	options := func(s redacttest.Sinks) []zap.Option {
		return []zap.Option{zap.ErrorOutput(zapcore.AddSync(s.Errors)), zap.AddCaller(), zap.Development(), zap.WithClock(zapClock{})}
	}
	a := redacttest.Adapter[zapL]{
		Open: func(s redacttest.Sinks) zapL {
			l := zap.New(core(s), options(s)...)
			return l.WithOptions(zapredact.Options(s.Redactor, zapredact.WithErrorOutput(zapcore.AddSync(s.Errors)))...)
		},
		Plain:   func(s redacttest.Sinks) zapL { return zap.New(core(s), options(s)...) },
		Entries: slices.Concat(zapFields(), zapMessages(), zapSugar()),
		Binders: []redacttest.Binder[zapL]{
			redacttest.BinderOf("With", func(l zapL, k string, v any) zapL { return l.With(zap.Any(k, v)) }),
			redacttest.BinderOf("WithLazy", func(l zapL, k string, v any) zapL { return l.WithLazy(zap.Any(k, v)) }),
			redacttest.BinderOf("Fields", func(l zapL, k string, v any) zapL { return l.WithOptions(zap.Fields(zap.Any(k, v))) }),
			redacttest.BinderOf("Sugar.With", func(l zapL, k string, v any) zapL { return l.Sugar().With(k, v).Desugar() }),
			redacttest.BinderOf("With of an object", func(l zapL, k string, v any) zapL {
				return l.With(zap.Object("wo", fields{zap.Any(k, v)}))
			}),
		},
		Groups: []redacttest.Group[zapL]{
			{Name: "Namespace", Open: func(l zapL, name string) zapL { return l.With(zap.Namespace(name), zap.Bool("in", true)) }},
			{Name: "Named", Logger: true, Open: func(l zapL, name string) zapL { return l.Named(name) }},
		},
		Levels: []redacttest.Level[zapL]{
			zapLevel("Panic", zap.PanicLevel), zapLevel("Debug", zap.DebugLevel), zapLevel("Info", zap.InfoLevel), zapLevel("Error", zap.ErrorLevel),
			{
				Name:    "least",
				Log:     func(l zapL, m string) { l.Log(l.Level(), m) },
				Enabled: func(l zapL) bool { return l.Level() <= zap.DebugLevel },
			},
		},
		Owned: []redacttest.Owned[zapL]{{
			Name: "fields",
			Args: func(k, v string) any {
				return []zap.Field{zap.String(k, v), zap.Strings("l", []string{v}), zap.Any("m", map[string]string{k: v}), zap.ByteString("b", []byte(v))}
			},
			Log: func(l zapL, args any) { l.With(args.([]zap.Field)...).Info("m", args.([]zap.Field)...) },
		}},
		Scripts: []redacttest.Script[zapL]{
			{Name: "again", Run: func(l zapL) {
				for range 5 {
					l.Info("again", zap.Int("n", 1))
					l.Error("again", zap.Error(errors.New("one")))
				}
			}},
			{Name: "raised level", Run: func(l zapL) {
				l = l.WithOptions(zap.IncreaseLevel(zap.ErrorLevel))
				l.Info("m")
				l.Error("m", zap.Stringer("level", l.Level()))
			}},
			{Name: "hooks", Run: func(l zapL) {
				l.WithOptions(zap.Hooks(func(e zapcore.Entry) error { return fmt.Errorf("hook saw %s", e.Message) })).Info("m")
			}},
			{Name: "check", Run: func(l zapL) {
				if ce := l.Check(zap.DebugLevel, "m"); ce != nil {
					ce.Write(zap.Int("n", 1))
				}
				if ce := l.Check(zap.ErrorLevel, "m"); ce != nil {
					ce.Write(zap.Int("n", 1), zap.Skip(), zap.Namespace("last"))
				}
				_ = l.Sync()
			}},
			{Name: "all types", Run: func(l zapL) {
				l.With(everything()...).Info("m", everything()...)
			}},
			{Name: "failing marshaler", Run: func(l zapL) {
				l.Info("m", zap.Object("o", failing{}), zap.Object("p", fields{zap.Object("in", failing{})}),
					zap.Inline(failing{}), zap.Array("a", failing{}), zap.Reflect("r", func() {}))
			}},
		},
		Kinds: []redacttest.Kind{
			{Name: "object marshaler", Make: func(s string) any { return object{s} }},
			{Name: "array marshaler", Make: func(s string) any { return array{s, "x"} }},
			{Name: "nested marshalers", Make: func(s string) any {
				return fields{zap.Namespace("n"), zap.Object("o", object{s}), zap.Array("l", arrays{{s}}), zap.Reflect("r", []string{s}), zap.Error(errors.New(s))}
			}},
			{Name: "marshaler with secret key", Names: true, Make: func(s string) any { return fields{zap.String("password", s)} }},
			{Name: "panicking marshaler", Hostile: true, Make: func(s string) any { return panicking{s} }},
			{Name: "failing marshaler", Make: func(s string) any { return failing{s} }},
			{Name: "changing marshaler", Hostile: true, Make: func(s string) any { return &changing{s: s} }},
			{Name: "fields", Loose: true, Make: func(s string) any { return []zap.Field{zap.String("f", s)} }},
		},
		Valid: jsonLines,
	}
	return a
}

// zapFields are the constructors of fields.
func zapFields() []redacttest.Entry[zapL] {
	of := func(name string, v any, field func(k string, v any) zap.Field) redacttest.Entry[zapL] {
		t := reflect.TypeOf(v)
		if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Interface {
			t = t.Elem()
		}
		return redacttest.Entry[zapL]{
			Name:  name,
			Takes: func(v any) bool { return v != nil && reflect.TypeOf(v).AssignableTo(t) },
			Log:   func(l zapL, k string, v any) { l.Info("m", field(k, v)) },
		}
	}
	// A secret in the nth of many fields.
	many := func(l zapL, k string, v any) {
		l.Info("m", zap.Int("a", 1), zap.String("b", "2"), zap.Duration("c", 3), zap.Any(k, v), zap.Bool("e", true))
	}
	return []redacttest.Entry[zapL]{
		redacttest.EntryOf("Any", func(l zapL, k string, v any) { l.Info("m", zap.Any(k, v)) }),
		{
			Name: "Reflect",
			// Of a marshaler it prints the fields, among which are no names.
			Takes: func(v any) bool {
				_, ok := v.(zapcore.ObjectMarshaler)
				return !ok
			},
			Log: func(l zapL, k string, v any) { l.Info("m", zap.Reflect(k, v)) },
		},
		redacttest.EntryOf("many fields", many),
		of("String", "", func(k string, v any) zap.Field { return zap.String(k, v.(string)) }),
		redacttest.EntryOf("Stringp", func(l zapL, k, v string) { l.Info("m", zap.Stringp(k, &v)) }),
		redacttest.EntryOf("Strings", func(l zapL, k, v string) { l.Info("m", zap.Strings(k, []string{"a", v})) }),
		of("ByteString", []byte{}, func(k string, v any) zap.Field { return zap.ByteString(k, v.([]byte)) }),
		redacttest.EntryOf("ByteStrings", func(l zapL, k string, v []byte) { l.Info("m", zap.ByteStrings(k, [][]byte{v})) }),
		of("Binary", []byte{}, func(k string, v any) zap.Field { return zap.Binary(k, v.([]byte)) }),
		of("Stringer", (*fmt.Stringer)(nil), func(k string, v any) zap.Field { return zap.Stringer(k, v.(fmt.Stringer)) }),
		redacttest.EntryOf("Stringers", func(l zapL, k string, v fmt.Stringer) { l.Info("m", zap.Stringers(k, []fmt.Stringer{v})) }),
		of("NamedError", (*error)(nil), func(k string, v any) zap.Field { return zap.NamedError(k, v.(error)) }),
		redacttest.EntryOf("Errors", func(l zapL, k string, v error) { l.Info("m", zap.Errors(k, []error{v})) }),
		of("Object", (*zapcore.ObjectMarshaler)(nil), func(k string, v any) zap.Field { return zap.Object(k, v.(zapcore.ObjectMarshaler)) }),
		redacttest.EntryOf("Objects", func(l zapL, k string, v zapcore.ObjectMarshaler) {
			l.Info("m", zap.Objects(k, []zapcore.ObjectMarshaler{v}))
		}),
		of("Array", (*zapcore.ArrayMarshaler)(nil), func(k string, v any) zap.Field { return zap.Array(k, v.(zapcore.ArrayMarshaler)) }),
		redacttest.EntryOf("Dict", func(l zapL, k string, v any) { l.Info("m", zap.Dict("d", zap.Any(k, v))) }),
		redacttest.EntryOf("Inline", func(l zapL, k string, v any) { l.Info("m", zap.Inline(fields{zap.Any(k, v)})) }),
		redacttest.EntryOf("after Namespace", func(l zapL, k string, v any) { l.Info("m", zap.Namespace("n"), zap.Any(k, v)) }),
		redacttest.EntryOf("Namespace", func(l zapL, k string, _ bool) { l.Info("m", zap.Namespace(k), zap.Int("n", 1)) }),
		of("Int", 0, func(k string, v any) zap.Field { return zap.Int(k, v.(int)) }),
		of("Int64", int64(0), func(k string, v any) zap.Field { return zap.Int64(k, v.(int64)) }),
		of("Uint64", uint64(0), func(k string, v any) zap.Field { return zap.Uint64(k, v.(uint64)) }),
		redacttest.EntryOf("Uintptr", func(l zapL, k string, v uint64) { l.Info("m", zap.Uintptr(k, uintptr(v))) }),
		redacttest.EntryOf("Int64s", func(l zapL, k string, v int64) { l.Info("m", zap.Int64s(k, []int64{v})) }),
		of("Float64", 0.5, func(k string, v any) zap.Field { return zap.Float64(k, v.(float64)) }),
		of("Bool", true, func(k string, v any) zap.Field { return zap.Bool(k, v.(bool)) }),
		redacttest.EntryOf("Duration", func(l zapL, k string, _ bool) { l.Info("m", zap.Duration(k, time.Second)) }),
		redacttest.EntryOf("Time", func(l zapL, k string, _ bool) { l.Info("m", zap.Time(k, time.Unix(1, 0).UTC())) }),
		redacttest.EntryOf("Complex128", func(l zapL, k string, v int64) { l.Info("m", zap.Complex128(k, complex(1, float64(v)))) }),
	}
}

// zapMessages are the ways to a message.
func zapMessages() []redacttest.Entry[zapL] {
	std := func(l zapL, v string) { zap.NewStdLog(l).Print(v) }
	return []redacttest.Entry[zapL]{
		redacttest.TextOf("message", func(l zapL, v string) { l.Info(v) }),
		redacttest.TextOf("Log", func(l zapL, v string) { l.Log(zap.WarnLevel, v) }),
		redacttest.TextOf("Check", func(l zapL, v string) { l.Check(zap.ErrorLevel, v).Write(zap.Int("n", 1)) }),
		redacttest.TextOf("package log", std),
		redacttest.TextOf("Named", func(l zapL, v string) { l.Named(v).Info("m") }),
		redacttest.PanicOf("Panic", func(l zapL, v string) { l.Panic(v) }),
		redacttest.PanicOf("DPanic", func(l zapL, v string) { l.DPanic(v) }),
		redacttest.PanicOf("Panic with a field", func(l zapL, v string) { l.Panic("m", zap.String("k", v)) }),
		redacttest.PanicOf("Panicf", func(l zapL, v any) { l.Sugar().Panicf("%v", v) }),
		redacttest.PanicOf("Panic with a hook", func(l zapL, v string) {
			l = l.WithOptions(zap.WithFatalHook(tellAll{}))
			l.Fatal(v, zap.String("k", v))
		}),
	}
}

// tellAll panics with all that a hook sees.
type tellAll struct{}

func (tellAll) OnWrite(ce *zapcore.CheckedEntry, fields []zapcore.Field) {
	panic(fmt.Sprintf("%+v %+v", ce.Entry, fields))
}

// zapSugar are the functions of the sugared logger.
func zapSugar() []redacttest.Entry[zapL] {
	return []redacttest.Entry[zapL]{
		redacttest.EntryOf("Infow", func(l zapL, k string, v any) { l.Sugar().Infow("m", "a", 1, k, v) }),
		redacttest.TextOf("Sugar.Info", func(l zapL, v any) { l.Sugar().Info("got ", v) }),
		redacttest.TextOf("Infof", func(l zapL, v any) { l.Sugar().Infof("got %v", v) }),
		redacttest.TextOf("Infoln", func(l zapL, v any) { l.Sugar().Infoln("got", v) }),
		redacttest.TextOf("Infow without a value", func(l zapL, v string) { quietly(func() { l.Sugar().Infow("m", "a", 1, v) }) }),
		redacttest.TextOf("Infow with another key", func(l zapL, v string) { quietly(func() { l.Sugar().Infow("m", 7, v) }) }),
		redacttest.TextOf("Infow with errors", func(l zapL, v error) { quietly(func() { l.Sugar().Infow("m", v, v) }) }),
	}
}

// quietly lets no panic out: what zap tells of wrong arguments is a DPanic.
func quietly(do func()) {
	defer func() { _ = recover() }()
	do()
}

func zapLevel(name string, at zapcore.Level) redacttest.Level[zapL] {
	return redacttest.Level[zapL]{
		Name:    name,
		Log:     func(l zapL, m string) { l.Log(at, m) },
		Enabled: func(l zapL) bool { return l.Core().Enabled(at) },
	}
}

// everything is a field of each type.
func everything() []zap.Field {
	n := 7
	return []zap.Field{
		zap.Bool("a", true), zap.Complex128("b", 1+2i), zap.Complex64("c", 2), zap.Duration("d", time.Second), zap.Float64("e", 1.5),
		zap.Float32("f", 2.5), zap.Int64("g", -1), zap.Int32("h", -2), zap.Int16("i", -3), zap.Int8("j", -4), zap.Uint64("k", 1<<63),
		zap.Uint32("l", 1<<31), zap.Uint16("m", 1<<15), zap.Uint8("n", 255), zap.Uintptr("o", 8), zap.Time("p", time.Unix(1, 5).UTC()),
		zap.Time("q", time.Time{}), zap.ByteString("r", []byte("x")), zap.Binary("s", []byte("x")), zap.Intp("t", &n), zap.Intp("u", nil),
		zap.Error(nil), zap.Error(errors.New("x")), zap.NamedError("v", fmt.Errorf("y: %w", errors.ErrUnsupported)), zap.Any("w", nil),
		zap.Ints("x", []int{1, 2}), zap.Bools("y", []bool{true}), zap.Durations("z", []time.Duration{1}), zap.Times("A", []time.Time{time.Unix(1, 0).UTC()}),
		zap.Float64s("B", []float64{1.5}), zap.Float32s("C", []float32{1.5}), zap.Complex128s("D", []complex128{1i}), zap.Complex64s("E", []complex64{1i}),
		zap.Uint8s("F", []uint8{1}), zap.Uint16s("G", []uint16{1}), zap.Uint32s("H", []uint32{1}), zap.Uint64s("I", []uint64{1}), zap.Uints("J", []uint{1}),
		zap.Int8s("K", []int8{1}), zap.Int16s("L", []int16{1}), zap.Int32s("M", []int32{1}), zap.Uintptrs("N", []uintptr{1}), zap.ByteStrings("O", [][]byte{[]byte("x")}),
		zap.Dict("P", zap.Int("q", 1)), zap.Object("Q", object{"x"}), zap.Array("R", array{"x"}), zap.Inline(object{"x"}), zap.Namespace("S"), zap.String("T", "x"),
		zap.Object("U", fields{zap.Namespace("V"), zap.Int("W", 1)}), zap.Stringer("X", (*stringer)(nil)), zap.Errors("Y", []error{errors.New("x"), nil}),
		zap.Reflect("Z", struct{ A int }{1}),
	}
}

type stringer struct{ s string }

func (s *stringer) String() string { return s.s }

type (
	object    struct{ s string }
	array     []string
	arrays    []array
	fields    []zap.Field
	panicking struct{ s string }
	failing   struct{ s string }
	changing  struct {
		s string
		n int
	}
)

func (o object) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("s", o.s)
	enc.AddByteString("b", []byte(o.s))
	return nil
}

func (a array) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	buf := make([]byte, 0, 100)
	for _, s := range a {
		enc.AppendString(s)
		buf = append(buf[:0], s...) // used again for the next
		enc.AppendByteString(buf)
	}
	return nil
}

func (a arrays) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	for _, s := range a {
		if err := enc.AppendArray(s); err != nil {
			return err
		}
		if err := enc.AppendReflected([]string(s)); err != nil {
			return err
		}
	}
	return nil
}

func (f fields) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	for i := range f {
		f[i].AddTo(enc)
	}
	return nil
}

func (p panicking) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("before", p.s)
	panic(p.s)
}

func (f failing) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("before", f.s)
	return errors.New("failed with " + f.s)
}

func (f failing) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	enc.AppendString(f.s)
	return errors.New("failed with " + f.s)
}

func (c *changing) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	if c.n++; c.n == 1 {
		enc.AddString("k", "harmless")
		return nil
	}
	enc.AddString("k", c.s)
	return nil
}

// some leaves the entries that say something about a way to a sink.
func some(a redacttest.Adapter[zapL]) redacttest.Adapter[zapL] {
	keep := []string{"Any", "String", "Object", "Array", "Namespace", "message", "Panic", "Infow", "NamedError", "Infow without a value"}
	a.Entries = slices.DeleteFunc(a.Entries, func(e redacttest.Entry[zapL]) bool { return !slices.Contains(keep, e.Name) })
	a.Binders = a.Binders[:2]
	return a
}

func zapJSON() redacttest.Adapter[zapL] {
	a := zapAdapter(zapSinks(zapcore.NewJSONEncoder))
	a.Lacks = map[string]string{"deny/Named/*": "the name of the logger is where a record comes from, which a stub tells"}
	maps.Copy(a.Lacks, zapLacks)
	a.Lacks["deny/Infow with another key/*"] = zapLacks["deny/Infow without a value/*"]
	a.Lacks["deny/Infow with errors/*"] = zapLacks["deny/Infow without a value/*"]
	return a
}

var zapLacks = map[string]string{
	"deny/Infow without a value/*": "zap tells what is wrong with a call in a record of its own",
}

// zapConsole has messages that are not quoted, and so no lines of JSON.
func zapConsole() redacttest.Adapter[zapL] {
	a := some(zapAdapter(zapSinks(zapcore.NewConsoleEncoder)))
	a.Valid, a.Lacks = nil, zapLacks
	return a
}

// zapEncoder is the encoder for zap.Config, with what it leaves to Options.
func zapEncoder() redacttest.Adapter[zapL] {
	a := some(zapJSON())
	a.Open = func(s redacttest.Sinks) zapL {
		enc := func(cfg zapcore.EncoderConfig) zapcore.Encoder {
			return zapredact.NewEncoder(zapcore.NewJSONEncoder(cfg), s.Redactor)
		}
		return zap.New(zapSinks(enc)(s), zap.ErrorOutput(zapcore.AddSync(s.Errors)), zap.AddCaller(), zap.Development(), zap.WithClock(zapClock{}))
	}
	a.Lacks = map[string]string{
		"values/Panic": "an encoder does not see what Panic panics with",
		"closed/Panic": "an encoder does not see what Panic panics with",
		"levels/Panic": "an encoder does not see what Panic panics with",
		"failing sink": "an encoder does not see the error output",
	}
	maps.Copy(a.Lacks, zapLacks)
	return a
}

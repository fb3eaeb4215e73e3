package matrix

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/zerologredact"
)

type zeroL = *zerolog.Logger

// zeroObject is a LogObjectMarshaler and a LogArrayMarshaler.
type zeroObject struct {
	k string
	v any
}

func (o zeroObject) MarshalZerologObject(e *zerolog.Event) { e.Any(o.k, o.v) }
func (o zeroObject) MarshalZerologArray(a *zerolog.Array)  { a.Interface(o.v) }
func zeroPtr(l zerolog.Logger) zeroL                       { return &l }

// event is EntryOf for a method of an event.
func event[V any](name string, do func(e *zerolog.Event, k string, v V)) redacttest.Entry[zeroL] {
	return redacttest.EntryOf(name, func(l zeroL, k string, v V) { e := l.Info(); do(e, k, v); e.Msg("m") })
}

type hookKey struct{}

// zerologAdapter is zerologredact over the writers that sink makes. Names of bound
// fields begin with prefix.
func zerologAdapter(sink func(w io.Writer) io.Writer, prefix string) redacttest.Adapter[zeroL] {
	hooked := zerolog.HookFunc(func(e *zerolog.Event, _ zerolog.Level, _ string) {
		if v, ok := e.GetCtx().Value(hookKey{}).(zeroObject); ok {
			e.Any(v.k, v.v)
		}
	})
	open := func(w io.Writer) zeroL { return zeroPtr(zerolog.New(w).Level(zerolog.InfoLevel).Hook(hooked)) }
	i, e := zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc
	report := func(s redacttest.Sinks) { zerolog.ErrorHandler = func(err error) { fmt.Fprintln(s.Errors, err) } }
	return redacttest.Adapter[zeroL]{
		Open: func(s redacttest.Sinks) zeroL {
			report(s)
			zerolog.InterfaceMarshalFunc = zerologredact.InterfaceMarshalFunc(s.Redactor)
			zerolog.ErrorMarshalFunc = zerologredact.ErrorMarshalFunc(s.Redactor)
			return open(zerologredact.NewWriter(sink(s.Records), s.Redactor))
		},
		Plain: func(s redacttest.Sinks) zeroL {
			report(s)
			zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc = i, e
			return open(sink(s.Records))
		},
		Lacks: map[string]string{
			"groups":                        "zerolog has neither groups nor names; those of its slog handler are parts of the names of fields",
			"values/Hex/bytes/raw/shaped-*": "a token in hexadecimal is found only if it is a live secret",
			"values/*/runes/raw/shaped-*":   "zerolog writes runes as numbers, in which only live secrets are found",
			"policy/*/runes":                "zerolog writes runes as numbers, in which only live secrets are found",

			"deny/Interface/*": zeroMarshaled, "deny/AnErr/*": zeroMarshaled, "deny/Errs/*": zeroMarshaled, "deny/Err/*": zeroMarshaled,
			"deny/Dict/*": zeroMarshaled, "deny/Array/*": zeroMarshaled, "deny/Object/*": zeroMarshaled, "deny/Objects/*": zeroMarshaled,
			"deny/EmbedObject/*": zeroMarshaled, "deny/Func/*": zeroMarshaled, "deny/hook/*": zeroMarshaled,
			"deny/With Any/*": zeroMarshaled, "deny/With Dict/*": zeroMarshaled, "deny/UpdateContext/*": zeroMarshaled,
		},
		Entries: []redacttest.Entry[zeroL]{
			event("Str", func(e *zerolog.Event, k string, v string) { e.Str(k, v) }),
			event("Strs", func(e *zerolog.Event, k string, v []string) { e.Strs(k, v) }),
			event("Bytes", func(e *zerolog.Event, k string, v []byte) { e.Bytes(k, v) }),
			event("Hex", func(e *zerolog.Event, k string, v []byte) { e.Hex(k, v) }),
			event("Stringer", func(e *zerolog.Event, k string, v fmt.Stringer) { e.Stringer(k, v) }),
			event("Stringers", func(e *zerolog.Event, k string, v []fmt.Stringer) { e.Stringers(k, v) }),
			event("Interface", func(e *zerolog.Event, k string, v any) { e.Interface(k, v) }),
			event("Fields map", func(e *zerolog.Event, k string, v any) { e.Fields(map[string]any{k: v}) }),
			event("Fields slice", func(e *zerolog.Event, k string, v any) { e.Fields([]any{"a", 1, k, v}) }),
			event("RawJSON", func(e *zerolog.Event, k string, v json.RawMessage) { e.RawJSON(k, v) }),
			event("AnErr", func(e *zerolog.Event, k string, v error) { e.AnErr(k, v) }),
			event("Errs", func(e *zerolog.Event, k string, v []error) { e.Errs(k, v) }),
			event("Dict", func(e *zerolog.Event, k string, v any) {
				e.Dict("d", zerolog.Dict().Dict("e", zerolog.Dict().Any(k, v)))
			}),
			event("Dict name", func(e *zerolog.Event, k string, v bool) { e.Dict(k, zerolog.Dict().Bool("b", v)) }),
			event("Array", func(e *zerolog.Event, k string, v any) { e.Array(k, zeroObject{v: v}) }),
			event("Object", func(e *zerolog.Event, k string, v any) { e.Object("o", zeroObject{k, v}) }),
			event("Objects", func(e *zerolog.Event, k string, v any) { e.ObjectsV("o", zeroObject{"a", 1}, zeroObject{k, v}) }),
			event("EmbedObject", func(e *zerolog.Event, k string, v any) { e.EmbedObject(zeroObject{k, v}) }),
			event("Func", func(e *zerolog.Event, k string, v any) { e.Func(func(e *zerolog.Event) { e.Any(k, v) }) }),
			event("Int", func(e *zerolog.Event, k string, v int) { e.Int(k, v) }),
			event("Int64", func(e *zerolog.Event, k string, v int64) { e.Int64(k, v) }),
			event("Uint64", func(e *zerolog.Event, k string, v uint64) { e.Uint64(k, v) }),
			event("Bool", func(e *zerolog.Event, k string, v bool) { e.Bool(k, v) }),
			redacttest.EntryOf("hook", func(l zeroL, k string, v any) {
				l.Info().Ctx(context.WithValue(context.Background(), hookKey{}, zeroObject{k, v})).Msg("m")
			}),
			redacttest.EntryOf("slog", func(l zeroL, k string, v any) { slog.New(zerolog.NewSlogHandler(*l)).Info("m", k, v) }),
			redacttest.EntryOf("slog group", func(l zeroL, k string, v any) {
				slog.New(zerolog.NewSlogHandler(*l)).WithGroup("g").Info("m", slog.Group("h", k, v))
			}),
			redacttest.EntryOf("slog With", func(l zeroL, k string, v any) { slog.New(zerolog.NewSlogHandler(*l)).With(k, v).Info("m") }),
			redacttest.TextOf("Msg", func(l zeroL, v string) { l.Info().Msg(v) }),
			redacttest.TextOf("Msgf", func(l zeroL, v any) { l.Info().Msgf("%+v", v) }),
			redacttest.TextOf("MsgFunc", func(l zeroL, v string) { l.Info().MsgFunc(func() string { return v }) }),
			redacttest.TextOf("Err", func(l zeroL, v error) { l.Err(v).Msg("m") }),
			redacttest.TextOf("Write", func(l zeroL, v string) { log.New(*l, "", 0).Print(v) }),
		},
		Binders: []redacttest.Binder[zeroL]{
			redacttest.BinderOf("With Str", func(l zeroL, k string, v string) zeroL { return zeroPtr(l.With().Str(prefix+k, v).Logger()) }),
			redacttest.BinderOf("With Any", func(l zeroL, k string, v any) zeroL { return zeroPtr(l.With().Any(prefix+k, v).Logger()) }),
			redacttest.BinderOf("With Dict", func(l zeroL, k string, v any) zeroL {
				return zeroPtr(l.With().Dict("d", zerolog.Dict().Any(k, v)).Logger())
			}),
			redacttest.BinderOf("UpdateContext", func(l zeroL, k string, v any) zeroL {
				c := l.With().Logger()
				c.UpdateContext(func(c zerolog.Context) zerolog.Context { return c.Interface(prefix+k, v) })
				return &c
			}),
		},
		Levels: []redacttest.Level[zeroL]{
			zeroLevel(zerolog.DebugLevel), zeroLevel(zerolog.InfoLevel), zeroLevel(zerolog.WarnLevel), zeroLevel(zerolog.NoLevel),
		},
		Owned: []redacttest.Owned[zeroL]{{
			Name: "bytes",
			Args: func(_, text string) any { return []byte(text) },
			Log:  func(l zeroL, args any) { l.Info().Bytes("k", args.([]byte)).RawJSON("j", args.([]byte)).Msg("m") },
		}, {
			Name: "fields",
			Args: func(k, text string) any { return map[string]any{k: text, "l": []any{text}} },
			Log:  func(l zeroL, args any) { l.Info().Fields(args.(map[string]any)).Any("k", args).Msg("m") },
		}},
		Scripts: []redacttest.Script[zeroL]{
			{Name: "sampling", Run: func(l zeroL) {
				s := l.Sample(&zerolog.BasicSampler{N: 3})
				for i := range 10 {
					s.Info().Int("i", i).Msg("m")
				}
			}},
			{Name: "empty", Run: func(l zeroL) {
				l.Log().Send()
				l.Info().Dict("d", zerolog.Dict()).Array("a", zerolog.Arr()).Send()
				l.Info().Discard().Msg("m")
			}},
			{Name: "types", Run: func(l zeroL) {
				l.Info().Floats64("f", []float64{0.1, 1e300}).Ints("i", []int{1, -2}).Bools("b", nil).Hex("h", []byte{1, 2}).Type("t", 1).Caller().Msg("<é\n>")
			}},
		},
		Valid: jsonLines,
	}
}

func zeroLevel(at zerolog.Level) redacttest.Level[zeroL] {
	return redacttest.Level[zeroL]{
		Name:    "level " + at.String(),
		Log:     func(l zeroL, m string) { l.WithLevel(at).Msg(m) },
		Enabled: func(l zeroL) bool { return l.WithLevel(at).Enabled() },
	}
}

// zeroGlobals gives the functions that zerolog keeps for the whole process back.
func zeroGlobals() (restore func()) {
	i, e, h := zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc, zerolog.ErrorHandler
	return func() { zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc, zerolog.ErrorHandler = i, e, h }
}

// zeroMarshaled is why values that pass InterfaceMarshalFunc and ErrorMarshalFunc do not
// deny their event.
const zeroMarshaled = "the functions that render a value replace what is in it and know of no event"

func zerologJSON() redacttest.Adapter[zeroL] {
	return zerologAdapter(func(w io.Writer) io.Writer { return w }, "")
}

func zerologConsole() redacttest.Adapter[zeroL] {
	a := zerologAdapter(func(w io.Writer) io.Writer { return zerolog.ConsoleWriter{Out: w, NoColor: true} }, "with_") // it shows the last of two fields of one name
	a.Valid = nil
	return a
}

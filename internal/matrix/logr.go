package matrix

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redacttest"
)

type logrL = logr.Logger

// marshaled is a logr.Marshaler.
type marshaled struct{ v any }

func (m marshaled) MarshalLog() any { return m.v }

// logrAdapter is logrredact over the loggers that sink makes.
func logrAdapter(sink func(w io.Writer) logrL) redacttest.Adapter[logrL] {
	return redacttest.Adapter[logrL]{
		Open:  func(s redacttest.Sinks) logrL { return logrredact.New(sink(s.Records), s.Redactor) },
		Plain: func(s redacttest.Sinks) logrL { return sink(s.Records) },
		Entries: []redacttest.Entry[logrL]{
			redacttest.EntryOf("Info", func(l logrL, k string, v any) { l.Info("m", k, v) }),
			redacttest.EntryOf("V", func(l logrL, k string, v any) { l.V(1).Info("m", "n", 1, k, v) }),
			redacttest.EntryOf("Error", func(l logrL, k string, v any) { l.Error(nil, "m", k, v) }),
			redacttest.EntryOf("PseudoStruct", func(l logrL, k string, v any) { l.Info("m", "p", funcr.PseudoStruct{"a", 1, k, v}) }),
			redacttest.EntryOf("slog", func(l logrL, k string, v any) { slog.New(logr.ToSlogHandler(l)).Info("m", k, v) }),
			redacttest.EntryOf("slog group", func(l logrL, k string, v any) {
				slog.New(logr.ToSlogHandler(l)).WithGroup("g").Info("m", slog.Group("h", k, v))
			}),
			redacttest.EntryOf("slog With", func(l logrL, k string, v any) { slog.New(logr.ToSlogHandler(l)).With(k, v).Info("m") }),
			redacttest.TextOf("message", func(l logrL, v string) { l.Info(v) }),
			redacttest.TextOf("formatted message", func(l logrL, v any) { l.Info(fmt.Sprintf("%+v", v)) }),
			redacttest.TextOf("message of Error", func(l logrL, v string) { l.Error(nil, v) }),
			redacttest.TextOf("error", func(l logrL, v error) { l.Error(v, "m") }),
			redacttest.TextOf("missing value", func(l logrL, v string) { l.Info("m", "a", 1, v) }),
			redacttest.TextOf("slog message", func(l logrL, v string) { slog.New(logr.ToSlogHandler(l)).Warn(v) }),
		},
		Binders: []redacttest.Binder[logrL]{
			redacttest.BinderOf("WithValues", func(l logrL, k string, v any) logrL { return l.WithValues(k, v) }),
			redacttest.BinderOf("WithValues and more", func(l logrL, k string, v any) logrL {
				return l.WithName("n").WithValues("a", 1, k, v).WithCallDepth(1).V(0)
			}),
		},
		Groups: []redacttest.Group[logrL]{
			{Name: "WithName", Logger: true, Open: func(l logrL, name string) logrL { return l.WithName(name) }},
			{Name: "slog WithGroup", Open: func(l logrL, name string) logrL {
				return logr.FromSlogHandler(slog.New(logr.ToSlogHandler(l)).WithGroup(name).With("in", true).Handler())
			}},
		},
		Levels: []redacttest.Level[logrL]{
			{Name: "V(0)", Log: func(l logrL, m string) { l.Info(m) }, Enabled: func(l logrL) bool { return l.Enabled() }},
			{Name: "V(1)", Log: func(l logrL, m string) { l.V(1).Info(m) }, Enabled: func(l logrL) bool { return l.V(1).Enabled() }},
			{Name: "V(4)", Log: func(l logrL, m string) { l.V(4).Info(m) }, Enabled: func(l logrL) bool { return l.V(4).Enabled() }},
			{Name: "Error", Log: func(l logrL, m string) { l.V(9).Error(nil, m) }},
		},
		Owned: []redacttest.Owned[logrL]{{
			Name: "keysAndValues",
			Args: func(k, v string) any { return []any{k, v, "l", []string{v}, "m", map[string]string{k: v}} },
			Log: func(l logrL, args any) {
				l.WithValues(args.([]any)...).Info("m", args.([]any)...)
				l.Error(nil, "m", args.([]any)...)
			},
		}},
		Scripts: []redacttest.Script[logrL]{
			{Name: "derived", Run: func(l logrL) {
				a := l.WithValues("a", 1)
				b, c := a.WithValues("b", 2), a.WithName("c")
				b.Info("b")
				c.Info("c")
				a.Info("a", "odd")
				a.V(3).V(-1).Info("m", 3, "x")
			}},
		},
	}
}

// ofFuncr adds what package funcr alone does.
func ofFuncr(a redacttest.Adapter[logrL]) redacttest.Adapter[logrL] {
	a.Entries = append(a.Entries,
		redacttest.EntryOf("Marshaler", func(l logrL, k string, v string) { l.Info("m", "p", marshaled{funcr.PseudoStruct{k, v}}) }))
	a.Unordered = true // maps
	a.Lacks = map[string]string{
		"clean/*/json marshaler": "a value is rendered once, by MarshalJSON, which funcr does not call",
		"clean/*/text marshaler": "a value is rendered once, by MarshalText, which funcr does not call",
	}
	return a
}

func logrFuncr() redacttest.Adapter[logrL] {
	a := ofFuncr(logrAdapter(func(w io.Writer) logrL {
		return funcr.NewJSON(func(s string) { fmt.Fprintln(w, s) }, funcr.Options{Verbosity: 2, LogCaller: funcr.Error})
	}))
	a.Valid = jsonLines
	return a
}

func logrFuncrText() redacttest.Adapter[logrL] {
	return ofFuncr(logrAdapter(func(w io.Writer) logrL {
		return funcr.New(func(prefix, s string) { fmt.Fprintln(w, prefix, s) }, funcr.Options{Verbosity: 2})
	}))
}

func logrSlog() redacttest.Adapter[logrL] {
	a := logrAdapter(func(w io.Writer) logrL {
		return logr.FromSlogHandler(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.Level(-2), AddSource: true, ReplaceAttr: noTime}))
	})
	a.Valid = jsonLines
	return a
}

package matrix

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/slogredact"
)

// slogOptions make records comparable.
func slogOptions() *slog.HandlerOptions {
	return &slog.HandlerOptions{AddSource: true, ReplaceAttr: noTime}
}

// noTime leaves the time out.
func noTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// A SlogOpener opens a handler that redacts what it writes.
type SlogOpener func(w io.Writer, o *slog.HandlerOptions, r *redact.Redactor) slog.Handler

// Slog is slog with a handler that writes JSON.
func Slog(name string, open SlogOpener) Surface {
	a := slogAdapter(slogJSON, open)
	a.Valid = jsonLines
	return surface(name, a, nil)
}

type slogFormat func(w io.Writer, o *slog.HandlerOptions) slog.Handler

func slogJSON(w io.Writer, o *slog.HandlerOptions) slog.Handler { return slog.NewJSONHandler(w, o) }
func slogText(w io.Writer, o *slog.HandlerOptions) slog.Handler { return slog.NewTextHandler(w, o) }

// guarded is the handler of slogredact over one of the standard library.
func guarded(format slogFormat) SlogOpener {
	return func(w io.Writer, o *slog.HandlerOptions, r *redact.Redactor) slog.Handler {
		return slogredact.NewHandler(format(w, o), r)
	}
}

func slogInText() redacttest.Adapter[*slog.Logger] {
	a := slogAdapter(slogText, guarded(slogText))
	a.Lacks = map[string]string{
		"clean/*/json marshaler": "a value is rendered once, by MarshalJSON, which the text handler does not call",
	}
	return a
}

// slogAdapter is slog with a handler that open makes, beside a plain one.
func slogAdapter(plain slogFormat, open SlogOpener) redacttest.Adapter[*slog.Logger] {
	type L = *slog.Logger
	ctx := context.Background()
	return redacttest.Adapter[L]{
		Open: func(s redacttest.Sinks) L {
			return slog.New(open(s.Records, slogOptions(), s.Redactor))
		},
		Plain: func(s redacttest.Sinks) L { return slog.New(plain(s.Records, slogOptions())) },
		Entries: []redacttest.Entry[L]{
			redacttest.EntryOf("Info", func(l L, k string, v any) { l.Info("m", k, v) }),
			redacttest.EntryOf("LogAttrs", func(l L, k string, v any) {
				l.LogAttrs(ctx, slog.LevelWarn, "m", slog.Int("n", 1), slog.Any(k, v))
			}),
			redacttest.EntryOf("String", func(l L, k string, v string) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.String(k, v)) }),
			redacttest.EntryOf("Int64", func(l L, k string, v int64) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.Int64(k, v)) }),
			redacttest.EntryOf("Uint64", func(l L, k string, v uint64) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.Uint64(k, v)) }),
			redacttest.EntryOf("Float64", func(l L, k string, v float64) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.Float64(k, v)) }),
			redacttest.EntryOf("Bool", func(l L, k string, v bool) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.Bool(k, v)) }),
			redacttest.EntryOf("Group", func(l L, k string, v any) { l.Info("m", slog.Group("g", slog.Group("h", k, v))) }),
			redacttest.EntryOf("inlined group", func(l L, k string, v any) { l.Info("m", slog.Group("", k, v)) }),
			redacttest.EntryOf("group name", func(l L, k string, v bool) { l.Info("m", slog.Group(k, "a", v)) }),
			redacttest.EntryOf("ninth attribute", func(l L, k string, v any) {
				l.Info("m", "a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "h", 8, k, v)
			}),
			redacttest.TextOf("message", func(l L, v string) { l.Info(v) }),
			redacttest.TextOf("formatted message", func(l L, v any) { l.Info(fmt.Sprintf("%v", v)) }),
			redacttest.TextOf("missing value", func(l L, v string) { l.Info("m", []any{v}...) }),
			redacttest.TextOf("package log", func(l L, v string) {
				slog.NewLogLogger(l.Handler(), slog.LevelError).Print(v)
			}),
			redacttest.TextOf("prefix of package log", func(l L, v string) {
				std := slog.NewLogLogger(l.Handler(), slog.LevelError)
				std.SetPrefix(v)
				std.SetFlags(log.Lmsgprefix)
				std.Print("m")
			}),
		},
		Binders: []redacttest.Binder[L]{
			redacttest.BinderOf("With", func(l L, k string, v any) L { return l.With(k, v) }),
			redacttest.BinderOf("With of a group", func(l L, k string, v any) L { return l.With(slog.Group("wg", slog.Any(k, v))) }),
		},
		Groups: []redacttest.Group[L]{
			{Name: "WithGroup", Open: func(l L, name string) L {
				return l.WithGroup(name).With("in", true)
			}},
		},
		Levels: []redacttest.Level[L]{
			slogLevel("Debug", slog.LevelDebug), slogLevel("Info", slog.LevelInfo), slogLevel("Warn", slog.LevelWarn), slogLevel("custom", slog.Level(11)),
		},
		Owned: []redacttest.Owned[L]{
			{
				Name: "args",
				Args: func(k, v string) any { return []any{k, v, slog.Group("g", k, []string{v})} },
				Log:  func(l L, args any) { l.With(args.([]any)...).Info("m", args.([]any)...) },
			}, {
				Name: "attrs",
				Args: func(k, v string) any { return []slog.Attr{slog.String(k, v), slog.Group("g", k, v)} },
				Log: func(l L, args any) {
					l = slog.New(l.Handler().WithAttrs(args.([]slog.Attr)))
					l.LogAttrs(ctx, slog.LevelInfo, "m", args.([]slog.Attr)...)
				},
			},
		},
		Scripts: []redacttest.Script[L]{
			{Name: "empty", Run: func(l L) {
				l.WithGroup("").With().Info("")
				l.WithGroup("empty").Info("m", slog.Group("g"), slog.Attr{})
			}},
			{Name: "again", Run: func(l L) {
				for range 5 {
					l.Info("again")
				}
			}},
		},
	}
}

func slogLevel(name string, at slog.Level) redacttest.Level[*slog.Logger] {
	return redacttest.Level[*slog.Logger]{
		Name:    name,
		Log:     func(l *slog.Logger, m string) { l.Log(context.Background(), at, m) },
		Enabled: func(l *slog.Logger) bool { return l.Enabled(context.Background(), at) },
	}
}

package matrix

import (
	"io"
	"log"

	"github.com/hashicorp/go-hclog"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

type hclogL = hclog.Logger

// hclogAdapter is hclog over a record writer, in JSON: its text writes values of several
// lines on lines of their own, where nothing tells their name.
func hclogAdapter() redacttest.Adapter[hclogL] {
	// hclog renders values itself, and does not survive a map that holds itself.
	one := func(e redacttest.Entry[hclogL]) redacttest.Entry[hclogL] {
		e.Takes = finite
		return e
	}
	open := func(w io.Writer) hclogL {
		return hclog.New(&hclog.LoggerOptions{Name: "app", Level: hclog.Info, Output: w, JSONFormat: true, DisableTime: true})
	}
	const runes = "hclog writes runes as numbers, in which only live secrets are found"
	return redacttest.Adapter[hclogL]{
		Valid: jsonLines,
		Lacks: map[string]string{
			"values/*/runes/raw/shaped-*": runes, "bound/*/runes/raw/shaped-*": runes, "groups/*/*/runes/raw/shaped-*": runes, "policy/*/runes": runes,
		},
		Open:  func(s redacttest.Sinks) hclogL { return open(s.Redactor.NewRecordWriter(s.Records, redact.AsJSON())) },
		Plain: func(s redacttest.Sinks) hclogL { return open(s.Records) },
		Entries: []redacttest.Entry[hclogL]{
			one(redacttest.EntryOf("Info", func(l hclogL, k string, v any) { l.Info("m", k, v) })),
			one(redacttest.EntryOf("Log", func(l hclogL, k string, v any) { l.Log(hclog.Error, "m", "n", 1, k, v) })),
			redacttest.EntryOf("Fmt", func(l hclogL, k string, v string) { l.Warn("m", k, hclog.Fmt("%s", v)) }),
			redacttest.TextOf("message", func(l hclogL, v string) { l.Info(v) }),
			redacttest.TextOf("missing value", func(l hclogL, v string) { l.Info("m", v) }),
			redacttest.TextOf("StandardLogger", func(l hclogL, v string) {
				l.StandardLogger(&hclog.StandardLoggerOptions{ForceLevel: hclog.Info}).Print(v)
			}),
			redacttest.TextOf("StandardWriter", func(l hclogL, v string) { log.New(l.StandardWriter(&hclog.StandardLoggerOptions{}), "", 0).Print(v) }),
		},
		Binders: []redacttest.Binder[hclogL]{
			{Name: "With", Takes: finite, Bind: func(l hclogL, k string, v any) hclogL { return l.With("b_"+k, v) }},
		},
		Groups: []redacttest.Group[hclogL]{
			{Name: "Named", Logger: true, Open: func(l hclogL, name string) hclogL { return l.Named(name) }},
			{Name: "ResetNamed", Logger: true, Open: func(l hclogL, name string) hclogL { return l.ResetNamed(name) }},
		},
		Levels: []redacttest.Level[hclogL]{
			{Name: "Debug", Log: func(l hclogL, m string) { l.Debug(m) }, Enabled: func(l hclogL) bool { return l.IsDebug() }},
			{Name: "Info", Log: func(l hclogL, m string) { l.Info(m) }, Enabled: func(l hclogL) bool { return l.IsInfo() }},
			{Name: "Error", Log: func(l hclogL, m string) { l.Error(m) }, Enabled: func(l hclogL) bool { return l.IsError() }},
		},
		Owned: []redacttest.Owned[hclogL]{{
			Name: "args",
			Args: func(k, v string) any { return []any{k, v, "l", []string{v}} },
			Log:  func(l hclogL, args any) { l.With(args.([]any)...).Info("m", args.([]any)...) },
		}},
		Scripts: []redacttest.Script[hclogL]{{Name: "derived", Run: func(l hclogL) {
			a := l.With("a", 1)
			a.Named("x").Info("m", "b", 2.5)
			a.Info("one\ntwo", "c", "d\ne")
		}}},
	}
}

package matrix

import (
	"context"
	"fmt"
	"io"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/logrusredact"
	"github.com/tacit-go/tacit/redacttest"
)

type logrusL = *logrus.Entry

// logrusAdapter is logrusredact over a formatter.
func logrusAdapter(formatter logrus.Formatter) redacttest.Adapter[logrusL] {
	logger := func(s redacttest.Sinks) *logrus.Logger {
		l := logrus.New()
		l.SetOutput(s.Records)
		l.SetFormatter(formatter)
		l.ExitFunc = func(int) {}
		return l
	}
	return redacttest.Adapter[logrusL]{
		Open: func(s redacttest.Sinks) logrusL {
			l := logger(s)
			l.AddHook(exporter{s.Records})
			logrusredact.Install(l, s.Redactor)
			return logrus.NewEntry(l)
		},
		Plain: func(s redacttest.Sinks) logrusL {
			l := logger(s)
			l.AddHook(exporter{s.Records})
			return logrus.NewEntry(l)
		},
		Entries: []redacttest.Entry[logrusL]{
			redacttest.EntryOf("WithField", func(l logrusL, k string, v any) { l.WithField(k, v).Info("m") }),
			redacttest.EntryOf("WithFields", func(l logrusL, k string, v any) { l.WithFields(logrus.Fields{"a": 1, k: v}).Warn("m") }),
			redacttest.EntryOf("string", func(l logrusL, k string, v string) { l.WithField(k, v).Error("m") }),
			redacttest.EntryOf("func", func(l logrusL, k string, _ bool) { l.WithField(k, func() {}).Info("m") }),
			redacttest.EntryOf("String", func(l logrusL, k string, v any) {
				text, _ := l.WithField(k, v).String()
				_, _ = io.WriteString(l.Logger.Out, text)
			}),
			redacttest.TextOf("Info", func(l logrusL, v string) { l.Info(v) }),
			redacttest.TextOf("Infof", func(l logrusL, v any) { l.Infof("%+v", v) }),
			redacttest.TextOf("Infoln", func(l logrusL, v any) { l.Infoln("a", v) }),
			redacttest.TextOf("WithError", func(l logrusL, v error) { l.WithError(v).Error("m") }),
			redacttest.TextOf("Fatal", func(l logrusL, v string) { l.Fatal(v) }),
			redacttest.PanicOf("Panic", func(l logrusL, v string) { l.Panic(v) }),
			redacttest.PanicOf("Panicf", func(l logrusL, v any) { l.Panicf("%v", v) }),
		},
		Binders: []redacttest.Binder[logrusL]{
			redacttest.BinderOf("WithField", func(l logrusL, k string, v any) logrusL { return l.WithField("b_"+k, v) }),
			redacttest.BinderOf("WithFields", func(l logrusL, k string, v any) logrusL {
				return l.WithFields(logrus.Fields{"c": 1, "b_" + k: v}).WithContext(context.TODO())
			}),
		},
		Levels: []redacttest.Level[logrusL]{
			logrusLevel(logrus.DebugLevel), logrusLevel(logrus.InfoLevel), logrusLevel(logrus.ErrorLevel),
		},
		Owned: []redacttest.Owned[logrusL]{{
			Name: "Fields",
			Args: func(k, v string) any { return logrus.Fields{k: v, "l": []string{v}, "m": map[string]string{k: v}} },
			Log:  func(l logrusL, args any) { l.WithFields(args.(logrus.Fields)).Info("m") },
		}, {
			Name: "Entry",
			Args: func(k, v string) any { return map[string]any{k: v} },
			Log: func(l logrusL, args any) {
				e := logrus.NewEntry(l.Logger)
				e.Data = args.(map[string]any)
				e.Info("m")
			},
		}},
		Scripts: []redacttest.Script[logrusL]{
			{Name: "derived", Run: func(l logrusL) {
				a := l.WithField("a", 1)
				b := a.WithField("b", 2)
				b.Info("b")
				a.Trace("t")
				a.WithField("level", "mine").WithField("f", func() {}).Warn("")
			}},
		},
		Lacks: map[string]string{
			"clean/Panic*/*/*":       "the panic value is an Entry, which prints its address and its time",
			"groups":                 "logrus has neither groups nor names",
			"clean/*/text marshaler": "a value is rendered once, by MarshalText, which the text formatter does not call",
			"clean/*/json marshaler": "a value is rendered once, by MarshalJSON, which the text formatter does not call",
		},
	}
}

// exporter is a hook that was there before, and writes what it is given.
type exporter struct{ w io.Writer }

func (exporter) Levels() []logrus.Level { return logrus.AllLevels }
func (x exporter) Fire(e *logrus.Entry) error {
	_, _ = fmt.Fprintf(x.w, "# %q\n", e.Message) // an error would go to standard error as it is
	return nil
}

func logrusLevel(at logrus.Level) redacttest.Level[logrusL] {
	return redacttest.Level[logrusL]{
		Name:    at.String(),
		Log:     func(l logrusL, m string) { l.Log(at, m) },
		Enabled: func(l logrusL) bool { return l.Logger.IsLevelEnabled(at) },
	}
}

func logrusJSON() redacttest.Adapter[logrusL] {
	return logrusAdapter(&logrus.JSONFormatter{DisableTimestamp: true})
}

func logrusText() redacttest.Adapter[logrusL] {
	return logrusAdapter(&logrus.TextFormatter{DisableTimestamp: true, DisableColors: true})
}

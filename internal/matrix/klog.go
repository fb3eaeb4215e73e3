package matrix

import (
	"flag"
	"io"
	"log/slog"
	"slices"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	"k8s.io/klog/v2/textlogger"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

type klogL = klog.Logger

// klogFlags sets flags of klog.
func klogFlags(set map[string]string) (restore func()) {
	fs := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(fs)
	state := klog.CaptureState()
	for name, v := range set {
		if err := fs.Set(name, v); err != nil {
			panic("klog has no flag " + name)
		}
	}
	return state.Restore
}

func klogEntries() []redacttest.Entry[klogL] {
	return []redacttest.Entry[klogL]{
		redacttest.EntryOf("Background", func(l klogL, k string, v any) { l.Info("m", k, v) }),
		redacttest.EntryOf("Background Error", func(l klogL, k string, v any) { l.Error(nil, "m", k, v) }),
		redacttest.EntryOf("InfoS", func(_ klogL, k string, v any) { klog.InfoS("m", k, v) }),
		redacttest.EntryOf("ErrorS", func(_ klogL, k string, v any) { klog.ErrorS(nil, "m", k, v) }),
		redacttest.EntryOf("V InfoS", func(_ klogL, k string, v any) { klog.V(2).InfoS("m", "n", 1, k, v) }),
		redacttest.TextOf("Info", func(_ klogL, v string) { klog.Info(v) }),
		redacttest.TextOf("Infof", func(_ klogL, v any) { klog.Infof("m %+v.", v) }),
		redacttest.TextOf("Infoln", func(_ klogL, v any) { klog.Infoln("m", v) }),
		redacttest.TextOf("Warningf", func(_ klogL, v string) { klog.Warningf("m %s", v) }),
		redacttest.TextOf("Errorf", func(_ klogL, v error) { klog.Errorf("m: %v", v) }),
		redacttest.TextOf("V Infof", func(_ klogL, v string) { klog.V(1).Infof("%q", v) }),
		redacttest.TextOf("error of ErrorS", func(_ klogL, v error) { klog.ErrorS(v, "m") }),
		redacttest.TextOf("message", func(l klogL, v string) { l.Info(v) }),
	}
}

func klogBinders() []redacttest.Binder[klogL] {
	return []redacttest.Binder[klogL]{
		redacttest.BinderOf("LoggerWithValues", func(l klogL, k string, v any) klogL { return klog.LoggerWithValues(l, "b_"+k, v) }),
	}
}

func klogVerbose() (restore func()) { return klogFlags(map[string]string{"v": "2"}) }

// klogBackend is klog with a logger of ours as its backend, which all calls go to.
func klogBackend() redacttest.Adapter[klogL] {
	backend := func(w io.Writer) logrL {
		return textlogger.NewLogger(textlogger.NewConfig(textlogger.Output(w), textlogger.Verbosity(2), textlogger.FixedTime(noon{}.Now())))
	}
	open := func(l logrL) klogL {
		klog.SetLoggerWithOptions(l, klog.ContextualLogger(true))
		return klog.Background()
	}
	return redacttest.Adapter[klogL]{
		Open:  func(s redacttest.Sinks) klogL { return open(logrredact.New(backend(s.Records), s.Redactor)) },
		Plain: func(s redacttest.Sinks) klogL { return open(backend(s.Records)) },
		Entries: append(klogEntries(),
			redacttest.EntryOf("slog", func(l klogL, k string, v any) { slog.New(logr.ToSlogHandler(l)).Info("m", slog.Group("g", k, v)) }),
		),
		Binders: klogBinders(),
		Groups: []redacttest.Group[klogL]{
			{Name: "LoggerWithName", Logger: true, Open: func(l klogL, name string) klogL { return klog.LoggerWithName(l, name) }},
		},
		Levels: []redacttest.Level[klogL]{
			{Name: "V(2)", Log: func(l klogL, m string) { l.V(2).Info(m) }, Enabled: func(l klogL) bool { return l.V(2).Enabled() }},
			{Name: "V(5)", Log: func(l klogL, m string) { l.V(5).Info(m) }, Enabled: func(l klogL) bool { return l.V(5).Enabled() }},
		},
		Owned: []redacttest.Owned[klogL]{{
			Name: "keysAndValues",
			Args: func(k, v string) any { return []any{k, v, "l", []string{v}} },
			Log:  func(l klogL, args any) { klog.InfoS("m", args.([]any)...); l.WithValues(args.([]any)...).Info("m") },
		}},
		Scripts: []redacttest.Script[klogL]{{Name: "lines", Run: func(klogL) { klog.Info("one\ntwo"); klog.InfoS("m", "a", "b\nc") }}},
		Lacks:   klogLacks,
	}
}

// klogFiltered is why records are not denied in klog's own output.
const klogFiltered = "the filter sees each value by itself, before the record is a line"

var klogLacks = map[string]string{
	"deny/*/audit": "klog's own functions write without what is bound to a logger",

	"clean/*/text marshaler": "a value is rendered once, and klog prints text another way than the JSON of it",
	"clean/*/json marshaler": "a value is rendered once, and klog prints what it decodes to another way",
}

// klogFilter is a klog.LogFilter: it sees keys with their values, which klog's format
// for values of several lines keeps apart. What else is written, the writer sees.
type klogFilter struct{ scope redact.Scope }

func (f klogFilter) Filter(args []any) []any                           { return args }
func (f klogFilter) FilterF(format string, args []any) (string, []any) { return format, args }
func (f klogFilter) FilterS(msg string, kv []any) (string, []any) {
	kv = slices.Clone(kv)
	for i := 0; i+1 < len(kv); i += 2 {
		key, _ := kv[i].(string)
		v, changed := f.scope.Field(key).Value(kv[i+1])
		if text, ok := v.(redact.Rendered); ok {
			v = text.Text() // as a Stringer prints in klog
		}
		if changed {
			kv[i+1] = v
		}
	}
	return f.scope.Text(msg), kv
}

func klogOwn() (restore func()) {
	flags := klogFlags(map[string]string{
		"v": "2", "logtostderr": "false", "one_output": "true", "skip_headers": "true",
		"stderrthreshold": "4", // above FATAL: whatever goes there goes past the writer
	})
	klog.ClearLogger()
	return func() {
		klog.SetLogFilter(nil)
		flags()
	}
}

// klogOutput is klog's own output, its files and standard error, in its own format.
func klogOutput() redacttest.Adapter[klogL] {
	open := func(w io.Writer, f klog.LogFilter) klogL {
		klog.SetOutput(w)
		klog.SetLogFilter(f)
		return klog.Background()
	}
	return redacttest.Adapter[klogL]{
		Open: func(s redacttest.Sinks) klogL {
			return open(s.Redactor.NewRecordWriter(s.Records), klogFilter{s.Redactor.Scope("klog")})
		},
		Plain:   func(s redacttest.Sinks) klogL { return open(s.Records, nil) },
		Flush:   func(klogL) error { klog.Flush(); return nil },
		Entries: klogEntries(),
		Binders: klogBinders(),
		Groups: []redacttest.Group[klogL]{
			{Name: "LoggerWithName", Logger: true, Open: func(l klogL, name string) klogL { return klog.LoggerWithName(l, name) }},
		},
		Levels: []redacttest.Level[klogL]{
			{Name: "V(2)", Log: func(_ klogL, m string) { klog.V(2).Info(m) }, Enabled: func(klogL) bool { return klog.V(2).Enabled() }},
			{Name: "V(5)", Log: func(_ klogL, m string) { klog.V(5).Info(m) }, Enabled: func(klogL) bool { return klog.V(5).Enabled() }},
		},
		Owned: []redacttest.Owned[klogL]{{
			Name: "keysAndValues",
			Args: func(k, v string) any { return []any{k, v, "l", []string{v}} },
			Log:  func(_ klogL, args any) { klog.InfoS("m", args.([]any)...) },
		}},
		Scripts: []redacttest.Script[klogL]{{Name: "lines", Run: func(klogL) { klog.Info("one\ntwo"); klog.InfoS("m", "a", "b\nc") }}},
		Lacks: map[string]string{
			"clean/*/text marshaler": klogLacks["clean/*/text marshaler"], "deny/*/audit": klogLacks["deny/*/audit"],
			"deny/Background*/*": klogFiltered, "deny/*InfoS/*": klogFiltered, "deny/ErrorS/*": klogFiltered,
			"deny/message/*": klogFiltered, "deny/LoggerWithValues/*": klogFiltered,
		},
	}
}

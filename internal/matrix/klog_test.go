package matrix

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	"k8s.io/klog/v2/textlogger"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

type klogL = klog.Logger

// klogFlags sets flags of klog for this test.
func klogFlags(t *testing.T, set map[string]string) {
	t.Helper()
	fs := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(fs)
	state := klog.CaptureState()
	t.Cleanup(state.Restore)
	for name, v := range set {
		if err := fs.Set(name, v); err != nil {
			t.Fatal(err)
		}
	}
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

// TestKlog is klog with a logger of ours as its backend, which all calls go to.
func TestKlog(t *testing.T) {
	klogFlags(t, map[string]string{"v": "2"})
	backend := func(w io.Writer) logrL {
		return textlogger.NewLogger(textlogger.NewConfig(textlogger.Output(w), textlogger.Verbosity(2), textlogger.FixedTime(noon{}.Now())))
	}
	open := func(l logrL) klogL {
		klog.SetLoggerWithOptions(l, klog.ContextualLogger(true))
		return klog.Background()
	}
	redacttest.RunAdapter(t, redacttest.Adapter[klogL]{
		Open:  func(s redacttest.Sinks) klogL { return open(logrredact.New(backend(s.Records), s.Redactor)) },
		Plain: func(s redacttest.Sinks) klogL { return open(backend(s.Records)) },
		Entries: append(klogEntries(),
			redacttest.EntryOf("slog", func(l klogL, k string, v any) { slog.New(logr.ToSlogHandler(l)).Info("m", slog.Group("g", k, v)) }),
		),
		Binders: klogBinders(),
		Groups: []redacttest.Group[klogL]{
			{Name: "LoggerWithName", Open: func(l klogL, name string) klogL { return klog.LoggerWithName(l, name) }},
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
	})
}

var klogLacks = map[string]string{
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

// TestKlogOutput is klog's own output, its files and standard error, in its own format.
func TestKlogOutput(t *testing.T) {
	klogFlags(t, map[string]string{
		"v": "2", "logtostderr": "false", "one_output": "true", "skip_headers": "true",
		"stderrthreshold": "4", // above FATAL: whatever goes there goes past the writer
	})
	klog.ClearLogger()
	t.Cleanup(func() { klog.SetLogFilter(nil) })
	open := func(w io.Writer, f klog.LogFilter) klogL {
		klog.SetOutput(w)
		klog.SetLogFilter(f)
		return klog.Background()
	}
	redacttest.RunAdapter(t, redacttest.Adapter[klogL]{
		Open: func(s redacttest.Sinks) klogL {
			return open(s.Redactor.NewRecordWriter(s.Records), klogFilter{s.Redactor.Scope("klog")})
		},
		Plain:   func(s redacttest.Sinks) klogL { return open(s.Records, nil) },
		Flush:   func(klogL) error { klog.Flush(); return nil },
		Entries: klogEntries(),
		Binders: klogBinders(),
		Groups: []redacttest.Group[klogL]{
			{Name: "LoggerWithName", Open: func(l klogL, name string) klogL { return klog.LoggerWithName(l, name) }},
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
		Lacks:   map[string]string{"clean/*/text marshaler": klogLacks["clean/*/text marshaler"]},
	})
}

// TestKlogBodies logs what client-go logs of requests and responses at -v=8 and -v=9:
// bodies as text or as a hex dump, cut after 1024 or 10,240 bytes, headers, and a curl
// command (k8s.io/client-go v0.37, rest/request.go, transport/round_trippers.go).
func TestKlogBodies(t *testing.T) {
	const live = "zK7-quartz-lemon-41"
	password := "hunter2-" + "correct-horse"
	var set redact.SecretSet
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set))

	cut := func(body string, n int) string {
		if len(body) <= n {
			return body
		}
		return body[:n] + fmt.Sprintf(" [truncated %d chars]", len(body)-n)
	}
	manifest := func(data map[string]string) string {
		text, err := json.Marshal(map[string]any{
			"apiVersion": "v1", "data": data, "kind": "Secret", "metadata": map[string]any{"name": "db", "uid": "9f4c7a4e-8f4b-4d0e-9a2f-0c6c6f8b2d11"}, "type": "Opaque",
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	encoded := "aHVudGVyMi1jb3JyZWN0LWhvcnNl" // of password, in base64
	long := manifest(map[string]string{"a": strings.Repeat("QUJD", 300), "password": encoded})
	token := "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGIifQ" + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w"
	for name, c := range map[string]struct {
		body    string
		secrets []string
	}{
		"secret":        {manifest(map[string]string{"password": encoded, "user": "YWRh"}), []string{encoded}},
		"cut":           {cut(long, 1024), []string{encoded[:10]}},
		"cut inside":    {cut(long, strings.Index(long, encoded)+14), []string{encoded[:10]}},
		"token request": {`{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","status":{"token":"` + token + `","expirationTimestamp":"2026-11-26T19:00:00Z"}}`, []string{token, token[21:60]}},
		"config map":    {`{"kind":"ConfigMap","apiVersion":"v1","data":{"app.yaml":"db:\n  password: ` + password + `\n"}}`, []string{password}},
		"live hex dump": {cut(hex.Dump([]byte("k8s\x00\n\x0b\n\x02v1\x12\x06Secret\x12"+live+"\x1a\x00")), 1024), []string{hexOf(live)[:17], live}},
	} {
		for sink, build := range map[string]func(io.Writer){
			"backend": func(w io.Writer) {
				klog.SetLoggerWithOptions(logrredact.New(textlogger.NewLogger(textlogger.NewConfig(textlogger.Output(w), textlogger.Verbosity(9))), r), klog.ContextualLogger(true))
			},
			"output": func(w io.Writer) {
				klog.ClearLogger()
				klog.SetOutput(r.NewRecordWriter(w))
			},
		} {
			t.Run(name+"/"+sink, func(t *testing.T) {
				klogFlags(t, map[string]string{"v": "9", "logtostderr": "false", "one_output": "true", "stderrthreshold": "4"})
				var out strings.Builder
				build(&out)
				log := klog.Background()
				log.V(8).Info("Response Body", "body", c.body)
				log.V(8).Info("Request", "verb", "GET", "url", "https://ada:"+password+"@10.0.0.1/api?access_token="+password, "headers", map[string][]string{"Authorization": {"Bearer " + password}})
				log.V(9).Info("Request", "curlCommand", `curl -v -XGET -H "Authorization: Bearer `+token+`" 'https://10.0.0.1/api'`)
				klog.V(8).Infof("Response Body: %s", c.body)
				klog.Flush()
				for _, s := range append(c.secrets, password, token) {
					if strings.Contains(out.String(), s) {
						t.Errorf("%.8s… is shown: %s", s, out.String())
					}
				}
				if n := strings.Count(out.String(), "Response Body"); n != 2 || !strings.Contains(out.String(), "verb=") {
					t.Errorf("too little is left: %s", out.String())
				}
			})
		}
	}
}

func hexOf(s string) string { return fmt.Sprintf("% x", s) }

package logrusredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/logrusredact"
	"github.com/tacit-go/tacit/redact"
)

type (
	stringer  struct{ s string }
	customErr struct{ s string }
	jsonValue struct{ s string }
	panicking struct{ s string }
	changing  struct{ calls *int }
	login     struct{ User, Password string }
)

func (s stringer) String() string                { return s.s }
func (e *customErr) Error() string               { return e.s }
func (s jsonValue) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"x": s.s}) }
func (p panicking) String() string               { panic("no text for " + p.s) }
func (p panicking) MarshalJSON() ([]byte, error) { panic("no text for " + p.s) }
func (c changing) String() string {
	if *c.calls++; *c.calls > 1 {
		return token
	}
	return "harmless"
}

func entries(s string) map[string]func(*logrus.Logger) {
	field := func(v any) func(*logrus.Logger) {
		return func(l *logrus.Logger) { l.WithField("k", v).Info("m") }
	}
	err := fmt.Errorf("a: %w", &customErr{s})
	m := map[string]func(*logrus.Logger){
		"Info":       func(l *logrus.Logger) { l.Info("got ", s) },
		"Infof":      func(l *logrus.Logger) { l.Infof("got %v", stringer{s}) },
		"Infoln":     func(l *logrus.Logger) { l.Infoln("got", s) },
		"InfoFn":     func(l *logrus.Logger) { l.InfoFn(func() []any { return []any{s} }) },
		"Print":      func(l *logrus.Logger) { l.Print(s) },
		"Log":        func(l *logrus.Logger) { l.Log(logrus.ErrorLevel, s) },
		"Trace":      func(l *logrus.Logger) { l.Trace(s) },
		"Fatal":      func(l *logrus.Logger) { l.Fatal(s) },
		"WithError":  func(l *logrus.Logger) { l.WithError(err).Warn("m") },
		"WithFields": func(l *logrus.Logger) { l.WithFields(logrus.Fields{"a": 1, "b": s}).Info("m") },
		"Entry": func(l *logrus.Logger) {
			l.WithField("k", s).WithField("b", 1).WithTime(time.Time{}).WithContext(context.Background()).Info("m")
		},
		"name": func(l *logrus.Logger) { l.WithField(s, 1).Info("m") },
		"func": func(l *logrus.Logger) { l.WithField(s, func() {}).Info("m") },
		"Entry.Writer": func(l *logrus.Logger) {
			done := make(chan struct{})
			l.AddHook(after{func() { close(done) }})
			w := l.WithField("a", s).Writer()
			_, _ = io.WriteString(w, "line "+s+"\n")
			<-done
			_ = w.Close()
		},
		"String": func(l *logrus.Logger) { text, _ := l.WithField("k", s).String(); _, _ = io.WriteString(l.Out, text) },
	}
	for name, v := range map[string]any{
		"string": s, "bytes": []byte(s), "error": errors.New(s), "stringer": stringer{s}, "pointer": &stringer{s}, "json": jsonValue{s},
		"raw json": json.RawMessage(`{"a":"` + s + `"}`), "struct": login{User: s}, "struct pointer": &login{User: s}, "map": map[string]any{"a": []any{s}},
		"map key": map[string]int{s: 1}, "slice": []string{"a", s}, "header": http.Header{"X-Thing": {s}}, "errors": []error{&customErr{s}},
		"panicking": panicking{s},
	} {
		m["field/"+name] = field(v)
	}
	return m
}

// after is a hook that tells when an entry was seen.
type after struct{ do func() }

func (a after) Levels() []logrus.Level   { return logrus.AllLevels }
func (a after) Fire(*logrus.Entry) error { a.do(); return nil }

func TestNothingGetsOut(t *testing.T) {
	r := newRedactor(t)
	for name, log := range entries(token) {
		for f := range formatters {
			t.Run(name+"/"+f, func(t *testing.T) {
				var out string
				if name == "Entry.Writer" { // written behind the hook
					var b syncBuffer
					l := newLogger(new(bytes.Buffer), f)
					l.SetOutput(&b)
					logrusredact.Install(l, r)
					log(l)
					out = b.wait()
				} else {
					out = logged(f, r, log)
				}
				mustHide(t, out, token)
				if !strings.Contains(out, "[REDACTED:") && name != "func" && name != "field/panicking" && !strings.HasSuffix(name, "stringer") && name != "field/pointer" {
					t.Errorf("no replacement in %s", out)
				}
				if f == "JSON" {
					fields(t, out)
				}
			})
		}
	}
}

type syncBuffer struct {
	mu    sync.Mutex
	b     bytes.Buffer
	wrote sync.Cond
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrote.Broadcast()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// wait returns what is written once something is.
func (s *syncBuffer) wait() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.wrote.L = &s.mu; s.b.Len() == 0; {
		s.wrote.Wait()
	}
	return s.b.String()
}

func TestNames(t *testing.T) {
	r := newRedactor(t)
	for name, v := range map[string]any{
		"string": password, "bytes": []byte(password), "error": errors.New(password), "slice": []string{password}, "map": map[string]string{"a": password},
		"int": 918273645, "uint": uint64(918273645), "float": 918273.645, "stringer": stringer{password},
	} {
		for f := range formatters {
			out := logged(f, r, func(l *logrus.Logger) { l.WithField("client_secret", v).WithField("status", 200).Info("m") })
			mustHide(t, out, password, "918273645", "918273.645")
			if !strings.Contains(out, "[REDACTED:secret]") || !strings.Contains(out, "200") {
				t.Errorf("%s/%s: %s", name, f, out)
			}
		}
	}
	out := logged("JSON", r, func(l *logrus.Logger) { l.WithField("login", &login{"ada", password}).Info("m") })
	mustHide(t, out, password)
	if !strings.Contains(out, `"User":"ada"`) {
		t.Errorf("too much is hidden: %s", out)
	}
}

// Nothing else changes.
func TestClean(t *testing.T) {
	r := newRedactor(t)
	at := time.Unix(1_700_000_000, 0).UTC()
	for name, log := range map[string]func(*logrus.Logger){
		"fields": func(l *logrus.Logger) {
			l.WithFields(logrus.Fields{
				"a": "text", "b": 1, "c": 1.5, "d": true, "e": nil, "f": time.Second, "g": at, "h": "é\n\"", "i": []string{"x"}, "j": map[string]int{"x": 1},
				"k": login{User: "ada"}, "l": errors.New("timeout"), "m": uint8(3), "n": []byte("plain"), "level": "user's own", "o": float32(0.1),
			}).Info("message")
		},
		"error":   func(l *logrus.Logger) { l.WithError(fmt.Errorf("a: %w", errors.New("b"))).Error("m") },
		"func":    func(l *logrus.Logger) { l.WithField("f", func() {}).Info("m") },
		"empty":   func(l *logrus.Logger) { l.Info() },
		"levels":  func(l *logrus.Logger) { l.SetLevel(logrus.WarnLevel); l.Info("a"); l.Warn("b"); l.Debug("c") },
		"reports": func(l *logrus.Logger) { l.SetReportCaller(true); l.Info("m") },
		"custom":  func(l *logrus.Logger) { l.WithError(&customErr{"b"}).WithField("s", stringer{"x"}).Error("m") },
	} {
		for f := range formatters {
			if got, want := logged(f, r, log), plain(f, log); got != want {
				t.Errorf("%s/%s:\n%q\nwithout:\n%q", name, f, got, want)
			}
		}
	}
}

// failing is a hook that fails, and keeps what it has seen.
type failing struct{ seen *[]string }

func (f failing) Levels() []logrus.Level { return logrus.AllLevels }
func (f failing) Fire(e *logrus.Entry) error {
	*f.seen = append(*f.seen, fmt.Sprint(e.Message, e.Data))
	return errors.New("cannot export " + e.Message)
}

// A hook that fails ends the hooks; the entry is written all the same.
func TestFailingFirstHook(t *testing.T) {
	r := newRedactor(t)
	log := func(l *logrus.Logger) { l.WithField("password", password).Error("token " + token) }

	for name, c := range map[string]struct {
		install func(*logrus.Logger, logrus.Hook)
		raw     bool // the other hook comes first, as the documentation warns
	}{
		"before Install": {func(l *logrus.Logger, h logrus.Hook) { l.AddHook(h); logrusredact.Install(l, r) }, false},
		"after Install":  {func(l *logrus.Logger, h logrus.Hook) { logrusredact.Install(l, r); l.AddHook(h) }, false},
		"in place of ours": {func(l *logrus.Logger, h logrus.Hook) {
			logrusredact.Install(l, r)
			hooks := logrus.LevelHooks{}
			hooks.Add(h)
			l.ReplaceHooks(hooks)
		}, true},
		"formatter only": {func(l *logrus.Logger, h logrus.Hook) {
			l.AddHook(h)
			l.SetFormatter(logrusredact.NewFormatter(l.Formatter, r))
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []string
			var out bytes.Buffer
			l := newLogger(&out, "JSON")
			c.install(l, failing{&seen})
			stderr := captureStderr(t, func() { log(l) })
			mustHide(t, out.String(), password, token)
			if len(seen) != 1 {
				t.Fatalf("the other hook was called %d times", len(seen))
			}
			if got := strings.Contains(seen[0], password) || strings.Contains(stderr, token); got != c.raw {
				t.Errorf("the hook saw %s, standard error shows %s", seen[0], stderr)
			}
		})
	}
}

// captureStderr returns what do makes the process write to os.Stderr.
func captureStderr(t *testing.T, do func()) string {
	t.Helper()
	file, err := os.Create(t.TempDir() + "/stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	was := os.Stderr
	os.Stderr = file
	defer func() { os.Stderr = was }()
	do()
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPanicValue(t *testing.T) {
	var out bytes.Buffer
	l := newLogger(&out, "text")
	logrusredact.Install(l, newRedactor(t))
	for _, log := range []func(){
		func() { l.WithField("password", password).Panic("token " + token) },
		func() { l.WithError(&customErr{token}).Panicf("token %s", token) },
		func() { l.Panicln(token) },
	} {
		var v any
		func() {
			defer func() { v = recover() }()
			log()
		}()
		e, ok := v.(*logrus.Entry)
		if !ok {
			t.Fatalf("panics with a %T", v)
		}
		text, _ := e.String()
		mustHide(t, fmt.Sprint(e.Message, e.Data, text), password, token)
	}
	mustHide(t, out.String(), password, token)
}

// The entry of the caller keeps what it has, and may be used at once.
func TestCallersEntry(t *testing.T) {
	const late = "zK7-quartz-lemon-41"
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	out := &syncBuffer{}
	l := newLogger(new(bytes.Buffer), "JSON")
	l.SetOutput(out)
	logrusredact.Install(l, r)
	data := logrus.Fields{"password": password, "dsn": late, "n": 1}
	e := l.WithFields(data)
	e.Info("before")
	if !strings.Contains(out.String(), late) {
		t.Error("hidden before it was registered")
	}
	if data["password"] != password || e.Data["password"] != password {
		t.Error("the caller's fields were written to")
	}
	if _, err := set.Set("db", []byte(late)); err != nil {
		t.Fatal(err)
	}
	from := len(out.String())
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 25 {
				e.WithField("i", i).Info("after")
				text, err := e.String()
				if err != nil || strings.Contains(text, late) {
					t.Errorf("%v %s", err, text)
				}
			}
		})
	}
	wg.Wait()
	mustHide(t, out.String()[from:], late, password)
	if n := strings.Count(out.String()[from:], "[REDACTED:live-secret]"); n != 100 {
		t.Errorf("%d of 100 records", n)
	}
}

func TestRenderedOnce(t *testing.T) {
	r := newRedactor(t)
	for f := range formatters {
		calls := 0
		out := logged(f, r, func(l *logrus.Logger) { l.WithField("k", changing{&calls}).Info("m") })
		mustHide(t, out, token)
		if calls != 1 {
			t.Errorf("%s: rendered %d times", f, calls)
		}
	}
}

func TestDrops(t *testing.T) {
	t.Run("stubs", func(t *testing.T) { testDrops(t, 2) })
	t.Run("no stubs", func(t *testing.T) { testDrops(t, 0, redact.WithoutStubs()) })
}

func testDrops(t *testing.T, stubs int, opts ...redact.Option) {
	r := newRedactor(t, append(opts, redact.WithPath("gone", redact.DropField), redact.WithPath("never", redact.Deny), redact.WithAuditFields("audit"))...)
	for f := range formatters {
		var seen []string
		out := logged(f, r, func(l *logrus.Logger) {
			l.AddHook(keeping{&seen})
			l.WithField("gone", "x-1").WithField("kept", "x-2").Info("one")
			l.WithField("never", "x-3").WithField("a", "x-4").Info("two")
			l.WithContext(context.Background()).WithField("never", "x-3").Info("three")
			l.WithField("audit", 1).WithField("never", "x-3").Info("four")
		})
		if n := strings.Count(out, "[DENIED:path]"); n != stubs || !strings.Contains(out, "four") || strings.Count(out, "[REDACTED:path]") != 1 {
			t.Errorf("%s: %d stubs: %s", f, n, out)
		}
		if strings.Contains(out, "x-1") || strings.Contains(out, "x-3") || strings.Contains(out, "x-4") || strings.Contains(out, "two") || strings.Contains(out, "three") {
			t.Errorf("%s: %s", f, out)
		}
		if !strings.Contains(out, "x-2") || !strings.Contains(out, "one") {
			t.Errorf("%s: %s", f, out)
		}
		if s := fmt.Sprint(seen); len(seen) != 4 || strings.Contains(s, "x-1") || strings.Contains(s, "x-3") || strings.Contains(s, "x-4") {
			t.Errorf("hooks: %s", s)
		}
		var b bytes.Buffer
		l := newLogger(&b, f)
		l.SetFormatter(logrusredact.NewFormatter(l.Formatter, r))
		l.WithField("never", "x-3").Info("two")
		if (b.Len() > 0) != (stubs > 0) || strings.Contains(b.String(), "two") {
			t.Errorf("%s: the formatter alone writes %s", f, b.String())
		}
	}
}

// keeping is a hook that keeps what it has seen.
type keeping struct{ seen *[]string }

func (k keeping) Levels() []logrus.Level { return logrus.AllLevels }
func (k keeping) Fire(e *logrus.Entry) error {
	*k.seen = append(*k.seen, fmt.Sprint(e.Message, e.Data))
	return nil
}

func TestInstall(t *testing.T) {
	var order []string
	named := func(name string) logrus.Hook { return after{func() { order = append(order, name) }} }
	l := newLogger(new(bytes.Buffer), "text")
	l.AddHook(named("a"))
	l.AddHook(named("b"))
	logrusredact.Install(l, newRedactor(t))
	l.AddHook(named("c"))
	l.Info("m")
	if fmt.Sprint(order) != "[a b c]" {
		t.Errorf("hooks ran as %v", order)
	}
	for _, level := range logrus.AllLevels {
		if n := len(l.Hooks[level]); n != 4 {
			t.Errorf("%v has %d hooks", level, n)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a nil formatter is taken")
		}
	}()
	logrusredact.NewFormatter(nil, nil)
}

func TestSinks(t *testing.T) {
	std := logrus.StandardLogger()
	f := std.Formatter
	hooks := std.ReplaceHooks(logrus.LevelHooks{})
	defer func() { std.SetFormatter(f); std.ReplaceHooks(hooks) }()
	if s := logrusredact.Sinks(); len(s) != 1 || s[0].Guarded {
		t.Errorf("before: %+v", s)
	}
	logrusredact.Install(std, newRedactor(t))
	if s := logrusredact.Sinks(); len(s) != 1 || !s[0].Guarded {
		t.Errorf("after: %+v", s)
	}
}

// The errors of the formatter go to standard error.
func TestFormatterError(t *testing.T) {
	cause := errors.New("broken")
	f := logrusredact.NewFormatter(broken{fmt.Errorf("%w: %s", cause, token)}, newRedactor(t))
	out, err := f.Format(logrus.NewEntry(logrus.New()))
	if len(out) != 0 || !errors.Is(err, cause) || strings.Contains(err.Error(), token) {
		t.Errorf("%q, %v", out, err)
	}
}

type broken struct{ err error }

func (b broken) Format(*logrus.Entry) ([]byte, error) { return nil, b.err }

func TestNilRedactor(t *testing.T) {
	for f := range formatters {
		out := logged(f, nil, func(l *logrus.Logger) { l.WithField(token, password).WithField("n", 918273).Info(token) })
		mustHide(t, out, token, password, "918273")
	}
}

// Names that become the same leave one field, always the same.
func TestSameNames(t *testing.T) {
	r := newRedactor(t)
	a, b := token, token[:len(token)-1]+"b"
	first := ""
	for range 20 {
		out := logged("JSON", r, func(l *logrus.Logger) { l.WithField(a, "first").WithField(b, "second").Info("m") })
		if first == "" {
			first = out
		}
		if out != first {
			t.Fatalf("%s and %s", first, out)
		}
	}
}

func TestCaller(t *testing.T) {
	r := newRedactor(t)
	out := logged("JSON", r, func(l *logrus.Logger) {
		l.SetReportCaller(true)
		l.WithField("password", password).Info("m")
	})
	_, file, _, _ := runtime.Caller(0)
	if s, _ := fields(t, out)["file"].(string); !strings.HasPrefix(s, file+":") {
		t.Errorf("the caller is lost: %s", out)
	}
}

type observed struct {
	mu  sync.Mutex
	all []redact.Event
}

func (o *observed) Observe(e redact.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all = append(o.all, e)
}

func TestForSink(t *testing.T) {
	for _, c := range []struct {
		opts []logrusredact.Option
		want string
	}{{nil, "logrus"}, {[]logrusredact.Option{nil, logrusredact.ForSink("audit")}, "audit"}} {
		var seen observed
		l := newLogger(new(bytes.Buffer), "JSON")
		logrusredact.Install(l, newRedactor(t, redact.WithObserver(&seen)), c.opts...)
		l.WithField("password", password).Info(token)
		if len(seen.all) != 2 { // the formatter finds nothing more
			t.Errorf("%d events", len(seen.all))
		}
		for _, e := range seen.all {
			if e.Sink != c.want {
				t.Errorf("sink %q, want %q", e.Sink, c.want)
			}
		}
	}
}

func TestOrigin(t *testing.T) {
	var seen observed
	l := newLogger(new(bytes.Buffer), "JSON")
	l.SetReportCaller(true)
	logrusredact.Install(l, newRedactor(t, redact.WithObserver(&seen)))
	l.WithField("password", password).Info(token)
	if len(seen.all) != 2 {
		t.Errorf("%d events", len(seen.all))
	}
	for _, e := range seen.all {
		if frame, _ := runtime.CallersFrames([]uintptr{e.Origin.PC}).Next(); !strings.HasSuffix(frame.File, "traps_test.go") {
			t.Errorf("the call is in %q", frame.File)
		}
	}
}

package logrredact_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"
	"github.com/go-logr/logr/testr"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

type (
	stringer  struct{ s string }
	customErr struct{ s string }
	logValue  struct{ s string }
	jsonValue struct{ s string }
	marshaler struct{ call func() any }
	panicking struct{ s string }
	login     struct {
		User     string `json:"user"`
		Password string `json:"password,omitempty"`
	}
	holder struct{ Inner any }
)

func (s stringer) String() string                { return s.s }
func (e *customErr) Error() string               { return e.s }
func (s logValue) LogValue() slog.Value          { return slog.StringValue(s.s) }
func (s jsonValue) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"x": s.s}) }
func (m marshaler) MarshalLog() any              { return m.call() }
func (p panicking) String() string               { panic("no text for " + p.s) }

// values is every kind of value that carries s, under no sensitive name.
func values(s string) map[string]any {
	return map[string]any{
		"string": s, "bytes": []byte(s), "error": errors.New(s), "wrapped error": fmt.Errorf("a: %w", &customErr{s}),
		"stringer": stringer{s}, "pointer stringer": &stringer{s}, "log value": logValue{s}, "json": jsonValue{s},
		"raw json": json.RawMessage(`{"a":"` + s + `"}`), "struct": login{User: s}, "struct pointer": &login{User: s},
		"map": map[string]any{"a": []any{s}}, "map key": map[string]int{s: 1}, "slice": []string{"a", s}, "nested": holder{&holder{s}},
		"header": http.Header{"X-Thing": {s}}, "url": &url.URL{Scheme: "https", Host: "h", RawQuery: "x=" + s},
		"MarshalLog": marshaler{func() any { return map[string]string{"a": s} }}, "MarshalLog text": marshaler{func() any { return s }},
		"MarshalLog of MarshalLog": marshaler{func() any { return marshaler{func() any { return stringer{s} }} }},
		"PseudoStruct":             funcr.PseudoStruct{"a", 1, "b", s, s, 2},
		"MarshalLog PseudoStruct":  marshaler{func() any { return funcr.PseudoStruct{"a", funcr.PseudoStruct{"b", s}} }},
		"panicking":                panicking{s}, "panicking MarshalLog": marshaler{func() any { panic(s) }},
		"slog value": slog.StringValue(s), "slog attr": slog.Group("g", "a", s), "slice of log values": []any{logValue{s}},
	}
}

func TestNothingGetsOut(t *testing.T) {
	const live = "zK7-quartz-lemon-41"
	var set redact.SecretSet
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(&set))
	for _, s := range []string{token, live} {
		entries := map[string]func(logr.Logger){
			"message":         func(l logr.Logger) { l.Info("got " + s) },
			"V":               func(l logr.Logger) { l.V(3).Info("got "+s, "k", s) },
			"error":           func(l logr.Logger) { l.Error(errors.New("a "+s), "m") },
			"custom error":    func(l logr.Logger) { l.Error(fmt.Errorf("a: %w", &customErr{s}), "m") },
			"error message":   func(l logr.Logger) { l.Error(nil, s) },
			"error value":     func(l logr.Logger) { l.Error(errors.New("a"), "m", "k", s) },
			"key":             func(l logr.Logger) { l.Info("m", s, 1) },
			"late key":        func(l logr.Logger) { l.Info("m", "a", 1, "b", 2, s, 3) },
			"no value":        func(l logr.Logger) { l.Info("m", "a", 1, s) },
			"no string key":   func(l logr.Logger) { l.Info("m", stringer{s}, 1) },
			"no value or key": func(l logr.Logger) { l.Info("m", []string{s}) },
			"WithName":        func(l logr.Logger) { l.WithName("a").WithName(s).Info("m") },
			"WithValues key":  func(l logr.Logger) { l.WithValues(s, 1).Info("m") },
			"WithValues odd":  func(l logr.Logger) { l.WithValues("a", 1, s).Info("m") },
			"after both":      func(l logr.Logger) { l.WithValues("a", 1).WithName("n").WithCallDepth(1).Info("m", "k", s) },
			"slog":            func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info(s, "k", s, slog.Group("g", "a", s)) },
			"slog With":       func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).With("k", s).WithGroup(s).Info("m", "a", 1) },
			"slog name":       func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", s, 1) },
		}
		for name, v := range values(s) {
			entries["Info/"+name] = func(l logr.Logger) { l.Info("m", "n", 1, "k", v) }
			entries["Error/"+name] = func(l logr.Logger) { l.Error(nil, "m", "k", v) }
			entries["WithValues/"+name] = func(l logr.Logger) { l.WithValues("k", v, "n", 1).WithName("x").Info("m") }
			entries["slog/"+name] = func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", "k", v) }
			entries["slog With/"+name] = func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).With("k", v).Info("m") }
		}
		for name, log := range entries {
			for sink := range sinks {
				t.Run(name+"/"+sink, func(t *testing.T) {
					out := logged(sink, r, log)
					mustHide(t, out, s)
					if !strings.Contains(out, "[REDACTED:") && !strings.Contains(out, "(REDACTED:") {
						// Cut by the sink, or in an unexported field that it does not print.
						if !strings.Contains(out, "non-string") && !strings.Contains(sink, "JSON") && !strings.HasSuffix(name, "panicking") {
							t.Errorf("no replacement in %s", out)
						}
					}
				})
			}
		}
	}
}

type named string

// What a sensitive name hides, whatever the type of the value.
func TestNames(t *testing.T) {
	r := newRedactor(t)
	for name, c := range map[string]struct {
		v      any
		secret string
	}{
		"string": {password, password}, "int": {918273, "918273"}, "uint": {uint64(9182736455), "9182736455"}, "float": {918.273, "918.273"},
		"int32": {int32(918273), "918273"}, "bytes": {[]byte(password), password}, "slice": {[]string{password}, password},
		"map": {map[string]any{"a": password}, password}, "stringer": {stringer{password}, password}, "error": {&customErr{password}, password},
		"PseudoStruct": {funcr.PseudoStruct{"a", password}, password},
	} {
		for sink := range sinks {
			for _, log := range []func(logr.Logger){
				func(l logr.Logger) { l.Info("m", "client_secret", c.v) },
				func(l logr.Logger) { l.WithValues("client_secret", c.v).Info("m") },
				func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", slog.Group("db", "client_secret", c.v)) },
				func(l logr.Logger) {
					slog.New(logr.ToSlogHandler(l)).WithGroup("db").With("client_secret", c.v).Info("m")
				},
			} {
				out := logged(sink, r, log)
				mustHide(t, out, c.secret)
				if !strings.Contains(out, "[REDACTED:") {
					t.Errorf("%s/%s: no replacement in %s", name, sink, out)
				}
			}
		}
	}
	for _, key := range []any{errors.New("client_secret"), stringer{"client_secret"}, []byte("client_secret"), named("client_secret")} {
		for sink := range sinks {
			mustHide(t, logged(sink, r, func(l logr.Logger) { l.Info("m", key, password) }), password)
			mustHide(t, logged(sink, r, func(l logr.Logger) { l.WithValues(key, password).Info("m") }), password)
		}
	}
	for _, v := range []any{
		map[string]any{"user": "ada", "password": password}, login{"ada", password}, &login{"ada", password},
		funcr.PseudoStruct{"user", "ada", "password", password}, marshaler{func() any { return funcr.PseudoStruct{"user", "ada", "password", password} }},
		marshaler{func() any { return login{"ada", password} }}, json.RawMessage(`{"user":"ada","password":"` + password + `"}`),
	} {
		for sink := range sinks {
			for _, log := range []func(logr.Logger){
				func(l logr.Logger) { l.Info("m", "k", v) },
				func(l logr.Logger) { l.WithValues("k", v).Info("m") },
			} {
				out := logged(sink, r, log)
				mustHide(t, out, password)
				if !strings.Contains(out, "ada") {
					t.Errorf("%T/%s: too much is hidden: %s", v, sink, out)
				}
			}
		}
	}
}

// Nothing else changes. Maps have one key, since funcr prints them in any order.
func TestClean(t *testing.T) {
	r := newRedactor(t)
	at := time.Unix(1_700_000_000, 0).UTC()
	scalars := []any{
		"a", "text", "b", 1, "c", int8(-2), "d", uint64(1) << 63, "e", 1.5, "f", true, "g", nil, "h", time.Second, "i", at, "j", "é\n\"",
		"k", float32(0.1), "m", int64(70_000_000_000), "n", uint16(3),
	}
	structured := []any{
		"a", []string{"x", "y"}, "b", map[string]int{"x": 1}, "c", login{User: "ada"}, "d", &login{User: "ada"}, "e", holder{[]any{1, nil}},
		"f", errors.New("timeout"), "g", fmt.Errorf("a: %w", errors.New("b")), "h", stringer{"x"}, "j", funcr.PseudoStruct{"a", 1, "b", "x"}, "l", [2]int{1, 2},
	}
	for name, log := range map[string]func(logr.Logger){
		"scalars":    func(l logr.Logger) { l.Info("m", scalars...) },
		"structured": func(l logr.Logger) { l.Info("m", structured...) },
		"WithValues": func(l logr.Logger) { l.WithValues(scalars...).WithName("x").Info("m") },
		"Error":      func(l logr.Logger) { l.Error(errors.New("timeout"), "m", scalars...) },
		"custom":     func(l logr.Logger) { l.Error(fmt.Errorf("a: %w", &customErr{"b"}), "m") },
		"nil error":  func(l logr.Logger) { l.Error(nil, "m") },
		"odd":        func(l logr.Logger) { l.Info("m", "a", 1, "b") },
		"bad key":    func(l logr.Logger) { l.Info("m", 3, 1, nil, 2, stringer{"x"}, 3) },
		"levels": func(l logr.Logger) {
			l.V(2).Info("a")
			l.V(5).V(1).Info("b")
			l.V(4).WithName("n").V(1).Info("c", "v", l.V(9).Enabled())
		},
		"slog": func(l logr.Logger) {
			s := slog.New(logr.ToSlogHandler(l))
			s.Info("m", "a", 1, "b", "x", slog.Group("g", "c", 2.5, "d", at), slog.Group("", "e", 1), "f", time.Second)
			s.With("a", 1).WithGroup("g").With("b", 2).Warn("m", "c", 3)
			s.Debug("m")
			s.Error("m", "err", errors.New("x"))
		},
	} {
		for sink := range sinks {
			if got, want := logged(sink, r, log), plain(sink, log); got != want {
				t.Errorf("%s/%s:\n%s\nwithout:\n%s", name, sink, got, want)
			}
		}
	}
	log := func(l logr.Logger) { l.Info("m", "k", marshaler{func() any { return []int{1} }}) }
	for _, sink := range []string{"funcr", "funcr JSON"} { // the others do not know MarshalLog
		if got, want := logged(sink, r, log), plain(sink, log); got != want {
			t.Errorf("MarshalLog/%s:\n%s\nwithout:\n%s", sink, got, want)
		}
	}
}

// Structured values that are bound print as they do unbound, but for the order of
// fmt's maps.
func TestBoundStructures(t *testing.T) {
	r := newRedactor(t)
	for name, v := range map[string]any{
		"struct": login{"ada", ""}, "pointer": &login{User: "ada"}, "slice": []any{1, "x", nil}, "map": map[string]any{"a": []int{1}},
		"raw": json.RawMessage(`{"a":[1,2.5,"x"]}`), "number": json.Number("70000000000001"), "stringer": stringer{"x"}, "pseudo": funcr.PseudoStruct{"a", 1, "b", 2},
	} {
		log := func(l logr.Logger) { l.WithValues("k", v).Info("m") }
		for _, sink := range []string{"funcr", "funcr JSON", "slog JSON"} {
			got, want := logged(sink, r, log), plain(sink, log)
			if name == "raw" && sink == "funcr" || name == "pseudo" && sink == "slog JSON" || name == "stringer" && sink == "slog JSON" {
				continue // printed as a list of bytes, as a list, as an empty struct
			}
			if got != want {
				t.Errorf("%s/%s:\n%s\nwithout:\n%s", name, sink, got, want)
			}
		}
	}
}

// The caller's slice is neither written to nor kept.
func TestCallersSlice(t *testing.T) {
	r := newRedactor(t)
	var o output
	l := logrredact.New(sinks["fmt"](&o), r)
	kv := []any{"password", password, token, map[string]any{"password": password}}
	was := fmt.Sprint(kv)
	l.Info("m", kv...)
	l.Error(nil, "m", kv...)
	with := l.WithValues(kv...)
	with.Info("m")
	if fmt.Sprint(kv) != was {
		t.Errorf("the slice is %v", kv)
	}
	mustHide(t, o.String(), password, token)
	held := []any{"k", []string{"clean"}}
	with = l.WithValues(held...)
	held[1].([]string)[0] = password
	held[0] = token
	from := len(o.String())
	r.Generation()
	with.Info("m")
	mustHide(t, o.String()[from:], password, token)
}

// Values, names and groups that were bound before a secret was registered, or the
// policy changed.
func TestBoundBefore(t *testing.T) {
	const late = "zK7-quartz-lemon-41"
	for sink := range sinks {
		t.Run(sink, func(t *testing.T) {
			var set redact.SecretSet
			var o output
			r := newRedactor(t, redact.WithSecrets(&set))
			l := logrredact.New(sinks[sink](&o), r).WithValues("dsn", late, "tenant_id", "t-1").WithName(late).WithValues("x", []string{late})
			child := l.V(1).WithValues("y", 1)
			s := slog.New(logr.ToSlogHandler(l)).With("z", late).WithGroup(late)
			l.Info("before")
			if !strings.Contains(o.String(), late) {
				t.Fatal("hidden before it was registered")
			}
			if _, err := set.Set("db", []byte(late)); err != nil {
				t.Fatal(err)
			}
			from := len(o.String())
			l.Info("after")
			child.Info("after")
			s.Info("after", "a", 1)
			mustHide(t, o.String()[from:], late)
			r.Replace(newRedactor(t, redact.WithNames("tenant_id")))
			from = len(o.String())
			child.Info("after")
			mustHide(t, o.String()[from:], late, "t-1")
			if out := o.String()[from:]; strings.Count(out, "[REDACTED:live-secret]") < 2 || strings.Count(out, "after") != 1 {
				t.Errorf("what is bound is lost: %s", out)
			}
		})
	}
}

// helper logs for its caller.
func helper(l logr.Logger, depth int) {
	l.WithCallDepth(depth).Info("m")
}

func TestCallDepth(t *testing.T) {
	r := newRedactor(t)
	for name, build := range map[string]func(*output) logr.Logger{
		"New": func(o *output) logr.Logger {
			return logrredact.New(funcr.New(o.line, funcr.Options{LogCaller: funcr.All}), r)
		},
		"NewSink": func(o *output) logr.Logger {
			return logr.New(logrredact.NewSink(funcr.New(o.line, funcr.Options{LogCaller: funcr.All}).GetSink(), r))
		},
		"New over slog": func(o *output) logr.Logger {
			return logrredact.New(logr.FromSlogHandler(slog.NewTextHandler(o, &slog.HandlerOptions{AddSource: true})), r)
		},
		"twice": func(o *output) logr.Logger {
			return logrredact.New(logrredact.New(funcr.New(o.line, funcr.Options{LogCaller: funcr.All}), r), r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var o output
			l := build(&o)
			if name == "NewSink" { // Init was called by funcr.New
				l = l.WithCallDepth(-1)
			}
			var lines []int
			next := func() { // the line behind that of the call
				_, _, line, _ := runtime.Caller(1)
				lines = append(lines, line+1)
			}
			next()
			l.Info("m")
			next()
			l.Error(nil, "m "+token)
			next()
			l.WithValues("password", password).WithName("n").V(0).Info("m")
			next()
			helper(l, 1)
			next()
			func() { l.WithCallDepth(1).WithValues("a", 1).Info("m") }()
			help, deep := l.WithCallStackHelper()
			next()
			func() { help(); deep.Info("m") }()
			out := strings.Split(strings.TrimSpace(o.String()), "\n")
			if len(out) != len(lines) {
				t.Fatalf("%d lines: %s", len(out), o.String())
			}
			for i, line := range lines {
				if !strings.Contains(out[i], fmt.Sprintf("traps_test.go\":%d", line)) && !strings.Contains(out[i], fmt.Sprintf("traps_test.go\" \"line\"=%d", line)) &&
					!strings.Contains(out[i], fmt.Sprintf("traps_test.go:%d", line)) && !strings.Contains(out[i], fmt.Sprintf(`"file":"traps_test.go","line":%d`, line)) {
					t.Errorf("call %d, of line %d, is %s", i, line, out[i])
				}
			}
		})
	}
}

// recorder is what testr writes to.
type recorder struct {
	output
	helpers map[string]bool
}

func (r *recorder) Helper() {
	pc, _, _, _ := runtime.Caller(1)
	r.helpers[runtime.FuncForPC(pc).Name()] = true
}
func (r *recorder) Log(args ...any) { fmt.Fprintln(&r.output, args...) }

// The frames of this package are helpers to a testing.T.
func TestHelperFrames(t *testing.T) {
	rec := &recorder{helpers: map[string]bool{}}
	l := logrredact.New(testr.NewWithInterface(rec, testr.Options{}), newRedactor(t)).WithValues("a", 1)
	l.Info("m", "k", token)
	l.Error(nil, "m")
	mustHide(t, rec.String(), token)
	for _, f := range []string{"logr.Logger.Info", "logr.Logger.Error", "logrredact.(*sink).Info", "logrredact.(*sink).Error"} {
		found := false
		for h := range rec.helpers {
			found = found || strings.HasSuffix(h, f)
		}
		if !found {
			t.Errorf("%s is no helper: %v", f, rec.helpers)
		}
	}
}

// A wrapper has the optional interfaces that its sink has.
func TestInterfaces(t *testing.T) {
	r := newRedactor(t)
	var o output
	for name, want := range map[string]bool{"funcr": true, "fmt": false, "slog JSON": true} {
		l := logrredact.New(sinks[name](&o), r)
		for _, l := range []logr.Logger{l, l.WithValues("a", 1), l.WithName("n"), l.WithCallDepth(1)} {
			if _, ok := l.GetSink().(logr.SlogSink); ok != want {
				t.Errorf("%s: SlogSink is %v", name, ok)
			}
			if _, ok := l.GetSink().(logr.Underlier); ok {
				t.Errorf("%s hands out what is below", name)
			}
			if _, ok := l.GetSink().(funcr.Underlier); ok {
				t.Errorf("%s hands out what is below", name)
			}
		}
	}
	if l := logrredact.New(logr.Discard(), r); l.Enabled() {
		t.Error("a logger that discards is enabled")
	}
	defer func() {
		if recover() == nil {
			t.Error("a nil sink is taken")
		}
	}()
	logrredact.NewSink(nil, r)
}

func TestNilRedactor(t *testing.T) {
	for sink := range sinks {
		out := logged(sink, nil, func(l logr.Logger) {
			l.WithName(password).WithValues(token, password).Info(token, "k", password, "n", 918273)
			l.Error(errors.New(token), password)
			slog.New(logr.ToSlogHandler(l)).With("k", token).Info(token, "k", password)
		})
		mustHide(t, out, token, password, "918273")
	}
}

func TestDrops(t *testing.T) {
	r := newRedactor(t, redact.WithPath("gone", redact.DropField), redact.WithPath("never", redact.Deny), redact.WithPath("error", redact.Scan))
	for sink := range sinks {
		out := logged(sink, r, func(l logr.Logger) {
			l.Info("one", "gone", "x-1", "kept", "x-2")
			l.Info("two", "a", 1, "never", "x-3")
			l.WithValues("gone", "x-4", "b", 2).Info("three")
			l.WithValues("never", "x-5").Info("four")
			l.WithValues("never", "x-5").WithName("n").Error(errors.New("x-6"), "five")
			s := slog.New(logr.ToSlogHandler(l))
			s.Info("six", "gone", "x-7")
			s.Info("seven", "never", "x-8")
			s.With("never", 1).Info("eight")
		})
		for _, s := range []string{"x-1", "x-3", "x-4", "x-5", "x-6", "x-7", "x-8", "two", "four", "five", "seven", "eight"} {
			if strings.Contains(out, s) {
				t.Errorf("%s: %q is written: %s", sink, s, out)
			}
		}
		if n := strings.Count(out, "[DENIED:path]"); n != 5 || strings.Contains(out, "b=2 msg=[") {
			t.Errorf("%s: %d stubs: %s", sink, n, out)
		}
		for _, s := range []string{"one", "x-2", "three", "six"} {
			if !strings.Contains(out, s) {
				t.Errorf("%s: %q is lost: %s", sink, s, out)
			}
		}
	}
	groups := newRedactor(t, redact.WithPath("gone", redact.DropField), redact.WithPath("never", redact.Deny), redact.WithAuditFields("audit"), redact.WithoutStubs())
	out := logged("funcr", groups, func(l logr.Logger) {
		s := slog.New(logr.ToSlogHandler(l))
		s.WithGroup("gone").With("a", "x-1").Info("one", "b", "x-2")
		s.WithGroup("never").Info("two", "b", "x-3")
		s.WithGroup("never").Info("three")
		s.WithGroup("never").With("a", 1).Info("four")
		l.WithValues("audit", true, "never", "x-4").Info("five")
		s.With("audit", true).WithGroup("never").Info("six", "a", "x-5")
		l.Info("seven", "never", "x-6", "audit", 0)
		l.Error(nil, "eight", "never", "x-7")
	})
	for _, s := range []string{"five", "six", "seven"} {
		if !strings.Contains(out, s) {
			t.Errorf("%s, of an audit log, is not written: %s", s, out)
		}
	}
	if strings.Contains(out, "x-") || !strings.Contains(out, "one") || strings.Contains(out, "two") || !strings.Contains(out, "three") || strings.Contains(out, "four") || strings.Contains(out, "eight") || strings.Contains(out, "DENIED") {
		t.Errorf("groups: %s", out)
	}
}

// selfish is a value whose group holds it twice.
type selfish struct{}

func (s selfish) LogValue() slog.Value { return slog.GroupValue(slog.Any("a", s), slog.Any("b", s)) }

func TestBounds(t *testing.T) {
	r := newRedactor(t)
	many := make([]any, 2*20_000)
	for i := range many {
		many[i] = "k"
	}
	many[len(many)-1] = token
	var deep any = token
	pseudo := funcr.PseudoStruct{"a", token}
	for range 200 {
		deep = []any{deep}
		pseudo = funcr.PseudoStruct{"a", pseudo}
	}
	for name, log := range map[string]func(logr.Logger){
		"pairs":        func(l logr.Logger) { l.Info("m", many...) },
		"bound pairs":  func(l logr.Logger) { l.WithValues(many...).Info("m") },
		"deep":         func(l logr.Logger) { l.Info("m", "k", deep) },
		"deep pseudo":  func(l logr.Logger) { l.Info("m", "k", pseudo) },
		"selfish":      func(l logr.Logger) { l.Info("m", "k", selfish{}) },
		"slog selfish": func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", "k", selfish{}) },
		"slog attrs":   func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", many...) },
	} {
		for _, sink := range []string{"fmt", "funcr"} {
			if sink == "fmt" && strings.HasPrefix(name, "slog") {
				continue // logr itself resolves without a bound for a sink that is no SlogSink
			}
			out := logged(sink, r, log)
			mustHide(t, out, token)
			if !strings.Contains(out, "[REDACTED:limit") && !strings.Contains(out, "[REDACTED:error") && !strings.Contains(out, "max-log-depth") {
				t.Errorf("%s/%s: no bound in %.200s", name, sink, out)
			}
		}
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
		opts []logrredact.Option
		want string
	}{{nil, "logr"}, {[]logrredact.Option{nil, logrredact.ForSink("audit")}, "audit"}} {
		var seen observed
		var o output
		l := logrredact.New(sinks["fmt"](&o), newRedactor(t, redact.WithObserver(&seen)), c.opts...)
		l.Info(token, "password", password)
		l.Error(errors.New(token), "m")
		if len(seen.all) != 3 {
			t.Errorf("%d events", len(seen.all))
		}
		for _, e := range seen.all {
			if e.Sink != c.want {
				t.Errorf("sink %q, want %q", e.Sink, c.want)
			}
		}
	}
}

// Loggers that were derived from one are used and derived at once, while the policy and
// the live secrets change.
func TestConcurrent(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	other := newRedactor(t, redact.WithSecrets(&set), redact.WithNames("note"))
	var o output
	shared := logrredact.New(sinks["funcr"](&o), r).WithValues("password", password)
	handler := slog.New(logr.ToSlogHandler(shared))
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := range 50 {
				shared.WithValues("i", i).WithName(token).Info("m", "k", token, "n", n)
				handler.LogAttrs(context.Background(), slog.LevelInfo, "m", slog.String("k", token))
			}
		})
	}
	wg.Go(func() {
		for i := range 20 {
			if _, err := set.Set(fmt.Sprint("s", i), fmt.Append(nil, "zK7-quartz-lemon-", i)); err != nil {
				t.Error(err)
			}
			r.Replace(other)
		}
	})
	wg.Wait()
	mustHide(t, o.String(), password, token)
	if n := strings.Count(o.String(), "[REDACTED:password]"); n != 400 {
		t.Errorf("%d of 400 records", n)
	}
}

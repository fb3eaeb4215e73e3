package slogredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

type (
	stringer   struct{ s string }
	jsonValue  struct{ s string }
	textValue  struct{ s string }
	logValue   struct{ s string }
	formatted  struct{ s string }
	customErr  struct{ s string }
	loginInput struct {
		User     string `json:"user"`
		Password string `json:"pw_x"`
		hidden   string
	}
	holder struct{ Inner any }
)

func (s stringer) String() string                { return s.s }
func (s jsonValue) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"x": s.s}) }
func (s textValue) MarshalText() ([]byte, error) { return []byte(s.s), nil }
func (s logValue) LogValue() slog.Value          { return slog.StringValue(s.s) }
func (s formatted) Format(f fmt.State, _ rune)   { fmt.Fprint(f, s.s) }
func (e *customErr) Error() string               { return e.s }

// entries is every kind of attribute value that carries a token, and every place
// of one. The rows hold no secret name: what hides them is the value.
func entries() map[string]func(*slog.Logger) {
	attr := func(v any) func(*slog.Logger) { return func(l *slog.Logger) { l.Info("m", "k", v) } }
	m := map[string]func(*slog.Logger){
		"message":           func(l *slog.Logger) { l.Info("got " + token) },
		"name":              func(l *slog.Logger) { l.Info("m", token, 1) },
		"bad key":           func(l *slog.Logger) { l.Info("m", []any{token}...) },
		"group attr name":   func(l *slog.Logger) { l.Info("m", slog.Group(token, "a", 1)) },
		"group":             func(l *slog.Logger) { l.Info("m", slog.Group("g", slog.Group("h", "a", token))) },
		"inlined group":     func(l *slog.Logger) { l.Info("m", slog.Group("", "a", token)) },
		"name in group":     func(l *slog.Logger) { l.Info("m", slog.Group("g", token, 1)) },
		"With":              func(l *slog.Logger) { l.With("a", token).Info("m") },
		"With name":         func(l *slog.Logger) { l.With(token, 1).Info("m") },
		"With in group":     func(l *slog.Logger) { l.WithGroup("g").With("a", token).WithGroup("h").Info("m", "b", 1) },
		"WithGroup":         func(l *slog.Logger) { l.WithGroup(token).Info("m", "a", 1) },
		"after With":        func(l *slog.Logger) { l.With("a", 1).WithGroup("g").Info("m", "b", token) },
		"With of group":     func(l *slog.Logger) { l.With(slog.Group("g", "a", token)).Info("m") },
		"With of LogValuer": func(l *slog.Logger) { l.With("a", logValue{token}).Info("m") },
		"late attr": func(l *slog.Logger) {
			l.Info("m", "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "h", 8, "i", 9, "k", token)
		},
		"package log": func(l *slog.Logger) {
			log.New(slogWriter{l.Handler()}, "", 0).Print("line with " + token)
		},
		"attr in any": attr(slog.String("a", token)),
	}
	values := map[string]any{
		"string": token, "bytes": []byte(token), "error": errors.New(token),
		"wrapped error": fmt.Errorf("a: %w", &customErr{token}), "joined": errors.Join(errors.New("a"), &customErr{token}),
		"stringer": stringer{token}, "json": jsonValue{token}, "text": textValue{token}, "logvalue": logValue{token},
		"formatter": formatted{token}, "pointer": &stringer{token}, "raw json": json.RawMessage(`{"a":"` + token + `"}`),
		"slice of logvalue": []logValue{{token}}, "map of logvalue": map[string]logValue{"a": {token}},
		"struct of logvalue": holder{logValue{token}}, "map key": map[string]int{token: 1}, "error slice": []error{errors.New(token)},
		"struct": loginInput{User: token}, "unexported": loginInput{hidden: token}, "nested": holder{&holder{[]any{token}}},
		"header": http.Header{"X-Thing": {token}}, "values": url.Values{"x": {token}}, "request": request(),
		"group value": slog.GroupValue(slog.String("a", token)), "array": [2]string{"a", token},
		"nested group valuer": logGroup{token}, "attrs": []slog.Attr{slog.String("a", token)},
	}
	for name, v := range values {
		m["any/"+name] = attr(v)
		m["with/"+name] = func(l *slog.Logger) { l.With("k", v).Info("m") }
		m["in group/"+name] = func(l *slog.Logger) { l.Info("m", slog.Group("g", slog.Any("k", v))) }
	}
	return m
}

func request() *http.Request {
	r, _ := http.NewRequest("GET", "http://host/path?x="+token, nil)
	r.Header.Set("X-Thing", token)
	return r
}

type logGroup struct{ s string }

func (g logGroup) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("inner", logValue(g)), slog.Int("n", 1))
}

type slogWriter struct{ h slog.Handler }

func (w slogWriter) Write(p []byte) (int, error) {
	return len(p), w.h.Handle(context.Background(), slog.NewRecord(time.Now(), slog.LevelInfo, string(p), 0))
}

func TestNothingGetsOut(t *testing.T) {
	r := newRedactor(t)
	for name, do := range entries() {
		for i, f := range formats {
			t.Run(name+"/"+f.name, func(t *testing.T) {
				out := logged(t, r, i, do)
				mustHide(t, out, token, token[4:20], "Z2hwXz") // base64 of ghp_
				if strings.Contains(out, "!ERROR") || strings.Contains(out, "!PANIC") {
					t.Errorf("the handler failed: %s", out)
				}
				if strings.Count(out, "\n") != 1 {
					t.Errorf("not one record: %q", out)
				}
			})
		}
	}
}

// The rows would say nothing if they did not leak without the handler.
func TestEntriesLeak(t *testing.T) {
	none := map[string]bool{
		// The JSON handler prints neither of these, the text handler prints both.
		"json/unexported": true, "json/stringer": true, "json/formatter": true, "json/pointer": true,
		"json/error slice": true, "json/slice of logvalue": true, "json/map of logvalue": true, "json/struct of logvalue": true,
		"json/bytes": true, "json/attr in any": true, "json/request": true, "text/nested": true, "text/pointer": true,
	}
	for name, do := range entries() {
		for _, f := range formats {
			var b bytes.Buffer
			do(slog.New(f.new(&b, noTime)))
			_, short, ok := strings.Cut(name, "/")
			if !ok {
				short = name
			}
			if !strings.Contains(b.String(), token) && !none[f.name+"/"+short] {
				t.Errorf("%s/%s shows no secret without redaction: %s", name, f.name, &b)
			}
		}
	}
}

func TestNames(t *testing.T) {
	r := newRedactor(t, redact.WithNames("national_id"))
	for i, f := range formats {
		out := logged(t, r, i, func(l *slog.Logger) {
			l = l.With("password", password, "n", 1)
			l.Info("login", "userPassword", password, "pin", 987654, "national_id", uint64(77),
				"cvv", 123.0, "max_tokens", 512, slog.Group("db", "passwd", password, "port", 5432),
				slog.Group("secret", "a", "zebra-one", "b", 4711, "c", "true"))
		})
		mustHide(t, out, password, "987654", "77", "123", "zebra-one", "4711")
		for _, want := range []string{"512", "5432", "login"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %s is missing: %s", f.name, want, out)
			}
		}
	}
	// A hidden number is a string.
	m := fields(t, logged(t, r, 0, func(l *slog.Logger) { l.Info("m", "pin", 987654, "port", 80) }))
	if _, ok := m["pin"].(string); !ok || m["port"] != 80.0 {
		t.Errorf("pin is %v, port is %v", m["pin"], m["port"])
	}
}

// In an open group a weak name says what the value of the group is.
func TestValueOfOpenGroup(t *testing.T) {
	out := logged(t, newRedactor(t), 0, func(l *slog.Logger) { l.WithGroup("token").Info("m", "value", "hunter2", "n", 1) })
	mustHide(t, out, "hunter2")
}

// A message is not inside the open groups.
func TestMessageOutsideGroups(t *testing.T) {
	out := logged(t, newRedactor(t), 0, func(l *slog.Logger) { l.WithGroup("password").Info("ready", "a", "zebra") })
	if m := fields(t, out); m["msg"] != "ready" || strings.Contains(out, "zebra") {
		t.Error(out)
	}
}

func TestActions(t *testing.T) {
	r := newRedactor(t,
		redact.WithPath("body", redact.DropField),
		redact.WithPath("req.raw", redact.DropField),
		redact.WithPath("audit.secret_only", redact.Deny),
		redact.WithPath("internal", redact.Deny),
		redact.WithPath("gone", redact.DropField),
		redact.WithPath("public.password", redact.Keep),
		redact.WithPath("all", redact.Redact))
	for _, c := range []struct {
		name string
		do   func(*slog.Logger)
		want string
	}{
		{"field", func(l *slog.Logger) { l.Info("m", "a", 1, "body", "x", "b", 2) }, `{"level":"INFO","msg":"m","a":1,"b":2}`},
		{"in attr group", func(l *slog.Logger) { l.Info("m", slog.Group("req", "raw", 1, "b", 2)) }, `{"level":"INFO","msg":"m","req":{"b":2}}`},
		{"in open group", func(l *slog.Logger) { l.WithGroup("req").Info("m", "raw", 1, "b", 2) }, `{"level":"INFO","msg":"m","req":{"b":2}}`},
		{"group empties", func(l *slog.Logger) { l.Info("m", slog.Group("req", "raw", 1)) }, `{"level":"INFO","msg":"m"}`},
		{"bound", func(l *slog.Logger) { l.With("body", 1, "a", 2).Info("m") }, `{"level":"INFO","msg":"m","a":2}`},
		{"bound alone", func(l *slog.Logger) { l.With("body", 1).Info("m") }, `{"level":"INFO","msg":"m"}`},
		{"dropped open group", func(l *slog.Logger) { l.WithGroup("gone").With("a", 1).WithGroup("h").Info("m", "b", 1) }, `{"level":"INFO","msg":"m"}`},
		{"record", func(l *slog.Logger) { l.Info("m", "a", 1, slog.Group("audit", "secret_only", 1)) }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, later", func(l *slog.Logger) { l.Info("m", "body", 1, slog.Group("audit", "secret_only", 1)) }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, bound", func(l *slog.Logger) { l.With("internal", 1).Info("m") }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, bound in group", func(l *slog.Logger) { l.WithGroup("audit").With("secret_only", 1).WithGroup("x").Info("m", "y", 1) }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, group", func(l *slog.Logger) { l.WithGroup("internal").Info("m", "a", 1) }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, group bound", func(l *slog.Logger) { l.WithGroup("internal").With("a", 1).Info("m") }, `{"level":"INFO","msg":"[DENIED:path]"}`},
		{"record, empty group", func(l *slog.Logger) { l.WithGroup("internal").Info("m") }, `{"level":"INFO","msg":"m"}`},
		{"keep", func(l *slog.Logger) { l.WithGroup("public").Info("m", "password", "zebra") }, `{"level":"INFO","msg":"m","public":{"password":"zebra"}}`},
		{"all", func(l *slog.Logger) {
			l.WithGroup("all").Info("m", "n", 1, "b", true, "f", 1.5, "d", time.Second, "t", time.Time{}, "g", slog.GroupValue(slog.Int("h", 1)))
		}, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := strings.TrimSpace(logged(t, r, 0, c.do))
			if c.name == "all" {
				g := fields(t, out)["all"].(map[string]any)
				for k, v := range g {
					if m, ok := v.(map[string]any); ok {
						v = m["h"]
					}
					if s, ok := v.(string); !ok || !strings.HasPrefix(s, "[REDACTED") {
						t.Errorf("%s is %v", k, v)
					}
				}
				if len(g) != 6 {
					t.Error(out)
				}
				return
			}
			if out != c.want {
				t.Errorf("got  %s\nwant %s", out, c.want)
			}
		})
	}
}

// A logger that drops does not wake its LogValuers.
func TestDroppedIsNotResolved(t *testing.T) {
	calls := 0
	v := valuer(func() slog.Value { calls++; return slog.StringValue(token) })
	r := newRedactor(t, redact.WithPath("body", redact.DropField))
	out := logged(t, r, 0, func(l *slog.Logger) { l.With("body", v).Info("m", "body", v) })
	if calls != 0 || strings.Contains(out, "REDACTED") {
		t.Errorf("%d calls: %s", calls, out)
	}
}

type valuer func() slog.Value

func (v valuer) LogValue() slog.Value { return v() }

func TestResolvedOnce(t *testing.T) {
	r := newRedactor(t)
	for name, wrap := range map[string]func(any) any{
		"attr":   func(v any) any { return v },
		"group":  func(v any) any { return slog.GroupValue(slog.Int("n", 1), slog.Any("v", v)) },
		"slice":  func(v any) any { return []any{v} },
		"struct": func(v any) any { return holder{v} },
	} {
		for i, f := range formats {
			for _, bound := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/bound=%v", name, f.name, bound), func(t *testing.T) {
					calls := 0
					v := wrap(valuer(func() slog.Value {
						if calls++; calls > 1 {
							return slog.StringValue(token)
						}
						return slog.StringValue("harmless first answer")
					}))
					out := logged(t, r, i, func(l *slog.Logger) {
						if bound {
							l = l.With("k", v)
							l.Info("m")
							l.WithGroup("g").Info("m")
							return
						}
						l.Info("m", "a", 1, "k", v, "z", token)
					})
					mustHide(t, out, token)
					if calls != 1 || !strings.Contains(out, "harmless first answer") {
						t.Errorf("%d calls: %s", calls, out)
					}
				})
			}
		}
	}
}

type (
	panicStringer struct{ a int }
	panicJSON     struct{ a int }
	panicError    struct{ a int }
)

func (panicStringer) String() string           { panic(token) }
func (panicJSON) MarshalJSON() ([]byte, error) { panic(token) }
func (*panicError) Error() string              { panic(token) }
func failingJSON() json.Marshaler              { return errJSON{} }
func (errJSON) MarshalJSON() ([]byte, error)   { return nil, errors.New(token) }
func panicValuer() slog.LogValuer              { return valuer(func() slog.Value { panic(token) }) }
func nilValuer() slog.LogValuer                { return (*ptrValuer)(nil) }
func (p *ptrValuer) LogValue() slog.Value      { return slog.StringValue(p.s) }
func selfValuer() slog.LogValuer               { return &loop{} }
func (l *loop) LogValue() slog.Value           { return slog.AnyValue(l) }
func (l *growing) LogValue() slog.Value        { return slog.GroupValue(slog.Any("a", l), slog.Any("b", l)) }

type (
	errJSON   struct{}
	ptrValuer struct{ s string }
	loop      struct{ _ int }
	growing   struct{ _ int }
)

func TestPanicsAndLimits(t *testing.T) {
	r := newRedactor(t)
	for name, c := range map[string]struct {
		v    any
		want string
	}{
		"LogValue":      {panicValuer(), "[REDACTED:error]"},
		"nil LogValuer": {nilValuer(), "[REDACTED:error]"},
		"String":        {panicStringer{1}, "[REDACTED:error]"},
		"MarshalJSON":   {panicJSON{1}, "[REDACTED:error]"},
		"Error":         {&panicError{1}, "[REDACTED:error]"},
		"failing JSON":  {failingJSON(), "[REDACTED:error]"},
		"endless":       {selfValuer(), "[REDACTED:limit"},
		"growing":       {&growing{}, "[REDACTED:limit"},
	} {
		for i, f := range formats {
			t.Run(name+"/"+f.name, func(t *testing.T) {
				for _, do := range []func(*slog.Logger){
					func(l *slog.Logger) { l.Info("m", "before", 1, "k", c.v, "after", 2) },
					func(l *slog.Logger) { l.Info("m", "before", 1, slog.Group("g", "k", c.v), "after", 2) },
					func(l *slog.Logger) {
						if name == "nil LogValuer" { // a nil inside a value is nil
							c.v = panicValuer()
						}
						l.Info("m", "before", 1, "l", []any{c.v}, "after", 2)
					},
					func(l *slog.Logger) { l.With("before", 1, "k", c.v, "after", 2).Info("m") },
				} {
					was := r.Stats()
					out := logged(t, r, i, do)
					mustHide(t, out, token)
					if name != "growing" && !strings.Contains(out, "after") || !strings.Contains(out, "before") || !strings.Contains(out, c.want) {
						t.Errorf("want %s in %.300s", c.want, out)
					}
					if strings.Contains(out, "PANIC") {
						t.Errorf("a panic reached the handler: %.300s", out)
					}
					if now := r.Stats(); now.Errors+now.Limits == was.Errors+was.Limits {
						t.Error("no counter moved")
					}
				}
			})
		}
	}
}

func TestDeepGroups(t *testing.T) {
	v := slog.GroupValue(slog.String("leaf", token))
	for range 200 {
		v = slog.GroupValue(slog.Any("g", v))
	}
	out := logged(t, newRedactor(t), 0, func(l *slog.Logger) { l.Info("m", "k", v) })
	mustHide(t, out, token)
	if !strings.Contains(out, "[REDACTED:limit]") {
		t.Error(out)
	}
	fields(t, out)
}

func TestManyAttrs(t *testing.T) {
	many := make([]any, 0, 30_000)
	for range 15_000 {
		many = append(many, slog.Int("n", 1))
	}
	many = append(many, slog.String("last", token))
	for name, do := range map[string]func(*slog.Logger){
		"clean before": func(l *slog.Logger) { l.Info("m", many...) },
		"dirty before": func(l *slog.Logger) { l.Info("m "+token, append([]any{slog.String("x", token)}, many...)...) },
		"group":        func(l *slog.Logger) { l.Info("m", slog.Group("g", many...)) },
		"bound":        func(l *slog.Logger) { l.With(many...).Info("m") },
	} {
		out := logged(t, newRedactor(t), 0, do)
		mustHide(t, out, token)
		if name != "clean before" && !strings.Contains(out, "[REDACTED:limit]") {
			t.Errorf("%s: no limit was reached", name)
		}
	}
}

// What is given to the handler is never written to: fan-outs share it.
func TestCallersSlices(t *testing.T) {
	r := newRedactor(t)
	attrs := []slog.Attr{
		slog.String("a", token), slog.Group("g", "b", token, "password", password),
		slog.Any("m", map[string]string{"x": token}), slog.Any("v", logValue{token}),
	}
	group := []slog.Attr{slog.String("x", token), slog.Int("n", 1)}
	attrs = append(attrs, slog.Attr{Key: "shared", Value: slog.GroupValue(group...)})
	want := fmt.Sprintf("%#v %v %v", attrs, attrs, group)

	var one, two bytes.Buffer
	h := slog.NewMultiHandler(slogredact.NewHandler(slog.NewJSONHandler(&one, noTime), r), slog.NewJSONHandler(&two, noTime)).WithAttrs(attrs)
	l := slog.New(h)
	l.LogAttrs(context.Background(), slog.LevelInfo, "m", attrs...)
	mustHide(t, one.String(), token, password)
	if strings.Count(two.String(), token) != 10 {
		t.Errorf("the sibling was redacted: %s", &two)
	}
	if got := fmt.Sprintf("%#v %v %v", attrs, attrs, group); got != want {
		t.Errorf("the caller's attributes changed: %s", got)
	}
}

// What With has bound is a copy: the caller may go on writing to it.
func TestBoundIsOwned(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	attrs := []slog.Attr{slog.Int("n", 1), slog.Group("g", "a", 1)}
	m := map[string]any{"x": "old"}
	var b bytes.Buffer
	h := slogredact.NewHandler(slog.NewJSONHandler(&b, noTime), r).WithAttrs(append(attrs, slog.Any("m", m)))
	attrs[0] = slog.String("n", "changed")
	attrs[1].Value.Group()[0] = slog.String("a", "changed")
	m["x"] = "changed"
	mustSet(t, &set, "late", "zK7-quartz-lemon-41")
	slog.New(h).Info("m")
	if got, want := b.String(), `{"level":"INFO","msg":"m","n":1,"g":{"a":1},"m":{"x":"old"}}`+"\n"; got != want {
		t.Errorf("got %swant %s", got, want)
	}
}

func mustSet(t testing.TB, s *redact.SecretSet, name, value string) {
	t.Helper()
	if _, err := s.Set(name, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

func TestSecretAfterWith(t *testing.T) {
	const secret = "zK7-quartz-lemon-41"
	for i, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			var set redact.SecretSet
			r := newRedactor(t, redact.WithSecrets(&set))
			var b bytes.Buffer
			l := slog.New(slogredact.NewHandler(formats[i].new(&b, noTime), r))
			l = l.With("a", "is "+secret, "e", errors.New(secret), "l", []any{secret}, secret, 1, "z", redact.Safe(secret)).
				WithGroup("g").With(slog.Group("h", "s", secret)).WithGroup(secret)
			child := l.With("c", secret)
			l.Info("m", "n", 1)
			if strings.Count(b.String(), secret) != 7 {
				t.Fatalf("before: %s", &b)
			}
			mustSet(t, &set, "late", secret)
			b.Reset()
			l.Info("m", "n", 1)
			child.Info("m", "n", 1)
			child.With("d", secret).Info("m", "n", 1)
			mustHide(t, b.String(), secret)
			if n := strings.Count(b.String(), "n=1") + strings.Count(b.String(), `"n":1`); n != 3 {
				t.Errorf("%d records are complete: %s", n, &b)
			}
		})
	}
}

func TestReplaceAfterWith(t *testing.T) {
	r := newRedactor(t)
	var b bytes.Buffer
	l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(&b, noTime), r)).
		With("colour", "zebra", "password", password, "gone", "lemur", "s", redact.Safe("ok"))
	r.Replace(newRedactor(t, redact.WithNames("colour"), redact.WithPath("gone", redact.DropField), redact.WithReplacement(redact.Fixed("***"))))
	l.Info("m")
	m := fields(t, b.String())
	if m["colour"] != "***" || m["s"] != "ok" || m["gone"] != nil {
		t.Error(b.String())
	}
	mustHide(t, b.String(), password, "zebra", "lemur")
	b.Reset()
	r.Replace(nil)
	l.Info("m", "a", 1)
	if out := b.String(); strings.Contains(out, `:1`) || strings.Contains(out, "ok") {
		t.Errorf("the zero Redactor lets through: %s", out)
	}
}

// TestPathsAfterWith: rules that come later decide on what is bound as they would have
// on the value itself.
func TestPathsAfterWith(t *testing.T) {
	type Embedded struct{ Inner string }
	type config struct {
		Embedded
		Colour string `json:"c"`
	}
	for name, tt := range map[string]struct {
		path  string
		value any
	}{
		"json name":        {"k.c", config{Colour: "zebra"}},
		"Go name":          {"k.Colour", config{Colour: "zebra"}},
		"Go name, pointer": {"k.Colour", &config{Colour: "zebra"}},
		"embedded":         {"k.Inner", config{Embedded: Embedded{"zebra"}}},
		"broken JSON":      {"k.a", json.RawMessage(`{"a":"zebra`)},
		"broken list":      {"k.a", json.RawMessage(`[{"b":nan,"a":"zebra"}]`)},
		"broken, whole":    {"k", json.RawMessage(`{"a":"zebra`)},
	} {
		for _, format := range []string{"JSON", "text"} {
			for _, act := range []redact.Action{redact.Redact, redact.DropField} {
				var b bytes.Buffer
				var h slog.Handler = slog.NewJSONHandler(&b, noTime)
				if format == "text" {
					h = slog.NewTextHandler(&b, noTime)
				}
				r := redact.MustNew(redact.WithNames("password")) // quickly built, fifty times
				l := slog.New(slogredact.NewHandler(h, r)).With("k", tt.value)
				l.Info("m")
				if !strings.Contains(b.String(), "zebra") {
					t.Errorf("%s, %s: hidden before there is a rule: %s", name, format, b.String())
				}
				b.Reset()
				r.Replace(redact.MustNew(redact.WithPath(tt.path, act)))
				l.Info("m")
				mustHide(t, b.String(), "zebra")
			}
		}
	}
}

func TestSafe(t *testing.T) {
	for i, f := range formats {
		var set redact.SecretSet
		r := newRedactor(t, redact.WithSecrets(&set))
		var b bytes.Buffer
		l := slog.New(slogredact.NewHandler(f.new(&b, noTime), r)).With("password", redact.Safe("bound-ok"), "token", redact.Safe(token))
		l.Info("m", "secret", redact.Safe("record-ok"))
		mustSet(t, &set, "x", "zK7-quartz-lemon-41")
		l.Info("m", "secret", redact.Safe("record-ok"))
		if out := b.String(); strings.Count(out, "bound-ok") != 2 || strings.Count(out, "record-ok") != 2 {
			t.Errorf("%s: %s", formats[i].name, out)
		}
		mustHide(t, b.String(), token)
	}
}

func TestNilRedactor(t *testing.T) {
	for i := range formats {
		out := logged(t, nil, i, func(l *slog.Logger) {
			l.With("a", "alpha", "i", 4711).WithGroup("gamma").Info("delta", "b", "beta", "n", 4712, "e", errors.New("eta"), "l", []int{4713})
		})
		mustHide(t, out, "alpha", "beta", "gamma", "delta", "eta", "471")
	}
}

func TestSourceTimeLevel(t *testing.T) {
	r := newRedactor(t)
	k := &keep{}
	l := slog.New(slogredact.NewHandler(k, r))
	for _, msg := range []string{"clean", "dirty " + token} {
		for _, attrs := range [][]any{{"a", 1}, {"a", token}} {
			before := time.Now()
			l.Warn(msg, attrs...)
			if s := k.rec.Source(); s == nil || !strings.HasSuffix(s.File, "traps_test.go") || !strings.HasSuffix(s.Function, "TestSourceTimeLevel") {
				t.Errorf("source is %v", s)
			}
			if k.rec.Level != slog.LevelWarn || k.rec.Time.Before(before) {
				t.Errorf("level %v, time %v", k.rec.Level, k.rec.Time)
			}
		}
	}
}

// A clean record is passed on as it is; only what is dirty is copied.
func TestCleanIsSame(t *testing.T) {
	r := newRedactor(t)
	k := &keep{}
	h := slogredact.NewHandler(k, r)
	group := slog.GroupValue(slog.Int("x", 1), slog.String("y", "z"))
	type point struct{ X, Y int }
	p := &point{1, 2}
	rec := slog.NewRecord(time.Now(), slog.LevelInfo, "clean", 0)
	rec.AddAttrs(slog.Any("p", p), slog.Attr{Key: "g", Value: group}, slog.Duration("d", 1), slog.Time("t", time.Now()), slog.Any("nil", nil))
	if err := h.Handle(context.Background(), rec); err != nil {
		t.Fatal(err)
	}
	got := attrsOf(k.rec)
	if len(got) != 5 || got[0].Value.Any() != any(p) || &got[1].Value.Group()[0] != &group.Group()[0] {
		t.Errorf("copied: %v", got)
	}
	rec.AddAttrs(slog.String("s", token))
	_ = h.Handle(context.Background(), rec)
	got = attrsOf(k.rec)
	if len(got) != 6 || got[0].Value.Any() != any(p) || &got[1].Value.Group()[0] != &group.Group()[0] || strings.Contains(got[5].String(), token) {
		t.Errorf("copied or leaked: %v", got)
	}
	if !slices.ContainsFunc(attrsOf(rec), func(a slog.Attr) bool { return a.Value.String() == token }) {
		t.Error("the caller's record changed")
	}
}

func TestHandler(t *testing.T) {
	r := newRedactor(t)
	k := &keep{err: errors.New("the writer's own error"), level: slog.LevelError}
	h := slogredact.NewHandler(k, r)
	ctx := context.Background()
	if h.Enabled(ctx, slog.LevelInfo) || !h.Enabled(ctx, slog.LevelError) {
		t.Error("Enabled is not the inner handler's")
	}
	if err := h.Handle(ctx, slog.NewRecord(time.Now(), 0, token, 0)); err != k.err {
		t.Errorf("error %v", err)
	}
	if h.WithGroup("") != h || h.WithAttrs(nil) != h || h.WithAttrs([]slog.Attr{}) != h {
		t.Error("WithGroup(\"\") or WithAttrs(nil) does not return the receiver")
	}
	if got := slogredact.Middleware(r)(k); got.Handle(ctx, slog.NewRecord(time.Now(), 0, token, 0)) != k.err || k.rec.Message == token {
		t.Errorf("Middleware: %v", k.rec.Message)
	}
	drop := slogredact.NewHandler(k, newRedactor(t, redact.WithPath("x", redact.Deny), redact.WithoutStubs()))
	rec, n := slog.NewRecord(time.Now(), 0, "m", 0), k.handled
	rec.AddAttrs(slog.Int("x", 1))
	if err := drop.Handle(ctx, rec); err != nil || k.handled != n {
		t.Errorf("a dropped record: %v, handled %d times", err, k.handled-n)
	}
	defer func() {
		if recover() == nil {
			t.Error("a nil handler is taken")
		}
	}()
	slogredact.NewHandler(nil, r)
}

// Loggers derived from one parent do not disturb each other, also when they are
// bound again.
func TestDerived(t *testing.T) {
	var set redact.SecretSet
	out := logged(t, newRedactor(t, redact.WithSecrets(&set)), 0, func(l *slog.Logger) {
		p := l.With("a", 1).With("b", 2).With("c", 3)
		x, y := p.With("x", 1), p.With("y", 2)
		mustSet(t, &set, "late", "zK7-quartz-lemon-41")
		x.Info("m")
		y.Info("m")
		p.Info("m")
	})
	want := `{"level":"INFO","msg":"m","a":1,"b":2,"c":3,"x":1}
{"level":"INFO","msg":"m","a":1,"b":2,"c":3,"y":2}
{"level":"INFO","msg":"m","a":1,"b":2,"c":3}
`
	if out != want {
		t.Errorf("got %s", out)
	}
}

// binds counts what is bound to the next handler.
type binds struct {
	slog.Handler
	n *int
}

func (b binds) WithAttrs(as []slog.Attr) slog.Handler {
	*b.n++
	return binds{b.Handler.WithAttrs(as), b.n}
}

func TestBoundOnce(t *testing.T) {
	var set redact.SecretSet
	n := 0
	h := binds{slog.NewJSONHandler(io.Discard, nil), &n}
	l := slog.New(slogredact.NewHandler(h, newRedactor(t, redact.WithSecrets(&set)))).With("a", 1).With("b", 2)
	l.Info("m")
	if n != 2 {
		t.Errorf("bound %d times, want 2", n)
	}
	mustSet(t, &set, "late", "zK7-quartz-lemon-41")
	l.Info("m")
	l.Info("m")
	if n != 4 {
		t.Errorf("bound %d times after a change, want 4", n)
	}
}

type watcher struct{ events []redact.Event }

func (w *watcher) Observe(e redact.Event) { w.events = append(w.events, e) }

func TestForSink(t *testing.T) {
	for _, c := range []struct {
		opts []slogredact.Option
		want string
	}{{nil, "slog"}, {[]slogredact.Option{slogredact.ForSink("audit")}, "audit"}} {
		w := &watcher{}
		r := newRedactor(t, redact.WithObserver(w))
		var b bytes.Buffer
		slog.New(slogredact.NewHandler(slog.NewJSONHandler(&b, nil), r, c.opts...)).Info(token, "password", password, "v", []string{stripe})
		if len(w.events) != 3 {
			t.Errorf("%d events", len(w.events))
		}
		for _, e := range w.events {
			if e.Sink != c.want {
				t.Errorf("sink %q, want %q", e.Sink, c.want)
			}
		}
	}
}

// TestNilOption: a nil option is none, as for the writers of package redact.
func TestNilOption(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	var out bytes.Buffer
	h := slogredact.NewHandler(slog.NewTextHandler(&out, nil), r, nil, slogredact.ForSink("x"))
	slog.New(h).Info("m", "password", "hunter2")
	if strings.Contains(out.String(), "hunter2") || !strings.Contains(out.String(), "REDACTED") {
		t.Error(out.String())
	}
}

// TestNesting: what lies behind 64 groups inside one another is left out, and said so.
func TestNesting(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	for depth, hidden := range map[int]bool{60: false, 70: true} {
		a := slog.String("innermost", "stays")
		for range depth {
			a = slog.Attr{Key: "g", Value: slog.GroupValue(slog.String("password", "hunter2"), a)}
		}
		var out bytes.Buffer
		slog.New(slogredact.NewHandler(slog.NewJSONHandler(&out, nil), r)).Info("m", a)
		text := out.String()
		if strings.Contains(text, "hunter2") || strings.Contains(text, "stays") == hidden || strings.Contains(text, "[REDACTED:limit") != hidden {
			t.Errorf("%d groups: %s", depth, text)
		}
	}
}

// TestOpenGroups: a group that is hidden or dropped is entered for what a later rule
// shows in it.
func TestOpenGroups(t *testing.T) {
	for i := range formats {
		r := newRedactor(t, redact.WithStrict("http.status", "user.id", "n"),
			redact.WithPath("drop", redact.DropField), redact.WithPath("drop.in", redact.Scan))
		out := logged(t, r, i, func(l *slog.Logger) {
			l.Info("strict", "n", 1, "path", "zebra", slog.Group("http", "status", 200, "agent", "lemur"), "user", logValue{"okapi"},
				"odd key!", "tapir", "list", []string{"ibis"})
			l.With("path", "zebra").WithGroup("http").With("agent", "lemur").Info("bound", "status", 204)
			l.WithGroup("drop").With("x", "zebra", "in", "kept").Info("dropped", "in", "seen", "y", 5)
			l.Info("dropped whole", "drop", "zebra", slog.Group("drop", "x", 1, "in", "one"), "drop", map[string]any{"in": "two", "x": "zebra"},
				"drop", logValue{"zebra"}, "drop", []int{77})
		})
		mustHide(t, out, "zebra", "lemur", "okapi", "tapir", "ibis", "odd key", "77")
		for _, want := range []string{"strict", "bound", "200", "204", "kept", "seen", "one", "two", "INFO"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s is missing: %s", want, out)
			}
		}
	}
}

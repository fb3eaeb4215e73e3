package redact_test

import (
	"bytes"
	"database/sql/driver"
	"encoding/base64"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	htmltemplate "html/template"
	"io"
	"log"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"text/template"

	"github.com/tacit-go/tacit/redact"
)

const held = "t7Kq-Zp3" + "vXw9Lm2Rb8"

// shows tells whether out has eight bytes of the value in a row, in a usual encoding.
func shows(out string) bool {
	list := func(s string, sep string) string {
		var parts []string
		for i := range len(s) {
			parts = append(parts, fmt.Sprint(s[i]))
		}
		return strings.Join(parts, sep)
	}
	for _, form := range []string{
		held, hex.EncodeToString([]byte(held)), strings.ToUpper(hex.EncodeToString([]byte(held))),
		base64.StdEncoding.EncodeToString([]byte(held)), base64.StdEncoding.EncodeToString([]byte(held[1:])),
		base64.StdEncoding.EncodeToString([]byte(held[2:])), fmt.Sprintf("% x", held),
		list(held, " "), list(held, ","), list(held, ", "), fmt.Sprintf("%#v", []byte(held)), fmt.Sprintf("%U", []rune(held)),
	} {
		for i := 0; i+8 <= len(form); i++ {
			if strings.Contains(out, form[i:i+8]) {
				return true
			}
		}
	}
	return false
}

type (
	textSecret  = redact.Secret[string]
	bytesSecret = redact.Secret[[]byte]
	password    string
)

// carrier has a Secret in every place that a value can stand in.
type carrier struct {
	Public  textSecret
	Bytes   bytesSecret
	Named   redact.Secret[password]
	private textSecret
	hidden  bytesSecret
	Pointer *textSecret
	ptr     *textSecret
	Any     any
	any     any
	Slice   []textSecret
	slice   []textSecret
	Array   [1]textSecret
	Map     map[string]textSecret
	Keys    map[*textSecret]int
	keys    map[*textSecret]int
	inner
}

type inner struct{ deep struct{ s textSecret } }

func newCarrier() carrier {
	s := redact.NewSecret(held)
	b := redact.NewSecret([]byte(held))
	c := carrier{
		Public: s, Bytes: b, Named: redact.NewSecret(password(held)), private: s, hidden: b, Pointer: &s, ptr: &s, Any: s, any: s,
		Slice: []textSecret{s}, slice: []textSecret{s}, Array: [1]textSecret{s},
		Map: map[string]textSecret{"k": s}, Keys: map[*textSecret]int{&s: 1}, keys: map[*textSecret]int{&s: 1},
	}
	c.deep.s = s
	return c
}

// exported is carrier without what encoders refuse.
type exported struct {
	Public  textSecret
	Bytes   bytesSecret
	Pointer *textSecret
	Any     any
	Slice   []textSecret
	private textSecret
}

func TestSecretInEverySink(t *testing.T) {
	if !shows(fmt.Sprintf("%v", []byte(held))) || !shows("x"+held) {
		t.Fatal("the check finds nothing")
	}
	c := newCarrier()
	s := redact.NewSecret(held)
	e := exported{s, redact.NewSecret([]byte(held)), &s, s, []textSecret{s}, s}
	check := func(sink, out string) {
		t.Helper()
		if shows(out) {
			t.Errorf("%s shows the value: %s", sink, out)
		}
	}
	for _, v := range []any{s, &s, c.Bytes, c.Named, c, &c, []any{c}, map[string]any{"c": c}, e} {
		for _, verb := range "vTtbcdoOqxXUeEfFgGspwZ" {
			for _, flags := range []string{"", "+", "#", "-30", "030", " ", ".3", "+#"} {
				check("%"+flags+string(verb), fmt.Sprintf("%"+flags+string(verb), v))
			}
		}
		check("Errorf", fmt.Errorf("a: %w %v", errors.New("b"), v).Error())
		for name, h := range map[string]func(io.Writer) slog.Handler{
			"slog text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
			"slog JSON": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
		} {
			var out strings.Builder
			slog.New(h(&out)).With("bound", v).Info("m", "attr", v, slog.Group("g", "v", v))
			check(name, out.String())
		}
		var out strings.Builder
		log.New(&out, "", 0).Print(v)
		if err := template.Must(template.New("").Parse("{{.}} {{printf \"%q %v\" . .}}")).Execute(&out, v); err != nil {
			t.Error(err)
		}
		if err := htmltemplate.Must(htmltemplate.New("").Parse("<a href='{{.}}'>{{.}}</a><script>x = {{.}}</script>")).Execute(&out, v); err != nil {
			out.WriteString(err.Error())
		}
		check("log and templates", out.String())
		func() {
			defer func() { check("panic", fmt.Sprint(recover())) }()
			panic(v)
		}()
	}
	for _, v := range []any{s, &s, e, &e, []any{s}, map[string]any{"k": s}, map[*textSecret]string{&s: "x"}} {
		out, err := json.Marshal(v)
		check("json", fmt.Sprint(string(out), err))
		if !strings.Contains(string(out), "[REDACTED]") {
			t.Errorf("json: %s, %v", out, err)
		}
		out, err = xml.Marshal(v)
		check("xml", fmt.Sprint(string(out), err))
		var buf bytes.Buffer
		gob.Register(exported{})
		err = gob.NewEncoder(&buf).Encode(v)
		check("gob", buf.String())
		if err == nil {
			t.Errorf("gob: %T was encoded", v)
		}
	}
	r := redact.MustNew(redact.WithNames("password"))
	if got, _ := r.Scope("test").Field("x").Value(map[string]any{"a": s, "b": &c}); shows(fmt.Sprintf("%+v", got)) {
		t.Errorf("Value: %+v", got)
	}
	if _, ok := any(s).(driver.Valuer); ok {
		t.Error("a driver would get something without Reveal")
	}
	if _, err := driver.DefaultParameterConverter.ConvertValue(s); err == nil || shows(err.Error()) {
		t.Errorf("database/sql: %v", err)
	}
}

func TestSecretValue(t *testing.T) {
	s := redact.NewSecret(held)
	b := redact.NewSecret([]byte(held))
	var zero textSecret
	if s.Reveal() != held || string(b.Reveal()) != held || zero.Reveal() != "" || len((&bytesSecret{}).Reveal()) != 0 {
		t.Error("Reveal")
	}
	mine := b.Reveal()
	mine[0] ^= 1
	if string(b.Reveal()) != held {
		t.Error("the caller's copy is the value")
	}
	var kept []byte
	s.Use(func(v []byte) {
		if kept = v; string(v) != held {
			t.Error("Use")
		}
	})
	if strings.Trim(string(kept), "\x00") != "" {
		t.Error("the buffer of Use is not cleared")
	}
	if !s.Equal(redact.NewSecret(held)) || s.Equal(redact.NewSecret(held[1:])) || s.Equal(redact.NewSecret(held[:len(held)-1]+"x")) || !zero.Equal(textSecret{}) || zero.Equal(s) {
		t.Error("Equal")
	}
	if !zero.IsZero() || s.IsZero() {
		t.Error("IsZero")
	}
	copied := s
	if err := json.Unmarshal([]byte(`"another \u0041"`), &s); err != nil || s.Reveal() != "another A" || copied.Reveal() != held {
		t.Error("unmarshalling changes a copy, or nothing", err)
	}
	var fs flag.FlagSet
	fs.SetOutput(new(strings.Builder))
	fs.Var(&s, "password", "the `password`")
	if err := fs.Parse([]string{"-password", held}); err != nil || s.Reveal() != held {
		t.Error(err)
	}
	fs.PrintDefaults()
	if out := fs.Output().(*strings.Builder).String(); shows(out) || out == "" {
		t.Error(out)
	}
	for _, src := range []any{held, []byte(held)} {
		var s bytesSecret
		if err := s.Scan(src); err != nil || string(s.Reveal()) != held {
			t.Errorf("Scan(%T): %v", src, err)
		}
		if err := s.Scan(nil); err != nil || !s.IsZero() {
			t.Error("Scan(nil)", err)
		}
		if s.Scan(5) == nil {
			t.Error("Scan(5)")
		}
	}
	for _, set := range []func(string) error{s.Set, func(m string) error { return s.UnmarshalText([]byte(m)) }, func(m string) error { return s.Scan(m) }} {
		if set("[REDACTED]") == nil || s.Reveal() != held {
			t.Error("a mark became the value")
		}
	}
}

func TestBindRegistersFirst(t *testing.T) {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	s := redact.NewSecret(held)
	before := s
	if report, err := set.Bind("db", &s, redact.WithOwner("team")); err != nil || report.Generation != 1 || s.Reveal() != held {
		t.Fatal(report, err)
	}
	handle := s
	if out := r.String("x " + held); strings.Contains(out, held) {
		t.Error("not registered")
	}
	// A refused value is not published.
	if err := handle.Set("short"); !errors.Is(err, redact.ErrSecretRefused) || s.Reveal() != held {
		t.Error(err)
	}
	if err := handle.Set("true"); err == nil || s.Scan("") == nil {
		t.Error("a handle takes anything")
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 300 {
				if v := s.Reveal(); strings.Contains(r.String("x "+v), v) {
					t.Error("revealed before it was registered")
					return
				}
			}
		})
	}
	wg.Go(func() {
		for i := range 100 {
			if err := handle.UnmarshalText(fmt.Appendf(nil, "n3w-Value/%d$of-it", i)); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
	if s.Reveal() != handle.Reveal() || before.Reveal() != held {
		t.Error("copies of the handle do not change with it, or older copies do")
	}
	if n := set.Len(); n != 101 {
		t.Errorf("%d generations", n)
	}
	if i := set.Inventory(nil); i[0].State != "rotated" || i[100].State != "live" || i[100].Owner != "team" {
		t.Errorf("%+v", i[0])
	}
	if err := s.Scan(nil); err != nil || !handle.IsZero() {
		t.Error("NULL", err)
	}

	var empty bytesSecret
	if _, err := set.Bind("later", &empty); err != nil {
		t.Fatal(err)
	}
	if report, err := empty.Store([]byte("late/V4lue-x"), redact.WithEnvironment("test")); err != nil || report.Generation != 1 || string(empty.Reveal()) != "late/V4lue-x" {
		t.Error(report, err)
	}
	weak := redact.NewSecret("admin")
	if _, err := set.Bind("weak", &weak); err == nil || weak.Reveal() != "admin" {
		t.Error(err)
	}
	if weak.Set("other") != nil { // still no handle
		t.Error("an error of Bind left a handle")
	}
	var none *redact.SecretSet
	if _, err := none.Bind("x", &weak); err == nil {
		t.Error("a nil set binds")
	}
	if _, err := set.Bind("x y", &weak); !errors.Is(err, redact.ErrSecretName) {
		t.Error(err)
	}
}

func ExampleSecret() {
	type config struct {
		User     string
		Password redact.Secret[string]
	}
	var c config
	if err := json.Unmarshal([]byte(`{"User":"app","Password":"k7#Qz/9vLmW"}`), &c); err != nil {
		panic(err)
	}
	fmt.Printf("%+v\n", c)
	fmt.Println(len(c.Password.Reveal()))
	// Output:
	// {User:app Password:[REDACTED]}
	// 11
}

func ExampleSecretSet_Bind() {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))

	var token redact.Secret[string]
	if _, err := set.Bind("upstream", &token, redact.WithOwner("payments")); err != nil {
		panic(err)
	}
	// Whoever reads the token from now on reads one that is hidden already.
	if err := token.Set("vT4-quartz-lemon"); err != nil {
		panic(err)
	}
	fmt.Println(r.String("dial: " + token.Reveal() + " was not accepted"))
	// Output:
	// dial: [REDACTED:live-secret] was not accepted
}

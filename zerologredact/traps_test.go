package zerologredact_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	stdlog "log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/hlog"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

type (
	stringer  struct{ s string }
	customErr struct{ s string }
	object    struct{ k, v string }
	objectErr struct{ object }
	array     []string
	failing   struct{ s string }
	login     struct {
		User     string
		Password string
		Hidden   string `redact:"hide"`
	}
)

func (s stringer) String() string                         { return s.s }
func (e *customErr) Error() string                        { return e.s }
func (o object) MarshalZerologObject(e *zerolog.Event)    { e.Str(o.k, o.v) }
func (e objectErr) Error() string                         { return e.v }
func (a array) MarshalZerologArray(arr *zerolog.Array)    { arr.Str(a[0]).Interface(a) }
func (f failing) MarshalJSON() ([]byte, error)            { return nil, errors.New("cannot marshal " + f.s) }
func ctxHook(e *zerolog.Event, _ zerolog.Level, _ string) { e.Str("from_hook", fromCtx(e.GetCtx())) }
func fromCtx(ctx context.Context) (s string)              { s, _ = ctx.Value(ctxKey{}).(string); return s }
func info(do func(*zerolog.Event)) func(l *zerolog.Logger) {
	return func(l *zerolog.Logger) { e := l.Info(); do(e); e.Msg("m") }
}
func with(do func(zerolog.Context) zerolog.Context) func(l *zerolog.Logger) {
	return func(l *zerolog.Logger) { c := do(l.With()).Logger(); c.Info().Int("n", 1).Msg("m") }
}

type ctxKey struct{}

// entries is every way in which s gets into an event. None has a sensitive name:
// what hides s is its form.
func entries(s string) map[string]func(*zerolog.Logger) {
	err := &customErr{s}
	quoted, _ := json.Marshal(s)
	js := string(quoted)
	m := map[string]func(*zerolog.Logger){
		"Msg":       func(l *zerolog.Logger) { l.Info().Msg("got " + s) },
		"Msgf":      func(l *zerolog.Logger) { l.Info().Msgf("got %v", stringer{s}) },
		"MsgFunc":   func(l *zerolog.Logger) { l.Info().MsgFunc(func() string { return s }) },
		"Print":     func(l *zerolog.Logger) { l.Print("got ", s) },
		"Printf":    func(l *zerolog.Logger) { l.Printf("got %q", s) },
		"Println":   func(l *zerolog.Logger) { l.Println("got", s) },
		"Err":       func(l *zerolog.Logger) { l.Err(err).Send() },
		"WithLevel": func(l *zerolog.Logger) { l.WithLevel(zerolog.FatalLevel).Str("k", s).Msg("m") },
		"Log":       func(l *zerolog.Logger) { l.Log().Str("k", s).Send() },
		"Write":     func(l *zerolog.Logger) { stdlog.New(*l, "", 0).Printf("line %s", s) },
		"hook": func(l *zerolog.Logger) {
			h := l.Hook(zerolog.HookFunc(ctxHook))
			h.Info().Ctx(context.WithValue(context.Background(), ctxKey{}, s)).Msg("m")
		},

		"name":               info(func(e *zerolog.Event) { e.Str(s, "v") }),
		"Str":                info(func(e *zerolog.Event) { e.Str("k", s) }),
		"Strs":               info(func(e *zerolog.Event) { e.Strs("k", []string{"a", s}) }),
		"Bytes":              info(func(e *zerolog.Event) { e.Bytes("k", []byte(s)) }),
		"Stringer":           info(func(e *zerolog.Event) { e.Stringer("k", stringer{s}) }),
		"Stringers":          info(func(e *zerolog.Event) { e.Stringers("k", []fmt.Stringer{stringer{"a"}, stringer{s}}) }),
		"AnErr":              info(func(e *zerolog.Event) { e.AnErr("k", fmt.Errorf("a: %w", err)) }),
		"Errs":               info(func(e *zerolog.Event) { e.Errs("k", []error{errors.New("a"), err}) }),
		"object error":       info(func(e *zerolog.Event) { e.Err(objectErr{object{"k", s}}) }),
		"Dict":               info(func(e *zerolog.Event) { e.Dict("d", zerolog.Dict().Dict("d", zerolog.Dict().Str("k", s))) }),
		"Dict name":          info(func(e *zerolog.Event) { e.Dict(s, zerolog.Dict().Int("k", 1)) }),
		"Array":              info(func(e *zerolog.Event) { e.Array("k", array{"a", s}) }),
		"Arr":                info(func(e *zerolog.Event) { e.Array("k", zerolog.Arr().Int(1).Str(s).Bytes([]byte(s)).Err(err)) }),
		"Object":             info(func(e *zerolog.Event) { e.Object("k", object{"a", s}) }),
		"Object name":        info(func(e *zerolog.Event) { e.Object("k", object{s, "a"}) }),
		"Objects":            info(func(e *zerolog.Event) { e.ObjectsV("k", object{"a", "b"}, object{"a", s}) }),
		"EmbedObject":        info(func(e *zerolog.Event) { e.EmbedObject(object{"a", s}) }),
		"Func":               info(func(e *zerolog.Event) { e.Func(func(e *zerolog.Event) { e.Str("k", s) }) }),
		"Fields map":         info(func(e *zerolog.Event) { e.Fields(map[string]any{"k": s, "o": []any{1, s}}) }),
		"Fields slice":       info(func(e *zerolog.Event) { e.Fields([]any{"k", s, "e", err, s, 1}) }),
		"Interface":          info(func(e *zerolog.Event) { e.Interface("k", map[string]any{s: []string{s}}) }),
		"Any struct":         info(func(e *zerolog.Event) { e.Any("k", &login{User: s}) }),
		"header":             info(func(e *zerolog.Event) { e.Any("k", http.Header{"X-Thing": {s}}) }),
		"raw message":        info(func(e *zerolog.Event) { e.Any("k", json.RawMessage(`{"a":`+js+`}`)) }),
		"marshal error":      info(func(e *zerolog.Event) { e.Any("k", failing{s}) }),
		"RawJSON":            info(func(e *zerolog.Event) { e.RawJSON("k", []byte(`{"a":[`+js+`]}`)) }),
		"broken RawJSON":     info(func(e *zerolog.Event) { e.RawJSON("k", []byte(`{"a":["`+s)) }),
		"RawJSON with lines": info(func(e *zerolog.Event) { e.RawJSON("k", []byte("{\n\"a\":\n"+js+"}\n")) }),
		"URL":                info(func(e *zerolog.Event) { e.Stringer("k", &url.URL{Scheme: "https", Host: "h", RawQuery: "x=" + s}) }),

		"With":        with(func(c zerolog.Context) zerolog.Context { return c.Str("k", s) }),
		"With name":   with(func(c zerolog.Context) zerolog.Context { return c.Str(s, "v") }),
		"With Err":    with(func(c zerolog.Context) zerolog.Context { return c.Err(err) }),
		"With Any":    with(func(c zerolog.Context) zerolog.Context { return c.Any("k", []string{s}) }),
		"With Fields": with(func(c zerolog.Context) zerolog.Context { return c.Fields(map[string]any{"k": s}) }),
		"With Dict":   with(func(c zerolog.Context) zerolog.Context { return c.Dict("k", zerolog.Dict().Str("a", s)) }),
		"With With":   with(func(c zerolog.Context) zerolog.Context { l := c.Str("k", s).Logger(); return l.With().Str("b", "v") }),
		"UpdateContext": func(l *zerolog.Logger) {
			l.UpdateContext(func(c zerolog.Context) zerolog.Context { return c.Str("k", s) })
			l.Info().Msg("m")
		},

		"slog": func(l *zerolog.Logger) { slog.New(zerolog.NewSlogHandler(*l)).Info("m", "k", s, "e", err) },
		"slog With": func(l *zerolog.Logger) {
			slog.New(zerolog.NewSlogHandler(*l)).With("k", s).WithGroup("g").Info("m", "k", 1)
		},
		"slog group": func(l *zerolog.Logger) {
			slog.New(zerolog.NewSlogHandler(*l)).WithGroup(s).Info("m", slog.Group("g", "k", s))
		},
	}
	if binary {
		m["RawCBOR"] = info(func(e *zerolog.Event) { e.RawCBOR("k", append([]byte{0xa1, 0x61, 'a', 0x78, byte(len(s))}, s...)) })
		m["broken RawCBOR"] = info(func(e *zerolog.Event) { e.RawCBOR("k", append([]byte{0xff, 0xff}, s...)) })
	}
	return m
}

func TestNothingGetsOut(t *testing.T) {
	var set redact.SecretSet
	const live = "zK7-quartz\"lemon\\41"
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(&set))
	for _, s := range []string{token, live} {
		for name, log := range entries(s) {
			t.Run(name, func(t *testing.T) {
				if raw := plain(log); s == token && !strings.Contains(raw, s) {
					t.Errorf("the control shows nothing: %s", raw)
				}
				out := logged(r, log)
				mustHide(t, out, s)
				escaped, _ := json.Marshal(s)
				mustHide(t, out, strings.Trim(string(escaped), `"`))
				if !strings.Contains(out, "[REDACTED:") {
					t.Errorf("no replacement in %s", out)
				}
				if !strings.Contains(name, "broken") {
					event(t, out)
				}
			})
		}
	}
}

// What a sensitive name hides, whatever the type of the value.
func TestNames(t *testing.T) {
	r := newRedactor(t)
	for name, c := range map[string]struct {
		log    func(*zerolog.Logger)
		secret string
	}{
		"Str":           {info(func(e *zerolog.Event) { e.Str("password", password) }), password},
		"Int":           {info(func(e *zerolog.Event) { e.Int64("pin", 918273) }), "918273"},
		"Uint":          {info(func(e *zerolog.Event) { e.Uint64("client_secret", 9182736455) }), "9182736455"},
		"negative":      {info(func(e *zerolog.Event) { e.Int64("client_secret", -9182736455) }), "9182736455"},
		"Float":         {info(func(e *zerolog.Event) { e.Float64("client_secret", 918.273) }), "918.273"},
		"Ints":          {info(func(e *zerolog.Event) { e.Ints("client_secret", []int{918273, 645546}) }), "645546"},
		"Bytes":         {info(func(e *zerolog.Event) { e.Bytes("password", []byte(password)) }), password},
		"Hex":           {info(func(e *zerolog.Event) { e.Hex("password", []byte(password)) }), password},
		"Strs":          {info(func(e *zerolog.Event) { e.Strs("password", []string{password, "second-one"}) }), "second-one"},
		"Dict":          {info(func(e *zerolog.Event) { e.Dict("credentials", zerolog.Dict().Str("password", password)) }), password},
		"in a Dict":     {info(func(e *zerolog.Event) { e.Dict("client_secret", zerolog.Dict().Str("a", password)) }), password},
		"IPAddr":        {info(func(e *zerolog.Event) { e.IPAddr("client_secret", net.IPv4(198, 51, 100, 23)) }), "198.51.100.23"},
		"Any":           {info(func(e *zerolog.Event) { e.Any("login", login{"ada", password, "x"}) }), password},
		"RawJSON":       {info(func(e *zerolog.Event) { e.RawJSON("body", []byte(`{"pass\u0077ord":"`+password+`"}`)) }), password},
		"named RawJSON": {info(func(e *zerolog.Event) { e.RawJSON("password", []byte(`{"a":"`+password+`"}`)) }), password},
		"twice":         {info(func(e *zerolog.Event) { e.Str("password", "a-first-one").Str("password", password) }), password},
		"With":          {with(func(c zerolog.Context) zerolog.Context { return c.Str("password", password) }), password},
		"slog": {func(l *zerolog.Logger) {
			slog.New(zerolog.NewSlogHandler(*l)).Info("m", slog.Group("db", "password", password))
		}, password},
		"slog group": {func(l *zerolog.Logger) {
			slog.New(zerolog.NewSlogHandler(*l)).WithGroup("db").Info("m", "password", password)
		}, password},
	} {
		t.Run(name, func(t *testing.T) {
			out := logged(r, c.log)
			mustHide(t, out, c.secret)
			if m := event(t, out); m["message"] != "m" || m["level"] != "info" {
				t.Errorf("message or level is lost: %s", text(t, out))
			}
		})
	}
}

// Nothing else changes: an event without a secret comes out byte for byte.
func TestClean(t *testing.T) {
	r := newRedactor(t)
	at := time.Unix(1_700_000_000, 0)
	_, network, _ := net.ParseCIDR("192.0.2.0/24")
	for name, log := range map[string]func(*zerolog.Logger){
		"types": info(func(e *zerolog.Event) {
			e.Bool("a", true).Bools("b", []bool{true, false}).Int8("c", -3).Ints64("d", []int64{1, -70000, 1 << 40}).Uint32("e", 70000).
				Float32("f", 1.5).Floats64("g", []float64{0.1, 1e300}).Time("h", at).Times("i", []time.Time{at, at}).Dur("j", time.Second).
				IPAddr("k", net.IPv4(192, 0, 2, 1)).IPPrefix("l", *network).MACAddr("m", net.HardwareAddr{2, 0, 0, 0, 0, 1}).
				Hex("n", []byte{1, 2, 254}).Bytes("o", []byte("plain")).Strs("p", []string{"a", "<b>", "é"}).Interface("q", nil).
				Any("r", map[string]any{"x": 1}).RawJSON("s", []byte(`{"b": 1, "a":[ ]}`)).Type("t", 3).Err(errors.New("timeout")).Caller().
				Array("u", zerolog.Arr()).Dict("v", zerolog.Dict()).Timestamp()
		}),
		"long": info(func(e *zerolog.Event) {
			e.Str("a", strings.Repeat("word ", 200)).Str("b", strings.Repeat("x ", 40_000))
		}),
		"with":    with(func(c zerolog.Context) zerolog.Context { return c.Str("a", "b").Stack().Int("c", 1) }),
		"empty":   func(l *zerolog.Logger) { l.Log().Send() },
		"RawCBOR": info(func(e *zerolog.Event) { e.RawCBOR("k", []byte{0xa1, 0x61, 'a', 0x01}) }),
		"sampled": func(l *zerolog.Logger) {
			s := l.Sample(&zerolog.BasicSampler{N: 3})
			for i := range 9 {
				s.Info().Int("i", i).Send()
			}
		},
		"levels": func(l *zerolog.Logger) {
			w := l.Level(zerolog.WarnLevel)
			w.Info().Msg("a")
			w.Warn().Msg("b")
			w.Debug().Msg("c")
		},
	} {
		before := zerolog.TimestampFunc
		zerolog.TimestampFunc = func() time.Time { return at }
		if got, want := logged(r, log), plain(log); got != want {
			t.Errorf("%s:\n%q\nwithout:\n%q", name, got, want)
		}
		zerolog.TimestampFunc = before
	}
}

// What is not hidden stays as it was beside what is.
func TestDirtyKeepsTheRest(t *testing.T) {
	r := newRedactor(t)
	rest := func(e *zerolog.Event) {
		e.Float64("f", 0.1).Ints("n", []int{1, 70000}).Hex("h", []byte{1, 2}).RawJSON("j", []byte(`{"b": [1]}`)).Bool("x", true)
	}
	dirty := event(t, logged(r, info(func(e *zerolog.Event) { rest(e.Str("password", password)) })))
	clean := event(t, plain(info(func(e *zerolog.Event) { rest(e.Str("password", "[REDACTED:password]")) })))
	if got, want := fmt.Sprint(dirty), fmt.Sprint(clean); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Fields that With has bound are read with every event: what is registered later is
// hidden, and what another policy shows is shown.
func TestBoundBefore(t *testing.T) {
	const late = "zK7-quartz-lemon-41"
	var set redact.SecretSet
	var out sink
	r := newRedactor(t, redact.WithSecrets(&set))
	l := zerolog.New(zerologredact.NewWriter(&out, r)).With().Str("dsn", late).Str("tenant_id", "t-1").Logger()
	l.Info().Msg("before")
	if !strings.Contains(out.String(), late) {
		t.Fatal("hidden before it was registered")
	}
	if _, err := set.Set("db", []byte(late)); err != nil {
		t.Fatal(err)
	}
	from := len(out.String())
	l.Info().Msg("after")
	mustHide(t, out.String()[from:], late)

	r.Replace(newRedactor(t, redact.WithNames("tenant_id")))
	from = len(out.String())
	l.Info().Msg("after")
	mustHide(t, out.String()[from:], "t-1")
}

func TestPanic(t *testing.T) {
	r := newRedactor(t)
	var out sink
	l := zerolog.New(zerologredact.NewWriter(&out, r))
	disabled := l.Level(zerolog.Disabled)
	for name, do := range map[string]func(){
		"Panic":           func() { zerologredact.Panic(l.Panic().Str("k", "v"), r, "bad "+token) },
		"Panicf":          func() { zerologredact.Panicf(l.Panic(), r, "bad %s", token) },
		"level only":      func() { zerologredact.Panic(l.WithLevel(zerolog.PanicLevel), r, "bad "+token) },
		"disabled":        func() { zerologredact.Panic(disabled.WithLevel(zerolog.PanicLevel), r, "bad "+token) },
		"without zerolog": func() { zerologredact.Panic(nil, r, "bad "+token) },
		"nil Redactor":    func() { zerologredact.Panic(l.Panic(), nil, "bad "+token) },
	} {
		var v any
		func() {
			defer func() { v = recover() }()
			do()
		}()
		want := "bad [REDACTED:github-personal-access-token]"
		if name == "nil Redactor" {
			want = "[REDACTED]"
		}
		if v != want {
			t.Errorf("%s: panics with %q", name, v)
		}
	}
	mustHide(t, out.String(), token)
	if n := strings.Count(out.String(), "panic"); n != 4 {
		t.Errorf("%d events, want 4: %s", n, out.String())
	}

	// What the package cannot prevent, as its documentation says.
	var raw any
	func() {
		defer func() { raw = recover() }()
		l.Panic().Msg("bad " + token)
	}()
	if raw != "bad "+token {
		t.Errorf("Panic().Msg panics with %q: the documentation can be bettered", raw)
	}
}

func TestHlog(t *testing.T) {
	var out sink
	l := zerolog.New(zerologredact.NewWriter(&out, newRedactor(t)))
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Session-Token", password)
		hlog.FromRequest(r).Info().Msg("served")
	})
	for _, wrap := range []func(http.Handler) http.Handler{
		hlog.URLHandler("url"), hlog.RequestHandler("request"), hlog.RefererHandler("referer"), hlog.UserAgentHandler("agent"),
		hlog.CustomHeaderHandler("authorization", "Authorization"), hlog.CustomHeaderHandler("x_api_key", "X-Api-Key"),
		hlog.AccessHandler(func(r *http.Request, status, size int, took time.Duration) {
			hlog.FromRequest(r).Info().Int("status", status).Stringer("url", r.URL).Msg("access")
		}),
		hlog.ResponseHeaderHandler("session_token", "X-Session-Token"), hlog.NewHandler(l),
	} {
		h = wrap(h)
	}
	req := httptest.NewRequest("GET", "https://ada:"+password+"@host/p?access_token=abcdef123456789&x="+token, nil)
	req.Header.Set("Authorization", "Bearer abcdef123456789")
	req.Header.Set("X-Api-Key", "k-918273645")
	req.Header.Set("Referer", "https://host/?token=abcdef123456789")
	req.Header.Set("User-Agent", "agent "+token)
	h.ServeHTTP(httptest.NewRecorder(), req)
	mustHide(t, out.String(), password, token, "abcdef123456789", "k-918273645")
	if n := strings.Count(out.String(), "host/"); n < 4 {
		t.Errorf("too little is left: %s", out.String())
	}
}

func TestPolicy(t *testing.T) {
	r := newRedactor(t, redact.WithPath("**", redact.Redact), redact.WithPath("level", redact.Keep),
		redact.WithPath("message", redact.Scan), redact.WithPath("status", redact.Scan), redact.WithPath("db", redact.Scan), redact.WithPath("db.*", redact.Scan))
	out := logged(r, info(func(e *zerolog.Event) {
		e.Int("status", 200).Str("note", "free text").Int("n", 3).Bool("b", true).Dict("db", zerolog.Dict().Str("name", "orders").Str("dsn", token)).
			Hex("h", []byte{1}).IPPrefix("net", net.IPNet{IP: net.IPv4(192, 0, 2, 0).To4(), Mask: net.CIDRMask(24, 32)}).Time("at", time.Now()).
			RawJSON("j", []byte(`{"a":1}`))
	}))
	m := event(t, out)
	for _, k := range []string{"note", "n", "b", "h", "net", "at"} {
		if m[k] != "[REDACTED:path]" {
			t.Errorf("%s is %v", k, m[k])
		}
	}
	if strings.Contains(text(t, out), `"a":1`) {
		t.Errorf("embedded JSON is shown: %s", text(t, out))
	}
	db, _ := m["db"].(map[string]any)
	if m["status"] != 200.0 || m["message"] != "m" || m["level"] != "info" || db["name"] != "orders" {
		t.Errorf("too much is hidden: %s", text(t, out))
	}
}

package sentryredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/sentryredact"
)

func TestSDK(t *testing.T) {
	var debug bytes.Buffer
	text := sent(t, func(o *sentry.ClientOptions) {
		o.Debug, o.DebugWriter = true, &debug
		o.AttachStacktrace = true
		apply(o)
	}, func(hub *sentry.Hub) {
		req := httptest.NewRequest("POST", "https://app.example/reset/"+token+"?otp="+password, strings.NewReader("password="+password))
		req.Header.Set("X-Custom", token)
		hub.ConfigureScope(func(s *sentry.Scope) {
			s.SetRequest(req)
			s.SetRequestBody([]byte(`{"password":"` + password + `"}`))
			s.SetTag("key", token)
			s.SetUser(sentry.User{ID: "7", Data: map[string]string{"password": password}})
			s.SetContext("login", sentry.Context{"password": password, "header": req.Header})
			s.AddAttachment(&sentry.Attachment{Filename: "env", Payload: []byte("DB_PASSWORD=" + password + "\nPORT=80\n")})
			// This way past BeforeBreadcrumb is one of the SDK's own.
			s.AddBreadcrumb(&sentry.Breadcrumb{Message: "GET /?token=" + password}, 10)
		})
		hub.AddBreadcrumb(&sentry.Breadcrumb{Message: "sent " + token, Data: map[string]any{"password": password}}, nil)
		dial := fmt.Errorf("dial postgres://app:%s@db/x: %w", password, context.DeadlineExceeded)
		hub.CaptureException(fmt.Errorf("start: %w", dial))
		hub.Recover(struct{ Password string }{password})

		ctx := sentry.SetHubOnContext(context.Background(), hub)
		tx := sentry.StartTransaction(ctx, "/reset/"+token)
		child := tx.StartChild("http.client")
		child.Description = "GET https://app:" + password + "@db/"
		child.SetData("http.fragment", "access_token="+password)
		child.Finish()
		tx.Finish()

		sentry.NewLogger(ctx).Info().String("password", password).Emitf("login with password=%s from %d", password, 4711)
		sentry.NewMeter(ctx).Count("logins", 1, sentry.WithAttributes(attribute.String("token", token)))
		hub.CaptureCheckIn(&sentry.CheckIn{MonitorSlug: "backup-" + token, Status: sentry.CheckInStatusOK}, nil)
	})
	clean(t, text)
	clean(t, debug.String())
	wants(t, text, `"context deadline exceeded"`, "start: dial postgres://app:(REDACTED:url-userinfo)@db/x: ",
		`"type":"transaction"`, `"type":"check_in"`, `"type":"log"`, `"type":"trace_metric"`, "PORT=80",
		"login with password=[REDACTED:password] from 4711", `"value":"4711"`, `"op":"http.client"`)
	wants(t, debug.String(), "[Sentry]", "login with password=[REDACTED:password]")
}

// What is hidden only for what stands before it is hidden in its parts too.
func TestParts(t *testing.T) {
	text := sent(t, apply, func(hub *sentry.Hub) {
		hub.CaptureException(fmt.Errorf("password=%w", errors.New(password)))
		ctx := sentry.SetHubOnContext(context.Background(), hub)
		sentry.NewLogger(ctx).Info().Emitf("password=%q for %s", password, "ada")
	})
	clean(t, text)
	wants(t, text, `"value":"ada"`, "password=[REDACTED:password]")
}

// Behind the bound, parts of what was redacted are hidden unread.
func TestPartsLimit(t *testing.T) {
	var o sentry.ClientOptions
	apply(&o)
	l := &sentry.Log{Body: "password=" + password + " ada", Attributes: map[string]attribute.Value{
		"sentry.message.parameters.99":  attribute.StringValue("ada"),
		"sentry.message.parameters.100": attribute.StringValue("ada"),
	}}
	got := o.BeforeSendLog(l).Attributes
	if a, b := got["sentry.message.parameters.99"].String(), got["sentry.message.parameters.100"].String(); a != "ada" || b != "[REDACTED:limit]" {
		t.Errorf("%q, %q", a, b)
	}
	for _, n := range []int{100, 101} {
		e := &sentry.Event{Exception: make([]sentry.Exception, n)}
		for i := range e.Exception {
			e.Exception[i].Value = "EOF"
		}
		if o.BeforeSend(e, nil) != e {
			t.Errorf("%d clean errors were changed", n)
		}
		e.Exception[0].Value = token
		x := o.BeforeSend(e, nil).Exception
		if (x[n-1].Value == "EOF") != (n == 100) || x[0].Value == token {
			t.Errorf("of %d errors the last is %q", n, x[n-1].Value)
		}
	}
}

// items returns the JSON of an envelope without what differs between two clients.
func items(t *testing.T, text string) (all []any) {
	t.Helper()
	for line := range strings.Lines(text) {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no object: %s", line)
		}
		for _, name := range []string{"sdk", "sent_at", "length", "dsn"} {
			delete(m, name)
		}
		if c, ok := m["contexts"].(map[string]any); ok {
			delete(c, "runtime")
		}
		all = append(all, m)
	}
	return all
}

func TestCleanIsSame(t *testing.T) {
	use := func(hub *sentry.Hub) {
		hub.AddBreadcrumb(&sentry.Breadcrumb{Message: "GET /", Timestamp: time.Unix(1, 0), Data: map[string]any{"status": 200}}, nil)
		hub.ConfigureScope(func(s *sentry.Scope) {
			s.SetContext("job", sentry.Context{"n": 1, "f": 1.5, "list": []string{"a"}, "nil": nil, "took": time.Second})
			s.SetTag("region", "eu")
			s.SetPropagationContext(sentry.PropagationContext{TraceID: sentry.TraceID{1}, SpanID: sentry.SpanID{2}})
		})
		e := sentry.NewEvent()
		e.EventID, e.Timestamp = sentry.EventID(strings.Repeat("0f", 16)), time.Unix(2, 0)
		e.Message, e.Fingerprint = "out of <paper>", []string{"a", "b"}
		e.Exception = []sentry.Exception{{Type: "*errors.errorString", Value: "EOF", Mechanism: &sentry.Mechanism{Data: map[string]any{"a": 1}}}}
		e.MonitorConfig = &sentry.MonitorConfig{Schedule: sentry.CrontabSchedule("8 * * * *")}
		hub.CaptureEvent(e)
	}
	raw := items(t, sent(t, func(*sentry.ClientOptions) {}, use))
	got := items(t, sent(t, apply, use))
	if len(raw) < 3 || !reflect.DeepEqual(raw, got) {
		t.Errorf("not the same:\n%v\n%v", raw, got)
	}
}

// With nothing to hide the same pointers are passed on, without an allocation for logs
// and metrics.
func TestCleanIsPassedOn(t *testing.T) {
	var o sentry.ClientOptions
	apply(&o)
	if !redact.Guards(o.DebugWriter) {
		t.Error("the debug writer does not tell of itself")
	}
	e := &sentry.Event{
		Message: "m", Spans: []*sentry.Span{{Name: "s", Data: map[string]any{"n": 1}}},
		MonitorConfig: &sentry.MonitorConfig{Schedule: sentry.IntervalSchedule(1, sentry.MonitorScheduleUnitDay)},
	}
	if o.BeforeSend(e, nil) != e || o.BeforeSendTransaction(e, nil) != e {
		t.Error("another event")
	}
	b := &sentry.Breadcrumb{Message: "m", Data: map[string]any{"n": 1}}
	if o.BeforeBreadcrumb(b, nil) != b {
		t.Error("another breadcrumb")
	}
	l := &sentry.Log{Body: "b", Level: sentry.LogLevelInfo, Attributes: map[string]attribute.Value{
		"a": attribute.StringValue("x"), "n": attribute.Int64Value(1), "f": attribute.Float64Value(1.5)}}
	m := &sentry.Metric{Name: "m", Type: sentry.MetricTypeCounter, Attributes: l.Attributes}
	if o.BeforeSendLog(l) != l || o.BeforeSendMetric(m) != m {
		t.Error("another log or metric")
	}
	if raceEnabled {
		return
	}
	if n := testing.AllocsPerRun(100, func() { o.BeforeSendLog(l); o.BeforeSendMetric(m) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestCallerFirst(t *testing.T) {
	var o sentry.ClientOptions
	hint := &sentry.EventHint{}
	o.BeforeSend = func(e *sentry.Event, h *sentry.EventHint) *sentry.Event {
		if e.Message != token || h != hint {
			t.Error("the caller does not see what it saw")
		}
		return &sentry.Event{Message: "now " + token}
	}
	o.BeforeSendLog = func(*sentry.Log) *sentry.Log { return nil }
	o.BeforeSendMetric = func(*sentry.Metric) *sentry.Metric { return nil }
	o.BeforeBreadcrumb = func(*sentry.Breadcrumb, *sentry.BreadcrumbHint) *sentry.Breadcrumb { return nil }
	apply(&o)
	in := &sentry.Event{Message: token}
	out := o.BeforeSend(in, hint)
	if in.Message != token || !strings.HasPrefix(out.Message, "now [REDACTED:") {
		t.Errorf("%q", out.Message)
	}
	if o.BeforeSendLog(&sentry.Log{}) != nil || o.BeforeSendMetric(&sentry.Metric{}) != nil || o.BeforeBreadcrumb(&sentry.Breadcrumb{}, nil) != nil {
		t.Error("what the caller dropped came back")
	}
}

// Scopes share what is below an event: nothing of it is written to.
func TestShared(t *testing.T) {
	data := map[string]any{"password": password, "deep": map[string]any{"password": password}}
	crumb := &sentry.Breadcrumb{Message: token, Data: data}
	file := &sentry.Attachment{Filename: "f", Payload: []byte(token)}
	login := sentry.Context{"password": password, "list": []any{token}}
	text := sent(t, apply, func(hub *sentry.Hub) {
		hub.ConfigureScope(func(s *sentry.Scope) {
			s.AddBreadcrumb(crumb, 10)
			s.AddAttachment(file)
			s.SetContext("login", login)
		})
		var wg sync.WaitGroup
		for range 8 {
			h := hub.Clone()
			wg.Go(func() {
				for range 5 {
					h.AddBreadcrumb(crumb, nil)
					h.CaptureMessage("hello " + token)
				}
			})
		}
		wg.Wait()
	})
	clean(t, text)
	wants(t, text, "hello [REDACTED:")
	if crumb.Message != token || data["password"] != password || data["deep"].(map[string]any)["password"] != password ||
		string(file.Payload) != token || login["password"] != password || login["list"].([]any)[0] != token {
		t.Error("what the caller shares was written to")
	}
}

// boom panics with a secret where the SDK renders it.
type boom struct{ sentry.MonitorSchedule }

func (boom) MarshalJSON() ([]byte, error) { panic(token) }

func TestPanicReplaces(t *testing.T) {
	monitor := &sentry.MonitorConfig{Schedule: boom{sentry.CrontabSchedule("x")}}
	text := sent(t, apply, func(hub *sentry.Hub) {
		hub.CaptureEvent(&sentry.Event{Message: token, MonitorConfig: monitor})
		hub.CaptureEvent(&sentry.Event{Type: "transaction", Transaction: token, MonitorConfig: monitor})
		hub.CaptureCheckIn(&sentry.CheckIn{MonitorSlug: token}, monitor)
	})
	clean(t, text)
	if n := strings.Count(text, `"[REDACTED:error]"`); n != 3 {
		t.Errorf("%d of 3 events were replaced:\n%s", n, text)
	}
}

func TestNoRedactor(t *testing.T) {
	text := sent(t, func(o *sentry.ClientOptions) { sentryredact.Apply(o, nil) }, func(hub *sentry.Hub) {
		hub.CaptureMessage("ordinary " + token)
	})
	clean(t, text)
	if strings.Contains(text, "ordinary") {
		t.Error("text passed without a redactor")
	}
}

func TestActions(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...),
		redact.WithPath("tags.left", redact.DropField), redact.WithPath("tags.gone", redact.Deny),
		redact.WithPath("contexts.billing.card", redact.Redact), redact.WithPath("attributes.pin", redact.Redact))
	var o sentry.ClientOptions
	sentryredact.Apply(&o, r)
	e := o.BeforeSend(&sentry.Event{
		Tags:     map[string]string{"left": "x", "stays": "y"},
		Contexts: map[string]sentry.Context{"billing": {"card": 4711, "n": 1}},
	}, nil)
	if !reflect.DeepEqual(e.Tags, map[string]string{"stays": "y"}) {
		t.Error(e.Tags)
	}
	if c := e.Contexts["billing"]; c["n"] != 1 || !strings.HasPrefix(fmt.Sprint(c["card"]), "[REDACTED") {
		t.Error(e.Contexts)
	}
	now, id := time.Unix(7, 0), sentry.EventID(strings.Repeat("ab", 16))
	gone := &sentry.Event{Tags: map[string]string{"gone": "x"}, Message: "text", Level: sentry.LevelWarning, Timestamp: now, EventID: id, User: sentry.User{Name: "ada"}}
	if got, want := o.BeforeSend(gone, nil), (&sentry.Event{Message: "[DENIED:path]", Level: sentry.LevelWarning, Timestamp: now, EventID: id, Platform: "go"}); !reflect.DeepEqual(got, want) {
		t.Errorf("the stub is %+v", got)
	}
	var quiet sentry.ClientOptions
	sentryredact.Apply(&quiet, redact.MustNew(redact.WithPath("**.gone", redact.Deny), redact.WithAuditFields("audit"), redact.WithoutStubs()))
	if quiet.BeforeSend(gone, nil) != nil {
		t.Error("the event was not dropped")
	}
	attrs := map[string]attribute.Value{"gone": attribute.BoolValue(true)}
	if quiet.BeforeSendLog(&sentry.Log{Attributes: attrs}) != nil || quiet.BeforeSendMetric(&sentry.Metric{Attributes: attrs}) != nil ||
		quiet.BeforeBreadcrumb(&sentry.Breadcrumb{Data: map[string]any{"gone": 1}}, nil) != nil {
		t.Error("a log, metric or breadcrumb was not dropped")
	}
	gone.Tags["audit"] = "1"
	if got := quiet.BeforeSend(gone, nil); got == nil || got.Message != "text" || got.Tags["gone"] != "[REDACTED:path]" {
		t.Errorf("an event of an audit log: %+v", got)
	}
	for _, v := range []attribute.Value{
		attribute.Int64Value(4711), attribute.Uint64Value(4711), attribute.Float64Value(4711), attribute.BoolValue(true),
		attribute.Int64SliceValue([]int64{1}), attribute.Float64SliceValue([]float64{1}), attribute.BoolSliceValue([]bool{true}),
		attribute.StringSliceValue([]string{"x"}), attribute.StringValue("x"),
	} {
		l := o.BeforeSendLog(&sentry.Log{Attributes: map[string]attribute.Value{"pin": v}})
		if got := l.Attributes["pin"].String(); !strings.Contains(got, "[REDACTED") {
			t.Errorf("%v became %s", v.Type(), got)
		}
	}
}

// Of names that become the same, the first in order stays, every time.
func TestNamesThatCollide(t *testing.T) {
	var o sentry.ClientOptions
	apply(&o)
	a, b := "postgres://app:"+password+"@db/x", "postgres://app:"+password+"Z@db/x"
	for range 20 {
		e := o.BeforeSend(&sentry.Event{Tags: map[string]string{b: "2", a: "1", "x": "0"}}, nil)
		want := map[string]string{"postgres://app:(REDACTED:url-userinfo)@db/x": "1", "x": "0"}
		if !reflect.DeepEqual(e.Tags, want) {
			t.Fatal(e.Tags)
		}
	}
}

type traces struct{ ids map[[16]byte]int }

func (s *traces) Observe(e redact.Event) { s.ids[e.Origin.TraceID]++ }

// Events tell the trace that the SDK knows.
func TestTraceID(t *testing.T) {
	seen := &traces{map[[16]byte]int{}}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithObserver(seen))
	set := func(o *sentry.ClientOptions) { sentryredact.Apply(o, r) }
	sent(t, set, func(hub *sentry.Hub) {
		ctx := sentry.SetHubOnContext(context.Background(), hub)
		for name, do := range map[string]func(*sentry.Span){
			"transaction": func(s *sentry.Span) { s.SetData("password", password); s.Finish() },
			"error": func(s *sentry.Span) {
				hub.Scope().SetSpan(s)
				hub.CaptureMessage("with " + token)
			},
			"log":    func(s *sentry.Span) { sentry.NewLogger(s.Context()).Info().Emit("with " + token) },
			"metric": func(s *sentry.Span) { sentry.NewMeter(s.Context()).Count(token, 1) },
		} {
			clear(seen.ids)
			s := sentry.StartTransaction(ctx, name)
			if do(s); seen.ids[s.TraceID] == 0 || len(seen.ids) != 1 {
				t.Errorf("%s: %v, not %v", name, seen.ids, s.TraceID)
			}
		}
	})
}

// What the SDK has serialized of an event before it was redacted is not sent.
func TestSerializedBefore(t *testing.T) {
	clean(t, sent(t, func(o *sentry.ClientOptions) {
		o.Transport = sentry.NewHTTPSyncTransport() // which serializes nothing beforehand
		o.BeforeSend = func(e *sentry.Event, _ *sentry.EventHint) *sentry.Event {
			e.MakeSerializationSafe() // as another client does that gets the event
			return e
		}
		apply(o)
	}, func(hub *sentry.Hub) {
		hub.ConfigureScope(func(s *sentry.Scope) {
			s.SetTag("password", password)
			s.SetUser(sentry.User{ID: token})
			s.SetContext("login", sentry.Context{"password": password})
		})
		hub.CaptureException(errors.New("sent " + token))
	}))
}

type quoting struct{ error }

func (q quoting) Error() string { return fmt.Sprintf("bad login password=%q", q.error.Error()) }
func (q quoting) Unwrap() error { return q.error }

// An error that another quotes is hidden as one that another holds.
func TestQuotedError(t *testing.T) {
	const inner = "cor\"rect ho\u00dcrse"
	text := sent(t, apply, func(hub *sentry.Hub) { hub.CaptureException(quoting{errors.New(inner)}) })
	for _, shown := range []string{`cor\"rect`, "rect ho"} {
		if strings.Contains(text, shown) {
			t.Errorf("%q is shown: %s", shown, text)
		}
	}
}

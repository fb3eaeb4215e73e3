package audit_test

import (
	"bytes"
	"context"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func bySlog(l func() *slog.Logger) func(context.Context, audit.Beat) error {
	return func(ctx context.Context, b audit.Beat) error {
		l().InfoContext(ctx, b.Text, "value", b.Canary)
		return nil
	}
}

func TestHeartbeat(t *testing.T) {
	s := start(t)
	h, err := audit.NewHeartbeat(s.set, "tok_heartbeatok")
	if err != nil {
		t.Fatal(err)
	}
	h.SetTimeout(2 * time.Second)
	if h.Err() == nil {
		t.Error("a heartbeat without sinks is none")
	}
	var good, raw *slog.Logger
	var out buffer
	tap := h.Sink("guarded", bySlog(func() *slog.Logger { return good }))
	good = slog.New(slogredact.NewHandler(slog.NewJSONHandler(tap.Writer(&out), nil), s.r))
	if h.Err() == nil {
		t.Error("no beat is no result")
	}
	if err := h.Check(context.Background()); err != nil {
		t.Errorf("%v: %s", err, &out)
	}
	if text := out.String(); strings.Count(text, "[REDACTED:live-secret]") != 2 || !strings.Contains(text, "[REDACTED:checked]") {
		t.Errorf("the sink got %s", text)
	}
	if rec := httptest.NewRecorder(); true {
		h.ServeHTTP(rec, httptest.NewRequest("GET", "/ready", nil))
		if rec.Code != http.StatusOK {
			t.Errorf("status %d", rec.Code)
		}
	}

	end := h.Sink("raw", bySlog(func() *slog.Logger { return raw }))
	raw = slog.New(slog.NewJSONHandler(end.Writer(io.Discard), nil))
	h.Sink("silent", func(context.Context, audit.Beat) error { return nil })
	h.Sink("failing", func(context.Context, audit.Beat) error { return errors.New(password) })
	h.Sink("panicking", func(context.Context, audit.Beat) error { panic(password) })
	h.Sink("hanging", func(ctx context.Context, _ audit.Beat) error { select {} })
	for name, encode := range map[string]func(string) string{
		"hex":        func(s string) string { return hex.EncodeToString([]byte(s)) },
		"HEX":        func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
		"base64":     func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
		"a base64":   func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("a" + s)) },
		"bc base64":  func(s string) string { return base64.StdEncoding.EncodeToString([]byte("bc" + s)) },
		"two writes": func(s string) string { return s },
	} {
		var end *audit.Tap
		end = h.Sink(name, func(_ context.Context, b audit.Beat) error {
			mark, _, _ := strings.Cut(b.Text, " ")
			text := mark + " " + encode(b.Canary)
			end.Saw([]byte(text[:len(mark)+9]))
			end.Saw([]byte(text[len(mark)+9:]))
			return nil
		})
	}
	err = h.Check(context.Background())
	if err == nil || strings.Contains(err.Error(), password) {
		t.Fatalf("%v", err)
	}
	for _, r := range h.Results() {
		want := map[string]string{"guarded": audit.BeatHidden, "silent": audit.BeatLost, "failing": audit.BeatFailed, "panicking": audit.BeatFailed, "hanging": audit.BeatLost}[r.Sink]
		if want == "" {
			want = audit.BeatRaw
		}
		if r.State != want || r.At.IsZero() {
			t.Errorf("%s is %s, want %s", r.Sink, r.State, want)
		}
		if r.State != audit.BeatHidden && !strings.Contains(err.Error(), r.Sink+" is "+r.State) {
			t.Errorf("%v lacks %s", err, r.Sink)
		}
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", "/ready", nil))
	if rec.Code != http.StatusServiceUnavailable || !strings.Contains(rec.Body.String(), "raw is raw") {
		t.Errorf("status %d: %s", rec.Code, rec.Body)
	}
	s.log.Close()
	if strings.Contains(s.out.String(), audit.HeartbeatName) {
		t.Errorf("the audit log tells of heartbeats: %s", s.out)
	}
}

// outcome is what a beat finds of a sink whose end is shown what show returns of a beat.
func outcome(t *testing.T, timeout time.Duration, show func(tap *audit.Tap, mark string, b audit.Beat), more ...string) *audit.Heartbeat {
	t.Helper()
	h, err := audit.NewHeartbeat(redact.NewSecretSet(), more...)
	if err != nil {
		t.Fatal(err)
	}
	h.SetTimeout(timeout)
	var tap *audit.Tap
	tap = h.Sink("x", func(_ context.Context, b audit.Beat) error {
		mark, _, _ := strings.Cut(b.Text, " ")
		show(tap, mark, b)
		return nil
	})
	h.Check(context.Background())
	return h
}

// A canary that was cut, changed or wrapped on its way out is one that came out.
func TestHeartbeatSeesParts(t *testing.T) {
	for name, c := range map[string]struct {
		write func(string) string
		raw   bool
	}{
		"lower":       {strings.ToLower, true},
		"cut":         {func(s string) string { return s[:len(s)-4] }, true},
		"half":        {func(s string) string { return s[:12] + "[REDACTED]" }, true},
		"end":         {func(s string) string { return "..." + s[len(s)-12:] }, true},
		"wrapped":     {func(s string) string { return s[:13] + "\n" + s[13:] }, true},
		"half in hex": {func(s string) string { return hex.EncodeToString([]byte(s))[5:20] }, true},
		"base32":      {func(s string) string { return base32.StdEncoding.EncodeToString([]byte("abc" + s)) }, true},
		"base32 hex":  {func(s string) string { return base32.HexEncoding.EncodeToString([]byte(s)) }, false}, // not looked for
		"masked":      {func(s string) string { return s[:4] + "****" }, false},
		"hidden":      {func(s string) string { return "[REDACTED:live-secret]" }, false},
	} {
		got := outcome(t, 10*time.Second, func(tap *audit.Tap, mark string, b audit.Beat) {
			tap.Saw([]byte(mark + strings.Repeat(" ", len(name)) + c.write(b.Canary)))
		}).Results()[0].State
		if want := map[bool]string{true: audit.BeatRaw, false: audit.BeatHidden}[c.raw]; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	got := outcome(t, 10*time.Second, func(tap *audit.Tap, mark string, b audit.Beat) {
		tap.Saw([]byte(mark + strings.Repeat("x", 10_000) + b.Text[len(mark)+28:]))
	}, "postgres://ada:pw@db").Results()[0].State
	if got != audit.BeatRaw {
		t.Errorf("a canary of another detector: %s", got)
	}
}

// Sinks write in parts, and when they like.
func TestHeartbeatLooksOn(t *testing.T) {
	parts := func(before, after string) func(h *audit.Heartbeat, tap *audit.Tap, b audit.Beat) {
		return func(h *audit.Heartbeat, tap *audit.Tap, b audit.Beat) {
			in := strings.NewReplacer("<canary>", b.Canary, "<mark>", b.Text[:21])
			tap.Saw([]byte(in.Replace(before)))
			tap.Saw([]byte(in.Replace(after)))
		}
	}
	for name, c := range map[string]struct {
		at, then string
		later    func(h *audit.Heartbeat, tap *audit.Tap, b audit.Beat)
		want     string
	}{
		"a field behind its record": {"<mark> [REDACTED]", audit.BeatHidden, parts(`"value":`, `"<canary>"`), audit.BeatRaw},
		"other records":             {"<mark> [REDACTED]", audit.BeatHidden, parts("clean", "clean"), audit.BeatHidden},
		"too far behind":            {"<mark> [REDACTED]", audit.BeatHidden, parts(strings.Repeat("x", 1<<17), "<canary>"), audit.BeatHidden},
		"late and hidden":           {"x", audit.BeatLost, parts(strings.Repeat("x", 1<<17), "<mark> [REDACTED]"), audit.BeatHidden},
		"late and raw":              {"x", audit.BeatLost, parts(strings.Repeat("x", 1<<17), "<mark> <canary>"), audit.BeatRaw},
		"late, its field later":     {"x", audit.BeatLost, parts(strings.Repeat("x", 1<<17)+"<mark>", strings.Repeat("x", 5000)+"<canary>"), audit.BeatRaw},
	} {
		var end *audit.Tap
		var beat audit.Beat
		timeout, shown := 10*time.Second, make(chan struct{})
		if c.then == audit.BeatLost {
			timeout = 50 * time.Millisecond
		}
		h := outcome(t, timeout, func(tap *audit.Tap, mark string, b audit.Beat) {
			end, beat = tap, b
			tap.Saw([]byte(strings.Replace(c.at, "<mark>", mark, 1)))
			close(shown)
		})
		<-shown
		if got := h.Results()[0].State; got != c.then {
			t.Errorf("%s: at first %s, want %s", name, got, c.then)
		}
		at := h.Results()[0].At
		for range 100 { // until send has returned
			if c.later(h, end, beat); h.Results()[0].State == c.want {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if got := h.Results()[0]; got.State != c.want || got.At != at {
			t.Errorf("%s: then %s, want %s", name, got.State, c.want)
		}
	}
}

// A sink that hangs is lost as long as it does, whatever it once wrote.
func TestHeartbeatHangs(t *testing.T) {
	h, _ := audit.NewHeartbeat(redact.NewSecretSet())
	h.SetTimeout(50 * time.Millisecond)
	hold := make(chan struct{})
	var tap *audit.Tap
	tap = h.Sink("x", func(_ context.Context, b audit.Beat) error {
		tap.Saw([]byte(b.Text[:21]))
		<-hold
		return nil
	})
	var first time.Time
	for range 2 {
		h.Check(context.Background())
		r := h.Results()[0]
		if r.State != audit.BeatLost || !first.IsZero() && r.At != first {
			t.Errorf("%+v", r)
		}
		first = r.At
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.SetTimeout(time.Second)
	go h.Check(context.Background())
	for range 100 {
		if err := h.Check(ctx); errors.Is(err, context.Canceled) {
			close(hold)
			return
		}
	}
	t.Error("a Check waits for another one beyond its context")
}

func TestHeartbeatRuns(t *testing.T) {
	h, err := audit.NewHeartbeat(redact.NewSecretSet())
	if err != nil {
		t.Fatal(err)
	}
	beats := make(chan audit.Beat, 4)
	var tap *audit.Tap
	tap = h.Sink("x", func(_ context.Context, b audit.Beat) error {
		tap.Saw([]byte(b.Text[:21]))
		beats <- b
		return nil
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.Run(ctx, 0); close(ended) }()
	one, two := <-beats, <-beats
	cancel()
	<-ended
	if one.Text == two.Text || one.Canary != two.Canary {
		t.Error("beats are to have marks of their own and one canary")
	}
}

func TestHeartbeatRefuses(t *testing.T) {
	if _, err := audit.NewHeartbeat(redact.NewSecretSet(), "short"); err == nil || strings.Contains(err.Error(), "short\"") {
		t.Error(err)
	}
	if _, err := audit.NewHeartbeat(redact.NewSecretSet(redact.RequireExpiry(redact.PolicyRefuse))); err == nil {
		t.Error("the canary is not held, and nobody says so")
	}
}

func TestTapBetweenBeats(t *testing.T) {
	h, _ := audit.NewHeartbeat(redact.NewSecretSet())
	var out bytes.Buffer
	w := h.Sink("x", nil).Writer(&out)
	p := []byte("a line\n")
	if n := testing.AllocsPerRun(100, func() { w.Write(p); out.Reset() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	fmt.Fprint(w, "x")
	if out.String() != "x" {
		t.Errorf("%q", out.String())
	}
}

package audit_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func TestLog(t *testing.T) {
	s := start(t)
	for range 3 {
		s.app.Info("x", "v", liveValue)
	}
	s.app.Info("tok_abcdefok")
	for i := range 12 {
		s.app.Info("x", "password", fmt.Sprint(password, i))
	}
	s.log.Close()
	recs := s.out.records(t)
	find := func(want map[string]any) map[string]any {
		t.Helper()
	next:
		for _, r := range recs {
			for k, v := range want {
				if fmt.Sprint(r[k]) != fmt.Sprint(v) {
					continue next
				}
			}
			return r
		}
		t.Errorf("no record %v in\n%s", want, s.out)
		return map[string]any{}
	}
	live := find(map[string]any{"level": "WARN", "msg": "tacit event", "class": "match", "kind": "live", "detector": "live-secret", "name": "db", "generation": 1, "sink": "slog", "count": 1})
	find(map[string]any{"kind": "live", "name": "db", "count": 2})
	find(map[string]any{"kind": "structural", "detector": "checked", "confirmed": true})
	many := find(map[string]any{"class": "name", "detector": "password", "count": 11, "more_fingerprints": true})
	if site := fmt.Sprint(live["site"]); !strings.Contains(site, "audit_test.TestLog log_test.go:") {
		t.Errorf("the site is %q", site)
	}
	if n := len(many["fingerprints"].([]any)); n != 8 {
		t.Errorf("%d fingerprints", n)
	}
	token := string(redact.HMAC(keys).AppendReplacement(nil, redact.MatchInfo{Detector: "live-secret"}, []byte(liveValue)))
	if print := fmt.Sprint(live["fingerprints"].([]any)[0]); !strings.Contains(token, "."+print+"]") {
		t.Errorf("%s is not in %s", print, token)
	}
	if len(recs) != 5 {
		t.Errorf("%d records", len(recs))
	}
	if out := s.out.String(); strings.Contains(out, password) || strings.Contains(out, liveValue) || strings.Contains(out, "tok_") {
		t.Errorf("leak: %s", out)
	}
}

// What a log writes goes through a guarded handler unchanged.
func TestLogIsReadable(t *testing.T) {
	plain, guarded := &buffer{}, &buffer{}
	r := redact.MustNew(redact.WithDetectors(append(detectors.Default(), checked)...))
	both := slog.NewMultiHandler(slog.NewJSONHandler(plain, nil), slogredact.NewHandler(slog.NewJSONHandler(guarded, nil), r))
	l := audit.NewLog(both)
	for _, d := range r.Describe().Detectors {
		l.Observe(redact.Event{Time: time.Now(), Class: "match", Kind: d.Tier.String(), Detector: d.ID, Sink: "slog", Fingerprint: "k1.9f2c4e11d0aa", Count: 1, Origin: redact.Origin{TraceID: [16]byte{0xab, 1}}})
	}
	l.Start(r)
	l.Close()
	if plain.String() != guarded.String() || strings.Contains(plain.String(), "REDACTED") || len(plain.records(t)) < 100 {
		t.Errorf("got\n%s\nwant\n%s", guarded, plain)
	}
}

// Nothing that an adapter or a name tells goes past the guard.
func TestLogIsGuarded(t *testing.T) {
	for name, r := range map[string]*redact.Redactor{
		"guard": start(t).r,
		"nil":   nil,
	} {
		out := &buffer{}
		var pages []audit.Page
		l := audit.NewLog(slog.NewJSONHandler(out, nil), audit.WithPager(func(p audit.Page) { pages = append(pages, p) }))
		l.Observe(redact.Event{Time: time.Now(), Class: "match", Kind: "live", Detector: "live-secret", Secret: liveValue, Sink: "x " + liveValue, Fingerprint: liveValue})
		l.Start(r)
		l.Close()
		if text := out.String() + fmt.Sprint(pages); strings.Contains(text, liveValue) || !strings.Contains(text, "[REDACTED") || len(pages) != 1 {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// What the log writes causes no events of its own.
func TestLogDoesNotFeedItself(t *testing.T) {
	s := start(t, audit.WithInterval(time.Millisecond))
	s.log.Observe(redact.Event{Time: time.Now(), Class: "match", Detector: "x", Sink: "password=" + password})
	time.Sleep(30 * time.Millisecond)
	s.log.Close()
	recs := s.out.records(t)
	if len(recs) != 2 || recs[1]["msg"] != "tacit hid parts of the audit log" {
		t.Errorf("%s", s.out)
	}
}

func TestPager(t *testing.T) {
	var mu sync.Mutex
	var pages []audit.Page
	take := func() (out []string) {
		mu.Lock()
		defer mu.Unlock()
		for _, p := range pages {
			out = append(out, fmt.Sprintf("%s %s%s %d", p.Event.Class, p.Event.Secret, p.Event.Detector, p.Suppressed))
		}
		return out
	}
	l := audit.NewLog(slog.NewJSONHandler(io.Discard, nil), audit.WithPageInterval(time.Hour), audit.WithPager(func(p audit.Page) {
		mu.Lock()
		defer mu.Unlock()
		pages = append(pages, p)
		if len(pages) == 2 {
			panic(password)
		}
	}))
	l.Start(start(t).r)
	now := time.Unix(1_700_000_000, 0)
	pc, _, _, _ := runtime.Caller(0)
	event := func(after time.Duration, e redact.Event) {
		e.Time = now.Add(after)
		l.Observe(e)
		for len(l.Waiting()) > 0 { // in order, whatever their queues
			time.Sleep(time.Millisecond)
		}
	}
	live := redact.Event{Class: "match", Kind: "live", Detector: "live-secret", Secret: "db"}
	elsewhere := live
	elsewhere.Origin.PC = pc
	late := live
	late.Class = "late"
	event(0, live)
	event(1, live)
	event(2, elsewhere)
	event(3, late)
	event(4, redact.Event{Class: "match", Kind: "structural", Detector: "checked", Confirmed: true})
	event(5, redact.Event{Class: "match", Kind: "structural", Detector: "github-token"})
	event(6, redact.Event{Class: "name", Kind: "contextual", Detector: "password"})
	event(7, redact.Event{Class: "match", Kind: "live", Detector: "live-secret", Secret: audit.HeartbeatName})
	event(time.Hour+8, live)
	l.Close()
	want := "[match dblive-secret 0 match dblive-secret 0 late dblive-secret 0 match checked 0 match dblive-secret 1]"
	if got := fmt.Sprint(take()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Whatever comes in, what is written and kept is bounded, and a live secret gets through.
func TestFloodIsBounded(t *testing.T) {
	out, pages := &buffer{}, 0
	l := audit.NewLog(slog.NewJSONHandler(out, nil), audit.WithPager(func(p audit.Page) { pages++ }))
	r := start(t).r
	flood := func(n int) {
		for i := range n {
			l.Observe(redact.Event{Time: time.Unix(1_700_000_000, 0), Class: "match", Kind: "structural", Confirmed: true, Detector: fmt.Sprint("d", i), Sink: "x"})
			l.Observe(redact.Event{Time: time.Unix(1_700_000_000, 0), Class: "match", Kind: "contextual", Detector: fmt.Sprint("d", i), Sink: "x"})
		}
	}
	flood(5000)
	if n := l.Lost(); n != 2*(5000-1024) {
		t.Errorf("%d lost", n)
	}
	l.Observe(redact.Event{Time: time.Now(), Class: "match", Kind: "live", Detector: "live-secret", Secret: "db", Generation: 1})
	l.Start(r)
	for range 20 {
		flood(500)
		time.Sleep(time.Millisecond)
	}
	l.Close()
	text := out.String()
	if n := strings.Count(text, "\n"); n > 3*1024+64 || n < 1024 {
		t.Errorf("%d records", n)
	}
	if first, _, _ := strings.Cut(text, "\n"); !strings.Contains(first, `"name":"db"`) || !strings.Contains(first, `"page":true`) {
		t.Errorf("the first record is %s", first)
	}
	if !strings.Contains(text, "tacit events lost") || pages > 1024+2 || pages < 1024 {
		t.Errorf("%d pages", pages)
	}
}

func TestLogWithoutStart(t *testing.T) {
	var out bytes.Buffer
	l := audit.NewLog(slog.NewJSONHandler(&out, nil))
	l.Observe(redact.Event{Class: "match"})
	l.Close()
	l.Close()
	l.Start(nil)
	l.Observe(redact.Event{Class: "match"})
	if out.Len() > 0 {
		t.Error(out.String())
	}
}

// A page has a record that tells all, also where others are counted together.
func TestPageOfManyIsToldWhole(t *testing.T) {
	out := &buffer{}
	l := audit.NewLog(slog.NewJSONHandler(out, nil), audit.WithPager(func(audit.Page) {}))
	l.Start(redact.MustNew(redact.WithNames("password")))
	now := time.Now()
	for i := range 3 * 1024 {
		e := redact.Event{Time: now, Class: "match", Kind: "live", Detector: "live-secret", Secret: "s", Generation: i, Sink: "slog", Fingerprint: "k1.00"}
		if i == 2*1024 {
			e.Secret = "another"
		}
		l.Observe(e)
		for i%512 == 511 && len(l.Waiting()) > 0 {
			time.Sleep(time.Millisecond)
		}
	}
	l.Close()
	for _, r := range out.records(t) {
		if r["name"] == "another" {
			if r["page"] != true || r["sink"] != "slog" || r["count"] != 1.0 || r["fingerprints"] == nil {
				t.Errorf("%v", r)
			}
			return
		}
	}
	t.Error("the second page has no record of its own")
}

// A pager or handler that never returns does not keep a process from ending.
func TestCloseDoesNotHang(t *testing.T) {
	l := audit.NewLog(slog.NewJSONHandler(io.Discard, nil), audit.WithPager(func(audit.Page) { select {} }))
	l.SetClosing(20 * time.Millisecond)
	l.Start(nil)
	for range 5000 {
		l.Observe(redact.Event{Class: "match", Kind: "live"})
	}
	if err := l.Close(); err == nil {
		t.Error("no error")
	}
}

type failing struct {
	slog.Handler
	n int
}

func (h *failing) Handle(ctx context.Context, r slog.Record) error {
	if h.n--; h.n >= 0 {
		return errors.New(password)
	}
	return h.Handler.Handle(ctx, r)
}

// What a handler does not take is counted, and told when it works again.
func TestHandlerThatFails(t *testing.T) {
	out := &buffer{}
	l := audit.NewLog(&failing{slog.NewJSONHandler(out, nil), 2})
	for range 5 {
		l.Observe(redact.Event{Class: "match", Detector: "a"})
		l.Observe(redact.Event{Class: "match", Detector: "b"})
	}
	l.Start(nil)
	l.Close()
	recs := out.records(t)
	if len(recs) != 3 || recs[2]["msg"] != "tacit events lost" || recs[2]["count"] != 2.0 || l.Lost() != 2 {
		t.Errorf("%d lost: %s", l.Lost(), out)
	}
	if got := (audit.Subject{Log: l}).Status().AuditLost; got != 2 {
		t.Errorf("the status tells of %d", got)
	}
}

type badHandler struct{ slog.Handler }

func (badHandler) Enabled(_ context.Context, _ slog.Level) bool { panic(password) }

func TestHandlerThatPanics(t *testing.T) {
	l := audit.NewLog(badHandler{slog.NewJSONHandler(io.Discard, nil)})
	l.Start(nil)
	l.Observe(redact.Event{Class: "match"})
	l.Close()
	if l.Lost() != 1 {
		t.Errorf("%d lost", l.Lost())
	}
}

func TestObserveAllocs(t *testing.T) {
	l := audit.NewLog(slog.NewJSONHandler(io.Discard, nil))
	if n := testing.AllocsPerRun(100, func() { l.Observe(redact.Event{Class: "match"}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkObserve(b *testing.B) {
	l := audit.NewLog(slog.NewJSONHandler(io.Discard, nil))
	l.Start(redact.MustNew(redact.WithNames("password")))
	defer l.Close()
	b.ReportAllocs()
	for b.Loop() {
		l.Observe(redact.Event{Class: "match", Kind: "contextual", Detector: "password", Count: 1})
	}
}

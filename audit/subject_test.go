package audit_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func subject(t *testing.T) (audit.Subject, setup) {
	t.Helper()
	s := start(t)
	h, err := audit.NewHeartbeat(s.set)
	if err != nil {
		t.Fatal(err)
	}
	h.Sink("slog", nil)
	s.app.Info("x", "password", password, "v", liveValue)
	return audit.Subject{Redactor: s.r, Secrets: []*redact.SecretSet{s.set, nil}, Heartbeat: h, Catalogue: "0.1.0"}, s
}

func TestStatusPage(t *testing.T) {
	sub, _ := subject(t)
	rec := httptest.NewRecorder()
	sub.ServeHTTP(rec, httptest.NewRequest("GET", "/debug/tacit", nil))
	var got audit.Status
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, rec.Body)
	}
	if got.Kernel == "" || got.Version == "" || len(got.Policy) != 16 || got.Catalogue != "0.1.0" || got.Detectors < 3 ||
		got.Live.Live != 1 || got.Live.Static != 1 || len(got.Matches) != 2 || got.Matches[1].Detector != "password" || got.Matches[1].Count != 1 ||
		got.Hidden != uint64(len(password)+len(liveValue)) || got.Sinks[0].State != audit.BeatNone {
		t.Errorf("%s", rec.Body)
	}
	if text := rec.Body.String(); strings.Contains(text, password) || strings.Contains(text, liveValue) || strings.Contains(text, "REDACTED") {
		t.Errorf("%s", text)
	}
	for _, method := range []string{"POST", "DELETE"} {
		rec := httptest.NewRecorder()
		sub.ServeHTTP(rec, httptest.NewRequest(method, "/debug/tacit", nil))
		if rec.Code != 405 {
			t.Errorf("%s: %d", method, rec.Code)
		}
	}
	sub.Policy, sub.Catalogue = liveValue, "password="+password
	rec = httptest.NewRecorder()
	sub.ServeHTTP(rec, httptest.NewRequest("GET", "/debug/tacit", nil))
	var out buffer
	slog.NewJSONHandler(&out, nil).Handle(context.Background(), sub.Record())
	if text := rec.Body.String() + out.String(); strings.Contains(text, password) || strings.Contains(text, liveValue) || !json.Valid(rec.Body.Bytes()) {
		t.Errorf("leak: %s", text)
	}
	rec = httptest.NewRecorder()
	audit.Subject{}.ServeHTTP(rec, httptest.NewRequest("GET", "/debug/tacit", nil))
	if rec.Code != 200 {
		t.Errorf("the zero Subject: %d", rec.Code)
	}
}

// Redactors of other sinks count too, what they share once.
func TestStatusOfMore(t *testing.T) {
	a := redact.MustNew(redact.WithNames("password"), redact.WithPolicyDigest("sha256:1"))
	b := redact.MustNew(redact.WithNames("password"), redact.WithPolicyDigest("sha256:1/essential"))
	var same redact.Redactor
	same.Replace(a)
	sub := audit.Subject{Redactor: a, More: func() []*redact.Redactor { return []*redact.Redactor{a, &same, b, nil, b} }}
	for _, r := range []*redact.Redactor{a, &same, b} {
		r.String("password=" + password)
	}
	got := sub.Status()
	if got.Policy != "sha256:1" || strings.Join(got.Policies, " ") != "sha256:1/essential" || got.Hidden != uint64(3*len(password)) || got.Matches[0].Count != 3 {
		t.Errorf("%+v", got)
	}
	deny := redact.MustNew(redact.WithNames("password"), redact.WithAction("name", redact.Deny), redact.WithoutStubs())
	io.WriteString(deny.NewRecordWriter(io.Discard), "password="+password+"\n")
	if got := (audit.Subject{Redactor: deny}).Status(); len(got.Denied) != 1 || got.Denied[0].Count != 1 || got.Dropped != 1 {
		t.Errorf("%+v", got)
	}
	sub.Policy = "own"
	if got := sub.Status(); got.Policy != "own" || got.Policies != nil {
		t.Errorf("%+v", got)
	}
	if got := (audit.Subject{Redactor: redact.MustNew(redact.WithNames("password"))}).Status(); len(got.Policy) != 16 {
		t.Errorf("%+v", got)
	}
}

func TestStartRecord(t *testing.T) {
	sub, _ := subject(t)
	sub.Redactor = redact.MustNew(redact.WithDetectors(detectors.Default()...))
	var plain, guarded buffer
	for _, h := range []slog.Handler{slog.NewJSONHandler(&plain, nil), slogredact.NewHandler(slog.NewJSONHandler(&guarded, nil), sub.Redactor)} {
		rec := sub.Record()
		rec.Time = time.Time{}
		if err := h.Handle(context.Background(), rec); err != nil {
			t.Fatal(err)
		}
	}
	if plain.String() != guarded.String() || !strings.Contains(plain.String(), `"msg":"tacit started"`) || !strings.Contains(plain.String(), `"kernel":"`) {
		t.Errorf("%s%s", &plain, &guarded)
	}
}

func TestSum(t *testing.T) {
	set := redact.NewSecretSet()
	hold := func(name, value string, opts ...redact.SecretOption) {
		t.Helper()
		if _, err := set.Set(name, []byte(value), opts...); err != nil {
			t.Fatal(err)
		}
	}
	if s := audit.Sum(set); s.StaticRatio() != 0 || s.Coverage() != 1 {
		t.Errorf("an empty set: %+v", s)
	}
	hold("static", liveValue)
	hold("soon", liveValue+"-soon", redact.WithExpiry(time.Now().Add(time.Hour)))
	hold("later", liveValue+"-later", redact.WithExpiry(time.Now().Add(999*time.Hour)))
	hold("turned", liveValue+"-turned", redact.WithGrace(time.Hour))
	if _, err := set.Rotate("turned", []byte(liveValue+"-again")); err != nil {
		t.Fatal(err)
	}
	hold("gone", liveValue+"-gone")
	set.Revoke("gone")
	redact.MustNew(redact.WithSecrets(set)).String(liveValue + "-gone " + liveValue + "-turned")
	got := audit.Sum(set, nil, set)
	want := audit.Secrets{Live: 4, Rotated: 1, Revoked: 1, NearExpiry: 1, Renewed: 1, Static: 1, LateUses: 2, Revoke: got.Revoke}
	if got != want || got.Revoke <= 0 || got.StaticRatio() != 0.25 || got.Coverage() != 0.75 {
		t.Errorf("%+v", got)
	}
}

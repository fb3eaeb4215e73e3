package audit_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

const (
	liveValue = "zK7-quartz-lemon-41"
	password  = "hunter2-correct-horse"
)

// buffer is written to by goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// records returns the lines of b as JSON, without their time.
func (b *buffer) records(t *testing.T) (out []map[string]any) {
	t.Helper()
	for line := range strings.Lines(b.String()) {
		rec := map[string]any{}
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		delete(rec, "time")
		out = append(out, rec)
	}
	return out
}

var keys = redact.KeyRing{Current: redact.Key{ID: "k1", Secret: bytes.Repeat([]byte("k"), 32)}}

// checked finds tokens whose checksum is the ending ok.
var checked = redact.Detector{
	ID: "checked", Doc: "Of tests.", Pattern: `tok_[a-z]{8,20}`,
	Verify: func(secret []byte) redact.Verdict {
		if bytes.HasSuffix(secret, []byte("ok")) {
			return redact.Confirmed
		}
		return redact.Unknown
	},
}

// some are a few detectors, since the tests build many Redactors.
func some() []redact.Detector {
	out := []redact.Detector{checked}
	for _, d := range detectors.Default() {
		if d.ID == "password" || d.ID == "github-token" {
			out = append(out, d)
		}
	}
	return out
}

type setup struct {
	out *buffer
	log *audit.Log
	r   *redact.Redactor
	set *redact.SecretSet
	app *slog.Logger
}

// start begins a log and a logger that it observes.
func start(t testing.TB, opts ...audit.Option) setup {
	t.Helper()
	s := setup{out: &buffer{}, set: redact.NewSecretSet()}
	if _, err := s.set.Set("db", []byte(liveValue)); err != nil {
		t.Fatal(err)
	}
	s.log = audit.NewLog(slog.NewJSONHandler(s.out, nil), opts...)
	s.r = redact.MustNew(redact.WithDetectors(some()...), redact.WithSecrets(s.set),
		redact.WithObserver(s.log), redact.WithFingerprints(keys))
	s.log.Start(s.r)
	s.app = slog.New(slogredact.NewHandler(slog.NewJSONHandler(&buffer{}, nil), s.r))
	t.Cleanup(func() { s.log.Close() })
	return s
}

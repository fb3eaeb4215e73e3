package middleware

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	stripe   = "sk_" + "live_0000EXAMPLE0000EXAMPLE"
	password = "hunter2-correct-horse"
)

func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	if len(opts) == 0 {
		return preset()
	}
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// preset is shared: to build one costs more than most tests do.
var preset = sync.OnceValue(func() *redact.Redactor { return redact.MustNew(redact.WithDetectors(detectors.Default()...)) })

// A sink collects records of JSON.
type sink struct {
	mu    sync.Mutex
	b     bytes.Buffer
	wrote sync.Cond
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrote.Broadcast()
	return s.b.Write(p)
}

// wait waits until something is written, by a server that does not wait for it.
func (s *sink) wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.wrote.L = &s.mu; s.b.Len() == 0; {
		s.wrote.Wait()
	}
}

func (s *sink) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *sink) logger() Option { return WithLogger(slog.New(slog.NewJSONHandler(s, nil))) }

// records parses what was logged.
func (s *sink) records(t testing.TB) (out []map[string]any) {
	t.Helper()
	for line := range strings.Lines(s.String()) {
		m := map[string]any{}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out = append(out, m)
	}
	return out
}

// record returns the only record.
func (s *sink) record(t testing.TB) map[string]any {
	t.Helper()
	all := s.records(t)
	if len(all) != 1 {
		t.Fatalf("%d records: %s", len(all), s.String())
	}
	return all[0]
}

// at follows keys into groups.
func at(m map[string]any, keys ...string) any {
	var v any = m
	for _, k := range keys {
		g, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = g[k]
	}
	return v
}

func mustHide(t *testing.T, out string, secrets ...string) {
	t.Helper()
	if out == "" {
		t.Error("nothing was logged")
	}
	for _, s := range append(secrets, token, stripe, password) {
		if strings.Contains(out, s) {
			t.Errorf("a secret got out: %s", out)
		}
	}
}

var discard = slog.New(slog.NewJSONHandler(io.Discard, nil))

package zerologredact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	stripe   = "sk_" + "live_0000EXAMPLE0000EXAMPLE"
	password = "hunter2-correct-horse"
)

// preset is built once for the tests that change nothing about it.
var preset = sync.OnceValue(func() *redact.Redactor { return redact.MustNew(redact.WithDetectors(detectors.Default()...)) })

// newRedactor returns the preset, or with options a Redactor of a few detectors, which
// is built much faster.
func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	if len(opts) == 0 {
		return preset()
	}
	few := slices.DeleteFunc(detectors.Default(), func(d redact.Detector) bool {
		return !slices.Contains([]string{"github-personal-access-token", "stripe-secret-key", "password", "secret"}, d.ID)
	})
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(few...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// logged returns what log writes through a Writer for r.
func logged(r *redact.Redactor, log func(*zerolog.Logger)) string {
	var b bytes.Buffer
	l := zerolog.New(zerologredact.NewWriter(&b, r))
	log(&l)
	return b.String()
}

// plain returns what log writes without a Writer.
func plain(log func(*zerolog.Logger)) string {
	var b bytes.Buffer
	l := zerolog.New(&b)
	log(&l)
	return b.String()
}

// text returns events as JSON in both builds of zerolog.
func text(t testing.TB, out string) string {
	t.Helper()
	if !binary {
		return out
	}
	var line []byte
	w := zerolog.ConsoleWriter{Out: io.Discard, FormatPrepare: func(m map[string]any) (err error) {
		line, err = json.Marshal(m)
		return err
	}}
	if _, err := w.Write([]byte(out)); err != nil {
		t.Fatalf("%v in % x", err, out)
	}
	return string(line) + "\n"
}

// event parses one event.
func event(t testing.TB, out string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal([]byte(text(t, out)), &m); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	return m
}

func mustHide(t *testing.T, out string, secrets ...string) {
	t.Helper()
	if out == "" {
		t.Error("nothing was logged")
	}
	for _, s := range secrets {
		for _, form := range []string{s, hex.EncodeToString([]byte(s)), base64.StdEncoding.EncodeToString([]byte(s))} {
			if strings.Contains(out, form) {
				t.Errorf("a secret got out: %s", out)
			}
		}
	}
}

// sink is a writer that may be used at once by several goroutines, knows levels and
// can be closed.
type sink struct {
	mu     sync.Mutex
	b      bytes.Buffer
	levels []zerolog.Level
	closed int
	err    error
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	return s.b.Write(p)
}

func (s *sink) WriteLevel(l zerolog.Level, p []byte) (int, error) {
	s.mu.Lock()
	s.levels = append(s.levels, l)
	s.mu.Unlock()
	return s.Write(p)
}

func (s *sink) Close() error {
	s.closed++
	return s.err
}

func (s *sink) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

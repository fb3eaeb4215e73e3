package slogredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	stripe   = "sk_" + "live_0000EXAMPLE0000EXAMPLE"
	password = "hunter2-correct-horse"
)

func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// identity finds nothing in what the tests log.
func identity(t testing.TB) *redact.Redactor {
	t.Helper()
	r, err := redact.New(redact.WithDetectors(redact.Detector{ID: "never-seen", Pattern: `\bnever_seen_[0-9]{32}\b`}))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// formats are the handlers of the standard library.
var formats = []struct {
	name string
	new  func(*bytes.Buffer, *slog.HandlerOptions) slog.Handler
}{
	{"json", func(b *bytes.Buffer, o *slog.HandlerOptions) slog.Handler { return slog.NewJSONHandler(b, o) }},
	{"text", func(b *bytes.Buffer, o *slog.HandlerOptions) slog.Handler { return slog.NewTextHandler(b, o) }},
}

// dropTime makes output comparable.
func dropTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

var noTime = &slog.HandlerOptions{ReplaceAttr: dropTime}

// logged returns what do logs through a handler for r.
func logged(t testing.TB, r *redact.Redactor, format int, do func(*slog.Logger)) string {
	t.Helper()
	var b bytes.Buffer
	do(slog.New(slogredact.NewHandler(formats[format].new(&b, noTime), r)))
	return b.String()
}

// fields parses one line of JSON.
func fields(t testing.TB, line string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal([]byte(line), &m); err != nil {
		t.Fatalf("%v in %q", err, line)
	}
	return m
}

func mustHide(t *testing.T, out string, secrets ...string) {
	t.Helper()
	if out == "" {
		t.Error("nothing was logged")
	}
	for _, s := range secrets {
		if strings.Contains(out, s) {
			t.Errorf("a secret got out: %s", out)
		}
	}
}

// keep is a handler that keeps the last record and counts calls.
type keep struct {
	rec     slog.Record
	handled int
	err     error
	level   slog.Level
}

func (k *keep) Enabled(_ context.Context, l slog.Level) bool { return l >= k.level }
func (k *keep) Handle(_ context.Context, r slog.Record) error {
	k.rec = r
	k.handled++
	return k.err
}
func (k *keep) WithAttrs([]slog.Attr) slog.Handler { return k }
func (k *keep) WithGroup(string) slog.Handler      { return k }

// attrsOf lists the attributes of a record.
func attrsOf(r slog.Record) (out []slog.Attr) {
	r.Attrs(func(a slog.Attr) bool {
		out = append(out, a)
		return true
	})
	return out
}

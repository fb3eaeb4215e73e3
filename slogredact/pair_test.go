package slogredact_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// A record with a value beside a name that is none of a secret is clean: it costs no more than others.
func TestPairsClean(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for text, clean := range map[string]bool{"web-1": true, "password": false} {
		rec := slog.NewRecord(time.Time{}, slog.LevelInfo, "measured", 0)
		rec.AddAttrs(slog.String("name", text), slog.Float64("value", 0.7))
		b := r.Scope("test").Batch()
		if got := b.Attrs(&rec) && b.Clean(); got != clean {
			t.Errorf("beside %s: clean %v", text, got)
		}
	}
}

// An attribute may name what the one beside it holds.
func TestPairs(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for name, c := range map[string]struct {
		log    func(*slog.Logger)
		hidden bool
	}{
		"record":       {func(l *slog.Logger) { l.Info("setting", "key", "DB_PASSWORD", "value", password) }, true},
		"turned":       {func(l *slog.Logger) { l.Info("setting", "value", password, "n", 1, "name", "db.password") }, true},
		"group":        {func(l *slog.Logger) { l.Info("m", slog.Group("h", "name", "Authorization", "value", password)) }, true},
		"bound":        {func(l *slog.Logger) { l.With("field", "password", "value", password).Info("m") }, true},
		"number":       {func(l *slog.Logger) { l.Info("m", "name", "password", "value", 48213977) }, true},
		"other name":   {func(l *slog.Logger) { l.Info("m", "key", "DB_HOST", "value", password) }, false},
		"other group":  {func(l *slog.Logger) { l.Info("m", "name", "password", slog.Group("g", "value", password)) }, false},
		"metric":       {func(l *slog.Logger) { l.Info("m", "name", "token_count", "value", password) }, false},
		"no pair":      {func(l *slog.Logger) { l.Info("m", "reason", "password", "value", password) }, false},
		"harmless one": {func(l *slog.Logger) { l.Info("m", "name", "password", "value", true, "x", password) }, false},
	} {
		var out bytes.Buffer
		c.log(slog.New(slogredact.NewHandler(slog.NewJSONHandler(&out, nil), r)))
		shown := strings.Contains(out.String(), password) || strings.Contains(out.String(), "48213977")
		if shown == c.hidden {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}

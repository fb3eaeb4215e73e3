package slogredact_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

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

package logrredact_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/go-logr/logr"
)

// A pair may name what the one beside it holds.
func TestPairs(t *testing.T) {
	r := newRedactor(t)
	for name, log := range map[string]func(logr.Logger){
		"record":    func(l logr.Logger) { l.Info("m", "key", "DB_PASSWORD", "value", password) },
		"turned":    func(l logr.Logger) { l.Info("m", "value", password, "n", 1, "name", "db.password") },
		"error":     func(l logr.Logger) { l.Error(nil, "m", "name", "Authorization", "value", password) },
		"bound":     func(l logr.Logger) { l.WithValues("field", "password", "value", password).Info("m") },
		"slog":      func(l logr.Logger) { slog.New(logr.ToSlogHandler(l)).Info("m", "name", "password", "value", password) },
		"strings":   func(l logr.Logger) { l.Info("m", "name", "Authorization", "value", []string{password}) },
		"arguments": func(l logr.Logger) { l.Info("m", "sql", "update t set password = $1", "args", []any{password, 5}) },
		"group": func(l logr.Logger) {
			slog.New(logr.ToSlogHandler(l)).Info("m", slog.Group("g", "name", "password", "value", password))
		},
	} {
		for sink := range sinks {
			if out := logged(sink, r, log); strings.Contains(out, password) {
				t.Errorf("%s/%s: %s", name, sink, out)
			}
		}
	}
	for sink := range sinks {
		if out := logged(sink, r, func(l logr.Logger) { l.Info("m", "key", "DB_HOST", "value", password) }); !strings.Contains(out, password) {
			t.Errorf("%s: %s", sink, out)
		}
	}
}

// What names a pair stands no more than eight pairs from it.
func TestPairsBound(t *testing.T) {
	r := newRedactor(t)
	for between, hidden := range map[int]bool{7: true, 8: false} {
		args := []any{"value", password}
		for range between {
			args = append(args, "n", 1)
		}
		for sink := range sinks {
			out := logged(sink, r, func(l logr.Logger) { l.Info("m", append(args, "name", "password")...) })
			if strings.Contains(out, password) == hidden {
				t.Errorf("%s, behind %d others: %s", sink, between, out)
			}
		}
	}
}

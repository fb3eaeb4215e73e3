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

const statement = "update users set password = $1 where id = $2"

// An attribute may name what the one beside it holds.
func TestPairs(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for name, c := range map[string]struct {
		log    func(*slog.Logger)
		hidden bool
	}{
		"record":      {func(l *slog.Logger) { l.Info("setting", "key", "DB_PASSWORD", "value", password) }, true},
		"turned":      {func(l *slog.Logger) { l.Info("setting", "value", password, "n", 1, "name", "db.password") }, true},
		"group":       {func(l *slog.Logger) { l.Info("m", slog.Group("h", "name", "Authorization", "value", password)) }, true},
		"bound":       {func(l *slog.Logger) { l.With("field", "password", "value", password).Info("m") }, true},
		"number":      {func(l *slog.Logger) { l.Info("m", "name", "password", "value", 48213977) }, true},
		"strings":     {func(l *slog.Logger) { l.Info("m", "name", "Authorization", "value", []string{password}) }, true},
		"arguments":   {func(l *slog.Logger) { l.Info("m", "sql", statement, "args", []any{password, 5}) }, true},
		"turned ones": {func(l *slog.Logger) { l.Info("m", "args", []any{password, 5}, "db.query.text", statement) }, true},
		"in a group":  {func(l *slog.Logger) { l.Info("m", slog.Group("db", "query", statement, "params", []string{password})) }, true},
		"in a map":    {func(l *slog.Logger) { l.Info("m", "pgx", map[string]any{"sql": statement, "args": []any{password}}) }, true},
		"in a struct": {func(l *slog.Logger) {
			l.Info("m", "q", struct {
				SQL  string
				Args []any
			}{statement, []any{password}})
		}, true},
		"message": {func(l *slog.Logger) { l.Info(statement, "args", []any{password, 5}) }, true},
		"other names": {func(l *slog.Logger) {
			l.Info("m", "q", struct {
				Query string `json:"name"`
				Value string `json:"value"`
			}{"Authorization", password}, "p", struct {
				Q string `json:"sql"`
				A []any  `json:"args"`
			}{statement, []any{password}})
		}, true},
		"as text":      {func(l *slog.Logger) { l.Info("m", "sql", statement, "args", "["+password+" 5]") }, true},
		"no secret":    {func(l *slog.Logger) { l.Info("m", "sql", "select 1 where name = $1", "args", []any{password}) }, false},
		"no statement": {func(l *slog.Logger) { l.Info("m", "query", "password = $1", "args", []any{password}) }, false},
		"of a name":    {func(l *slog.Logger) { l.Info("m", "name", "password", "args", []any{password}) }, false},
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

// Of a record the first eight attributes that may name something are asked.
func TestPairsBound(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for others, hidden := range map[int]bool{7: true, 8: false} {
		var out bytes.Buffer
		args := []any{"value", password}
		for range others {
			args = append(args, "name", "web-1")
		}
		slog.New(slogredact.NewHandler(slog.NewJSONHandler(&out, nil), r)).Info("m", append(args, "name", "password")...)
		if strings.Contains(out.String(), password) == hidden {
			t.Errorf("behind %d others: %s", others, out.String())
		}
	}
}

package slogredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"testing/slogtest"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// addSecret adds attributes to each record, so that each one is rebuilt. The policy
// drops them again, as the suite counts what is in a group.
type addSecret struct{ slog.Handler }

func (h addSecret) Handle(ctx context.Context, r slog.Record) error {
	r = r.Clone()
	r.AddAttrs(slog.String("added", "token "+token), slog.Int("pin", 123456))
	return h.Handler.Handle(ctx, r)
}

func (h addSecret) WithAttrs(as []slog.Attr) slog.Handler { return addSecret{h.Handler.WithAttrs(as)} }

func (h addSecret) WithGroup(name string) slog.Handler { return addSecret{h.Handler.WithGroup(name)} }

func TestSlogtest(t *testing.T) {
	for _, c := range []struct {
		name string
		r    *redact.Redactor
		wrap func(slog.Handler) slog.Handler
	}{
		{"identity", identity(t), func(h slog.Handler) slog.Handler { return h }},
		{"hit", hitting(t), func(h slog.Handler) slog.Handler { return addSecret{h} }},
		{"default", newRedactor(t), func(h slog.Handler) slog.Handler { return h }},
		{"bound", newRedactor(t), func(h slog.Handler) slog.Handler {
			return h.WithAttrs([]slog.Attr{slog.String("password", password), slog.Any("rest", []string{token})})
		}},
	} {
		for _, multi := range []bool{false, true} {
			name := c.name
			if multi {
				name += "/multi"
			}
			t.Run(name, func(t *testing.T) {
				var buf *bytes.Buffer
				slogtest.Run(t, func(t *testing.T) slog.Handler {
					buf = new(bytes.Buffer)
					var h slog.Handler = slog.NewJSONHandler(buf, nil)
					h = c.wrap(slogredact.NewHandler(h, c.r))
					if multi {
						h = slog.NewMultiHandler(h)
					}
					return h
				}, func(t *testing.T) map[string]any {
					mustHide(t, buf.String(), password, token)
					m := map[string]any{}
					if err := json.Unmarshal(buf.Bytes(), &m); err != nil {
						t.Fatal(err)
					}
					return m
				})
			})
		}
	}
}

// hitting drops what addSecret adds.
func hitting(t *testing.T) *redact.Redactor {
	return newRedactor(t,
		redact.WithPath("**.added", redact.DropField), redact.WithPath("**.pin", redact.DropField))
}

func TestSlogtestHits(t *testing.T) {
	var buf bytes.Buffer
	slog.New(addSecret{slogredact.NewHandler(slog.NewJSONHandler(&buf, noTime), hitting(t))}).Info("message", "a", "b")
	if got, want := buf.String(), `{"level":"INFO","msg":"message","a":"b"}`+"\n"; got != want {
		t.Errorf("the policy that hits does not: got %s want %s", got, want)
	}
}

package redact_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

func TestBatchAttr(t *testing.T) {
	deep := func(n int) slog.Attr {
		a := slog.Int("a", 1)
		for range n {
			a = slog.Attr{Key: "g", Value: slog.GroupValue(a)}
		}
		return a
	}
	secret := "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
	for name, c := range map[string]struct {
		attrs []slog.Attr
		want  bool
	}{
		"scalars":                 {[]slog.Attr{slog.String("a", "b"), slog.Int("n", 7), slog.Uint64("u", 7), slog.Float64("f", 1.5), slog.Bool("b", true), slog.Duration("d", 1), slog.Time("t", time.Now())}, true},
		"a group":                 {[]slog.Attr{slog.Group("g", "a", "b", slog.Group("h", "n", 1))}, true},
		"a group without a name":  {[]slog.Attr{slog.Group("", "a", "b")}, true},
		"a secret in a group":     {[]slog.Attr{slog.Group("g", slog.Group("", "a", secret))}, false},
		"a name in a group":       {[]slog.Attr{slog.Group("g", "password", "hunter2x9")}, false},
		"a group under a name":    {[]slog.Attr{slog.Group("password", "a", "hunter2x9")}, false},
		"a secret name":           {[]slog.Attr{slog.Int(secret, 1)}, false},
		"any":                     {[]slog.Attr{slog.Any("a", []int{1})}, false},
		"a method":                {[]slog.Attr{slog.Any("a", valuer{})}, false},
		"64 groups":               {[]slog.Attr{deep(64)}, true},
		"65 groups":               {[]slog.Attr{deep(65)}, false},
		"10,000 attributes":       {slices.Repeat([]slog.Attr{slog.Int("n", 1)}, 10_000), true},
		"more":                    {slices.Repeat([]slog.Attr{slog.Int("n", 1)}, 10_001), false},
		"behind what is not good": {[]slog.Attr{slog.Any("a", []int{1}), slog.Int("n", 1)}, false},
	} {
		b := defaults(t).Scope("x").Batch()
		for _, a := range c.attrs {
			b.Attr(a) // what it reports is what Clean does
		}
		if got := b.Clean(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if b := (*redact.Redactor)(nil).Scope("x").Batch(); b.Attr(slog.Int("n", 1)) || b.Clean() {
		t.Error("the nil Redactor lets it pass")
	}
}

type valuer struct{}

func (valuer) LogValue() slog.Value { panic("a method was called") }

package redact_test

import (
	"log/slog"
	"math/rand/v2"
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
		rec := slog.NewRecord(time.Time{}, slog.LevelInfo, "m", 0)
		rec.AddAttrs(c.attrs...)
		b = defaults(t).Scope("x").Batch()
		if got := b.Attrs(&rec); got && !c.want && b.Clean() || !got && c.want {
			t.Errorf("%s, as a record: %v", name, got)
		} else if c.want && !b.Clean() {
			t.Errorf("%s, as a record: not clean", name)
		}
	}
	if b := (*redact.Redactor)(nil).Scope("x").Batch(); b.Attr(slog.Int("n", 1)) || b.Attrs(new(slog.Record)) || b.Clean() {
		t.Error("the nil Redactor lets it pass")
	}
}

// TestBatchAttrs compares the attributes of a record with each of them, where names are
// known and where they are not.
func TestBatchAttrs(t *testing.T) {
	alone(t)
	rng := rand.New(rand.NewPCG(3, 4))
	names := []string{"note", "status", "user_id", "password", "pass_word", "", "http.request.method", "request_content_type", "token", "a_name_of_seventeen", "a_name_of_sevenpeen", livePieces[1]}
	texts := exampleTexts(livePieces...)
	value := func() slog.Value {
		switch rng.IntN(10) {
		case 0:
			return slog.Int64Value(rng.Int64N(1<<(1+rng.IntN(62))) - 1<<rng.IntN(62))
		case 1:
			return slog.Uint64Value(rng.Uint64() >> rng.IntN(64))
		case 2:
			return slog.Float64Value(float64(rng.Int64N(1 << (1 + rng.IntN(62)))))
		case 3:
			return slog.BoolValue(true)
		case 4:
			return slog.DurationValue(1)
		case 5:
			return slog.GroupValue(slog.String(names[rng.IntN(len(names))], randomOf(rng, texts)))
		case 6:
			return slog.AnyValue([]int{1})
		}
		return slog.StringValue(randomOf(rng, texts))
	}
	for name, opts := range map[string][]redact.Option{
		"default": nil, "live": {redact.WithSecrets(liveSet(t))}, "paths": {redact.WithPath("note.*.path", redact.DropField)},
	} {
		r, _ := two(t, opts...)
		s, clean := r.Scope("x"), 0
		for range 20_000 {
			rec := slog.NewRecord(time.Time{}, slog.LevelInfo, "m", 0)
			one := s.Batch()
			for range 1 + rng.IntN(7) {
				a := slog.Attr{Key: names[rng.IntN(len(names))], Value: value()}
				rec.AddAttrs(a)
				one.Attr(a)
			}
			all := s.Batch()
			all.Attrs(&rec)
			got, want := all.Clean(), one.Clean()
			if got != want {
				t.Fatalf("%s: clean is %v as a record and %v attribute by attribute: %v", name, got, want, rec)
			}
			if got {
				clean++
			}
		}
		if clean < 500 {
			t.Errorf("%s: only %d records were clean", name, clean)
		}
	}
}

type valuer struct{}

func (valuer) LogValue() slog.Value { panic("a method was called") }

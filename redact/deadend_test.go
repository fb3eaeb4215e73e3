package redact_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestDeadEnds compares what is found in text that is full of beginnings with what
// Explain finds, which follows every candidate to its end, and with a stream.
func TestDeadEnds(t *testing.T) {
	alone(t)
	opts := []redact.Option{redact.WithDetectors(detectors.Default()...), redact.WithLimits(redact.Limits{MaxMatch: 1 << 10})}
	for _, d := range []redact.Detector{
		{ID: "counted", Pattern: `cnt[a-z]{30,}[!x]`},
		{ID: "either", Pattern: `ei(?:a[a-z]+!|b[a-z]+\?)`},
		{ID: "parts", Pattern: `prt[a-z]{4}(?::[a-z]+!)?`},
		{ID: "mixed", Pattern: `mix[a-z]{4}(?:_[a-z_]+!)?`, Verify: func(b []byte) redact.Verdict {
			if len(b)%3 == 0 {
				return redact.Rejected
			}
			return redact.Unknown
		}},
		{ID: "near", Pattern: `ner[a-z]{5,}x\b`, Near: []string{"vault"}},
	} {
		opts = append(opts, redact.WithDetectors(d))
	}
	r := build(t, opts...)
	pieces := []string{"cnt", "eia", "eib", "eia!", "eib?", "prt", "mix", "ner", "eyJ", "gh" + "p_", "ghu" + "_", "glp" + "at-", "xo" + "xb-", "sk-", "ya29.", "AAAA", "ops_eyJ", "vault ", "a", "b", "x", "!", "!\n", "a!", ":", "_", ".", " ", "\n", "0123456789", "abcdefghijklmnop", "\\u0061", "%61", "\x00", "é"}
	rng := rand.New(rand.NewPCG(7, 7))
	rounds := 150
	if testing.Short() {
		rounds = 40
	}
	for range rounds {
		var b strings.Builder
		for size := 100 + rng.IntN(6000); b.Len() < size; {
			piece := pieces[rng.IntN(len(pieces))]
			for range 1 + rng.IntN(1+rng.IntN([]int{3, 60, 500}[rng.IntN(3)])) {
				b.WriteString(piece)
				if rng.IntN(100) == 0 {
					piece = pieces[rng.IntN(len(pieces))]
				}
			}
		}
		if rng.IntN(10) == 0 { // two ways side by side
			b.WriteString(strings.Repeat("eia", 60) + strings.Repeat("eib", 20) + "?")
		}
		text := b.String()
		got, want := r.AppendMatches(nil, []byte(text)), r.Explain([]byte(text)).Matches
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		cut := rng.IntN(len(text))
		if got, want := streamed(t, r, text[:cut], text[cut:]), r.String(text); got != want {
			t.Fatalf("%q, cut at %d: %q, want %q", text, cut, got, want)
		}
	}
}

// TestDeadEndsAmongMatches has a candidate with a match among many without, where a group
// has as many as are judged one by one.
func TestDeadEndsAmongMatches(t *testing.T) {
	reject := func([]byte) redact.Verdict { return redact.Rejected }
	r := build(t, redact.WithDetectors(redact.Detector{ID: "uni", Pattern: `uni(?:[a-z]{6,}|[a-z_]{3,}\.[a-z]+)`, Verify: reject}))
	for n := 120; n < 140; n++ {
		text := []byte(strings.Repeat("uni_", n) + "uniabcdefg_" + strings.Repeat("uni_", 50) + " end")
		if got, want := r.AppendMatches(nil, text), r.Explain(text).Matches; !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", n, got, want)
		}
	}
}

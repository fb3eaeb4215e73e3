package redact_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// In text full of beginnings those that a word is near count, however many they are and
// however many others come to the same state, whole and in pieces.
func TestNearInCrowd(t *testing.T) {
	alone(t)
	ds := []redact.Detector{{ID: "crowd", Doc: "x", Pattern: `\bkey-[0-9a-z-]{20,}`, Near: []string{"needle", "pin"}}}
	r := build(t, redact.WithDetectors(ds...))
	m, err := newModel(ds)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 1))
	keys := func(n int) string { return strings.Repeat("key-", n) }
	texts := []string{
		keys(300) + "needle" + keys(100),
		keys(300) + "-Needle" + keys(200) + "\n" + keys(90) + "pin",
		strings.Repeat("key-needle-", 700) + keys(80),
		"needle " + keys(900),
		"needle\n" + keys(900),
	}
	for range 60 {
		var b strings.Builder
		for b.Len() < 3000 {
			b.WriteString(keys(rng.IntN(200)))
			b.WriteString([]string{"needle", "pin", "\n", " ", "nee", "a", "-PIN-"}[rng.IntN(7)])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		want := m.matches([]byte(text))
		if got := r.AppendMatches(nil, []byte(text)); !slices.Equal(got, want) {
			t.Errorf("%.40q: %v, want %v", text, got, want)
		}
		whole := r.String(text)
		var pieces []string
		for rest := text; rest != ""; {
			n := min(len(rest), 1+rng.IntN(1+rng.IntN(700)))
			pieces = append(pieces, rest[:n])
			rest = rest[n:]
		}
		for _, p := range [][]string{pieces, singles(text)} {
			if got := streamed(t, r, p...); got != whole {
				t.Errorf("%.40q in %d pieces: %d bytes, want %d", text, len(p), len(got), len(whole))
			}
		}
	}
}

// The places of words that are kept from one candidate to the next are those of the text.
func TestNearKept(t *testing.T) {
	alone(t)
	ds := []redact.Detector{{ID: "crowd", Doc: "x", Pattern: `(?:\b|_)[0-9A-Z]{3}AAAA[0-9A-Z]{9,}`, Near: []string{"box", "a box"}}}
	r := build(t, redact.WithDetectors(ds...))
	m, err := newModel(ds)
	if err != nil {
		t.Fatal(err)
	}
	rng, found := rand.New(rand.NewPCG(3, 2)), 0
	for range 300 {
		var text []byte
		for len(text) < 2000 {
			switch rng.IntN(12) {
			case 0:
				text = append(text, []string{"box", "bOX", " a box ", "\n", "bo", "x"}[rng.IntN(6)]...)
			case 1:
				text = append(text, bytes.Repeat([]byte{' '}, rng.IntN(400))...)
			default:
				text = append(text, "_AAAAAAAAAAAAAAAAAAAA"[rng.IntN(5):]...)
			}
		}
		got, want := r.AppendMatches(nil, text), m.matches(text)
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		found += len(want)
	}
	if found < 100 {
		t.Errorf("only %d matches", found)
	}
}

// What is known of a literal is used for others in the same surroundings only: in text of
// repetitions, broken here and there, the same is found as by a stream that sees it in bytes.
func TestRepetitions(t *testing.T) {
	alone(t)
	r := build(t, redact.WithDetectors(
		redact.Detector{ID: "colon", Doc: "x", Pattern: `AAAA[0-9A-Za-z_-]{7}:[0-9A-Za-z_-]{9,}`},
		redact.Detector{ID: "row", Doc: "x", Pattern: `(?:\b|_)A{20,24}[0-9B-Z+/]{4,}=[0-9A-Za-z]{8,}`},
		redact.Detector{ID: "inner", Doc: "x", Pattern: `(?:\b|_)[0-9A-Za-z]{11}A{10}[0-9B-Z_-]{5,}`},
		redact.Detector{ID: "boxed", Doc: "x", Pattern: `[0-9a-z]{3}xyA[0-9A-Z]{12}`, Near: []string{"box"}},
	))
	rng, found := rand.New(rand.NewPCG(3, 3)), 0
	units := []string{"A", "A", `\x41`, "%41", `\u0041`, "%2541", "\uff21", "A\u200b", "\x1b[0mA", "AxyA", "0aaxyA", "-", "_", " A", `\\x41`, "9"}
	rare := []string{":", "=", "BBBBB", "_", "%", `\`, "4", ":BBBBBBBBB", "%3a", `\u003d`, "BCDE=01234567", "box", "\n", "x"}
	for range 250 {
		var b strings.Builder
		for b.Len() < 2500 {
			u := units[rng.IntN(len(units))]
			n := 1 + rng.IntN(1+rng.IntN(900/len(u)))
			b.WriteString(strings.Repeat(u, n))
			for range rng.IntN(4) {
				b.WriteString(rare[rng.IntN(len(rare))])
			}
		}
		text := b.String()
		if rng.IntN(3) == 0 {
			text += text
		}
		whole := r.String(text)
		if got := streamed(t, r, singles(text)...); got != whole {
			t.Fatalf("%q: %q in bytes, %q whole", text, got, whole)
		}
		found += len(r.AppendMatches(nil, []byte(text)))
	}
	if found < 200 {
		t.Errorf("only %d matches", found)
	}
}

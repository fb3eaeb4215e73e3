package literal

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestUnitMemo compares the units that are kept with those that stand there.
func TestUnitMemo(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	pieces := []string{"a", "\\", `\u0041`, "%41", "%2541", "\x1b[0m", "\x00", "é", "%", "41", `\/`}
	for range 200 {
		var text []byte
		for range 100 {
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		var memo unitMemo
		for at := 0; at < len(text); at += rng.IntN(3) {
			end := max(0, at-rng.IntN(80))
			w, sym, skip := memo.before(text, end)
			if w2, sym2, skip2 := unitBefore(text, end); w != w2 || sym != sym2 || skip != skip2 {
				t.Fatalf("%q at %d: %d %q %v, want %d %q %v", text, end, w, sym, skip, w2, sym2, skip2)
			}
		}
	}
}

// TestChain compares the beginnings of rows of one character with those that are read back.
func TestChain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 6))
	pieces := []string{"a", "a", "A", `\u0061`, "%61", `\x61`, "%2561", "b", "1", "%31", `\x41`, "\uff41", "\x00", "a\u200b", "%", "\\"}
	sets := [][]Literal{
		{{Text: "aaaa"}, {Text: "aaaaaaaaaaaa"}, {Text: strings.Repeat("a", MaxLen)}},
		{{Text: "aaa", Fold: true}, {Text: "aaaaaaaaa", Fold: true}}, {{Text: "111"}}, {{Text: "aaa"}, {Text: "111"}},
	}
	found, told := 0, 0
	for i := range 400 {
		var text []byte
		for len(text) < 700 {
			p := pieces[rng.IntN(len(pieces))]
			for range 1 + rng.IntN(1+rng.IntN(80)) {
				text = append(text, p...)
			}
		}
		lits := sets[i%len(sets)]
		var memo, other unitMemo
		var rows chain
		for end := range len(text) + 1 {
			for i := range lits {
				want := back(text, end, &lits[i], &other, nil)
				if want < 0 && rng.IntN(20) > 0 {
					break // an automaton asks where a literal ends, as a rule
				}
				got := rows.before(text, end, &lits[i], &memo)
				if got >= 0 {
					told++
				}
				if got = back(text, end, &lits[i], &memo, &rows); got != want {
					t.Fatalf("%q at %d: %q begins at %d, want %d", text, end, lits[i].Text, got, want)
				}
				if want >= 0 {
					found++
				}
			}
		}
	}
	if found < 1000 || told < 1000 {
		t.Errorf("%d found, %d told", found, told)
	}
}

package literal

import (
	"math/rand/v2"
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

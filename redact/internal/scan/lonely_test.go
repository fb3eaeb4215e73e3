package scan

import (
	"math/rand/v2"
	"testing"
)

// TestCompany compares what is kept of the places of words with the text.
func TestCompany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 21))
	seen := map[uint8]int{}
	for range 3000 {
		var text []byte
		for len(text) < 1500 {
			switch rng.IntN(40) {
			case 0, 1:
				text = append(text, []string{"needle", "NEEDLE", "pin", "Pin", "needl", "pi"}[rng.IntN(6)]...)
			case 2:
				for range rng.IntN(500) {
					text = append(text, '-')
				}
			default:
				text = append(text, "nedlpi- "[rng.IntN(8)])
			}
		}
		p := &Pattern{Near: [][]byte{[]byte("needle"), []byte("pin")}}
		m := &Machine{plan: &Plan{Patterns: []Pattern{*p}}, text: text, final: rng.IntN(2) == 0, epoch: 1}
		var tr track
		for s := 0; s < len(text); s += rng.IntN(30) {
			i := max(0, s-rng.IntN(300)*rng.IntN(2))
			last := min(len(text), i+rng.IntN(20)*rng.IntN(2))
			from, to := max(0, i-nearBefore), min(len(text), last+nearInside)
			want := isLonely
			switch {
			case !m.final && last+nearInside > len(text):
				want = mayBeNear
			case containsFold(text[from:to], p.Near[0]) || containsFold(text[from:to], p.Near[1]):
				want = isNear
			}
			if got := m.company(p, &tr, i, last); got != want {
				t.Fatalf("%q at %d to %d: %d, want %d", text, i, last, got, want)
			}
			seen[want]++
		}
	}
	if seen[isLonely] < 1000 || seen[isNear] < 1000 || seen[mayBeNear] < 1000 {
		t.Errorf("seen: %v", seen)
	}
}

package scan

import (
	"math/rand/v2"
	"testing"
)

// TestStarts compares what is known of starts with a set of them.
func TestStarts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	for range 100 {
		var s starts
		at := rng.IntN(1000)
		s.reset(at)
		live := map[int]bool{}
		for range 500 {
			switch rng.IntN(4) {
			case 0:
				for i := range live {
					s.drop(i)
					delete(live, i)
					break
				}
			case 1:
				k := rng.IntN(50)
				s.rebase(k)
				at -= k
				moved := map[int]bool{}
				for i := range live {
					moved[i-k] = true
				}
				live = moved
			default:
				at += rng.IntN(20)
				if rng.IntN(50) == 0 {
					at += rng.IntN(3 * maxStarts)
				}
				i := at - rng.IntN(rng.IntN(2*maxStarts)+1)
				s.add(i)
				live[i] = true
			}
			if i := at - rng.IntN(2*maxStarts); s.near(i) && s.has(i) != live[i] {
				t.Fatalf("a candidate at %d: %v, want %v", i, s.has(i), live[i])
			}
		}
	}
}

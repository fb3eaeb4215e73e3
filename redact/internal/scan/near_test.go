package scan

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A word is found in either case wherever it stands, and nowhere else.
func TestContainsFold(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	pieces := []string{"a", "A", "b", "B", "z", "Z", "-", "_", "1", " ", "ab", "zz", "é", "É", "\x00", "[", "{", "@", "`"}
	random := func(n int) (out []byte) {
		for range rng.IntN(n) {
			out = append(out, pieces[rng.IntN(len(pieces))]...)
		}
		return out
	}
	seen := map[bool]int{}
	for range 60_000 {
		s, word := random(24), lowerASCII(random(4))
		want := bytes.Contains(lowerASCII(s), word)
		if got := containsFold(s, word); got != want {
			t.Fatalf("%q in %q: %v", word, s, got)
		}
		seen[want]++
	}
	if seen[true] < 1000 || seen[false] < 1000 {
		t.Errorf("seen: %v", seen)
	}
}

func lowerASCII(s []byte) []byte {
	out := bytes.Clone(s)
	for i, b := range out {
		out[i] = lowered(b)
	}
	return out
}

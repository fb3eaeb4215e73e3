package literal

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSiftsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for round := range 200 {
		k := kernels()[round%len(kernels())]
		p := newPrefilter(New(testLits(r, 1+r.IntN(300))), k)
		text := logText(r, r.IntN(2*block))
		words := (len(text) + 63) / 64
		masks := make([]uint64, words)
		for i := range masks {
			// From none to all of the positions.
			masks[i] = r.Uint64() & r.Uint64() & -uint64(r.IntN(2))
			if r.IntN(20) == 0 {
				masks[i] = ^uint64(0)
			}
		}
		if n := len(text) % 64; n > 0 {
			masks[words-1] &= 1<<n - 1
		}
		var want, got []mark
		for i := range text {
			if in := p.index.sieve.may(uint32(load(text, i))); masks[i/64]>>(i%64)&1 == 1 && in != 0 {
				want = append(want, mark(i)|mark(in)<<markBits)
			}
		}
		var m marks
		m.begin(text, masks)
		for found, ok := m.next(p, text, masks); ok; found, ok = m.next(p, text, masks) {
			got = append(got, found...)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("kernel %v, %d bytes: got %d marks, want %d", k, len(text), len(got), len(want))
		}
	}
}

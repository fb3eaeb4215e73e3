package literal

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// TestPasses tries what the sets let through: no window is lost, and little else is left.
func TestPasses(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 40 {
		lits := append(testLits(r, 1+r.IntN(300)), Literal{Text: "qz"}, Literal{Text: "key", Fold: true})
		p := newPrefilter(New(lits), Go)
		s, places := p.tables.even, stride(lits, planned)
		for i, l := range lits {
			for _, off := range places[i] {
				if len(l.Text) < minListed && s.first[l.Text[0]] != 0 {
					continue
				}
				four := [width]byte{byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32())}
				for j := range four {
					if k := int(off) + j; k >= 0 && k < len(l.Text) {
						four[j] = l.Text[k]
					}
				}
				if s.passes(binary.LittleEndian.Uint32(four[:])) == 0 {
					t.Fatalf("%q has a window at %d, and %q does not pass", l.Text, off, four)
				}
			}
		}
	}
	lits := make([]Literal, 300)
	for i := range lits {
		lits[i].Text = sample[17*i : 17*i+4+i%9]
	}
	s := newPrefilter(New(lits), Go).tables.even
	marks, passed := 0, 0
	for range 200_000 {
		four := r.Uint32()
		if s.set[setOf(four)]&fourth(byte(four>>24)) != 0 {
			marks++
			passed += some(uint64(s.passes(four)))
		}
	}
	if marks < 500 || 5*passed > marks {
		t.Errorf("of %d random positions that the sets let through %d pass", marks, passed)
	}
}

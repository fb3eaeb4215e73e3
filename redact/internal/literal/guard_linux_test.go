package literal

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/guardpage"
)

// TestNoReadBeyond puts texts against pages that cannot be read, before and
// behind.
func TestNoReadBeyond(t *testing.T) {
	room := guardpage.Room(t, 4)
	r := rand.New(rand.NewPCG(1, 1))
	lits := configuration(r)
	ref := New(lits)
	copy(room, hostile(r, lits, len(room)))
	masks := make([]uint64, len(room)/64+1)
	for _, k := range kernels() {
		p := newPrefilter(ref, k)
		for n := range 300 {
			for _, text := range [][]byte{room[:n], room[len(room)-n:], room[len(room)-n : len(room) : len(room)]} {
				k.marks(text, &p.tables, masks)
				p.Quiet(text, nil)
				p.Look(text, &Look{})
				p.Find(text, &loud{n: 3, k: 9}, &Found{})
				p.Scan(&State{}, text, 0, len(text), true, nil)
				p.Scan(&State{}, text, 0, len(text), false, nil)
			}
		}
		k.marks(room[:block], &p.tables, masks)
		p.Scan(&State{}, room, 0, len(room), true, nil)
	}
}

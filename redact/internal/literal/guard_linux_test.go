package literal

import (
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
)

// TestNoReadBeyond puts texts against pages that cannot be read, before and
// behind.
func TestNoReadBeyond(t *testing.T) {
	page := os.Getpagesize()
	const pages = 4
	mem, err := syscall.Mmap(-1, 0, (pages+2)*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip("no memory can be mapped: ", err)
	}
	defer func() {
		if err := syscall.Munmap(mem); err != nil {
			t.Error(err)
		}
	}()
	for _, at := range []int{0, (pages + 1) * page} {
		if err := syscall.Mprotect(mem[at:at+page], syscall.PROT_NONE); err != nil {
			t.Skip("no page can be protected: ", err)
		}
	}
	room := mem[page : (pages+1)*page]
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
				p.Scan(&State{}, text, 0, len(text), true, nil)
				p.Scan(&State{}, text, 0, len(text), false, nil)
			}
		}
		k.marks(room[:block], &p.tables, masks)
		p.Scan(&State{}, room, 0, len(room), true, nil)
	}
}

package redact

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// An index finds what was put into it and not taken out, also where hashes are alike.
func TestIndexAgainstMap(t *testing.T) {
	for _, alike := range []uint64{1<<64 - 1, 0xfe0000000000000f, 1 << 60, 0} {
		r := rand.New(rand.NewPCG(5, alike))
		var x idIndex
		hashes := map[int32]uint64{} // of what is in
		hash := func(id int32) uint64 { return hashes[id] }
		var ids []int32
		n := 3000
		if alike == 0 {
			n = 300
		}
		step := int32(1)
		if alike == 1<<60 {
			step = 1000 // most numbers are not there
		}
		for i := range int32(n) {
			id := i * step
			h := r.Uint64() & alike
			if x.find(h, func(o int32) bool { return o == id }) >= 0 {
				t.Fatalf("%d is found and not there", id)
			}
			hashes[id] = h
			x.insertNew(h, id, hash)
			ids = append(ids, id)
			if r.IntN(3) == 0 {
				k := r.IntN(len(ids))
				gone := ids[k]
				at := x.find(hashes[gone], func(o int32) bool { return o == gone })
				if at < 0 || x.at(at) != gone {
					t.Fatalf("%d is at %d", gone, at)
				}
				x.remove(at)
				if x.find(hashes[gone], func(o int32) bool { return o == gone }) >= 0 {
					t.Fatalf("%d is found and was taken out", gone)
				}
				delete(hashes, gone)
				ids = append(ids[:k], ids[k+1:]...)
			}
			if i%100 == 0 {
				x.reserve(r.IntN(200), hash)
			}
		}
		for _, id := range ids {
			at := x.find(hashes[id], func(o int32) bool { return o == id })
			if at < 0 || x.at(at) != id {
				t.Fatalf("%d is at %d", id, at)
			}
			x.set(at, id+int32(n)*step)
			if x.at(at) != id+int32(n)*step {
				t.Fatalf("%d was not replaced", id)
			}
			x.set(at, id)
		}
		if x.size() > 4*len(ids)+12 {
			t.Errorf("%d slots for %d", x.size(), len(ids))
		}
	}
}

// While a tree is edited the trees that it was made of stay as they are.
func TestTreeEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	var x tree
	want := map[int32]*generation{}
	for range 40 {
		old, had := x, map[int32]*generation{}
		for id, g := range want {
			had[id] = g
		}
		x.edit()
		id := int32(r.IntN(20000))
		for range r.IntN(3000) {
			var g *generation
			if id++; r.IntN(100) == 0 {
				id = int32(r.IntN(20000))
			}
			if r.IntN(200) == 0 {
				delete(want, id)
			} else {
				g = &generation{value: fingerprint.Value{ID: id}}
				want[id] = g
			}
			x = x.put(id, g)
		}
		x.done()
		for _, c := range []struct {
			tree tree
			want map[int32]*generation
		}{{x, want}, {old, had}} {
			n := 0
			for g := range c.tree.all() {
				if c.want[g.id()] != g || c.tree.get(g.id()) != g {
					t.Fatalf("%d is not there", g.id())
				}
				n++
			}
			if n != len(c.want) || n != c.tree.n {
				t.Fatalf("%d held, %d counted, want %d", n, c.tree.n, len(c.want))
			}
		}
	}
}

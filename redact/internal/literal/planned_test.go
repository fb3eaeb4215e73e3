package literal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPlan(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	var known []Literal
	for i := range 200 {
		text := fmt.Sprintf("%x", r.Uint64())
		known = append(known, Literal{Text: text[:2+r.IntN(len(text)-2)] + "_"[:i%2], Fold: i%3 == 0})
	}
	known = slices.CompactFunc(known, func(a, b Literal) bool { return a == b })
	more := append(slices.Clone(known), Literal{Text: "to"}, Literal{Text: "be"}, Literal{Text: "or"}, Literal{Text: "not-to-be", Fold: true})
	data := Plan(known)
	wrong := slices.Clone(data)
	for i := range len(known) * plannedSize {
		if i%plannedSize >= plannedHash {
			wrong[4+i] = byte(r.IntN(40))
		}
	}
	if !slices.Equal(Planned(data), known) {
		t.Error("the literals are not in the data")
	}
	if !slices.Equal(stride(known, string(data)), strideSearch(known)) {
		t.Error("what is known has other windows")
	}
	for _, data := range []string{string(data), string(wrong), string(wrong[:plannedSize*7+3]), string(data[:3])} {
		for i, at := range stride(more, data) {
			for parity, off := range at {
				if int(off)&1 != parity || off < -1 || int(off)+min(width-1, len(more[i].Text)) > len(more[i].Text) {
					t.Fatalf("%q has the windows %v", more[i].Text, at)
				}
			}
		}
	}
	if !slices.Equal(arrange(known, string(data)), search(known)) {
		t.Error("what is known has other places")
	}
	for _, data := range []string{string(data), string(wrong), string(wrong[:plannedSize*7+3]), string(data[:3])} {
		width := map[int]int{} // of a bucket
		for i, at := range arrange(more, data) {
			if at.off+at.n > len(more[i].Text) || at.n != min(4, len(more[i].Text)) || at.bucket >= unitBucket {
				t.Fatalf("%q has the place %+v", more[i].Text, at)
			}
			if n := width[at.bucket]; n != 0 && n != at.n {
				t.Fatalf("windows of %d and %d bytes in one bucket", n, at.n)
			}
			width[at.bucket] = at.n
		}
	}
}

package literal

import (
	"slices"
	"testing"
)

func TestStrideSearch(t *testing.T) {
	lits := []Literal{{Text: "ab"}, {Text: "userpw", Fold: true}, {Text: "servicekey", Fold: true}, {Text: "code verifier", Fold: true}, {Text: "pin"}, {Text: "sms_code"}}
	for i := range 100 {
		lits = append(lits, Literal{Text: sample[37*i : 37*i+3+i%9], Fold: i%2 == 0})
	}
	places := strideSearch(lits)
	for i, at := range places {
		for parity, off := range at {
			if int(off)&1 != parity || !known(lits[i].Text, int(off)) {
				t.Errorf("%q has the windows %v", lits[i].Text, at)
			}
		}
	}
	if !slices.Equal(places, strideSearch(lits)) {
		t.Error("another time the windows are others")
	}
	before, after := newWeigher(lits), newWeigher(lits)
	for i, l := range lits {
		if len(l.Text) < minListed {
			continue
		}
		for _, off := range after.places[i] {
			x := after.window(i, int(off))
			after.drop(after.bits(nil, &x), &x)
		}
		for _, off := range places[i] {
			x := after.window(i, int(off))
			after.put(after.bits(nil, &x), x)
		}
	}
	sum := func(w *weigher) (cost int) {
		for bit := range w.in {
			cost += w.costOf(bit)
		}
		return cost
	}
	if a, b := sum(before), sum(after); b >= a {
		t.Errorf("windows that cost %d were moved to where they cost %d", a, b)
	}
}

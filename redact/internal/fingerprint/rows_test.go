package fingerprint

import (
	"math/rand/v2"
	"testing"
)

// The kernel fills the rows of texts of any length as plain Go does.
func TestRows(t *testing.T) {
	if !hasRows() {
		t.Skip("the machine has no kernel for them")
	}
	if !fastRows() {
		t.Error("the kernel fails its test")
	}
	r := rand.New(rand.NewPCG(9, 8))
	for n := 1; n <= reach; n++ {
		text, tab := surveyText(r, n), surveyTables(r)
		for i := range r.IntN(1 + n/4) {
			text[(i*7+n)%n] = byte(r.Uint32())
		}
		var want, have rows
		want.read(text, tab, true)
		if have.read(text, tab, false); have != want {
			t.Fatalf("of %q the kernel makes\n%x, plain Go\n%x", text, have, want)
		}
	}
}

package scan

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestInURL asks of many places, one behind the other, and compares what is told of them
// with what a machine tells that is asked for the first time.
func TestInURL(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 11))
	pieces := []string{"://", `:\/\/`, ":", "/", `\`, " ", "?", "a", strings.Repeat("path/", 60), "@", "host"}
	in := 0
	for range 300 {
		var b strings.Builder
		for range 1 + rng.IntN(60) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		m := &Machine{text: []byte(b.String()), epoch: 1}
		for i := 0; i < len(m.text); i += 1 + rng.IntN(1+rng.IntN(40)) {
			if rng.IntN(50) == 0 {
				i = max(0, i-rng.IntN(100))
			}
			fresh := &Machine{text: m.text, epoch: 1}
			got, want := m.inURL(i), fresh.inURL(i)
			if got != want {
				t.Fatalf("%q[%d]: %v, want %v", m.text, i, got, want)
			}
			if got {
				in++
			}
		}
	}
	if in < 100 {
		t.Errorf("only %d places in a URL", in)
	}
}

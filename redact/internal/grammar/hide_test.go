package grammar

import (
	"math/rand/v2"
	"testing"
)

// No value makes the verdict panic, or differ when it is asked again, or change the value.
func TestHideTakesAnyValue(t *testing.T) {
	n := testNames()
	const bytes = "{}[]()<>-+:;,.@$%&*#'\"\\/|=?!^~_ aZxO90\x00é"
	words := []string{"null", "object", "Function", "{{", "}}", "<%=", "%(", ")s", "${", ":-}", ":?", "(nil)", "(*T)", " at 0x7f", "<: ", "7>", "<A", " object>", "@1a2b", "hmac-sha256:", "varchar(", "vault:", " -> ", `" -> "`, `{"a":`, `{"type":"string"}`, "[{", "}]", "self.", "f(", "r.Header.Get(", ":=", "name=", "1.2", "$arg_", "class "}
	rng := rand.New(rand.NewPCG(3, 5))
	hidden := 0
	for range 400_000 {
		var v []byte
		for range rng.IntN(7) {
			if rng.IntN(3) == 0 {
				v = append(v, words[rng.IntN(len(words))]...)
			} else {
				v = append(v, bytes[rng.IntN(len(bytes))])
			}
		}
		c := Class{Weak: rng.IntN(2) == 0, Extent: Extent(rng.IntN(3)), special: special(rng.IntN(int(block) + 1)), made: rng.IntN(2) == 0}
		quoted, was := rng.IntN(2) == 0, string(v)
		if n.Hide(c, v, quoted) {
			hidden++
		}
		if string(v) != was {
			t.Fatalf("%q became %q", was, v)
		}
	}
	if hidden < 100_000 {
		t.Errorf("only %d values are hidden", hidden)
	}
}

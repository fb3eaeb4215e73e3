package scan

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// TestBelow reads random text from each state that is below another: what matches from the
// one matches from the other, and neither reads a byte where the other reads a unit.
func TestBelow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 6))
	counts := 0
	for _, expr := range []string{
		`eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{4,}`,
		`eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*|eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{8,}`,
		`A{20,24}(?:[0-9A-Za-z+/]|%2[BbFf]){12,}(?:=|%3[Dd])[0-9A-Za-z]{30,}`,
		`sk-[a-z]{5,9}`, `\bkey[0-9a-f%]{4,}\b`, `(?:a|bc){3,}d`,
	} {
		prog, err := pattern.Compile(expr)
		if err != nil {
			t.Fatal(err)
		}
		p := &Pattern{Prog: prog}
		table := prog.Table()
		next, shift := table.Next, table.Shift
		row := len(next) / prog.States()
		for at := row; at < len(next); at += row {
			top := pattern.State(at >> shift)
			for s, is := range p.below(top) {
				if is && s > 0 && pattern.State(s) != top {
					counts++
					readBoth(t, rng, prog, expr, pattern.State(s), top)
				}
			}
		}
	}
	if counts < 50 {
		t.Errorf("only %d pairs of states", counts)
	}
}

func readBoth(t *testing.T, rng *rand.Rand, prog *pattern.Prog, expr string, s, top pattern.State) {
	const alphabet = "aAeyJ09_-.+/=%2Bbcdk f"
	for range 50 {
		a, b := s, top
		for range 40 {
			sym := int(alphabet[rng.IntN(len(alphabet))])
			if rng.IntN(30) == 0 {
				sym = pattern.EOF
			}
			a, b = prog.Step(a, sym), prog.Step(b, sym)
			if a&pattern.Accept != 0 && b&pattern.Accept == 0 {
				t.Fatalf("%s: a match from state %d, none from %d", expr, s, top)
			}
			a, b = a&^pattern.Accept, b&^pattern.Accept
			if sym == '%' && (a == pattern.Dead) != (b == pattern.Dead) {
				t.Fatalf("%s: %%, from state %d, is a byte for one of two", expr, s)
			}
			if a == pattern.Dead || sym == pattern.EOF {
				break
			}
			if b == pattern.Dead {
				t.Fatalf("%s: state %d goes on, %d does not", expr, s, top)
			}
		}
	}
}

package pattern

import (
	"math/rand/v2"
	"regexp/syntax"
	"testing"
)

// TestMergeEqualsMinimize merges machines in both ways, with one Compiler.
func TestMergeEqualsMinimize(t *testing.T) {
	var c Compiler
	for expr, cycle := range map[string]bool{
		`abc`:                            false,
		`a{3,}`:                          false,
		`a+b+c+`:                         false,
		`x(?:a|ab|abc|bc)[0-9a-f]{2,9}`:  false,
		`(?:ab|cb)[ab]*`:                 false,
		`(?:a[ab]*|b[ab]*|c)`:            false,
		`(?:aa*|ba*b*|c)`:                false,
		`\bkey_[0-9A-Za-z]{8,}\b`:        false,
		`(?m:^)x[^\n]{0,9}y`:             false,
		`é+[öü]x`:                        true,
		`(?:ab)+`:                        true,
		`(?:a|b)*abb`:                    true,
		`(?:[a-z]+-){2,}x`:               true,
		`(?:ab*|ba*){2,9}c(?:xy|zy){2,}`: true,
	} {
		if gave := !bothWays(t, &c, expr); gave != cycle {
			t.Errorf("%s: has a cycle: %v, want %v", expr, gave, cycle)
		}
	}
	g := grammar{rand.New(rand.NewPCG(7, 8))}
	for range 2000 {
		bothWays(t, &c, g.expr(3))
	}
}

// bothWays compares the two ways and reports whether there were two.
func bothWays(t *testing.T, c *Compiler, expr string) bool {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return false
	}
	c.tree.reset(false)
	root := c.tree.translate(re, false)
	if root.kind == never || !c.nfa.reset(root) {
		return false
	}
	m, ok := c.dfa.determinize(&c.nfa)
	if !ok {
		t.Fatalf("%s: too large", expr)
	}
	want := new(partition).minimize(m.next, m.stride)
	got := c.merger.blocks(m.next, m.stride)
	there, back := map[uint32]uint32{}, map[uint32]uint32{}
	for s := range want {
		if _, ok := there[want[s]]; !ok {
			there[want[s]] = got[s]
		}
		if _, ok := back[got[s]]; !ok {
			back[got[s]] = want[s]
		}
		if there[want[s]] != got[s] || back[got[s]] != want[s] {
			t.Fatalf("%s: state %d is in the blocks %d and %d", expr, s, got[s], want[s])
		}
	}
	return len(c.merger.path) == 0
}

package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Groups of one pattern that stand at the same offset read the same few bytes next, up to
// the literal that is followed up. What these are is told once for all of them. That
// covers the steps in which nothing else happens; run does the others.
type abreast struct {
	from, to int // the offsets before and behind; no group stands there if they are equal
	upto     int // the offset that was asked for
	next     []pattern.State
	shift    uint8
	n        int
	of       [maxAbreast]symbol
}

// A symbol is a byte by its class, and what it stands for if it begins an escape.
type symbol struct {
	plain, sym uint8
	escape     bool
}

const (
	maxAbreast = 16
	// minAbreast is the number of groups from which on it pays.
	minAbreast = 3
)

// readAhead reads the symbols from at to to, if they are few and neither an end nor
// something that shows nothing is among them.
func (m *Machine) readAhead(a *abreast, p *Pattern, at, to int) {
	table := p.Prog.Table()
	class, next, shift := &table.Class, table.Next, table.Shift
	text := m.text
	n, pos := 0, at
	for pos < to {
		if n == maxAbreast {
			return
		}
		b := text[pos]
		s, w := symbol{plain: class[b]}, 1
		if unit.Special(b) {
			kind, sym, width := m.unitAt(pos)
			switch kind {
			case unit.Sym:
				s.sym, s.escape, w = class[sym], true, width
			case unit.Skip, unit.More:
				return
			}
		}
		a.of[n] = s
		n++
		pos += w
	}
	if m.final && pos >= len(text) {
		return
	}
	a.from, a.to, a.upto, a.next, a.shift, a.n = at, pos, to, next, shift&15, n
}

// step does what run does with a group, and reports it, unless something ends, matches or
// reads otherwise.
func (a *abreast) step(g *group) bool {
	if a.n == 0 || g.pos != a.from || g.limit < a.upto {
		return false
	}
	state, next, shift := g.state, a.next, a.shift&15
	for i := range a.of[:a.n] {
		s := &a.of[i]
		row := int(state) << shift
		n := next[row+int(s.plain)]
		if s.escape {
			if n != pattern.Dead {
				return false
			}
			n = next[row+int(s.sym)] &^ pattern.Accept
		}
		if n == pattern.Dead || n&pattern.Accept != 0 {
			return false
		}
		state = n
	}
	g.pos, g.state = a.to, state
	return true
}

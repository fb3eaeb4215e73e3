package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A guard tells which bytes can stand around a literal if a match of its pattern
// holds it: bit 0 of a byte's entry, right before the literal; bit j, as byte j
// behind it. It looks at bytes that stand for themselves only.
type guard [256]uint8

// ahead is the number of bytes behind a literal that a guard knows of.
const ahead = 7

// lets reports that a match can hold the literal at text[start:end].
func (g *guard) lets(text []byte, start, end int) bool {
	for j, b := range text[end:min(end+ahead, len(text))] {
		if g[b]>>(j+1)&1 == 0 {
			return unit.Special(b)
		}
		if unit.Special(b) {
			break
		}
	}
	return start == 0 || g[text[start-1]]&1 != 0 || spelled(text, start)
}

// spelled reports that a unit other than a plain byte may end at text[i].
func spelled(text []byte, i int) bool {
	for k := max(0, i-unit.MaxWidth); k < i; k++ {
		if unit.Special(text[k]) {
			return true
		}
	}
	return false
}

// A stateSet is a set of states of an automaton.
type stateSet map[uint32]bool

// newGuard computes the guard of a literal that begins lo to hi bytes behind the
// start of a match of p.
func newGuard(p *pattern.Prog, text string, fold bool, lo, hi int) *guard {
	class, eof, next, _ := p.Table()
	g := new(guard)
	behind := stateSet{} // states behind the literal
	step := func(s uint32, b byte) uint32 { return next[s+uint32(class[b])] &^ pattern.Accept }
	// spell returns the states behind the literal from s on.
	spell := func(s uint32) (out []uint32) {
		out = []uint32{s}
		for i := 0; i < len(text) && len(out) > 0; i++ {
			var more []uint32
			for _, s := range out {
				for _, b := range cases(text[i], fold) {
					if t := step(s, b); t != pattern.Dead {
						more = append(more, t)
					}
				}
			}
			out = more
		}
		return out
	}
	level := stateSet{}
	for b := -1; b < 256; b++ {
		s := p.Start(b)
		if s == pattern.Dead {
			continue
		}
		level[s] = true
		if lo == 0 && b >= 0 && len(spell(s)) > 0 {
			g[b] |= 1
		}
	}
	for off := 0; off <= hi && len(level) > 0; off++ {
		reach := stateSet{}
		for s := range level {
			if off >= lo {
				for _, t := range spell(s) {
					behind[t] = true
				}
			}
			for b := range 256 {
				if t := step(s, byte(b)); off < hi && t != pattern.Dead {
					reach[t] = true
					if off+1 >= lo && g[b]&1 == 0 && len(spell(t)) > 0 {
						g[b] |= 1
					}
				}
			}
		}
		level = reach
	}
	for j := 1; j <= ahead; j++ {
		bit, open := uint8(1)<<j, len(behind) == 0
		after := stateSet{}
		var classes [256]bool
		for s := range behind {
			for c := range eof {
				t := next[int(s)+c]
				open = open || t&pattern.Accept != 0
				if t &^= pattern.Accept; t != pattern.Dead {
					after[t], classes[c] = true, true
				}
			}
			open = open || next[int(s)+eof]&pattern.Accept != 0
		}
		if open || len(after) > maxAhead {
			// The match may be over, or there are too many ways on.
			for b := range g {
				g[b] |= ^(bit - 1)
			}
			break
		}
		for b := range g {
			if classes[class[b]] {
				g[b] |= bit
			}
		}
		behind = after
	}
	return g
}

// maxAhead bounds the states that are followed.
const maxAhead = 64

// cases returns the spellings of a byte of a literal.
func cases(b byte, fold bool) []byte {
	if fold && b >= 'a' && b <= 'z' {
		return []byte{b, b - 'a' + 'A'}
	}
	return []byte{b}
}

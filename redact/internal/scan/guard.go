package scan

import (
	"slices"

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

// maxAhead bounds the states that are followed.
const maxAhead = 64

// A guardBuilder makes the guards of one pattern.
type guardBuilder struct {
	prog  *pattern.Prog
	class *[256]uint8
	next  []uint32
	eof   int
	seen  []uint32 // by state: the pass in which it was added last
	pass  uint32

	level, more, behind, out []uint32
}

func newGuardBuilder(p *pattern.Prog) *guardBuilder {
	b := &guardBuilder{prog: p}
	b.class, b.eof, b.next, _ = p.Table()
	b.seen = make([]uint32, len(b.next))
	return b
}

// add appends a state to a set, unless it is dead or was added in this pass.
func (b *guardBuilder) add(set []uint32, s uint32) []uint32 {
	if s &^= pattern.Accept; s == pattern.Dead || b.seen[s] == b.pass {
		return set
	}
	b.seen[s] = b.pass
	return append(set, s)
}

// spell returns the states behind a literal that begins in s.
func (b *guardBuilder) spell(s uint32, text string, fold bool) []uint32 {
	out := append(b.out[:0], s)
	for i := 0; i < len(text) && len(out) > 0; i++ {
		n := len(out)
		for _, s := range out[:n] {
			lower := text[i]
			if t := b.next[s+uint32(b.class[lower])] &^ pattern.Accept; t != pattern.Dead {
				out = append(out, t)
			}
			if upper := lower - 'a' + 'A'; fold && lower >= 'a' && lower <= 'z' && b.class[upper] != b.class[lower] {
				if t := b.next[s+uint32(b.class[upper])] &^ pattern.Accept; t != pattern.Dead {
					out = append(out, t)
				}
			}
		}
		out = append(out[:0], out[n:]...)
		if len(out) > maxAhead {
			out = out[:copy(out, compact(out))]
		}
	}
	b.out = out
	return out
}

func compact(states []uint32) []uint32 {
	slices.Sort(states)
	return slices.Compact(states)
}

// guard returns the guard of a literal that begins lo to hi bytes behind the start
// of a match.
func (b *guardBuilder) guard(text string, fold bool, lo, hi int) guard {
	var g guard
	b.behind = b.behind[:0]
	b.level = b.level[:0]
	b.pass++
	var fits [256]bool          // bytes that stand before the literal
	begins := map[uint32]bool{} // the states in which a match begins: there are few
	for prev := -1; prev < 256; prev++ {
		s := b.prog.Start(prev)
		ok, known := begins[s]
		if !known && s != pattern.Dead {
			b.level = b.add(b.level, s)
			ok = lo == 0 && len(b.spell(s, text, fold)) > 0
			begins[s] = ok
		}
		if prev >= 0 {
			fits[prev] = ok
		}
	}
	for off := 0; ; off++ {
		if off >= lo {
			for _, s := range b.level {
				b.behind = append(b.behind, b.spell(s, text, fold)...)
			}
		}
		if off == hi || len(b.level) == 0 {
			break
		}
		b.pass++
		b.more = b.more[:0]
		var classes [256]bool
		for _, s := range b.level {
			for c := range b.eof {
				t := b.next[int(s)+c] &^ pattern.Accept
				b.more = b.add(b.more, t)
				if t != pattern.Dead && off+1 >= lo && !classes[c] {
					classes[c] = len(b.spell(t, text, fold)) > 0
				}
			}
		}
		for x := range fits {
			fits[x] = fits[x] || classes[b.class[x]]
		}
		b.level, b.more = b.more, b.level
	}
	for x := range g {
		if fits[x] {
			g[x] = 1
		}
	}
	b.behind = compact(b.behind)
	b.follow(&g)
	return g
}

// follow fills in what can stand behind the literal.
func (b *guardBuilder) follow(g *guard) {
	for j := 1; j <= ahead; j++ {
		bit, open := uint8(1)<<j, len(b.behind) == 0
		b.pass++
		b.more = b.more[:0]
		var classes [256]bool
		for _, s := range b.behind {
			for c := range b.eof {
				t := b.next[int(s)+c]
				open = open || t&pattern.Accept != 0
				if t &^= pattern.Accept; t != pattern.Dead {
					classes[c] = true
					b.more = b.add(b.more, t)
				}
			}
			open = open || b.next[int(s)+b.eof]&pattern.Accept != 0
		}
		if open || len(b.more) > maxAhead {
			// The match may be over, or there are too many ways on.
			for x := range g {
				g[x] |= ^(bit - 1)
			}
			return
		}
		for x := range g {
			if classes[b.class[x]] {
				g[x] |= bit
			}
		}
		b.behind, b.more = b.more, b.behind
	}
}

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
	return unit.AnySpecial(text[i-unit.WidthBefore(text, i) : i])
}

// maxAhead bounds the states that are followed.
const maxAhead = 64

// A guardBuilder makes guards, of one pattern after the other.
type guardBuilder struct {
	prog  *pattern.Prog
	class *[256]uint8
	next  []pattern.State
	shift uint8
	eof   int
	seen  []uint32 // by state: the pass, of any pattern, in which it was added last
	pass  uint32

	level, more, behind, out []pattern.State
}

func (b *guardBuilder) reset(p *pattern.Prog) {
	b.prog = p
	b.class, b.eof, b.next, b.shift = p.Table()
	if n := len(b.next) >> b.shift; len(b.seen) < n {
		b.seen = make([]uint32, 2*n)
	}
}

// row returns the transitions of a state.
func (b *guardBuilder) row(s pattern.State) []pattern.State { return b.next[int(s)<<b.shift:] }

// add appends a state to a set, unless it is dead or was added in this pass.
func (b *guardBuilder) add(set []pattern.State, s pattern.State) []pattern.State {
	if s &^= pattern.Accept; s == pattern.Dead || b.seen[s] == b.pass {
		return set
	}
	b.seen[s] = b.pass
	return append(set, s)
}

// spell returns the states behind a literal that begins in s.
func (b *guardBuilder) spell(s pattern.State, text string, fold bool) []pattern.State {
	out := append(b.out[:0], s)
	for i := 0; i < len(text) && len(out) > 0; i++ {
		n := len(out)
		for _, s := range out[:n] {
			lower := text[i]
			if t := b.row(s)[b.class[lower]] &^ pattern.Accept; t != pattern.Dead {
				out = append(out, t)
			}
			if upper := lower - 'a' + 'A'; fold && lower >= 'a' && lower <= 'z' && b.class[upper] != b.class[lower] {
				if t := b.row(s)[b.class[upper]] &^ pattern.Accept; t != pattern.Dead {
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

func compact(states []pattern.State) []pattern.State {
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
	// The states in which a match begins, of which there are few, and those among
	// them in which the literal does.
	opens := func(s pattern.State) bool {
		b.level = b.add(b.level, s)
		return s != pattern.Dead && lo == 0 && len(b.spell(s, text, fold)) > 0
	}
	free := uint8(0)
	if s := b.prog.Start(-1); s == b.prog.Start('a') && s == b.prog.Start(' ') {
		if opens(s) {
			free = 1
		}
	} else {
		last, ok := s, opens(s)
		for x := range 256 {
			if s := b.prog.Start(x); s != last {
				last, ok = s, opens(s)
			}
			if ok {
				g[x] = 1
			}
		}
	}
	var bits [256]uint8 // of the guard, by class
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
		for _, s := range b.level {
			for c, t := range b.row(s)[:b.eof] {
				t &^= pattern.Accept
				b.more = b.add(b.more, t)
				if t != pattern.Dead && off+1 >= lo && bits[c] == 0 && len(b.spell(t, text, fold)) > 0 {
					bits[c] = 1
				}
			}
		}
		b.level, b.more = b.more, b.level
	}
	b.behind = compact(b.behind)
	all := b.follow(&bits) | free
	for x := range g {
		g[x] |= bits[b.class[x]] | all
	}
	return g
}

// follow adds what can stand behind the literal, and returns what any byte can.
func (b *guardBuilder) follow(bits *[256]uint8) (all uint8) {
	for j := 1; j <= ahead; j++ {
		bit, open := uint8(1)<<j, len(b.behind) == 0
		b.pass++
		b.more = b.more[:0]
		for _, s := range b.behind {
			row := b.row(s)[:b.eof+1]
			for c, t := range row[:b.eof] {
				open = open || t&pattern.Accept != 0
				if t &^= pattern.Accept; t != pattern.Dead {
					bits[c] |= bit
					b.more = b.add(b.more, t)
				}
			}
			open = open || row[b.eof]&pattern.Accept != 0
		}
		if open || len(b.more) > maxAhead {
			// The match may be over, or there are too many ways on.
			return ^(bit - 1)
		}
		b.behind, b.more = b.more, b.behind
	}
	return 0
}

// blankAt returns the least number of bytes of a match before one that is white
// space, or n if that is not less than n.
func (b *guardBuilder) blankAt(n int) int {
	b.pass++
	b.level = b.level[:0]
	for _, prev := range []int{-1, 'a', ' '} {
		b.level = b.add(b.level, b.prog.Start(prev))
	}
	for off := range n {
		b.more = b.more[:0]
		for _, s := range b.level {
			for _, x := range []byte(" \t\n\r") {
				if b.row(s)[b.class[x]]&^pattern.Accept != pattern.Dead {
					return off
				}
			}
			for _, t := range b.row(s)[:b.eof] {
				b.more = b.add(b.more, t)
			}
		}
		b.level, b.more = b.more, b.level
	}
	return n
}

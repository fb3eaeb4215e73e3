package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// run reads text up to to. It returns false when the candidates have ended.
func (m *Machine) run(p *Pattern, t *track, g *group, to int) bool {
	table := p.Prog.Table()
	class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
	shift &= 15
	text, maxMatch := m.text, m.plan.MaxMatch
	pos, state := g.pos, g.state
	for pos < to {
		stop := min(to, g.limit+1)
		for pos < stop {
			var n pattern.State
			if pos, state, n = passes(text[:stop], pos, state, class, next, shift); pos == stop {
				break
			}
			b := text[pos]
			if n&pattern.Accept != 0 {
				g.acc = g.shown(pos)
				if n == state|pattern.Accept {
					if end := loop(text[:to], pos+1, class, next[int(state)<<shift:], n); end > pos+1 {
						pos = end - 1
						g.acc = pos
					}
				}
				g.limit = pos + maxMatch
				stop = min(to, g.limit+1)
				n &^= pattern.Accept
			}
			if n == pattern.Dead {
				if !unit.Special(b) {
					g.pos = pos
					return m.end(p, t, g)
				}
				kind, sym, w := m.unitAt(pos)
				switch kind {
				case unit.More:
					g.pos, g.state = pos, state
					return true
				case unit.Skip:
					if g.skipTo != pos {
						g.skipAt = pos
					}
					pos += w
					g.skipTo = pos
					continue
				case unit.Sym:
					n = next[int(state)<<shift+int(class[sym])] &^ pattern.Accept
				}
				if n == pattern.Dead {
					g.pos = pos
					return m.end(p, t, g)
				}
				pos += w - 1
			}
			state = n
			pos++
		}
		if g.pos, g.state = pos, state; pos < to && !m.bound(p, t, g) {
			return false
		}
	}
	g.pos, g.state = pos, state
	if m.final && pos >= len(text) {
		if next[int(state)<<shift+eof]&pattern.Accept != 0 {
			g.acc = g.shown(len(text))
		}
		return m.end(p, t, g)
	}
	return true
}

// passes reads the bytes from text[i] on in which a match goes on from a state, and is not one
// yet. It returns where they end, the state there and where the next byte leads from it, if
// there is one.
func passes(text []byte, i int, state pattern.State, class *[256]uint8, next []pattern.State, shift uint8) (int, pattern.State, pattern.State) {
	shift &= 15
	for i < len(text) {
		n := next[int(state)<<shift+int(class[text[i]])]
		if n-1 >= pattern.Accept-1 {
			return i, state, n
		}
		if i++; n == state {
			i = loop(text, i, class, next[int(n)<<shift:], n)
		}
		state = n
	}
	return i, state, 0
}

// loop returns the end of the bytes from text[i] on that lead from a state, of which row
// has the transitions, where n does.
func loop(text []byte, i int, class *[256]uint8, row []pattern.State, n pattern.State) int {
	for i < len(text) && row[class[text[i]]] == n {
		i++
	}
	return i
}

// skipContext returns the offset behind the first n characters of a match at i,
// read as run has read them.
func (m *Machine) skipContext(p *Pattern, i, n int) int {
	if n == 0 {
		return i
	}
	state := m.entry(p, i)
	for n > 0 && i < len(m.text) {
		if t := p.Prog.Step(state, int(m.text[i])) &^ pattern.Accept; t != pattern.Dead {
			state = t
			i++
			n--
			continue
		}
		kind, sym, w := unit.At(m.text, i, true)
		if kind == unit.Sym {
			state = p.Prog.Step(state, int(sym)) &^ pattern.Accept
			n--
		}
		i += max(w, 1)
	}
	return i
}

// contextBefore returns where the last n characters of a match at start begin, which ends at end and
// was read as run has read it. Where that does not show, they are n bytes, which shows none of the match.
func (m *Machine) contextBefore(p *Pattern, start, end, n int) int {
	if n == 0 || n > maxContext || end-start > maxReadAgain || !unit.AnySpecial(m.text[start:end]) {
		return end - n
	}
	var begins [maxContext]int // of the last characters
	state, count := m.entry(p, start), 0
	for i := start; i < end; {
		from, t := i, p.Prog.Step(state, int(m.text[i]))
		if t&^pattern.Accept != pattern.Dead {
			i++
		} else {
			kind, sym, w := unit.At(m.text, i, true)
			if i += max(w, 1); kind != unit.Sym {
				continue
			}
			if t = p.Prog.Step(state, int(sym)); t&^pattern.Accept == pattern.Dead {
				return end - n
			}
		}
		begins[count%n] = from
		state, count = t&^pattern.Accept, count+1
		if i > end {
			return end - n
		}
	}
	if count < n || !m.acceptsAt(p, state, end) {
		return end - n
	}
	return begins[count%n]
}

// acceptsAt reports that a match ends before text[i] in a state.
func (m *Machine) acceptsAt(p *Pattern, state pattern.State, i int) bool {
	if i == len(m.text) {
		return p.Prog.Step(state, pattern.EOF)&pattern.Accept != 0
	}
	if p.Prog.Step(state, int(m.text[i]))&pattern.Accept != 0 {
		return true
	}
	kind, sym, _ := unit.At(m.text, i, true)
	return kind == unit.Sym && p.Prog.Step(state, int(sym))&pattern.Accept != 0
}

// Bounds of what is read again for the characters behind a group, since many matches may end at
// one place.
const (
	maxContext   = 32  // characters
	maxReadAgain = 512 // bytes
)

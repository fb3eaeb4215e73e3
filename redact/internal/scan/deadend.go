package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Text that is full of beginnings opens a candidate at each of them, and most lead
// nowhere in the same way: what the last one came to is known. A way is what the automaton
// of a pattern does from an offset on, as long as it accepts nothing; a candidate that
// comes to a state of it at the same offset shares its end.
type way struct {
	of     *Pattern
	parted bool // see there
	epoch  int  // of the machine for which it holds
	asked  int  // candidates of which that was asked
	wait   int  // candidates that are left to themselves
	pause  int  // how many the last time
	pos    int  // it is known up to here
	state  pattern.State
	over   bool   // nothing can match behind pos
	open   bool   // something may, at pos
	turns  []turn // its states at the multiples of wayStep, where they change
	at     int    // the turn that was looked up last
	dead   starts // of candidates that come to nothing
	last   dead   // the last one that ended by itself
	below  []below
	missed int // see isBelow
}

// A dead is a candidate that ended without a match, which n bytes of the text from its start
// on show: others that begin in the state in such text do, too.
type dead struct {
	start, n int // n is 0 for none
	state    pattern.State
}

type turn struct {
	pos   int
	state pattern.State
}

const (
	wayStep  = 8
	maxTurns = 256
	// maxAlone is the number of bytes that a candidate reads by itself before it begins a
	// way.
	maxAlone = 96
	// maxAsked is the number of candidates of a pattern that are left to themselves: most
	// text has no more, and what becomes a match would be read twice.
	maxAsked = 2
)

// maxPause bounds the candidates that are left to themselves where others came to something.
const maxPause = 31

// deadEnd reports that a candidate of p which begins at s in a state comes to nothing, in
// the text that is there: it ends without a match, whatever its bound. It is a proof, and
// says nothing else. Where it fails, as in text full of secrets, it is tried less often.
func (m *Machine) deadEnd(p *Pattern, t *track, s int, state pattern.State) bool {
	if t.way == nil {
		t.way = &way{}
	}
	w := t.way
	if w.epoch != m.epoch {
		*w = way{epoch: m.epoch, turns: w.turns[:0], of: w.of, parted: w.parted, below: w.below}
	}
	if w.asked++; w.asked <= maxAsked {
		return false
	}
	if w.of != p {
		w.of, w.parted, w.below = p, p.parted(), w.below[:0]
	}
	if !w.parted {
		return false
	}
	if w.wait > 0 {
		w.wait--
		return false
	}
	if d := &w.last; d.n > 0 && d.state == state && s+d.n <= len(m.text) && bytes.Equal(m.text[s:s+d.n], m.text[d.start:d.start+d.n]) {
		w.dead.add(s)
		w.pause /= 2
		m.barren.reads(s, s+d.n)
		return true
	}
	if w.dead.has(s) {
		m.barren.sure = false
		return true // it was announced before, as one of several distances
	}
	if m.alone(p, w, s, state) {
		if w.last.n > 0 && w.last.start == s {
			m.barren.reads(s, s+w.last.n)
		} else {
			m.barren.sure = false
		}
		w.pause /= 2
		return true
	}
	w.pause = min(2*w.pause+1, maxPause)
	w.wait = w.pause
	return false
}

// alone is deadEnd for a candidate that is looked at.
func (m *Machine) alone(p *Pattern, w *way, s int, state pattern.State) bool {
	table := p.Prog.Table()
	class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
	shift &= 15
	text, first, read := m.text, state, s // read is where what was read ends, beyond pos
	for pos := s; pos < len(text); {
		if pos%wayStep == 0 {
			if known, ok := w.stateAt(pos); ok && (known == state || w.isBelow(state, known)) {
				return m.follow(p, w)
			}
			if pos-s >= maxAlone {
				if pos < w.pos {
					return false
				}
				if cap(w.turns) == 0 {
					m.ways++
				}
				w.pos, w.state, w.over, w.open, w.at = pos, state, false, false, 0
				w.turns = append(w.turns[:0], turn{pos, state})
				return m.follow(p, w)
			}
		}
		stop := min(len(text), pos-pos%wayStep+wayStep)
		var n pattern.State
		if pos, state, n = passes(text[:stop], pos, state, class, next, shift); pos == stop {
			continue
		}
		switch {
		case n&pattern.Accept != 0:
			return false
		case !unit.Special(text[pos]):
			w.ends(s, first, max(read, pos+1), len(text))
			return true
		default: // as run reads it
			kind, sym, width := m.unitAt(pos)
			read = pos + unit.MaxWidth
			if kind == unit.Sym {
				state = next[int(state)<<shift+int(class[sym])] &^ pattern.Accept
			}
			switch {
			case kind == unit.More || pos-s >= 2*maxAlone:
				return false
			case kind == unit.Plain || state == pattern.Dead:
				w.ends(s, first, pos+unit.MaxWidth, len(text))
				return true
			}
			pos += width
		}
	}
	return m.final && next[int(state)<<shift+eof]&pattern.Accept == 0
}

// ends notes the candidate from s on that ended when it was read up to read, in a text of a
// size.
func (w *way) ends(s int, first pattern.State, read, size int) {
	w.dead.add(s)
	if read <= size {
		w.last = dead{s, read - s, first}
	}
}

// stateAt returns the state of the way at pos, a multiple of wayStep.
func (w *way) stateAt(pos int) (pattern.State, bool) {
	if pos > w.pos || len(w.turns) == 0 || pos < w.turns[0].pos {
		return 0, false
	}
	for w.at > 0 && w.turns[w.at].pos > pos {
		w.at--
	}
	for w.at+1 < len(w.turns) && w.turns[w.at+1].pos <= pos {
		w.at++
	}
	return w.turns[w.at].state, true
}

// turn notes the state at pos. It returns false where there is no room: only what is
// behind the turn that was looked up last is forgotten.
func (w *way) turn(pos int, state pattern.State) bool {
	n := len(w.turns)
	if w.turns[n-1].state == state {
		return true
	}
	if n == maxTurns {
		if w.at == 0 {
			return false
		}
		w.turns = w.turns[:copy(w.turns, w.turns[w.at:])]
		w.at = 0
	}
	w.turns = append(w.turns, turn{pos, state})
	return true
}

// follow reports that the way ends, before anything matches.
func (m *Machine) follow(p *Pattern, w *way) bool {
	table := p.Prog.Table()
	class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
	shift &= 15
	text := m.text
	for !w.over && !w.open {
		if w.pos == len(text) {
			w.over = m.final && next[int(w.state)<<shift+eof]&pattern.Accept == 0
			return w.over
		}
		n := next[int(w.state)<<shift+int(class[text[w.pos]])]
		switch {
		case n == w.state && n == w.turns[len(w.turns)-1].state:
			// A loop: what is read does not depend on what was, nor does a turn come.
			row := next[int(n)<<shift:]
			for w.pos++; w.pos < len(text) && row[class[text[w.pos]]] == n; w.pos++ {
			}
		case n&pattern.Accept != 0 || n == pattern.Dead && unit.Special(text[w.pos]):
			w.open = true
		case n == pattern.Dead:
			w.over = true
		case (w.pos+1)%wayStep == 0 && !w.turn(w.pos+1, n):
			return false
		default:
			w.state = n
			w.pos++
		}
	}
	return w.over
}

// parted reports that what comes of a candidate does not depend on those that come to
// nothing. Where each is judged by itself, a group counts its candidates, so that one that
// had a match may be in a group with others that never have one.
func (p *Pattern) parted() bool {
	if p.Judge == nil && len(p.Near) == 0 {
		return true
	}
	table := p.Prog.Table()
	eof, next, shift := table.EOF, table.Next, table.Shift
	const before, behind, fails = 1, 2, 4 // a match; and what may end without one
	var small [256]uint8
	marks := small[:]
	if n := len(next) >> shift; n <= len(small) {
		marks = marks[:n]
	} else {
		marks = make([]uint8, n)
	}
	for prev := -1; prev < 256; prev++ {
		marks[p.Prog.Start(prev)] |= before
	}
	for more := true; more; {
		more = false
		for s := 1; s < len(marks); s++ {
			if marks[s] == 0 {
				continue
			}
			for c, t := range next[s<<shift:][:eof+1] {
				accepts := t&pattern.Accept != 0
				t &^= pattern.Accept
				add := marks[s] & (before | behind)
				if accepts {
					add = behind
				}
				if c < eof && t != pattern.Dead && marks[t]&add != add {
					marks[t] |= add
					more = true
				}
				if !accepts && marks[s]&fails == 0 && (c == eof || t == pattern.Dead || marks[t]&fails != 0) {
					marks[s] |= fails
					more = true
				}
			}
		}
	}
	for _, m := range marks[1:] {
		if m == before|behind|fails {
			return false
		}
	}
	return true
}

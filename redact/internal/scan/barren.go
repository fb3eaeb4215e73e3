package scan

import (
	"bytes"
	"encoding/binary"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// In text that is one thing over and over a literal stands at each place, and nothing comes
// of any for the same reason. What was read to tell that of the last one is known, so of the
// next one it is told by comparing as much of the text.
type barren struct {
	busy     bool // the part of the text at hand holds many literals of patterns
	sure     bool // of the literal that is followed up: nothing comes of it, by what was read
	from, to int  // that is text[from:to]
	of       *[maxBarrenHits]barrenHit
	wait     int // literals that are followed up without being looked for here
	pause    int // how many the last time
	missed   int // that were not known, one after the other
}

type barrenHit struct {
	id       int32
	size     int32 // of the literal
	epoch    int   // of the machine for which it holds
	at       int   // where the literal begins
	from, to int
}

const (
	maxBarrenHits = 256 // by a hash of the surroundings
	// minBusy is the number of literals in a part of a text from which on this pays.
	minBusy = 64
	// maxMissed is the number of literals that are not known one after the other, until some
	// are not looked for: in text that never is the same twice none is.
	maxMissed = 64
	maxSpared = 1024
)

// reads tells that text[from:to] is read.
func (b *barren) reads(from, to int) { b.from, b.to = min(b.from, from), max(b.to, to) }

// readsAt tells that the byte at text[s] is read, and what ends there.
func (b *barren) readsAt(text []byte, s int) {
	if !b.busy || !b.sure {
		return
	}
	to := s + 1
	if s < len(text) && unit.Special(text[s]) {
		to = s + unit.MaxWidth
	}
	b.reads(s-unit.Reach(text, s), to)
}

// look tells whether the literals that were found are many.
func (b *barren) look(m *Machine) {
	b.busy = false
	if m.trace != nil || len(m.hits) < minBusy {
		return
	}
	n := 0
	for i := range m.hits {
		if m.plan.barren[m.hits[i].ID] {
			n++
		}
	}
	if b.busy = n >= minBusy; b.busy && b.of == nil {
		b.of = new([maxBarrenHits]barrenHit)
	}
}

// seen returns the place of a literal by what is near it.
func (b *barren) seen(text []byte, h *literal.Hit) *barrenHit {
	const side, odd, more = 24, 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f
	x := uint64(h.ID) * odd
	if i, j := h.Start-side, h.End+side; i >= 0 && j <= len(text) {
		l, r := text[i:h.Start], text[h.End:j]
		u := binary.LittleEndian.Uint64(l)*more ^ binary.LittleEndian.Uint64(r)
		v := binary.LittleEndian.Uint64(l[8:])*odd ^ binary.LittleEndian.Uint64(r[8:])
		w := binary.LittleEndian.Uint64(l[16:])*more ^ binary.LittleEndian.Uint64(r[16:])
		x ^= (u*odd>>7 ^ v*more>>11 ^ w) * odd
	}
	return &b.of[x>>56]
}

// rests reports that a literal is not looked for, as many before it were not known.
func (b *barren) rests() bool {
	if b.wait == 0 {
		return false
	}
	b.wait--
	return true
}

// miss notes that a literal was not known.
func (b *barren) miss() {
	if b.missed++; b.missed == maxMissed {
		b.pause = min(2*b.pause+maxMissed, maxSpared)
		b.missed, b.wait = 0, b.pause
	}
}

// isBarren reports that nothing comes of a literal, since nothing came of the same one in the
// same surroundings. If it does not, what is read from now on is noted.
func (m *Machine) isBarren(h literal.Hit, k *barrenHit) bool {
	b, by := &m.barren, h.Start-k.at
	if k.epoch == m.epoch && k.id == h.ID && h.Start+int(k.size) == h.End && k.from+by >= 0 && k.to+by <= len(m.text) &&
		bytes.Equal(m.text[k.from+by:k.to+by], m.text[k.from:k.to]) {
		b.missed, b.pause = 0, 0
		return true
	}
	b.miss()
	hi := 0
	for i := range m.plan.Uses[h.ID] {
		hi = max(hi, m.plan.Uses[h.ID][i].Hi)
	}
	// What guard.lets and spelledLeft read.
	b.sure = true
	b.from, b.to = h.Start-hi-unit.Reach(m.text, h.Start), h.End+pattern.GuardAhead
	return false
}

// noteBarren notes a literal that was followed up, if nothing came of it.
func (m *Machine) noteBarren(h literal.Hit, k *barrenHit) {
	// Where the text ends counts only if it is read to there.
	if b := &m.barren; b.sure && b.from >= 0 && b.to <= len(m.text) {
		*k = barrenHit{h.ID, int32(h.End - h.Start), m.epoch, h.Start, b.from, b.to}
	}
	m.barren.sure = false
}

// mayBeBarren tells of which literals all that may come is a match of a pattern. Where none
// comes without a word nearby that is told without.
func (p *Plan) mayBeBarren() {
	p.barren = make([]bool, len(p.Uses))
	for i, uses := range p.Uses {
		p.barren[i] = len(uses) > 0
		for j := range uses {
			p.barren[i] = p.barren[i] && uses[j].Kind == UsePattern && !p.Patterns[uses[j].Pattern].counts()
		}
	}
}

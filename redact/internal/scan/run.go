package scan

import (
	"encoding/binary"
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Some patterns have no literal that is worth looking for, but hold a run of base64
// digits. They are looked for where a part of such a run begins: at the run, or behind
// a sign in it.

// signs marks the digits of base64 that are neither letters nor decimal digits.
var signs = [256]bool{'/': true, '+': true, '-': true, '_': true}

// A runSlot is a pattern, and how far before a part of a run it may begin.
type runSlot struct {
	pattern int32
	off     int
}

// maxSlots is the number of slots that a runGuard tells apart; slots whose numbers
// differ by it share a bit.
const maxSlots = 32

// A runGuard tells by a byte which slots may match, a bit each: by one before or behind the
// beginning of a part, or by one of the first two of the match. Words in a path are told by
// their ends: most patterns have no sign so early.
type runGuard struct {
	before slotBits
	at     [8]slotBits
	first  [2]slotBits
	most   int // the largest distance of a slot
}

// runGuards fills the slots and their guard.
func (p *Plan) runGuards(s *pattern.Surveyor) {
	if len(p.Runs) == 0 {
		return
	}
	p.runs = &runGuard{}
	for _, i := range p.Runs {
		for _, off := range p.Patterns[i].Run {
			bit := uint32(1) << (len(p.slots) % maxSlots)
			p.slots = append(p.slots, runSlot{i, off})
			p.runs.most = max(p.runs.most, off)
			if off == 0 {
				p.runs.before.add(bit, &everyByte)
			}
			s.Reach(p.Patterns[i].Prog, off+len(p.runs.at), func(d int, bytes pattern.ByteSet) {
				set := byteSet(bytes)
				for k, word := range specials {
					set[k] |= word
				}
				if d == off-1 {
					p.runs.before.add(bit, &set)
				}
				if d >= off {
					p.runs.at[d-off].add(bit, &set)
				}
				if d < len(p.runs.first) {
					p.runs.first[d].add(bit, &set)
				}
			})
		}
	}
}

// everyByte is a set of all bytes.
var everyByte = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

// slotBits are sets of slots, by a byte.
type slotBits [256]uint32

// add adds a slot for each byte of a set.
func (s *slotBits) add(bit uint32, bytes *byteSet) {
	for k, word := range bytes {
		for ; word != 0; word &= word - 1 {
			s[64*k+bits.TrailingZeros64(word)] |= bit
		}
	}
}

// beginRun starts the patterns that hold a run which begins at start.
func (m *Machine) beginRun(start int) {
	if m.plan.runs == nil {
		return
	}
	if start == 0 {
		m.beginPart(start, ^uint32(0))
		return
	}
	mask := m.plan.runs.before[m.text[start-1]]
	if spelled(m.text, start) {
		mask = ^uint32(0)
	}
	m.beginPart(start, mask)
	// The rest of an escape is read as digits, and so is that of a colour.
	done := start // behind it nothing has begun
	switch kind, _, w := unit.At(m.text, start-1, m.final); {
	case kind == unit.Sym || kind == unit.Skip:
		done = start - 1 + w
		m.beginPart(done, ^uint32(0))
	case m.text[start-1] == '\\':
		done = start + 1
		m.beginPart(done, ^uint32(0))
	}
	switch m.text[start-1] {
	case '\\', '%': // of what shows nothing, such as a blank, or of such an escape in a URL
		for i := done + 1; i < min(start+maxRest, len(m.text)); i++ {
			if w, _, ok := unit.Before(m.text, i); ok && i-w < start {
				m.beginPart(i, ^uint32(0))
			}
		}
	case '[', ';':
		for i := start + 1; i < min(start+5, len(m.text)); i++ {
			if _, _, ok := unit.Before(m.text, i); ok && i != done {
				m.beginPart(i, ^uint32(0))
			}
		}
	}
}

// maxRest bounds what of an escape is read as digits: %255Cu0020.
const maxRest = len("255Cu0020") + 1

// beginParts does so for the parts of a run behind the signs in text[from:to].
func (m *Machine) beginParts(from, to int) {
	if m.plan.runs == nil {
		return
	}
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for i := from; i < to; {
		if i+8 <= to {
			w := binary.LittleEndian.Uint64(m.text[i:])
			x, y := (w|6*ones)^'/'*ones, w^'_'*ones // +, - and / differ in two bits
			z := ((x-ones)&^x | (y-ones)&^y) & high
			if z == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(z) / 8
		}
		if b := m.text[i]; signs[b] {
			if mask := m.plan.runs.before[b]; mask != 0 {
				m.beginPart(i+1, mask)
			}
		}
		i++
	}
}

// beginPart starts the slots of a mask that may match what begins at text[at].
func (m *Machine) beginPart(at int, mask uint32) {
	for j := range m.plan.runs.at {
		if at+j >= len(m.text) {
			break
		}
		b := m.text[at+j]
		if mask &= m.plan.runs.at[j][b]; mask == 0 {
			return
		}
		if unit.Special(b) {
			break
		}
	}
	to := m.pos
	if m.final {
		to = len(m.text)
	}
	spelled := m.spelledLeft(at, m.plan.runs.most) && m.unitLeft(at, m.plan.runs.most)
	for ; mask != 0; mask &= mask - 1 {
		for k := bits.TrailingZeros32(mask); k < len(m.plan.slots); k += maxSlots {
			s := &m.plan.slots[k]
			if s.off <= at && (m.trace != nil || m.plan.runs.begins(m.text, at-s.off, mask&-mask)) {
				m.start(s.pattern, at-s.off, to)
			}
			if !spelled || s.off == 0 || !m.spelledLeft(at, s.off) {
				continue
			}
			l := m.leftOf(at)
			if s.off > l.n {
				continue
			}
			if start := int(l.starts[l.n-s.off]); start != at-s.off && (m.trace != nil || m.plan.runs.begins(m.text, start, mask&-mask)) {
				m.start(s.pattern, start, to)
			}
		}
	}
}

// begins reports that a match of one of the slots can begin at text[i].
func (g *runGuard) begins(text []byte, i int, slots uint32) bool {
	for j := range g.first {
		if i+j >= len(text) || unit.Special(text[i+j]) {
			return true
		}
		if g.first[j][text[i+j]]&slots == 0 {
			return false
		}
	}
	return true
}

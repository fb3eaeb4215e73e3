package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

const (
	nearBefore = 64
	nearInside = 256
)

// An armed pattern is looked for between two offsets, because a word that it needs
// stands near. Patterns whose literals are too short to be looked for everywhere are
// found in this way.
type armed struct {
	pattern int32
	pos, to int
}

// arm looks for a pattern around one of its words.
func (m *Machine) arm(i int32, h literal.Hit) {
	from, to := m.plan.Patterns[i].around(h.Start, h.End)
	for k := range m.armed {
		a := &m.armed[k]
		if a.pattern == i {
			a.pos, a.to = max(a.pos, from), max(a.to, to)
			m.runArmed(a)
			return
		}
	}
	m.armed = append(m.armed, armed{pattern: i, pos: from, to: to})
	m.runArmed(&m.armed[len(m.armed)-1])
}

// around returns between which offsets the literals of a pattern stand that a word of it is
// near: it is near the start of a match, behind which they stand.
func (p *Pattern) around(start, end int) (from, to int) {
	behind := 0
	for _, x := range p.Prog.Anchors() {
		behind = max(behind, x.Hi)
	}
	return max(0, start-nearInside), end + nearBefore + behind
}

// runArmed starts the candidates that the text shows. What was looked at is not looked
// at again.
func (m *Machine) runArmed(a *armed) {
	anchors := m.plan.Patterns[a.pattern].Prog.Anchors()
	for a.pos < min(a.to, len(m.text)) {
		for _, x := range anchors {
			end, ok := spells(m.text, a.pos, x, m.final)
			if end < 0 {
				return
			}
			if ok {
				for off := min(x.Hi, a.pos); off >= x.Lo; off-- {
					m.start(a.pattern, a.pos-off, end)
				}
				if m.spelledLeft(a.pos, x.Hi) {
					m.startBefore(a.pattern, a.pos, x.Lo, x.Hi, end)
				}
			}
		}
		a.pos++
	}
}

// spells reports that text has the literal at i, in any spelling, and where that ends;
// -1 asks for more text.
func spells(text []byte, i int, x pattern.Anchor, final bool) (end int, ok bool) {
	for k := 0; k < len(x.Text); {
		if i >= len(text) {
			if final {
				return i, false
			}
			return -1, false
		}
		b, w := text[i], 1
		if unit.Special(b) {
			kind, sym, width := unit.At(text, i, final)
			switch {
			case kind == unit.More:
				return -1, false
			case kind == unit.Skip && k > 0:
				i += width
				continue
			case kind == unit.Sym:
				b, w = sym, width
			}
		}
		if b != x.Text[k] && !(x.Fold && b >= 'A' && b <= 'Z' && b+'a'-'A' == x.Text[k]) {
			return i, false
		}
		i += w
		k++
	}
	return i, true
}

// resumeArmed goes on with the text that has come, and forgets the patterns of which
// no word is near any more.
func (m *Machine) resumeArmed() {
	for k := range m.armed {
		m.runArmed(&m.armed[k])
	}
}

// near reports whether one of the words that the pattern needs stands before the
// match, on its line, or in it.
func (p *Pattern) near(text []byte, start, end int) bool {
	if len(p.Near) == 0 {
		return true
	}
	from := max(0, start-nearBefore)
	from += bytes.LastIndexByte(text[from:start], '\n') + 1
	before, inside := text[from:start], text[start:min(end, start+nearInside)]
	for _, w := range p.Near {
		if containsFold(before, w) || containsFold(inside, w) {
			return true
		}
	}
	return false
}

// containsFold reports whether s holds word, which is in lower case.
func containsFold(s, word []byte) bool { return indexFold(s, word) >= 0 }

// indexFold returns where s holds word, which is in lower case, or -1. It looks for the
// rarest byte of the word, in the one case and then in the other.
func indexFold(s, word []byte) int {
	rare := 0
	for i, b := range word {
		if frequency[b] < frequency[word[rare]] {
			rare = i
		}
	}
	if len(word) > len(s) {
		return -1
	}
	if len(word) == 0 {
		return 0
	}
	lower := word[rare]
	if i := indexAround(s, word, rare, lower); i >= 0 {
		return i
	}
	if lower >= 'a' && lower <= 'z' {
		return indexAround(s, word, rare, lower-'a'+'A')
	}
	return -1
}

// indexAround returns where s holds word in such a way that b is its byte at, or -1.
func indexAround(s, word []byte, at int, b byte) int {
	for from, to := 0, len(s)-len(word)+1; from < to; from++ {
		i := bytes.IndexByte(s[from+at:to+at], b)
		if i < 0 {
			return -1
		}
		from += i
		k := 0
		for k < len(word) && lowered(s[from+k]) == word[k] {
			k++
		}
		if k == len(word) {
			return from
		}
	}
	return -1
}

func lowered(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// frequency orders bytes by how often they stand in text. What is no small letter is
// taken for rare, but for blanks.
var frequency = func() (t [256]uint8) {
	for i, b := range []byte("qzjxkvbwygfpumhcdlsinraote ") {
		t[b] = uint8(i + 1)
	}
	return t
}()

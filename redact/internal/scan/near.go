package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

const (
	nearBefore = 64
	nearInside = 256
)

// An armed pattern is looked for between two offsets, because a word that it needs
// stands near. Patterns whose literals are too short to be looked for everywhere are
// found in this way; their literals must be spelled plainly.
type armed struct {
	pattern int32
	pos, to int
}

// arm looks for a pattern around one of its words.
func (m *Machine) arm(i int32, h literal.Hit) {
	from, to := max(0, h.Start-nearInside), h.End+nearBefore
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

// runArmed starts the candidates that the text shows. What was looked at is not looked
// at again.
func (m *Machine) runArmed(a *armed) {
	anchors := m.plan.Patterns[a.pattern].Prog.Anchors()
	for a.pos < min(a.to, len(m.text)) {
		for _, x := range anchors {
			end := a.pos + len(x.Text)
			if end > len(m.text) {
				if !m.final {
					return
				}
				continue
			}
			if spells(m.text[a.pos:end], x) {
				for off := min(x.Hi, a.pos); off >= x.Lo; off-- {
					m.start(a.pattern, a.pos-off, end)
				}
			}
		}
		a.pos++
	}
}

func spells(text []byte, x pattern.Anchor) bool {
	if x.Fold {
		return bytes.EqualFold(text, []byte(x.Text))
	}
	return string(text) == x.Text
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
func (m *Machine) near(p *Pattern, start, end int) bool {
	if len(p.Near) == 0 {
		return true
	}
	from := max(0, start-nearBefore)
	from += bytes.LastIndexByte(m.text[from:start], '\n') + 1
	before, inside := m.text[from:start], m.text[start:min(end, start+nearInside)]
	for _, w := range p.Near {
		if containsFold(before, w) || containsFold(inside, w) {
			return true
		}
	}
	return false
}

// containsFold reports whether s holds word, which is in lower case.
func containsFold(s, word []byte) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		k := 0
		for k < len(word) && (s[i+k] == word[k] || s[i+k] >= 'A' && s[i+k] <= 'Z' && s[i+k]+'a'-'A' == word[k]) {
			k++
		}
		if k == len(word) {
			return true
		}
	}
	return false
}

package scan

import (
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Some patterns have no literal that is worth looking for, but hold a run of base64
// digits. They are looked for where a part of such a run begins: at the run, or behind
// a sign in it.

// sign reports a digit of base64 that is neither letter nor decimal digit.
func sign(b byte) bool { return b == '/' || b == '+' || b == '-' || b == '_' }

// beginRun starts the patterns that hold a run which begins at start.
func (m *Machine) beginRun(start int) {
	if len(m.plan.Runs) == 0 {
		return
	}
	m.beginPart(start)
	if start == 0 {
		return
	}
	// The rest of an escape is read as digits, and so is that of a colour.
	switch kind, _, w := unit.At(m.text, start-1, m.final); {
	case kind == unit.Sym || kind == unit.Skip:
		m.beginPart(start - 1 + w)
	case m.text[start-1] == '\\':
		m.beginPart(start + 1)
	case m.text[start-1] == '[' || m.text[start-1] == ';':
		for i := start + 1; i < min(start+5, len(m.text)); i++ {
			if _, _, ok := unit.Before(m.text, i); ok {
				m.beginPart(i)
			}
		}
	}
}

// beginParts does so for the parts of a run behind the signs in text[from:to].
func (m *Machine) beginParts(from, to int) {
	if len(m.plan.Runs) == 0 {
		return
	}
	for i := from; i < to; i++ {
		if sign(m.text[i]) {
			m.beginPart(i + 1)
		}
	}
}

func (m *Machine) beginPart(at int) {
	to := m.pos
	if m.final {
		to = len(m.text)
	}
	for _, i := range m.plan.Runs {
		run, guard := m.plan.Patterns[i].Run, m.plan.Patterns[i].guard
		for _, off := range run {
			if s := at - off; s >= 0 && guard.lets(m.text, s, s) {
				m.start(i, s, to)
			}
		}
		if m.spelledLeft(at, run[0]) {
			for _, off := range run {
				m.startBefore(i, at, off, off, to)
			}
		}
	}
}

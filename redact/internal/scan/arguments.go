package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// openArguments begins a list of the arguments of a statement.
func (m *Machine) openArguments(h literal.Hit) {
	if a, ok := grammar.OpenArguments(m.text, h.Start, h.End); ok && !m.runArguments(&a) {
		m.args = append(m.args, a)
	}
}

// resumeArguments reads on in those that are open.
func (m *Machine) resumeArguments() {
	k := 0
	for i := range m.args {
		a := m.args[i]
		if !m.runArguments(&a) {
			m.args[k] = a
			k++
		}
	}
	m.args = m.args[:k]
}

// runArguments reads on in one list. It returns true when it has ended.
func (m *Machine) runArguments(a *grammar.Arguments) bool {
	switch a.Run(m.plan.Names, m.text, m.final) {
	case grammar.More:
		return false
	case grammar.Dead:
		return true
	}
	for {
		start, end, wrap, c, ok := a.Next(m.text)
		if !ok {
			return true
		}
		if !m.plan.Names.HidesStated(c, m.text[start:end]) {
			continue
		}
		m.addSpan(Span{Start: start, End: end, Det: c.Det, Rank: m.plan.Detectors[c.Det].Rank, Named: true, Wrap: wrap})
	}
}

// noArguments reports that no argument of a text which is all there is is a secret by its place.
func (p *Plan) noArguments(text []byte, h literal.Hit) bool {
	a, ok := grammar.OpenArguments(text, h.Start, h.End)
	return !ok || a.Run(p.Names, text, true) == grammar.Dead
}

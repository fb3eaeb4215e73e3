package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// maxEarly bounds the pairs that are open at once: one ends before the next begins.
const maxEarly = 4

// openEarly begins a value whose name may follow.
func (m *Machine) openEarly(h literal.Hit) {
	if e, ok := grammar.OpenEarly(m.text, h.Start, h.End); ok && !m.runEarly(&e) && len(m.early) < maxEarly {
		m.early = append(m.early, e)
	}
}

// resumeEarly reads on for those that are open.
func (m *Machine) resumeEarly() {
	k := 0
	for i := range m.early {
		e := m.early[i]
		if !m.runEarly(&e) {
			m.early[k] = e
			k++
		}
	}
	m.early = m.early[:k]
}

// runEarly reads on for one value whose name may follow. It returns true when it has
// ended.
func (m *Machine) runEarly(e *grammar.Early) bool {
	switch e.Run(m.text, m.final) {
	case grammar.More:
		return false
	case grammar.Done:
		start, end, name := e.Span(m.text)
		if c, ok := m.plan.Names.Classify(name); ok && end > start {
			s := Span{Start: start, End: end, Det: c.Det, Rank: m.plan.Detectors[c.Det].Rank, Named: true}
			s.Cond = !m.plan.Names.Hide(c, m.text[start:end], true)
			m.addSpan(s)
		}
	}
	return true
}

package scan

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

const (
	// maxEarly bounds the pairs that are open at once: one ends before the next begins.
	maxEarly = 4
	// maxPipes bounds the pipes in what others read.
	maxPipes = 8
)

// openEarly begins a value whose name may follow.
func (m *Machine) openEarly(h literal.Hit) {
	e, ok := grammar.OpenEarly(m.text, h.Start, h.End)
	if !ok {
		return
	}
	if e.Pipes() {
		if m.pipesAt(h.Start) >= maxPipes {
			return
		}
		e.InString(m.inString(h.Start))
	}
	if !m.runEarly(&e) && len(m.early) < maxEarly+maxPipes {
		m.early = append(m.early, e)
	}
}

// pipesAt returns the number of pipes that are read beyond text[i].
func (m *Machine) pipesAt(i int) int {
	m.pipes = slices.DeleteFunc(m.pipes, func(end int) bool { return end <= i })
	n := len(m.pipes)
	for k := range m.early {
		if m.early[k].Pipes() {
			n++
		}
	}
	return n
}

// leavePipe notes how far a pipe was read.
func (m *Machine) leavePipe(e *grammar.Early) {
	if e.Pipes() {
		m.pipes = append(m.pipes, e.Reach())
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
	case grammar.Dead:
		m.leavePipe(e)
	case grammar.Done:
		m.leavePipe(e)
		start, end, name := e.Span(m.plan.Names, m.text)
		if c, ok := m.plan.Names.Classify(name); ok && end > start {
			s := Span{Start: start, End: end, Det: c.Det, Rank: m.plan.Detectors[c.Det].Rank, Named: true}
			s.Cond = !m.plan.Names.Hide(c, m.text[start:end], true)
			m.addSpan(s)
		}
	}
	return true
}

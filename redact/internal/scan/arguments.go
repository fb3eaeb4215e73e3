package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// maxLists bounds the lists of arguments in one another: what is a list in so many others is a part of
// those only.
const maxLists = 4

// A lists is the lists of arguments that are open, and those in which the last one began.
type lists struct {
	open   []grammar.Arguments
	around [maxLists]grammar.Arguments
	n      int
	before grammar.Before
}

func (l *lists) reset() {
	l.open, l.n, l.before = l.open[:0], 0, grammar.Before{}
}

func (l *lists) rebase(k int) {
	for i := range l.open {
		l.open[i].Rebase(k)
	}
	for i := range l.around[:l.n] {
		l.around[i].Rebase(k)
	}
	l.before.Rebase(k)
}

// enters reports that a list at an offset is in few enough others, and forgets those that have ended.
func (l *lists) enters(at int) bool {
	k := 0
	for i := range l.around[:l.n] {
		a := &l.around[i]
		if _, end := a.List(); end > 0 && end <= at {
			l.before.Ended(a)
			continue
		}
		l.around[k] = *a
		k++
	}
	l.n = k
	return k < maxLists
}

// notes what is known of a list.
func (l *lists) notes(a *grammar.Arguments) {
	start, _ := a.List()
	if start == 0 {
		return
	}
	for i := range l.around[:l.n] {
		if at, _ := l.around[i].List(); at == start {
			l.around[i] = *a
			return
		}
	}
	if l.n < maxLists {
		l.around[l.n] = *a
		l.n++
	}
}

// openArguments begins a list of the arguments of a statement.
func (m *Machine) openArguments(h literal.Hit) {
	a, ok := grammar.OpenArguments(m.text, h.Start, h.End)
	if ok && m.args.enters(h.Start) && !m.runArguments(&a) {
		m.args.open = append(m.args.open, a)
	}
}

// resumeArguments reads on in those that are open.
func (m *Machine) resumeArguments() {
	k := 0
	for i := range m.args.open {
		a := m.args.open[i]
		if !m.runArguments(&a) {
			m.args.open[k] = a
			k++
		}
	}
	m.args.open = m.args.open[:k]
}

// runArguments reads on in one list. It returns true when it has ended.
func (m *Machine) runArguments(a *grammar.Arguments) bool {
	st := a.Run(m.plan.Names, m.text, &m.args.before, m.final)
	m.args.notes(a)
	switch st {
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

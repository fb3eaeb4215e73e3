package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// take makes spans of what a look has told of all the literals of a text. They are those
// that advance finds: no value of a name begins where another is read, so that none changes
// what becomes of another, and the names are noted in the order of their literals. It
// returns false, and has done nothing, where more is needed than a look tells, as the order of
// reports is.
func (m *Machine) take(text []byte, all []literal.Occurrence) bool {
	if len(all) == 0 || m.trace != nil || len(text) > m.plan.MaxMatch || m.plan.Search == nil {
		return false
	}
	for i := range all {
		for j := i; j > 0 && comesBefore(&all[j], &all[j-1]); j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	for i := range all {
		if x := &all[i]; m.plan.Detectors[m.plan.detector(x)].ReportOnly || x.Kind&kinds == isMatch && meets(all[:i], x) {
			return false
		}
	}
	m.text, m.final, m.pos = text, true, len(text)
	for i := range all {
		m.takeOne(&all[i])
	}
	return true
}

// comesBefore orders findings as hits are.
func comesBefore(a, b *literal.Occurrence) bool {
	return a.To < b.To || a.To == b.To && a.From < b.From
}

// detector is that of a finding.
func (p *Plan) detector(x *literal.Occurrence) int32 {
	switch x.Kind & kinds {
	case isMatch:
		return p.Patterns[x.By].Det
	case isUserinfo:
		return p.Userinfo
	}
	return int32(x.By)
}

// meets reports that two matches of one pattern overlap: whether both count is told by the
// way in which they were read.
func meets(all []literal.Occurrence, x *literal.Occurrence) bool {
	for i := range all {
		if y := &all[i]; y.Kind&kinds == isMatch && y.By == x.By && y.Start < x.End && x.Start < y.End {
			return true
		}
	}
	return false
}

func (m *Machine) takeOne(x *literal.Occurrence) {
	start, end := int(x.Start), int(x.End)
	switch x.Kind & kinds {
	case isMatch:
		m.accept(&m.plan.Patterns[x.By], &ent{start: start, acc: -1, flushed: -1, next: none}, end)
		return
	case isUserinfo:
		m.add(start, end, m.plan.Userinfo)
		return
	}
	n := named{start: int(x.From), end: int(x.To), line: x.Kind&toLine != 0, values: m.valueEnd, asks: true}
	if x.Kind&closed != 0 {
		n.closed = [2]int{start, end}
	}
	m.noted, m.asking = append(m.noted, n), true
	m.valueEnd = max(m.valueEnd, int(x.Reach))
	if x.Kind&kinds == isValue && end > start {
		m.addSpan(Span{Start: start, End: end, Det: int32(x.By), Rank: m.plan.Detectors[x.By].Rank, Named: true,
			Cond: x.Kind&spared != 0, Wrap: grammar.Wrap{Ch: byte(x.Wrap), Esc: byte(x.Wrap >> 8)}})
	}
}

// ask tells of the names that were taken what stands before them.
func (m *Machine) ask() {
	if !m.asking {
		return
	}
	m.asking = false
	for i := range m.noted {
		if n := &m.noted[i]; n.asks {
			n.inStr, n.calm, n.asks = m.line.At(m.text, n.start, n.values), m.calmFrom(n.start), false
		}
	}
}

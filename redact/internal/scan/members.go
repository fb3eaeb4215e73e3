package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// maxMembers bounds the objects that are open at once, one in another: of further ones no member
// says what another holds.
const maxMembers = 8

// openStated begins a value that another member may name.
func (m *Machine) openStated(h literal.Hit) {
	if o, ok := grammar.OpenStated(m.text, h.Start, h.End); ok {
		m.openMembers(&o)
	}
}

// openNaming begins the name at an offset, if it says what other members hold.
func (m *Machine) openNaming(name int) {
	if grammar.NamesOthers(m.text, name) {
		o := grammar.OpenNaming(m.text, name)
		m.openMembers(&o)
	}
}

// openMembers begins an object, unless it was read from a member before.
func (m *Machine) openMembers(o *grammar.Members) {
	if m.stated.Covers(o) {
		return
	}
	for k := range m.members {
		if m.members[k].Covers(o) {
			return
		}
	}
	if !m.runMembers(o) && len(m.members) < maxMembers {
		m.members = append(m.members, *o)
	} else {
		m.stated = *o
	}
}

// resumeMembers reads on for those that are open.
func (m *Machine) resumeMembers() {
	k := 0
	for i := range m.members {
		o := m.members[i]
		if !m.runMembers(&o) {
			m.members[k] = o
			k++
		} else {
			m.stated = o
		}
	}
	m.members = m.members[:k]
}

// runMembers reads on in one object. It returns true when it has ended.
func (m *Machine) runMembers(o *grammar.Members) bool {
	for {
		switch o.Run(m.plan.Names, m.text, m.final) {
		case grammar.More:
			return false
		case grammar.Dead:
			return true
		}
		start, end, wrap, c := o.Next()
		if end <= start {
			continue
		}
		s := Span{Start: start, End: end, Det: c.Det, Rank: m.plan.Detectors[c.Det].Rank, Named: true, Wrap: wrap}
		s.Cond = !m.plan.Names.HidesStated(c, m.text[start:end])
		m.addSpan(s)
	}
}

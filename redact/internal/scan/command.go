package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
)

// known returns the offset before which all literals are known to begin.
func (m *Machine) known() int {
	if m.final && m.pos >= len(m.text) {
		return len(m.text)
	}
	return m.plan.Search.Hold(&m.lit, m.pos)
}

// runCommand reads on for the command of the line, up to limit.
func (m *Machine) runCommand(limit int) {
	if !m.cmd.Active() {
		return
	}
	fault.Point("grammar")
	for {
		v, ok := m.cmd.Run(m.plan.Names, m.text, limit, m.final)
		if !ok {
			return
		}
		d := m.plan.Commands
		m.addSpan(Span{
			Start: v.Start, End: v.End, Det: d, Rank: m.plan.Detectors[d].Rank, Named: true,
			Cond: !m.plan.Names.Hides(m.text, v),
		})
	}
}

// flushCommand replaces the beginning of a value that has reached the bound.
func (m *Machine) flushCommand(atLeast int) {
	if m.cmd.Pos-m.cmd.Hold(m.cmd.Pos) < atLeast {
		return
	}
	if start, end, ok := m.cmd.Cut(); ok {
		m.add(start, end, m.plan.Commands)
	}
}

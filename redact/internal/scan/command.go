package scan

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/grammar"
)

// known returns the offset before which all literals are known to begin.
func (m *Machine) known() int {
	if m.final && m.pos >= len(m.text) {
		return len(m.text)
	}
	return m.plan.Search.Hold(&m.lit, m.pos)
}

// runCommand reads on for the commands of the line, up to limit.
func (m *Machine) runCommand(limit int) {
	first := len(m.spans)
	for i := 0; ; i++ {
		c := m.cmd.All(i)
		if c == nil && i == 0 {
			return
		}
		if c == nil {
			break
		}
		fault.Point("grammar")
		for {
			v, ok := c.Run(m.plan.Names, m.text, limit, m.final)
			if !ok {
				break
			}
			m.addCommand(v, first)
		}
	}
	m.cmd.Drop()
}

// addCommand records the value of a command, unless it is among the spans from first on:
// commands in one another may have one value.
func (m *Machine) addCommand(v grammar.CommandValue, first int) {
	d, hides := m.plan.Commands, m.plan.Names.Hides(m.text, v)
	if !hides && v.Unsure() {
		return
	}
	s := Span{
		Start: v.Start, End: v.End, Det: d, Rank: m.plan.Detectors[d].Rank, Named: true,
		Cond: !hides,
	}
	if !slices.Contains(m.spans[min(first, len(m.spans)):], s) {
		m.addSpan(s)
	}
}

// flushCommand replaces the beginning of values that have reached the bound.
func (m *Machine) flushCommand(atLeast int) {
	for i := 0; ; i++ {
		c := m.cmd.All(i)
		if c == nil {
			return
		}
		if c.Pos-c.Hold(c.Pos) < atLeast {
			continue
		}
		if start, end, ok := c.Cut(); ok {
			m.add(start, end, m.plan.Commands)
		}
	}
}

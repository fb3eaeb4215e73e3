package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// hit follows up one literal, unless it is known that nothing comes of it.
func (m *Machine) hit(h literal.Hit) {
	if b := &m.barren; !b.busy || !m.plan.barren[h.ID] || b.rests() {
		m.followUp(h)
	} else if k := b.seen(m.text, &h); !m.isBarren(h, k) {
		m.followUp(h)
		m.noteBarren(h, k)
	}
}

func (m *Machine) followUp(h literal.Hit) {
	uses := m.plan.Uses[h.ID]
	var asked *guard
	lets := true
	for i := range uses {
		switch u := &uses[i]; u.Kind {
		case UsePattern:
			if m.barren.busy && m.deserted(u, h.Start, false) {
				continue
			}
			if u.guard != asked {
				asked, lets = u.guard, u.guard == nil || u.guard.lets(m.text, h.Start, h.End)
			}
			if !lets {
				if m.trace != nil {
					m.trace.note(h.Start, h.End, m.plan.Patterns[u.Pattern].Det, Around)
				}
				continue
			}
			if m.deserted(u, h.Start, true) {
				continue
			}
			for off := min(u.Hi, h.Start); off >= u.Lo; off-- {
				m.start(u.Pattern, h.Start-off, h.End)
			}
			if m.spelledLeft(h.Start, u.Hi) {
				m.startBefore(u.Pattern, h.Start, u.Lo, u.Hi, h.End)
			}
		case UseName:
			m.openName(h, u)
		case UseNear:
			m.arm(u.Pattern, h)
		case UseURL:
			if m.trace == nil && grammar.NoUserinfo(m.text, h.End, m.final) {
				continue
			}
			u := grammar.OpenUserinfo(m.text, h.Start, h.End)
			if !m.runURL(&u) {
				m.urls = append(m.urls, u)
			}
		case UseCommand:
			m.runCommand(h.Start)
			if !m.cmd.Active() && grammar.NoCommand(m.text, h.Start, h.End, int(u.Pattern)) {
				continue
			}
			if c := m.cmd.Open(m.text, h.Start, h.End, int(u.Pattern)); c != nil && c.Active() {
				c.InString(m.inString(h.Start))
			}
		case UseStated:
			m.openStated(h)
		case UseArguments:
			m.openArguments(h)
		case UseManifest:
			m.openManifest(h.Start, h.End)
		case UseAudit:
			m.openAudit(h.Start, h.End, u.Pattern)
		case UseDSN:
			if p := grammar.DSN(m.plan.Names, m.text, h.Start); p[1] > p[0] {
				m.add(p[0], p[1], m.plan.Userinfo)
			}
		}
	}
}

// add records a match of a detector.
func (m *Machine) add(start, end int, det int32) {
	m.addSpan(Span{Start: start, End: end, Det: det, Rank: m.plan.Detectors[det].Rank})
}

func (m *Machine) addSpan(s Span) {
	if s.End <= s.Start || m.plan.Allowed != nil && !s.Cond && m.plan.Allowed(m.text[s.Start:s.End]) {
		if m.trace != nil && s.End > s.Start {
			m.trace.span(s, Allowed)
		}
		return
	}
	if !s.Cond && !s.Live && m.plan.Detectors[s.Det].ReportOnly {
		if m.trace != nil {
			m.trace.span(s, Reported)
			return
		}
		m.OnReport(s.Det, m.text[s.Start:s.End])
		return
	}
	if m.trace != nil {
		m.trace.span(s, Found)
	}
	m.spans = append(m.spans, s)
}

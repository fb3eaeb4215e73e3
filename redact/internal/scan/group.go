package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// A group is the candidates in one state. What it accepts counts for all of them.
type group struct {
	state       pattern.State
	n           int32 // number of candidates
	first, last int32 // of the list of candidates, by ascending start
	pos         int
	acc         int // end of the longest match since the group has its candidates, or -1
	limit       int // offset from which a candidate may be over its bound
	skipAt      int // start of the last run of what shows nothing
	skipTo      int // its end
}

// An ent is one candidate.
type ent struct {
	start   int
	acc     int // end of the longest match before it joined the group, or -1
	joined  int // offset at which it did
	flushed int // bytes before were replaced already, or -1
	next    int32
	sure    bool
}

const (
	// maxVerified bounds the candidates at one state of which each is judged; the
	// last one counts as a match without, and stands for those behind it.
	maxVerified = 128
	none        = -1
)

func (e *ent) hold() int {
	if e.flushed >= 0 {
		return e.flushed
	}
	return e.start
}

// end returns the end of the longest match of e, a candidate of g, or -1.
func (g *group) end(e *ent) int {
	if g.acc >= e.joined {
		return g.acc
	}
	return e.acc
}

// shown returns i, or the start of what shows nothing and ends there: the colour
// behind a token is no part of it.
func (g *group) shown(i int) int {
	if g.skipTo == i && g.acc <= g.skipAt {
		return g.skipAt
	}
	return i
}

// bound returns the offset from which e is over its bound.
func (g *group) bound(e *ent, maxMatch int) int {
	if acc := g.end(e); acc >= 0 {
		return acc + maxMatch
	}
	return e.start + maxMatch
}

// join makes neighbours one group where their state is the same: those that have
// begun earlier have come further, so that it is with a neighbour that a group
// meets.
func (m *Machine) join(p *Pattern, t *track) {
	k := 0
	if !t.moved {
		k = max(0, len(t.groups)-2) // only the last one is new
	}
	t.moved = false
	for j := k + 1; j < len(t.groups); j++ {
		a, b := &t.groups[k], &t.groups[j]
		if a.state == b.state && a.pos == b.pos {
			m.unite(p, t, a, b)
			continue
		}
		if k++; k != j {
			t.groups[k] = *b
		}
	}
	t.groups = t.groups[:k+1]
}

// unite adds the candidates of b to those of a. Where each is not judged by itself
// the one that begins first is enough.
func (m *Machine) unite(p *Pattern, t *track, a, b *group) {
	judged, most := p.Judge != nil || len(p.Near) > 0, int32(maxVerified)
	if p.counts() {
		if most = maxNear; a.n >= maxNear && m.trace == nil {
			m.purge(p, t, a)
		}
	}
	for i := b.first; i >= 0; {
		e := t.ents[i]
		e.acc, e.joined = b.end(&e), a.pos
		if judged && (a.n < most || p.counts() && !m.stands(p, t, t.ents[a.last].start, e.start)) {
			t.ents[i] = e
			t.ents[i].next = none
			t.ents[a.last].next, a.last = i, i
			a.n++
			a.limit = min(a.limit, a.bound(&e, m.plan.MaxMatch))
		} else {
			kept := t.ents[a.last].start
			m.absorb(p, a, &t.ents[a.last], &e, judged)
			if kept != t.ents[a.last].start {
				t.starts.drop(kept)
			} else {
				t.starts.drop(e.start)
			}
			t.ents[i].next = t.free
			t.free = i
		}
		i = e.next
	}
}

// absorb makes the last candidate of a group stand for e too.
func (m *Machine) absorb(p *Pattern, a *group, last, e *ent, judged bool) {
	last.sure = last.sure || judged
	other, acc := *e, e.acc
	if e.start < last.start && last.flushed < 0 && e.flushed < 0 {
		other, acc = *last, a.end(last)
		last.start, last.acc, last.joined = e.start, e.acc, e.joined
		a.limit = min(a.limit, a.bound(last, m.plan.MaxMatch))
	}
	if acc > a.end(last) {
		m.accept(p, &other, acc)
	}
}

// bound ends the candidates that are over their bound. It returns false when none
// is left.
func (m *Machine) bound(p *Pattern, t *track, g *group) bool {
	prev, limit := int32(none), int(^uint(0)>>1)
	for i := g.first; i >= 0; {
		e := &t.ents[i]
		next := e.next
		if b := g.bound(e, m.plan.MaxMatch); g.pos > b {
			m.accept(p, e, g.end(e))
			t.drop(g, prev, i)
		} else {
			limit = min(limit, b)
			prev = i
		}
		i = next
	}
	g.limit = limit
	return g.n > 0
}

// end ends all candidates of g.
func (m *Machine) end(p *Pattern, t *track, g *group) bool {
	for i := g.first; i >= 0; i = t.ents[i].next {
		if e := &t.ents[i]; g.acc >= 0 || e.acc >= 0 {
			m.accept(p, e, g.end(e))
		} else if m.trace != nil {
			m.trace.ended(m.text, e.start, g.pos, p.Det)
		}
		t.starts.drop(t.ents[i].start)
	}
	t.ents[g.last].next = t.free
	t.free = g.first
	return false
}

// accept records the longest match of a candidate, which ends at acc, if it has one
// and it stands.
func (m *Machine) accept(p *Pattern, e *ent, acc int) {
	if acc < 0 {
		return
	}
	fault.Point("accept")
	left, right := p.Prog.Group()
	if e.flushed >= 0 {
		m.add(e.flushed, acc-right, p.Det)
		return
	}
	start, end := m.skipContext(p, e.start, left), m.contextBefore(p, e.start, acc, right)
	if end <= start || !p.near(m.text, e.start, acc) {
		if m.trace != nil {
			m.trace.note(e.start, acc, p.Det, Near)
		}
		return
	}
	confirmed := false
	if !e.sure {
		var rejected bool
		if rejected, confirmed = m.verify(p, start, end); rejected {
			if m.trace != nil {
				m.trace.note(start, end, p.Det, Verify)
			}
			return
		}
	}
	m.addSpan(Span{Start: start, End: end, Det: p.Det, Rank: m.plan.Detectors[p.Det].Rank, Confirmed: confirmed})
}

func (m *Machine) settle(p *Pattern, t *track, g *group, atLeast int, all bool) {
	_, right := p.Prog.Group()
	prev := int32(none)
	for i := g.first; i >= 0; {
		e := &t.ents[i]
		next := e.next
		if acc := g.end(e); g.pos-e.start >= atLeast && acc >= 0 {
			n := len(m.spans)
			m.accept(p, e, acc)
			if e.flushed < 0 && len(m.spans) == n {
				t.drop(g, prev, i) // it does not stand
				i = next
				continue
			}
			from := max(e.flushed, acc-right)
			e.flushed = from
			if all && g.pos > from {
				m.add(from, g.pos, p.Det)
				e.flushed = g.pos
			}
		}
		prev, i = i, next
	}
}

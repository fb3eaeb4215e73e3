package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A track runs the candidates of one pattern side by side. Candidates that have
// reached the same state at the same offset have the same future: they are one
// group, which is stepped once, and that keeps the work linear.
type track struct {
	groups []group
	ents   []ent // of all groups, as lists
	free   int32 // list of ents that are not used
	starts starts
	ran    int  // no group stands before it, unless more text is needed to go on
	moved  bool // groups that were not neighbours, or not in one state, may be so now
	active bool
	way    *way // the last one that was followed, nil for none
	words  wordless
	purged int // where a group was purged
}

func (t *track) reset() {
	t.groups, t.ents, t.free, t.ran, t.moved = t.groups[:0], t.ents[:0], none, 0, false
}

func (t *track) hold() int {
	hold := int(^uint(0) >> 1)
	for i := range t.groups {
		for j := t.groups[i].first; j >= 0; j = t.ents[j].next {
			hold = min(hold, t.ents[j].hold())
		}
	}
	return hold
}

func (t *track) rebase(k int) {
	t.starts.rebase(k)
	t.ran -= k
	t.purged -= k
	for i := range t.groups {
		g := &t.groups[i]
		g.pos -= k
		g.limit -= k
		g.skipAt -= k
		g.skipTo -= k
		if g.acc >= 0 {
			g.acc -= k
		}
		for j := g.first; j >= 0; j = t.ents[j].next {
			e := &t.ents[j]
			e.start -= k
			e.joined -= k
			if e.acc >= 0 {
				e.acc -= k
			}
			if e.flushed >= 0 {
				e.flushed -= k
			}
		}
	}
}

func (t *track) add(e ent) int32 {
	t.starts.add(e.start)
	if i := t.free; i >= 0 {
		t.free = t.ents[i].next
		t.ents[i] = e
		return i
	}
	t.ents = append(t.ents, e)
	return int32(len(t.ents) - 1)
}

// drop gives the candidate behind prev in the list of g back.
func (t *track) drop(g *group, prev, i int32) {
	next := t.ents[i].next
	t.starts.drop(t.ents[i].start)
	if prev >= 0 {
		t.ents[prev].next = next
	} else {
		g.first = next
	}
	if g.last == i {
		g.last = prev
	}
	t.ents[i].next = t.free
	t.free = i
	g.n--
}

// has reports a candidate that begins at s.
func (t *track) has(s int) bool {
	if t.starts.near(s) {
		return t.starts.has(s)
	}
	for i := range t.groups {
		for j := t.groups[i].first; j >= 0; j = t.ents[j].next {
			if t.ents[j].start == s {
				return true
			}
		}
	}
	return false
}

// entry returns the state in which a match at i begins. What is written as an escape
// before it counts as what it stands for: \n and a colour end no word.
func (m *Machine) entry(p *Pattern, i int) pattern.State {
	if i == 0 {
		return p.Prog.Start(-1)
	}
	b := m.text[i-1]
	state := p.Prog.Start(int(b))
	if !word(b) || p.Prog.Start(' ') == state {
		return state
	}
	if sym, ok := m.units.symBefore(m.text, i); ok {
		return p.Prog.Start(int(sym))
	}
	return state
}

// start begins a candidate of pattern i at s, announced by a literal that ends
// at end.
func (m *Machine) start(i int32, s, end int) {
	p, t := &m.plan.Patterns[i], &m.tracks[i]
	m.barren.readsAt(m.text, s)
	if s < len(m.text) && m.trace == nil && !p.first.has(m.text[s]) {
		return
	}
	if s < len(m.text) && unit.Special(m.text[s]) {
		if kind, _, _ := m.unitAt(s); kind == unit.Skip {
			return // it begins behind what shows nothing
		}
	}
	state := m.entry(p, s)
	if state == pattern.Dead {
		if m.trace != nil {
			m.trace.note(s, end, p.Det, Around)
		}
		return
	}
	if m.trace == nil && m.falls(p, s, state) {
		return
	}
	if len(t.groups) > 0 && t.has(s) {
		m.barren.sure = false
		return
	}
	if m.trace == nil && (p.counts() && m.company(p, t, s, s) == isLonely || m.deadEnd(p, t, s, state)) {
		return
	}
	m.barren.sure = false
	if len(t.groups) > 0 && t.ran < end {
		m.runTrack(i, end)
	}
	if len(t.groups) == 0 {
		t.reset()
		t.starts.reset(s)
	}
	j := t.add(ent{start: s, acc: -1, joined: s, flushed: -1, next: none})
	g := group{state: state, pos: s, acc: -1, limit: s + m.plan.MaxMatch, skipTo: -1, n: 1, first: j, last: j}
	if m.run(p, t, &g, end) {
		t.groups = append(t.groups, g)
		t.ran = min(t.ran, g.pos)
		m.join(p, t)
	}
	if len(t.groups) > 0 && !t.active {
		t.active = true
		m.active = append(m.active, i)
	}
}

// falls reports that the first byte at s ends what begins in a state.
func (m *Machine) falls(p *Pattern, s int, state pattern.State) bool {
	return s < len(m.text) && p.Prog.Step(state, int(m.text[s])) == pattern.Dead && !unit.Special(m.text[s])
}

// runTracks reads text up to to for all candidates.
func (m *Machine) runTracks(to int) {
	for _, i := range m.active {
		m.runTrack(i, to)
	}
	m.prune()
}

// prune forgets the patterns without a candidate.
func (m *Machine) prune() {
	k := 0
	for _, i := range m.active {
		if t := &m.tracks[i]; len(t.groups) > 0 {
			m.active[k] = i
			k++
		} else {
			t.active = false
		}
	}
	m.active = m.active[:k]
}

func (m *Machine) runTrack(i int32, to int) {
	p, t := &m.plan.Patterns[i], &m.tracks[i]
	t.moved = true
	if t.ran = 0; to+unit.MaxWidth < len(m.text) {
		t.ran = to
	}
	var ahead abreast
	if len(t.groups) >= minAbreast {
		m.readAhead(&ahead, p, t.groups[0].pos, to)
	}
	k := 0
	for j := range t.groups {
		g := &t.groups[j]
		if ended := m.final && g.pos >= len(m.text); g.pos >= to && !ended || ahead.step(g) || m.run(p, t, g, to) {
			if k != j {
				t.groups[k] = *g
			}
			k++
		}
	}
	t.groups = t.groups[:k]
}

// flushTracks replaces the beginning of matches that have reached the bound: they
// are decided, only their end is not.
func (m *Machine) flushTracks() { m.settleTracks(m.plan.MaxMatch+1, false) }

// settleTracks does so for matches of at least so many bytes. With all, what a
// candidate has read behind its match counts as part of it.
func (m *Machine) settleTracks(atLeast int, all bool) {
	for _, i := range m.active {
		p, t := &m.plan.Patterns[i], &m.tracks[i]
		k := 0
		for j := range t.groups {
			g := t.groups[j]
			t.moved = true
			if m.settle(p, t, &g, atLeast, all); g.n > 0 {
				t.groups[k] = g
				k++
			}
		}
		t.groups = t.groups[:k]
	}
	m.prune()
}

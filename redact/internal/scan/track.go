package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
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

// run reads text up to to. It returns false when the candidates have ended.
func (m *Machine) run(p *Pattern, t *track, g *group, to int) bool {
	class, eof, next, shift := p.Prog.Table()
	shift &= 15
	text, maxMatch := m.text, m.plan.MaxMatch
	pos, state := g.pos, g.state
	for pos < to {
		stop := min(to, g.limit+1)
		for pos < stop {
			b := text[pos]
			n := next[int(state)<<shift+int(class[b])]
			if n-1 < pattern.Accept-1 { // the match goes on
				if pos++; n == state {
					pos = loop(text[:stop], pos, class, next[int(n)<<shift:], n)
				}
				state = n
				continue
			}
			if n&pattern.Accept != 0 {
				g.acc = g.shown(pos)
				if n == state|pattern.Accept {
					if end := loop(text[:to], pos+1, class, next[int(state)<<shift:], n); end > pos+1 {
						pos = end - 1
						g.acc = pos
					}
				}
				g.limit = pos + maxMatch
				stop = min(to, g.limit+1)
				n &^= pattern.Accept
			}
			if n == pattern.Dead {
				if !unit.Special(b) {
					g.pos = pos
					return m.end(p, t, g)
				}
				kind, sym, w := m.unitAt(pos)
				switch kind {
				case unit.More:
					g.pos, g.state = pos, state
					return true
				case unit.Skip:
					if g.skipTo != pos {
						g.skipAt = pos
					}
					pos += w
					g.skipTo = pos
					continue
				case unit.Sym:
					n = next[int(state)<<shift+int(class[sym])] &^ pattern.Accept
				}
				if n == pattern.Dead {
					g.pos = pos
					return m.end(p, t, g)
				}
				pos += w - 1
			}
			state = n
			pos++
		}
		if g.pos, g.state = pos, state; pos < to && !m.bound(p, t, g) {
			return false
		}
	}
	g.pos, g.state = pos, state
	if m.final && pos >= len(text) {
		if next[int(state)<<shift+eof]&pattern.Accept != 0 {
			g.acc = g.shown(len(text))
		}
		return m.end(p, t, g)
	}
	return true
}

// loop returns the end of the bytes from text[i] on that lead from a state, of which row
// has the transitions, where n does.
func loop(text []byte, i int, class *[256]uint8, row []pattern.State, n pattern.State) int {
	for i < len(text) && row[class[text[i]]] == n {
		i++
	}
	return i
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
	start, end := m.skipContext(p, e.start, left), acc-right
	if end <= start || !m.near(p, e.start, acc) {
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

// skipContext returns the offset behind the first n characters of a match at i,
// read as run has read them.
func (m *Machine) skipContext(p *Pattern, i, n int) int {
	if n == 0 {
		return i
	}
	state := m.entry(p, i)
	for n > 0 && i < len(m.text) {
		if t := p.Prog.Step(state, int(m.text[i])) &^ pattern.Accept; t != pattern.Dead {
			state = t
			i++
			n--
			continue
		}
		kind, sym, w := unit.At(m.text, i, true)
		if kind == unit.Sym {
			state = p.Prog.Step(state, int(sym)) &^ pattern.Accept
			n--
		}
		i += max(w, 1)
	}
	return i
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

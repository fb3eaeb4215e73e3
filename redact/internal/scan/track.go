package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A track runs the candidates of one pattern side by side. Candidates that have
// reached the same state at the same offset have the same future: one of them is
// enough, which keeps the work linear.
type track struct {
	ents    []ent
	mergeAt int // number of candidates at which they are merged
}

type ent struct {
	state      uint32
	start, pos int
	acc        int // end of the longest match so far, or -1
	flushed    int // bytes before were replaced already, or -1
	sure       bool
}

const (
	// maxVerified bounds the candidates at one state whose bytes are verified; the
	// last one counts as a match without, and stands for those behind it.
	maxVerified = 128
	minMerge    = 8
)

func (e *ent) hold() int {
	if e.flushed >= 0 {
		return e.flushed
	}
	return e.start
}

func (e *ent) rebase(k int) {
	e.start -= k
	e.pos -= k
	if e.acc >= 0 {
		e.acc -= k
	}
	if e.flushed >= 0 {
		e.flushed -= k
	}
}

// start begins a candidate of pattern i at s, announced by a literal that ends
// at end.
func (m *Machine) start(i int32, s, end int) {
	p, t := &m.plan.Patterns[i], &m.tracks[i]
	for j := range t.ents {
		if t.ents[j].start == s {
			return
		}
	}
	prev := -1
	if s > 0 {
		prev = int(m.text[s-1])
	}
	e := ent{state: p.Prog.Start(prev), start: s, pos: s, acc: -1, flushed: -1}
	if e.state == pattern.Dead {
		return
	}
	if len(t.ents) == 0 {
		if m.run(p, &e, end) {
			t.ents, t.mergeAt = append(t.ents, e), 0
			m.active = append(m.active, i)
		}
		return
	}
	m.runTrack(i, end)
	if m.run(p, &e, end) {
		if t.ents = append(t.ents, e); len(t.ents) >= max(t.mergeAt, minMerge) {
			m.merge(p, t)
			t.mergeAt = 2 * len(t.ents)
		}
	}
	m.prune()
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
		if len(m.tracks[i].ents) > 0 {
			m.active[k] = i
			k++
		}
	}
	m.active = m.active[:k]
}

func (m *Machine) runTrack(i int32, to int) {
	p, t := &m.plan.Patterns[i], &m.tracks[i]
	k := 0
	for j := range t.ents {
		if e := t.ents[j]; m.run(p, &e, to) {
			t.ents[k] = e
			k++
		}
	}
	t.ents = t.ents[:k]
}

// merge drops candidates whose future another one has. The order by start is
// kept, so the earlier one stays.
func (m *Machine) merge(p *Pattern, t *track) {
	k := 0
	for j := range t.ents {
		e := t.ents[j]
		same, last := 0, 0
		for l := range k {
			if t.ents[l].state == e.state && t.ents[l].pos == e.pos {
				same++
				last = l
			}
		}
		switch {
		case same == 0, p.Rejects != nil && same < maxVerified:
			t.ents[k] = e
			k++
			continue
		case p.Rejects != nil:
			t.ents[last].sure = true
		}
		if e.acc > t.ents[last].acc {
			m.accept(p, &e)
		}
	}
	t.ents = t.ents[:k]
}

// run reads text up to to. It returns false when the candidate has ended.
func (m *Machine) run(p *Pattern, e *ent, to int) bool {
	class, eof, next, _ := p.Prog.Table()
	text, maxMatch := m.text, m.plan.MaxMatch
	for e.pos < to {
		if e.acc < 0 && e.pos-e.start > maxMatch || e.acc >= 0 && e.pos-e.acc > maxMatch {
			return m.end(p, e)
		}
		b := text[e.pos]
		t := next[int(e.state)+int(class[b])]
		if t&pattern.Accept != 0 {
			e.acc = e.pos
			t &^= pattern.Accept
		}
		if t != pattern.Dead {
			e.state = t
			e.pos++
			continue
		}
		if !unit.Special(b) {
			return m.end(p, e)
		}
		kind, sym, w := unit.At(text, e.pos, m.final)
		switch kind {
		case unit.More:
			return true
		case unit.Skip:
			e.pos += w
			continue
		case unit.Sym:
			if t = next[int(e.state)+int(class[sym])] &^ pattern.Accept; t != pattern.Dead {
				e.state = t
				e.pos += w
				continue
			}
		}
		return m.end(p, e)
	}
	if m.final && e.pos >= len(text) {
		if next[int(e.state)+eof]&pattern.Accept != 0 {
			e.acc = len(text)
		}
		return m.end(p, e)
	}
	return true
}

func (m *Machine) end(p *Pattern, e *ent) bool {
	m.accept(p, e)
	return false
}

// accept records the candidate's longest match, if it has one and it stands.
func (m *Machine) accept(p *Pattern, e *ent) {
	if e.acc < 0 {
		return
	}
	fault.Point("accept")
	left, right := p.Prog.Group()
	if e.flushed >= 0 {
		m.add(e.flushed, e.acc-right, p.Det)
		return
	}
	start, end := m.skipContext(p, e.start, left), e.acc-right
	if end > start && m.near(p, e.start, e.acc) && (e.sure || !m.rejects(p, start, end)) {
		m.add(start, end, p.Det)
	}
}

// skipContext returns the offset behind the first n characters of a match at i,
// read as run has read them.
func (m *Machine) skipContext(p *Pattern, i, n int) int {
	if n == 0 {
		return i
	}
	prev := -1
	if i > 0 {
		prev = int(m.text[i-1])
	}
	state := p.Prog.Start(prev)
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
		p := &m.plan.Patterns[i]
		_, right := p.Prog.Group()
		ents := m.tracks[i].ents
		k := 0
		for j := range ents {
			e := ents[j]
			if e.pos-e.start >= atLeast && e.acc >= 0 {
				n := len(m.spans)
				m.accept(p, &e)
				if e.flushed < 0 && len(m.spans) == n {
					continue // it does not stand
				}
				from := max(e.flushed, e.acc-right)
				e.flushed = from
				if all && e.pos > from {
					m.add(from, e.pos, p.Det)
					e.flushed = e.pos
				}
			}
			ents[k] = e
			k++
		}
		m.tracks[i].ents = ents[:k]
	}
	m.prune()
}

const (
	nearBefore = 64
	nearInside = 256
)

// near reports whether one of the words that the pattern needs stands before the
// match, on its line, or in it.
func (m *Machine) near(p *Pattern, start, end int) bool {
	if len(p.Near) == 0 {
		return true
	}
	from := max(0, start-nearBefore)
	from += bytes.LastIndexByte(m.text[from:start], '\n') + 1
	before, inside := m.text[from:start], m.text[start:min(end, start+nearInside)]
	for _, w := range p.Near {
		if containsFold(before, w) || containsFold(inside, w) {
			return true
		}
	}
	return false
}

// containsFold reports whether s holds word, which is in lower case.
func containsFold(s, word []byte) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		k := 0
		for k < len(word) && (s[i+k] == word[k] || s[i+k] >= 'A' && s[i+k] <= 'Z' && s[i+k]+'a'-'A' == word[k]) {
			k++
		}
		if k == len(word) {
			return true
		}
	}
	return false
}

func (m *Machine) rejects(p *Pattern, start, end int) (rejected bool) {
	if p.Rejects == nil {
		return false
	}
	secret := m.text[start:min(end, start+m.plan.MaxMatch)]
	m.plain = append(m.plain[:0], secret...)
	if bytes.ContainsAny(secret, "\x00\x1b\\%\xc2\xe2\xef") {
		m.plain = decode(m.plain[:0], secret)
	}
	defer func() {
		clear(m.plain)
		if recover() != nil {
			m.plan.OnPanic()
			rejected = false
		}
	}()
	fault.Point("verify")
	return p.Rejects(m.plain)
}

// decode appends src with its units spelled plainly.
func decode(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		kind, sym, w := unit.At(src, i, true)
		switch kind {
		case unit.Plain:
			dst = append(dst, src[i])
		case unit.Sym:
			dst = append(dst, sym)
		}
		i += w
	}
	return dst
}

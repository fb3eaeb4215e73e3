package scan

import (
	"bytes"
	"slices"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// openName begins the candidate of a name, unless the literal stands in a name
// that was tried.
func (m *Machine) openName(h literal.Hit, u *Use) {
	if h.End <= m.nameUntil && h.Start >= m.nameFrom {
		return // of one in several words the last may have been tried
	}
	switch from, to, look := grammar.Look(m.text, h.Start, h.End, u.sides, m.final); look {
	case grammar.Part:
		m.traceName(h, nil)
	case grammar.Hopeless:
		m.openNaming(from)
		m.nameFrom, m.nameUntil = from, to
		m.traceName(h, nil)
	case grammar.Plain:
		m.openNaming(from)
		m.tried(from, to)
		class, ok := m.classify(u, h, from, to)
		switch {
		case !ok:
			m.traceName(h, nil)
		case m.trace == nil && grammar.NoValue(m.text, from, to, class, m.final):
		default:
			m.openPlain(h, from, to, class)
		}
	default:
		m.openNaming(h.Start)
		inStr := m.inString(h.Start)
		m.note(h.Start, h.End, inStr)
		c := grammar.Open(m.text, h.Start, h.End, inStr)
		if !m.final {
			c.May(u.sides, m.text, h.Start, h.End)
		}
		m.tryName(h, &c)
	}
}

// tried notes that the name text[from:to] was looked at.
func (m *Machine) tried(from, to int) {
	if to > m.nameUntil || to == m.nameUntil && from < m.nameFrom {
		m.nameFrom, m.nameUntil = from, to
	}
}

func (m *Machine) openPlain(h literal.Hit, from, to int, class grammar.Class) {
	inStr := m.inString(h.Start)
	m.note(h.Start, h.End, inStr)
	var c grammar.Candidate
	if c.OpenPlain(m.text, from, to, inStr, class) {
		m.tryName(h, &c)
	}
}

// tryName reads on for the candidate of the last name that was noted.
func (m *Machine) tryName(h literal.Hit, c *grammar.Candidate) {
	n := &m.noted[len(m.noted)-1]
	n.calm = m.calmFrom(h.Start)
	c.Calm(n.calm)
	m.serial++
	c.ID = m.serial
	before := m.trace.len()
	if !m.runName(c) {
		m.names = append(m.names, *c)
	} else if m.trace != nil && m.trace.len() == before {
		m.traceName(h, c)
	}
	m.noted[len(m.noted)-1].line = !c.Classified() || c.Class.Extent != grammar.ExtentValue
}

// calmFrom returns an offset from which on text up to text[i] holds neither a '"' without a
// backslash nor a line end. It looks at what is new only.
func (m *Machine) calmFrom(i int) int {
	from := m.calmTo
	if m.calmEpoch != m.epoch || i < m.calmTo {
		from, m.calmEpoch = max(0, i-maxCalm), m.epoch
		m.calm = from
	}
	at := grammar.LastMark(m.text, from, i)
	for at >= max(from, 1) && m.text[at] == '"' && m.text[at-1] == '\\' {
		at = grammar.LastMark(m.text, from, at)
	}
	if at >= from {
		m.calm = at + 1
	}
	m.calmTo = i
	return m.calm
}

// maxCalm is the number of bytes before a name that a candidate looks at.
const maxCalm = 256

// seenName is a plain name that was classified, by where it stands.
type seenName struct {
	epoch, from, to int
	class           grammar.Class
	ok              bool
}

// maxSeen is the number of names whose class is known.
const maxSeen = 8

// classify decides on the plain name text[from:to] that a literal announced. A name that
// is no more than one word is known, and lines that repeat another ask but once.
func (m *Machine) classify(u *Use, h literal.Hit, from, to int) (grammar.Class, bool) {
	name := m.text[from:to]
	if u.is(h, from, to) && oneWord(name) {
		return u.class, true
	}
	s := &m.seen[(int(name[0])+5*int(name[len(name)-1])+len(name))%maxSeen]
	if s.epoch != m.epoch || !bytes.Equal(name, m.text[s.from:s.to]) {
		*s = seenName{epoch: m.epoch, from: from, to: to}
		s.class, s.ok = m.plan.Names.ClassifyPlain(name)
	}
	return s.class, s.ok
}

// is reports that text[from:to] is the literal of a name that is known by itself.
func (u *Use) is(h literal.Hit, from, to int) bool { return u.alone && from == h.Start && to == h.End }

// oneWord reports letters of one case, or with a capital before small ones: no word
// begins among them.
func oneWord(letters []byte) bool {
	if len(letters) < 2 {
		return true
	}
	differ := letters[0] ^ letters[1]
	for _, b := range letters[2:] {
		if (b^letters[1])&0x20 != 0 {
			return false
		}
	}
	return differ&0x20 == 0 || letters[1]&0x20 != 0
}

// inString reports whether text[i] lies in a string of JSON.
func (m *Machine) inString(i int) bool {
	value := m.valueEnd
	for j := range m.names {
		if m.names[j].HasBegun() {
			value = i
		}
	}
	return m.line.At(m.text, i, value)
}

// runName reads on for one candidate. It returns true when the candidate has
// ended.
func (m *Machine) runName(c *grammar.Candidate) bool {
	fault.Point("grammar")
	for {
		st := grammar.Begun
		if !c.Waits {
			st = c.Run(m.plan.Names, m.text, m.final, m.plan.MaxMatch)
		}
		m.tried(c.NameStart(), c.NameEnd())
		if (st == grammar.Dead || st == grammar.Done) && c.HasBegun() {
			m.valueEnd = max(m.valueEnd, c.Reach())
			m.reach = append(m.reach, c.Reach())
		}
		switch st {
		case grammar.More:
			m.leave(c, false)
			return false
		case grammar.Begun:
			if m.waits(c) {
				return false
			}
			if c.Rest() {
				if c.Value() == m.restValue {
					return true // of a name with two sensitive words
				}
				if !m.reports(c) {
					m.restValue = c.Value()
				}
			}
			if m.overlaps(c) >= maxOverlaps {
				c.Blind()
			}
			if m.nest(c) || m.covered(c) {
				return true
			}
		case grammar.Dead:
			m.leave(c, true)
			return true
		case grammar.Done:
			m.leave(c, true)
			m.judge(c)
			return true
		}
	}
}

// maxOverlaps bounds the values in which another one may begin, each of which is
// read: what begins in more of them is hidden to the end of its line.
const maxOverlaps = 8

// overlaps returns the number of values that were read beyond the beginning of that of c.
func (m *Machine) overlaps(c *grammar.Candidate) (n int) {
	v := c.Value()
	m.reach = slices.DeleteFunc(m.reach, func(end int) bool { return end <= v })
	n = len(m.reach)
	for i := range m.names {
		if o := &m.names[i]; o.HasBegun() && o.ID < c.ID && o.Reach() > v {
			n++
		}
	}
	return n
}

// nest reports a value that begins inside a bracketed one which every verdict
// hides: it adds nothing. Of more than maxNested bracketed values around one
// another the inner ones end at their line ends.
func (m *Machine) nest(c *grammar.Candidate) (covered bool) {
	v, k, around := c.Value(), 0, 0
	first := v // value that is open
	for i := range m.names {
		if o := &m.names[i]; o.HasBegun() {
			first = min(first, o.Value())
		}
	}
	for _, x := range m.nested {
		if x.end >= 0 && x.end <= first {
			continue
		}
		if v > x.start && (x.end < 0 || v < x.end) {
			around++
			covered = covered || x.sure && (x.eol < 0 || v < x.eol)
		}
		m.nested[k] = x
		k++
	}
	m.nested = m.nested[:k]
	if covered || !c.Nests() {
		return covered
	}
	if around >= maxNested {
		c.OneLine()
	}
	sure := c.Sure() && !m.reports(c) && m.plan.Allowed == nil
	m.nested = append(m.nested, extent{id: c.ID, start: v, end: -1, eol: -1, sure: sure})
	return false
}

// leave notes how far a bracketed value reaches.
func (m *Machine) leave(c *grammar.Candidate, done bool) {
	i := slices.IndexFunc(m.nested, func(x extent) bool { return x.id == c.ID })
	if i < 0 {
		return
	}
	x := &m.nested[i]
	if x.eol < 0 {
		x.eol = c.LineEnd()
	}
	switch end := c.BracketEnd(); {
	case end >= 0:
		if x.end = end; x.eol >= 0 {
			m.uncover(*x)
			x.eol = -1 // it ends nothing
		}
	case done:
		if x.end = c.Pos; x.eol >= 0 {
			x.end = x.eol // it did not close
		}
	}
}

// uncover drops what was read inside of x behind its first line end, for want of its
// bracket: it adds nothing.
func (m *Machine) uncover(x extent) {
	m.spans = slices.DeleteFunc(m.spans, func(s Span) bool { return s.Named && x.covers(s.Start) })
	m.nested = slices.DeleteFunc(m.nested, func(y extent) bool { return x.covers(y.start) })
}

// covered reports a value that adds nothing: it begins inside one of its mode
// that is sure to be hidden.
func (m *Machine) covered(c *grammar.Candidate) bool {
	mode, ok := c.Mode()
	if !ok {
		return false
	}
	v := c.Value()
	for i := range m.hidden {
		if h := &m.hidden[i]; h.mode == mode && v > h.start && v < h.end {
			return true
		}
	}
	for i := range m.names {
		o := &m.names[i]
		if om, same := o.Mode(); same && om == mode && o.ID < c.ID && !m.reports(o) && v > o.Value() && v < o.Settled() && (o.IsBlind() || o.Settled()-o.Value() > grammar.SureLen) {
			return true
		}
	}
	return false
}

// judge applies the verdict to a value whose end is known.
func (m *Machine) judge(c *grammar.Candidate) {
	start, end, wrap := c.Span()
	if end <= start {
		return
	}
	d := c.Class.Det
	s := Span{Start: start, End: end, Det: d, Rank: m.plan.Detectors[d].Rank, Named: true, Wrap: wrap}
	fault.Point("verdict")
	if m.listed(c, m.text) || slices.ContainsFunc(m.nested, func(x extent) bool { return x.id != c.ID && x.covers(start) }) {
		return
	}
	if !c.Flushed() && !c.IsBlind() {
		if m.plan.spared(c, m.text) {
			s.Cond = true
			m.addSpan(s)
			return
		}
		start, end, s.Wrap = c.Span()
		s.Start, s.End = start, end
	}
	if mode, ok := c.Mode(); ok && !m.reports(c) {
		m.hide(hidden{start, end, mode})
	}
	m.addSpan(s)
}

// reports tells that the detector of a name only reports: its value hides nothing that
// begins in it.
func (m *Machine) reports(c *grammar.Candidate) bool {
	return m.plan.Detectors[c.Class.Det].ReportOnly
}

// listed reports a list of credentials that is a mark of ours.
func (m *Machine) listed(c *grammar.Candidate, text []byte) bool {
	a, b, ok := c.List()
	return ok && a >= 0 && b <= len(text) && m.plan.Names.IsMark(text[a:b])
}

// spared reports a value that its name does not hide. It may make the value smaller.
func (p *Plan) spared(c *grammar.Candidate, text []byte) bool {
	start, end, _ := c.Span()
	if c.Prose(text) || !p.Names.Hide(c.Class, text[start:end], c.Certain()) || c.Expressed(p.Names, text) {
		return true
	}
	if c.Single(text) {
		start, end, _ = c.Span()
		return !p.Names.Hide(c.Class, text[start:end], c.Certain())
	}
	return false
}

// hide notes a value that is sure to be hidden, in the place of the last one of its
// mode or of the one that ends first.
func (m *Machine) hide(h hidden) {
	at := 0
	for i := range m.hidden {
		if m.hidden[i].mode == h.mode {
			m.hidden[i] = h
			return
		}
		if m.hidden[i].end < m.hidden[at].end {
			at = i
		}
	}
	if len(m.hidden) < maxHidden {
		m.hidden = append(m.hidden, h)
		return
	}
	m.hidden[at] = h
}

// flushNames replaces the beginning of values that have reached the bound.
func (m *Machine) flushNames() {
	for i := range m.names {
		c := &m.names[i]
		v := c.Value()
		if !c.HasBegun() || c.Pos-v <= m.plan.MaxMatch {
			continue
		}
		if s := c.Settled(); s > v {
			_, _, wrap := c.Span()
			d := c.Class.Det
			m.addSpan(Span{Start: v, End: s, Det: d, Rank: m.plan.Detectors[d].Rank, Named: true, Wrap: wrap})
			c.Flush(s)
		}
	}
}

// Settle replaces what was read of open candidates, because it is about to be
// shown: the text behind may come later, and is replaced then.
func (m *Machine) Settle() {
	if m.queue.waiting > 0 {
		m.hurry()
	}
	for i := range m.names {
		c := &m.names[i]
		_, _, wrap := c.Span()
		if start, end, ok := c.Cut(); ok {
			d := c.Class.Det
			m.addSpan(Span{Start: start, End: end, Det: d, Rank: m.plan.Detectors[d].Rank, Named: true, Wrap: wrap})
		}
	}
	for i := range m.urls {
		if start, end, ok := m.urls[i].Cut(); ok {
			m.add(start, end, m.plan.Userinfo)
		}
	}
	m.flushCommand(0)
	m.settleTracks(0, true)
}

// resume reads on for the candidates that are open.
func (m *Machine) resume() {
	k := 0
	for i := range m.names {
		c := m.names[i]
		m.names[i] = grammar.Candidate{} // or one that ends is counted twice
		if !c.GoesOn(m.text) && !m.runName(&c) {
			m.names[k] = c
			k++
		}
	}
	m.names = m.names[:k]
	k = 0
	for i := range m.urls {
		u := m.urls[i]
		if !m.runURL(&u) {
			m.urls[k] = u
			k++
		}
	}
	m.urls = m.urls[:k]
	m.resumeMembers()
	m.resumeArguments()
}

func (m *Machine) flush() {
	m.flushTracks()
	m.flushNames()
	m.flushCommand(m.plan.MaxMatch + 1)
}

// runURL reads on for one user info. It returns true when it has ended.
func (m *Machine) runURL(u *grammar.Userinfo) bool {
	switch u.Run(m.text, m.final) {
	case grammar.More:
		return false
	case grammar.Dead:
		if m.trace != nil {
			m.trace.note(u.Hold(), u.Pos, m.plan.Userinfo, Valueless)
		}
	case grammar.Done:
		pass, user := u.Spans(m.plan.Names, m.text)
		for _, s := range [...][2]int{pass, user} {
			if s[1] > s[0] {
				m.add(s[0], s[1], m.plan.Userinfo)
			}
		}
	}
	return true
}

package scan

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// chunk bounds the bytes that are searched before the hits are followed up.
const chunk = 4 << 10

// maxEarly bounds the pairs that are open at once: most end before the next begins.
const maxEarly = 8

// maxNested bounds the bracketed values that may enclose one another.
const maxNested = 32

// A Machine scans one text that arrives in pieces. It is not safe for concurrent
// use. All offsets are into the text of the last Advance.
type Machine struct {
	// OnReport and OnPanic are told of matches that are only reported and of
	// contained panics. What was found must not be kept. They stay when it is reset.
	OnReport func(det int32, found []byte)
	OnPanic  func()

	plan  *Plan
	text  []byte
	final bool
	pos   int // searched up to here

	lit       literal.State
	hits      []literal.Hit
	queue     queue
	tracks    []track
	active    []int32
	armed     []armed // one for each pattern at most
	names     []grammar.Candidate
	urls      []grammar.Userinfo
	early     []grammar.Early
	line      grammar.Line
	epoch     int // of the offsets
	ways      int // patterns that have room for turns
	serial    int // of the last candidate
	seen      [maxSeen]seenName
	calm      int // of the last name, see calmFrom
	calmTo    int
	calmEpoch int
	nameFrom  int   // start of the last name that was tried
	nameUntil int   // its end
	valueEnd  int   // end of the values that were read
	restValue int   // start of the last value of a quoted name that is more than its word
	reach     []int // ends of the values that are over and may still enclose others

	enc   encoded
	cmd   grammar.Command
	man   manifest
	depth int // how often the text was decoded

	hidden []hidden
	nested []extent

	live    []Live
	liveSt  []fingerprint.State
	liveHit []fingerprint.Match

	noted  []named
	asking bool // some of them ask
	again  reread
	url    urlSeen

	left    leftCache
	barren  barren
	spans   []Span
	next    int // first span that is not emitted
	out     output
	relief  relief
	plain   []byte // scratch for Judge
	spelled spelling
	units   unitCache

	trace *Trace // nil unless the text is explained
}

// hidden is the last value of a mode that is sure to be hidden: a value of the
// same mode that begins inside it adds nothing.
type hidden struct {
	start, end int
	mode       [6]byte
}

// maxHidden bounds the modes of which the last value is known.
const maxHidden = 8

// extent is a bracketed value: its start, its end, -1 while it is open, and its first
// line end, -1 if it has none yet.
type extent struct {
	id, start, end, eol int
	sure                bool
}

// covers reports a value that begins inside and adds nothing.
func (x *extent) covers(start int) bool { return x.sure && start > x.start && start < x.end }

// Reset prepares the machine for a new text. It keeps its buffers and clears what
// held parts of a match.
func (m *Machine) Reset(p *Plan, live []Live) {
	m.plan, m.text, m.final, m.pos = p, nil, false, 0
	m.epoch++
	m.lit = literal.State{}
	m.hits, m.queue, m.barren.busy = m.hits[:0], queue{}, false
	for _, i := range m.active {
		m.tracks[i].reset()
		m.tracks[i].active = false
	}
	m.active = m.active[:0]
	if cap(m.tracks) < len(p.Patterns) {
		m.tracks = make([]track, len(p.Patterns))
	}
	m.tracks = m.tracks[:len(p.Patterns)]
	m.names, m.urls, m.early, m.armed = m.names[:0], m.urls[:0], m.early[:0], m.armed[:0]
	m.line, m.nameFrom, m.nameUntil, m.valueEnd, m.restValue = grammar.Line{}, 0, 0, 0, 0
	m.enc.reset()
	m.cmd = grammar.Command{}
	m.man = manifest{}
	m.hidden, m.nested, m.reach = m.hidden[:0], m.nested[:0], m.reach[:0]
	m.live = append(m.live[:0], live...)
	if cap(m.liveSt) < len(live) {
		m.liveSt = make([]fingerprint.State, len(live))
	}
	m.liveSt = m.liveSt[:len(live)]
	for i := range m.liveSt {
		m.liveSt[i].Reset()
		m.liveSt[i].PureGo = p.Kernel == literal.Go || p.Kernel == literal.Reference
	}
	clear(m.plain)
	m.spelled.clear()
	m.units.clear()
	m.again.clear()
	m.noted, m.asking = m.noted[:0], false
	m.left.clear()
	m.spans, m.next = m.spans[:0], 0
	m.out, m.relief = output{swallow: -1}, relief{}
	m.trace = nil
}

// Small reports whether the machine's buffers are worth keeping.
func (m *Machine) Small() bool {
	return cap(m.spans) <= 1024 && cap(m.hits) <= 1024 && cap(m.names) <= 256 && cap(m.urls) <= 256 && m.ways <= 64 && cap(m.plain) <= 4096 && cap(m.spelled.plain) <= 4096
}

// Advance scans text, of which the bytes before the position of the last call
// are known. Final tells that nothing follows.
func (m *Machine) Advance(text []byte, final bool) { m.advance(text, final, nil) }

// AdvanceFound is Advance for all of a text in which is what was found, if that is known:
// of what is settled no live secret may be part.
func (m *Machine) AdvanceFound(text []byte, found *literal.Found) {
	if !m.take(text, found.Settled()) {
		m.advance(text, true, found)
	}
}

func (m *Machine) advance(text []byte, final bool, found *literal.Found) {
	m.text, m.final = text, final
	m.units.pass++
	m.resume()
	m.resumeArmed()
	m.search(found)
	if m.overdue() {
		m.hurry()
	}
	m.flush()
	fault.Point("live")
	for i := range m.live {
		l := &m.live[i]
		m.liveHit = l.Snapshot.Advance(&m.liveSt[i], text, len(text), final, m.liveHit[:0])
		for _, h := range m.liveHit {
			m.addSpan(Span{Start: h.Start, End: h.End, Det: h.ID, Set: uint8(i), Rank: RankLive, Live: true})
		}
	}
}

// search looks for literals and follows them up, as far as no value waits for its turn.
func (m *Machine) search(found *literal.Found) {
	for m.plan.Search != nil && (m.queue.due || m.pos < len(m.text)) {
		goesOn := m.queue.due
		if !goesOn {
			if m.queue.waiting > 0 {
				return
			}
			m.find(found)
		}
		for q := &m.queue; q.next < len(m.hits); q.next++ {
			if q.waiting > 0 {
				return
			}
			m.hit(m.hits[q.next])
		}
		m.queue.due, m.pos = false, m.queue.at
		m.runTracks(m.pos)
		m.runCommand(m.known())
		m.runManifest(m.known())
		if m.pos < m.queue.to && !goesOn {
			break
		}
		if m.queue.to < len(m.text) {
			m.lookEncoded(m.queue.to, false)
			m.relieve()
		}
	}
	if m.plan.Search == nil {
		m.pos = len(m.text)
	}
	if m.final {
		m.runTracks(len(m.text))
		m.runCommand(len(m.text))
		m.runManifest(len(m.text))
	}
	m.lookEncoded(len(m.text), m.final)
}

// find searches the next part of the text.
func (m *Machine) find(found *literal.Found) {
	q := &m.queue
	if q.to, q.next, q.due = min(m.pos+chunk, len(m.text)), 0, true; !m.final {
		q.before = m.lit
	}
	fault.Point("search")
	if p, ok := m.plan.Search.(*literal.Prefilter); ok && found != nil && found.Known() && q.to == len(m.text) {
		q.at, m.hits, m.lit.Runs = q.to, p.Hits(found, m.hits[:0]), found.Runs()
	} else {
		q.at, m.hits = m.plan.Search.Scan(&m.lit, m.text, m.pos, q.to, m.final, m.hits[:0])
	}
	m.barren.look(m)
}

// Hold returns the smallest offset at which a match can start that is not decided
// yet. All spans before it are known.
func (m *Machine) Hold() int {
	if m.final {
		return len(m.text)
	}
	return m.numberStart(min(m.open(), m.tail()))
}

// open returns the smallest offset that an open candidate may replace.
func (m *Machine) open() int {
	hold := len(m.text)
	for _, i := range m.active {
		hold = min(hold, m.tracks[i].hold())
	}
	for i := range m.names {
		hold = min(hold, m.names[i].Hold())
	}
	for i := range m.urls {
		hold = min(hold, m.urls[i].Hold())
	}
	for i := range m.early {
		hold = min(hold, m.early[i].Hold())
	}
	return m.man.hold(m.cmd.Hold(m.enc.hold(hold)))
}

// tail returns the smallest offset at which a candidate can start that no literal
// has announced yet.
func (m *Machine) tail() int {
	base := m.pos
	if m.plan.Search != nil {
		base = m.plan.Search.Hold(m.queue.literals(&m.lit), m.pos)
	}
	hold := base - m.plan.leftAny
	if m.plan.leftRun > 0 {
		hold = min(hold, m.runStart(base, m.plan.leftRun))
	}
	for i := range m.liveSt {
		hold = min(hold, m.liveSt[i].Hold())
	}
	return max(hold, 0)
}

// runStart returns the start of the run of non-blank bytes that ends at i, at
// most limit bytes before.
func (m *Machine) runStart(i, limit int) int {
	floor := max(0, i-limit)
	for i > floor && !blank(m.text[i-1]) {
		i--
	}
	return i
}

// Rebase tells that the first k bytes of the text are dropped.
func (m *Machine) Rebase(k int) {
	m.epoch++
	m.units.pass++
	m.left.clear()
	m.inString(k)
	m.levelAt(max(k, m.out.level.at))
	m.line.Rebase(k)
	m.text = m.text[k:]
	m.pos -= k
	m.enc.rebase(k)
	m.cmd.Rebase(k)
	m.man.rebase(k)
	m.nameFrom, m.nameUntil, m.valueEnd = m.nameFrom-k, max(m.nameUntil-k, 0), max(m.valueEnd-k, 0)
	m.restValue -= k
	m.lit.Rebase(k)
	m.rebaseQueue(k)
	for _, i := range m.active {
		m.tracks[i].rebase(k)
	}
	for i := range m.names {
		m.names[i].Rebase(k)
	}
	for i := range m.urls {
		m.urls[i].Rebase(k)
	}
	for i := range m.early {
		m.early[i].Rebase(k)
	}
	for i := range m.reach {
		m.reach[i] -= k
	}
	for i := range m.armed {
		m.armed[i].pos = max(0, m.armed[i].pos-k)
		m.armed[i].to -= k
	}
	for i := range m.hidden {
		m.hidden[i].start -= k
		m.hidden[i].end -= k
	}
	for i := range m.nested {
		m.nested[i].start -= k
		if m.nested[i].end >= 0 {
			m.nested[i].end = max(0, m.nested[i].end-k)
		}
		if m.nested[i].eol >= 0 {
			m.nested[i].eol = max(0, m.nested[i].eol-k)
		}
	}
	for i := range m.liveSt {
		m.liveSt[i].Rebase(k)
	}
	for i := range m.noted {
		m.noted[i].start -= k
		m.noted[i].end -= k
		m.noted[i].calm -= k
	}
	m.again.end -= k
	for i := range m.spans {
		m.spans[i].Start -= k
		m.spans[i].End -= k
	}
	m.out.rebase(k)
}

// Moved tells that the text of the last Advance now stands in text.
func (m *Machine) Moved(text []byte) { m.text = text }

// Unname drops the values that were found by their name alone in the ranges.
func (m *Machine) Unname(keep [][2]int) {
	if len(keep) == 0 {
		return
	}
	m.spans = slices.DeleteFunc(m.spans, func(s Span) bool {
		for _, k := range keep {
			if s.Named && s.Start >= k[0] && s.Start < k[1] {
				return true
			}
		}
		return false
	})
}

// KeepRank drops the matches of a lower precedence than rank.
func (m *Machine) KeepRank(rank uint8) {
	m.spans = slices.DeleteFunc(m.spans, func(s Span) bool { return s.Rank > rank })
}

// Inject adds a match that was found elsewhere.
func (m *Machine) Inject(s Span) { m.addSpan(s) }

// Idle returns the offset up to which text may be shown to somebody who waits for
// it: all but open candidates and the last run of non-blank bytes, if that has
// anything that a secret can begin with.
func (m *Machine) Idle() int {
	if m.queue.waiting > 0 {
		return m.Hold()
	}
	n := len(m.text)
	open := m.open()
	for i := range m.liveSt {
		open = min(open, m.liveSt[i].Begun())
	}
	run := m.runStart(n, n)
	if i := run; open >= i {
		for i < n && !word(m.text[i]) {
			i++
		}
		if i == n {
			run = n
		}
	}
	return max(m.Hold(), min(run, open))
}

func word(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// hit follows up one literal, unless it is known that nothing comes of it.
func (m *Machine) hit(h literal.Hit) {
	if !m.barren.busy || !m.plan.barren[h.ID] {
		m.followUp(h)
	} else if k := m.barren.seen(m.text, &h); !m.isBarren(h, k) {
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
			word := m.cmd
			if m.cmd.Open(m.text, h.Start, h.End, int(u.Pattern)); m.cmd != word && m.cmd.Active() {
				m.cmd.InString(m.inString(h.Start))
			}
		case UseEarly:
			e, ok := grammar.OpenEarly(m.text, h.Start, h.End)
			if ok && e.Pipes() {
				e.InString(m.inString(h.Start))
			}
			if ok && !m.runEarly(&e) && len(m.early) < maxEarly {
				m.early = append(m.early, e)
			}
		case UseManifest:
			m.openManifest(h.Start, h.End)
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

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
	members   []grammar.Members
	args      lists
	stated    grammar.Members // the last that ended
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
	cmd   grammar.Commands
	man   manifest
	audit audit
	data  dataSeen
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
	m.names, m.urls, m.members, m.armed = m.names[:0], m.urls[:0], m.members[:0], m.armed[:0]
	m.args.reset()
	m.stated = grammar.Members{}
	m.line, m.nameFrom, m.nameUntil, m.valueEnd, m.restValue = grammar.Line{}, 0, 0, 0, 0
	m.enc.reset()
	m.cmd.Reset()
	m.man = manifest{}
	m.audit = audit{}
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
		m.runAudit(m.known())
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
		m.runAudit(len(m.text))
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
	m.audit.rebase(k)
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
	for i := range m.members {
		m.members[i].Rebase(k)
	}
	m.stated.Rebase(k)
	m.args.rebase(k)
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

package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A Group is the union of matches that overlap or touch. First is the match that
// gives the replacement.
type Group struct {
	First Span
	// Start is where the replacement begins: at First, or at the escape that
	// First would have cut.
	Start int
	// Spans is the number of matches, at least 2 for a group longer than the
	// bound on matches.
	Spans int
	Wrap  grammar.Wrap
	// Parens tells that brackets would break the URL in which the group stands.
	Parens bool
	// Glued tells that what stands next to the group could form a token with the
	// first or the last bytes of it.
	Glued bool
	// Confirmed tells that one of its matches is.
	Confirmed bool
	// Denies is the first detector with Denies among its matches, from 1 on; else 0.
	Denies int32
	// Again tells that Mark may be called.
	Again bool
}

// A Sink takes the output of a machine, in order.
type Sink interface {
	// Clean takes text that stays. It must not keep it.
	Clean(text []byte)
	// Replace takes a group; text is that of the last Advance. End is called
	// when the end of the group is known.
	Replace(text []byte, g Group)
	// Mark appends what the last group was replaced by, if its Again was set.
	Mark(dst []byte) []byte
	// Inside takes a live secret in the last group that is not its First. It may be
	// given more than once.
	Inside(live Span)
	End(end int)
}

// output is how far the text has been emitted.
type output struct {
	done    int // text before is emitted
	swallow int // end of the group that was replaced last, -1 when it is closed
	number  bool
	tail    bool // the value that the group began with goes on to its end
	level   level
}

func (o *output) rebase(k int) {
	o.done -= k
	o.level.at = max(0, o.level.at-k)
	if o.swallow >= 0 {
		o.swallow -= k
	}
}

// Emitted returns the offset up to which Emit has passed text on.
func (m *Machine) Emitted() int { return m.out.done }

// Pending reports whether there is a match to replace, or was.
func (m *Machine) Pending() bool {
	if m.out.done > 0 {
		return true
	}
	for i := range m.spans {
		if !m.spans[i].Cond {
			return true
		}
	}
	return false
}

// Emit passes the text before frontier to s: all spans that start before it are
// known.
func (m *Machine) Emit(s Sink, frontier int) { m.emit(s, frontier, false) }

// EmitAll passes all of the text on: what is known to be a match as its
// replacement, the rest as it is.
func (m *Machine) EmitAll(s Sink) {
	m.Settle()
	m.emit(s, len(m.text), true)
}

func (m *Machine) emit(s Sink, frontier int, force bool) {
	fault.Point("merge")
	sortSpans(m.spans)
	defer m.compact()
	o, last := &m.out, m.final && frontier >= len(m.text)
	for {
		if o.swallow >= 0 && !m.closeGroup(s, frontier, last, force) {
			return
		}
		if len(m.ready()) == 0 || m.ready()[0].Start >= frontier {
			break
		}
		n, end, cond := m.group()
		if end <= o.done {
			m.drop(n) // shown already, see Settle
			continue
		}
		if start := m.ready()[0].Start; end >= frontier && !last && !force && (cond || end-start <= m.plan.MaxMatch) {
			m.clean(s, m.numberStart(unit.Snap(m.text, start)))
			return
		}
		if cond {
			m.clean(s, min(end, max(frontier, o.done)))
			m.drop(n)
			continue
		}
		if start := m.ready()[0].Start; !last && !force && m.undecided(start, end) {
			m.clean(s, m.numberStart(unit.Snap(m.text, start)))
			return
		}
		m.replace(s, n, end, frontier, last)
	}
	if !last && !force {
		frontier = unit.Snap(m.text, frontier)
		if next := m.ready(); len(next) > 0 {
			frontier = min(frontier, m.numberStart(unit.Snap(m.text, next[0].Start)))
		}
	}
	m.clean(s, frontier)
}

// compact gives back the room of the spans that were dropped.
func (m *Machine) compact() {
	m.forget(m.out.done)
	m.spans = m.spans[:copy(m.spans, m.spans[m.next:])]
	m.next = 0
}

func (m *Machine) clean(s Sink, to int) {
	if to > m.out.done {
		s.Clean(m.text[m.out.done:to])
		m.out.done = to
	}
}

// drop forgets the first n spans.
func (m *Machine) drop(n int) { m.next += n }

// ready returns the spans that are not emitted yet.
func (m *Machine) ready() []Span { return m.spans[m.next:] }

// group returns the number of spans in the first group, its end, and whether all
// of them are conditional. A conditional one must overlap another; to touch it is not
// enough.
func (m *Machine) group() (n, end int, cond bool) {
	spans := m.ready()
	end, cond = spans[0].End, true
	for n < len(spans) && (spans[n].Start < end || n == 0 || spans[n].Start == end && !cond && !spans[n].Cond) {
		end = max(end, spans[n].End)
		cond = cond && spans[n].Cond
		n++
	}
	return n, end, cond
}

// Starts adds to at where the spans from number n on begin, and returns the number of
// all. It is cheaper than to ask Replaced of a place at which no span begins.
func (m *Machine) Starts(at map[int]struct{}, n int) int {
	for ; n < len(m.spans); n++ {
		at[m.spans[n].Start] = struct{}{}
	}
	return n
}

// Replaced returns the end of the group that begins at i, or 0, as far as the spans
// that are known tell.
func (m *Machine) Replaced(i int) int {
	sortSpans(m.spans)
	at, end, cond := -1, 0, true
	for _, s := range m.ready() {
		if s.Start > end || s.Start == end && (cond || s.Cond) || at < 0 {
			if at == i || s.Start > i {
				break
			}
			at, end, cond = s.Start, s.End, s.Cond
			continue
		}
		end, cond = max(end, s.End), cond && s.Cond
	}
	if at != i || cond {
		return 0
	}
	return end
}

func (m *Machine) replace(s Sink, n, end, frontier int, last bool) {
	spans := m.ready()
	g := Group{First: spans[0], Spans: 1}
	short, whole := false, false // values that end before the group, and with it
	for i := range n {
		g.Confirmed = g.Confirmed || spans[i].Confirmed
		if x := &spans[i]; g.Denies == 0 && !x.Live && !x.Cond && m.plan.Detectors[x.Det].Denies {
			g.Denies = x.Det + 1
		}
		short = short || spans[i].Named && spans[i].End < end
		whole = whole || spans[i].Named && spans[i].End == end
	}
	m.out.tail = short && !whole
	for i := 1; i < n; i++ {
		if a, b := &spans[i], &spans[i-1]; a.Start != b.Start || a.End != b.End || a.Det != b.Det || a.Live != b.Live {
			g.Spans++
		}
	}
	if end-g.First.Start > m.plan.MaxMatch {
		g.Spans = max(g.Spans, 2)
	}
	g.Start, g.Wrap = m.from(g.First.Start, end), g.First.Wrap
	m.out.number = false
	if g.Wrap.Ch == 0 {
		if _, wrap, ok := m.jsonNumber(g.First.Start, end); ok {
			g.Wrap, m.out.number = wrap, true
		}
	}
	g.Start = max(g.Start, m.out.done)
	g.Parens = m.inURL(g.Start)
	g.Glued = glued(m.text, g.First.Start, end) || end == len(m.text) && !m.final
	m.clean(s, g.Start)
	g.Again = m.prepare(g.Start, end, end < frontier || last)
	s.Replace(m.text, g)
	inside(s, spans[1:n])
	m.out.swallow = end
	m.drop(n)
}

// from returns where the replacement of a group begins: not inside an escape or a
// number of JSON.
func (m *Machine) from(start, end int) int {
	start = unit.Snap(m.text, start)
	if from, _, ok := m.jsonNumber(start, end); ok {
		return from
	}
	return start
}

// numberStart returns where a number begins that ends at i, or i: it may be one of JSON, which is
// replaced whole.
func (m *Machine) numberStart(i int) int {
	for first := max(0, i-maxNumber); i > first && numberByte(m.text[i-1]); {
		i--
	}
	return i
}

// closeGroup swallows what belongs to the group that was replaced. It returns
// false while more of it may come.
func (m *Machine) closeGroup(s Sink, frontier int, last, force bool) bool {
	o := &m.out
	for {
		for len(m.ready()) > 0 && (m.ready()[0].Start < o.swallow || m.ready()[0].Start == o.swallow && !m.ready()[0].Cond) {
			o.swallow = max(o.swallow, m.ready()[0].End)
			inside(s, m.ready()[:1])
			m.drop(1)
		}
		was := o.swallow
		for o.number && o.swallow < len(m.text) && numberByte(m.text[o.swallow]) {
			o.swallow++
		}
		for o.tail && o.swallow < len(m.text) {
			ends, more := endsValueAt(m.text, o.swallow, m.final)
			if more && !last {
				o.done = min(max(o.done, o.swallow), len(m.text))
				return false
			}
			if ends {
				break
			}
			o.swallow++
		}
		if o.swallow > was {
			continue // to what touches it now
		}
		if o.swallow >= frontier && !last {
			o.done = min(max(o.done, o.swallow), len(m.text))
			return false
		}
		e := unit.SnapEnd(m.text, o.swallow)
		if e == o.swallow && m.again.on {
			var more bool
			if e, more = m.extend(s, o.swallow, last); more && !force {
				o.done = min(max(o.done, o.swallow), len(m.text))
				return false
			}
		}
		if e == o.swallow {
			break
		}
		o.swallow = e
	}
	o.done = min(max(o.done, o.swallow), len(m.text))
	s.End(o.done)
	o.swallow = -1
	return true
}

package scan

import (
	"sort"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

const (
	// maxGap bounds the bytes between a name and its value that are read again.
	maxGap = 256
	// rereadStep is the number of bytes that are read again at once.
	rereadStep = 128
	// enoughNames is the number of names before a group that are read for it alone.
	enoughNames = 4
)

// named is a name that was looked at.
type named struct {
	start, end int
	calm       int // see [grammar.Candidate.Calm]
	inStr      bool
	line       bool   // the value may reach to the end of its line
	over       bool   // whatever follows, it has no value that begins in the text that is emitted
	closed     [2]int // the value that ends where a string of JSON does, with any mark in its place
	asks       bool   // inStr and calm are not known, see ask
	values     int    // the end of the values before, for inStr
}

// A reread reads a value as a second pass will see it: the replacement of a group
// in the place of the group. What that pass would take for more of the value goes
// with the group, or twice would not be once.
type reread struct {
	on    bool
	c     grammar.Candidate
	buf   []byte  // the text before the group, its replacement and the text behind
	names []named // before the group, in buf
	left  int     // those of them that were not tried
	from  int     // end of the text before the group, in buf
	head  int     // end of the replacement, in buf
	end   int     // of the group, as far as it is known

	settles uint8 // what ends the value for sure
}

// clear forgets the text.
func (r *reread) clear() {
	if len(r.buf) > 0 {
		clear(r.buf[:cap(r.buf)])
		r.buf = r.buf[:0]
	}
	r.on = false
}

// note keeps a name for the groups behind it. Hits, and so names, come by ascending
// end.
func (m *Machine) note(start, end int, inStr bool) {
	m.noted = append(m.noted, named{start: start, end: end, inStr: inStr, line: true})
}

// forget drops the names that are too far before the groups from an offset on.
func (m *Machine) forget(from int) {
	const enough = 32
	if len(m.noted) < enough {
		return
	}
	k := 0
	for _, n := range m.noted {
		if n.end+maxGap >= from {
			m.noted[k] = n
			k++
		}
	}
	m.noted = m.noted[:k]
}

// prepare notes what stands before a group that is about to be replaced, if that is
// a name. It reports whether the replacement will be asked for.
func (m *Machine) prepare(start, end int, known bool) bool {
	r := &m.again
	r.on = false
	i := sort.Search(len(m.noted), func(i int) bool { return m.noted[i].end > start }) - 1
	if i < 0 || start-m.noted[i].end > maxGap {
		return false
	}
	line := false
	first := i
	for ; first >= 0 && start-m.noted[first].end <= maxGap; first-- {
		line = line || m.noted[first].line
	}
	r.settles = settles(m.text, start, line)
	if known && end < len(m.text) && r.settles&enders[m.text[end]] != 0 {
		return false
	}
	if known && first+1 == i && m.noted[i].closed == [2]int{start, end} {
		return false
	}
	m.ask()
	from := max(0, m.noted[first+1].start-2*grammar.Lookback)
	r.buf = append(r.buf[:0], m.text[from:start]...)
	r.names = append(r.names[:0], m.noted[first+1:i+1]...)
	for k := range r.names {
		r.names[k].start -= from
		r.names[k].end -= from
		r.names[k].calm -= from
	}
	r.from, r.head, r.on = start-from, 0, true
	if len(r.names) > enoughNames {
		m.outdate(m.noted[first+1 : i+1])
		r.on = len(r.names) > 0
	}
	return r.on
}

// outdate drops the names whose reading does not come to the group: nor will it come to
// those behind.
func (m *Machine) outdate(noted []named) {
	r, k := &m.again, 0
	for i, n := range r.names {
		if noted[i].over {
			continue
		}
		r.open(n)
		if st := r.c.Run(m.plan.Names, r.buf, false, m.plan.MaxMatch); st == grammar.Dead || st != grammar.More && r.c.Value() < r.from {
			noted[i].over = true
			continue
		}
		r.names[k] = n
		k++
	}
	r.names = r.names[:k]
}

// extend returns the end of the group that was replaced and ends at end, and true
// while more text decides.
func (m *Machine) extend(s Sink, end int, last bool) (int, bool) {
	r := &m.again
	if r.head == 0 {
		if end < len(m.text) && r.settles&enders[m.text[end]] != 0 || end >= len(m.text) && last {
			r.on = false
			return end, false
		}
		r.buf = s.Mark(r.buf)
		r.head, r.end = len(r.buf), -1
	}
	if r.end != end {
		r.buf, r.end, r.left = r.buf[:r.head], end, len(r.names)
		r.another()
	}
	for {
		read := len(r.buf) - r.head
		st := r.c.Run(m.plan.Names, r.buf, last && end+read >= len(m.text), m.plan.MaxMatch)
		v := r.c.Value()
		inPlace := r.c.HasBegun() && v >= r.from && v < r.head
		switch {
		case st == grammar.Begun && inPlace:
			continue
		case st == grammar.More && (inPlace || r.c.Pos >= r.head && !r.c.HasBegun()):
			if read > m.plan.MaxMatch {
				end += max(0, r.c.Settled()-r.head)
				break
			}
			if end+read == len(m.text) {
				return end, true
			}
			r.buf = append(r.buf, m.text[end+read:min(end+read+rereadStep, len(m.text))]...)
			continue
		case st == grammar.Done && inPlace:
			if !m.listed(&r.c, r.buf) && !m.plan.spared(&r.c, r.buf) {
				_, to, _ := r.c.Span()
				end = max(end, end+to-r.head)
			}
		case r.another():
			continue // the replacement is no value of that name
		}
		break
	}
	r.on = end > r.end // what is behind it then is read again
	return end, false
}

// another goes on with the name before, and tells whether there is one.
func (r *reread) another() bool {
	if r.left--; r.left < 0 {
		return false
	}
	n := r.names[r.left]
	r.open(n)
	return true
}

func (r *reread) open(n named) {
	r.c = grammar.Open(r.buf, n.start, n.end, n.inStr)
	r.c.Calm(max(0, n.calm))
}

const (
	endsLine uint8 = 1 << iota
	endsBare
	endsString
)

// enders tells the bytes that end a value for sure.
var enders = [256]uint8{'\n': endsLine, '\r': endsLine, ' ': endsBare, '\t': endsBare, '"': endsString}

// settles returns what ends the value that begins at text[start], by the byte before:
// nothing is sure of one in an element, or behind a quote mark that is an escape.
func settles(text []byte, start int, line bool) uint8 {
	if start == 0 {
		return 0
	}
	switch text[start-1] {
	case '"':
		return endsLine | endsString
	case ' ', '\t', '=', ':':
		if line {
			return endsLine
		}
		return endsLine | endsBare
	}
	return 0
}

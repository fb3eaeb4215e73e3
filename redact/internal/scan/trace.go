package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// A Cause is what became of a candidate.
type Cause uint8

const (
	// Found is a match, or, if it is conditional, a value that its name does not hide.
	Found Cause = iota
	// Around is a literal beside which no match can stand.
	Around
	// Short is a candidate whose word ends before the pattern is complete, and
	// Unlike one that goes on otherwise than the pattern.
	Short
	Unlike
	// Near is a match without a word that it needs.
	Near
	// Verify is a match that was rejected.
	Verify
	// Allowed is a match on the allow list, and Reported one that is only reported.
	Allowed
	Reported
	// Nameless is the word of a sensitive name in a name that is none, or before
	// nothing that a value could be. Valueless is a name, or a URL, without a value of
	// its own.
	Nameless
	Valueless
)

// A Step is a candidate and its cause.
type Step struct {
	Span
	Cause Cause
}

// A Trace collects the candidates of a text that is scanned whole, at most Max.
type Trace struct {
	Steps []Step
	Max   int
	More  bool
}

// SetTrace makes the machine note its candidates until the next Reset. Matches that
// are only reported are not counted then. What is decoded is not traced, but for what is
// found in it.
func (m *Machine) SetTrace(t *Trace) { m.trace = t }

func (t *Trace) span(s Span, c Cause) {
	if len(t.Steps) >= t.Max {
		t.More = true
		return
	}
	t.Steps = append(t.Steps, Step{s, c})
}

// note records a candidate of a detector, or of -1 where it has none yet.
func (t *Trace) note(start, end int, det int32, c Cause) {
	t.span(Span{Start: start, End: end, Det: det}, c)
}

// ended records a candidate without a match.
func (t *Trace) ended(text []byte, start, end int, det int32) {
	c := Short
	if end < len(text) && (word(text[end]) || text[end] == '_') {
		c = Unlike
	}
	t.note(start, end, det, c)
}

// len returns the number of steps, of the nil Trace too.
func (t *Trace) len() int {
	if t == nil {
		return 0
	}
	return len(t.Steps)
}

// traceName records the literal of a name that leads to nothing. The candidate is nil
// where there was none.
func (m *Machine) traceName(h literal.Hit, c *grammar.Candidate) {
	switch {
	case m.trace == nil:
	case c != nil && c.Classified():
		m.trace.note(h.Start, h.End, c.Class.Det, Valueless)
	default:
		m.trace.note(h.Start, h.End, -1, Nameless)
	}
}

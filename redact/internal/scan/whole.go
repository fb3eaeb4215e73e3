package scan

import "github.com/tacit-go/tacit/redact/internal/literal"

// A relief takes what is decided of a whole text from a machine that still reads it, so
// that what is kept does not grow with the text, and the text is copied while it is near.
type relief struct {
	to   Sink // nil for none
	next int  // offset from which on it is due
}

// reliefStep is the number of bytes from one to the next.
const reliefStep = 16 << 10

// AdvanceWhole is AdvanceFound for a text to which nobody adds matches. It may begin to
// emit to s, if there is a match; the rest is for Emit.
func (m *Machine) AdvanceWhole(text []byte, found *literal.Found, s Sink) {
	if m.take(text, found.Settled()) {
		return
	}
	m.relief = relief{s, reliefStep}
	m.advance(text, true, found)
	m.relief = relief{}
}

// relieve emits what is decided, as a stream does. Until there is a match it drops what
// cannot be part of one.
func (m *Machine) relieve() {
	r := &m.relief
	if r.to == nil || m.pos < r.next || len(m.live) > 0 {
		return // live secrets come last
	}
	hold := min(m.open(), m.tail())
	// What is held for long is looked at seldom, or all of it would be again and again.
	r.next = m.pos + max(reliefStep, m.pos-hold)
	if m.Pending() {
		m.Emit(r.to, hold)
		return
	}
	k := 0
	for _, s := range m.spans { // conditional ones, which what comes must overlap
		if s.End > hold {
			m.spans[k] = s
			k++
		}
	}
	m.spans = m.spans[:k]
	m.forget(hold - maxGap) // a group may begin a little before its first match
}

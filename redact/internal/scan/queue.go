package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// A queue keeps the order of values in a stream. In a whole text each name is read to the
// end of its value before the next one is looked at: whether that one adds anything, and how
// many values it begins in, depends on where those end and on what became of them. So in a
// stream a value that begins while one before it is open waits, and with it the literals
// behind its name. The text behind is held for the open value anyway.
type queue struct {
	waiting int           // values that wait
	hurried bool          // none does for now
	due     bool          // there may be hits that are not followed up
	next    int           // the first of them
	at, to  int           // as far as was searched for them, and as was wanted
	before  literal.State // of the search before
}

// literals returns the state of the search at the position up to which all hits are
// followed up.
func (q *queue) literals(now *literal.State) *literal.State {
	if q.due {
		return &q.before
	}
	return now
}

func (m *Machine) rebaseQueue(k int) {
	q := &m.queue
	if !q.due {
		return
	}
	q.before.Rebase(k)
	q.at -= k
	q.to -= k
	for i := range m.hits {
		m.hits[i].Start -= k
		m.hits[i].End -= k
	}
}

// waits reports that c, whose value has begun, must wait for a value of a name before its
// own. One of which a part was written already reaches too far to wait for.
func (m *Machine) waits(c *grammar.Candidate) bool {
	was := c.Waits
	c.Waits = false
	if !m.final && !m.queue.hurried {
		for i := range m.names {
			if o := &m.names[i]; o.HasBegun() && o.ID < c.ID && !o.Flushed() {
				c.Waits = true
				break
			}
		}
	}
	switch {
	case c.Waits && !was:
		m.queue.waiting++
	case was && !c.Waits:
		m.queue.waiting--
	}
	return c.Waits
}

// overdue reports a value that has waited for as much text as a match may have.
func (m *Machine) overdue() bool {
	if m.queue.waiting == 0 {
		return false
	}
	for i := range m.names {
		if c := &m.names[i]; c.Waits && len(m.text)-c.Value() > m.plan.MaxMatch {
			return true
		}
	}
	return false
}

// hurry reads on for all values that wait, side by side.
func (m *Machine) hurry() {
	m.queue.hurried = true
	m.resume()
	m.search(nil)
	m.queue.hurried = false
}

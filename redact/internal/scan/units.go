package scan

import "github.com/tacit-go/tacit/redact/internal/unit"

// A unitCache keeps what stands at some offsets: candidates that run side by side read the
// same units, one after the other.
type unitCache struct {
	pass uint64 // of the text: what was kept before is of another
	used bool
	of   [maxUnits]unitAt
	// What ends before some places: several patterns ask about each, in turn.
	ends   [maxEnds]unitBefore
	before bool // ends is used
}

type unitBefore struct {
	pass uint64
	at   int // the place plus 1; 0 for none
	sym  byte
	ok   bool
}

const (
	maxUnits = 256
	maxEnds  = 128
)

const _ = uint8(unit.MaxWidth) // the type of unitAt.width has room for it

// clear forgets the text.
func (c *unitCache) clear() {
	if c.used {
		c.of, c.used = [maxUnits]unitAt{}, false
	}
	if c.before {
		c.ends, c.before = [maxEnds]unitBefore{}, false
	}
}

type unitAt struct {
	pass  uint64
	at    int // the offset plus 1; 0 for none
	kind  unit.Kind
	sym   byte
	width uint8
}

// unitAt is unit.At for the text.
func (m *Machine) unitAt(i int) (kind unit.Kind, sym byte, width int) {
	u := &m.units.of[uint(i)%maxUnits]
	if u.at != i+1 || u.pass != m.units.pass {
		if kind, sym, width = unit.At(m.text, i, m.final); kind != unit.More { // more may come in this pass, see lookEncoded
			*u, m.units.used = unitAt{m.units.pass, i + 1, kind, sym, uint8(width)}, true
		}
		return kind, sym, width
	}
	return u.kind, u.sym, int(u.width)
}

// symBefore is unit.Before for the text.
func (c *unitCache) symBefore(text []byte, i int) (sym byte, ok bool) {
	if unit.PlainBefore(text, i) {
		return 0, false
	}
	b := &c.ends[uint(i)%maxEnds]
	if b.at != i+1 || b.pass != c.pass {
		_, b.sym, b.ok = unit.Before(text, i)
		b.at, b.pass, c.before = i+1, c.pass, true
	}
	return b.sym, b.ok
}

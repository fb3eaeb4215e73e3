package scan

import "github.com/tacit-go/tacit/redact/internal/unit"

// The distance from the start of a match to what announces it counts characters. Where
// some of them are written as escapes there are more bytes than that between the two.

// spelledLeft reports that one of the n bytes before text[at] may belong to a unit
// that shows a character and is no plain byte.
func (m *Machine) spelledLeft(at, n int) bool { return spelledLeft(m.text, at, n) }

func spelledLeft(text []byte, at, n int) bool {
	const longest = len(`\\\\\\\u0041`)
	return n > 0 && unit.AnySpecial(text[max(0, at-n-longest+1):at])
}

// unitLeft reports that one of them does, where spelledLeft says that it may: that the
// starts of the n characters before text[at] may be others than those of n bytes.
func (m *Machine) unitLeft(at, n int) bool {
	text := m.text[:at]
	for p := max(0, at-n-unit.MaxWidth); p < at; p++ {
		if !unit.Special(text[p]) || lone(text, p) {
			continue
		}
		if kind, _, _ := unit.At(text, p, true); kind != unit.Plain {
			return true
		}
	}
	return false
}

// lefts are the starts of the characters before a place in the text.
type lefts struct {
	at     int // the place plus one; 0 is none
	run    int // start of the run that ends there, as far as it was looked at
	n      int
	sure   int // as many of them are the same before a place behind
	starts [maxLeft]int32
}

// A leftCache has the starts before some places: literals that end together begin at
// places apart.
type leftCache struct {
	of     [4]lefts
	before [maxLeft]int32 // the starts before another place, while these are looked for
}

func (c *leftCache) clear() {
	for i := range c.of {
		c.of[i].at = 0
	}
}

// nearest returns what is known of the place that is the nearest to at, or is to be
// forgotten, and whether it is near.
func (c *leftCache) nearest(at int) (l *lefts, near bool) {
	const apart = 16 // the most that the places of one literal are apart
	l = &c.of[0]
	least := int(^uint(0) >> 1)
	for i := range c.of {
		o := &c.of[i]
		d := at - (o.at - 1)
		if d < 0 {
			d = -d
		}
		if o.at > 0 && d < least {
			least, l = d, o
		}
	}
	if least <= apart {
		return l, true
	}
	for i := range c.of {
		if c.of[i].at < l.at {
			l = &c.of[i]
		}
	}
	return l, false
}

// startBefore begins the candidates of a pattern lo to hi characters before text[at],
// in the run without blanks that ends there, unless they are as many bytes before. No
// more than maxLeft bytes are read, once for all patterns.
func (m *Machine) startBefore(i int32, at, lo, hi, to int) {
	if _, near := m.left.nearest(at); !near && !m.unitLeft(at, hi) {
		m.barren.reads(at-hi-2*unit.MaxWidth, at)
		return
	}
	l := m.leftOf(at)
	m.barren.reads(l.from(m.text, at, hi), at)
	for off := min(hi, l.n); off >= max(lo, 1); off-- {
		if s := int(l.starts[l.n-off]); s != at-off {
			m.start(i, s, to)
		}
	}
}

// from returns where the text begins that tells the starts of the last n characters before
// at. Wherever reading begins, a unit begins at a byte that begins one, but for backslashes in
// a row.
func (l *lefts) from(text []byte, at, n int) int {
	if n <= l.n {
		if i := int(l.starts[l.n-n]); i > 0 && unit.Special(text[i]) && (text[i] != '\\' || text[i-1] != '\\') {
			return i - 1
		}
	}
	return at - maxLeft - unit.MaxWidth
}

// leftOf returns the starts of the characters before text[at]. What is known from a place
// near by is not read again, from the first character on that begins in both.
func (m *Machine) leftOf(at int) *lefts {
	l, _ := m.left.nearest(at)
	if l.at == at+1 {
		return l
	}
	before := &m.left.before
	known, was := 0, l.at-1
	if was >= 0 && at-was < maxLeft && was-at < maxLeft && l.run <= at {
		for known = l.sure; known > 0 && int(l.starts[known-1]) >= at; known-- {
		}
		run := at
		if was < at {
			run = m.runStart(at, at-was)
		}
		if run <= was {
			run = max(l.run, at-maxLeft)
			run = m.runStart(run, run-max(0, at-maxLeft))
		}
		l.run = run
	} else {
		l.run = m.runStart(at, maxLeft)
	}
	copy(before[:known], l.starts[:known])
	l.at, l.n, l.sure = at+1, 0, 0
	text, sure := m.text[:at], true
	for p, k := l.run, 0; p < at; {
		for k < known && int(before[k]) < p {
			k++
		}
		if k+1 < known && int(before[k]) == p {
			l.n += copy(l.starts[l.n:], before[k:known-1])
			p, k = int(before[known-1]), known
		}
		kind, sym, w := unit.Plain, byte(0), 1
		if unit.Special(text[p]) {
			kind, sym, w = unit.At(text, p, true)
			if sure && (kind == unit.Plain || kind == unit.Sym && sym == '%') && p+unit.MaxWidth > at {
				l.sure, sure = l.n+1, false // more text may make it another unit
			}
		}
		if kind != unit.Skip {
			l.starts[l.n] = int32(p)
			l.n++
		}
		p += w
	}
	if sure {
		l.sure = l.n
	}
	return l
}

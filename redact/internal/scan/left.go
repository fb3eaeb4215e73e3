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
	starts [maxLeft]int32
	before [maxLeft]int32 // the starts before another place, while these are looked for
}

// startBefore begins the candidates of a pattern lo to hi characters before text[at],
// in the run without blanks that ends there, unless they are as many bytes before. No
// more than maxLeft bytes are read, once for all patterns.
func (m *Machine) startBefore(i int32, at, lo, hi, to int) {
	if !m.unitLeft(at, hi) {
		return
	}
	l := m.leftOf(at)
	for off := min(hi, l.n); off >= max(lo, 1); off-- {
		if s := int(l.starts[l.n-off]); s != at-off {
			m.start(i, s, to)
		}
	}
}

// leftOf returns the starts of the characters before text[at]. What is known from a place
// before is not read again, from the first character on that begins in both.
func (m *Machine) leftOf(at int) *lefts {
	l := &m.left
	if l.at == at+1 {
		return l
	}
	known, was := 0, l.at-1
	if was >= 0 && at-was < maxLeft && was-at < maxLeft && l.run <= at {
		for known = l.n; known > 0 && int(l.starts[known-1]) >= min(was, at)-2*unit.MaxWidth; known-- {
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
	copy(l.before[:known], l.starts[:known])
	l.at, l.n = at+1, 0
	for p, k := l.run, 0; p < at; {
		for k < known && int(l.before[k]) < p {
			k++
		}
		if k+1 < known && int(l.before[k]) == p {
			l.n += copy(l.starts[l.n:], l.before[k:known-1])
			p, k = int(l.before[known-1]), known
		}
		kind, _, w := unit.Plain, byte(0), 1
		if unit.Special(m.text[p]) {
			kind, _, w = unit.At(m.text[:at], p, true)
		}
		if kind != unit.Skip {
			l.starts[l.n] = int32(p)
			l.n++
		}
		p += w
	}
	return l
}

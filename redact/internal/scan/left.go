package scan

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// The distance from the start of a match to what announces it counts characters. Where
// some of them are written as escapes there are more bytes than that between the two.

// spelledLeft reports that one of the n bytes before text[at] may belong to a unit
// that shows a character and is no plain byte.
func (m *Machine) spelledLeft(at, n int) bool { return spelledLeft(m.text, at, n) }

func spelledLeft(text []byte, at, n int) bool {
	const longest = len(`\\\\\\\u0041`)
	return n > 0 && slices.ContainsFunc(text[max(0, at-n-longest+1):at], unit.Special)
}

// startBefore begins the candidates of a pattern lo to hi characters before text[at],
// in the run without blanks that ends there, unless they are as many bytes before. No
// more than maxLeft bytes are read.
func (m *Machine) startBefore(i int32, at, lo, hi, to int) {
	var starts [maxLeft]int32 // of the characters
	n := 0
	for p := m.runStart(at, maxLeft); p < at; {
		kind, _, w := unit.Plain, byte(0), 1
		if unit.Special(m.text[p]) {
			kind, _, w = unit.At(m.text[:at], p, true)
		}
		if kind != unit.Skip {
			starts[n] = int32(p)
			n++
		}
		p += w
	}
	for off := min(hi, n); off >= max(lo, 1); off-- {
		if s := int(starts[n-off]); s != at-off {
			m.start(i, s, to)
		}
	}
}

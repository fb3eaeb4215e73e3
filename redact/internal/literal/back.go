package literal

import "github.com/tacit-go/tacit/redact/internal/unit"

// back returns the start of the literal that ends at end, or -1. It settles case
// and finds the units that the automaton stepped over.
func back(text []byte, end int, l *Literal) int {
	n := len(l.Text)
	if start := end - n; start >= 0 {
		k := 0
		for k < n && same(l, text[start+k], l.Text[k]) {
			k++
		}
		if k == n {
			return start
		}
	}
	steps := maxSteps
	return stretched(text, end, l, n, &steps)
}

// maxSteps bounds the walk where plain bytes and units fit at the same place.
const maxSteps = 4 * maxZone

func same(l *Literal, b, want byte) bool {
	return b == want || l.Fold && fold(b) == want
}

func stretched(text []byte, end int, l *Literal, n int, steps *int) int {
	for n > 0 {
		if *steps--; end <= 0 || *steps <= 0 {
			return -1
		}
		plain := same(l, text[end-1], l.Text[n-1])
		w, sym, skip := unitBefore(text, end)
		if w == 0 {
			if !plain {
				return -1
			}
			end--
			n--
			continue
		}
		if plain {
			if s := stretched(text, end-1, l, n-1, steps); s >= 0 {
				return s
			}
		}
		if !skip {
			if !same(l, sym, l.Text[n-1]) {
				return -1
			}
			n--
		}
		end -= w
	}
	return end
}

// unitBefore reads the longest unit, other than a plain byte, that ends at end.
func unitBefore(text []byte, end int) (width int, sym byte, skip bool) {
	for w := unit.WidthBefore(text, end); w > 0; w-- {
		if !unit.Special(text[end-w]) {
			continue
		}
		kind, s, got := unit.At(text[:end], end-w, true)
		if got == w && kind != unit.Plain {
			return w, s, kind == unit.Skip
		}
	}
	return 0, 0, false
}

package literal

import "github.com/tacit-go/tacit/redact/internal/unit"

// A unitMemo keeps which units end where, of one text: literals that are spelled with
// units overlap, and each is read back from its end. The zero value knows nothing.
type unitMemo [maxMemo]unitEnd

const maxMemo = 64

// A unitEnd is what unitBefore returns for an offset.
type unitEnd struct {
	at    uint32 // the offset plus 1; 0 for none
	width uint8
	sym   byte
	skip  bool
}

// before is unitBefore.
func (m *unitMemo) before(text []byte, end int) (width int, sym byte, skip bool) {
	if uint64(end) >= 1<<32-1 {
		return unitBefore(text, end)
	}
	// Units of one width are everywhere: their ends are spread.
	u := &m[uint32(end)*0x9e3779b1>>26]
	if u.at != uint32(end)+1 {
		w, s, skip := unitBefore(text, end)
		*u = unitEnd{uint32(end) + 1, uint8(w), s, skip}
	}
	return int(u.width), u.sym, u.skip
}

// A chain is the characters that end together and are one and the same: text of a letter
// over and over, in whatever spelling, holds a literal that is such a row at each place, and
// would be read back by all of it each time.
type chain struct {
	letter byte
	fold   bool
	end, n int // where it ends, and how many there are, of which the last ones are known
	starts [chainSize]uint32
}

const chainSize = 64

const _ = uint(chainSize - MaxLen) // a literal has room

// before returns the start of a literal that is a row of one character and ends at end, or
// -1 if it cannot tell: what stretched finds where each character can be read in one way.
func (c *chain) before(text []byte, end int, l *Literal, memo *unitMemo) int {
	letter := l.Text[0]
	if end <= 0 || uint64(end) >= 1<<32-1 {
		return -1
	}
	if c.letter != letter || c.fold != l.Fold || c.end != end || c.n == 0 {
		w, sym, skip := memo.before(text, end)
		switch plain := same(l, text[end-1], letter); {
		case w == 0 && plain:
			w = 1
		case w == 0 || plain || skip || !same(l, sym, letter):
			c.n = 0
			return -1
		}
		if c.letter != letter || c.fold != l.Fold || c.end != end-w {
			c.n = 0
		}
		c.letter, c.fold, c.end = letter, l.Fold, end
		c.starts[c.n%chainSize] = uint32(end - w)
		c.n++
	}
	if n := len(l.Text); n <= c.n {
		return int(c.starts[(c.n-n)%chainSize])
	}
	return -1
}

// monotone reports a literal that is one character, more than a few times.
func monotone(text string) bool {
	for i := range len(text) {
		if text[i] != text[0] {
			return false
		}
	}
	return len(text) > 2
}

// back returns the start of the literal that ends at end, or -1. It settles case
// and finds the units that the automaton stepped over.
func back(text []byte, end int, l *Literal, memo *unitMemo, rows *chain) int {
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
	if rows != nil {
		if start := rows.before(text, end, l, memo); start >= 0 {
			return start
		}
	}
	steps := maxSteps
	return stretched(text, end, l, n, memo, &steps)
}

// maxSteps bounds the walk where plain bytes and units fit at the same place.
const maxSteps = 4 * maxZone

func same(l *Literal, b, want byte) bool {
	return b == want || l.Fold && fold(b) == want
}

func stretched(text []byte, end int, l *Literal, n int, memo *unitMemo, steps *int) int {
	for n > 0 {
		if *steps--; end <= 0 || *steps <= 0 {
			return -1
		}
		plain := same(l, text[end-1], l.Text[n-1])
		w, sym, skip := memo.before(text, end)
		if w == 0 {
			if !plain {
				return -1
			}
			end--
			n--
			continue
		}
		if plain {
			if s := stretched(text, end-1, l, n-1, memo, steps); s >= 0 {
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

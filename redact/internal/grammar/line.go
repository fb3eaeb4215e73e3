package grammar

import (
	"encoding/binary"
	"math/bits"
)

// Line tracks whether an offset lies inside a string of JSON. It does so only
// where the line, or the part of it that a bracket began, reads as JSON up to
// there: its values are strings, words and brackets with a comma or a colon
// between them, and each string is followed by what Candidate takes for the end
// of one. So a value never reaches beyond the string in which it began, what is
// replaced leaves the rest of the line as it was, and a second pass sees the same
// strings.
//
// It moves forward only; its state is that of the offset Pos.
type Line struct {
	Pos   int
	other bool // not JSON, until a bracket
	inStr bool
	esc   bool
	item  bool // behind a value
	gap   bool // a blank followed it
	str   bool // it was a string
}

// At advances to text[i] and reports whether it lies inside a string. An offset
// before Pos has the state of Pos. Brackets before value belong to the value of a
// name: where the line is not JSON, they begin none.
func (l *Line) At(text []byte, i, value int) bool {
	if i <= l.Pos {
		return l.inStr
	}
	from := l.Pos
	if start := startOfLine(text, from, i); start > from {
		*l = Line{}
		from = start
	}
	for l.Pos = from; l.Pos < i; l.Pos++ {
		switch {
		case l.esc:
			l.esc = false
		case l.inStr:
			if l.Pos = indexEither(text, l.Pos, i, '"', '\\'); l.Pos == i {
				return true
			}
			l.inside(text[l.Pos])
		case l.other:
			if l.Pos = indexEither(text, l.Pos, i, '{', '['); l.Pos == i {
				return false
			}
			if l.Pos >= value {
				*l = Line{Pos: l.Pos}
			}
		default:
			l.outside(text[l.Pos], value)
		}
	}
	return l.inStr
}

// maxLine bounds the bytes of a line that InString reads.
const maxLine = 512

// InString reports whether text[i] lies in a string of JSON, and whether that is sure: it
// does not depend on the values before it, and the line is not long.
func InString(text []byte, i int) (yes, sure bool) {
	from := startOfLine(text, max(0, i-maxLine), i)
	if from > 0 && text[from-1] != '\n' {
		return false, false
	}
	var l Line
	yes = l.At(text[from:], i-from, i-from)
	return yes, !l.other
}

const (
	ones = 0x0101010101010101
	high = 0x8080808080808080
)

// startOfLine returns the offset behind the last newline of text[from:i], or from.
func startOfLine(text []byte, from, i int) int {
	for ; i-from >= 8; i -= 8 {
		x := binary.LittleEndian.Uint64(text[i-8:]) ^ '\n'*ones
		if m := zeroBytes(x); m != 0 {
			return i - bits.LeadingZeros64(m)/8
		}
	}
	for ; i > from; i-- {
		if text[i-1] == '\n' {
			break
		}
	}
	return i
}

// indexEither returns the offset of the first a or b in text[from:to], or to.
func indexEither(text []byte, from, to int, a, b byte) int {
	i := from
	for ; i < to && i+8 <= len(text); i += 8 {
		w := binary.LittleEndian.Uint64(text[i:])
		x, y := w^uint64(a)*ones, w^uint64(b)*ones
		if m := ((x-ones)&^x | (y-ones)&^y) & high; m != 0 {
			return min(i+bits.TrailingZeros64(m)/8, to)
		}
	}
	for ; i < to && text[i] != a && text[i] != b; i++ {
	}
	return min(i, to)
}

// lastEither returns the offset of the last a or b in text[from:to], or from-1.
func lastEither(text []byte, from, to int, a, b byte) int {
	i := to
	for ; i-from >= 8; i -= 8 {
		w := binary.LittleEndian.Uint64(text[i-8:])
		if m := zeroBytes(w^uint64(a)*ones) | zeroBytes(w^uint64(b)*ones); m != 0 {
			return i - bits.LeadingZeros64(m)/8 - 1
		}
	}
	for i--; i >= from && text[i] != a && text[i] != b; i-- {
	}
	return i
}

// zeroBytes has the high bit of each byte set that is 0 in x.
func zeroBytes(x uint64) uint64 { return ^((x&^high + (0x7f * ones)) | x | 0x7f*ones) }

func (l *Line) inside(b byte) {
	switch b {
	case '\\':
		l.esc = true
	case '"':
		l.inStr, l.item, l.str = false, true, true
	}
}

func (l *Line) outside(b byte, value int) {
	switch b {
	case ' ', '\t', '\r':
		l.gap = l.item
		return
	case ',', ':':
		l.item, l.gap, l.str = false, false, false
		return
	case '}', ']':
		l.item, l.gap, l.str = true, false, false
		return
	case '"':
		if !l.item {
			l.inStr = true
			return
		}
	case '{', '[':
		if !l.gap && !l.str || l.Pos >= value {
			l.item, l.gap, l.str = false, false, false
			return
		}
	case '\'', '`', '\\':
	default:
		if !l.gap && !l.str {
			l.item = true
			return
		}
	}
	*l = Line{Pos: l.Pos, other: true}
}

// Rebase moves the position down by k, which is at most Pos.
func (l *Line) Rebase(k int) { l.Pos -= k }

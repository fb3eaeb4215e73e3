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
	at    place
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
	l.Pos = from
	for l.Pos < i {
		switch {
		case l.esc:
			l.esc = false
			l.Pos++
		case l.inStr:
			if l.Pos = indexEither(text, l.Pos, i, '"', '\\'); l.Pos == i {
				return true
			}
			if text[l.Pos] == '\\' {
				l.esc = true
			} else {
				l.inStr, l.at = false, behindString
			}
			l.Pos++
		case l.other:
			if l.Pos = indexEither(text, l.Pos, i, '{', '['); l.Pos == i {
				return false
			}
			if l.Pos >= value {
				*l = Line{Pos: l.Pos}
			}
			l.Pos++
		default:
			l.outside(text, i, value)
		}
	}
	return l.inStr
}

// maxLine bounds the bytes of a line that InString reads.
const maxLine = 512

// InString reports whether text[i] lies in a string of JSON, and whether that is sure: it
// does not depend on the values before it, and the line is not long.
func InString(text []byte, i int) (yes, sure bool) { return inStringWithin(text, i, maxLine) }

// inStringWithin is InString for a line of which that many bytes are read.
func inStringWithin(text []byte, i, most int) (yes, sure bool) {
	from := startOfLine(text, max(0, i-most), i)
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

// LastMark returns the offset of the last '"' or line end in text[from:to], or from-1.
func LastMark(text []byte, from, to int) int { return lastEither(text, from, to, '"', '\n') }

// zeroBytes has the high bit of each byte set that is 0 in x.
func zeroBytes(x uint64) uint64 { return ^((x&^high + (0x7f * ones)) | x | 0x7f*ones) }

// outside reads up to the beginning of a string, to what is not JSON, or to text[i].
func (l *Line) outside(text []byte, i, value int) {
	at := l.at
	for pos := l.Pos; pos < i; pos++ {
		k := jsonClass[text[pos]]
		if k == openBracket && pos >= value {
			at = begin
			continue
		}
		if at = jsonNext[at&7][k&7]; at >= opened {
			l.Pos = pos + 1
			if at == opened {
				l.inStr = true
			} else {
				*l = Line{Pos: pos + 1, other: true}
			}
			return
		}
	}
	l.Pos, l.at = i, at
}

// place is where a line stands outside of its strings.
type place uint8

const (
	begin        place = iota // no value was read
	behindValue               // behind a word, a number or a bracket
	valueGap                  // the same, and a blank
	behindString              // behind a string
	stringGap                 // the same, and a blank
	opened                    // at the beginning of a string
	broken                    // where it is no JSON
)

// Classes of bytes outside of strings.
const (
	wordByte uint8 = iota
	gapByte
	betweenValues
	closeBracket
	openBracket
	markByte
	badByte
)

var jsonClass = func() (t [256]uint8) {
	for _, b := range " \t\r" {
		t[b] = gapByte
	}
	t[','], t[':'] = betweenValues, betweenValues
	t['}'], t[']'] = closeBracket, closeBracket
	t['{'], t['['] = openBracket, openBracket
	t['"'] = markByte
	t['\''], t['`'], t['\\'] = badByte, badByte, badByte
	return t
}()

// jsonNext is the next place by the class of a byte.
var jsonNext = [8][8]place{
	begin:        {behindValue, begin, begin, behindValue, begin, opened, broken},
	behindValue:  {behindValue, valueGap, begin, behindValue, begin, broken, broken},
	valueGap:     {broken, valueGap, begin, behindValue, broken, broken, broken},
	behindString: {broken, stringGap, begin, behindValue, broken, broken, broken},
	stringGap:    {broken, stringGap, begin, behindValue, broken, broken, broken},
}

// Rebase moves the position down by k, which is at most Pos.
func (l *Line) Rebase(k int) { l.Pos -= k }

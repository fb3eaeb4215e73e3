package grammar

import "bytes"

// Line tracks whether an offset lies inside a double-quoted string of its line,
// as JSON writes them. It moves forward only and is advanced lazily; its state
// is that of the offset Pos.
type Line struct {
	Pos   int
	inStr bool
	esc   bool
}

// At advances to text[i] and reports whether it lies inside a string. An offset
// before Pos has the state of Pos.
func (l *Line) At(text []byte, i int) bool {
	if i <= l.Pos {
		return l.inStr
	}
	part := text[l.Pos:i]
	if nl := bytes.LastIndexByte(part, '\n'); nl >= 0 {
		part = part[nl+1:]
		l.inStr, l.esc = false, false
	}
	for j := 0; j < len(part); j++ {
		if l.esc {
			l.esc = false
			continue
		}
		switch part[j] {
		case '\\':
			l.esc = l.inStr
		case '"':
			l.inStr = !l.inStr
		}
	}
	l.Pos = i
	return l.inStr
}

// Rebase moves the position down by k, after reading the bytes that go.
func (l *Line) Rebase(text []byte, k int) {
	l.At(text, k)
	l.Pos -= k
}

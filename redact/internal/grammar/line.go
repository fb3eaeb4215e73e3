package grammar

import "bytes"

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
	if nl := bytes.LastIndexByte(text[from:i], '\n'); nl >= 0 {
		*l = Line{}
		from += nl + 1
	}
	for l.Pos = from; l.Pos < i; l.Pos++ {
		switch {
		case l.esc:
			l.esc = false
		case l.inStr:
			for !stringEdge[text[l.Pos]] {
				if l.Pos++; l.Pos == i {
					return true
				}
			}
			l.inside(text[l.Pos])
		case l.other:
			k := bytes.IndexAny(text[l.Pos:i], "{[")
			if k < 0 {
				l.Pos = i
				return false
			}
			if l.Pos += k; l.Pos >= value {
				*l = Line{Pos: l.Pos}
			}
		default:
			l.outside(text[l.Pos], value)
		}
	}
	return l.inStr
}

// stringEdge marks the bytes that mean something inside a string.
var stringEdge = [256]bool{'\\': true, '"': true}

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

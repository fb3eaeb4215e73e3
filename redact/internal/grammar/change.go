package grammar

import (
	"bytes"
	"strings"
)

// A plan of Terraform shows what a value is and what it will be: "old" -> "new", which
// older ones write with =>. Both are the value; null before the arrow is none.

// arrowLen is the length of " -> ".
const arrowLen = 4

// changes reports that text[i:] begins with an arrow, or with "to" for what moved, and a quoted string at
// the level of esc backslashes, and returns its quote mark. More tells that text ends too early.
func changes(text []byte, i, esc int, moves, final bool) (ch byte, more bool) {
	first, second := "-=", ">"
	if moves {
		first, second = "t", "o"
	}
	for j, b := range text[i:min(len(text), i+arrowLen+esc+1)] {
		switch {
		case j == 0 || j == 3:
			if b != ' ' {
				return 0, false
			}
		case j == 1:
			if strings.IndexByte(first, b) < 0 {
				return 0, false
			}
		case j == 2:
			if strings.IndexByte(second, b) < 0 {
				return 0, false
			}
		case j < arrowLen+esc:
			if b != '\\' {
				return 0, false
			}
		default:
			if b == '"' || b == '\'' && (moves || esc == 0) {
				ch = b
			}
			return ch, false
		}
	}
	return 0, !final
}

// changed goes on with the string behind the arrow at Pos, if one stands there.
// Behind a mark of ours it is not Terraform's.
func (c *Candidate) changed(n *Names, text []byte) (yes, more bool) {
	moves := c.carrier == moved
	if c.open.ch != '"' && !moves || c.open.esc >= pctLevel || c.carrier != noCarrier && !moves || c.crossed || c.ctx.query {
		return false, false
	}
	ch, more := changes(text, c.Pos, int(c.open.esc), moves, c.fin)
	if ch != c.open.ch || n.IsMark(text[c.val:c.end]) {
		return false, more
	}
	c.Pos += arrowLen + int(c.open.esc) + 1
	c.phase, c.slash = phQuoted, false
	return true, false
}

// created reports null before the arrow at Pos, and begins the value behind it.
func (c *Candidate) created(text []byte) (yes, more bool) {
	if string(text[c.val:c.Pos]) != "null" {
		return false, false
	}
	esc := 0
	if c.Pos+arrowLen < len(text) && text[c.Pos+arrowLen] == '\\' {
		esc = 1
	}
	ch, more := changes(text, c.Pos, esc, false, c.fin)
	if ch == 0 {
		return false, more
	}
	c.Pos += arrowLen
	c.begin(phPrefix)
	return true, false
}

// change splits what changed reads: old" -> "new.
func change(v []byte) (from, to []byte, ok bool) {
	if bytes.IndexByte(v, '>') < 0 {
		return nil, nil, false
	}
	for _, arrow := range [...]string{" -> ", " => "} {
		i := bytes.Index(v, []byte(arrow))
		if i < 0 {
			continue
		}
		to = bytes.TrimLeft(v[i+arrowLen:], `\`)
		if i > 0 && v[i-1] == '"' && len(to) > 0 && to[0] == '"' {
			return bytes.TrimRight(v[:i-1], `\`), to[1:], true
		}
	}
	return nil, nil, false
}

// movedWords stand between a name and what it was, in a message: password changed from 'x' to 'y'.
var movedWords = [...]string{"changed from ", "was changed from ", "has changed from ", "updated from ", "was updated from ", "modified from ", "was modified from "}

// movedFrom returns where the string begins behind such words at text[i], or 0, and whether more text
// decides.
func movedFrom(text []byte, i int, final bool) (at int, more bool) {
	switch text[i] {
	case 'c', 'w', 'h', 'u', 'm':
	default:
		return 0, false
	}
	for _, words := range movedWords {
		yes, wants := reads(text, i, words, final)
		more = more || wants
		if !yes {
			continue
		}
		mark, wants := markBehind(text, i+len(words), final)
		if mark == '\'' || mark == '"' {
			return i + len(words), false
		}
		return 0, wants
	}
	return 0, more
}

// movedOrMore reports that movedFrom finds a string, or that it may.
func movedOrMore(text []byte, i int, final bool) bool {
	at, more := movedFrom(text, i, final)
	return at > 0 || more
}

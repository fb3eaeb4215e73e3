package grammar

import (
	"bytes"
	"strings"
)

// A word of a shell may have several parts: -p'a'b, -p''a'', --password="a"'b c'.

// goesOn reports that t goes on with the word of which a part in quote marks was the value, and
// makes the whole word the value then.
func (c *Command) goesOn(text []byte, r *command, t token, final bool) (yes, more bool) {
	switch {
	case !r.program() || c.list || c.cut || c.hexed || c.peek || c.pair || c.open.esc != 0 || c.open.ch == '`' || c.whole == c.val || t.esc != 0:
		return false, false
	case t.kind == tokQuote && (t.ch == c.open.ch || t.ch == '`' || c.outer == quote{ch: t.ch}):
		return false, false
	case t.kind == tokChar && kindOf(t.ch) != sep && t.ch < 0x80:
	case t.kind == tokQuote, t.kind == tokChar && bytes.IndexByte([]byte("$!#%*+-./:=?@^_~"), t.ch) >= 0:
		i := c.Pos + t.width
		if i == len(text) {
			return false, !final
		}
		if kindOf(text[i]) == sep {
			return false, false
		}
	default:
		return false, false
	}
	c.glued, c.open, c.val, c.soft, c.phase = true, quote{}, c.whole, -1, cmdValue
	return true, false
}

// parts reports that t stands between a value and the word that may be one in its place. The mark
// right behind a value is one around all of it.
func (c *Command) parts(text []byte, t token) bool {
	before := text[max(0, c.Pos-1)]
	switch {
	case t.kind == tokQuote && c.quote == (quote{t.ch, t.esc}) && (c.list || blankAt(text, c.Pos+t.width)):
		return false // it is empty
	case t.kind == tokQuote:
		if before == t.ch && c.Pos > 1 {
			before = text[c.Pos-2] // doubled
		}
		return before == ' ' || before == ',' || before == '=' && c.Pos > 1 && kindOf(text[c.Pos-2]) == digit // a3="x" of auditd
	case t.kind == tokChar:
		return t.ch == ',' && isQuote(before)
	}
	return separates(t)
}

// empty reports that t closes an empty part, two marks, of a word that goes on.
func (c *Command) empty(text []byte, r *command, t token) bool {
	i := c.Pos + t.width
	return t.kind == tokQuote && t.esc == 0 && t.ch != '`' && c.quote == (quote{ch: t.ch}) && r.program() && !c.list && c.part == whole &&
		i < len(text) && kindOf(text[i]) != sep && text[i] < 0x80
}

// inPart reports that t is within the word because a mark is open in it, or opens or closes one.
func (c *Command) inPart(t token) bool {
	switch {
	case t.kind == tokLine:
		return false
	case t.kind == tokQuote && t.esc == 0 && t.ch == c.inner:
		c.inner = 0
		return true
	case c.inner != 0:
		return true
	case t.kind == tokQuote && t.esc == 0 && t.ch != '`' && c.outer != quote{ch: t.ch}:
		c.inner = t.ch
		return true
	}
	return false
}

// blankAt reports that a word ends before text[i].
func blankAt(text []byte, i int) bool {
	return i >= len(text) || bytes.IndexByte([]byte(" \t\r\n|;&,)]}"), text[i]) >= 0
}

// outcomes are words that errors say of a command.
var outcomes = set("failed error errors timeout denied refused rejected invalid exit exited unreachable")

// choose decides between the last word, which is the value, and the one before it, which may be: what
// follows may be said of the command. AUTH x failed, AUTH x on web1.
func (c *Command) choose(n *Names, text []byte, r *command) {
	if c.first < 0 {
		return
	}
	last, first := text[c.val:c.end], text[c.first:c.firstEnd]
	if len(last) > 0 && c.open.ch == 0 && !c.glued && !c.cut && prosaic(last) && last[0] != '[' && last[0] != '(' {
		said := r.odd || in(outcomes, bytes.TrimRight(last, ":,")) || len(first) > 1 && first[len(first)-1] == ':' || strings.Contains(joints, string(spaced(last)))
		switch hidden := n.IsMark(first) || n.IsMark(bytes.TrimSuffix(first, []byte(":"))); {
		case said && hidden:
			c.end = c.val
		case said:
			c.val, c.end = c.first, c.firstEnd
			if len(first) > 1 && first[len(first)-1] == ':' {
				c.end--
			}
		case !hidden:
			c.rest, c.restEnd = c.val, c.end
			c.val, c.end = c.first, c.firstEnd
		}
	}
	c.first = -1
}

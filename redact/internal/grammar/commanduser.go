package grammar

import "bytes"

// user reads the part of a word before the value.
func (c *Command) user(text []byte, t token) {
	ends := separates(t) || t.kind == tokChar && (t.ch == '@' && !c.mailed() || t.ch == '<' || t.ch == '>' || t.ch == '(' || t.ch == ')')
	if c.open.ch != 0 {
		ends = t.kind == tokQuote && c.open == quote{t.ch, t.esc} || t.kind == tokLine
	}
	r := &commands[c.row-1]
	by := [...]byte{colon: ':', percentSign: '%', slash: '/', fields: ':', equals: '=', comma: ','}[c.part]
	if c.depth > 0 {
		c.substituted(text, t, by)
		return
	}
	switch {
	case t == (token{tokChar, '(', 0, 1}) && c.Pos > 0 && text[c.Pos-1] == '$' && c.part != fields && !r.at && !r.once() && c.open != (quote{ch: '\''}):
		c.depth, c.end = 1, c.Pos // what a shell puts there: $(cat list:1)
	case r.at && (ends || t.ch == ':' || t.ch == '=' || t.ch == by && c.Pos == c.val):
		c.phase = cmdOff // an address, or a path
		return
	case ends:
		if c.phase = cmdGap; !separates(t) {
			c.phase = cmdWord
		}
		if r.once() || r.each {
			c.phase = cmdOff
			return
		}
		if r.flagged(text[max(0, c.val):c.Pos]) && c.quote.ch != 0 && c.phase == cmdGap {
			c.phase = cmdNext // ["curl","-A","-u","-u","ada:x"]
		}
		c.spliced = c.open.ch != 0 && t.kind == tokQuote && c.beside && !c.list
		c.gap(t)
		return
	case c.part == slash && c.Pos == c.val && t.ch == by:
		c.phase = cmdWord // no user
	case t.kind == tokChar && t.ch == by:
		if c.count++; c.part == fields && c.count < 2 {
			break
		}
		c.phase, c.val, c.whole = cmdValue, c.Pos+t.width, c.Pos+t.width
	}
	c.signs = c.signs || t.kind != tokChar || !nameByte(t.ch) && t.ch != '+' && t.ch != '@'
	c.Pos += t.width
}

// mailed reports that what was read of the name of a user may begin an address of mail.
func (c *Command) mailed() bool {
	return (c.part == colon || c.part == comma || c.part == percentSign) && !commands[c.row-1].at && !c.signs
}

// splice begins the value behind a user in quotes: 'ada':'a b'.
func (c *Command) splice(t token) bool {
	yes := c.spliced && t.kind == tokChar && (c.part == colon && t.ch == ':' || c.part == percentSign && t.ch == '%' || c.part == comma && t.ch == ',')
	if c.spliced = false; yes {
		c.Pos += t.width
		c.phase, c.val, c.whole, c.soft, c.open, c.quote, c.cut = cmdValue, c.Pos, c.Pos, -1, quote{}, quote{}, false
	}
	return yes
}

// maxOutput bounds what a shell runs for the name of a user.
const maxOutput = 96

// substituted reads on in what a shell runs for its output. A colon in it is that of the
// word if the program does more than to read, or the parenthesis does not close.
func (c *Command) substituted(text []byte, t token, by byte) {
	switch {
	case t.kind != tokChar:
	case t.ch == '(':
		c.depth++
	case t.ch == ')':
		if c.depth--; c.depth == 0 {
			c.soft = -1
		}
	case t.ch == by && c.soft < 0:
		if c.soft = c.Pos; !reader(text[max(0, c.end):c.Pos]) {
			c.unclosed()
			return
		}
	}
	if c.Pos += t.width; c.depth > 0 && c.Pos-c.end > maxOutput && !c.unclosed() {
		c.depth = 0 // a parenthesis like others
	}
}

// unclosed goes back to the colon behind a parenthesis that does not close.
func (c *Command) unclosed() bool {
	if c.phase != cmdUser || c.soft < 0 {
		return false
	}
	c.val = c.soft + 1
	c.phase, c.Pos, c.soft, c.depth, c.backslash = cmdValue, c.val, -1, 0, false
	return true
}

// readers are programs whose arguments say where something is.
var readers = set("cat zcat tac head tail less pass gopass op vault bao sops gpg age id whoami hostname")

// reader reports the beginning of what a shell runs for its output that does no more than
// to read: (cat dir/list.
func reader(v []byte) bool {
	for i, b := range v {
		if k := kindOf(b); b >= 0x80 || k == sep && bytes.IndexByte([]byte(" ./-_"), b) < 0 && i > 0 {
			return false
		}
	}
	name, _, args := bytes.Cut(bytes.TrimPrefix(v, []byte("(")), []byte(" "))
	return args && in(readers, name[bytes.LastIndexByte(name, '/')+1:])
}

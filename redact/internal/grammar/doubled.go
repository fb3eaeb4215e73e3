package grammar

import "strings"

// A string of SQL, of YAML or of PowerShell, and a field of CSV, has its own quote mark within it
// written twice: "{""password"":""x""}". Such a pair is one mark, of a level of its own.

// doubled is the level of a pair. The backslashes before it, of JSON in JSON, are added.
const doubled = 0x80

// pairs reads a pair as one mark, if the token at text[i] may begin it.
func (t token) pairs(text []byte, i int, ch byte, final bool) token {
	if t.kind != tokQuote || t.ch != ch || t.esc > maxSlashes || int(t.esc)+1 != t.width {
		return t
	}
	switch to := i + t.width; {
	case to < len(text) && text[to] == ch:
		return token{tokQuote, ch, doubled | t.esc, t.width + 1}
	case to == len(text) && !final:
		return token{kind: tokMore}
	}
	return t
}

// pairing reports that pairs count, and of which mark.
func (c *Candidate) pairing() (ch byte, yes bool) {
	switch {
	case c.open.esc >= doubled:
		return c.open.ch, true
	case c.ctx.form.esc >= doubled:
		return c.ctx.form.ch, true
	}
	return 0, false
}

// pairedName reads a pair that closes the name, if one like it opened it behind what stands before
// a member, and returns its token.
func (c *Candidate) pairedName(text []byte, t token) (pair token, yes, more bool) {
	i := c.name - 2
	if i < 1 || t.kind != tokQuote || t.esc > maxSlashes || text[i] != t.ch || text[i+1] != t.ch {
		return t, false, false
	}
	esc := 0
	for i > 1 && esc < maxSlashes && text[i-1] == '\\' {
		esc++
		i--
	}
	if int(t.esc) != esc || strings.IndexByte("{[(, \t\r\n\"'", text[i-1]) < 0 {
		return t, false, false
	}
	pair = t.pairs(text, c.Pos, t.ch, c.fin)
	return pair, pair.esc >= doubled, pair.kind == tokMore
}

// pairedValue reports that a pair opens the value: it stands in a string in such marks, or it is a
// replacement of ours.
func (c *Candidate) pairedValue(n *Names, text []byte, t token) (yes, more bool) {
	if c.quoted || c.n > 0 || t.esc != 0 || t.ch == '`' || t.width != 1 {
		return false, false
	}
	rest := text[c.Pos+1:]
	if len(rest) > 0 && rest[0] != t.ch || len(rest) > 1 && (rest[1] == t.ch || strings.IndexByte(" \t\r\n,;)}]:", rest[1]) >= 0) {
		return false, false
	}
	if len(rest) > 1 && rest[1] == '[' {
		end, more := n.markAt(text, c.Pos+2, c.fin)
		if behind := text[max(end, 0):]; more || end > 0 && len(behind) < 2 && !c.fin {
			return false, true
		} else if end > 0 && len(behind) > 1 && behind[0] == t.ch && behind[1] == t.ch {
			return true, false
		}
	}
	open := c.standsOpen(text, t)
	return open && len(rest) > 1, len(rest) < 2 && !c.fin
}

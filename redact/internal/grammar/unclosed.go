package grammar

import "bytes"

// unclosedString returns where the string ends that begins in the bracket of a bare value which does
// not close, as programs print strings of a type: Some("…, []string{"…, f(g("…. It is 0 if there is
// none. It ends where the text does that holds it, whatever marks are in it.
func (c *Candidate) unclosedString(n *Names, text []byte) (end int) {
	if c.nest <= c.val || c.nest >= c.Pos || c.Pos-c.nest > maxSpec || text[c.nest-1] != '$' && !nameByte(text[c.nest-1]) {
		return 0
	}
	at := func(i int) token { return next(text[:c.Pos], i, c.ctx.pct, true) }
	i, open, word := c.nest, at(c.nest), c.nest
	for open.kind == tokChar && (nameByte(open.ch) || open.ch == '(' || open.ch == '[' || open.ch == '{') {
		i += open.width
		if !nameByte(open.ch) {
			word = i
		}
		open = at(i)
	}
	if open.kind != tokQuote || open.ch != '"' && open.ch != '\'' || !stringWord(text[word:i]) {
		return 0 // what a bracket in a value is followed by: Q(2z\"
	}
	i += open.width
	if v := text[i:c.Pos]; c.Class.Weak && (!bytes.ContainsAny(v, "0123456789") || !n.Hide(c.Class, v, true)) {
		return 0 // of code that goes on
	}
	for i < c.Pos {
		t := at(i)
		to := i + t.width
		alone := to == c.Pos || kindOf(text[to]) == sep
		switch {
		case t.kind == tokQuote && alone && t.ch == '"' && (t.esc < open.esc || open.ch == '\'') && c.standsOpen(text, t),
			t.kind == tokChar && t.ch == '&' && (c.ctx.query || c.ctx.pct > 0):
			return i
		}
		i = to
	}
	return c.Pos
}

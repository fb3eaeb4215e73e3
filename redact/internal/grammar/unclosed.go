package grammar

import "bytes"

// unclosedString returns where the string ends that begins in the bracket of a bare value which does
// not close, as programs print strings of a type: Some("…, []string{"…, $("…. It is 0 if there is
// none. Where several of its marks come, or none, it ends where the text does that holds it, or where
// the next field of logfmt stands.
func (c *Candidate) unclosedString(n *Names, text []byte) (end int) {
	if c.nest <= c.val || c.nest >= c.Pos || c.Pos-c.nest > maxSpec || text[c.nest-1] != '$' && !nameByte(text[c.nest-1]) {
		return 0
	}
	at := func(i int) token { return next(text[:c.Pos], i, c.ctx.pct, true) }
	i := c.nest + at(c.nest).width
	open := at(i)
	if open.kind != tokQuote {
		return 0
	}
	i += open.width
	if v := text[i:c.Pos]; c.Class.Weak && (!bytes.ContainsAny(v, "0123456789") || !n.Hide(c.Class, v, true)) {
		return 0 // of code that goes on
	}
	for i < c.Pos {
		t := at(i)
		to := i + t.width
		switch alone := to == c.Pos || kindOf(text[to]) == sep; {
		case t.kind == tokQuote && t.ch == open.ch && t.esc == open.esc:
			if alone && bytes.IndexByte(text[to:c.Pos], t.ch) < 0 {
				return to
			}
		case t.kind == tokQuote && alone && t.ch == '"' && t.esc < open.esc && c.standsOpen(text, t),
			t.kind == tokChar && t.ch == '&' && (c.ctx.query || c.ctx.pct > 0), t.kind == tokSpace && named(text[to:c.Pos]):
			return i
		}
		i += t.width
	}
	return c.Pos
}

// named reports that text begins with a word of small letters and an equals sign.
func named(text []byte) bool {
	i := 0
	for i < len(text) && i <= maxName && kindOf(text[i]) == lower {
		i++
	}
	return i > 1 && i < len(text) && text[i] == '='
}

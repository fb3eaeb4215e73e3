package grammar

import (
	"bytes"
	"strings"
)

// value reads a value to its end.
func (c *Candidate) value(n *Names, text []byte, t token) Status {
	switch c.phase {
	case phPrefix:
		return c.prefix(n, text, t)
	case phScheme:
		return c.scheme(text, t)
	case phSchemeGap:
		return c.schemeGap(t)
	case phQuoted:
		return c.inQuotes(text, t)
	case phBracket, phBracketEnd:
		st := c.bracketed(n, text, t)
		if st == Done && c.loose && !n.holds(c.Class, text[c.val:c.end]) {
			return Dead // its members are judged by their own names
		}
		return st
	case phBare:
		return c.inBare(n, text, t)
	case phSoft:
		return c.inSoft(n, text, t)
	case phMember:
		return c.inMember(text, t)
	case phLine:
		st := c.inLine(n, text, t)
		if v := text[c.val:c.Pos]; st == Done && c.entry && (string(v) == "Array" || bytes.HasSuffix(v, []byte(" Object"))) {
			return Dead // its members follow
		}
		return st
	case phBlock:
		return c.inBlock(text, t)
	case phDollar:
		return c.inDollars(text, t)
	case phRejected:
		return c.inRejected(n, text, t)
	case phCData:
		return c.inCData(text, t)
	case phElementEnd:
		return c.afterSign(text, t)
	case phClosed:
		return c.closed(n, text, t)
	case phAhead:
		return c.ahead(t)
	}
	return c.inElement(text, t)
}

func (c *Candidate) done(at int) Status {
	c.end = c.shown(at)
	return Done
}

// prefix chooses the mode by the first character of the value.
func (c *Candidate) prefix(n *Names, text []byte, t token) Status {
	first := c.n == 0
	switch {
	case t.kind == tokSkip:
		return c.step(t)
	case t.kind == tokQuote && (t.esc == 0 || t.esc&1 != 0 || t.esc >= pctLevel || c.quoted && c.ctx.form == quote{t.ch, t.esc}):
		return c.openQuote(n, text, t)
	case first && (t.kind == tokEnd || t.kind == tokLine || t.kind == tokBreak):
		return Dead
	case t.kind == tokChar && c.n < 2 && strings.IndexByte("bBuUrRfFeEnNxX$@", t.ch) >= 0:
		c.n++
		return c.step(t) // perhaps the prefix of a quoted string
	}
	call, more := c.constructed(text)
	if more {
		return wait
	}
	c.Pos, c.n = c.val, 0
	c.sign = first && t.kind == tokChar && (t.ch == '<' || t.ch == '&' || t.ch == ':')
	if first && t.kind == tokChar && (t.ch == '[' || t.ch == '{' || t.ch == '(') {
		if t.ch == '[' && c.Class.Extent != ExtentValue && !c.quoted {
			c.step(t)
			c.val, c.list = c.Pos, true
		} else {
			c.phase, c.span = phBracket, c.quoted || c.carrier == spew
			return More
		}
	}
	if c.plainMode(); c.phase == phBare && call > 0 {
		c.Pos = call
	}
	return More
}

// plainMode is the mode of a value that is neither quoted nor bracketed.
func (c *Candidate) plainMode() {
	switch {
	case c.Class.Extent == ExtentScheme && c.phase != phScheme:
		c.phase, c.n = phScheme, 0
	case c.entry, c.list, c.Class.Extent != ExtentValue && c.colon && !c.quoted:
		c.phase = phLine
	default:
		c.phase = phBare
	}
}

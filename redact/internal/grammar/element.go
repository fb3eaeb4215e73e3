package grammar

import "bytes"

// inElement reads the text of an XML element. It must close.
func (c *Candidate) inElement(text []byte, t token) Status {
	if c.n > 0 && (t.kind != tokChar || t.ch != cdata[c.n]) {
		return Dead // the element holds another element
	}
	switch t.kind {
	case tokEnd:
		return Dead
	case tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	case tokChar:
		switch {
		case t.ch == '<' && c.n == 0 && t.esc == c.ctx.xmlAt && c.Pos > c.val:
			c.end, c.phase, c.run = c.Pos, phElementEnd, 0
			return c.step(t)
		case c.n > 0, t.ch == '<' && c.Pos == c.val && t.esc == 0:
			if c.n++; c.n == len(cdata) {
				c.whole = c.val
				c.step(t)
				c.begin(phCData)
				return More
			}
		}
	}
	return c.step(t)
}

// afterSign reads what stands behind a < in an element: it ends the element, begins one in
// it, or is a sign that somebody did not escape. Then the element must close by its name.
func (c *Candidate) afterSign(text []byte, t token) Status {
	plain := t.kind == tokChar && t.ch < 0x80
	switch k := kindOf(t.ch); {
	case t.kind == tokEnd:
		return Dead
	case c.run > maxRun:
		return c.afterTagName(text, t)
	case plain && c.run == 0 && t.ch == '/':
		if !c.signs {
			return Done
		}
		name, rest := text[c.tagName(text):c.nameTo], text[c.Pos+t.width:]
		if len(rest) < len(name) {
			if c.fin {
				return Dead
			}
			return wait
		}
		if bytes.Equal(rest[:len(name)], name) {
			return Done
		}
		return Dead
	case c.run == 0 && plain && t.ch == '!':
		switch yes, more := c.startsWith(text, c.Pos, cdata[1:]); {
		case more:
			return wait
		case yes:
			c.signs, c.phase = true, phElement // a section behind text
			return More
		}
		c.run = maxRun + 1
		return More
	case plain && c.run < maxRun && (k == lower || k == upper || t.ch == '_' || c.run > 0 && (k == digit || t.ch == ':' || t.ch == '-' || t.ch == '.')):
		c.run++
		return c.step(t)
	case c.run > 0 && plain && t.ch == '>':
		return Dead // the element holds another element
	case c.run > 0 && (t.kind != tokChar && t.kind != tokQuote || plain && t.ch == '/'), c.run == maxRun, c.run == 0 && plain && t.ch == '?':
		c.run = maxRun + 1
		return More
	}
	c.signs, c.phase = true, phElement
	return More
}

// tagName returns where the name of the element begins, with its prefix: <db:password>.
func (c *Candidate) tagName(text []byte) int {
	i := c.name
	if i > 0 && text[i-1] == ':' {
		for i--; i > 0 && c.name-i <= maxRun && nameByte(text[i-1]); i-- {
		}
	}
	return i
}

// afterTagName reads what stands behind a < and a word: a tag has its > before the next
// <, else the first one is a sign.
func (c *Candidate) afterTagName(text []byte, t token) Status {
	switch {
	case t.kind == tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	case t.kind == tokChar && t.ch == '>':
		return Dead // the element holds another element
	case t.kind == tokChar && t.ch == '<' && t.esc == c.ctx.xmlAt:
		c.signs, c.end, c.run = true, c.Pos, 0
	}
	return c.step(t)
}

const cdata = "<![CDATA["

// inCData reads to the end of a CDATA section.
func (c *Candidate) inCData(text []byte, t token) Status {
	switch {
	case t.kind == tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos)
		}
	case t.kind == tokEnd:
		return Dead
	case t.kind == tokChar && t.ch == ']':
		c.n++
		return c.step(t)
	case t.kind == tokChar && t.ch == '>' && c.n >= 2:
		next, more := pastBlanks(text, c.Pos+1, c.fin)
		yes, begun := c.startsWith(text, next, cdata)
		if more || begun {
			return wait
		}
		if c.gap < 0 {
			c.closeAt = c.val
		}
		c.gap = c.Pos - 2 // where the value ends, if what follows does not
		switch {
		case yes:
		case next == len(text), text[next] == '<':
			return c.done(c.Pos - 2)
		default:
			if !c.wasCut {
				c.val = c.whole // text follows: the marks of the section go with it
			}
			c.phase = phElement
		}
	}
	c.n = 0
	return c.step(t)
}

// startsWith reports that text has what at i.
func (c *Candidate) startsWith(text []byte, i int, what string) (yes, more bool) {
	rest := text[i:]
	if len(rest) < len(what) && !c.fin {
		return false, what[:len(rest)] == string(rest)
	}
	return bytes.HasPrefix(rest, []byte(what)), false
}

// pastBlanks returns where text goes on behind white space at i, also escaped, of a bounded
// length.
func pastBlanks(text []byte, i int, final bool) (at int, more bool) {
	for end := min(len(text), i+maxBlanks); i < end; {
		t := next(text, i, 0, final)
		if t.kind != tokSpace && t.kind != tokLine && t.kind != tokBreak {
			return i, t.kind == tokMore
		}
		i += t.width
	}
	return i, false
}

// unended returns the sections that were read of an element that does not end.
func (c *Candidate) unended() Status {
	if c.phase < phElement || c.gap < 0 {
		return Dead
	}
	if c.end = c.gap; !c.wasCut {
		c.val = c.closeAt
	}
	return Done
}

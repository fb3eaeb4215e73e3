package grammar

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
			c.end, c.phase = c.Pos, phElementEnd
			return c.step(t)
		case c.n > 0, t.ch == '<' && c.Pos == c.val && t.esc == 0:
			if c.n++; c.n == len(cdata) {
				c.step(t)
				c.begin(phCData)
				return More
			}
		}
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
		return c.done(c.Pos - 2)
	}
	c.n = 0
	return c.step(t)
}

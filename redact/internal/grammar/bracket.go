package grammar

import (
	"bytes"
	"strings"
)

func (c *Candidate) bracketed(n *Names, text []byte, t token) Status {
	if c.phase == phBracketEnd {
		return c.bracketEnd(t)
	}
	if c.crossed && c.Pos == c.val+1 && t.kind != tokQuote && t.kind != tokLine && t.kind != tokBreak && t.kind != tokSpace {
		return Dead // of a line that begins with a bracket
	}
	return c.inBrackets(n, text, t)
}

func (c *Candidate) inBrackets(n *Names, text []byte, t token) Status {
	if c.loose && c.Pos-c.val > maxHarmless {
		return Dead
	}
	if c.Class.Weak && !c.firm && !c.loose && c.depth > 0 && !c.inQ && t.kind == tokChar && strings.IndexByte(":={[", t.ch) >= 0 {
		switch yes, more := c.structure(n, text, t); {
		case more:
			return wait
		case yes:
			c.loose = true // its members are judged by their own names
		}
	}
	switch t.kind {
	case tokEnd:
		switch {
		case c.crossed:
			return Dead
		case c.eol >= 0:
			return c.done(c.eol)
		case c.readsSign():
			return More
		}
		return c.done(c.Pos)
	case tokLine:
		if !c.span {
			if c.readsSign() {
				return More
			}
			return c.done(c.Pos)
		}
		if c.eol < 0 {
			c.eol = c.Pos
		}
		switch yes, more := c.spewGoesOn(text); {
		case more:
			return wait
		case !yes:
			return c.done(c.eol)
		}
	case tokQuote:
		lvl := c.ctx.form.esc
		switch yes, more := c.singly(text, t); {
		case more:
			return wait
		case yes:
			return c.step(t)
		}
		switch yes, more := c.endsInner(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos)
		}
		switch {
		case t.ch != '"':
		case lvl >= pctLevel:
			if t.esc == lvl || lvl >= doubled && t.esc > lvl && ends(t.esc&^doubled, lvl&^doubled) {
				c.inQ = !c.inQ
				break
			}
			switch yes, more := c.endsString(text, t); {
			case more:
				return wait
			case yes:
				return c.done(c.Settled())
			}
		case t.esc < pctLevel && int(t.esc)%(int(lvl)+1) != int(lvl):
			return c.done(c.Settled()) // the text that holds the name ends
		case t.esc < pctLevel && int(t.esc)/(int(lvl)+1)%2 == 0:
			if !c.inQ || c.nestMark == '\'' {
				switch yes, more := c.endsString(text, t); {
				case more:
					return wait
				case yes:
					return c.done(c.Pos + int(t.esc))
				}
			}
			if c.nestMark != '\'' {
				c.inQ = !c.inQ
			}
		}
	case tokChar:
		if c.inQ {
			break
		}
		if c.depth == 0 {
			c.nestCh = t.ch
		}
		switch t.ch {
		case c.nestCh:
			c.depth++
		case pairEnd(c.nestCh):
			if c.depth--; c.depth == 0 {
				c.step(t)
				c.phase, c.eol, c.closedAt = phBracketEnd, -1, c.Pos
				return More
			}
		}
	}
	return c.step(t)
}

// readsSign reads the value of a weak name in prose again, of which the bracket did not
// close: it is a sign.
func (c *Candidate) readsSign() bool {
	if !c.mayBeSign() {
		return false
	}
	c.far = max(c.far, c.Pos)
	c.Pos, c.flat, c.depth, c.inQ, c.phase = c.val, true, 0, false, phBare
	c.setMode()
	return true
}

// mayBeSign reports a bracketed value that may turn out to be a sign of prose.
func (c *Candidate) mayBeSign() bool {
	return c.phase == phBracket && c.ctx.prose && c.Class.Weak && !c.wasCut && c.Pos-c.val <= maxSpec
}

// structure reports that what the bracket of a weak name holds is a structure, of
// which t begins the value of a member or a member: nothing before it is a secret.
func (c *Candidate) structure(n *Names, text []byte, t token) (yes, more bool) {
	if t.esc != 0 {
		return true, false
	}
	if c.wasCut || c.Pos-c.val > maxHarmless {
		c.firm = true
		return false, false
	}
	end := c.Pos + t.width
	if bytes.HasSuffix(text[c.val+1:end], labelPrefix) {
		return false, false
	}
	switch t.ch {
	case '[':
		if len(bytes.Trim(text[c.val+1:c.Pos], "[ ")) == 0 {
			return false, false
		}
	case '=':
		switch {
		case end >= len(text) && !c.fin:
			return false, true
		case end >= len(text) || strings.IndexByte("= \t\r\n,;)]}\"'\\", text[end]) >= 0:
			return false, false // the padding of base64
		}
		end++ // that it is not
	}
	l := leaves{n, text[c.val+1 : end]}
	for leaf, ok := l.next(); ok; leaf, ok = l.next() {
		if !n.saysNothing(leaf) {
			c.firm = true
			return false, false
		}
	}
	return true, false
}

// bracketEnd ends a bracketed value, unless something hangs on to it.
func (c *Candidate) bracketEnd(t token) Status {
	if c.crossed {
		return c.jsonEnd(t)
	}
	goType := t.kind == tokChar && (kindOf(t.ch) == lower || kindOf(t.ch) == upper || t.ch == '{' || t.ch == '*')
	if t.kind != tokChar || c.quoted && !goType || strings.IndexByte(",;&}])>|<.:", t.ch) >= 0 {
		return c.done(c.Pos)
	}
	c.phase, c.loose = phBare, false // []string{"a"}
	return More
}

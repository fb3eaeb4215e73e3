package grammar

// quotedList turns back to the bracket of a credential list whose first member is
// quoted: it is replaced with its brackets.
func (c *Candidate) quotedList(text []byte, t token) bool {
	if !c.list || t.kind != tokQuote || c.Pos != c.val || text[c.val-1] != '[' {
		return false
	}
	c.val--
	c.Pos, c.list, c.phase = c.val, false, phBracket
	return true
}

var schemes = set(`bearer basic token digest negotiate ntlm apikey api-key ssws splunk geniekey key oauth hawk mac
	aws4-hmac-sha256 klaviyo-api-key hoba mutual vapid scram-sha-1 scram-sha-256 gnap dpop jwt signature privatetoken`)

// listSchemes are followed by a list of parameters.
var listSchemes = set("digest oauth hawk mac aws4-hmac-sha256 vapid signature mutual hoba")

// scheme reads the first word of a credential.
func (c *Candidate) scheme(text []byte, t token) Status {
	if c.quotedList(text, t) {
		return More
	}
	if t.kind == tokChar && (nameByte(t.ch)) && c.Pos-c.val < maxScheme {
		return c.step(t)
	}
	word := text[c.val:c.Pos]
	if t.kind == tokSpace && in(schemes, word) {
		c.softCh = b2i(in(listSchemes, word))
		c.phase = phSchemeGap
		return c.step(t)
	}
	c.Pos = c.val
	switch {
	case c.open.ch != 0:
		c.phase = phQuoted
	case c.list, c.colon && !c.quoted && !in(statusWords, word):
		c.phase = phLine
	default:
		c.phase = phBare
	}
	return More
}

func (c *Candidate) schemeGap(t token) Status {
	switch t.kind {
	case tokSpace:
		return c.step(t)
	case tokEnd, tokLine, tokBreak:
		return Dead
	}
	c.val = c.Pos
	switch {
	case c.open.ch != 0:
		c.phase = phQuoted
	case c.softCh != 0, c.list:
		c.phase = phLine
	default:
		c.phase = phBare
	}
	return More
}

// parameter reports an escaped quote mark around a parameter of a header that stands in
// a string: Digest username=\"ada\", response=\"…\".
func (c *Candidate) parameter(text []byte, t token) bool {
	switch {
	case t.ch != '"' || t.esc&1 == 0 || t.esc >= pctLevel:
		return false
	case c.inQ && c.nestEsc == t.esc:
		c.inQ = false
	case !c.inQ && c.Pos > c.val && text[c.Pos-1] == '=':
		c.inQ, c.nestEsc = true, t.esc
	default:
		return false
	}
	return true
}

func (c *Candidate) inLine(n *Names, text []byte, t token) Status {
	if c.quotedList(text, t) {
		return More
	}
	switch t.kind {
	case tokEnd, tokLine:
		return c.done(c.Pos)
	case tokBreak:
		if c.Pos > c.val && text[c.Pos-1] == '[' { // "Cookie: a=b[\r][\n]" of Apache's wire log
			switch i := c.Pos + t.width; {
			case i >= len(text) && !c.fin:
				return wait
			case i < len(text) && text[i] == ']':
				return c.done(c.Pos - 1)
			}
		}
		return c.done(c.Pos)
	case tokQuote:
		if c.parameter(text, t) {
			return c.step(t)
		}
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted || t.ch == '"' && t.esc&1 != 0 && t.esc < pctLevel && c.carrier != multipart {
			return c.done(c.Pos)
		}
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos + int(t.esc))
		}
	case tokChar:
		if c.list {
			switch t.ch {
			case '[':
				c.depth++
			case ']':
				if c.depth--; c.depth >= 0 {
					break
				}
				if c.colon && !c.quoted && !c.wasCut && n.IsMark(text[c.val-1:c.Pos+1]) {
					c.val, c.list, c.depth = c.val-1, false, 0 // the credential may go on
					break
				}
				return c.done(c.Pos)
			}
		}
	}
	return c.step(t)
}

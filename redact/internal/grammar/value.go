package grammar

import "strings"

// value reads a value to its end.
func (c *Candidate) value(text []byte, t token) Status {
	switch c.phase {
	case phPrefix:
		return c.prefix(text, t)
	case phScheme:
		return c.scheme(text, t)
	case phSchemeGap:
		return c.schemeGap(t)
	case phQuoted:
		return c.inQuotes(text, t)
	case phDoubled:
		if t.kind == tokQuote && t.ch == '\'' && t.esc == 0 {
			c.phase = phQuoted
			return c.step(t)
		}
		return Done
	case phBracket:
		return c.inBrackets(text, t)
	case phBracketEnd:
		return c.bracketEnd(t)
	case phBare:
		return c.inBare(text, t)
	case phSoft:
		return c.inSoft(text, t)
	case phLine:
		return c.inLine(text, t)
	case phCData:
		return c.inCData(t)
	}
	return c.inElement(text, t)
}

func (c *Candidate) done(at int) Status {
	c.end = at
	return Done
}

// quotedList turns back to the bracket of a credential list whose first member is
// quoted: it is replaced with its brackets.
func (c *Candidate) quotedList(t token) bool {
	if !c.list || t.kind != tokQuote || c.Pos != c.val {
		return false
	}
	c.val--
	c.Pos, c.list, c.phase = c.val, false, phBracket
	return true
}

// prefix chooses the mode by the first character of the value.
func (c *Candidate) prefix(text []byte, t token) Status {
	first := c.n == 0
	switch {
	case t.kind == tokSkip:
		return c.step(t)
	case t.kind == tokQuote:
		return c.openQuote(text, t)
	case first && (t.kind == tokEnd || t.kind == tokLine || t.kind == tokBreak):
		return Dead
	case t.kind == tokChar && c.n < 2 && strings.IndexByte("bBuUrRfF", t.ch) >= 0:
		c.n++
		return c.step(t) // perhaps the prefix of a quoted string
	}
	c.Pos, c.n = c.val, 0
	if first && t.kind == tokChar && (t.ch == '[' || t.ch == '{' || t.ch == '(') {
		if t.ch == '[' && c.Class.Extent != ExtentValue && !c.quoted {
			c.step(t)
			c.val, c.list = c.Pos, true
		} else {
			c.phase, c.span = phBracket, c.quoted
			return More
		}
	}
	c.plainMode()
	return More
}

// plainMode is the mode of a value that is neither quoted nor bracketed.
func (c *Candidate) plainMode() {
	switch {
	case c.Class.Extent == ExtentScheme && c.phase != phScheme:
		c.phase, c.n = phScheme, 0
	case c.list, c.Class.Extent != ExtentValue && c.colon && !c.quoted:
		c.phase = phLine
	default:
		c.phase = phBare
	}
}

func (c *Candidate) openQuote(text []byte, t token) Status {
	// The mark may end the text that holds the name, rather than begin a value.
	if (quote{t.ch, t.esc}) == c.ctx.form && !c.quoted || t.ch == '"' && t.esc == 0 && c.inStr ||
		c.quoted && c.ctx.form.esc < pctLevel && t.esc < c.ctx.form.esc {
		switch yes, more := c.closes(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	}
	c.open = quote{t.ch, t.esc}
	c.step(t)
	c.begin(phQuoted)
	if c.Class.Extent == ExtentScheme {
		c.phase = phScheme
	}
	return More
}

// closes reports whether what follows a quote mark is what follows the end of a
// string in JSON.
func (c *Candidate) closes(text []byte, t token) (yes, more bool) {
	for i := c.Pos + t.width; i < c.Pos+t.width+maxBlanks; i++ {
		if i >= len(text) {
			return c.fin, !c.fin
		}
		if b := text[i]; b != ' ' && b != '\t' && b != '\r' {
			return strings.IndexByte(",:]}\n", b) >= 0, false
		}
	}
	return true, false
}

// endsString reports a quote mark that ends the string of the line's JSON in
// which the value lies.
func (c *Candidate) endsString(text []byte, t token) (yes, more bool) {
	if t.ch != '"' || t.esc != 0 || !c.inStr {
		return false, false
	}
	return c.closes(text, t)
}

var schemes = set(`bearer basic token digest negotiate ntlm apikey api-key ssws splunk geniekey key oauth hawk mac
	aws4-hmac-sha256 klaviyo-api-key hoba mutual vapid scram-sha-1 scram-sha-256 gnap dpop jwt signature privatetoken`)

// listSchemes are followed by a list of parameters.
var listSchemes = set("digest oauth hawk mac aws4-hmac-sha256 vapid signature mutual hoba")

// scheme reads the first word of a credential.
func (c *Candidate) scheme(text []byte, t token) Status {
	if c.quotedList(t) {
		return More
	}
	if t.kind == tokChar && (nameByte(t.ch)) && c.Pos-c.val < maxScheme {
		return c.step(t)
	}
	word := strings.ToLower(string(text[c.val:c.Pos]))
	if t.kind == tokSpace && schemes[word] {
		c.softCh = b2i(listSchemes[word])
		c.phase = phSchemeGap
		return c.step(t)
	}
	c.Pos = c.val
	switch {
	case c.open.ch != 0:
		c.phase = phQuoted
	case c.list, c.colon && !c.quoted && !statusWords[word]:
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

func (c *Candidate) inQuotes(text []byte, t token) Status {
	switch t.kind {
	case tokEnd, tokLine:
		return c.done(c.Pos)
	case tokBreak:
		if c.open.esc > 0 && t.esc <= c.open.esc {
			return c.done(c.Pos)
		}
	case tokQuote:
		switch c.closing(t) {
		case closesValue:
			c.end = c.Pos
			if t.esc < pctLevel {
				c.end += int(t.esc) - int(c.open.esc) // backslashes of the value itself
			}
			if t.ch == '\'' && c.open.esc == 0 && c.end > c.val {
				c.phase = phDoubled
				return c.step(t)
			}
			return Done
		case closesOuter:
			return c.done(c.Pos)
		}
		if c.open.esc == 0 {
			switch yes, more := c.endsString(text, t); {
			case more:
				return wait
			case yes:
				return c.done(c.Pos)
			}
		}
	}
	return c.step(t)
}

type closing uint8

const (
	content closing = iota
	closesValue
	closesOuter
)

// closing decides what a quote mark inside a quoted value is. At a level of n
// backslashes, n+1 raw backslashes stand for one.
func (c *Candidate) closing(t token) closing {
	m, e := t.esc, c.open.esc
	if m >= pctLevel || e >= pctLevel {
		switch {
		case m == e && t.ch == c.open.ch:
			return closesValue
		case m == 0 && t.ch == '"':
			return closesOuter
		}
		return content
	}
	u := int(e) + 1
	if int(m)%u == u-1 {
		if t.ch == c.open.ch && int(m)/u%2 == 0 {
			return closesValue
		}
		return content
	}
	if t.ch == '"' || t.ch == c.open.ch {
		return closesOuter
	}
	return content
}

func (c *Candidate) inBrackets(text []byte, t token) Status {
	if c.Class.Weak && c.depth > 0 && !c.inQ && t.kind == tokChar && strings.IndexByte(":={[", t.ch) >= 0 {
		return Dead // a structure; its members are judged by their own names
	}
	switch t.kind {
	case tokEnd:
		if c.eol >= 0 {
			return c.done(c.eol)
		}
		return c.done(c.Pos)
	case tokLine:
		if !c.span {
			return c.done(c.Pos)
		}
		if c.eol < 0 {
			c.eol = c.Pos
		}
	case tokQuote:
		lvl := c.ctx.form.esc
		switch {
		case t.esc < lvl && lvl < pctLevel && t.ch == '"':
			return c.done(c.Settled()) // the text that holds the name ends
		case t.ch == '"' && t.esc == lvl:
			if !c.inQ && !c.quoted {
				switch yes, more := c.endsString(text, t); {
				case more:
					return wait
				case yes:
					return c.done(c.Pos)
				}
			}
			c.inQ = !c.inQ
		}
	case tokChar:
		if c.inQ {
			break
		}
		switch t.ch {
		case '{', '[', '(':
			c.depth++
		case '}', ']', ')':
			if c.depth--; c.depth == 0 {
				c.step(t)
				c.phase, c.eol = phBracketEnd, -1
				return More
			}
		}
	}
	return c.step(t)
}

// bracketEnd ends a bracketed value, unless something hangs on to it.
func (c *Candidate) bracketEnd(t token) Status {
	if t.kind != tokChar || c.quoted || strings.IndexByte(",;&}])>|<.:", t.ch) >= 0 {
		return c.done(c.Pos)
	}
	c.phase = phBare
	return More
}

func (c *Candidate) inBare(text []byte, t token) Status {
	switch t.kind {
	case tokEnd, tokSpace, tokLine, tokBreak:
		return c.done(c.Pos)
	case tokQuote:
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted {
			return c.done(c.Pos)
		}
		return c.softly(t)
	}
	switch t.ch {
	case '(', '[', '{':
		c.depth++
	case ')', ']', '}':
		if c.depth > 0 {
			c.depth--
			break
		}
		if c.quoted {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case ',', ';', '|':
		if c.quoted && c.depth == 0 {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case '&':
		if c.ctx.query || c.ctx.pct {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case '#':
		if c.ctx.query {
			return c.done(c.Pos)
		}
	case '<':
		if c.Pos > c.val && c.depth == 0 {
			return c.done(c.Pos)
		}
		c.depth++
	case '>':
		if c.depth == 0 {
			return c.softly(t)
		}
		c.depth--
	}
	return c.step(t)
}

// softly notes a character that ends the value if the right thing follows.
func (c *Candidate) softly(t token) Status {
	c.phase, c.soft, c.softCh, c.n = phSoft, c.Pos, t.ch, 0
	return c.step(t)
}

// inSoft decides whether the character at soft was the end. It was, if a blank,
// a quote mark, a bracket or another name with its value follows.
func (c *Candidate) inSoft(text []byte, t token) Status {
	pairs := c.softCh == ',' || c.softCh == ';' || c.softCh == '&'
	if t.kind == tokChar && nameByte(t.ch) && pairs && c.n < maxRun {
		c.n++
		return c.step(t)
	}
	ends := false
	switch {
	case c.n > 0:
		ends = t.kind == tokChar && (t.ch == '=' || t.ch == ':')
	case t.kind != tokChar:
		ends = true
	default:
		ends = strings.IndexByte(",;&}])>|<{[(.:", t.ch) >= 0
	}
	if ends {
		return c.done(c.soft)
	}
	c.phase, c.soft = phBare, -1
	if c.n > 0 || t.kind != tokChar {
		return More
	}
	return c.step(t)
}

func (c *Candidate) inLine(text []byte, t token) Status {
	if c.quotedList(t) {
		return More
	}
	switch t.kind {
	case tokEnd, tokLine:
		return c.done(c.Pos)
	case tokBreak:
		return c.done(c.Pos)
	case tokQuote:
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted || t.ch == '"' && t.esc > 0 && t.esc < pctLevel {
			return c.done(c.Pos)
		}
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos)
		}
	case tokChar:
		if c.list {
			switch t.ch {
			case '[':
				c.depth++
			case ']':
				if c.depth--; c.depth < 0 {
					return c.done(c.Pos)
				}
			}
		}
	}
	return c.step(t)
}

// inElement reads the text of an XML element.
func (c *Candidate) inElement(text []byte, t token) Status {
	if c.n > 0 && (t.kind != tokChar || t.ch != cdata[c.n]) {
		return c.done(c.val) // the element holds another element
	}
	switch t.kind {
	case tokEnd:
		return c.done(c.Settled())
	case tokLine:
		if c.eol < 0 {
			c.eol = c.Pos
		}
	case tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Settled())
		}
	case tokChar:
		switch {
		case c.n > 0, t.ch == '<' && c.Pos == c.val:
			if c.n++; c.n == len(cdata) {
				c.step(t)
				c.begin(phCData)
				return More
			}
		case t.ch == '<':
			c.eol = -1
			return c.done(c.Pos)
		}
	}
	return c.step(t)
}

const cdata = "<![CDATA["

// inCData reads to the end of a CDATA section.
func (c *Candidate) inCData(t token) Status {
	switch {
	case t.kind == tokEnd:
		return c.done(c.Settled())
	case t.kind == tokLine && c.eol < 0:
		c.eol = c.Pos
	case t.kind == tokChar && t.ch == ']':
		c.n++
		return c.step(t)
	case t.kind == tokChar && t.ch == '>' && c.n >= 2:
		return c.done(c.Pos - 2)
	}
	c.n = 0
	return c.step(t)
}

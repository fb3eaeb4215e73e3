package grammar

import (
	"bytes"
	"strings"
)

// value reads a value to its end.
func (c *Candidate) value(n *Names, text []byte, t token) Status {
	switch c.phase {
	case phPrefix:
		return c.prefix(text, t)
	case phScheme:
		return c.scheme(text, t)
	case phSchemeGap:
		return c.schemeGap(t)
	case phQuoted:
		return c.inQuotes(text, t)
	case phBracket, phBracketEnd:
		st := c.bracketed(n, text, t)
		if st == Done && c.loose {
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
		return c.inLine(n, text, t)
	case phCData:
		return c.inCData(text, t)
	case phElementEnd:
		if t.kind == tokChar && t.ch == '/' {
			return Done
		}
		return Dead
	case phClosed:
		return c.closed(text, t)
	case phAhead:
		return c.ahead(t)
	}
	return c.inElement(text, t)
}

func (c *Candidate) done(at int) Status {
	c.end = c.shown(at)
	return Done
}

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

// prefix chooses the mode by the first character of the value.
func (c *Candidate) prefix(text []byte, t token) Status {
	first := c.n == 0
	switch {
	case t.kind == tokSkip:
		return c.step(t)
	case t.kind == tokQuote && (t.esc == 0 || t.esc&1 != 0 || t.esc >= pctLevel):
		return c.openQuote(text, t)
	case first && (t.kind == tokEnd || t.kind == tokLine || t.kind == tokBreak):
		return Dead
	case t.kind == tokChar && c.n < 2 && strings.IndexByte("bBuUrRfFeEnNxX$@", t.ch) >= 0:
		c.n++
		return c.step(t) // perhaps the prefix of a quoted string
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
		yes, more := c.closes(text, t)
		if !yes && !more && !c.quoted && c.n == 0 {
			yes, more = c.closesText(text, t)
		}
		switch {
		case more:
			return wait
		case yes:
			return c.more()
		}
	}
	if t.ch == '"' && t.esc == 0 && c.inText {
		switch yes, more := c.closesText(text, t); {
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

// closed decides whether a value goes on behind its closing quote mark: 'it”s',
// 'a'\”b', "a"b, ”'a”'. Then it is replaced with its quote marks.
func (c *Candidate) closed(text []byte, t token) Status {
	if !c.follows(t) {
		return Dead
	}
	if c.crossed {
		return c.jsonEnd(t)
	}
	if t.kind == tokQuote && t.ch == c.open.ch && t.esc == 0 && c.open == (quote{ch: '\''}) && c.end > c.val {
		c.phase = phQuoted // doubled, as in SQL
		return c.step(t)
	}
	if c.Class.special == keyed {
		c.phase, c.closeAt, c.n = phAhead, c.Pos, 0
		return More
	}
	more := t.kind == tokQuote && (t.esc == 0 || t.esc == 1 && t.ch == '\'') ||
		t.kind == tokChar && (kindOf(t.ch) != sep || !c.colon && strings.IndexByte(",;&}])>|</:?.", t.ch) < 0)
	if !more || c.quoted || c.open.esc != 0 {
		return Done
	}
	if c.ctx.form.ch == t.ch && t.kind == tokQuote || t.ch == '"' && c.inStr && t.kind == tokQuote {
		return Done
	}
	if t.kind == tokQuote {
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return Done
		}
	}
	c.val = c.whole
	if c.wasCut {
		c.val = c.Pos
	}
	c.open, c.glued, c.phase = quote{}, true, phBare
	return More
}

// ahead reads what follows the value of "key": if that is "value", the two are a
// pair, and the key is the name of what the value is.
func (c *Candidate) ahead(t token) Status {
	switch {
	case c.n == 0 && c.Pos-c.closeAt < maxBlanks && (t.kind == tokSpace || t.kind == tokQuote || t.kind == tokLine || t.kind == tokChar && t.ch == ','):
		return c.step(t)
	case t.kind == tokChar && c.n < len(pairWord) && lower32(t.ch) == pairWord[c.n]:
		if c.n++; c.n == len(pairWord) {
			return Dead
		}
		return c.step(t)
	}
	c.far, c.Pos = max(c.far, c.Pos), c.closeAt
	c.phase, c.Class.special = phClosed, ordinary
	return More
}

// closesText reports whether what follows a quote mark is what follows the end of a
// quoted value of logfmt.
func (c *Candidate) closesText(text []byte, t token) (yes, more bool) {
	i := c.Pos + t.width
	if i >= len(text) {
		return c.fin, !c.fin
	}
	return strings.IndexByte(" \t\r\n,)]}", text[i]) >= 0, false
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
	if t.ch != '"' || t.esc >= pctLevel || t.esc&1 != 0 {
		return false, false
	}
	switch {
	case c.inStr:
		return c.closes(text, t)
	case c.inText && t.esc == 0:
		return c.closesText(text, t)
	}
	return false, false
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

func (c *Candidate) inQuotes(text []byte, t token) Status {
	switch t.kind {
	case tokEnd, tokLine:
		return c.done(c.Pos)
	case tokBreak:
		if c.open.esc > 0 && t.esc <= c.open.esc {
			return c.done(c.Pos)
		}
	case tokChar:
		c.slash = t.ch == '\\' && !c.slash
		return c.step(t)
	case tokQuote:
		if c.slash && c.open.esc >= pctLevel {
			c.slash = false // \%22
			return c.step(t)
		}
		switch c.closing(t) {
		case closesValue:
			c.end = c.Pos
			if t.esc < pctLevel {
				c.end += int(t.esc) - int(c.open.esc) // backslashes of the value itself
			}
			c.phase = phClosed
			return c.step(t)
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
	if e == 0 && (c.inStr || c.inText) && t.ch != '"' {
		// In a string two raw backslashes stand for one.
		if c.open.ch == t.ch && m/2%2 == 0 && m&1 == 0 {
			return closesValue
		}
		return content
	}
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
		case yes && c.nestCh == '{':
			return Dead // its members are judged by their own names
		case yes:
			c.loose = true
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
		switch {
		case t.ch != '"':
		case lvl >= pctLevel:
			if t.esc == lvl {
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
			if !c.inQ {
				switch yes, more := c.endsString(text, t); {
				case more:
					return wait
				case yes:
					return c.done(c.Pos + int(t.esc))
				}
			}
			c.inQ = !c.inQ
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

func (c *Candidate) inBare(n *Names, text []byte, t token) Status {
	if c.depth > 0 || c.inQ {
		return c.inNested(text, t)
	}
	switch t.kind {
	case tokSpace:
		switch yes, more := c.goType(text); {
		case more:
			return wait
		case yes:
			return c.step(t)
		}
		if v := text[c.val:c.Pos]; c.colon && len(v) <= 6 && digits(v) {
			const unit = " bytes"
			if rest := text[c.Pos:]; len(rest) < len(unit) && !c.fin && bytes.HasPrefix([]byte(unit), rest) {
				return wait
			} else {
				c.bytes = bytes.HasPrefix(rest, []byte(unit))
			}
		}
		if c.goesOn(n, text) || c.inArgument(text) {
			return c.step(t)
		}
		return c.done(c.Pos)
	case tokEnd, tokLine, tokBreak:
		return c.done(c.Pos)
	case tokQuote:
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted {
			return c.done(c.Pos)
		}
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos + int(t.esc))
		}
		if c.Class.Extent == ExtentScheme && c.colon && !c.quoted && c.Pos > c.val && text[c.Pos-1] == '=' {
			c.phase = phLine // Token token="…"
			return More
		}
		if c.glued {
			c.inQ = true
			return c.step(t)
		}
		return c.softly(t)
	}
	switch t.ch {
	case '<':
		if c.Pos > c.val {
			return c.softly(t)
		}
		if !c.flat {
			return c.opens(t)
		}
	case '(', '[', '{':
		if !c.flat {
			return c.opens(t)
		}
		if c.Pos > c.val {
			st := c.softly(t)
			c.softCh = 0
			return st
		}
	case ')', ']', '}':
		if c.quoted {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case ':':
		if (c.printed && kindOf(text[c.val]) == upper || c.keyed) && c.after && nameBytes(text[c.val:c.Pos]) {
			return Dead // no value: the next member
		}
		if c.Pos > c.val && !c.quoted {
			return c.softly(t)
		}
	case '@':
		if c.ctx.user {
			return c.done(c.Pos) // of a URL
		}
	case ',', ';', '|':
		if c.quoted {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case '&':
		if c.Pos == c.val && c.colon && c.ctx.pct == 0 {
			break // a pointer: Password:&{…}
		}
		if c.ctx.query || c.ctx.pct > 0 {
			return c.done(c.Pos)
		}
		return c.softly(t)
	case '?':
		if c.ctx.matrix {
			return c.softly(t)
		}
	case '#':
		if c.ctx.query {
			return c.done(c.Pos)
		}
	case '=':
		if c.blank && nameBytes(text[c.val:c.Pos]) {
			switch next := c.Pos + 1; {
			case next >= len(text) && !c.fin:
				return wait
			case next < len(text) && strings.IndexByte("= \t\r\n", text[next]) < 0:
				return Dead // password= user=bob, but not the padding of base64
			}
		}
	case '>':
		return c.softly(t)
	}
	return c.step(t)
}

// opens begins a bracket of a bare value.
func (c *Candidate) opens(t token) Status {
	c.depth, c.nest, c.nestCh = 1, c.Pos, t.ch
	return c.step(t)
}

// unclosed ends a bare value of which a bracket did not close. The bracket then
// means nothing, and the value is read again from there, once.
func (c *Candidate) unclosed() Status {
	if c.nest >= c.val && c.nest >= 0 && c.Pos-c.nest <= maxSpec && !c.glued {
		c.far = max(c.far, c.Pos)
		c.Pos, c.flat, c.depth, c.inQ, c.gap, c.nest = c.nest, true, 0, false, -1, -1
		c.setMode()
		return More
	}
	if c.gap >= 0 {
		return c.done(c.gap)
	}
	return c.done(c.Pos)
}

func nameBytes(v []byte) bool {
	for _, b := range v {
		if !nameByte(b) {
			return false
		}
	}
	return true
}

// goType reports a blank inside a type of Go: map[string]interface {}{…}.
func (c *Candidate) goType(text []byte) (yes, more bool) {
	v := text[c.val:c.Pos]
	if !bytes.HasSuffix(v, []byte("interface")) && !bytes.HasSuffix(v, []byte("struct")) {
		return false, false
	}
	if c.Pos+1 >= len(text) {
		return false, !c.fin
	}
	return text[c.Pos+1] == '{', false
}

// inNested reads brackets of a bare value and quote marks that are glued to it. A
// blank ends the value, unless the bracket really closes.
func (c *Candidate) inNested(text []byte, t token) Status {
	if c.gap >= 0 && c.Pos-c.gap > maxSpec {
		return c.done(c.gap)
	}
	switch t.kind {
	case tokEnd, tokLine, tokBreak:
		return c.unclosed()
	case tokSpace:
		if c.gap < 0 && c.depth > 0 {
			switch yes, more := c.goType(text); {
			case more:
				return wait
			case !yes:
				c.gap = c.Pos
			}
		}
	case tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes, c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted, c.quoted && t.ch == c.ctx.form.ch && t.esc < c.ctx.form.esc && c.ctx.form.esc < pctLevel:
			return c.unclosed()
		}
		c.nestedQuote(t)
	case tokChar:
		if c.inQ {
			break
		}
		switch {
		case t.ch == c.nestCh:
			c.depth++
		case t.ch == pairEnd(c.nestCh), t.ch == '>' && c.nestCh == '<':
			if c.depth--; c.depth == 0 {
				c.gap, c.nest = -1, -1
			}
		case t.ch == '&' && c.ctx.query:
			return c.unclosed()
		}
	}
	return c.step(t)
}

// softly notes a character that ends the value if the right thing follows.
func (c *Candidate) softly(t token) Status {
	c.phase, c.soft, c.softCh, c.n, c.run = phSoft, c.shown(c.Pos), t.ch, 0, 0
	return c.step(t)
}

// inSoft decides whether the character at soft was the end. It was, if a blank, a
// quote mark or another name with its value follows; brackets and commas may lie
// between. A tag ends a value if it closes.
func (c *Candidate) inSoft(n *Names, text []byte, t token) Status {
	tag := c.softCh == '<'
	if c.n == 0 && !tag && t.kind == tokChar && t.esc == 0 && (t.ch == '[' || t.ch == '(') {
		switch yes, more := n.standsAt(text, c.Pos, c.fin); {
		case more:
			return wait
		case yes:
			return c.done(c.soft) // what stood there was another value
		}
	}
	if t.kind == tokChar && nameByte(t.ch) && c.n < maxRun && (tag || strings.IndexByte(",;&?{[(", c.softCh) >= 0) {
		c.n++
		return c.step(t)
	}
	ends := false
	switch {
	case tag && c.n == 0 && t.kind == tokChar && (t.ch == '/' || t.ch == '!') && c.run < maxRun:
		c.run++
		return c.step(t)
	case tag:
		ends = c.n > 0 && t.kind == tokChar && (t.ch == '>' || t.ch == '/')
	case c.n > 0:
		ends = t.kind == tokChar && (t.ch == '=' || t.ch == ':')
	case t.kind == tokQuote && isQuote(c.softCh) && t.ch != c.softCh && c.run < maxRun:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.done(c.soft)
		}
		c.softCh = t.ch
		c.run++
		return c.step(t)
	case t.kind != tokChar:
		ends = t.kind != tokQuote || c.softCh != ':'
	case c.softCh == ':' && c.run == 0:
	case strings.IndexByte(",;&}])>|{[(.:", t.ch) >= 0 && c.run < maxRun:
		c.softCh = t.ch
		c.run++
		return c.step(t)
	case t.ch == '<' && c.run < maxRun:
		c.softCh = t.ch
		c.run++
		return c.step(t)
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
		return c.done(c.Pos)
	case tokQuote:
		if c.parameter(text, t) {
			return c.step(t)
		}
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted || t.ch == '"' && t.esc&1 != 0 && t.esc < pctLevel {
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

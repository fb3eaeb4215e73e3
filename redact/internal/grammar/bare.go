package grammar

import (
	"bytes"
	"strings"
)

func (c *Candidate) inBare(n *Names, text []byte, t token) Status {
	if c.depth > 0 || c.inQ {
		return c.inNested(n, text, t)
	}
	if f := c.ctx.form; c.ctx.flag && !c.quoted && f.ch == '"' && (t.kind == tokBreak || t.kind == tokSpace) && t.esc > f.esc+1 && t.esc < pctLevel {
		return c.step(t) // a backslash and a letter of an argument in quotes
	}
	switch t.kind {
	case tokSpace:
		switch yes, more := c.goType(text); {
		case more:
			return wait
		case yes:
			return c.step(t)
		}
		if c.Pos+1 == len(text) && !c.fin && c.isFlagType(text, c.Pos) {
			return wait
		}
		if _, more := c.counted(text, c.Pos); more {
			return wait
		}
		if c.Pos+1 == len(text) && !c.fin && c.colon && (c.Class.passes && c.Pos-c.val <= maxNumber || c.Class.made && c.Pos-c.val <= maxReported) {
			return wait // it may be a number that counts, or a message
		}
		if v := text[c.val:c.Pos]; c.colon && len(v) <= 6 && digits(v) {
			const unit = " bytes"
			if rest := text[c.Pos:]; len(rest) < len(unit) && !c.fin && bytes.HasPrefix([]byte(unit), rest) {
				return wait
			} else {
				c.bytes = bytes.HasPrefix(rest, []byte(unit))
			}
		}
		if c.goesOn(n, text) || c.inArgument(n, text) {
			return c.step(t)
		}
		switch end, more := c.caseOf(text); {
		case more:
			return wait
		case end > 0:
			return c.done(end)
		}
		switch yes, more := c.created(text); {
		case more:
			return wait
		case yes:
			return More
		}
		switch yes, more := c.becomes(n, text); {
		case more:
			return wait
		case yes:
			return More
		}
		yes, more := c.remark(text)
		if !yes && !more {
			yes, more = c.explained(text)
		}
		if !yes && !more {
			yes, more = c.usageGoesOn(text)
		}
		if more {
			return wait
		}
		c.remarked = yes
		return c.done(c.Pos)
	case tokEnd, tokLine, tokBreak:
		return c.done(c.Pos)
	case tokQuote:
		if c.ctx.form.ch == t.ch && c.ctx.form.esc >= t.esc && !c.quoted {
			return c.done(c.Pos)
		}
		if c.ctx.query && !c.colon && !c.quoted && t.ch != '`' && c.opensURL(text, t) {
			switch i := c.Pos + t.width; {
			case i == len(text) && !c.fin:
				return wait
			case i == len(text) || kindOf(text[i]) == sep && !isQuote(text[i]) && text[i] != '\\':
				return c.done(c.Pos) // <a href="/?token=x">
			}
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
		if _, more := reads(text, c.Pos, nextFlag, c.fin); more && c.isFlagType(text, c.Pos) {
			return wait
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
		fields, more := c.fields(text)
		if more {
			return wait
		}
		if c.blank && nameBytes(text[c.val:c.Pos]) || fields || c.named(n, text) {
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
// means nothing, and the value is read again from there, once; but not what a program prints
// as a string of a type, or its value would be shown.
func (c *Candidate) unclosed(n *Names, text []byte) Status {
	if end := c.unclosedString(n, text); end > 0 {
		return c.done(end)
	}
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
func (c *Candidate) inNested(n *Names, text []byte, t token) Status {
	if c.gap >= 0 && c.Pos-c.gap > maxSpec {
		return c.done(c.gap)
	}
	switch t.kind {
	case tokEnd, tokLine, tokBreak:
		return c.unclosed(n, text)
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
			return c.unclosed(n, text)
		}
		switch yes, more := c.singly(text, t); {
		case more:
			return wait
		case !yes:
			c.nestedQuote(t)
		}
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
			return c.unclosed(n, text)
		}
	}
	return c.step(t)
}

// softly notes a character that ends the value if the right thing follows.
func (c *Candidate) softly(t token) Status {
	c.phase, c.soft, c.softCh, c.n, c.run, c.bracket = phSoft, c.shown(c.Pos), t.ch, 0, 0, -1
	return c.step(t)
}

// inSoft decides whether the character at soft was the end. It was, if a blank, a
// quote mark or another name with its value follows; brackets and commas may lie
// between. A tag ends a value if it closes.
func (c *Candidate) inSoft(n *Names, text []byte, t token) Status {
	tag := c.softCh == '<'
	if c.n == 0 && !tag && t.kind == tokChar && t.esc == 0 && (t.ch == '[' || t.ch == '(') {
		mark, _ := n.markAt(text, c.Pos, c.fin)
		switch yes, more := n.standsAt(text, c.Pos, c.fin); {
		case more:
			return wait
		case yes:
			return c.done(c.soft) // what stood there was another value
		case mark > 0:
			c.phase, c.soft = phBare, -1 // more than a mark
			return c.step(t)
		}
	}
	if t.kind == tokChar && nameByte(t.ch) && c.n < maxRun && (tag && (c.n > 0 || kindOf(t.ch) == lower || kindOf(t.ch) == upper) || strings.IndexByte(",;&?{[(", c.softCh) >= 0) {
		c.n++
		return c.step(t)
	}
	ends := false
	switch {
	case tag && c.n == 0 && t.kind == tokChar && (t.ch == '/' || t.ch == '!') && c.run < maxRun:
		c.run++
		return c.step(t)
	case tag && c.n > 0 && t.kind == tokChar && t.ch == ':' && c.run < maxRun:
		c.run = maxRun // of a namespace
		return c.step(t)
	case tag && c.n > 0 && t.kind == tokChar && t.ch == '/':
		switch next := text[c.Pos+t.width:]; {
		case len(next) == 0 && !c.fin:
			return wait
		default:
			ends = len(next) > 0 && (bytes.IndexByte([]byte(`>/\&`), next[0]) >= 0)
		}
	case tag:
		ends = c.n > 0 && t.kind == tokChar && t.ch == '>'
	case c.n > 0 && c.softCh == '&' && !c.colon && t.kind == tokChar && c.run < maxRun && (t.ch == '[' && c.bracket < 0 || t.ch == ']' && c.bracket >= 0): // &user[name]=
		c.run++
		if c.bracket = -1; t.ch == '[' {
			c.bracket = c.Pos
		}
		return c.step(t)
	case c.n > 0 && c.bracket >= 0: // it is none of a name
	case c.n > 0:
		ends = t.kind == tokChar && (t.ch == '=' || t.ch == ':')
	case t.kind == tokQuote && t.ch == c.softCh && t.esc == 0 && c.soft+1 == c.Pos:
		switch i := c.Pos + t.width; {
		case i == len(text) && !c.fin:
			return wait
		case i < len(text) && kindOf(text[i]) != sep:
			c.phase, c.soft = phBare, -1 // a shell's a''b
			return c.step(t)
		}
		ends = true
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
	if c.bracket >= 0 && !c.flat {
		c.depth, c.nest, c.nestCh = 1, c.bracket, '['
		c.setMode()
	}
	if c.n > 0 || t.kind != tokChar {
		return More
	}
	return c.step(t)
}

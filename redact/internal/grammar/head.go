package grammar

import "bytes"

// head reads from the name to the start of the value.
func (c *Candidate) head(n *Names, text []byte, t token) Status {
	switch c.phase {
	case phName, phLongName:
		return c.readName(n, text, t)
	case phAfterName:
		c.phase, c.n = phSeparator, 0
		switch pair, yes, more := c.pairedName(text, t); {
		case more:
			c.phase = phAfterName
			return wait
		case yes:
			t = pair
		case t.kind != tokQuote || c.ctx.form != (quote{t.ch, t.esc}):
			return More
		}
		c.closeName(t)
		return c.step(t)
	case phSeparator:
		if st := c.separator(n, text, t); st != Dead {
			return st
		}
		return c.more()
	case phRest:
		return c.readRest(n, text, t)
	case phSecond:
		return c.second(t)
	case phAttributes:
		if c.n++; t.kind == tokEnd || t.kind == tokLine || t.ch == '<' || c.n > maxAttrs {
			return Dead
		}
		c.step(t)
		if t.kind == tokChar && t.ch == '>' {
			c.begin(phElement)
		}
		return More
	case phPair:
		return c.pair(t)
	case phCarrier:
		return c.carry(text, t)
	}
	return c.blanks(text, t)
}

func (c *Candidate) step(t token) Status {
	c.Pos += t.width
	return More
}

func (c *Candidate) readName(n *Names, text []byte, t token) Status {
	inName := t.kind == tokChar && nameByte(t.ch)
	c.nameTo = c.Pos
	if c.phase == phName && (!inName || c.Pos-c.name > maxName) {
		class, ok := n.Classify(text[max(0, c.name):c.Pos])
		if !ok || shared(text, c.name, class) {
			return Dead
		}
		c.Class = class
		c.phase = phLongName
	}
	if inName {
		return c.step(t)
	}
	c.phase = phAfterName
	return More
}

func (c *Candidate) separator(n *Names, text []byte, t token) Status {
	if c.n++; c.n > maxHead {
		return Dead
	}
	if c.n > 1 && t.kind == tokChar && t.width == 1 && compares[t.ch] && !c.ctx.flag {
		switch at, more := compared(text, c.Pos, c.fin); {
		case more:
			c.n-- // it is read once more
			return wait
		case at > 0:
			c.Pos, c.phase, c.n = at, phBlanks, 0
			return More
		}
	}
	if c.n == 1 && t.width == 1 && !c.ctx.flag {
		if end := pathEnd(text, c.name, c.Pos); end > 0 || wrapsColumn(text, c.Pos) {
			switch at, more := compareColumn(text, c.name, c.Pos+end, c.fin); {
			case more:
				c.n-- // it is read once more
				return wait
			case at > 0:
				c.Pos, c.n = at, 2
				return More
			}
		}
	}
	if st, ok := c.carried(n, text, t); ok {
		return st
	}
	switch t.kind {
	case tokLine, tokBreak:
		if c.quoted && !c.ctx.flag && !c.index && c.ctx.form.ch == '"' && (t.kind == tokLine || c.ctx.form.esc > 0) {
			c.crossed = true // only JSON
			return c.step(t)
		}
		return Dead
	case tokSpace:
		c.step(t)
		if c.ctx.flag && !c.quoted {
			if c.n == 1 && c.password(text) {
				return Dead
			}
			c.phase, c.after = phBlanks, true
		}
		return More
	case tokQuote:
		if !c.quoted && (c.index || c.Class.introduces) {
			switch yes, more := c.quotedURL(text, t); {
			case more:
				c.n-- // it is read once more
				return wait
			case yes:
				return Dead
			}
		}
		switch {
		case c.ctx.flag && c.quoted && c.n > 1:
			c.phase = phBlanks // "--password" "…"
			return More
		case c.index && !c.quoted && (t.esc == 0 || t.esc&1 != 0 || t.esc >= pctLevel):
			c.closeName(t) // "user[password]":
			return c.step(t)
		case c.Class.introduces && c.n > 1 && !c.index && !c.quoted && t.ch != '`' && (c.ctx.form.ch == 0 || t.esc > c.ctx.form.esc && t.esc < pctLevel):
			c.phase = phBlanks
			c.inText = c.inLogfmt(text)
			return More
		}
		return Dead
	case tokChar:
	default:
		return Dead
	}
	if c.crossed && t.ch != ':' {
		return Dead
	}
	if c.ctx.flag && c.quoted && c.n > 1 && t.ch == 'a' {
		switch size, _ := auditArgument(text, c.Pos, false, c.fin); {
		case size < 0:
			c.n-- // it is read once more
			return wait
		case size > 0:
			c.Pos, c.phase = c.Pos+size, phBlanks
			return More
		}
	}
	if c.Class.introduces && c.n > 1 && !c.index && !c.quoted && c.ctx.form.ch == 0 {
		switch st := c.literal(text, t); st {
		case wait:
			c.n-- // it is read once more
			return wait
		case Begun:
			c.inText = c.inLogfmt(text)
			return More
		}
	}
	if c.n == 2 && !c.ctx.flag && t.width == 1 {
		switch at, more := movedFrom(text, max(c.name, 0), c.Pos, c.fin); {
		case more:
			c.n-- // it is read once more
			return wait
		case at > 0:
			c.Pos, c.phase, c.n, c.carrier = at, phBlanks, 0, moved
			return More
		}
	}
	if c.refuses(text, t) == Begun {
		return More
	}
	st := c.breaksKey(text, t)
	if st == Dead {
		st = c.states(text, t)
	}
	switch st {
	case wait:
		c.n-- // it is read once more
		return wait
	case Begun:
		return More
	}
	switch t.ch {
	case ':', '=':
		if t.ch == ':' && !c.quoted && arn(text, c.name) {
			return Dead
		}
		if t.ch == ':' && !c.quoted && c.n == 1 && t.width == 1 {
			switch yes, more := port(text, c.name, c.Pos, c.fin); {
			case more:
				c.n-- // it is read once more
				return wait
			case yes:
				return Dead
			}
		}
		if t.ch == ':' && c.n == 1 && c.name > 1 && string(text[c.name-2:c.name]) == "${" {
			empty, more := reads(text, c.Pos, emptyDefault, c.fin)
			must, wanting := reads(text, c.Pos, mustBeSet, c.fin)
			switch {
			case empty || must:
				return Dead
			case more || wanting:
				c.n-- // it is read once more
				return wait
			}
		}
		if t.ch == ':' && c.n == 1 && bytes.HasSuffix(c.left(text), []byte("[")) {
			switch at, more, is := visibility(text, c.Pos, c.fin); {
			case more:
				c.n-- // it is read once more
				return wait
			case is:
				c.Pos, c.index = at, true
				return More
			}
		}
		if c.Class.special == pwd && (c.ctx.query || c.ctx.matrix) {
			c.Class.special, c.Class.Weak = home, false
			if c.ctx.matrix && !c.ctx.query {
				c.Class.special = ordinary // of a connection string
			}
		}
		if t.ch == '=' && c.n == 1 && !c.quoted && (c.ctx.form.ch == '`' || c.ctx.form.ch == '\'') {
			switch yes, more := reads(text, c.Pos, methodEnd, c.fin); {
			case more:
				c.n-- // it is read once more
				return wait
			case yes && c.Pos+len(methodEnd) >= len(text) && !c.fin:
				c.n--
				return wait
			case yes && (c.Pos+len(methodEnd) == len(text) || text[c.Pos+len(methodEnd)] == ' '):
				return Dead
			}
		}
		c.colon = t.ch == ':'
		c.member, c.printed = c.inStruct(text)
		c.keyed = c.inMap(text)
		c.typed = c.colon && !c.quoted && typed(text, c.name, c.nameTo)
		c.inText = c.inLogfmt(text)
		c.blank = !c.colon && c.n == 1
		c.entry = !c.colon && c.index && !c.quoted && c.firstOfLine(text)
		switch {
		case t.esc == pctTwice:
			c.ctx.pct = 2
		case t.esc == pctLevel:
			c.ctx.pct = max(c.ctx.pct, 1)
		}
		c.phase, c.n = phSecond, 0
	case ']', '[':
		if !c.index && c.n > 1 {
			return Dead
		}
		if t.ch == '[' && c.n == 1 && c.ctx.flag && !c.quoted {
			switch yes, more := reads(text, c.Pos, "[=", c.fin); {
			case more:
				c.n-- // it is read once more
				return wait
			case yes:
				return Dead // --password[=name]
			}
		}
		switch yes, more := n.opensMark(text, c.Pos, c.fin); {
		case more:
			c.n-- // it is read once more
			return wait
		case yes:
			return Dead // the name is glued to it
		}
		if n.endsMark(text, c.name, c.Pos) {
			c.rest = true // a mark is no part of a quoted name
			return Dead
		}
		c.index = true
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if !c.index {
			return Dead
		}
	case '>':
		if c.Pos > 0 && text[c.Pos-1] == '-' {
			c.phase, c.n, c.arrow = phBlanks, 0, true // ->, of which the hyphen was read as part of the name
			return c.step(t)
		}
		if !c.ctx.xml {
			return Dead
		}
		c.step(t)
		c.begin(phElement)
		return More
	case ',':
		if !c.quoted || c.ctx.flag && (c.index || bytes.HasSuffix(bytes.TrimRight(c.left(text), " -\"'"), []byte(":"))) {
			return Dead // or the list ends with the flag, or it is the value of a member
		}
		c.phase, c.n = phPair, 0
		if c.ctx.flag {
			c.phase, c.colon = phBlanks, true // as in JSON
		}
	case '-':
		if c.n != 2 || !mapped(text, c.name) {
			return Dead
		}
		switch rest := text[c.Pos+1:]; {
		case len(rest) < 2 && !c.fin:
			c.n-- // it is read once more
			return wait
		case !bytes.HasPrefix(rest, []byte("> ")):
			return Dead
		}
		c.Pos, c.phase, c.n, c.beside = c.Pos+2, phBlanks, 0, true
		return More
	default:
		if c.ctx.xml && c.n > 1 {
			c.phase, c.n = phAttributes, 0
			return More
		}
		if (c.quoted || c.n > 1 && !c.index) && lower32(t.ch) == 'v' {
			c.phase, c.n = phPair, 0
			return More
		}
		return Dead
	}
	return c.step(t)
}

// methodEnd ends the name of a method of Ruby that sets a value: undefined method `password=' for nil.
const methodEnd = "='"

// second reads the rest of a separator: :=, =>, ==, ===.
func (c *Candidate) second(t token) Status {
	if t.kind == tokChar && t.esc < pctLevel {
		switch {
		case t.ch == '=', t.ch == '>' && c.n == 0:
			c.colon = false
			if c.n++; c.n < 3 {
				return c.step(t)
			}
		case t.ch == ':' && c.colon && c.n == 0:
			return Dead
		}
	}
	c.entry = c.entry && c.n == 1
	c.phase, c.n = phBlanks, 0
	return More
}

const pairWord = "value"

// pair reads ,"value": after a name that is itself a value, as in
// {"name":"DB_PASSWORD","value":"…"} and key="password" value="…".
func (c *Candidate) pair(t token) Status {
	switch {
	case c.n == 0 && t.kind == tokLine && t.ch == '\n' && c.carrier == yamlPair && !c.index:
		c.index = true // behind a carriage return
		return c.step(t)
	case c.n == 0 && t.kind == tokLine && c.quoted && c.ctx.form.ch == '\'' && c.softCh == 0:
		return c.step(t) // of JavaScript, in lines
	case c.n == 0 && (t.kind == tokSpace || t.kind == tokQuote):
		c.softCh = t.ch & -b2i(t.kind == tokQuote)
		return c.step(t)
	case c.n < len(pairWord) && t.kind == tokChar && lower32(t.ch) == pairWord[c.n]:
		c.n++
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokQuote && t.ch == c.softCh:
		c.softCh = 0
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokSpace:
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokChar && c.softCh == 0 && (t.ch == ':' || t.ch == '='):
		c.colon = t.ch == ':'
		c.phase = phSecond
		return c.step(t)
	}
	return Dead
}

// blanks reads up to the first character of the value.
func (c *Candidate) blanks(text []byte, t token) Status {
	if c.n++; c.n > maxHead {
		return Dead
	}
	if t.ch == '+' && c.ctx.pct == 0 && t.esc == pctLevel {
		c.begin(phPrefix) // no blank: the value is not percent-encoded
		return More
	}
	if c.Class.special == block && c.colon && !c.quoted && (t.kind == tokLine || t.kind == tokBreak) {
		c.openBlock(text)
		return More
	}
	switch t.kind {
	case tokSpace:
		if c.ctx.query && !c.colon && t.esc == 0 {
			return Dead // a parameter without a value
		}
		if !c.colon && !c.quoted && !c.ctx.flag && c.shell(text) {
			return Dead // a variable without one
		}
		c.column = c.after && c.ctx.flag && !c.quoted
		c.after = true
		return c.step(t)
	case tokLine:
		if c.index && !c.colon && c.quoted {
			return c.step(t) // var_dump
		}
		if c.quoted && c.colon {
			c.crossed, c.after = true, false
			return c.step(t)
		}
		return Dead
	case tokBreak:
		if c.index && !c.colon && c.quoted {
			return c.step(t)
		}
		if c.quoted && c.colon && c.ctx.form.esc > 0 {
			c.crossed, c.after = true, true // the string is one record
			return c.step(t)
		}
		return Dead
	case tokEnd:
		return Dead
	}
	switch c.rejects(text, t) {
	case wait:
		c.n--
		return wait
	case Begun:
		return More
	}
	if c.crossed && t.kind != tokQuote && !c.indented(t) || c.rest && c.colon && !jsonValue(t) || c.typed && c.after {
		return Dead
	}
	if c.column && t.kind == tokChar && (kindOf(t.ch) == upper || t.ch == '<' || t.ch == '[' || t.ch == '(') {
		return Dead // a column of help texts
	}
	if c.ctx.flag && !c.quoted && c.after && (c.column || c.n > 1 && !c.colon && c.blank) && t.kind == tokChar && t.ch == '-' {
		return Dead // no value: another flag
	}
	if !c.colon && !c.quoted && c.after && t.kind == tokChar && t.ch == '-' && t.esc == 0 {
		switch next := text[c.Pos+1:]; {
		case len(next) < 2 && !c.fin:
			c.n--
			return wait
		case len(next) > 1 && (next[0] == '-' && kindOf(next[1]) == lower || next[1] == ' ' && letters(next[:1])):
			return Dead // no value: a flag
		}
	}
	if c.Class.special == bare && c.colon && c.after && !c.quoted && (t.kind != tokQuote || kindOf(text[c.nameTo-1]) == upper) {
		if t.kind != tokChar || t.ch != '(' {
			return Dead
		}
		switch _, more, ok := spewed(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case !ok:
			return Dead
		}
	}
	if c.colon && !c.after && t.kind == tokChar && t.ch == '/' && !c.quoted {
		switch next := text[c.Pos+1:]; {
		case len(next) == 0 && !c.fin:
			c.n--
			return wait
		case len(next) == 0 || next[0] == '/' && !c.member:
			return Dead // token://
		}
		c.rooted = true
	}
	if c.index && c.quoted && !c.colon && t.kind == tokChar && t.ch == 's' && c.carrier == noCarrier {
		c.carrier, c.phase, c.n, c.val = varDump, phCarrier, 0, c.Pos
		return c.step(t)
	}
	if t.kind == tokChar && t.ch == '(' && c.colon && c.after && !c.crossed {
		at, more, ok := spewed(text, c.Pos, c.fin)
		if !more && !ok {
			at, more = printedBER(text, c.Pos, c.fin)
			ok = at > 0
		}
		switch {
		case more:
			c.n--
			return wait
		case ok:
			c.Pos, c.carrier = at, spew
			c.begin(phPrefix)
			return More
		}
	}
	if t.kind == tokChar && (t.ch == '!' || t.ch == '&') && t.width == 1 && c.colon && c.after && !c.crossed {
		switch end, names, more := tagged(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case names:
			return Dead
		case end > 0:
			c.Pos = end
			return More
		}
	}
	if t.kind == tokChar && (t.ch == '|' || t.ch == '>') && t.width == 1 && c.colon && c.after && !c.crossed {
		switch end, more := blockHead(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case end > 0:
			c.Pos, c.quoted = end, false
			c.openBlock(text)
			return More
		}
	}
	if t.kind == tokChar && c.colon && c.after && !c.quoted && !c.crossed && kindOf(t.ch) == upper {
		switch at, more, is := wrapped(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case is:
			c.Pos = at
			c.begin(phPrefix)
			return More
		}
	}
	if t.kind == tokChar && t.ch == '<' && t.width == 1 && !c.colon && !c.quoted {
		switch at, more := erlangBinary(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case at > 0:
			c.Pos = at
			c.begin(phPrefix)
			return More
		}
	}
	if t.kind == tokChar && t.ch == '<' && !c.quoted && c.colon {
		switch yes, more := c.endTag(text, t); {
		case more:
			c.n--
			return wait
		case yes:
			at, more := cellBehind(text, c.Pos, c.fin)
			switch {
			case more:
				c.n--
				return wait
			case at > 0: // <td>Password:</td><td>x</td>
				c.carrier, c.Pos, c.beside = element, at, true
				c.begin(phElement)
				return More
			}
			return Dead // <label>Password:</label>
		}
	}
	if !c.colon && t.kind == tokChar && t.width == 1 && kindOf(t.ch) != sep {
		switch size, more := anyOf(text[c.Pos:]); {
		case more && !c.fin:
			c.n--
			return wait
		case size < 0:
			return Dead
		default:
			c.Pos += size
		}
	}
	c.blank = c.blank && c.after
	c.begin(phPrefix)
	return More
}

func (c *Candidate) begin(p phase) {
	c.phase, c.val, c.n, c.depth = p, c.Pos, 0, 0
	if p == phPrefix {
		c.whole = c.Pos
	}
}

func lower32(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// password reports that the name of a flag is a password behind -p: -psk-8f2a….
func (c *Candidate) password(text []byte) bool {
	if c.name < 2 || !bytes.HasPrefix(text[c.name:c.nameTo], []byte("psk")) || text[c.name-1] != '-' || text[c.name-2] == '-' {
		return false
	}
	digits := 0
	for _, b := range text[c.name:c.nameTo] {
		if kindOf(b) == digit {
			digits++
		}
	}
	return digits >= 6
}

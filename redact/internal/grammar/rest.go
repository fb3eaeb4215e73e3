package grammar

import "bytes"

// A quoted name may be more than its sensitive part: "New password (again)":. What
// follows the part is read up to the quote mark; that a separator follows shows that
// the mark closes a name, and not a text that holds the word.

// more begins to read the rest of a quoted name, if there may be one.
func (c *Candidate) more() Status {
	if c.quoted || c.Class.special == bare || c.ctx.flag || c.ctx.xml || c.rest || c.Pos-c.nameTo > maxRest {
		return Dead
	}
	c.phase, c.Pos, c.n, c.rest, c.begun = phRest, c.nameTo, 0, true, false
	c.index, c.colon, c.after, c.blank, c.column = false, false, false, false, false
	return More
}

// readRest reads a quoted name to its end.
func (c *Candidate) readRest(n *Names, text []byte, t token) Status {
	switch {
	case c.Pos-c.nameTo > maxRest, t.kind == tokEnd, t.kind == tokLine, t.kind == tokBreak:
		return Dead
	case t.kind != tokQuote:
		return c.step(t)
	}
	switch yes, wanting := separated(text, c.Pos+t.width, c.fin); {
	case wanting:
		return wait
	case !yes:
		if i := c.Pos + t.width; t.ch == '\'' && t.esc == 0 && i < len(text) && kindOf(text[i]) != sep && kindOf(text[c.Pos-1]) != sep {
			return c.step(t) // an apostrophe
		}
		return Dead
	}
	from, ok := c.opened(text, quote{t.ch, t.esc})
	if !ok || n.IsMark(bytes.Trim(text[c.nameTo:c.Pos], " +")) {
		return Dead // what is hidden there was the value
	}
	class, ok := n.Classify(text[from:c.Pos])
	if !ok {
		return Dead
	}
	c.Class = class
	c.closeName(t)
	c.phase = phSeparator
	return c.step(t)
}

// quotedURL reports that the quote mark t closes a URL, and that behind a colon stands what became of it:
// Get "http://h/?f[password]": EOF.
func (c *Candidate) quotedURL(text []byte, t token) (yes, more bool) {
	const behind = ": x"
	rest := text[min(len(text), c.Pos+t.width):]
	for i := range min(len(rest), len(behind)) {
		if b := rest[i]; i < len(": ") && b != behind[i] || i == len(": ") && (kindOf(b) < lower || b >= 0x80) {
			return false, false
		}
	}
	left := text[max(0, c.name-maxText):max(0, c.name)]
	if i := bytes.LastIndexByte(left, t.ch); i < 0 || !bytes.Contains(left[i:], []byte("://")) {
		return false, false
	}
	return len(rest) >= len(behind), len(rest) < len(behind) && !c.fin
}

// closeName takes t for the quote mark that closes the name.
func (c *Candidate) closeName(t token) {
	c.quoted, c.ctx.form = true, quote{t.ch, t.esc}
	if t.esc == 0 && t.ch == '"' {
		c.inStr, c.outside = false, true
	}
	switch t.esc {
	case pctLevel:
		c.ctx.pct = max(c.ctx.pct, 1)
	case pctTwice:
		c.ctx.pct = 2
	}
}

// separated reports that a separator of name and value stands at text[i], behind
// blanks.
func separated(text []byte, i int, final bool) (yes, more bool) {
	for stop := i + maxBlanks; i < stop; {
		switch t := next(text, i, 2, final); t.kind {
		case tokMore:
			return false, true
		case tokSpace, tokSkip:
			i += t.width
		default:
			return t.kind == tokChar && (t.ch == ':' || t.ch == '='), false
		}
	}
	return false, false
}

// opened returns where the name begins that q closes: behind the same mark, of which
// it can be seen that it opens something. Inside a string of JSON, and of a name that
// is too long, the end counts.
func (c *Candidate) opened(text []byte, q quote) (from int, ok bool) {
	if c.ctx.form == q {
		return c.name, true
	}
	var buf [maxSlashes + 1]byte
	mark := Wrap{q.ch, q.esc}.Append(buf[:0])
	floor := max(0, c.name-maxLeft)
	inside := q == quote{ch: '"'} && c.within()
	before := text[floor:max(floor, c.name)]
	if nl := bytes.LastIndexByte(before, '\n'); nl >= 0 {
		floor += nl + 1
		before = before[nl+1:]
	}
	i := bytes.LastIndex(before, mark)
	if i < 0 {
		return floor, inside
	}
	from = floor + i + len(mark)
	if inside {
		return from, true
	}
	if i += floor; i == 0 || q.esc >= pctLevel {
		return from, true
	}
	return from, bytes.IndexByte([]byte(" \t\n\r{[(,;&?<>|"), text[i-1]) >= 0
}

// jsonValue reports what a value of JSON or of another language begins with: a word
// behind a colon may go on with a sentence.
func jsonValue(t token) bool {
	return t.kind == tokQuote || t.kind == tokChar && (t.ch == '[' || t.ch == '{' || t.ch == '-' || kindOf(t.ch) == digit)
}

// inStruct reports a name that is a member of what %+v prints: a capital, and a brace
// that is open before it. Printed tells that it is so for sure: a member without a
// comma stands between.
func (c *Candidate) inStruct(text []byte) (member, printed bool) {
	if !c.colon || c.n != 1 || c.name <= 0 || c.quoted || kindOf(text[c.name]) != upper {
		return false, false
	}
	before := text[max(0, c.name-maxText):c.name]
	i := bytes.LastIndexAny(before, "{}\n")
	if i < 0 || before[i] != '{' {
		return false, false
	}
	return true, bytes.IndexByte(before[i:], ':') > 0 && bytes.IndexByte(before[i:], ',') < 0
}

// inLogfmt reports that the name lies in a quoted value of logfmt: the last quote
// mark before it follows a name and an equals sign.
func (c *Candidate) inLogfmt(text []byte) bool {
	if c.name < 0 || c.Pos-c.name > 2*maxText {
		return false
	}
	for i, floor := min(c.calm, c.name), max(2, c.name-maxText); ; {
		if i = lastEither(text, floor, i, '"', '\n'); i < floor || text[i] == '\n' {
			return false
		}
		if text[i-1] != '\\' {
			return text[i-1] == '=' && nameByte(text[i-2]) && !c.within()
		}
	}
}

// arn reports a name that is part of a resource name of AWS:
// arn:aws:secretsmanager:…:secret:db.
func arn(text []byte, name int) bool {
	left := text[max(0, name-maxLeft):max(0, name)]
	for _, colon := range []string{":", "%3A", "%253A"} {
		if !hasSuffixFold(left, colon) {
			continue
		}
		for i := 3; i+len(colon) <= len(left); i++ {
			if left[i] == colon[0] && left[i-1]|0x20 == 'n' && hasSuffixFold(left[:i], "arn") && hasSuffixFold(left[:i+len(colon)], colon) {
				return true
			}
		}
	}
	return false
}

// typed reports a name that is a type of Go as %T prints it: *v1.Secret.
func typed(text []byte, name, end int) bool {
	if name < 0 || end > len(text) || bytes.IndexByte(text[name:end], '.') < 0 {
		return false
	}
	return name > 0 && text[name-1] == '*' || text[name] == 'v' && kindOf(text[name+1]) == digit
}

// letters reports a word of ASCII letters.
func letters(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); k != upper && k != lower || b >= 0x80 {
			return false
		}
	}
	return len(v) <= maxMember
}

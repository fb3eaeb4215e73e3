package grammar

import "bytes"

// A block of YAML is the lines that are indented deeper than its name.

// inContent is the place of a block's indentation where it is known that the line
// belongs to it.
const inContent = 0xff

// blockHead returns where the line ends that begins a block with the sign at text[i]: |, >- or |2+, and
// perhaps a remark. It returns whether more text decides.
func blockHead(text []byte, i int, final bool) (end int, more bool) {
	end = i + 1
	for end < i+3 && end < len(text) && (text[end] == '-' || text[end] == '+' || kindOf(text[end]) == digit) {
		end++
	}
	for remark := false; end-i < maxHeadOfBlock; {
		t := next(text, end, 0, final)
		switch {
		case t.kind == tokMore:
			return 0, true
		case t.kind == tokLine || t.kind == tokBreak:
			return end, false
		case t.kind == tokChar && t.ch == '#' && text[end-1] == ' ':
			remark = true
		case t.kind != tokSpace && (t.kind != tokChar || !remark):
			return 0, false
		}
		end += t.width
	}
	return 0, false
}

// maxHeadOfBlock bounds the line that begins a block.
const maxHeadOfBlock = 128

// openBlock begins the value of a name whose line ends behind the colon.
func (c *Candidate) openBlock(text []byte) {
	line := c.left(text)
	for _, end := range []string{"\n", `\n`} {
		if i := bytes.LastIndex(line, []byte(end)); i >= 0 {
			line = line[i+len(end):]
		}
	}
	c.begin(phBlock)
	if c.run, c.soft = 0, -1; len(bytes.Trim(line, " -")) == 0 {
		c.depth = len(line) // or a string or a prefix begins the line
	}
}

// inBlock reads a block. run is the indentation of the line at hand, soft the end of
// the last line.
func (c *Candidate) inBlock(text []byte, t token) Status {
	switch t.kind {
	case tokEnd:
		return c.endBlock(c.Pos)
	case tokLine, tokBreak:
		if c.run == inContent {
			c.soft = c.Pos
		}
		c.run = 0
		return c.step(t)
	case tokQuote:
		switch yes, more := c.endsString(text, t); {
		case more:
			return wait
		case yes:
			return c.endBlock(c.Pos + int(t.esc))
		}
	case tokSpace:
		if c.run < inContent-1 {
			c.run++
		}
		return c.step(t)
	}
	if c.run != inContent {
		if int(c.run) <= c.depth {
			return c.endBlock(c.Pos)
		}
		if c.soft < 0 && !c.wasCut {
			c.val = c.Pos
		}
		c.run = inContent
	}
	return c.step(t)
}

// endBlock ends a block before a line that is no part of it, or at the end of one that
// is.
func (c *Candidate) endBlock(at int) Status {
	if c.run == inContent {
		return c.done(at)
	}
	if c.soft < 0 {
		return Dead
	}
	return c.done(c.soft)
}

// blockOfReferences reports lines that are nothing but references, or names with such: NPM_TOKEN=${{ secrets.X }}.
func blockOfReferences(v []byte) bool {
	for line := range bytes.Lines(v) {
		line = bytes.TrimSpace(line)
		if i := bytes.IndexAny(line, "=:"); i > 0 && nameBytes(line[:i]) {
			line = bytes.TrimSpace(line[i+1:])
		}
		template := bytes.HasPrefix(line, []byte("{{")) && bytes.HasSuffix(line, []byte("}}")) && bytes.Count(line, []byte("{{")) == 1
		if len(line) > 0 && !template && !reference(line) {
			return false
		}
	}
	return true
}

// blockOfWords reports text of two words or more without digits, with a capital first or a sign of a sentence.
func blockOfWords(v []byte) bool {
	signs := kindOf(v[0]) == upper
	for _, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, b == ' ', b == '\n', b == '\r', b == '\'', b == '-':
		case k == upper:
		case bytes.IndexByte([]byte(".,:;!?()"), b) >= 0:
			signs = true
		default:
			return false
		}
	}
	return signs && len(bytes.Fields(v)) > 1
}

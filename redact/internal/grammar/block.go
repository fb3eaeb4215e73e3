package grammar

import "bytes"

// A block of YAML is the lines that are indented deeper than its name.

// inContent is the place of a block's indentation where it is known that the line
// belongs to it.
const inContent = 0xff

// blockHead returns where the line ends that begins a block with the sign at text[i]: |, >- or |2+. It
// returns whether more text decides.
func blockHead(text []byte, i int, final bool) (end int, more bool) {
	n := 1
	for n < 3 && i+n < len(text) && (text[i+n] == '-' || text[i+n] == '+' || kindOf(text[i+n]) == digit) {
		n++
	}
	switch rest := text[i+n:]; {
	case len(rest) == 0 || len(rest) == 1 && rest[0] == '\\':
		return 0, !final
	case rest[0] == '\n' || rest[0] == '\r' || rest[0] == '\\' && (rest[1] == 'n' || rest[1] == 'r'):
		return i + n, false
	}
	return 0, false
}

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

// namingTags say that the value is named, or encrypted: !Ref of CloudFormation, !vault of Ansible,
// !secret and !env_var of Home Assistant, !reference of GitLab.
var namingTags = set("!ref !getatt !importvalue !findinmap !vault !secret !env !env_var !reference")

// typeTags are those of a value as it is.
var typeTags = set("!!str !!binary !!int !!float")

// tagged returns where the blank behind a tag of YAML at text[i] is, if its value follows, or that the
// value is only named. It returns whether more text decides.
func tagged(text []byte, i int, final bool) (end int, names, more bool) {
	end = i + 1
	for end < len(text) && end-i < maxYAMLTag && (nameByte(text[end]) || text[end] == '!') {
		end++
	}
	switch tag := text[i:end]; {
	case end == len(text):
		return 0, false, !final
	case text[end] != ' ':
		return 0, false, false
	case in(namingTags, tag):
		return 0, true, false
	case in(typeTags, tag):
		return end, false, false
	}
	return 0, false, false
}

const maxYAMLTag = 16

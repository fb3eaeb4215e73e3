package grammar

import "bytes"

type cmdPhase uint8

const (
	cmdOff   cmdPhase = iota
	cmdEnd            // behind the word
	cmdGap            // between words
	cmdFlag           // in a word with a hyphen or a solidus
	cmdWord           // in another word
	cmdNext           // the next word has the value
	cmdUser           // in the part of a word before the value
	cmdValue          // in the value
	cmdClose          // behind its closing quote mark
	cmdPeek           // behind it
	cmdPipe           // behind it, where a pipe tells whether it is one
)

// maxLetters bounds the letters behind a word that more may follow.
const maxLetters = 12

// maxWord bounds the bytes of a word that are compared.
const maxWord = 64

// Command is the command that a line shows, and what was read of it. It is of fixed
// size and resumable like a Candidate.
type Command struct {
	Pos int

	row, old  int16 // numbers plus one: the command, and the one before it
	oldCount  int8  // of that one, as oldShut
	oldShut   byte
	phase     cmdPhase
	inStr     bool // the line is in a string of JSON
	strung    bool // the line is in the string of a member of logfmt: cmd="…"
	marks     bool // the word begins with a quote mark that is not escaped
	list      bool // it is a list of strings
	items     bool // it is a list of YAML
	indent    uint8
	inside    bool // Pos is in one of them
	joint     int8 // what has come of what stands between it and a list of its arguments
	sep       bool // a separator stands before Pos
	comma     bool // one of them is a comma
	space     bool // the last token is a blank
	opened    bool // it is a quote mark that begins a word
	twice     bool // and a doubled one
	backslash bool // the last character is a backslash
	peek      bool // a word with a solidus must follow the value
	pair      bool // another word may follow, which then is the value
	found     bool // the word of sub or after has come
	due       bool // the value comes next
	given     bool // a value has come in this statement
	adjoins   bool // as the last word
	former    bool // the value is the one that the last one takes the place of
	certain   bool // it is a value even if it is a plain word
	again     bool // the command is read on behind one within it
	bound     bool // a placeholder stands where the value would
	listed    bool // what stands behind the next comma is a value too
	more      int8 // values that may follow so
	weak      bool // plain words are no value of the flag
	said      bool // a sentence may say what the row does
	sure      bool // the word belongs to a statement
	part      part
	count     int8 // words, or fields
	letters   int8
	depth     int8  // brackets of the value
	quote     quote // right before Pos
	wordQuote quote // right before the word
	arg       quote // around the argument in which Pos is
	held      bool  // that one begins a word
	outer     quote // around that of another command in which the word stands
	left      bool  // that one is over
	dashed    bool  // the last word is a flag
	path      bool  // the word of the command ends a path in quotes
	lone      bool  // those quotes begin a word of the line
	beside    bool  // the mark before the value stands behind a blank or a flag
	signs     bool  // the name of a user has some that no address of mail has
	spliced   bool  // the mark behind a user ends right before Pos
	marked    int   // where arg is known
	open      quote // of the value
	paired    bool  // that is doubled
	doubtful  bool  // another command begins in the value
	suspect   int   // where the word of one may end, or 0
	around    byte  // the mark like it that is open around the statement
	covered   bool  // a double quote mark is, and it is another
	shut      byte  // around, behind such a value
	first     int   // the value before this one, which takes its place, or -1
	firstEnd  int
	rest      int // a value that is to be returned next, if restEnd is not 0
	restEnd   int
	closed    int  // where such a value is over
	glued     bool // the value is a word of several parts
	inner     byte // the mark that is open in it
	whole     int  // start of the value with its mark, if it may be such a word
	word      int  // start of the word
	behind    bool // it stands behind a comma
	val       int
	soft      int // where the value may end, or -1
	end       int
	cut       bool // the beginning of the value was shown or replaced
	audit     bool // an argument of auditd in hexadecimal has come
	hex       bool // the word is one
	hexed     bool // the value is
	hexPart   part // of what it stands for
	cols      columns
}

// Active reports a command that is being read.
func (c *Command) Active() bool { return c.phase != cmdOff }

// Hold returns the smallest offset that may be replaced, or n.
func (c *Command) Hold(n int) int {
	switch {
	case c.phase >= cmdValue && c.first >= 0:
		return min(n, c.first)
	case c.phase >= cmdValue:
		return min(n, c.val, c.whole)
	case c.phase == cmdUser && c.soft >= 0:
		return min(n, c.soft)
	}
	if c.phase != cmdOff {
		return min(n, c.Pos)
	}
	return n
}

// Rebase moves all offsets down by k.
func (c *Command) Rebase(k int) {
	c.Pos -= k
	c.word -= k
	c.val -= k
	c.whole -= k
	c.end -= k
	c.marked -= k
	c.closed -= k
	c.suspect = max(0, c.suspect-k)
	if c.soft >= 0 {
		c.soft -= k
	}
	if c.first >= 0 {
		c.first, c.firstEnd = c.first-k, c.firstEnd-k
	}
}

// NoCommand reports that Open begins nothing at [start, end) but what the next byte
// ends, as in the name of a client: curl/8.9.1.
func NoCommand(text []byte, start, end, number int) bool {
	r := &commands[number]
	if !r.alone(text, start) || r.word == listLogin && !registry(text[max(0, start-maxWord):start]) || r.quoted() && end < len(text) && !r.parts(text[end]) {
		return true
	}
	last := kindOf(r.word[len(r.word)-1])
	return (last == lower || last == digit) && end < len(text) && (text[end] == '/' || text[end] == '.' && extension(text[end:], false) == 0 || kindOf(text[end]) == digit)
}

// InString tells that the line is in a string of JSON. A word that begins with a mark of its own is
// in none, unless that is escaped.
func (c *Command) InString(yes bool) { c.inStr = yes && !c.marks }

// Open goes on with the command whose word stands at [start, end). All before start
// was read. It returns false if it is no command, or a word of a value.
func (c *Command) Open(text []byte, start, end, number int) bool {
	if c.phase >= cmdUser && c.phase < cmdPeek && !commands[c.row-1].holds() && (start == 0 || !isQuote(text[start-1]) || !c.glued && (c.open.ch != '\'' || text[start-1] != '"')) {
		return false
	}
	r := &commands[number]
	if !r.alone(text, start) {
		return false
	}
	old := c.row
	if c.phase == cmdOff || c.phase == cmdEnd || r.then != nil {
		old = 0
	}
	*c = Command{Pos: end, row: int16(number) + 1, old: old, oldCount: c.count, oldShut: c.shut, closed: c.closed, phase: cmdEnd, soft: -1, first: -1, part: r.part, word: start}
	if r.columns {
		c.cols.outer = outerMark(text, start)
	}
	c.marks = r.word[0] == '"' && (start == 0 || text[start-1] != '\\')
	c.strung = strung(text[max(0, start-maxWord):start])
	if r.program() {
		if item := itemWord(text, start); item != nil {
			c.items, c.indent = true, uint8(bytes.IndexByte(item, '-'))
		}
	}
	c.said = r.id && sentenced(text, start, end)
	if r.word == "IDENTIFIED BY " {
		c.more = grantees(text, start)
	}
	c.sure = r.hash && (old > 0 && commands[old-1].id || stated(text, start, end))
	if i := pathStart(text, start); i > 0 && text[i-1] == '"' {
		c.wordQuote = quote{ch: '"'}
		if c.path = i < start && (text[start-1] == '\\' || text[start-1] == '/') && (i < 2 || text[i-2] != '='); c.path {
			c.arg = c.wordQuote
		}
		c.lone = i < 2 || text[i-2] == ' ' || text[i-2] == '\n'
	}
	switch last := r.word[len(r.word)-1]; {
	case r.escaped():
		c.Pos--
	case r.word == listLogin:
		if !registry(text[max(0, start-maxWord):start]) {
			c.phase = cmdOff
			return true
		}
		c.phase, c.list, c.sep = cmdGap, true, true
	case r.listed():
		c.list = true
	case last == ' ', r.bare, r.rest:
		c.phase, c.sep, c.space = cmdGap, true, last == ' '
	case last == '-':
		if c.phase, c.word = cmdFlag, end-1; r.lead != "" {
			c.wordQuote = quote{}
		}
	case r.part != whole && last == ':':
		c.phase, c.word = cmdUser, end
	}
	return true
}

// Cut returns what was read of a value, because it is about to be shown.
func (c *Command) Cut() (start, end int, ok bool) {
	if c.phase == cmdUser && c.soft >= 0 {
		c.phase, c.val, c.whole = cmdValue, c.soft+1, c.soft+1
	}
	if c.phase != cmdValue || c.Pos <= c.val {
		return 0, 0, false
	}
	if commands[c.row-1].into {
		c.phase = cmdOff
		return 0, 0, false
	}
	if c.suspect > 0 {
		c.doubtful, c.suspect = true, 0
	}
	start, end = c.val, c.Pos
	c.val, c.whole, c.soft, c.cut = c.Pos, c.Pos, -1, true
	return start, end, true
}

// skip reads letters, digits and hyphens that are inside of a word or a value.
func (c *Command) skip(text []byte) {
	value := c.phase == cmdValue && c.Pos > c.val
	if !value && (c.phase != cmdWord || c.list || c.Pos-c.word <= len(hereString)) || c.Pos >= len(text) {
		return
	}
	i := c.Pos
	for i < len(text) && (kindOf(text[i]) >= lower && text[i] < 0x80 || text[i] == '-') {
		i++
	}
	if i == c.Pos {
		return
	}
	c.Pos, c.backslash = i, false
	if !value {
		c.space = false
	} else if c.open.ch == 0 {
		c.soft = -1
	}
}

// Run reads text up to limit. It returns true when it has found a value, and is then
// to be called again.
func (c *Command) Run(n *Names, text []byte, limit int, final bool) (v CommandValue, ok bool) {
	if c.restEnd > 0 {
		v = CommandValue{Start: c.rest, End: c.restEnd, row: &commands[c.row-1]}
		c.restEnd = 0
		return v, true
	}
	for c.phase != cmdOff {
		if c.phase == cmdPipe {
			start, end, yes, more := c.piped(n, text, final)
			if more {
				return v, false
			}
			v = CommandValue{Start: start, End: end, quoted: c.open.ch != 0, row: &commands[c.row-1]}
			c.phase = cmdOff
			return v, yes
		}
		if c.skip(text[:min(limit, len(text))]); c.Pos >= limit && (!final || limit < len(text)) && c.phase != cmdClose {
			break
		}
		if c.phase == cmdEnd && c.letters <= maxLetters && !commands[c.row-1].dotted() {
			switch k := extension(text[c.Pos:], final); {
			case k < 0:
				return v, false
			case k > 0:
				c.Pos, c.letters = c.Pos+k, maxLetters+1
				continue
			}
		}
		if (c.phase == cmdGap || c.phase == cmdNext || c.phase == cmdPeek && c.pair) && c.space && c.Pos < len(text) && text[c.Pos] == 'a' {
			switch yes, more := c.readAudit(n, text, final); {
			case more:
				return v, false
			case yes:
				continue
			}
		}
		t := next(text, c.Pos, 0, final).nested(text, c.Pos, final)
		if t.kind == tokMore || !final && len(text)-c.Pos-t.width < c.ahead(t) {
			return v, false
		}
		if c.waits(text, &commands[c.row-1], t, final) {
			return v, false
		}
		closes := c.closesAround(text, t)
		c.track(text, t)
		r := &commands[c.row-1]
		if t.kind == tokSkip {
			c.Pos += t.width
			continue
		}
		// What ends the line, or the string in which it stands, ends the command.
		if c.phase == cmdEnd && c.inStr && t == (token{tokQuote, '"', 0, 1}) && c.wordQuote.ch == '"' {
			c.inStr, c.list, c.inside = false, true, true // a word of a list
		}
		switch {
		case c.phase >= cmdValue || t.kind != tokLine && t.kind != tokBreak:
		case c.list && !c.inside:
			t.kind = tokSpace
		case c.items && !c.list:
			switch size, more := c.nextItem(text, t, final); {
			case more:
				return v, false
			case size > 0:
				t = token{tokSpace, ' ', 0, size}
			}
		}
		if c.list && c.phase < cmdValue && c.joins(text, t) {
			c.Pos += t.width
			continue
		}
		if c.list && c.phase < cmdValue {
			if t.elementMark() {
				c.inside = !c.inside
			} else if (c.path || c.lone && t.ch == '-') && !c.inside && c.count == 0 && t.kind == tokChar && (kindOf(t.ch) != sep || t.ch == '-' || t.ch == '/') && text[c.Pos-1] == ' ' && text[c.Pos-2] == '"' {
				c.list = false // "C:\bin\mysql.exe" -px, "mysql" -px
			} else if !c.inside && !c.hex && t.kind != tokSpace && t.ch != ',' {
				c.phase = cmdOff // the list is over, or it is none
				return v, false
			}
		}
		if r.into && c.phase == cmdValue && c.Pos-c.val > maxPiped {
			c.phase = cmdOff
			return v, false
		}
		breaks := r.columns && c.phase < cmdValue // it may have several lines
		over := t.kind == tokEnd || t.kind == tokBreak && !breaks && !c.content(text, r, t) && !c.prints(r) && !c.argues(text, r, t) || t.kind == tokLine && !c.backslash && !(breaks && c.cols.continues(text, c.Pos+t.width)) || c.ends(text, r, t)
		c.backslash = t.kind == tokChar && t.ch == '\\'
		if c.phase < cmdValue {
			switch {
			case over && c.unclosed():
				continue
			case over || closes:
				c.phase = cmdOff
				return v, false
			}
			c.read(n, text, r, t)
			continue
		}
		if c.phase == cmdClose && !over {
			switch yes, more := c.goesOn(text, r, t, final); {
			case more:
				return v, false
			case yes:
				continue
			}
		}
		if c.phase == cmdPeek && c.pair && r.weak && n.IsMark(text[c.val:c.end]) {
			c.pair = false // it was replaced before
		}
		if done := c.value(text, r, t, over); done {
			if r.into {
				c.phase = cmdPipe
				continue
			}
			c.choose(n, text, r)
			c.cols.tears = r.columns && (c.cols.tears || tears(text[c.val:c.end]))
			v = CommandValue{
				Start: c.val, End: c.end, Cut: c.cut, quoted: c.open.ch != 0 || c.glued, weak: c.weak, said: c.said, sure: c.sure,
				certain: c.certain || c.former && c.open.ch != 0 || c.paired, hexed: c.hexed, hex: c.hexPart, bound: c.bound, row: r,
			}
			if c.part == colon && !c.cut {
				v.Start = n.behindMarks(text, v.Start, v.End)
			}
			again := v.quoted && r.flagged(text[v.Start:v.End]) // ["docker","login","-u","-p","-p","x"]
			c.behindValue(text)
			c.former, c.certain = c.due && c.former, c.due && c.certain
			c.cut, c.weak, c.part, c.soft, c.open, c.hex, c.hexed, c.glued, c.inner = false, false, r.part, -1, quote{}, false, false, false, 0
			c.paired = false
			if c.phase == cmdPeek {
				c.phase = cmdGap
			}
			if over {
				c.phase = cmdOff
			}
			if again && c.phase == cmdGap {
				c.phase, c.quote, c.sep, c.comma = cmdNext, quote{}, true, false
			}
			if v.End > v.Start {
				return v, true
			}
		}
	}
	return v, false
}

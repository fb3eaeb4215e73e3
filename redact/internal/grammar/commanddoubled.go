package grammar

import (
	"bytes"
	"strings"
)

// A statement in a string of SQL or in a field of CSV has its own quote mark doubled:
// 'ALTER USER a IDENTIFIED BY ''x'''.

// ahead returns how many bytes behind t tell what it is.
func (c *Command) ahead(t token) int {
	switch {
	case (t.kind == tokBreak || t.kind == tokLine) && c.phase < cmdValue:
		return 1
	case c.phase == cmdPeek && t.kind == tokChar && kindOf(t.ch) == digit:
		return 1
	case c.phase < cmdValue && commands[c.row-1].columns && t.kind == tokQuote:
		return 3
	case c.phase < cmdValue && commands[c.row-1].columns && t.kind == tokChar && strings.IndexByte("$/-", t.ch) >= 0:
		return 1
	case t.kind != tokQuote:
	case (c.phase == cmdNext || c.phase == cmdGap || c.phase == cmdPeek) && c.quote == (quote{t.ch, t.esc}):
		return 2
	case c.phase == cmdValue && c.paired && t.esc == 0 && t.ch == c.open.ch:
		return 3
	case c.phase == cmdValue && c.paired && t.esc == 0 && t.ch == '"':
		return 1
	case t.esc == 0 && ((c.inStr || c.strung) && t.ch == '"' || t.ch == c.shut), c.phase < cmdValue:
		return 1
	}
	return 0
}

// closesAround reports the mark that ends the string around the command: it stands right behind a
// word, and none in front of one is open: cmd="mysql -p" n=1.
func (c *Command) closesAround(text []byte, t token) bool {
	if t.kind != tokQuote || c.phase >= cmdValue || commands[c.row-1].columns || c.due || c.list || c.arg.ch != 0 || c.Pos == 0 || t.esc >= pctLevel {
		return false
	}
	before, i := text[c.Pos-1], c.Pos+t.width
	if kindOf(before) == sep && before != '-' && before != '/' {
		return false
	}
	switch r := &commands[c.row-1]; {
	case c.phase != cmdEnd && c.wordQuote == quote{t.ch, t.esc}, c.phase == cmdEnd && r.then != nil:
		return false // that of the word
	case c.phase == cmdEnd && !r.several():
		if from := pathStart(text, c.word); from > 0 && text[from-1] == t.ch {
			return member(text[:from])
		}
	}
	return (i == len(text) || kindOf(text[i]) == sep && !isQuote(text[i]) && text[i] != '@') &&
		openAt(text, c.Pos, quote{t.ch, t.esc})
}

// member reports that the word of the command is all that a member of a record has: "func":"mkpasswd",
// func="mkpasswd", but no argument of auditd.
func member(left []byte) bool {
	left = bytes.TrimRight(left[max(0, len(left)-maxWord):], `"'\`)
	if name, ok := bytes.CutSuffix(left, []byte("=")); ok {
		name = lastName(name)
		return len(name) > 0 && !(name[0] == 'a' && digits(name[1:]))
	}
	name, ok := bytes.CutSuffix(bytes.TrimRight(left, " "), []byte(":"))
	return ok && !bytes.HasSuffix(name, []byte(`"Path"`)) // behind which its arguments stand, see joins
}

// maxElement bounds the name of an element.
const maxElement = 40

// elementEnd returns where the end of an element of XML begins that text ends with but for its
// bracket, or less. It is one that stands open before.
func elementEnd(text, before []byte) int {
	from := max(0, len(text)-maxElement)
	i := bytes.LastIndexByte(text[from:], '<')
	if i < 0 || from+i+2 >= len(text) || text[from+i+1] != '/' || !nameBytes(text[from+i+2:]) {
		return -1
	}
	if name := text[from+i+1:]; !bytes.Contains(before, append([]byte{'<'}, name[1:]...)) {
		return -1
	}
	return from + i
}

// ends reports the mark that ends the string in which the command stands: of JSON, or any if its
// own marks are escaped. One beside another is of CSV.
func (c *Command) ends(text []byte, r *command, t token) bool {
	if r.escaped() && t == (token{tokQuote, '"', 0, 1}) && (c.word <= 0 || text[c.word-1] != '"') {
		return true
	}
	if c.strung && c.phase == cmdValue && !c.paired && c.open == (quote{ch: '\''}) && t == (token{tokQuote, '"', 0, 1}) {
		return lone(text, c.Pos, t.ch, 0)
	}
	if !c.inStr || t.kind != tokQuote || t.ch != '"' || t.esc&1 != 0 || t.esc >= pctLevel {
		return false
	}
	return t.esc != 0 || lone(text, c.Pos, t.ch, 0)
}

// strung reports text before a word that stands in a string of logfmt.
func strung(left []byte) bool {
	i := bytes.LastIndexByte(left, '"')
	if i < 1 || left[i-1] != '=' {
		return false
	}
	name := lastName(left[:i-1])
	before := i - 1 - len(name)
	return len(name) > 0 && (before == 0 || left[before-1] == ' ' || left[before-1] == '\n' || left[before-1] == '\t')
}

// lone reports that the mark at text[i] is none of two that mean one, from a place on and as far as it
// can be seen. One that is escaped is of neither.
func lone(text []byte, i int, ch byte, from int) bool {
	if i+1 < len(text) && text[i+1] == ch {
		return false
	}
	k := i
	for floor := max(from, i-maxBlanks); k > floor && text[k-1] == ch && (k < 2 || text[k-2] != '\\'); k-- {
	}
	return (i-k)%2 == 0
}

// doubles reports the second mark of a pair that opens the value, rather than one of an empty
// value: such a mark is open around the statement, or what follows can stand behind no value.
func (c *Command) doubles(text []byte, t token) bool {
	if c.twice || t != (token{tokQuote, c.quote.ch, 0, 1}) || c.quote.esc != 0 || c.Pos == 0 || text[c.Pos-1] != t.ch {
		return false
	}
	rest := text[c.Pos+1:]
	if len(rest) == 0 {
		return false
	}
	c.around, c.covered = 0, t.ch == '\'' && openAt(text, c.Pos-1, quote{ch: '"'})
	if openAt(text, c.Pos-1, quote{ch: t.ch}) {
		c.around = t.ch
		return bytes.IndexByte([]byte(",;)"), rest[0]) < 0 || len(rest) > 1 && rest[1] != ' ' && !isQuote(rest[1])
	}
	if rest[0] == '/' || rest[0] == ':' {
		return len(rest) > 1 && rest[1] != '*' && rest[1] != ' '
	}
	return kindOf(rest[0]) != sep
}

// inPair reads a mark like those that are doubled around the value. It reports that the value is
// over: two end it, of four there is one in it, and one alone is a part of it unless it ends the string
// around the statement, by what follows.
func (c *Command) inPair(text []byte) bool {
	n := 1
	for n < 4 && c.Pos+n < len(text) && text[c.Pos+n] == c.open.ch {
		n++
	}
	if n == 4 || n == 1 && (c.around == 0 || c.Pos+1 < len(text) && bytes.IndexByte([]byte(",;)]}\n\r"), text[c.Pos+1]) < 0) {
		c.Pos += n
		return false
	}
	c.end = c.Pos
	c.Pos += min(n, 2)
	c.phase, c.quote, c.sep, c.closed = cmdGap, quote{}, true, c.Pos
	if c.shut = c.around; n == 1 {
		c.phase = cmdOff
	}
	return true
}

// shuts reports the mark that ends the string around a statement of which a value in doubled
// marks has come: one that is none of two.
func (c *Command) shuts(text []byte, t token) bool {
	if c.shut == 0 || t != (token{tokQuote, c.shut, 0, 1}) {
		return false
	}
	return lone(text, c.Pos, c.shut, c.closed)
}

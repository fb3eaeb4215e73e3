package grammar

import (
	"bytes"
	"strings"
)

func separates(t token) bool {
	return t.kind == tokSpace || t.kind == tokQuote || t.kind == tokLine
}

// read reads up to a value.
func (c *Command) read(n *Names, text []byte, r *command, t token) {
	if r.columns {
		c.readColumns(n, text, t)
		return
	}
	if r.bare && t.kind == tokQuote && t.ch != '\'' && (c.phase != cmdWord || c.wordQuote.ch == 0) && !argument(text, c.Pos) && c.quote != (quote{t.ch, t.esc}) {
		c.phase = cmdOff // no string of SQL
		return
	}
	switch c.phase {
	case cmdEnd:
		if t.ch == '<' && r.after == hereString {
			c.phase, c.sep = cmdGap, true
			return
		}
		if r.more && r.extends(t) && c.letters < r.longest() {
			c.letters++
			break
		}
		if r.quoted() && r.parts(text[c.Pos]) {
			c.phase = cmdGap
			c.gap(t)
			return
		}
		if r.quoted() || !separates(t) {
			if c.row = c.old; c.row == 0 {
				c.phase = cmdOff
				return
			}
			c.phase, c.count, c.shut = cmdGap, c.oldCount, c.oldShut // it was no command
		}
		c.phase = cmdGap
		c.gap(t)
		return
	case cmdGap:
		if c.splice(t) {
			return
		}
		if c.shuts(text, t) {
			c.phase = cmdOff
			return
		}
		inside := c.begins(text, r, t) && !(r.told && r.last && t.ch == '-')
		if inside && c.doubles(text, t) {
			c.gap(t)
			c.opened, c.twice = true, true
			return
		}
		if !inside && (separates(t) || t.kind == tokChar && t.ch == ',') {
			if t.kind == tokQuote && c.quote == (quote{t.ch, t.esc}) && !r.last && (r.mark || r.pos > 0 && c.opened && blankAt(text, c.Pos+t.width)) && c.count < 100 {
				c.count++ // an empty argument
				c.gap(t)
				c.quote = quote{}
				return
			}
			if c.listed && t.ch == ',' {
				c.nextValue()
			}
			opened := t.kind == tokQuote && c.quote.ch == 0
			c.gap(t)
			c.opened = opened
			return
		}
		if t.ch == ')' && r.call() && c.quote.ch == 0 {
			c.closes(t)
			return
		}
		if !c.sep {
			break
		}
		if c.space && (t.ch == '|' || t.ch == ';' || t.ch == '&') && !c.held {
			c.phase = cmdOff // another command
			return
		}
		c.word, c.wordQuote, c.dashed, c.listed = c.Pos, c.quote, t.ch == '-', false
		if r.then != nil && t.ch == '-' {
			c.follow(r, text[c.Pos:c.Pos+1]) // zip -
			if r = &commands[max(c.row, 1)-1]; c.phase == cmdOff || r.then != nil {
				c.phase = cmdOff
				return
			}
		}
		c.behind = r.bare && c.depth == 0 && behindComma(text, c.Pos)
		if c.quote.ch == 0 {
			c.opens(r, t)
		}
		if c.due && c.peek && t.ch == '/' {
			c.due, c.peek = false, false // no password
		}
		switch {
		case c.due && (!r.mark || c.quote.ch != 0):
			c.begin(text, t)
			return
		case c.due && !r.assigns():
			c.due, c.phase = false, cmdWord // no value right behind it
		case inside:
			c.begin(text, t)
			return
		case t.ch == '-' && r.sub == "" || t.ch == '/' && len(r.after) > 0 && r.after[0] == '/', len(r.joined) > 0 && r.joined[0] == t.ch:
			c.phase = cmdFlag
		case r.bare && !c.behind:
			c.phase = cmdWord
		case c.placed(r) && !(r.peek && t.ch == '/'):
			c.begin(text, t)
			return
		default:
			c.phase = cmdWord
		}
	case cmdFlag:
		c.flag(n, text, r, t)
		return
	case cmdWord:
		if r.after == hereString && c.wordQuote.ch == 0 && c.Pos-c.word == len(hereString) && !separates(t) && string(text[c.word:c.Pos]) == hereString {
			c.begin(text, t)
			return
		}
		if (r.bare || r.lead != "" || r.pos > 0 && !r.statement() && !isQuote(text[max(0, c.word-2)])) && c.wordQuote.ch != 0 && t.kind != tokLine && (t.kind != tokQuote || c.wordQuote != quote{t.ch, t.esc} && (c.wordQuote != quote{ch: '\''} || t != (token{tokQuote, '\'', 1, 2}))) {
			break // an argument goes to its quote mark
		}
		if separates(t) || t.kind == tokChar && t.ch == ',' {
			c.phase = cmdGap
			if c.endWord(n, text, r); c.phase == cmdOff {
				return
			}
			if c.gap(t); (r.call() || r.lead != "") && c.wordQuote.ch != 0 && c.quote == c.wordQuote {
				c.quote = quote{} // it closes the argument
			}
			c.opened = c.due && !c.bound && r.assigns() && t.kind == tokQuote && c.wordQuote.ch == 0 // of N'x'
			return
		}
		if t.ch == ')' && r.call() && c.wordQuote.ch == 0 {
			c.closes(t)
			return
		}
		if c.wordQuote.ch == 0 {
			c.opens(r, t)
		}
	case cmdNext:
		switch {
		case t.kind == tokQuote && c.part != whole && c.sep && !c.comma && c.doubles(text, t) && kindOf(text[c.Pos+1]) != sep:
			c.gap(t) // curl -u ''ada:x''
			c.twice = true
			return
		case t.kind == tokQuote && c.quote == (quote{t.ch, t.esc}) && c.sep && !c.comma && !c.empty(text, r, t):
			c.phase = cmdGap // nothing between two marks
			c.gap(t)
			return
		case separates(t) && !c.empty(text, r, t):
			c.gap(t)
			return
		case t.kind == tokChar && t.ch == ',' && c.sep:
			c.gap(t)
			return
		case (t.ch == '-' || t.ch == '/' && r.told && len(r.after) > 0 && r.after[0] == '/') && c.sep && c.quote.ch == 0 && c.space:
			c.phase, c.word, c.wordQuote = cmdFlag, c.Pos, quote{} // another flag
			c.Pos += t.width
			return
		}
		c.begin(text, t)
		return
	case cmdUser:
		c.user(text, t)
		return
	}
	c.space = t.kind == tokSpace
	c.Pos += t.width
}

// opens counts the parenthesis of a call that is an argument.
func (c *Command) opens(r *command, t token) {
	if (r.bare || r.rest) && t.kind == tokChar && t.ch == '(' && c.depth < 100 {
		c.depth++
	}
}

// closes ends the arguments of a call.
func (c *Command) closes(t token) {
	if c.depth--; c.depth < 0 {
		c.resume()
	}
	c.sep, c.space = true, false
	c.Pos += t.width
}

// resume goes on with the command before this one: mysql -e "select password('x')" -py.
func (c *Command) resume() {
	if c.old == 0 {
		c.phase = cmdOff
		return
	}
	c.row, c.old, c.part = c.old, 0, commands[c.old-1].part
	c.phase, c.count, c.letters, c.depth, c.again = cmdGap, 0, 0, 0, true
	c.due, c.found, c.said, c.sure, c.weak = false, false, false, false, false
}

// gap reads a separator.
func (c *Command) gap(t token) {
	c.sep = true
	c.comma = c.comma && c.phase == cmdNext || t.kind == tokChar && t.ch == ','
	c.space = t.kind == tokSpace
	c.quote, c.hex, c.opened, c.twice = quote{}, false, false, false
	if t.kind == tokQuote {
		c.quote = quote{t.ch, t.esc}
	}
	c.Pos += t.width
}

// flag reads a flag to its value, or to its end.
func (c *Command) flag(n *Names, text []byte, r *command, t token) {
	if c.Pos-c.word > maxWord {
		c.phase, c.space = cmdWord, false
		c.Pos += t.width
		return
	}
	word := text[c.word:c.Pos]
	closed := t.kind == tokQuote && c.wordQuote == quote{t.ch, t.esc}
	ends := separates(t) && (closed || t.kind != tokQuote) || t.kind == tokChar && t.ch == ','
	next := func(sep bool) {
		c.phase, c.quote, c.sep, c.comma = cmdNext, quote{}, sep, false
	}
	switch {
	case r.joined != "" && !ends && string(word) == r.joined && !(t.ch == '/' && r.joined == ">"): // a file of the shell
		next(true)
		if c.quote = c.wordQuote; t.kind == tokQuote {
			c.gap(t) // /p:'x'
			return
		}
		c.begin(text, t)
		return
	case word[0] == '/':
		if ends {
			if r.slashed(word) {
				next(true)
			} else {
				c.phase = cmdGap
			}
			c.gap(t)
			if closed {
				c.quote = quote{}
			}
			return
		}
	case len(word) == 2 && !ends && word[1] != '-' && (hasFlag(r.flags, word[1]) || hasFlag(r.glued, word[1])):
		next(true)
		c.quote = c.wordQuote // "-px y"
		if t.kind == tokQuote {
			c.gap(t)
			return
		}
		c.begin(text, t)
		return
	case ends, t.kind == tokChar && t.ch == '=':
		last := word[len(word)-1]
		switch {
		case len(word) > 2 && bytes.Contains([]byte(r.long), spaced(word)):
			next(true)
		case !ends && c.wordQuote.ch != 0 && r.program() && c.named(n, word):
			next(true) // "--password=a b"
		case ends && (len(word) == 2 || r.run && len(word) > 2 && word[1] != '-' && flagLetters(word[1:])) && (hasFlag(r.flags, last) || hasFlag(r.apart, last)):
			next(true)
		default:
			c.phase = cmdGap
			if !ends {
				c.phase = cmdWord
			} else if r.leads(word) {
				c.letters = 1
			}
		}
		if ends && t.kind != tokChar {
			c.gap(t)
			if closed {
				c.quote = quote{}
				c.sep = true
			}
			return
		}
		c.sep = true
		if c.phase == cmdNext {
			c.quote = c.wordQuote // "--pw=a b"
		}
	}
	c.space = false
	c.Pos += t.width
}

// named reports the name of a secret as a flag.
func (c *Command) named(n *Names, word []byte) bool {
	class, ok := n.Classify(bytes.TrimLeft(word, "-"))
	if ok {
		c.weak, c.part = class.Weak, whole
	}
	return ok
}

// flagLetters reports flags in one word, some of which may be digits: -9rP.
func flagLetters(word []byte) bool {
	for _, b := range word {
		if k := kindOf(b); k != lower && k != upper && k != digit || b >= 0x80 {
			return false
		}
	}
	return true
}

func hasFlag(s string, b byte) bool {
	for i := range len(s) {
		if s[i] == b {
			return true
		}
	}
	return false
}

// spaced returns a word between blanks.
func spaced(word []byte) []byte {
	return append(append([]byte{' '}, word...), ' ')
}

// endWord counts a word and compares it.
func (c *Command) endWord(n *Names, text []byte, r *command) {
	var word []byte // of a long one the beginning may be gone
	if c.Pos-c.word <= maxWord {
		word = text[c.word:c.Pos]
	}
	if c.due {
		c.due = c.precedes(text, word)
		c.given, c.bound = !c.due, c.due && !c.prefixes(text, word)
		return
	}
	if r.then != nil {
		c.follow(r, word)
		return
	}
	if c.again && r.call() && len(word) > len("id=") && word[len(word)-1] == '=' && letters(word[:len(word)-1]) && !strings.Contains(boundNames, string(spaced(word[:len(word)-1]))) {
		c.phase = cmdOff // another member of the line
		return
	}
	if r.lead != "" && !c.found {
		c.subcommand(r, word)
		return
	}
	if r.each && len(word) > 0 && word[0] == '-' {
		c.letters = 1 // the path may be in a flag
		return
	}
	adjoins := c.adjoins
	c.adjoins, c.given = false, c.given && !bytes.HasSuffix(word, []byte(";"))
	if c.said && c.count == 0 && !c.found {
		c.said = in(idNouns, word)
	}
	if c.count < 100 && !(c.found && len(word) > 1 && word[0] == '-' && bytes.IndexByte(word, ' ') < 0) && (!r.bare || c.count == 0 || c.behind) && !(r.mark && r.last && c.wordQuote.ch == 0) {
		c.count++
	}
	switch {
	case r.head:
		c.phase = cmdOff // another program
	case r.sub != "" && r.fold && !c.found && len(word) > 0 && bytes.IndexByte([]byte(".:;"), word[len(word)-1]) >= 0:
		c.phase = cmdOff // a sentence
	case r.swaps && c.given && bytes.EqualFold(word, []byte(replaceWord)):
		c.due, c.former, c.certain = true, true, adjoins && kindOf(word[0]) == upper
	case r.ends != "":
		c.due = r.endsIn(word)
	case r.each && c.letters == 0 && bytes.IndexByte(word, '/') < 0, r.each && bytes.IndexByte(word, '=') >= 0:
		c.phase = cmdOff // no path
	case r.sub != "" && !c.found:
		if bytes.Contains([]byte(r.sub), spaced(word)) {
			c.found, c.said = true, c.said && c.count == 2 && string(word) == "identified"
			if r.pos >= 0 {
				c.count = 0
			}
			if r.word == "htpasswd" && bytes.IndexByte(word, 'n') >= 0 {
				c.count++ // no file
			}
		}
		if r.pos < 0 && c.count != 2 {
			c.found = false
		}
	case r.after == "/user:" && bytes.HasPrefix(word, []byte(`\\`)):
		c.due, c.peek = true, true // the password may stand behind the share
	case r.after != "":
		c.found = c.found || r.paren && len(word) > 0 && word[0] == '('
		c.due = r.behind(word) && !(r.after == hereString && c.wordQuote.ch != 0) && !(r.assigns() && c.given) && (c.found || !r.paren) && (r.pos >= 0 || int(c.count) == -r.pos)
		c.said = c.said && (!c.due || c.count == 1)
	case r.named && (r.key > 0 && int(c.count) == r.key || r.key == 0 && int(c.count) == r.pos-1):
		class, ok := n.Classify(word)
		if c.weak = ok && class.Weak; !ok || r.prose && class.Weak || r.first && class.keys {
			c.count = 100 // never
		}
	}
}

// subcommand looks for sub behind the flags of a program and their arguments.
func (c *Command) subcommand(r *command, word []byte) {
	switch {
	case c.letters > 0:
		c.letters = 0
	case len(word) > 0 && word[0] == '-':
		if r.leads(word) {
			c.letters = 1
		}
	case bytes.Contains([]byte(r.sub), spaced(word)):
		c.found = true
	default:
		c.resume()
	}
}

// begin begins the word that has the value.
func (c *Command) begin(text []byte, t token) {
	r := &commands[c.row-1]
	c.pair = r.last && !c.pair && (c.due || r.pos > 0)
	c.given, c.adjoins, c.listed = true, true, false
	c.open, c.due, c.found = quote{}, false, c.found && (r.paren || r.fold || r.lead != "")
	c.peek = c.peek || r.peek && !c.list
	if c.quote.ch != 0 && c.Pos > 0 {
		c.open = c.quote
		c.weak = c.weak || r.bare && c.quote.ch == '"' // what a log says of a call
	}
	c.count++
	c.dashed, c.beside = false, false
	if i := c.Pos - 2 - int(c.quote.esc); c.quote.ch != 0 && !isHop(c.quote.esc) && i >= 0 {
		c.beside = text[i] == ' ' || text[i] == '=' || text[i] == '<' || kindOf(text[i]) != sep
	}
	if c.hexed = c.hex; c.hexed {
		c.hexPart, c.part = c.part, whole
	}
	c.phase, c.val, c.soft, c.cut = cmdValue, c.Pos, -1, false
	c.glued, c.inner, c.whole, c.paired, c.doubtful, c.suspect = false, 0, c.Pos, c.twice, false, 0
	if c.open.ch != 0 && c.open.esc == 0 && c.part == whole {
		c.whole-- // with its mark
	}
	if !r.rest {
		c.depth = 0
	}
	if c.part != whole {
		c.phase, c.count, c.signs = cmdUser, 0, false
	}
}

// value reads a value. It reports its end.
func (c *Command) value(text []byte, r *command, t token, over bool) bool {
	switch c.phase {
	case cmdClose:
		if t.kind == tokQuote && c.open == (quote{t.ch, t.esc}) || c.reopens(text, r, t) {
			c.phase = cmdValue // doubled
			c.Pos += t.width
			return false
		}
		c.phase = cmdPeek
		if r.call() || c.pair {
			c.quote, c.space = quote{}, false
		}
		if !c.peek && !c.pair {
			c.quote, c.sep = quote{}, true
			c.phase = cmdGap
			return true
		}
		return false
	case cmdPeek:
		switch {
		case c.peek && (t.kind == tokSpace || c.open.ch != 0 && !over && (t.kind == tokQuote || t.ch == ',')):
			c.Pos += t.width
			return false
		case c.peek && (t.kind != tokChar || t.ch != '/'):
			c.end = c.val // no value
		case c.peek:
		case !over && c.pair && c.parts(text, t):
			twice := c.quote == (quote{t.ch, t.esc}) && c.doubles(text, t)
			c.gap(t)
			c.twice = twice
			return false
		case !over && c.pair && t.kind == tokChar && (c.space || c.quote.ch != 0) && bytes.IndexByte([]byte("|;&<>"), t.ch) < 0 && !(r.told && t.ch == '-') && !(kindOf(t.ch) == digit && c.Pos+1 < len(text) && text[c.Pos+1] == '>'):
			first, end := c.val, c.end
			if c.cut || r.into {
				first = -1
			}
			c.begin(text, t)
			c.first, c.firstEnd = first, end
			return false
		}
		c.sep, c.peek, c.pair = true, false, false
		return true
	}
	at := c.Pos
	if t == (token{tokChar, '>', 0, 1}) && c.open.ch == 0 && c.part != fields {
		if i := elementEnd(text[c.val:at], text[max(0, c.word-maxText):c.word]); i >= 0 {
			at, over, c.soft = c.val+i, true, -1
		}
	}
	if over && t.kind == tokQuote {
		at += int(t.esc) // backslashes of the value itself
	}
	if !over && t.kind == tokQuote && !(c.list && t.elementMark()) && c.doubted(text) {
		c.Pos += t.width
		return false
	}
	if c.paired && !over && t == (token{tokQuote, c.open.ch, 0, 1}) {
		return c.inPair(text)
	}
	if c.paired && c.covered && !over && t == (token{tokQuote, '"', 0, 1}) {
		switch rest := text[c.Pos+1:]; {
		case len(rest) > 0 && rest[0] == '"':
			c.Pos += 2 // of CSV
			return false
		case len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n,;)]}"), rest[0]) >= 0:
			over = true
		}
	}
	if c.open.ch != 0 {
		switch {
		case over, t.kind == tokLine, c.list && c.open.ch != '"' && t.elementMark(), t.kind == tokQuote && t.esc < c.open.esc && t.ch == '"' && !c.holds(r, c.open, t) || t.kind == tokQuote && c.open.below(t): // of a level below
			c.end = at
			c.phase = cmdGap
			return true
		case t.kind == tokQuote && c.open == quote{t.ch, t.esc}, c.list && t.elementMark():
			c.end, c.inside = c.Pos+int(t.esc)-int(c.open.esc), false // with backslashes of the value itself
			c.phase = cmdClose
		}
		c.Pos += t.width
		return false
	}
	if c.glued && !over && c.inPart(t) {
		c.Pos += t.width
		return false
	}
	if !over && at == c.val && (c.part == colon || c.part == percentSign || c.part == slash || c.part == equals || c.part == comma) && t.kind == tokQuote && !c.cut && c.outer != (quote{t.ch, t.esc}) && !(c.list && t.elementMark()) {
		c.open = quote{t.ch, t.esc} // ada:"a b"
		c.whole = c.Pos
		c.Pos += t.width
		c.val = c.Pos
		return false
	}
	switch {
	case over, separates(t), c.part == slash && t.kind == tokChar && t.ch == '@':
		if c.soft >= 0 {
			at = c.soft
		}
		c.end, c.quote, c.sep = at, quote{}, false
		if c.phase = cmdGap; (c.peek || c.pair && c.soft < 0) && !over {
			c.phase, c.space = cmdPeek, false
			return false
		}
		if r.at && (t.kind != tokChar || t.ch != '@') {
			c.end = c.val // no value
		}
		if r.once() || r.at || r.each && (c.soft >= 0 || t.kind == tokQuote) {
			c.phase = cmdOff
		}
		return true
	case r.at && at == c.val && t.ch == '/':
		c.phase = cmdOff // a URL
	case at == c.val+1 && c.part == colon && t.ch == '/' && text[c.val] == '/':
		c.phase = cmdWord // a URL
	case t.ch == '(' || t.ch == '[' || t.ch == '{':
		c.depth, c.soft = min(c.depth+1, 100), -1
	case c.depth > 0 && (t.ch == ')' || t.ch == ']' || t.ch == '}'):
		c.depth, c.soft = c.depth-1, -1
	case bytes.IndexByte([]byte(";|&<>)]},"), t.ch) >= 0:
		if c.soft < 0 {
			c.soft = at
		}
	default:
		c.soft = -1
	}
	c.Pos += t.width
	return false
}

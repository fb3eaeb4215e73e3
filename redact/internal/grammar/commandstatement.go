package grammar

import (
	"bytes"
	"strings"
)

// What a statement of SQL has beside a value: marks around it, in which anything may stand, the
// value that it takes the place of, and those of other users.

// statement reports a row of which a value in quotes may begin with any byte.
func (r *command) statement() bool { return r.mark || r.swaps }

// assigns reports a row whose value stands behind an equals sign, as it is or in a call.
func (r *command) assigns() bool { return r.after == "=" }

// about reports that the word at text[start] is the user of whom the statement sets the password.
func (c *Command) about(text []byte, start int) bool {
	left := bytes.TrimRight(text[max(0, start-len(`for "`)):start], "\"'`")
	return c.phase == cmdGap && commands[max(c.row, 1)-1].assigns() && hasSuffixFold(left, "for ")
}

// begins reports that the token right behind a quote mark begins the value, whatever it is. If
// it is the same mark there is no value, or it begins with a doubled one.
func (c *Command) begins(text []byte, r *command, t token) bool {
	if t.kind == tokQuote && t.ch == '"' && t.esc < c.quote.esc && !c.holds(r, c.quote, t) {
		return false
	}
	if c.again || c.bound && t.kind == tokSpace {
		return false
	}
	return c.opened && r.statement() && t.kind != tokLine && (c.due || c.placed(r) && (!r.bare || c.depth == 0 && behindComma(text, c.Pos)))
}

// precedes reports a word that may stand between the equals sign and the value, or in its place
// while the value stands behind: a placeholder, a character set, a call, a comment.
func (c *Command) precedes(text, word []byte) bool {
	if len(word) == 0 {
		return false
	}
	left := text[max(0, c.word-maxWord):c.word]
	switch last := word[len(word)-1]; {
	case last == ';':
		return false
	case len(word) == 1, last == '(', strings.IndexByte("_%:$@", word[0]) >= 0:
		return true
	case bytes.HasPrefix(word, []byte("/*")), bytes.HasSuffix(word, []byte("*/")), bytes.LastIndex(left, []byte("/*")) > bytes.LastIndex(left, []byte("*/")):
		return true
	case bytes.EqualFold(bytes.TrimLeft(word, "("), []byte("select")), bytes.EqualFold(word, []byte(replaceWord)):
		return true
	case last == '=':
		return strings.Contains(boundNames, string(spaced(word[:len(word)-1])))
	}
	rest := bytes.TrimLeft(text[c.Pos:min(len(text), c.Pos+maxBlanks)], " ")
	return len(rest) > 0 && (rest[0] == '(' || c.prefixes(text, word)) && tokenBytes(bytes.TrimSuffix(word, []byte("&")))
}

// prefixes reports a word that is a part of the string right behind it, N'x', _utf8'x', rather than
// the last of one that ends there.
func (c *Command) prefixes(text, word []byte) bool {
	if len(word) == 0 || c.Pos >= len(text) || !isQuote(text[c.Pos]) || strings.IndexByte("?%:$@", word[0]) >= 0 {
		return false
	}
	mark := text[c.Pos]
	return (word[0] == '_' || len(word) <= maxPrefix || bytes.EqualFold(word, []byte("binary"))) && (c.Pos+1 < len(text) && text[c.Pos+1] == mark || !openAt(text, c.Pos, quote{ch: mark}))
}

// maxPrefix bounds the prefix of a string but for the name of a character set: N, E, U&.
const maxPrefix = 2

// boundNames are names of what is bound to a placeholder.
const boundNames = " args params parameters values binds bindings arguments arg param value bind "

// content reports the escape of a line end inside a value in quotes.
func (c *Command) content(text []byte, r *command, t token) bool {
	q := c.open
	switch {
	case c.phase == cmdGap && c.begins(text, r, t):
		q = c.quote
	case c.phase != cmdValue || q.ch == 0 || !r.statement() || r.hash && !c.sure:
		return false
	}
	return q.esc == 0 || t.esc > q.esc || isHop(q.esc)
}

// holds reports a mark of a level below that of q which is no end of a string within q: of one in
// a shell within a shell, or of a statement in single quotes that are in single quotes.
func (c *Command) holds(r *command, q quote, t token) bool {
	return t.ch == '"' && (isHop(q.esc) || t.esc == 0 && q == quote{'\'', 1} && !c.inStr && r.statement())
}

// reopens reports that a value in quotes goes on behind its mark. A doubled one of which the first
// stands behind a backslash may be another that the value has, by what follows. A value that ends
// with a backslash may seem to end where the next begins.
func (c *Command) reopens(text []byte, r *command, t token) bool {
	i := c.Pos - int(c.open.esc) - 2
	return r.swaps && (i >= c.val && text[i] == c.open.ch && t.kind == tokChar && t.ch != ',' && t.ch != ';' && t.ch != ')' ||
		replaces(text[max(0, c.end-maxReplace):c.end], c.open.ch))
}

const maxReplace = len(replaceWord) + 2*maxBlanks

const replaceWord = "replace"

// replaces reports text that ends with a quote mark and the word replace.
func replaces(left []byte, mark byte) bool {
	word := bytes.TrimRight(left, " ")
	if len(word) == len(left) || !hasSuffixFold(word, replaceWord) {
		return false
	}
	word = word[:len(word)-len(replaceWord)]
	before := bytes.TrimRight(word, " ")
	return len(before) < len(word) && len(before) > 0 && before[len(before)-1] == mark
}

// between reports what stands between two strings: a comma, or the next name of a line and its
// equals sign.
func between(v []byte) bool {
	name := bytes.TrimLeft(v, " ,")
	if len(name) == len(v) {
		return false
	}
	name, equals := bytes.CutSuffix(name, []byte("="))
	return len(name) == 0 || equals && nameBytes(name)
}

// maxGrant bounds the bytes of a statement before its values.
const maxGrant = 256

// grantees returns the number of users, but for the first, that the statement before
// text[start] is about: GRANT CONNECT TO a, b IDENTIFIED BY. Each has a value.
func grantees(text []byte, start int) int8 {
	left := text[max(0, start-maxGrant):start]
	left = left[bytes.LastIndexAny(left, ";\n")+1:]
	grant := bytes.LastIndex(left, []byte("GRANT "))
	if grant < 0 {
		return 0
	}
	_, users, _ := bytes.Cut(left[grant:], []byte(" TO "))
	return int8(min(bytes.Count(users, []byte(",")), 100))
}

// behindValue tells whether another value may stand behind a comma, and that a semicolon ends
// the statement.
func (c *Command) behindValue(text []byte) {
	var sign byte
	if c.open.ch == 0 && c.end < len(text) {
		sign = text[c.end]
		if rest := bytes.TrimLeft(text[c.end:], `\`); len(rest) > 0 && isQuote(rest[0]) {
			c.more = 0 // the statement is over
		}
	}
	c.given = c.given && sign != ';'
	if c.listed = c.more > 0 && sign != ';'; c.listed && sign == ',' {
		c.nextValue()
	}
}

// plainly reports what a statement has in place of a value without quotes: the name of what it is,
// or of what will be bound to it.
func (n *Names) plainly(b []byte) bool {
	_, name := n.Classify(b)
	return name || len(b) == 0 || kindOf(b[0]) == sep && b[0] < 0x80
}

// nextValue goes on with the value of the next user.
func (c *Command) nextValue() {
	c.due, c.certain, c.listed, c.more = true, true, false, c.more-1
}

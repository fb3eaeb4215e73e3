package grammar

import (
	"bytes"
	"strings"
)

// Validators tell of a value that they do not take: Spring's `on field 'password': rejected value [x];
// codes [Size.user.password]`, Joi's `"password" with value "x" fails to match`, and that of Mongoose,
// which has marks like these around the path and the value: Path `password` (`x`) is shorter than ….

const (
	rejectedWords = "rejected value ["
	rejectedEnd   = "]; codes ["
	statedWords   = "with value "
	setWords      = "to "
	pathWord      = "Path "
)

// parenEnds follow a value in parentheses.
var parenEnds = [...]string{") is ", ") already exists", ") conflicts with "}

// reads reports that text goes on with words at i; more, that it may.
func reads(text []byte, i int, words string, final bool) (yes, more bool) {
	rest := text[min(i, len(text)):]
	if len(rest) < len(words) {
		return false, !final && strings.HasPrefix(words, string(rest))
	}
	return string(rest[:len(words)]) == words, false
}

// said reports, as Begun, wait or Dead, that the value goes on with words at t.
func (c *Candidate) said(text []byte, t token, words string) Status {
	if t.kind != tokChar || t.ch != words[0] || t.width != 1 {
		return Dead
	}
	switch yes, more := reads(text, c.Pos, words, c.fin); {
	case more:
		return wait
	case !yes:
		return Dead
	}
	return Begun
}

// rejects begins the value that a validator has refused, if t begins what tells of it. It returns
// Begun, wait or Dead.
func (c *Candidate) rejects(text []byte, t token) Status {
	if !c.quoted || !c.colon || !c.after {
		return Dead
	}
	if st := c.said(text, t, rejectedWords); st != Begun {
		return st
	}
	c.Pos += len(rejectedWords)
	c.begin(phRejected)
	c.whole, c.quoted, c.open = c.Pos, false, quote{ch: '['}
	return Begun
}

// refuses begins the value in parentheses behind a path, if t begins that. It returns Begun or Dead.
func (c *Candidate) refuses(text []byte, t token) Status {
	if !c.quoted || c.ctx.form != (quote{ch: '`'}) || c.n != 2 || t != (token{tokChar, '(', 0, 1}) || !bytes.HasSuffix(c.left(text), []byte(pathWord)) {
		return Dead
	}
	c.Pos++
	c.begin(phRejected)
	c.whole, c.quoted, c.open = c.Pos, false, quote{ch: '('}
	return Begun
}

// inRejected reads to the codes behind the value, or else to the last bracket of the line.
func (c *Candidate) inRejected(n *Names, text []byte, t token) Status {
	stop, more := c.endsLine(text, t)
	switch {
	case more:
		return wait
	case stop:
	case t.kind == tokChar && t.ch == ')' && c.open.ch == '(':
		for _, end := range parenEnds {
			switch yes, more := reads(text, c.Pos, end, c.fin); {
			case more:
				return wait
			case yes:
				return c.doneInMarks(text)
			}
		}
		c.soft = c.Pos
	case t.kind == tokChar && t.ch == ']' && c.open.ch == '[':
		switch yes, more := reads(text, c.Pos, rejectedEnd, c.fin); {
		case more:
			return wait
		case yes:
			return c.done(c.Pos)
		}
		c.soft = c.Pos
	}
	switch {
	case !stop:
		return c.step(t)
	case c.soft < c.val || n.IsMark(text[c.val:c.soft+1]):
		return c.done(c.Pos)
	}
	return c.done(c.soft)
}

// doneInMarks ends a value at Pos, but for the marks around it.
func (c *Candidate) doneInMarks(text []byte) Status {
	if v := text[c.val:c.Pos]; !c.wasCut && len(v) > 1 && v[0] == '`' && v[len(v)-1] == '`' {
		c.val++
		return c.done(c.Pos - 1)
	}
	return c.done(c.Pos)
}

// states goes on to the value behind `"password" with value`, if t begins that, or behind 'password' to
// where a message says that it is set.
func (c *Candidate) states(text []byte, t token) Status {
	if !c.quoted || c.n != 2 || c.ctx.flag {
		return Dead
	}
	words := statedWords
	st := c.said(text, t, words)
	if st == Dead && c.isSet(text) {
		words = setWords
		st = c.said(text, t, words)
	}
	if st != Begun {
		return st
	}
	switch mark, more := markBehind(text, c.Pos+len(words), c.fin); {
	case more:
		return wait
	case mark != c.ctx.form.ch:
		return Dead
	}
	c.Pos += len(words)
	c.phase, c.n = phBlanks, 0
	return Begun
}

// isSet reports that one of the last two words before the name says that it is set: Setting property
// 'password' to 'x'.
func (c *Candidate) isSet(text []byte) bool {
	left := bytes.TrimRight(c.left(text), " ")
	last := lastWord(left)
	if string(last) == "column" || string(last) == "field" {
		return false // it gets another name
	}
	return in(setVerbs, last) || in(setVerbs, lastWord(bytes.TrimRight(left[:len(left)-len(last)], " ")))
}

// setVerbs are such words.
var setVerbs = set("set setting sets changing changed change updating updated overriding overridden")

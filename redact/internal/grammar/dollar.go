package grammar

import (
	"bytes"
	"slices"
)

// SQL has strings that do not begin with a quote mark: E'…', and in PostgreSQL $$…$$ and
// $tag$…$tag$.

const (
	maxTag       = 32  // bytes of a tag
	maxDollar    = 256 // bytes of the string behind it
	maxStatement = 256 // bytes of the statement before PASSWORD
)

// stringPrefix reports a letter that may stand right before a string of SQL.
func stringPrefix(b byte) bool { return bytes.IndexByte([]byte("eEnNxXbB"), b) >= 0 }

// stringWord reports what may stand before the mark of a string in a program: rb'x', u8"x".
func stringWord(v []byte) bool {
	return len(v) <= 2 && len(bytes.Trim(v, "bBeEfFLnNrRuUxX8")) == 0
}

// literal begins a string of SQL behind ALTER ROLE x PASSWORD and a blank, if t begins one. It
// returns Begun, wait or Dead.
func (c *Candidate) literal(text []byte, t token) Status {
	if t.kind != tokChar || t.ch != '$' && !stringPrefix(t.ch) || !ofRole(text, c.name) {
		return Dead
	}
	rest := text[c.Pos+t.width:]
	if t.ch != '$' || t.width != 1 {
		switch {
		case !stringPrefix(t.ch) || t.width != 1:
			return Dead
		case len(rest) == 0 && !c.fin:
			return wait
		case len(rest) > 0 && rest[0] == '\'':
			c.phase = phBlanks
			return Begun
		}
		return Dead
	}
	n := 0
	for n < len(rest) && n <= maxTag && (kindOf(rest[n]) != sep || rest[n] == '_') && (n > 0 || kindOf(rest[n]) != digit) {
		n++
	}
	switch {
	case n == len(rest) && !c.fin && n <= maxTag:
		return wait
	case n == len(rest) || rest[n] != '$':
		return Dead
	}
	whole := c.Pos
	c.Pos += n + 2
	c.begin(phDollar)
	c.whole, c.n, c.open = whole, n, quote{ch: '$'}
	return Begun
}

// ofRole reports a statement about a role or a user in the line before text[i].
func ofRole(text []byte, i int) bool {
	left := text[max(0, i-maxStatement):i]
	left = bytes.ToLower(left[bytes.LastIndexByte(left, '\n')+1:])
	for _, verb := range []string{"alter ", "create "} {
		if _, what, ok := bytes.Cut(left, []byte(verb)); ok && slices.ContainsFunc([]string{"role ", "user ", "group "}, func(s string) bool {
			return bytes.HasPrefix(bytes.TrimLeft(what, " "), []byte(s))
		}) {
			return true
		}
	}
	return false
}

// inDollars reads to the same tag, or to the end of the line.
func (c *Candidate) inDollars(text []byte, t token) Status {
	stop, more := c.endsLine(text, t)
	switch stop = stop || c.Pos-c.val > maxDollar; {
	case stop:
	case more:
		return wait
	case t.kind == tokChar && t.ch == '$':
		size := c.n + 2
		if len(text)-c.Pos < size && !c.fin {
			return wait
		}
		if end := text[c.Pos:min(len(text), c.Pos+size)]; len(end) == size && end[size-1] == '$' && (c.wasCut || bytes.Equal(end, text[c.whole:c.whole+size])) {
			return c.done(c.Pos)
		}
	}
	if stop {
		return c.done(c.Pos)
	}
	return c.step(t)
}

// endsLine reports that the line ends at t, or the string around it, and whether more text decides.
func (c *Candidate) endsLine(text []byte, t token) (yes, more bool) {
	if t.kind == tokQuote {
		return c.endsString(text, t)
	}
	return t.kind == tokEnd || t.kind == tokLine || t.kind == tokBreak, false
}

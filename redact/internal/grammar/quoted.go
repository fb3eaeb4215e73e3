package grammar

import (
	"bytes"
	"strings"
)

func (c *Candidate) openQuote(n *Names, text []byte, t token) Status {
	switch yes, more := c.pairedValue(n, text, t); {
	case more:
		return wait
	case yes:
		t.esc, t.width = doubled, 2
	}
	// The mark may end the text that holds the name, rather than begin a value.
	if (quote{t.ch, t.esc}) == c.ctx.form && !c.quoted || t.ch == '"' && t.esc == 0 && c.within() || t.ch == '"' && t.esc > 0 && nested(t.esc) && !c.quoted ||
		c.quoted && c.ctx.form.esc < pctLevel && t.esc < c.ctx.form.esc {
		yes, more := c.closes(text, t)
		if t.esc > 0 && (quote{t.ch, t.esc}) != c.ctx.form && !c.quoted {
			yes, more = c.nextMember(text, t)
		}
		if !yes && !more && !c.quoted && c.n == 0 && (t.esc == 0 || (quote{t.ch, t.esc}) == c.ctx.form) {
			yes, more = c.closesText(text, t)
		}
		switch {
		case more:
			return wait
		case yes:
			return c.more()
		}
	}
	if t.ch == '"' && t.esc == 0 && c.inText {
		switch yes, more := c.closesText(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	}
	if c.ctx.query && !c.colon && !c.after && !c.quoted && c.n == 0 {
		switch yes, more := c.endsForm(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	}
	if t.ch != '"' && !c.inText {
		c.inText = c.inLogfmt(text)
	}
	c.open = quote{t.ch, t.esc}
	c.step(t)
	c.begin(phQuoted)
	if c.Class.Extent == ExtentScheme {
		c.phase = phScheme
	}
	return More
}

// closed decides whether a value goes on behind its closing quote mark: 'it”s',
// 'a'\”b', "a"b, ”'a”'. Then it is replaced with its quote marks.
func (c *Candidate) closed(n *Names, text []byte, t token) Status {
	if c.carrier == tuple && t.kind == tokSpace {
		switch {
		case c.Pos+t.width < len(text):
			t = token{kind: tokChar, ch: text[c.Pos+t.width]} // define( 'NAME', 'x' )
		case !c.fin:
			return wait
		}
	}
	if !c.follows(t) {
		return Dead
	}
	if c.crossed {
		return c.jsonEnd(t)
	}
	if t.kind == tokQuote && t.ch == c.open.ch && c.end > c.val && (t.esc == 0 && c.open == (quote{ch: '\''}) || t.esc == doubled && c.open.esc == doubled && !c.quoted) {
		c.phase = phQuoted // doubled, as in SQL
		return c.step(t)
	}
	if t.kind == tokSpace {
		if c.open.ch == '\'' && c.colon && c.Class.keys {
			if _, more := reads(text, c.Pos, fieldErrorEnd, c.fin); more {
				return wait
			}
		}
		switch yes, more := c.changed(n, text); {
		case more:
			return wait
		case yes:
			return More
		}
	}
	if t.kind == tokChar && t.ch == '.' && !c.colon && c.quoted && c.open == c.ctx.form && c.open.esc < pctLevel && c.open.ch != '\'' {
		var buf [maxSlashes + 1]byte
		switch yes, more := reads(text, c.Pos+1, string(Wrap{c.open.ch, c.open.esc}.Append(buf[:0])), c.fin); {
		case more:
			return wait
		case yes:
			return Dead // a column: "a"."session_id" = "b"."session_id"
		}
	}
	if c.Class.special == keyed {
		c.phase, c.closeAt, c.n = phAhead, c.Pos, 0
		return More
	}
	if c.Class.piece {
		switch yes, more := c.scored(text, t); {
		case more:
			return wait
		case yes:
			return Dead
		}
	}
	more := t.kind == tokQuote && (t.esc == 0 || t.esc == 1 && t.ch == '\'') ||
		t.kind == tokChar && (kindOf(t.ch) != sep || !c.colon && strings.IndexByte(",;&}])>|</:?.", t.ch) < 0)
	if isHop(c.open.esc) {
		i := c.Pos + t.width
		if t.kind == tokQuote && t.ch == '"' && i == len(text) && !c.fin {
			return wait
		}
		more = t.kind == tokChar && t.goesOn() || t.kind == tokQuote && (t.ch == '\'' && (t.esc == 1 || t.esc == c.open.esc) ||
			t.ch == '"' && i < len(text) && kindOf(text[i]) != sep)
	} else if c.open.esc != 0 && c.open.esc != doubled {
		more = false
	}
	if !more || c.quoted {
		return Done
	}
	if c.ctx.form.ch == t.ch && t.kind == tokQuote || t.ch == '"' && t.kind == tokQuote && c.within() || c.open == (quote{t.ch, doubled}) && t.kind == tokQuote {
		return Done
	}
	if t.kind == tokQuote {
		yes, more := c.endsString(text, t)
		if !yes && !more {
			yes, more = c.endsText(text, t)
		}
		switch {
		case more:
			return wait
		case yes:
			return Done
		}
	}
	c.val = c.whole
	if c.wasCut {
		c.val = c.Pos
	}
	c.open, c.glued, c.phase = quote{}, true, phBare
	return More
}

// scored reports that "logprob" follows the value of "token".
func (c *Candidate) scored(text []byte, t token) (yes, more bool) {
	if !c.quoted || !c.colon || t.kind != tokChar || t.ch != ',' || t.width != 1 {
		return false, false
	}
	i := c.Pos + 1
	if i < len(text) && text[i] == ' ' {
		i++
	}
	var buf [2*maxSlashes + 2 + len(scoreWord)]byte
	w := Wrap{c.ctx.form.ch, c.ctx.form.esc}
	return reads(text, i, string(w.Append(append(w.Append(buf[:0]), scoreWord...))), c.fin)
}

const scoreWord = "logprob"

// ahead reads what follows the value of "key": if that is "value", the two are a
// pair, and the key is the name of what the value is.
func (c *Candidate) ahead(t token) Status {
	switch {
	case c.n == 0 && c.Pos-c.closeAt < maxBlanks && (t.kind == tokSpace || t.kind == tokQuote || t.kind == tokLine || t.kind == tokChar && t.ch == ','):
		return c.step(t)
	case t.kind == tokChar && c.n < len(pairWord) && lower32(t.ch) == pairWord[c.n]:
		if c.n++; c.n == len(pairWord) {
			return Dead
		}
		return c.step(t)
	}
	c.far, c.Pos = max(c.far, c.Pos), c.closeAt
	c.phase, c.Class.special = phClosed, ordinary
	return More
}

// closesText reports whether what follows a quote mark is what follows the end of a
// quoted value of logfmt.
func (c *Candidate) closesText(text []byte, t token) (yes, more bool) {
	i := c.Pos + t.width
	if i >= len(text) {
		return c.fin, !c.fin
	}
	return strings.IndexByte(" \t\r\n,)]}", text[i]) >= 0, false
}

// endsForm reports a quote mark behind a name of a form or of a query, without a value,
// that ends the text in which they stand: curl -d 'user=ada&password=' https://…
func (c *Candidate) endsForm(text []byte, t token) (yes, more bool) {
	if !c.standsOpen(text, t) {
		return false, false
	}
	rest := text[c.Pos+t.width:]
	switch {
	case len(rest) == 0:
		return c.fin, !c.fin
	case rest[0] != '\\':
		return strings.IndexByte(" \t\r\n,;)]}|", rest[0]) >= 0, false
	case len(rest) == 1:
		return false, !c.fin
	}
	return rest[1] == 'n' || rest[1] == 'r', false
}

// endsText reports a mark of another kind right behind the one that closes the value that
// ends a text in such marks: ssh h "mysql --password='x'" && echo. One of its kind is open
// in the line before the name, and what follows is what follows an argument.
func (c *Candidate) endsText(text []byte, t token) (yes, more bool) {
	if t.esc != 0 || t.ch == c.open.ch || c.name < 0 {
		return false, false
	}
	i := c.Pos + t.width
	if i >= len(text) {
		yes, more = c.fin, !c.fin
	} else {
		yes = strings.IndexByte(" \t\r\n,;)]}", text[i]) >= 0
	}
	if !yes && !more {
		return false, false
	}
	open := c.standsOpen(text, t)
	return yes && open, more && open
}

// closes reports whether what follows a quote mark is what follows the end of a
// string in JSON.
func (c *Candidate) closes(text []byte, t token) (yes, more bool) {
	for i := c.Pos + t.width; i < c.Pos+t.width+maxBlanks; i++ {
		if i >= len(text) {
			return c.fin, !c.fin
		}
		if b := text[i]; b != ' ' && b != '\t' && b != '\r' {
			return strings.IndexByte(",:]}\n", b) >= 0, false
		}
	}
	return true, false
}

// near reports a place so near to the name that the line before it is at hand.
func (c *Candidate) near() bool { return c.Pos-c.name <= maxSpec }

// standsOpen reports that a mark like t is open in the line before the name, as far as it can be
// seen. It remembers that, since a value may have many marks.
func (c *Candidate) standsOpen(text []byte, t token) bool {
	s := &c.stood[t.ch&1]
	if mark := (quote{t.ch, t.esc}); !s.known || s.mark != mark {
		s.mark, s.known, s.open = mark, true, openAt(text, max(0, c.name), mark)
	}
	return s.open
}

// openAt reports that a mark is open in the line before text[to], as far as it can be seen.
func openAt(text []byte, to int, mark quote) (open bool) {
	from := startOfLine(text, max(0, to-maxText), to)
	if from > 0 && text[from-1] != '\n' {
		return false
	}
	slashes := uint8(0)
	for _, b := range text[from:to] {
		switch {
		case b == '\\':
			slashes++
			continue
		case b == mark.ch && slashes == mark.esc:
			open = !open
		}
		slashes = 0
	}
	return open
}

// opensURL reports that a mark like t stands before the URL of which the name is a parameter.
func (c *Candidate) opensURL(text []byte, t token) bool {
	if t.esc >= pctLevel || !c.near() || !c.standsOpen(text, t) {
		return false
	}
	left := text[max(0, c.name-maxText):max(0, c.name)]
	i := bytes.LastIndexByte(left, t.ch)
	before := i - int(t.esc) - 1
	return i >= 0 && bytes.IndexByte(left[i+1:], ' ') < 0 && (before < 0 || kindOf(left[before]) == sep)
}

// nextMember reports that a comma and the name of the next member of JSON in a string follow
// a quote mark: ,\"level\":. Whatever else follows it may be a value.
func (c *Candidate) nextMember(text []byte, t token) (yes, more bool) {
	mark := int(t.esc) + 1
	rest := bytes.TrimLeft(text[c.Pos+t.width:min(len(text), c.Pos+t.width+maxBlanks)], " ")
	whole := c.fin || len(text) > c.Pos+t.width+maxBlanks
	if len(rest) == 0 || rest[0] != ',' {
		return false, len(rest) == 0 && !whole
	}
	rest = bytes.TrimLeft(rest[1:], " ")
	for i := range mark {
		switch {
		case i == len(rest):
			return false, !whole
		case i < mark-1 && rest[i] != '\\' || i == mark-1 && rest[i] != '"':
			return false, false
		}
	}
	rest = rest[mark:]
	n := 0
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	for i := range mark + 1 {
		switch {
		case n+i == len(rest):
			return false, !whole
		case i < mark-1 && rest[n+i] != '\\' || i == mark-1 && rest[n+i] != '"' || i == mark && rest[n+i] != ':':
			return false, false
		}
	}
	return n > 0, false
}

// endsInner reports a mark that ends a string of JSON in a string of JSON, in which the name lies:
// another member follows, or the end of the object.
func (c *Candidate) endsInner(text []byte, t token) (yes, more bool) {
	if t.ch != '"' || !c.near() || !nested(t.esc) || t.esc == 0 || c.quoted || bytes.IndexByte(text[c.val:c.Pos], '"') >= 0 || !c.within() || !c.standsOpen(text, t) {
		return false, false
	}
	if i := c.Pos + t.width; i == len(text) {
		return false, !c.fin
	} else if text[i] == '}' {
		return true, false
	}
	return c.nextMember(text, t)
}

// endsString reports a quote mark that ends the string of the line's JSON in
// which the value lies.
func (c *Candidate) endsString(text []byte, t token) (yes, more bool) {
	if t.ch != '"' || t.esc >= pctLevel || t.esc&1 != 0 {
		return false, false
	}
	switch {
	case c.within():
		return c.closes(text, t)
	case c.inText && t.esc == 0:
		return c.closesText(text, t)
	}
	return false, false
}

// inSingles reports a double mark in a value \'…\' of a text in single quotes, as Python prints
// one.
func (c *Candidate) inSingles(text []byte, t token) bool {
	return c.open == quote{'\'', 1} && t.ch == '"' && t.esc == 0 && c.near() && !c.within() && !c.inText &&
		c.standsOpen(text, token{ch: '\''}) && !c.standsOpen(text, t)
}

func (c *Candidate) inQuotes(text []byte, t token) Status {
	switch t.kind {
	case tokEnd, tokLine:
		return c.done(c.Pos)
	case tokBreak:
		if esc := c.open.esc &^ doubled; esc > 0 && t.esc <= esc && !isHop(esc) {
			return c.done(c.Pos)
		}
	case tokChar:
		c.slash = t.ch == '\\' && !c.slash
		return c.step(t)
	case tokQuote:
		if c.slash && c.open.esc >= pctLevel && t.esc >= pctLevel {
			c.slash = false // \%22
			return c.step(t)
		}
		switch c.closing(t) {
		case closesValue:
			c.end = c.Pos
			if t.esc < pctLevel || t.esc >= doubled {
				c.end += int(t.esc) - int(c.open.esc) // backslashes of the value itself
			}
			c.phase = phClosed
			return c.step(t)
		case closesOuter:
			if c.inSingles(text, t) {
				return c.step(t)
			}
			if c.open == (quote{'\'', doubled}) && t == (token{tokQuote, '"', 0, 1}) {
				switch i := c.Pos + 1; {
				case i == len(text) && !c.fin:
					return wait
				case i < len(text) && text[i] == '"':
					return c.step(token{tokQuote, '"', 0, 2}) // of CSV
				}
			}
			if i := c.Pos + t.width; isHop(c.open.esc) && t.ch == '\'' && (i < len(text) && kindOf(text[i]) != sep || i == len(text) && !c.fin) {
				if i == len(text) {
					return wait
				}
				return c.step(t) // the word goes on
			}
			return c.done(c.Pos)
		}
		if c.open.esc == 0 {
			switch yes, more := c.endsString(text, t); {
			case more:
				return wait
			case yes:
				return c.done(c.Pos)
			}
		}
	}
	return c.step(t)
}

// nested reports the level of the marks around strings of JSON in so many strings of JSON.
func nested(esc uint8) bool { return esc < pctLevel && esc&(esc+1) == 0 }

// ends reports that a mark behind m backslashes ends a string whose mark stands behind e of them:
// what is left of m is of the string itself, an even number.
func ends(m, e uint8) bool {
	u := int(e) + 1
	return int(m)%u == u-1 && int(m)/u%2 == 0
}

type closing uint8

const (
	content closing = iota
	closesValue
	closesOuter
)

// closing decides what a quote mark inside a quoted value is. At a level of n
// backslashes, n+1 raw backslashes stand for one.
func (c *Candidate) closing(t token) closing {
	m, e := t.esc, c.open.esc
	if e >= doubled {
		if m < doubled {
			if m == 0 && t.ch == c.open.ch || m&1 == 0 && t.ch == '"' && (c.within() || c.inText) {
				return closesOuter
			}
			return content
		}
		m, e = m&^doubled, e&^doubled
	} else if isHop(e) && t.ch == '"' && (m&1 > 0 || !c.within() && !c.inText) || t.ch == '\'' && isHop(m) && (m < e || e == 0 && c.open.ch == '\'') {
		return content
	}
	if m >= pctLevel || e >= pctLevel {
		switch {
		case m == e && t.ch == c.open.ch:
			return closesValue
		case m < pctLevel && m&1 == 0 && t.ch == '"':
			return closesOuter
		}
		return content
	}
	if e > 0 && e&1 == 0 && m > e {
		return content // what Python prints doubles the backslashes
	}
	u := int(e) + 1
	if e == 0 && t.ch != '"' && (c.within() || c.inText) {
		// In a string two raw backslashes stand for one.
		if c.open.ch == t.ch && m/2%2 == 0 && m&1 == 0 {
			return closesValue
		}
		return content
	}
	if int(m)%u == u-1 {
		if t.ch == c.open.ch && ends(m, e) {
			return closesValue
		}
		return content
	}
	if t.ch == '"' || t.ch == c.open.ch {
		return closesOuter
	}
	return content
}

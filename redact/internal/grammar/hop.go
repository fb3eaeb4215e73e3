package grammar

// A shell that reads an argument in single quotes has one more of them where the argument ends,
// a mark stands that is escaped or in other quotes, and the argument goes on:
//
//	'\'' or '"'"'
//
// A shell in that shell has each of its marks written so. Such a mark, a hop, is one token.

// nestedLevel is the level of a hop of one shell. Those of more shells are each two below.
const nestedLevel = 0x3d

// maxHops is the number of shells within one another that are read.
const maxHops = 4

// isHop reports the level of a hop.
func isHop(esc uint8) bool { return esc&1 != 0 && esc <= nestedLevel && esc > nestedLevel-2*maxHops }

// nested reads a hop, also in JSON, if the token at text[i] may begin it: that of the most shells.
func (t token) nested(text []byte, i int, final bool) token {
	if t != (token{tokQuote, '\'', 0, 1}) || i+1 < len(text) && text[i+1] != '\\' && text[i+1] != '"' {
		return t
	}
	for n, end := 0, i+1; n < maxHops; n++ {
		to, more := hop(text, i, end)
		switch {
		case more && !final:
			return token{kind: tokMore}
		case more, to < 0:
			return t
		}
		end = to
		t = token{tokQuote, '\'', nestedLevel - 2*uint8(n), end - i}
	}
	return t
}

// literal reads the backslashes before a hop as characters, as a shell does within single quotes.
func (t token) literal(text []byte, i int, final bool) token {
	if t.kind != tokQuote || t.ch != '\'' || t.width < 2 || text[i] != '\\' || text[i+t.width-1] != '\'' {
		return t
	}
	switch u := (token{tokQuote, '\'', 0, 1}).nested(text, i+t.width-1, final); {
	case u.kind == tokMore:
		return u
	case isHop(u.esc):
		return token{kind: tokChar, ch: '\\', width: t.width - 1}
	}
	return t
}

// hop returns the end of the mark at i as a shell within it writes it, or -1, if that mark ends at
// end: the mark, backslashes or another mark, the mark, that other mark, and the mark. More
// tells that text ends in it.
func hop(text []byte, i, end int) (to int, more bool) {
	mark, k := text[i:end], 0
	for end+k < len(text) && k < maxSlashes && text[end+k] == '\\' {
		k++
	}
	if end+k == len(text) {
		return -1, true
	}
	switch between := text[end : end+k]; {
	case text[end+k] == '"' && k&(k+1) == 0:
		between = text[end : end+k+1]
		return follow(text, end, between, mark, between, mark)
	case text[end+k] == '\'' && k > 0 && k&(k-1) == 0:
		return follow(text, end, between, mark, mark)
	}
	return -1, false
}

// follow returns the end of the parts at text[at:], or -1. More tells that text ends in them.
func follow(text []byte, at int, parts ...[]byte) (to int, more bool) {
	for _, part := range parts {
		for _, b := range part {
			switch {
			case at == len(text):
				return -1, true
			case text[at] != b:
				return -1, false
			}
			at++
		}
	}
	return at, false
}

// brokenLevel is that of a mark that begins like a hop, and a value with more marks.
const brokenLevel = nestedLevel - 2*maxHops

// atStart takes back a hop at the beginning of a value behind which another mark follows, so that
// it is none, one that is broken, or one of several.
func (t token) atStart(text []byte, i int, final bool) token {
	if t.kind != tokQuote || !isHop(t.esc) {
		return t
	}
	at := i + t.width
	then := next(text, at, 0, final).nested(text, at, final)
	broken := then.kind == tokQuote && then.ch == '\'' && !isHop(then.esc)
	if then == t { // nothing between them, or three of them
		at += t.width
		then = next(text, at, 0, final).nested(text, at, final)
		broken = then == t
		if then.goesOn() {
			return token{tokQuote, '\'', brokenLevel, 1}
		}
	}
	switch {
	case then.kind == tokMore:
		return then
	case broken && then.esc == 0:
		return then
	case broken:
		return token{tokQuote, '\'', brokenLevel, 1}
	}
	return t
}

// goesOn reports what a word of a shell goes on with behind a part of it in marks.
func (t token) goesOn() bool {
	return t.kind == tokQuote && t.ch != '\'' || t.kind == tokChar && (kindOf(t.ch) != sep || t.ch == '$' || t.ch == '\\')
}

// below reports a mark of the argument around a value in hops, or of one around that.
func (q quote) below(t token) bool {
	return isHop(q.esc) && t.ch == '\'' && (t.esc == 0 || isHop(t.esc) && t.esc > q.esc)
}

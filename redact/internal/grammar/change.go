package grammar

import (
	"bytes"
	"strings"
)

// A plan of Terraform shows what a value is and what it will be: "old" -> "new", which
// older ones write with =>. Both are the value; null before the arrow is none.

// arrowLen is the length of " -> ".
const arrowLen = 4

// changes reports that text[i:] begins with an arrow, or with "to" for what moved, and a quoted string at
// the level of esc backslashes, and returns its quote mark. More tells that text ends too early.
func changes(text []byte, i, esc int, moves, final bool) (ch byte, more bool) {
	first, second := "-=", ">"
	if moves {
		first, second = "t", "o"
	}
	for j, b := range text[i:min(len(text), i+arrowLen+esc+1)] {
		switch {
		case j == 0 || j == 3:
			if b != ' ' {
				return 0, false
			}
		case j == 1:
			if strings.IndexByte(first, b) < 0 {
				return 0, false
			}
		case j == 2:
			if strings.IndexByte(second, b) < 0 {
				return 0, false
			}
		case j < arrowLen+esc:
			if b != '\\' {
				return 0, false
			}
		default:
			if b == '"' || b == '\'' && (moves || esc == 0) {
				ch = b
			}
			return ch, false
		}
	}
	return 0, !final
}

// changed goes on with the string behind the arrow at Pos, if one stands there.
// Behind a mark of ours it is not Terraform's.
func (c *Candidate) changed(n *Names, text []byte) (yes, more bool) {
	moves := c.carrier == moved
	if c.open.ch != '"' && !moves && c.open != (quote{ch: '\''}) || c.open.esc >= pctLevel || c.carrier != noCarrier && !moves || c.crossed || c.ctx.query {
		return false, false
	}
	ch, more := changes(text, c.Pos, int(c.open.esc), moves, c.fin)
	if ch != c.open.ch || n.IsMark(text[c.val:c.end]) {
		return false, more
	}
	c.Pos += arrowLen + int(c.open.esc) + 1
	c.phase, c.slash = phQuoted, false
	return true, false
}

// changeNulls stand for no value.
var changeNulls = set("null nil none undefined")

// created reports null before the arrow at Pos, and begins the value behind it.
func (c *Candidate) created(text []byte) (yes, more bool) {
	if !in(changeNulls, text[c.val:c.Pos]) {
		return false, false
	}
	esc := 0
	if c.Pos+arrowLen < len(text) && text[c.Pos+arrowLen] == '\\' {
		esc = 1
	}
	ch, more := changes(text, c.Pos, esc, false, c.fin)
	if ch == 0 {
		return false, more
	}
	c.Pos += arrowLen
	c.begin(phPrefix)
	return true, false
}

// change splits what changed reads: old" -> "new.
func change(v []byte, quoted bool) (from, to []byte, ok bool) {
	if bytes.IndexByte(v, '>') < 0 {
		return nil, nil, false
	}
	for _, arrow := range [...]string{" -> ", " => "} {
		i := bytes.Index(v, []byte(arrow))
		if i < 0 {
			continue
		}
		to = bytes.TrimLeft(v[i+arrowLen:], `\`)
		switch {
		case i == 0 || len(to) == 0:
		case (v[i-1] == '"' || v[i-1] == '\'') && v[i-1] == to[0]:
			return bytes.TrimRight(v[:i-1], `\`), to[1:], true
		case !quoted && !isQuote(v[i-1]) && !isQuote(to[0]) && bytes.IndexByte(v[:i], ' ') < 0:
			return v[:i], v[i+arrowLen:], true
		}
	}
	return nil, nil, false
}

// becomes goes on with what stands behind the arrow at Pos, without quote marks as what stands before it:
// password: x -> y.
func (c *Candidate) becomes(n *Names, text []byte) (yes, more bool) {
	if c.open.ch != 0 || !c.colon || !c.after || !c.Class.passes || c.Class.Extent != ExtentValue || c.carrier != noCarrier || c.ctx.query || c.crossed {
		return false, false
	}
	for _, arrow := range [...]string{" -> ", " => "} {
		yes, more = reads(text, c.Pos, arrow, c.fin)
		switch {
		case more:
			return false, true
		case !yes:
			continue
		}
		at := c.Pos + arrowLen
		size := 0
		for at+size < len(text) && inMember[text[at+size]] && text[at+size] != ' ' && size < maxBecome {
			size++
		}
		switch end := at + size; {
		case end == len(text) && !c.fin && size < maxBecome:
			return false, true
		case size < minBecome || size == maxBecome || end < len(text) && !endsBecoming(text[end]),
			bytes.IndexByte(text[at:end], '=') >= 0 || kindOf(text[at]) == sep, !n.Hide(c.Class, text[c.val:c.Pos], false), !n.Hide(c.Class, text[at:end], false):
			return false, false
		}
		c.Pos = at
		return true, false
	}
	return false, false
}

// endsBecoming reports what may stand behind the last word of a change: what goes on is a sentence.
func endsBecoming(b byte) bool {
	return b == '\n' || b == '\r' || b == '"' || b == '\'' || b == '\\' || b == ')' || b == '}'
}

// minBecome and maxBecome bound the bytes of that word.
const minBecome, maxBecome = 5, 128

// How something moved is told by up to one word of each of these, in a message: password was changed from
// 'x' to 'y', token set to "z". The verb may stand before the name: setting password to 'x'.
var movedWords = [...][]string{
	{"was ", "has been ", "has "},
	{"successfully "},
	{"changed ", "updated ", "modified ", "rotated ", "set ", "reset "},
	{"from null to ", "from NULL to ", "from None to ", "from nil to ", "from ", "to "},
}

// movedVerb is the place among those of the verb.
const movedVerb = 2

// moving are verbs before the name.
var moving = [...]string{"set ", "setting ", "reset ", "resetting ", "changed ", "changing ", "updated ", "updating "}

// movedFrom returns where the string begins behind such words at text[i], or 0, and whether more text
// decides. The name begins at text[name].
func movedFrom(text []byte, name, i int, final bool) (at int, more bool) {
	switch text[i] {
	case 'c', 'w', 'h', 'u', 'm', 's', 'r':
	case 't':
		if !movingTo(text[:name]) {
			return 0, false
		}
		return movedTo(text, i, movedWords[movedVerb+1][len(movedWords[movedVerb+1])-1:], final)
	default:
		return 0, false
	}
	for k, words := range movedWords[:movedVerb+1] {
		found := k < movedVerb
		for _, word := range words {
			yes, wants := reads(text, i, word, final)
			if more = more || wants; yes {
				i += len(word)
				found = true
				break
			}
		}
		if !found {
			return 0, more
		}
	}
	at, wants := movedTo(text, i, movedWords[movedVerb+1], final)
	return at, at == 0 && (more || wants)
}

// movedTo is movedFrom for the last words.
func movedTo(text []byte, i int, words []string, final bool) (at int, more bool) {
	for _, word := range words {
		yes, wants := reads(text, i, word, final)
		if more = more || wants; !yes {
			continue
		}
		mark, wants := markBehind(text, i+len(word), final)
		if mark == '\'' || mark == '"' {
			return i + len(word), false
		}
		return 0, more || wants
	}
	return 0, more
}

// movingTo reports that a verb stands at the end of left.
func movingTo(left []byte) bool {
	left = left[max(0, len(left)-maxMoving):]
	for _, verb := range moving {
		if hasSuffixFold(left, verb) {
			return true
		}
	}
	return false
}

// maxMoving is more than such a verb has.
const maxMoving = 16

// movedStates are values in quote marks that are none behind such words.
var movedStates = set("default on off true false v1 v2 v3")

// movedNone reports a value that is none: a state, or a parameter of PostgreSQL, which says so of its own.
func (c *Candidate) movedNone(text []byte) bool {
	v := text[c.val:c.end]
	return in(movedStates, v) || in(statusWords, v) || !c.Class.passes && letters(bytes.ReplaceAll(v, []byte(" "), nil)) || c.quoted && !in(introducers, text[c.name:c.nameTo]) && bytes.HasSuffix(text[max(0, c.name-len(`parameter "`)):c.name], []byte(`parameter "`))
}

// movedOrMore reports that movedFrom finds a string, or that it may.
func movedOrMore(text []byte, name, i int, final bool) bool {
	at, more := movedFrom(text, name, i, final)
	return at > 0 || more
}

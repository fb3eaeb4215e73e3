package grammar

import (
	"bytes"
	"encoding/binary"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Classes of bytes, for the quick looks at plain text.
const (
	inNames uint8 = 1 << iota // part of a name
	blanks                    // blank or tab
	quotes                    // a quote mark
	parts                     // the beginning of what is more than a byte
	signs                     // goes on to a value, or may
	spans                     // ends no value, of any kind
)

var byteClass = func() (t [256]uint8) {
	for i := range t {
		switch b := byte(i); {
		case unit.Special(b), b == '&', b == '+', b == '%', b == '\\':
			t[i] = parts
		case nameByte(b):
			t[i] = inNames
		case b == ' ', b == '\t':
			t[i] = blanks
		case b == '"', b == '\'', b == '`':
			t[i] = quotes
		case b == ':', b == '=', b == '[', b == ']':
			t[i] = signs
		}
	}
	for _, b := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./~!^*" {
		t[b] |= spans
	}
	return t
}()

// Outlook is what a quick look at a name tells.
type Outlook uint8

const (
	// Unclear tells nothing.
	Unclear Outlook = iota
	// Hopeless: Open and Run would find no value.
	Hopeless
	// Plain: the name is all plain bytes, and a value may follow.
	Plain
	// Part: what is announced is a part of a word that is no name.
	Part
)

// Look looks at the name that is announced at [start, end) and at what stands next
// to it. It returns where the name begins and ends.
func Look(text []byte, start, end int, sides Sides, final bool) (nameStart, nameEnd int, o Outlook) {
	for _, b := range text[start:end] {
		if byteClass[b]&parts != 0 {
			return start, end, Unclear // the word itself is spelled with escapes
		}
	}
	if sides.goesOn(text, end) {
		return start, end, Part
	}
	i := end
	for i < len(text) && i-end <= maxName && byteClass[text[i]]&inNames != 0 {
		i++
	}
	if i == len(text) || i-end > maxName {
		if i == len(text) && final {
			return start, i, Hopeless
		}
		return start, i, Unclear
	}
	b := text[i]
	k := byteClass[b]
	if k&parts != 0 && (b != '&' || entity(text, i, final) != (token{tokChar, '&', 0, 1})) {
		return start, i, Unclear
	}
	j := start
	for j > 0 && start-j < maxLeft && byteClass[text[j-1]]&inNames != 0 {
		j--
	}
	before := byte('\n')
	if j > 0 {
		before = text[j-1]
	}
	xml := before == '<' || before == ':' || before == ';'
	switch {
	case byteClass[before]&parts != 0 && (before != '&' || entity(text, j-1, final) != (token{tokChar, '&', 0, 1})), text[j] == '-', text[j] == '.', i-j > maxName, (before == '[' || xml) && coloured(text, j):
		return j, i, Unclear
	case sides.inside(text, start):
		return j, i, Part
	case k&signs != 0, b == '>' && (xml || text[i-1] == '-'), k&quotes != 0 && before == b, k&blanks != 0 && xml, b == '"' && before == '/' && pointed(text, j).ch == b:
		return j, i, Plain
	case b == '<' && before == '>', b == ',' && (before == ':' || before == '{' || before == '(' || before == ' ' && j > 1 && text[j-2] == ':'), (b == '\n' || b == '\r') && before == ' ', (b == ')' || b == ',') && inKey(text, j), wrapsColumn(text, i) && columnOrMore(text, j, i, final):
		return j, i, Plain
	case k&blanks == 0:
		return j, i, restOf(text, i, final)
	case b == '\t':
		return j, i, Plain
	}
	for n := i + 1; ; n++ {
		switch {
		case n == len(text):
			if final {
				return j, i, Hopeless
			}
			return j, i, Plain
		case n-i > maxBlanks:
			return j, i, Plain
		}
		switch b, k := text[n], byteClass[text[n]]; {
		case k&blanks != 0:
		case b == '$', stringPrefix(b) && (n+1 == len(text) && !final || n+1 < len(text) && text[n+1] == '\''):
			return j, i, Plain // of SQL
		case k&(parts|signs|quotes) != 0, b == 'v', b == 'V', b == 'i', b == '|', (b == '\n' || b == '\r') && before == ' ':
			return j, i, Plain
		case compares[b] && comparedOrMore(text, n, final), b == '<' && before == '>', b == '-' && mapped(text, j), n-i >= minGap && (j == 0 || before == '\n'):
			return j, i, Plain
		case movedOrMore(text, j, n, final):
			return j, i, Plain
		case before == '{' && kindOf(text[i-1]) == upper:
			return j, i, Plain
		case before == ' ' && kindOf(text[i-1]) == upper:
			if _, is := setsVariable(text[max(0, j-maxWord):j]); is {
				return j, i, Plain
			}
			return j, i, restOf(text, n, final)
		default:
			return j, i, restOf(text, n, final)
		}
	}
}

// dull reports eight bytes that are neither quote marks nor line ends nor parts of more
// than a byte. It knows most of them.
func dull(w uint64) bool {
	// Blanks, and what lies behind the quote marks but for +, backslash and backtick.
	low := ^((w | high) - 0x28*ones)
	blank := w ^ ' '*ones
	low &= (blank&^high + 0x7f*ones) | blank
	plus, slash, tick := w^'+'*ones, w^'\\'*ones, w^'`'*ones
	return (low|(plus-ones)&^plus|(slash-ones)&^slash|(tick-ones)&^tick|w)&high == 0
}

// May notes that the name of a candidate, which Open began at a literal, may be a part of
// a word, because text ends with the literal: GoesOn tells when more has come.
func (c *Candidate) May(sides Sides, text []byte, start, end int) {
	if end < len(text) {
		return
	}
	for _, b := range text[start:end] {
		if byteClass[b]&parts != 0 {
			return
		}
	}
	c.sides = sides
}

// GoesOn reports that the literal is a part of a word, as Look does. It is asked before
// more of the text is read.
func (c *Candidate) GoesOn(text []byte) bool {
	if c.phase != phName || c.sides == (Sides{}) || c.Pos >= len(text) {
		return false
	}
	sides := c.sides
	c.sides = Sides{}
	return sides.goesOn(text, c.Pos)
}

// coloured reports that an ANSI sequence, with its first byte as it is or escaped, may
// reach beyond text[i]: its last byte is a letter.
func coloured(text []byte, i int) bool {
	before := text[max(0, i-unit.MaxWidth):i]
	return bytes.IndexByte(before, 0x1b) >= 0 || bytes.Contains(before, []byte("1b[")) || bytes.Contains(before, []byte("1B["))
}

// restOf tells whether text from i on may be the rest of a quoted name.
func restOf(text []byte, i int, final bool) Outlook {
	for stop := i + maxRest + 1; i <= stop; i++ {
		for i+8 <= min(len(text), stop+1) && dull(binary.LittleEndian.Uint64(text[i:])) {
			i += 8
		}
		if i > stop {
			break
		}
		if i == len(text) {
			if final {
				return Hopeless
			}
			return Plain
		}
		switch b, k := text[i], byteClass[text[i]]; {
		case k&parts != 0:
			return Plain
		case b == '\n', b == '\r':
			return Hopeless
		case k&quotes != 0:
			j := i + 1
			for j < len(text) && j-i <= maxBlanks && byteClass[text[j]]&blanks != 0 {
				j++
			}
			if j == len(text) && !final || j < len(text) && (text[j] == ':' || text[j] == '=' || byteClass[text[j]]&parts != 0) {
				return Plain
			}
			if b == '"' {
				return Hopeless
			}
		}
	}
	return Hopeless
}

package grammar

import (
	"strings"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

type tokKind uint8

const (
	tokChar  tokKind = iota // one character of a name or value
	tokQuote                // a quote mark at some level
	tokSpace                // a blank or tab, also escaped
	tokLine                 // the end of the line
	tokBreak                // an escaped line end, of level esc
	tokSkip                 // nothing that shows
	tokMore                 // the text ends here and more may follow
	tokEnd                  // the text ends here
)

// Levels of quoting. 0 is raw; an odd number below pctLevel is that many
// backslashes.
const (
	pctLevel    = 0x40
	entityLevel = 0x41
	pctTwice    = 0x42 // percent-encoded twice
)

// maxSlashes bounds the backslashes before a quote: six levels of JSON in JSON.
const maxSlashes = 63

type token struct {
	kind  tokKind
	ch    byte
	esc   uint8
	width int
}

// next reads the token at text[i]. Pct is the number of levels of percent encoding
// that are read as the characters they stand for; what is encoded more often is a
// character of no meaning.
func next(text []byte, i int, pct uint8, final bool) token {
	if i >= len(text) {
		if final {
			return token{kind: tokEnd}
		}
		return token{kind: tokMore}
	}
	switch b := text[i]; b {
	case '\n', '\r':
		return token{tokLine, b, 0, 1}
	case ' ', '\t':
		return token{tokSpace, b, 0, 1}
	case '"', '\'', '`':
		return token{tokQuote, b, 0, 1}
	case '\\':
		return slashes(text, i, final)
	case '%':
		if pct > 0 {
			return percent(text, i, pct, final)
		}
		return token{tokChar, b, 0, 1}
	case '+':
		if pct > 0 {
			return token{tokSpace, b, pctLevel, 1}
		}
		return token{tokChar, b, 0, 1}
	case '&':
		return entity(text, i, final)
	default:
		if !unit.Special(b) {
			return token{tokChar, b, 0, 1}
		}
		switch kind, sym, w := unit.At(text, i, final); kind {
		case unit.Skip:
			return token{tokSkip, 0, 0, w}
		case unit.More:
			return token{kind: tokMore}
		case unit.Sym:
			return token{tokChar, sym, 0, w}
		}
		return token{tokChar, b, 0, 1}
	}
}

func slashes(text []byte, i int, final bool) token {
	n := 0
	for i+n < len(text) && text[i+n] == '\\' && n <= maxSlashes {
		n++
	}
	if n > maxSlashes {
		return token{tokChar, '\\', 0, 2} // in pairs, which keeps count of odd and even
	}
	if i+n >= len(text) {
		if final {
			return token{tokChar, '\\', 0, 1}
		}
		return token{kind: tokMore}
	}
	esc := uint8(n)
	switch b := text[i+n]; b {
	case '"', '\'', '`':
		return token{tokQuote, b, esc, n + 1}
	case 'n', 'r':
		return token{tokBreak, b, esc, n + 1}
	case 't':
		return token{tokSpace, b, esc, n + 1}
	case ' ':
		if n == 1 {
			return token{tokChar, '\\', 0, 2} // a blank that the shell takes as part of a word
		}
	case 'u', 'x', '/':
		switch kind, sym, w := unit.At(text, i, final); kind {
		case unit.More:
			return token{kind: tokMore}
		case unit.Skip:
			return token{tokSkip, 0, 0, w}
		case unit.Sym:
			if sym == '"' || sym == '\'' || sym == '`' {
				return token{tokQuote, sym, markLevel(esc), w}
			}
			if sym == '&' {
				return escapedEntity(text, i, w, esc, final)
			}
			return token{tokChar, sym, esc, w}
		}
		if t, ok := control(text, i, n, final); ok {
			return t
		}
	}
	return token{tokChar, '\\', 0, 1}
}

// control reads the escapes \u000a, \u000d, \u0020 and \x0a.
func control(text []byte, i, n int, final bool) (token, bool) {
	w := n + 3
	if text[i+n] == 'u' {
		w = n + 5
	}
	if i+w > len(text) {
		return token{kind: tokMore}, !final
	}
	v := 0
	for _, b := range text[i+n+1 : i+w] {
		h := unit.Hex(b)
		if h < 0 {
			return token{}, false
		}
		v = v<<4 | h
	}
	switch v {
	case '\n', '\r':
		return token{tokBreak, 'n', uint8(n), w}, true
	case ' ', '\t':
		return token{tokSpace, ' ', uint8(n), w}, true
	}
	return token{}, false
}

func percent(text []byte, i int, pct uint8, final bool) token {
	switch kind, sym, w := unit.At(text, i, final); kind {
	case unit.More:
		return token{kind: tokMore}
	case unit.Skip:
		return token{tokSkip, 0, 0, w}
	case unit.Sym:
		if w > 3 {
			if pct < 2 {
				return token{tokChar, '%', pctTwice, w}
			}
			if sym == '"' || sym == '\'' || sym == '`' {
				return token{tokQuote, sym, pctTwice, w}
			}
			return token{tokChar, sym, pctTwice, w}
		}
		if sym == '"' || sym == '\'' || sym == '`' {
			return token{tokQuote, sym, pctLevel, w}
		}
		return token{tokChar, sym, pctLevel, w}
	}
	if i+2 >= len(text) {
		if final || i+1 < len(text) && unit.Hex(text[i+1]) < 0 {
			return token{tokChar, '%', 0, 1}
		}
		return token{kind: tokMore}
	}
	if hi, lo := unit.Hex(text[i+1]), unit.Hex(text[i+2]); hi >= 0 && lo >= 0 {
		switch hi<<4 | lo {
		case '\n', '\r':
			return token{tokBreak, 'n', pctLevel, 3}
		case ' ', '\t':
			return token{tokSpace, ' ', pctLevel, 3}
		}
	}
	return token{tokChar, '%', 0, 1}
}

// An entityName is a character as XML writes it.
type entityName struct {
	name string
	ch   byte
}

func (e entityName) kind() tokKind {
	if e.ch == '"' || e.ch == '\'' {
		return tokQuote
	}
	return tokChar
}

// maxEntity is the length of the longest of them.
const maxEntity = len("&#x22;")

var entities = []entityName{
	{"&quot;", '"'}, {"&#34;", '"'}, {"&#x22;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}, {"&#x27;", '\''},
	{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&#38;", '&'},
}

// escapedEntity reads the escape of & at text[i], of width w, with what is a reference with it, as
// encoding/json writes &lt;.
func escapedEntity(text []byte, i, w int, esc uint8, final bool) token {
	name := text[i+w:]
	for _, e := range entities {
		switch short := e.name[1:]; {
		case len(name) >= len(short):
			if string(name[:len(short)]) == short {
				return token{e.kind(), e.ch, entityLevel, w + len(short)}
			}
		case !final && short[:len(name)] == string(name):
			return token{kind: tokMore}
		}
	}
	return token{tokChar, '&', esc, w}
}

func entity(text []byte, i int, final bool) token {
	rest := text[i:]
	if len(rest) > 1 && strings.IndexByte("q#alg", rest[1]) < 0 {
		return token{tokChar, '&', 0, 1} // as most in a query
	}
	for _, e := range entities {
		if len(rest) >= len(e.name) {
			if string(rest[:len(e.name)]) != e.name {
				continue
			}
			return token{e.kind(), e.ch, entityLevel, len(e.name)}
		}
		if !final && e.name[:len(rest)] == string(rest) {
			return token{kind: tokMore}
		}
	}
	return token{tokChar, '&', 0, 1}
}

package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

// level is what quotesAround would say of a number, if nothing but numbers stood between
// an offset and it. It is kept for long arrays, whose beginning a stream has dropped and
// that are not to be read again for each number in them.
type level struct {
	known bool
	ok    bool
	wrap  grammar.Wrap
	at    int
}

// levelAt sets the level for the offset at, which is not before the last one.
func (m *Machine) levelAt(at int) {
	l, text := &m.out.level, m.text
	floor := 0
	if l.known {
		floor = min(l.at, at)
	}
	for i := at - 1; ; i-- {
		switch {
		case i < floor && l.known:
		case i < floor, text[i] == '\n':
			l.wrap, l.ok = grammar.Wrap{Ch: '"'}, true
		case text[i] == '"':
			if l.wrap = quotedAs(text, i); l.wrap.Esc > 0 {
				l.ok = true
				break
			}
			k := i + 1
			for ; k < len(text) && k < i+maxNumber && blank(text[k]); k++ {
			}
			l.ok = k < len(text) && bytes.IndexByte([]byte(",:]}"), text[k]) >= 0
		case !outsideStrings(text[i]):
			l.wrap, l.ok = grammar.Wrap{}, false
		default:
			continue
		}
		l.known, l.at = true, at
		return
	}
}

// outsideStrings reports a byte that JSON has outside of its strings.
func outsideStrings(b byte) bool {
	return numberByte(b) || blank(b) || bytes.IndexByte([]byte(",:[]{}nultrefas"), b) >= 0
}

// quotedAs returns the quote mark that text[i] is, with its escapes.
func quotedAs(text []byte, i int) grammar.Wrap {
	wrap := grammar.Wrap{Ch: '"'}
	for int(wrap.Esc) < 15 && i > 0 && text[i-1] == '\\' {
		wrap.Esc++
		i--
	}
	return wrap
}

// quotesAround returns the quotes of a string at the level of text[i], and false in a
// string whose text is no JSON. It looks back to from: if there is no mark
// and no line begins, what no JSON has outside of strings tells, and else what stands
// before that.
func (m *Machine) quotesAround(i, from int) (wrap grammar.Wrap, ok bool) {
	text, words := m.text, false
	for ; i >= from && text[i] != '\n'; i-- {
		if text[i] != '"' {
			words = words || !outsideStrings(text[i])
			continue
		}
		if wrap = quotedAs(text, i); wrap.Esc > 0 {
			return wrap, true
		}
		for i++; i < len(text) && blank(text[i]); i++ {
		}
		return wrap, i < len(text) && bytes.IndexByte([]byte(",:]}"), text[i]) >= 0
	}
	switch {
	case i >= from || from == 0 && !m.out.level.known:
		return grammar.Wrap{Ch: '"'}, true
	case words:
		return wrap, false
	}
	m.levelAt(from)
	return m.out.level.wrap, m.out.level.ok
}

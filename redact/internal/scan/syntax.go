package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

const (
	maxURL    = 1024 // bytes of a URL before a replacement that are looked at
	maxNumber = 64   // bytes of a number
	maxArray  = 512  // bytes of an array before a number that are looked at
)

// urlSeen is what was last told of a place: by what, which counts for one behind it, too.
type urlSeen struct {
	epoch, at int
	by        int // the offset of a sign that ends a URL or begins one, or -1
	in        bool
}

// inURL reports whether text[i] lies in the user info, host or path of a URL,
// where a bracket would make it unparsable. What was read for the place before is not
// read again.
func (m *Machine) inURL(i int) bool {
	u, floor := &m.url, max(0, i-maxURL)
	to, known := floor, u.epoch == m.epoch && u.at <= i
	if known {
		to = max(floor, u.at-len(escapedMark)+1) // a mark may be whole by now
	}
	by, in := urlBefore(m.text, i, to)
	if by < 0 && known && u.by >= floor {
		by, in = u.by, u.in
	}
	*u = urlSeen{m.epoch, i, by, in}
	return in
}

// escapedMark is :// in JSON.
const escapedMark = `:\/\/`

// urlBefore looks back from text[i] to text[to] for the sign that ends a URL or begins one. It
// returns its offset, or -1.
func urlBefore(text []byte, i, to int) (by int, in bool) {
	for j := i - 1; j >= to; j-- {
		switch text[j] {
		case ' ', '\t', '\r', '\n', '"', '\'', '<', '>', '?', '#', '`':
			return j, false
		case ':':
			if rest := text[j:i]; bytes.HasPrefix(rest, []byte("://")) || bytes.HasPrefix(rest, []byte(escapedMark)) {
				return j, true
			}
		}
	}
	return -1, false
}

// glued reports that bytes which can be part of a token stand beside text[start:end].
func glued(text []byte, start, end int) bool {
	return start > 0 && tokenByte(text[start-1]) || end < len(text) && tokenByte(text[end])
}

// endsValue reports a byte that ends a bare value. Where another match reaches
// beyond a value, what is left of the run goes with it: the replacement and the
// rest would be a value again.
func endsValue(b byte) bool {
	return blank(b) || bytes.IndexByte([]byte(",;&}])\"'`<>|\\"), b) >= 0
}

// endsValueAt is endsValue for text[i]. A backslash ends a value if it begins an
// escape; more tells that the next byte decides.
func endsValueAt(text []byte, i int, final bool) (yes, more bool) {
	if text[i] != '\\' {
		return endsValue(text[i]), false
	}
	if i+1 == len(text) {
		return false, !final
	}
	return bytes.IndexByte([]byte("\"'`\\nrtux/"), text[i+1]) >= 0, false
}

// tokenByte reports a byte that can be part of a token or of an escape.
func tokenByte(b byte) bool { return !noToken[b] }

var noToken = func() (t [256]bool) {
	for _, b := range " \t\n\r,;:=&\"'`|<>(){}[]?#!@" {
		t[b] = true
	}
	return t
}()

func numberByte(b byte) bool {
	return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E'
}

// numbers reports text of one number, or of several as they stand in a list.
func numbers(text []byte) (one, several bool) {
	one = true
	for _, b := range text[:min(len(text), maxNumber)] {
		switch {
		case numberByte(b):
		case b == ',':
			several = true
		case blank(b):
			one = false
		default:
			return false, false
		}
	}
	return one && !several, several
}

// jsonNumber reports that a group stands in a number of JSON, or is elements of an array
// of them, where a replacement needs quotes: it returns the start of the number and the
// quotes.
func (m *Machine) jsonNumber(start, end int) (from int, wrap grammar.Wrap, ok bool) {
	text := m.text
	if start < end && !numberByte(text[start]) && text[start] != ',' && !blank(text[start]) {
		return 0, wrap, false // soonest told
	}
	one, several := numbers(text[start:end])
	if !one && !several {
		return 0, wrap, false
	}
	from = m.numberStart(start)
	i := skipBlankBack(text, from)
	if i < 0 {
		return 0, wrap, false
	}
	switch text[i] {
	case ':':
		if several {
			return 0, wrap, false
		}
		k := end
		for k < len(text) && k < end+maxNumber && numberByte(text[k]) {
			k++
		}
		if k < len(text) && !blank(text[k]) && text[k] != ',' && text[k] != '}' && text[k] != ']' {
			return 0, wrap, false // a string that begins with a colon
		}
		if i = skipBlankBack(text, i); i < 0 || text[i] != '"' {
			return 0, wrap, false
		}
		return from, quotedAs(text, i), true
	case '[', ',':
		i, ok := inArray(text, from, end)
		if !ok {
			return 0, wrap, false
		}
		wrap, ok = m.quotesAround(i, max(0, from-maxArray))
		return from, wrap, ok
	}
	return 0, wrap, false
}

// undecided reports that what follows tells whether a group stands in a number of JSON.
func (m *Machine) undecided(start, end int) bool {
	if m.final {
		return false
	}
	if one, several := numbers(m.text[start:end]); !one && !several {
		return false
	}
	stop := min(end+2*maxNumber, len(m.text))
	for end < stop && (numberByte(m.text[end]) || blank(m.text[end])) {
		end++
	}
	return end == len(m.text)
}

// inArray reports a number between the brackets of an array, in a line that
// begins as JSON does. It returns how far that was looked at.
func inArray(text []byte, start, end int) (at int, ok bool) {
	for stop := end + maxNumber; end < min(stop, len(text)) && numberByte(text[end]); end++ {
	}
	for stop := end + maxNumber; end < min(stop, len(text)) && blank(text[end]); {
		end++
	}
	if end < len(text) && text[end] != ',' && text[end] != ']' {
		return 0, false
	}
	// The nearest mark that is not a number says whether this is an array.
	for i := start - 1; i >= 0 && start-i <= maxArray; i-- {
		switch b := text[i]; {
		case numberByte(b), b == ',', blank(b):
		case b == '[':
			if i = skipBlankBack(text, i); i > 0 && text[i] == ':' {
				i = skipBlankBack(text, i)
				return i, i >= 0 && text[i] == '"'
			}
			return i, i < 0 || text[i] == '[' || text[i] == ','
		case b == '"':
			return i, closes(text, i, max(0, start-maxArray))
		case b == 'l' || b == 'e':
			n := literalBefore(text[:i+1])
			if n == 0 || !commaBehind(text, i) {
				return 0, false
			}
			i -= n - 1
		default:
			return i, b == ']' || b == '}'
		}
	}
	return -1, true
}

// literalBefore returns the length of the literal of JSON at the end of text.
func literalBefore(text []byte) int {
	for _, w := range []string{"null", "true", "false"} {
		if bytes.HasSuffix(text, []byte(w)) {
			return len(w)
		}
	}
	return 0
}

// commaBehind reports a comma behind text[i].
func commaBehind(text []byte, i int) bool {
	for i++; i < len(text) && blank(text[i]); i++ {
	}
	return i < len(text) && text[i] == ','
}

// closes reports that the quote mark text[i] closes an element of an array: a comma is
// behind it, and before it text that stands in quote marks and not between them. In a
// string of JSON it says nothing. It looks back no further than to from.
func closes(text []byte, i, from int) bool {
	if !commaBehind(text, i) || i > 0 && text[i-1] == '\\' {
		return false
	}
	between := false
	for j := i - 1; j >= from; j-- {
		switch b := text[j]; {
		case b == '"':
			return !between
		case b == ',' || b == ':':
			between = true
		case !blank(b) && bytes.IndexByte([]byte("[]{}"), b) < 0:
			return true
		}
	}
	return true
}

func skipBlankBack(text []byte, i int) int {
	stop := max(0, i-maxNumber)
	for i--; i >= stop && blank(text[i]); i-- {
	}
	return i
}

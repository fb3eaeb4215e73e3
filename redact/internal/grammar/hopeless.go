package grammar

import "github.com/tacit-go/tacit/redact/internal/unit"

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

// Hopeless reports, by a quick look, that Open and Run of a name announced at
// [start, end) would find no value. It returns the end of the name. False tells
// nothing.
func Hopeless(text []byte, start, end int, final bool) (nameEnd int, yes bool) {
	i := end
	for i < len(text) && byteClass[text[i]]&inNames != 0 {
		i++
	}
	if i == len(text) || i-end > maxName {
		return i, i == len(text) && final
	}
	b := text[i]
	k := byteClass[b]
	if k&(parts|signs) != 0 || b == '>' && text[i-1] == '-' {
		return i, false
	}
	j := start
	for j > 0 && start-j < maxLeft && byteClass[text[j-1]]&inNames != 0 {
		j--
	}
	before := byte('\n')
	if j > 0 {
		before = text[j-1]
	}
	switch {
	case byteClass[before]&parts != 0, before == '<', before == ':', before == ';', text[j] == '-', text[j] == '.':
		return i, false
	case k&quotes != 0:
		return i, before != b
	case k&blanks == 0:
		return i, true
	}
	for n := 1; ; n++ {
		switch i++; {
		case i == len(text):
			return i - n, final
		case n > maxBlanks:
			return i - n, false
		}
		switch b, k := text[i], byteClass[text[i]]; {
		case k&blanks != 0:
		case k&(parts|signs|quotes) != 0, b == 'v', b == 'V':
			return i - n, false
		default:
			return i - n, true
		}
	}
}

package encode

import "unicode/utf8"

// A byteStyle is how programs that show bytes escape what is not printable in ASCII, or a quote mark.
type byteStyle struct {
	octal bool   // \303 for a byte, else \xc3
	upper bool   // upper-case hex digits
	latin bool   // runes below 256 as \xXX, others as \uXXXX and \UXXXXXXXX
	marks string // that have a backslash before them
	coded string // characters that are escaped as bytes
}

// byteStyles are those of bytes in Python, with either mark around them, of Apache, of nginx, of strings
// in ASCII of Python, of programs in C, and of MySQL.
var byteStyles = []byteStyle{
	{}, {marks: "'"}, {marks: `"`}, {marks: `'"`},
	{upper: true, coded: "\"\\"},
	{latin: true}, {latin: true, marks: "'"},
	{octal: true}, {octal: true, marks: `"`},
}

func (s byteStyle) append(dst, value []byte) []byte {
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		switch b := value[i]; {
		case s.latin && c >= utf8.RuneSelf && size > 1:
			dst = appendRune(dst, c)
			i += size
			continue
		case has(s.marks, b), b == '\\' && s.coded == "":
			dst = append(dst, '\\', b)
		case b == '\n' && !s.octal && s.coded == "":
			dst = append(dst, `\n`...)
		case b == '\r' && !s.octal && s.coded == "":
			dst = append(dst, `\r`...)
		case b == '\t' && !s.octal && s.coded == "":
			dst = append(dst, `\t`...)
		case b < ' ', b >= 0x7f, has(s.coded, b):
			dst = s.escape(dst, b)
		default:
			dst = append(dst, b)
		}
		i++
	}
	return dst
}

func has(set string, b byte) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}

func (s byteStyle) escape(dst []byte, b byte) []byte {
	if s.octal {
		return append(dst, '\\', '0'+b>>6, '0'+b>>3&7, '0'+b&7)
	}
	d := digits(s.upper)
	return append(dst, '\\', 'x', d[b>>4], d[b&15])
}

// appendRune escapes a rune beyond ASCII as Python does.
func appendRune(dst []byte, c rune) []byte {
	switch {
	case c < 0x100:
		return append(dst, '\\', 'x', hexLower[c>>4], hexLower[c&15])
	case c <= 0xffff:
		return appendU(dst, c, hexLower)
	}
	return appendLong(dst, c)
}

// appendLong escapes a rune by eight digits.
func appendLong(dst []byte, c rune) []byte {
	dst = append(dst, '\\', 'U')
	for shift := 28; shift >= 0; shift -= 4 {
		dst = append(dst, hexLower[c>>shift&15])
	}
	return dst
}

// doubled writes value with each mark twice, as CSV has it in quotes.
func doubled(dst, value []byte, mark byte) []byte {
	for _, b := range value {
		if b == mark {
			dst = append(dst, b)
		}
		dst = append(dst, b)
	}
	return dst
}

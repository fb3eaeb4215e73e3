package main

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// escape returns s with every byte and character that is not printable written
// as in a Go string, so that it can neither control a terminal nor pass for
// another line. Text that is printable stays as it is.
func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if part := s[i : i+size]; strconv.IsPrint(r) && (r != utf8.RuneError || size > 1) {
			b.WriteString(part)
		} else {
			q := strconv.Quote(part)
			b.WriteString(q[1 : len(q)-1])
		}
		i += size
	}
	return b.String()
}

// asciiJSON returns JSON text in which every character outside of ASCII, and
// DEL, is written as \uXXXX.
func asciiJSON(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if r < 0x7f {
			out = append(out, byte(r))
			continue
		}
		q := strconv.QuoteToASCII(string(r)) // "é", "\x7f" or "\U0001f600"
		switch q = q[1 : len(q)-1]; q[1] {
		case 'u':
			out = append(out, q...)
		case 'x':
			out = append(append(out, `\u00`...), q[2:]...)
		default:
			r -= 0x10000
			for _, half := range [2]rune{0xd800 + r>>10, 0xdc00 + r&0x3ff} {
				out = append(append(out, `\u`...), strconv.FormatInt(int64(half), 16)...)
			}
		}
	}
	return out
}

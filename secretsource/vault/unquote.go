package vault

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote returns the text of a valid JSON string. It is written out here because
// encoding/json makes a string of it, which nothing can clear.
func unquote(v []byte) []byte {
	v = v[1 : len(v)-1]
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); i++ {
		if v[i] != '\\' {
			out = append(out, v[i])
			continue
		}
		i++
		switch v[i] {
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'u':
			c := unit(v[i+1:])
			i += 4
			if utf16.IsSurrogate(c) && i+6 < len(v) && v[i+1] == '\\' && v[i+2] == 'u' {
				if pair := utf16.DecodeRune(c, unit(v[i+3:])); pair != utf8.RuneError {
					c = pair
					i += 6
				}
			}
			out = utf8.AppendRune(out, c)
		default:
			out = append(out, v[i])
		}
	}
	return out
}

func unit(v []byte) rune {
	n, _ := strconv.ParseUint(string(v[:4]), 16, 16)
	return rune(n)
}

package middleware

import (
	"path"
	"strings"
)

// A shown is a value of a path, and what is shown for it.
type shown struct {
	text  string // unescaped
	clean string // as the ServeMux and http.Redirect clean a path
	mark  string
}

func newShown(text, mark string) shown {
	v := newUnescaped(text).text
	return shown{strings.Trim(v, "/"), path.Clean("/" + v)[1:], mark}
}

// An unescapedPath is a path in small letters in which nothing is escaped, however often it was.
type unescapedPath struct {
	text string
	at   []int // where each byte stood, and the end
}

func newUnescaped(path string) unescapedPath {
	text, at := make([]byte, 0, len(path)), make([]int, 0, len(path)+1)
	for i := 0; i < len(path); i++ {
		b, from := path[i], i
		for {
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			n := len(text)
			if n < 2 || text[n-2] != '%' || !hex(text[n-1]) || !hex(b) {
				break
			}
			b, from = nibble(text[n-1])<<4|nibble(b), at[n-2]
			text, at = text[:n-2], at[:n-2]
		}
		text, at = append(text, b), append(at, from)
	}
	return unescapedPath{string(text), append(at, len(path))}
}

func hex(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' }

func nibble(b byte) byte {
	if b <= '9' {
		return b - '0'
	}
	return b - 'a' + 10
}

// find appends where a value stands by itself.
func (q *unescapedPath) find(dst []span, v shown) []span {
	dst = q.exactly(dst, v.text, v.mark)
	if v.clean != v.text {
		dst = q.exactly(dst, v.clean, v.mark)
	}
	return dst
}

// Around a value that stands by itself.
const (
	before = "/=, "
	behind = "/;?#&, "
)

func (q *unescapedPath) exactly(dst []span, value, mark string) []span {
	for from := 0; value != "" && from < len(q.text); {
		rest := q.text[from:]
		if strings.HasPrefix(rest, value) && (len(rest) == len(value) || strings.IndexByte(behind, rest[len(value)]) >= 0) {
			dst = append(dst, span{q.at[from], q.at[from+len(value)], mark})
			from += len(value)
			rest = q.text[from:]
		}
		i := strings.IndexAny(rest, before)
		if i < 0 {
			break
		}
		from += i + 1
	}
	return dst
}

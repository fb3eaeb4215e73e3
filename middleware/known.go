package middleware

import (
	"net/http"
	"path"
	"strings"
)

// A known is what a request tells that a name of its route stands for.
type known struct{ route, name, text string }

// appendKnown appends what req tells of the names of a route.
func appendKnown(dst []known, route string, req *http.Request) []known {
	for _, name, rest := cutName(route); name != ""; _, name, rest = cutName(rest) {
		name, _, _, _ = wildcard(name)
		if v := req.PathValue(name); v != "" {
			dst = append(dst, known{route, name, v})
		}
	}
	return dst
}

// place appends where in a path of the request stands what it tells of the names of its routes. A
// route that does not fit is that of another path, which a handler has put in the place of this one:
// where one of its names has no place here, all of the path is hidden.
func (f *finder) place(found []span, uri string, p stretch, knows []known, fits, roughly uint64) []span {
	if f.named == 0 || f.unknown || p.from == p.to || p.to-p.from > maxPath {
		return found
	}
	q := newUnescaped(uri)
	if len(uri) > maxURL {
		q = newUnescaped(uri[:p.to])
	}
	for i, route := range f.routes {
		if f.named>>i&1 == 0 {
			continue
		}
		fit := fits>>i&1 != 0
		untold, lost := false, false
		for _, name, rest := cutName(route); name != ""; _, name, rest = cutName(rest) {
			name, _, _, _ = wildcard(name)
			if !hiding(f.s.Field(name)) {
				continue
			}
			told := false
			for _, k := range knows {
				if k.route != route || k.name != name {
					continue
				}
				told = true
				mark, hide := value(f.s, name, k.text)
				if !hide {
					continue
				}
				n := len(found)
				v := newShown(k.text, mark)
				if found = q.find(found, v); len(found) == n && !fit {
					found = q.around(found, v, p)
				}
				lost = lost || len(found) == n
			}
			untold = untold || !told
		}
		if !fit && (lost || untold && roughly>>i&1 == 0) {
			found = append(found, span{p.from + 1, p.to, "(REDACTED:password)"})
		}
	}
	return found
}

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

// shown appends the values that a request tells.
func (f *finder) shown(dst []shown, knows []known) []shown {
	for _, k := range knows {
		if mark, hide := value(f.s, k.name, k.text); hide {
			dst = append(dst, newShown(k.text, mark))
		}
	}
	return dst
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

// around appends the parts of a path in which a value stands.
func (q *unescapedPath) around(dst []span, v shown, p stretch) []span {
	for at := 0; v.text != ""; {
		i := strings.Index(q.text[at:], v.text)
		if i < 0 {
			break
		}
		from := strings.LastIndexByte(q.text[:at+i], '/') + 1
		at += i + len(v.text)
		if i = strings.IndexByte(q.text[at:], '/'); i < 0 {
			i = len(q.text) - at
		}
		at += i
		if q.at[from] >= p.from && q.at[at] <= p.to {
			dst = append(dst, span{q.at[from], q.at[at], v.mark})
		}
	}
	return dst
}

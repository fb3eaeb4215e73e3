package middleware

import (
	"net/http"
	"path"
	"strings"
)

// A known is what a request tells that a name of its route stands for.
type known struct {
	route, name, text string
	one               bool // that is one segment
	hide              bool // as shown has it
	shown             shown
}

// appendKnown appends what req tells of the names of a route.
func appendKnown(dst []known, route string, req *http.Request) []known {
	for _, name, rest := cutName(route); name != ""; _, name, rest = cutName(rest) {
		name, expr, tail, _ := wildcard(name)
		if v := req.PathValue(name); v != "" {
			dst = append(dst, known{route: route, name: name, text: v, one: !tail && !slashes(expr)})
		}
	}
	return dst
}

// place appends where in a path of the request stands what it tells of the names of its routes. A
// route that does not fit is that of another path, which a handler has put in the place of this one:
// where one of its names has no place here, all of the path is hidden.
func (f *finder) place(found []span, uri string, p stretch, knows []known, fits, roughly uint64) []span {
	if f.named == 0 || f.unknown || p.from == p.to {
		return found
	}
	if long := p.to-p.from > maxPath; long || len(uri) > maxURL {
		if len(knows) > 0 && p.to < len(uri) {
			found = append(found, span{p.to, len(uri), "?(REDACTED:limit)"})
		}
		if long {
			return found
		}
		uri = uri[:p.to]
	}
	q := unescapedPath{}
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
				if !k.hide {
					continue
				}
				if q.text == "" {
					q = newUnescaped(uri)
				}
				n := len(found)
				if found = q.find(found, k.shown); len(found) == n && !fit {
					found = q.around(found, k.shown, p)
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
	other string // the same, where a backslash is none of its slashes, or nothing
	mark  string
}

func newShown(text, mark string) shown {
	v := newUnescaped(text).text
	out := shown{text: strings.Trim(v, "/"), mark: mark}
	if out.clean = out.text; unclean(v) || strings.HasPrefix(v, ".") {
		out.clean = path.Clean("/" + v)[1:]
	}
	if kept := unescaped(text); strings.IndexByte(kept, '\\') >= 0 {
		out.other = allSmall(path.Clean("/" + kept)[1:])
	}
	return out
}

// same reports that another is found where v is.
func (v shown) same(o shown) bool {
	return v.text == o.text && v.clean == o.clean && v.other == o.other
}

// An unescapedPath is a path in small letters in which nothing is escaped, however often it was, a
// backslash is a slash, as it is for browsers, and a plus a blank, as it is in a query.
type unescapedPath struct {
	text string
	at   []int // where each byte stood, and the end, if that is not where it is
}

// place returns where stood what is at an offset.
func (q *unescapedPath) place(offset int) int {
	if q.at == nil {
		return offset
	}
	return q.at[offset]
}

// small returns a byte as it is in an unescapedPath.
func small(b byte) byte {
	switch {
	case 'A' <= b && b <= 'Z':
		return b + 'a' - 'A'
	case b == '\\':
		return '/'
	case b == '+':
		return ' '
	}
	return b
}

// allSmall returns a text without escapes as it is in an unescapedPath.
func allSmall(text string) string {
	i := 0
	for i < len(text) && small(text[i]) == text[i] {
		i++
	}
	if i == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:i])
	for ; i < len(text); i++ {
		b.WriteByte(small(text[i]))
	}
	return b.String()
}

func newUnescaped(path string) unescapedPath {
	if strings.IndexByte(path, '%') < 0 {
		return unescapedPath{text: allSmall(path)}
	}
	text, at := make([]byte, 0, len(path)), make([]int, 0, len(path)+1)
	for i := 0; i < len(path); i++ {
		b, from := path[i], i
		for {
			b = small(b)
			n := len(text)
			if n < 2 || text[n-2] != '%' || !hex(text[n-1]) || !hex(b) {
				break
			}
			b, from = nibble(text[n-1])<<4|nibble(b), at[n-2]
			text, at = text[:n-2], at[:n-2]
		}
		text, at = append(text, b), append(at, from)
	}
	return unescapedPath{text: string(text), at: append(at, len(path))}
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
	if v.other != v.clean {
		dst = q.exactly(dst, v.other, v.mark)
	}
	return dst
}

// Around a value that stands by itself.
const (
	before = "/=, \"'`([?&;#+"
	behind = "/;?#&, \"'`)]}+"
)

func (q *unescapedPath) exactly(dst []span, value, mark string) []span {
	for from := 0; value != "" && from < len(q.text); {
		rest := q.text[from:]
		if strings.HasPrefix(rest, value) && (len(rest) == len(value) || strings.IndexByte(behind, rest[len(value)]) >= 0) {
			dst = append(dst, span{q.place(from), q.place(from + len(value)), mark})
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
		if q.place(from) >= p.from && q.place(at) <= p.to {
			dst = append(dst, span{q.place(from), q.place(at), v.mark})
		}
	}
	return dst
}

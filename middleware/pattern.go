package middleware

import (
	"slices"
	"strings"
)

// A pattern is what stands between the slashes of one that has names.
type pattern []part

// A part takes a segment of a path.
type part struct {
	text string // decoded
	name string // of a named one, and of what is below
	lead string // of a mixed one, before its names
	tail string // and behind them
	kind partKind
	many bool // it may take several segments
}

type partKind uint8

const (
	literal partKind = iota
	named
	mixed  // names with text beside them
	below  // all that follows, if anything does
	beyond // what follows too many parts: any segments
)

// maxPattern bounds the parts that are told apart; what follows is read as one.
const maxPattern = 60

// parsePattern appends the parts of a pattern, of which method and host are left out. One without
// names has none.
func parsePattern(dst pattern, text string) pattern {
	i := strings.IndexByte(text, '/')
	if i < 0 || strings.IndexByte(text[i:], '{') < 0 {
		return nil
	}
	text = text[i+1:]
	for names, more := false, true; ; {
		var p part
		if len(dst) < maxPattern {
			var first string
			first, text, more = cutPart(text)
			p = parsePart(first, !more)
		} else {
			p, more = part{text: text, kind: beyond, many: true}, false
		}
		dst = append(dst, p)
		if names = names || p.name != "" || p.kind >= mixed && strings.IndexByte(p.text, '{') >= 0; !more {
			if !names {
				return nil
			}
			return dst
		}
	}
}

// braced returns a pattern of the options as this package reads it: it begins with a slash, and names
// are in braces also where a router has them behind a colon or, at the end, a star.
func braced(text string) string {
	if strings.IndexByte(text, '/') < 0 && strings.ContainsAny(text, "{:*") {
		text = "/" + text
	}
	if strings.IndexByte(text, '{') >= 0 || !strings.Contains(text, "/:") && !strings.Contains(text, "/*") {
		return text
	}
	var b strings.Builder
	for part, rest, more := cutPart(text); ; part, rest, more = cutPart(rest) {
		switch {
		case !more && len(part) > 1 && part[0] == '*':
			b.WriteString("{" + part[1:] + "...}")
		case len(part) > 1 && part[0] == ':':
			bracedNames(&b, part)
		default:
			b.WriteString(part)
		}
		if !more {
			return b.String()
		}
		b.WriteByte('/')
	}
}

// bracedNames writes a part of a pattern with names behind colons, of which the last may be optional.
func bracedNames(b *strings.Builder, part string) {
	for i := 0; i < len(part); {
		n := i + 1
		for n < len(part) && (alnum(part[n]) || part[n] == '_' || part[n] == '-' && n+1 < len(part) && alnum(part[n+1])) {
			n++
		}
		if part[i] != ':' || n == i+1 {
			b.WriteByte(part[i])
			i++
			continue
		}
		b.WriteString("{" + part[i+1:n] + "}")
		if i = n; part[i:] == "?" {
			break
		}
	}
}

// anchored reports a part without a name, which is text.
func (p pattern) anchored() bool {
	return slices.ContainsFunc(p, func(p part) bool { return p.kind == literal && p.text != "" })
}

func parsePart(text string, last bool) part {
	if last && len(text) > 1 && text[len(text)-1] == '*' {
		text = text[:len(text)-1] + "{:.*}" // chi has it so
	}
	name, expr, tail, ok := wildcard(text)
	switch {
	case last && (text == "" || text == "*"):
		return part{kind: below}
	case ok && name == "$":
		return part{kind: below} // with more it is another path, but like this one
	case ok && tail && last:
		return part{kind: below, name: name}
	case ok:
		return part{kind: named, name: name, many: tail || slashes(expr)}
	}
	p := part{text: text, kind: mixed}
	lead, name, rest := cutName(text)
	p.lead = lead
	if name == "" {
		return part{text: unescaped(text)}
	}
	for ; name != ""; _, name, rest = cutName(rest) {
		_, expr, _, _ = wildcard(name)
		p.many, p.tail = p.many || slashes(expr), rest
	}
	return p
}

// cutPart cuts a pattern behind its first part. A slash in the expression of a name is none.
func cutPart(pattern string) (part, rest string, more bool) {
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '{':
			i += max(0, closing(pattern[i:]))
		case '/':
			return pattern[:i], pattern[i+1:], true
		}
	}
	return pattern, "", false
}

// cutName cuts text around its first name, which keeps its braces. Without one it is all lead.
func cutName(text string) (lead, name, rest string) {
	open := strings.IndexByte(text, '{')
	n := closing(text[max(open, 0):])
	if open < 0 || n < 0 {
		return text, "", ""
	}
	return text[:open], text[open : open+n+1], text[open+n+1:]
}

// closing returns the offset of the brace that closes the one that part begins with, or -1. One in
// a class of an expression, or behind a backslash, is none.
func closing(part string) int {
	depth, class := 0, -1
	for i := 0; i < len(part); i++ {
		b := part[i]
		switch {
		case b == '\\':
			i++
		case class >= 0:
			if b == ']' && i > class+1 && (i > class+2 || part[class+1] != '^') {
				class = -1
			}
		case b == '[' && depth > 0:
			class = i
		case b == '{':
			depth++
		case b == '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// wildcard reads a part of a pattern: {name}, {name...} or, as other routers
// write it, {name:expression}.
func wildcard(part string) (name, expr string, tail, ok bool) {
	if len(part) < 2 || part[0] != '{' || closing(part) != len(part)-1 {
		return "", "", false, false
	}
	name, tail = strings.CutSuffix(part[1:len(part)-1], "...")
	name, expr, _ = strings.Cut(name, ":")
	return name, expr, tail, true
}

// slashes reports an expression that may match a slash, as far as that is easily told.
func slashes(expr string) bool {
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '.', '/':
			return true
		case '\\':
			if i++; i < len(expr) && !solid(expr[i]) {
				return true
			}
		case '[':
			n, slash := class(expr[i:])
			if slash || n == 0 {
				return true
			}
			i += n - 1
		}
	}
	return false
}

// solid reports that what stands behind a backslash matches no slash.
func solid(b byte) bool {
	return b == 'd' || b == 'w' || b == 'b' || b < 0x80 && b != '/' && !alnum(b)
}

func alnum(b byte) bool { return '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z' }

// class reads a class of characters that text begins with, and reports one that may match a slash.
func class(text string) (n int, slash bool) {
	not := strings.HasPrefix(text, "[^")
	i := 1
	if not {
		i++
	}
	for first := i; i < len(text); i++ {
		switch b := text[i]; {
		case b == ']' && i > first:
			return i + 1, slash != not
		case b == '/':
			slash = true
		case not:
			if b == '\\' {
				i++
				slash = slash || i < len(text) && text[i] == '/'
			}
		case b == '[':
			return 0, true
		case b == '\\':
			if i++; i < len(text) && !solid(text[i]) {
				slash = true
			}
		case b == '-' && i > first && i+1 < len(text) && text[i+1] != ']':
			slash = slash || !alnum(text[i-1]) || !alnum(text[i+1])
		}
	}
	return 0, true
}

// plainRoute is a pattern without the expressions of its names, which are no values.
func plainRoute(route string) string {
	if strings.IndexByte(route, '{') < 0 || strings.IndexByte(route, ':') < 0 {
		return route
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(route, '{')
		n := closing(route[max(open, 0):])
		if open < 0 || n < 0 {
			b.WriteString(route)
			return b.String()
		}
		name, _, cut := strings.Cut(route[open:open+n], ":")
		if b.WriteString(route[:open]); cut {
			b.WriteString(name + "}")
		} else {
			b.WriteString(route[open : open+n+1])
		}
		route = route[open+n+1:]
	}
}

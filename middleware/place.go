package middleware

import (
	"strconv"
	"strings"
)

// A stretch is where a path stands in a text. It begins with a slash.
type stretch struct{ from, to int }

// maxPaths bounds the ways to read where the path of a URL stands.
const maxPaths = 4

// paths appends where the path of a URL stands that is text[from:to], as net/http reads a request
// target, in which a # is a part of it, and as a browser reads a reference. In a header what begins
// with two slashes may be either of a host and a path.
func paths(dst []stretch, text string, from, to int, how ways) []stretch {
	if how&quoted != 0 {
		from = to - len(strings.TrimLeft(text[from:to], blanks))
	}
	if i := strings.IndexByte(text[from:to], '?'); i >= 0 {
		to = from + i
	}
	add := func(at, to int) {
		if at < to && text[at] == '/' {
			dst = append(dst, stretch{at, to})
		}
	}
	for {
		url := text[from:to]
		add(from+pathAt(url, how), to)
		if how&quoted != 0 && strings.HasPrefix(url, "//") {
			if i := strings.IndexByte(url[2:], '/'); i >= 0 {
				add(from+2+i, to)
			}
		}
		i := strings.IndexByte(url, '#')
		if i < 0 {
			return dst
		}
		to = from + i
	}
}

// blanks stand before a URL without being a part of it.
const blanks = " \t\r\n\v\f"

// pathAt returns where the path of a URL begins, of which query and fragment are cut off.
func pathAt(url string, how ways) int {
	host := -1
	switch n := scheme(url); {
	case strings.HasPrefix(url, "/"):
		return 0
	case n > 0 && strings.HasPrefix(url[n:], "//"):
		host = n + 2
	case n > 0 && strings.HasPrefix(url[n:], "/"):
		return n
	case how&connect != 0:
		host = 0
	default:
		i := strings.Index(url, "://")
		if i < 0 {
			return 0
		}
		host = i + 3
	}
	i := strings.IndexByte(url[host:], '/')
	if i < 0 {
		return len(url)
	}
	return host + i
}

// scheme returns the length of the scheme that a URL begins with, and its colon.
func scheme(url string) int {
	for i := 0; i < len(url); i++ {
		switch b := url[i]; {
		case b == ':':
			return min(i, 1) * (i + 1)
		case !alnum(b) && b != '+' && b != '-' && b != '.' || i == 0 && (b < 'A' || b > 'z'):
			return 0
		}
	}
	return 0
}

// unescaped decodes a part of a path; what is no escape stays.
func unescaped(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if c, ok := escape(text[i:]); ok {
			b.WriteByte(c)
			i += 2
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// encoded returns where in text what is at an offset when it is decoded begins.
func encoded(text string, offset int) int {
	i := 0
	for ; offset > 0; offset-- {
		if _, ok := escape(text[i:]); ok {
			i += 2
		}
		i++
	}
	return i
}

// escape decodes the escape that text begins with.
func escape(text string) (byte, bool) {
	if len(text) < 3 || text[0] != '%' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[1:3], 16, 8)
	return byte(n), err == nil
}

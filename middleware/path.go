package middleware

import (
	"net/url"
	"path"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// names hides the parts of a URL's path that a pattern gives a sensitive name.
// route is the pattern of the ServeMux, or empty. A path that is not clean, as in
// "//reset/./x", is also judged as the ServeMux takes it, and shown so where that
// hides more.
func (c *config) names(s redact.Scope, uri, route string) string {
	out := c.fitting(s, uri, route)
	if out != uri {
		return out
	}
	start, end := pathOf(uri)
	if p := uri[start:end]; strings.Contains(p, "//") || strings.Contains(p, "/.") {
		alt := path.Clean(p)
		if alt != "/" && strings.HasSuffix(p, "/") {
			alt += "/"
		}
		alt = uri[:start] + alt + uri[end:]
		if out := c.fitting(s, alt, route); out != alt {
			return out
		}
	}
	return uri
}

// urls hides the same in a header that holds a URL.
func (c *config) urls(s redact.Scope, in []field, route string) {
	for i, f := range in {
		switch f.name {
		case "Location", "Content-Location", "Referer", // RFC 9110
			"X-Forwarded-Uri", "X-Original-Uri", "X-Original-Url", "X-Rewrite-Url": // by custom
		default:
			continue
		}
		parts := strings.Split(f.value, ", ") // as take joins them
		for k, v := range parts {
			if strings.HasPrefix(v, "//") { // a host, not a path
				parts[k] = strings.TrimPrefix(c.names(s, "http:"+v, route), "http:")
				continue
			}
			parts[k] = c.names(s, v, route)
		}
		if len(parts) == 1 {
			in[i].value = parts[0]
			continue
		}
		in[i].value = strings.Join(parts, ", ")
	}
}

// fitting is names for a path as it stands.
func (c *config) fitting(s redact.Scope, uri, route string) string {
	if strings.IndexByte(route, '{') >= 0 {
		out, ok, guess := mask(s, uri, route)
		if ok && (!guess || out != uri) {
			return out
		}
		// The route does not describe this path, as behind http.StripPrefix.
	}
	for _, p := range c.patterns {
		if out, ok, guess := mask(s, uri, p); ok && (!guess || out != uri) {
			return out
		}
	}
	return uri
}

// mask hides what pattern names in the path of uri. ok tells that they fit, and guess that they
// may not, since what an expression stands for is not known.
func mask(s redact.Scope, uri, pattern string) (out string, ok, guess bool) {
	i := strings.IndexByte(pattern, '/')
	if i < 0 {
		return uri, false, false
	}
	pattern = pattern[i+1:]
	start, end := pathOf(uri)
	if start == end || uri[start] != '/' {
		return uri, false, false
	}
	var b []byte
	done := 0 // of uri, in b
	at := start + 1
	for {
		part, more, rest := cutPart(pattern)
		name, wild, tail := wildcard(part)
		if !rest && (part == "*" || wild && strings.IndexByte(part, ':') > 0) {
			tail, guess = true, true // of all below, perhaps
		}
		if name == "$" && wild { // the end of the path
			part, wild = "", false
		}
		to := end
		if !tail {
			if j := strings.IndexByte(uri[at:end], '/'); j >= 0 {
				to = at + j
			}
		}
		seg := uri[at:to]
		if !wild && several(part) {
			guess = true
			v, fits := compound(s, part, seg)
			if !fits {
				return uri, false, false
			}
			if v != seg {
				b = append(append(b, uri[done:at]...), v...)
				done = to
			}
			part = seg
		}
		switch {
		case wild:
			if v, hide := segment(s, name, seg); hide {
				b = append(append(b, uri[done:at]...), v...)
				done = to
			}
		case part == "" && more == "" && !rest: // a pattern ending in a slash matches all below
			to = end
		case part == "*" && tail: // all below, by custom
		case part != seg && unescaped(part) != unescaped(seg):
			return uri, false, false
		}
		if to == end || !rest {
			// Without the slash at its end the ServeMux redirects to it. One too many may have been
			// cut off before the router looked.
			more := rest && more != "" && more != "{$}"
			if more || to != end && uri[to:end] != "/" {
				return uri, false, false
			}
			guess = guess || to != end
			break
		}
		pattern, at = more, to+1
	}
	if b == nil {
		return uri, true, guess
	}
	return string(append(b, uri[done:]...)), true, guess
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

// several reports a part with a name that is not all of it.
func several(part string) bool {
	open := strings.IndexByte(part, '{')
	return open >= 0 && closing(part[open:]) > 0
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
func wildcard(part string) (name string, ok, tail bool) {
	if len(part) < 2 || part[0] != '{' || closing(part) != len(part)-1 {
		return "", false, false
	}
	name, tail = strings.CutSuffix(part[1:len(part)-1], "...")
	name, _, _ = strings.Cut(name, ":")
	return name, true, tail
}

// compound hides what a part of a pattern names that is more than one name, as other routers
// have it: {token}.json, {user}:{password}. A name reaches to the next text of the pattern, the
// last one to the text at its end. ok tells that they fit.
func compound(s redact.Scope, part, seg string) (out string, ok bool) {
	if out, ok = parts(s, part, seg); ok {
		return out, true
	}
	if text := unescaped(seg); text != seg {
		if out, ok = parts(s, part, text); ok && out != text {
			return (&url.URL{Path: out}).EscapedPath(), true
		}
	}
	return seg, ok
}

func parts(s redact.Scope, part, seg string) (out string, ok bool) {
	var b strings.Builder
	for {
		open := strings.IndexByte(part, '{')
		if open < 0 {
			b.WriteString(seg)
			return b.String(), part == seg
		}
		n := closing(part[open:])
		if n < 0 || !strings.HasPrefix(seg, part[:open]) {
			return "", false
		}
		name, _, _ := wildcard(part[open : open+n+1])
		b.WriteString(seg[:open])
		part, seg = part[open+n+1:], seg[open:]
		next, _, more := strings.Cut(part, "{")
		to := strings.Index(seg, next)
		if !more || next == "" {
			to = len(seg) - len(next)
		}
		if to < 0 || !strings.HasPrefix(seg[to:], next) {
			return "", false
		}
		if more && strings.Count(seg, next) > 1 {
			if v, hide := anyName(s, name, part, seg); hide {
				b.WriteString(v) // where the one ends is not known
				return b.String(), true
			}
		}
		if v, hide := segment(s, name, seg[:to]); hide {
			b.WriteString(v)
		} else {
			b.WriteString(seg[:to])
		}
		seg = seg[to:]
	}
}

// anyName judges seg by a name, or one of those in the rest of a part.
func anyName(s redact.Scope, name, rest, seg string) (string, bool) {
	for {
		if v, hide := segment(s, name, seg); hide {
			return v, true
		}
		open := strings.IndexByte(rest, '{')
		n := closing(rest[max(open, 0):])
		if open < 0 || n < 0 {
			return "", false
		}
		name, _, _ = wildcard(rest[open : open+n+1])
		rest = rest[open+n+1:]
	}
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

// segment judges a part of a path by its name.
func segment(s redact.Scope, name, seg string) (string, bool) {
	f := s.Field(name)
	if f.Action() != redact.Redact || seg == "" {
		return "", false
	}
	text := unescaped(seg)
	v := f.String(text)
	if v == text {
		return "", false
	}
	return brackets.Replace(v), true
}

// unescaped decodes a part of a path, or returns it as it is.
func unescaped(seg string) string {
	if text, err := url.PathUnescape(seg); err == nil {
		return text
	}
	return seg
}

// brackets makes a mark fit for a path, as the Redactor itself does.
var brackets = strings.NewReplacer("[", "(", "]", ")")

// pathOf returns where the path of a request target or URL stands.
func pathOf(uri string) (start, end int) {
	end = len(uri)
	if i := strings.IndexAny(uri, "?#"); i >= 0 {
		end = i
	}
	if start = strings.Index(uri[:end], "://"); start < 0 {
		return 0, end
	}
	start += 3
	i := strings.IndexByte(uri[start:end], '/')
	if i < 0 {
		return end, end
	}
	return start + i, end
}

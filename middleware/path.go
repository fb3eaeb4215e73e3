package middleware

import (
	"path"
	"strconv"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// names hides the parts of a URL's path that a pattern gives a sensitive name: one of the routes
// that are known of a request, which may be empty, or of the options. What any of them names is
// hidden. A path that is not clean, as in "//reset/./x", is also judged as the ServeMux takes it,
// and shown so where that hides more.
func (c *config) names(s redact.Scope, uri string, routes ...string) string {
	return c.find(s, uri, routes, 0)
}

// ways to read a path.
type ways uint8

const (
	elsewhere ways = 1 << iota // it is not the target of the request
	stripped                   // the routes may be those of a router below a path
	tidy                       // also as if it was clean
	loose                      // also with more before or behind what a route describes
)

// find is names, for paths of any kind.
func (c *config) find(s redact.Scope, uri string, routes []string, how ways) string {
	named := uint(0)
	for i, r := range routes {
		if strings.IndexByte(r, '{') >= 0 {
			named |= 1 << i
		}
	}
	if named == 0 && len(c.patterns) == 0 {
		return uri
	}
	out, fit := c.hide(s, uri, routes, how, 0)
	base := uri
	if alt, ok := cleaned(uri); ok {
		if out != uri { // as it came it says something too
			how |= tidy
			alt = uri
		}
		more, too := c.hide(s, alt, routes, how, 0)
		if fit |= too; more != alt {
			out, base = more, alt
		}
	}
	if how&stripped != 0 {
		fit = 0
	}
	if named&^fit != 0 {
		if more, _ := c.hide(s, base, routes, how|loose, fit); more != base {
			out = more
		}
	}
	return out
}

// hide hides what any pattern names that fits, and tells which of the routes do; those of skip
// need not be tried loosely.
func (c *config) hide(s redact.Scope, uri string, routes []string, how ways, skip uint) (out string, fits uint) {
	var buf [24]segment
	var found []span
	for _, escaped := range [...]bool{false, true} {
		segs := segments(buf[:0], uri, escaped)
		if len(segs) == 0 {
			continue
		}
		var fit uint
		found, fit = c.match(found, s, uri, segs, routes, how, skip)
		if fits |= fit; how&tidy != 0 {
			found, fit = c.match(found, s, uri, tidied(uri, segs), routes, how, skip)
			fits |= fit
		}
	}
	return apply(uri, found), fits
}

// match is hide for one way to cut the path.
func (c *config) match(found []span, s redact.Scope, uri string, segs []segment, routes []string, how ways, skip uint) (_ []span, fits uint) {
	var buf [25]states
	var parts [18]part
	took, ok := buf[:0], false
	for i, r := range routes {
		p := parsePattern(append(parts[:0], part{kind: named, many: true}), r)
		if p == nil {
			continue
		}
		if took, ok = p[1:].fit(took[:0], uri, segs); ok {
			found = p[1:].note(found, s, uri, segs, took)
			fits |= 1 << i
		}
		if how&loose == 0 || skip>>i&1 != 0 || how&elsewhere != 0 && !p.anchored() {
			continue
		}
		// As behind http.StripPrefix it may describe the end of the path, and with a router of
		// prefixes its beginning.
		if took, ok = p.fit(took[:0], uri, segs); !ok {
			p = append(p[1:], part{kind: below})
			took, ok = p.fit(took[:0], uri, segs)
		}
		if ok {
			found = p.note(found, s, uri, segs, took)
		}
	}
	for _, p := range c.patterns {
		if took, ok = p.fit(took[:0], uri, segs); ok {
			found = p.note(found, s, uri, segs, took)
		}
	}
	return found, fits
}

// urls hides the same in a header that holds a URL.
func (c *config) urls(s redact.Scope, in []field, routes ...string) {
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
				parts[k] = strings.TrimPrefix(c.find(s, "http:"+v, routes, elsewhere), "http:")
				continue
			}
			parts[k] = c.find(s, v, routes, elsewhere)
		}
		if len(parts) == 1 {
			in[i].value = parts[0]
			continue
		}
		in[i].value = strings.Join(parts, ", ")
	}
}

// value judges what stands for a name.
func value(s redact.Scope, name, text string) (string, bool) {
	f := s.Field(name)
	if text == "" || f.Action() != redact.Redact {
		return "", false
	}
	v := f.String(text)
	if v == text {
		return "", false
	}
	return brackets.Replace(v), true
}

// unescaped decodes a part of a path; what is no escape stays.
func unescaped(seg string) string {
	if strings.IndexByte(seg, '%') < 0 {
		return seg
	}
	text, _ := decoded(seg)
	return text
}

// decoded is unescaped, and tells where in seg each byte begins, and its end.
func decoded(seg string) (text string, at []int) {
	b := make([]byte, 0, len(seg))
	for i := 0; i < len(seg); i++ {
		at = append(at, i)
		if c, ok := escape(seg[i:]); ok {
			b = append(b, c)
			i += 2
			continue
		}
		b = append(b, seg[i])
	}
	return string(b), append(at, len(seg))
}

// escape decodes the escape that text begins with.
func escape(text string) (byte, bool) {
	if len(text) < 3 || text[0] != '%' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[1:3], 16, 8)
	return byte(n), err == nil
}

// plainSlashes decodes slashes and dots, by which some routers find a route.
var plainSlashes = strings.NewReplacer("%2F", "/", "%2f", "/", "%2E", ".", "%2e", ".")

// cleaned returns a URL with its path as the ServeMux and gorilla take it, if it is not so.
func cleaned(uri string) (string, bool) {
	start, end := pathOf(uri)
	p := uri[start:end]
	if strings.Contains(p, "%2") {
		p = plainSlashes.Replace(p)
	}
	if !strings.Contains(p, "//") && !strings.Contains(p, "/.") {
		return "", false
	}
	alt := path.Clean(p)
	if alt != "/" && strings.HasSuffix(p, "/") {
		alt += "/"
	}
	return uri[:start] + alt + uri[end:], true
}

// brackets makes a mark fit for a path, as the Redactor itself does.
var brackets = strings.NewReplacer("[", "(", "]", ")")

// pathOf returns where the path of a request target or URL stands.
func pathOf(uri string) (start, end int) {
	end = len(uri)
	if i := strings.IndexAny(uri, "?#"); i >= 0 {
		end = i
	}
	if start = strings.Index(uri[:end], "://"); start < 0 || uri[0] == '/' {
		return 0, end
	}
	start += 3
	i := strings.IndexByte(uri[start:end], '/')
	if i < 0 {
		return end, end
	}
	return start + i, end
}

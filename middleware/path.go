package middleware

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// names hides the parts of a URL's path that a pattern gives a sensitive name: one of the routes
// that are known of a request, which may be empty, or of the options. What any of them names is
// hidden. A path that is not clean, as in "//reset/./x", is also judged as the ServeMux takes it,
// and shown so where that hides more.
func (c *config) names(s redact.Scope, uri string, routes ...string) string {
	return c.find(s, uri, routes, true)
}

// find is names, for the target of a request or for another URL.
func (c *config) find(s redact.Scope, uri string, routes []string, target bool) string {
	known := len(c.patterns) > 0
	for _, r := range routes {
		known = known || strings.IndexByte(r, '{') >= 0
	}
	if !known {
		return uri
	}
	out, fits := c.hide(s, uri, routes)
	if alt, ok := cleaned(out); ok {
		more, too := c.hide(s, alt, routes)
		if fits |= too; more != alt {
			out = more
		}
	}
	for i, r := range routes {
		if fits>>i&1 == 0 {
			out = loose(s, out, r, target)
		}
	}
	return out
}

// hide hides what any pattern names that fits, and tells which of the routes do.
func (c *config) hide(s redact.Scope, uri string, routes []string) (out string, fits uint) {
	var segBuf [24]segment
	var tookBuf [25]states
	var parts [16]part
	var found []span
	took := tookBuf[:0]
	for _, escaped := range [...]bool{false, true} {
		segs := segments(segBuf[:0], uri, escaped)
		if len(segs) == 0 {
			continue
		}
		ok := false
		for i, r := range routes {
			p := parsePattern(parts[:0], r)
			if p == nil {
				continue
			}
			if took, ok = p.fit(took[:0], uri, segs); ok {
				found = p.note(found, s, uri, segs, took)
				fits |= 1 << i
			}
		}
		for _, p := range c.patterns {
			if took, ok = p.fit(took[:0], uri, segs); ok {
				found = p.note(found, s, uri, segs, took)
			}
		}
	}
	return apply(uri, found), fits
}

// loose hides what a route names that fits no path by itself: as behind http.StripPrefix it may
// describe the end of the path, and with a router of prefixes its beginning. In a URL other than the
// target that is only so if a part of the route has no name.
func loose(s redact.Scope, uri, route string, target bool) string {
	p := parsePattern(pattern{{kind: named, many: true}}, route)
	if p == nil || !target && !slices.ContainsFunc(p, func(p part) bool { return p.kind == literal && p.text != "" }) {
		return uri
	}
	segs := segments(nil, uri, false)
	for _, p := range []pattern{p, append(p[1:len(p):len(p)], part{kind: below})} {
		if took, ok := p.fit(nil, uri, segs); ok {
			return apply(uri, p.note(nil, s, uri, segs, took))
		}
	}
	return uri
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
				parts[k] = strings.TrimPrefix(c.find(s, "http:"+v, routes, false), "http:")
				continue
			}
			parts[k] = c.find(s, v, routes, false)
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

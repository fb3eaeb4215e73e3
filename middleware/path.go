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
	return c.find(s, uri, routes, 0)
}

// ways to read a path.
type ways uint8

const (
	elsewhere ways = 1 << iota // it is not the target of the request
	stripped                   // the routes may be those of a router below a path
	loose                      // with more before or behind what a route describes
)

// Bounds of the paths that are judged. One beyond them is hidden.
const (
	maxPath     = 8 << 10
	maxSegments = 256
)

// unknown is the route of a request of which it is not known what to hide.
const unknown = "/{password...}"

// find is names, for paths of any kind.
func (c *config) find(s redact.Scope, uri string, routes []string, how ways) string {
	named, some := uint64(0), false
	for i, r := range routes {
		if sensitive(s, r) || r == unknown {
			named |= 1 << i
		}
	}
	for i := 0; i < len(c.patterns) && !some; i++ {
		some = c.patterns[i].sensitive(s)
	}
	start, end := pathOf(uri)
	if named == 0 && !some || start == end || uri[start] != '/' {
		return uri
	}
	if slices.Contains(routes, unknown) && end-start > 1 {
		return uri[:start] + "/(REDACTED:password)" + uri[end:]
	}
	t := newTarget(uri, start, end)
	if end-start > maxPath || strings.Count(t.plain, "/") > maxSegments {
		return uri[:start] + "/(REDACTED:limit)" + uri[end:]
	}
	found, fits := c.read(nil, s, &t, routes, named, how)
	if how&stripped != 0 || c.route != nil {
		fits = 0 // that a route fits all of the path may be by chance
	}
	if named &^= fits; named != 0 && (how&elsewhere == 0 || how&stripped != 0) {
		found, _ = c.read(found, s, &t, routes, named, how|loose)
	}
	return apply(uri, found)
}

// read appends what any pattern names in a path, each way that the path can be cut, and tells which
// of the routes fit.
func (c *config) read(found []span, s redact.Scope, t *target, routes []string, which uint64, how ways) (_ []span, fits uint64) {
	var buf [40]segment
	asItCame := len(found) > 0
	for _, by := range [...]struct{ slashes, tidy, dots bool }{{}, {slashes: true}, {tidy: true}, {tidy: true, dots: true}, {true, true, true}} {
		if by.tidy && !t.unclean || (by.slashes || by.dots) && !t.escaped {
			continue
		}
		segs := segments(buf[:0], t, by.slashes)
		n, m, fit := len(found), len(segs), uint64(0)
		if by.tidy {
			if segs = tidied(t, segs, by.dots); len(segs) == m || len(segs) == 0 {
				continue
			}
		}
		found, fit = c.match(found, s, t, segs, routes, which, how)
		if fits |= fit; len(found) == n {
			continue
		}
		if by.tidy {
			found = gaps(found, t, segs, !asItCame)
		} else {
			asItCame = true
		}
	}
	return found, fits
}

// match is read for one way to cut the path.
func (c *config) match(found []span, s redact.Scope, t *target, segs []segment, routes []string, which uint64, how ways) (_ []span, fits uint64) {
	var buf [41]states
	var parts [26]part
	took, ok := buf[:0], false
	for i, r := range routes {
		if which>>i&1 == 0 {
			continue
		}
		p := parsePattern(append(parts[:0], part{kind: named, many: true}), r)
		if p == nil {
			continue
		}
		if how&loose == 0 {
			if took, ok = p[1:].fit(took[:0], segs); ok {
				found = p[1:].note(found, s, t, segs, took)
				fits |= 1 << i
			}
			continue
		}
		if how&elsewhere != 0 && !p.anchored() {
			continue
		}
		// As behind http.StripPrefix it may describe the end of the path, and with a router of
		// prefixes its beginning.
		if took, ok = p.fit(took[:0], segs); ok {
			found = p.note(found, s, t, segs, took)
		}
		p = append(p[1:], part{kind: below})
		if took, ok = p.fit(took[:0], segs); ok {
			found = p.note(found, s, t, segs, took)
		}
	}
	if how&loose != 0 {
		return found, fits
	}
	for _, p := range c.patterns {
		if took, ok = p.fit(took[:0], segs); ok {
			found = p.note(found, s, t, segs, took)
		}
	}
	return found, fits
}

// urls hides the same in a header that holds a URL.
func (x *exchange) urls(s redact.Scope, in []field) {
	for i, f := range in {
		switch f.name {
		case "Location", "Content-Location", "Referer", // RFC 9110
			"X-Forwarded-Uri", "X-Original-Uri", "X-Original-Url", "X-Rewrite-Url": // by custom
		default:
			continue
		}
		parts := strings.Split(f.value, ", ") // as take joins them
		for k, v := range parts {
			switch to, ok := x.redirects(s, f.name, v); {
			case ok:
				parts[k] = to
			case strings.HasPrefix(v, "//"): // a host, not a path
				parts[k] = strings.TrimPrefix(x.elsewhere(s, "http:"+v), "http:")
			default:
				parts[k] = x.elsewhere(s, v)
			}
		}
		if len(parts) == 1 {
			in[i].value = parts[0]
			continue
		}
		in[i].value = strings.Join(parts, ", ")
	}
}

// elsewhere hides what is named in a URL of a header, which may be that of the request.
func (x *exchange) elsewhere(s redact.Scope, uri string) string {
	how := x.how&stripped | elsewhere
	start, end := pathOf(uri)
	if from, to := pathOf(x.uri); uri[start:end] == x.uri[from:to] {
		how = x.how
	}
	return x.cfg.find(s, uri, x.routes, how)
}

// redirects returns the Location of a redirect to the path of the request, decoded, as the ServeMux
// sends it where a slash at the end is missing: with the path as it is shown, if a part of that is hidden.
func (x *exchange) redirects(s redact.Scope, name, uri string) (string, bool) {
	from, to := pathOf(x.uri)
	if name != "Location" || strings.IndexByte(x.uri[from:to], '%') < 0 {
		return "", false
	}
	shown := x.cfg.find(s, x.uri, x.routes, x.how)
	if shown == x.uri {
		return "", false
	}
	start, end := pathOf(uri)
	p := path.Clean("/" + unescaped(uri[start:end]))
	was := path.Clean("/" + x.uri[from:to]) // it is escaped twice where the ServeMux cleans a path
	if p != was {
		was = path.Clean("/" + unescaped(x.uri[from:to]))
	}
	if p == "/" || p != was && (x.how&stripped == 0 || !strings.HasSuffix(was, p)) {
		return "", false
	}
	from, to = pathOf(shown)
	shown = strings.TrimRight(shown[from:to], "/")
	if uri[end-1] == '/' {
		shown += "/"
	}
	return uri[:start] + shown + uri[end:], true
}

// hiding reports that what has a name is not to be shown.
func hiding(f redact.Field) bool {
	return f.Action() == redact.Redact || f.Action() == redact.DropField
}

// value judges what stands for a name.
func value(s redact.Scope, name, text string) (string, bool) {
	f := s.Field(name)
	if text == "" || !hiding(f) {
		return "", false
	}
	if f.Action() == redact.DropField {
		return "(REDACTED)", true
	}
	v := f.String(text)
	if v == text {
		return "", false
	}
	return brackets.Replace(v), true
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

package middleware

import (
	"slices"
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

// find is names, for paths of any kind.
func (c *config) find(s redact.Scope, uri string, routes []string, how ways) string {
	f := c.finder(s, routes)
	if f.idle() {
		return uri
	}
	find := func(uri string) (found []span) {
		var buf [maxPaths]stretch
		for _, p := range paths(buf[:0], uri, 0, len(uri), how) {
			found, _, _ = f.path(found, uri, p, how)
		}
		return found
	}
	return applied(nil, s.Text, uri, find(uri), find)
}

// ways to read a path.
type ways uint8

const (
	elsewhere ways = 1 << iota // it is not the target of the request
	stripped                   // the routes may be those of a router below a path
	loose                      // with more before or behind what a route describes
	quoted                     // it is a URL of a header
	connect                    // it is the target of a CONNECT
)

// Bounds of the paths that are judged. One beyond them is hidden.
const (
	maxPath     = 8 << 10
	maxSegments = 256
)

// unknown is the route of a request of which it is not known what to hide.
const unknown = "/{password...}"

// A finder has what is asked of the routes and patterns once for all the URLs of a record.
type finder struct {
	c        *config
	s        redact.Scope
	routes   []string
	named    uint64 // of the routes, which have a name that may hide something
	patterns bool   // that some of the options have one
	unknown  bool   // that what to hide is not known
	last     judged // what was hidden last
}

// A judged is a text that stands for a name, and what is shown for it.
type judged struct{ name, text, mark string }

// value judges what stands for a name. A record asks for the same in several ways.
func (f *finder) value(name, text string, one bool) (mark string, hide bool) {
	if text != "" && f.last.text == text && f.last.name == name {
		return f.last.mark, true
	}
	if mark, hide = value(f.s, name, text, one); !hide && !one && endsIn(name, "token") {
		if field := f.s.Field(name); hiding(field) {
			mark, hide = anySegment(field, text)
		}
	}
	if hide {
		f.last = judged{name, text, mark}
	}
	return mark, hide
}

func (c *config) finder(s redact.Scope, routes []string) finder {
	f := finder{c: c, s: s, routes: routes, unknown: slices.Contains(routes, unknown)}
	for i, r := range routes {
		if slash := strings.IndexByte(r, '/'); slash >= 0 && !slices.Contains(routes[:i], r) && (sensitive(s, r[slash:]) || r == unknown) {
			f.named |= 1 << i
		}
	}
	for i := 0; i < len(c.patterns) && !f.patterns; i++ {
		f.patterns = c.patterns[i].sensitive(s)
	}
	return f
}

// idle reports that there is nothing to find.
func (f *finder) idle() bool { return f.named == 0 && !f.patterns }

// path appends what is to be hidden of a path, and tells which of the routes fit it, and which of
// the others with more before or behind.
func (f *finder) path(found []span, uri string, p stretch, how ways) (_ []span, fits, roughly uint64) {
	if f.unknown && p.to-p.from > 1 {
		return append(found, span{p.from + 1, p.to, "(REDACTED:password)"}), f.named, 0
	}
	if p.to-p.from > maxPath {
		return append(found, span{p.from + 1, p.to, "(REDACTED:limit)"}), f.named, 0
	}
	t := newTarget(uri, p.from, p.to)
	if strings.Count(t.plain, "/") > maxSegments {
		return append(found, span{p.from + 1, p.to, "(REDACTED:limit)"}), f.named, 0
	}
	n := len(found)
	found, fits = f.read(found, n, &t, f.named, how)
	others := f.named &^ fits
	if how&stripped != 0 || f.c.route != nil {
		others = f.named // that a route fits all of the path may be by chance
	}
	if others != 0 && (how&elsewhere == 0 || how&stripped != 0) {
		found, roughly = f.read(found, n, &t, others, how|loose)
	}
	return found, fits, roughly
}

// read appends what any pattern names in a path, each way that the path can be cut, and tells which
// of the routes fit. What was found before may be of the same path from an index on.
func (f *finder) read(found []span, own int, t *target, which uint64, how ways) (_ []span, fits uint64) {
	var buf [40]segment
	asItCame := len(found) > own
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
		found, fit = f.match(found, t, segs, which, how)
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
func (f *finder) match(found []span, t *target, segs []segment, which uint64, how ways) (_ []span, fits uint64) {
	var buf [41]states
	var parts [26]part
	took, ok := buf[:0], false
	for i, r := range f.routes {
		if which>>i&1 == 0 {
			continue
		}
		p := parsePattern(append(parts[:0], part{kind: named, many: true}), r)
		if p == nil {
			continue
		}
		if how&loose == 0 {
			if took, ok = p[1:].fit(took[:0], segs); ok {
				found = p[1:].note(found, f, t, segs, took)
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
			found = p.note(found, f, t, segs, took)
			fits |= 1 << i
		}
		p = append(p[1:], part{kind: below})
		if took, ok = p.fit(took[:0], segs); ok {
			found = p.note(found, f, t, segs, took)
			fits |= 1 << i
		}
	}
	if how&loose != 0 {
		return found, fits
	}
	for _, p := range f.c.patterns {
		if took, ok = p.fit(took[:0], segs); ok {
			found = p.note(found, f, t, segs, took)
		}
	}
	return found, fits
}

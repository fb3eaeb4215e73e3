package middleware

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// holdsURL reports the headers that hold a URL, by their canonical names.
func holdsURL(name string) bool {
	switch name {
	case "Location", "Content-Location", "Referer": // RFC 9110
	case "Destination": // RFC 4918
	case "X-Forwarded-Uri", "X-Original-Uri", "X-Original-Url", "X-Rewrite-Url", "X-Auth-Request-Redirect": // by custom
	case "X-Forwarded-Path", // Kong
		"X-Envoy-Original-Path",                     // Envoy
		"X-Replaced-Path",                           // Traefik
		"X-Waws-Unencoded-Url", "X-Ms-Original-Url", // Azure
		"X-Accel-Redirect",                                                              // nginx
		"Hx-Current-Url", "Hx-Redirect", "Hx-Location", "Hx-Push-Url", "Hx-Replace-Url", // htmx
		"X-Original-Path", "X-Request-Uri":
	default:
		return false
	}
	return true
}

// leads reports the headers that lead a client elsewhere, by their canonical names.
func leads(name string) bool {
	switch name {
	case "Location", "Hx-Location", "Hx-Redirect", "Hx-Push-Url", "Hx-Replace-Url":
		return true
	}
	return false
}

// Bounds of a header with URLs. One beyond them is hidden where any name is sensitive.
const (
	maxURLs = 32
	maxURL  = 64 << 10
)

// A search has what is known of the URL of a request once for all that a record shows.
type search struct {
	finder
	r      *redact.Redactor
	uri    string
	how    ways
	path   stretch // of uri, if it has one
	found  []span  // in uri
	known  []known // that the request tells
	moved  []shown // that are hidden in uri, which may be in a header that leads elsewhere
	looked bool    // for these
	many   bool    // there are more than are looked for

	foundIn [2]span
	knownIn [2]known
}

var nothingNamed = &search{}

// search looks at the URL of the request.
func (x *exchange) search(s redact.Scope) *search {
	if x.searched != nil {
		return x.searched
	}
	f := x.cfg.finder(s, x.routes)
	if f.idle() {
		x.searched = nothingNamed
		return nothingNamed
	}
	g := &search{finder: f, r: x.r, uri: x.uri, how: x.how}
	x.searched = g
	g.found = g.foundIn[:0]
	var buf [maxPaths]stretch
	var fits, roughly uint64
	for i, p := range paths(buf[:0], x.uri, 0, len(x.uri), x.how) {
		if i == 0 {
			g.path = p
		}
		var all, some uint64
		g.found, all, some = g.finder.path(g.found, x.uri, p, x.how)
		fits, roughly = fits|all, roughly|some
	}
	g.known = x.known(g.knownIn[:0])
	for i := range g.known {
		k := &g.known[i]
		mark, hide := g.value(k.name, k.text, k.one)
		for j := 0; j < len(g.found) && !hide; j++ {
			h := g.found[j]
			mark, hide = h.text, h.text != "" && h.to-h.from >= len(k.text) && unescaped(x.uri[h.from:h.to]) == k.text
		}
		if k.hide = hide; hide {
			k.shown = newShown(k.text, mark)
		}
	}
	g.found = g.place(g.found, x.uri, g.path, g.known, fits, roughly)
	g.repeated()
	return g
}

// repeated finds what is hidden of the path also behind it, where the request does not tell it.
func (g *search) repeated() {
	if g.path.to == len(g.uri) || len(g.redirects()) == 0 && !g.many {
		return
	}
	if g.many || len(g.uri) > maxURL {
		g.found = append(g.found, span{g.path.to, len(g.uri), "?(REDACTED:limit)"})
		return
	}
	q, n := newUnescaped(g.uri), len(g.found)
	for _, v := range g.moved {
		g.found = q.find(g.found, v)
	}
	behind := slices.DeleteFunc(g.found[n:], func(h span) bool { return h.from < g.path.to })
	g.found = g.found[:n+len(behind)]
}

// redirects returns what is hidden of the URL of the request and may be in that of a redirect.
func (g *search) redirects() []shown {
	for i := 0; i < len(g.found) && !g.looked; i++ {
		h := g.found[i]
		if h.text == "" || h.to-h.from > maxPath {
			continue
		}
		v := newShown(g.uri[h.from:h.to], h.text)
		if slices.ContainsFunc(g.moved, v.same) || slices.ContainsFunc(g.known, func(k known) bool { return k.hide && v.same(k.shown) }) {
			continue // a place for each of them would make the time that of places by the text
		}
		if len(g.moved) == maxMoved {
			g.moved, g.many = nil, true
			break
		}
		g.moved = append(g.moved, v)
	}
	g.looked = true
	return g.moved
}

// maxMoved bounds the values of a URL that are looked for elsewhere. A text in which more would have to be
// is hidden.
const maxMoved = 64

// urls hides the same in headers that hold a URL, and what they and others tell of users.
func (x *exchange) urls(s redact.Scope, in []field) {
	for i, h := range in {
		in[i].value = withoutUsers(s, h)
	}
	g := x.search(s)
	if g.idle() {
		return
	}
	for i, h := range in {
		if name := canonicalName(h.name); holdsURL(name) {
			in[i].value = g.header(h.value, leads(name))
		}
	}
}

// canonicalName returns the canonical name of a header, also if it is one of those that are sent as a trailer.
func canonicalName(name string) string {
	return http.CanonicalHeaderKey(strings.TrimPrefix(name, http.TrailerPrefix))
}

// header returns the value of a header that has a URL, or several between commas. A comma may as
// well stand in one, so that it is read both ways. The time is that of patterns by the length of the
// value, which is bounded.
func (g *search) header(value string, leads bool) string {
	slashed := strings.ReplaceAll(value, `\`, "/")
	n := 0
	for from := 0; from <= len(value); n++ {
		from = nextURL(slashed, from) + len(",")
	}
	if n > maxURLs || len(value) > maxURL {
		return "(REDACTED:limit)"
	}
	var buf [4]span
	found := g.each(buf[:0], value)
	if slashed != value {
		found = g.each(found, slashed) // as browsers read it
	}
	found = g.again(found, value, leads)
	return applied(g.r, g.s.Text, value, found, g.shown)
}

// shown returns what is to be hidden of a text of which the Redactor has hidden something.
func (g *search) shown(text string) []span { return g.again(g.each(nil, text), text, true) }

// each appends what is to be hidden of a text that is a URL, or several.
func (g *search) each(found []span, text string) []span {
	found = g.url(found, text, 0, len(text))
	for from, to := 0, nextURL(text, 0); from > 0 || to < len(text); {
		found = g.url(found, text, from, to)
		if to == len(text) {
			break
		}
		from = to + len(",")
		to = nextURL(text, from)
	}
	return found
}

// nextURL returns the offset of the comma before the next URL, or that of the end.
func nextURL(text string, from int) int {
	for at := from; ; at++ {
		i := strings.IndexByte(text[at:], ',')
		if i < 0 {
			return len(text)
		}
		at += i
		next := strings.TrimLeft(text[at+1:min(len(text), at+1+maxScheme)], blanks)
		if strings.HasPrefix(next[scheme(next):], "/") {
			return at
		}
	}
}

// maxScheme bounds how far the slash is looked for with which a URL begins.
const maxScheme = 64

// url appends what is to be hidden of the URL that is text[from:to].
func (g *search) url(found []span, text string, from, to int) []span {
	var buf [maxPaths]stretch
	for i, p := range paths(buf[:0], text, from, to, quoted) {
		how := g.how&stripped | quoted | elsewhere
		same := i == 0 && text[p.from:p.to] == g.uri[g.path.from:g.path.to]
		if same {
			how &^= elsewhere
		}
		var fits, roughly uint64
		found, fits, roughly = g.finder.path(found, text, p, how)
		if same {
			found = g.place(found, text, p, g.known, fits, roughly)
		}
	}
	return found
}

// again appends where a value stands that the URL of the request has, also in a query.
func (g *search) again(found []span, text string, leads bool) []span {
	q := unescapedPath{}
	look := func(v *shown) {
		if q.text == "" {
			q = newUnescaped(text)
		}
		found = q.find(found, *v)
	}
	for i := range g.known {
		if g.known[i].hide {
			look(&g.known[i].shown)
		}
	}
	if leads {
		moved := g.redirects()
		for i := range moved {
			look(&moved[i])
		}
		if g.many {
			found = append(found, span{0, len(text), "(REDACTED:limit)"})
		}
	}
	return found
}

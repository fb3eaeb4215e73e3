package middleware

import (
	"net/http"
	"path"
	"slices"
	"strings"
)

// A noted is what a Recover has seen of a route.
type noted struct {
	route string
	known []known
	how   ways
	next  *noted
	count int
}

// note notes the route of a request that a Recover was given. It may be called at any time, by a
// handler that goes on when the record is written: it changes nothing but x.noted.
func (x *exchange) note(req *http.Request) {
	if req == x.req || req.Pattern == "" {
		return // it is known
	}
	n := &noted{route: patternOf(req)}
	n.known = appendKnown(nil, n.route, req)
	if shortened(req, x.uri, 0) {
		n.how = stripped
	}
	for n.route != "" {
		n.next, n.count = x.noted.Load(), 1
		if n.next != nil {
			n.count += n.next.count
		}
		if n.count > maxRoutes || x.noted.CompareAndSwap(n.next, n) {
			return
		}
	}
}

// patternOf returns the pattern of a request that was served, but for that of a CONNECT which the
// ServeMux redirects: it is where to.
func patternOf(req *http.Request) string {
	if req.Method == http.MethodConnect && req.URL != nil &&
		strings.TrimRight(req.Pattern, "/") == strings.TrimRight(path.Clean("/"+req.URL.Path), "/") {
		return ""
	}
	return req.Pattern
}

// routed notes what is known of the route of a request that is done: what WithRoute says, what the
// router has left in the request, and what each Recover further in has seen.
func (x *exchange) routed(req *http.Request) {
	pattern := patternOf(req)
	route, ok := x.cfg.routeOf(req)
	x.served, x.routes = req, append(x.routesIn[:0], braced(route))
	for n := x.noted.Load(); n != nil; n = n.next {
		if x.routes = append(x.routes, n.route); pattern != "" && n.route != pattern {
			x.how |= stripped
		}
		x.how |= n.how
	}
	slices.Reverse(x.routes[1:]) // the innermost came first
	x.routes = append(x.routes, pattern)
	for i := len(x.routes) - 1; i >= 0; i-- {
		if x.routes[i] != "" {
			x.route = x.routes[i]
		}
	}
	if route != "" {
		x.route = route // as it was given
	}
	if !ok {
		x.routes = append(x.routes, unknown) // what is to be hidden is not known
	}
}

// known appends what the request tells of its routes, and what each Recover has seen of them.
func (x *exchange) known(out []known) []known {
	if x.served != nil {
		pattern := patternOf(x.served)
		if out = appendKnown(out, pattern, x.served); x.routes[0] != pattern {
			out = appendKnown(out, x.routes[0], x.served)
		}
	}
	for n := x.noted.Load(); n != nil; n = n.next {
		for _, k := range n.known {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// shortened reports that the path of a request is only the end of its target.
func shortened(req *http.Request, target string, how ways) bool {
	if req.URL == nil {
		return false
	}
	var buf [maxPaths]stretch
	p := paths(buf[:0], target, 0, len(target), how)
	if len(p) == 0 {
		return false
	}
	path := target[p[0].from:p[0].to]
	n := 0 // of the path decoded
	for i := 0; i < len(path); i++ {
		if _, ok := escape(path[i:]); ok {
			i += 2
		}
		n++
	}
	return n > len(req.URL.Path) && strings.HasSuffix(unescaped(path), req.URL.Path)
}

// refused notes the patterns for other methods where one is not allowed: they tell what to hide.
func (x *exchange) refused(req *http.Request, mux *http.ServeMux, allow []string) {
	defer contain(x.r, x.cfg.sink)
	for m := range strings.SplitSeq(strings.Join(allow, ","), ",") {
		if m = strings.TrimSpace(m); m == "" || len(x.routes) == maxRoutes {
			continue
		}
		other := *req
		other.Method = m
		_, p := mux.Handler(&other)
		x.routes = append(x.routes, p)
	}
}

// maxRoutes bounds the routes of one request.
const maxRoutes = 32

// routeOf asks for the route of a request. It is not ok if that fails.
func (c *config) routeOf(req *http.Request) (route string, ok bool) {
	if c.route == nil {
		return "", true
	}
	defer func() { _ = recover() }() // a function of the user
	return c.route(req), true
}

// muxOf returns the ServeMux that h is, or a Recover passes on to.
func muxOf(h http.Handler) *http.ServeMux {
	for {
		switch in := h.(type) {
		case *recoverer:
			h = in.next
		case *http.ServeMux:
			return in
		default:
			return nil
		}
	}
}

// logged returns what an AccessLog further out notes of the request that w answers, or nil.
func logged(w http.ResponseWriter) *exchange {
	for range maxWrapped {
		if rw, ok := w.(recorded); ok && rw.self().x != nil {
			return rw.self().x
		}
		in, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil
		}
		w = in.Unwrap()
	}
	return nil
}

// maxWrapped bounds the writers around one.
const maxWrapped = 16

package policy

import (
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A pathRule is an entry of paths or of allow.
type pathRule struct {
	path        text
	action      redact.Action
	replacement text
	layer       int
	report      bool // it only reports
}

// pathRules adds paths: those of strict first, then those of paths and of allow.
func (c *checker) pathRules(k int, l *document) {
	if l.Strict != nil {
		if !c.r.strict {
			c.weakPath(k, pathRule{path: text{l.Strict.Place, "**"}, action: redact.Redact})
		}
		c.r.strict = true
		for _, p := range l.Strict.Show {
			if c.may(0, k, mayShow, p.at, "what a lower layer shows may be hidden there") {
				c.r.show = append(c.r.show, p.v)
			}
		}
	}
	for _, e := range l.Paths {
		r := pathRule{path: e.Path, action: actionOf[e.Action.v], replacement: e.Replacement, layer: k}
		if r.replacement.v != "" && r.action != redact.Redact {
			c.ps.add(e.Replacement.at, "remove it, or the action", "a field that is dropped has no replacement")
		}
		c.ringKnown(e.Replacement)
		c.weakPath(k, r)
		c.r.paths = append(c.r.paths, r)
	}
	for _, e := range l.Allow {
		if e.Path.v != "" && e.holds(c.now) {
			c.r.paths = append(c.r.paths, pathRule{path: e.Path, action: redact.Scan, layer: k})
		}
	}
}

// weakPath complains about a path that makes what a layer above hides less hidden.
func (c *checker) weakPath(k int, r pathRule) {
	if k == 0 {
		return
	}
	for _, a := range c.actionsAbove(k) {
		if a > r.action {
			c.may(0, k, mayAction, r.path.at, "it drops fields by name or denies records, and a path decides instead")
			return
		}
	}
	place, rep := r.path.at, c.pathReplacement(r)
	if r.replacement.v != "" {
		place = r.replacement.at
	}
	if why := weaker(rep, c.up.all); r.action == redact.Redact && why != "" {
		c.may(0, k, mayReplacement, place, "%s", why)
		return
	}
	for id, own := range c.up.own {
		if r.action == redact.Redact && id != pathID && weaker(rep, own) != "" {
			c.may(0, k, mayReplacement, place, "what it has for single detectors shows less, or has another key, and a path decides instead")
			return
		}
	}
	for _, up := range c.r.paths {
		if up.layer == k || up.action == redact.Scan || !overlap(up.path.v, r.path.v) {
			continue
		}
		switch {
		case up.action > r.action:
			if !c.may(up.layer, k, mayAction, r.path.at, "the action of a path of it that has fields in common is a stronger one") {
				return
			}
		case up.action == redact.Redact && r.action == redact.Redact && weaker(c.pathReplacement(r), c.pathReplacement(up)) != "":
			if !c.may(up.layer, k, mayReplacement, r.path.at, "the replacement of a path of it that has fields in common shows less, or has another key") {
				return
			}
		}
	}
}

func (c *checker) pathReplacement(r pathRule) string {
	if r.replacement.v != "" {
		return r.replacement.v
	}
	return replacementOf(pathID, c.r.replacement, c.r.replacements)
}

// replacementOf returns the replacement of a detector: its own, or that of all.
func replacementOf(id, all string, own map[string]string) string {
	if rep, ok := own[id]; ok {
		return rep
	}
	return all
}

// weaker says why a replacement is weaker than another, or nothing if it is not.
func weaker(rep, than string) string {
	switch {
	case shows(rep) > shows(than):
		return "this replacement shows more than its own"
	case rep != than && strings.HasPrefix(rep, "hmac:") && strings.HasPrefix(than, "hmac:"):
		return "its tokens are under another key"
	}
	return ""
}

// shows orders replacements by what they tell of a secret.
func shows(rep string) int {
	switch {
	case strings.HasPrefix(rep, "mask:"):
		return 2
	case strings.HasPrefix(rep, "hmac:"):
		return 1
	}
	return 0
}

// overlap reports whether a field may be at or inside of both paths.
func overlap(a, b string) bool {
	x, y := parts(a), parts(b)
	type pair struct{ i, j int }
	seen := map[pair]bool{}
	var meet func(i, j int) bool
	meet = func(i, j int) bool {
		if seen[pair{i, j}] {
			return false
		}
		seen[pair{i, j}] = true
		switch {
		case i == len(x) && j == len(y):
			return true
		case i < len(x) && x[i] == "**":
			return meet(i+1, j) || j < len(y) && meet(i, j+1)
		case j < len(y) && y[j] == "**":
			return meet(i, j+1) || i < len(x) && meet(i+1, j)
		case i == len(x) || j == len(y):
			return false
		}
		return (x[i] == "*" || y[j] == "*" || strings.EqualFold(x[i], y[j])) && meet(i+1, j+1)
	}
	return meet(0, 0)
}

// parts are the names of a path and of all that is inside of it; * stands for names with
// dots too.
func parts(path string) []string {
	var out []string
	for name := range strings.SplitSeq(path, ".") {
		if out = append(out, name); name == "*" {
			out = append(out, "**")
		}
	}
	return append(out, "**")
}

package redact

import (
	"fmt"
	"strings"
)

type pathRule struct {
	path   string
	action Action
}

// paths is an automaton over names: a set of positions, each of which says how
// many segments of a rule have matched.
type paths struct {
	segs   []string // per position; "" at the end of a rule
	action []Action // per position, at the end of a rule
	start  pathState
}

// pathState is the set of positions that path rules have reached.
type pathState [4]uint64

func (p pathState) has(i int) bool { return p[i>>6]&(1<<(i&63)) != 0 }
func (p *pathState) set(i int)     { p[i>>6] |= 1 << (i & 63) }

func compilePaths(rules []pathRule) (*paths, []error) {
	p := &paths{}
	var errs []error
	for n, r := range rules {
		segs := strings.Split(r.path, ".")
		if len(r.path) == 0 || len(r.path) > 1024 {
			errs = append(errs, fmt.Errorf("redact: WithPath: rule %d is empty or longer than 1024 bytes", n+1))
			continue
		}
		if r.action > DropRecord {
			errs = append(errs, fmt.Errorf("redact: WithPath: rule %d: action must be Scan, Keep, Redact, DropField or DropRecord", n+1))
			continue
		}
		first := len(p.segs)
		for _, s := range segs {
			if s == "" {
				errs = append(errs, fmt.Errorf("redact: WithPath: rule %d has an empty name", n+1))
			}
			p.segs = append(p.segs, s)
			p.action = append(p.action, Scan)
		}
		p.segs = append(p.segs, "")
		p.action = append(p.action, r.action)
		if len(p.segs) > 256 {
			return &paths{}, append(errs, fmt.Errorf("redact: WithPath: rule %d exceeds the bound of 255 names in all rules", n+1))
		}
		p.reach(&p.start, first)
	}
	return p, errs
}

// reach adds position i, and the next one if ** may stand for nothing.
func (p *paths) reach(s *pathState, i int) {
	s.set(i)
	if p.segs[i] == "**" {
		p.reach(s, i+1)
	}
}

func (p *paths) enter(s pathState, name string) (next pathState) {
	for i, seg := range p.segs {
		if seg == "" || !s.has(i) {
			continue
		}
		if seg == "**" {
			p.reach(&next, i)
		}
		if seg == "*" || seg == "**" || strings.EqualFold(seg, name) {
			p.reach(&next, i+1)
		}
	}
	return next
}

// decide returns the action of the last rule that ends in s.
func (p *paths) decide(s pathState) (Action, bool) {
	for i := len(p.segs) - 1; i >= 0; i-- {
		if p.segs[i] == "" && s.has(i) {
			return p.action[i], true
		}
	}
	return Scan, false
}

package pattern

import (
	"math"
	"math/bits"
	"strings"
)

const (
	maxLiterals   = 64  // in a set of anchors
	maxLiteralLen = 24  // bytes
	maxChoice     = 16  // characters of a class that count as literals
	maxDistance   = 256 // from the start of the match
	maxVariation  = 32  // of the distance
)

// A prefix is the beginning of what an expression matches. Unless it is open,
// it is all of it, and what follows the expression may be appended.
type prefix struct {
	text string
	fold bool // lower-case letters stand for both cases
	open bool
}

// nothing is known of what is matched.
var nothing = []prefix{{open: true}}

// one is a prefix of nothing, to which others are appended.
var one = []prefix{{}}

// A finder finds the anchors of one expression after the other.
type finder struct {
	prefixes slab[prefix]
	anchors  slab[Anchor]
	heads    slab[[]prefix]
	items    []*node // a stack
}

// find returns the best set of literals of which every match of n holds one, or
// nil if there is none within the bounds.
func (f *finder) find(n *node) []Anchor {
	f.prefixes.reset()
	f.anchors.reset()
	f.heads.reset()
	return prune(f.best(n, span{}))
}

// best returns the best set for n, which begins at a distance from the start.
func (f *finder) best(n *node, at span) []Anchor {
	bottom := len(f.items)
	f.items = flatten(f.items, n)
	items := f.items[bottom:]
	defer func() { f.items = f.items[:bottom] }()
	heads := f.heads.take(len(items))
	for i, item := range items {
		heads[i] = f.begin(item)
	}
	var found choice
	for i, item := range items {
		if at.hi == unbounded || at.lo > maxDistance {
			break
		}
		// After a lone byte a run can only be a shorter one of the run before.
		if i == 0 || items[i-1].kind != set || len(heads[i-1]) != 1 || heads[i-1][0].open {
			run := one
			for _, head := range heads[i:] {
				run = f.cross(run, head)
				found.offer(f.literals(run, at))
				if closed(run) {
					break
				}
			}
		}
		switch item.kind {
		case repeat:
			if item.min > 0 {
				found.offer(f.best(item.subs[0], at))
			}
		case alt:
			found.offer(f.union(item.subs, at))
		}
		at = at.plus(item.length)
	}
	return found.anchors
}

// union returns a set with the best anchors of every alternative.
func (f *finder) union(subs []*node, at span) []Anchor {
	var all []Anchor
	for _, sub := range subs {
		some := f.best(sub, at)
		if len(some) == 0 {
			return nil
		}
		all = append(all, some...)
	}
	for short := maxLiteralLen; len(all) > maxLiterals && short > 0; short-- {
		for i := range all {
			all[i].Text = all[i].Text[:min(short, len(all[i].Text))]
		}
		all = unique(all)
	}
	if len(all) > maxLiterals {
		return nil
	}
	return all
}

func unique(set []Anchor) []Anchor {
	seen := make(map[Anchor]bool, len(set))
	kept := set[:0]
	for _, a := range set {
		if !seen[a] {
			seen[a] = true
			kept = append(kept, a)
		}
	}
	return kept
}

// flatten appends the items of n that follow one another.
func flatten(items []*node, n *node) []*node {
	switch n.kind {
	case cat:
		for _, sub := range n.subs {
			items = flatten(items, sub)
		}
		return items
	case group:
		return flatten(items, n.subs[0])
	}
	return append(items, n)
}

// begin returns prefixes of which every match of n begins with one.
func (f *finder) begin(n *node) []prefix {
	switch n.kind {
	case set:
		return f.bytes(&n.set)
	case empty, assert:
		return one
	case group:
		return f.begin(n.subs[0])
	case cat:
		run := one
		for _, sub := range n.subs {
			if run = f.cross(run, f.begin(sub)); closed(run) {
				break
			}
		}
		return run
	case alt:
		var all []prefix
		for _, sub := range n.subs {
			all = append(all, f.begin(sub)...)
		}
		if len(all) > maxLiterals {
			return nothing
		}
		return all
	case repeat:
		sub := f.begin(n.subs[0])
		run := one
		for range n.min {
			if run = f.cross(run, sub); closed(run) {
				return run
			}
		}
		if n.max == n.min {
			return run
		}
		more := f.prefixes.take(1 + len(sub))
		for i, p := range sub {
			p.open = p.open || n.max != n.min+1
			more[1+i] = p
		}
		return f.cross(run, more)
	}
	return nothing
}

// bytes returns the bytes of a small set, both cases of a letter as one.
func (f *finder) bytes(s *ByteSet) []prefix {
	if s[2]|s[3] != 0 {
		return nothing
	}
	lower := s[1] >> 32
	both := lower & s[1] & 0x07fffffe // letters of which both cases are there
	count := bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) - bits.OnesCount64(both)
	if count > maxChoice || s.has(0) || s.has(0x1b) || s.has('\\') || s.has('%') {
		return nothing
	}
	all := f.prefixes.take(count)[:0]
	for b := range s.all {
		letter := b >= 0x40 && both>>(b&0x1f)&1 == 1
		if letter && b < 0x60 {
			continue // as the lower case
		}
		all = append(all, prefix{text: string([]byte{b}), fold: letter})
	}
	return all
}

// cross appends each of more to each of run that is not open. Where that makes
// too many or too long literals, they stay shorter.
func (f *finder) cross(run, more []prefix) []prefix {
	count := 0
	for _, p := range run {
		if p.open {
			count++
		} else {
			count += len(more)
		}
	}
	if count > maxLiterals {
		more = nothing
	}
	all := f.prefixes.take(min(count, maxLiterals))[:0]
	for _, p := range run {
		if p.open {
			all = append(all, p)
			continue
		}
		for _, m := range more {
			q := prefix{p.text + m.text, p.fold || m.fold, m.open}
			if len(q.text) >= maxLiteralLen {
				q.text, q.open = q.text[:maxLiteralLen], true
			}
			all = append(all, q)
		}
	}
	return all
}

// closed reports whether no prefix can grow.
func closed(run []prefix) bool {
	for _, p := range run {
		if !p.open {
			return false
		}
	}
	return true
}

// literals makes anchors of a run, or nil if one of them is empty or the
// distance is out of bounds.
func (f *finder) literals(run []prefix, at span) []Anchor {
	if at.hi == unbounded || at.hi > maxDistance || at.hi-at.lo > maxVariation {
		return nil
	}
	for _, p := range run {
		if p.text == "" {
			return nil
		}
	}
	all := f.anchors.take(len(run))
	for i, p := range run {
		if p.fold {
			p.text = strings.ToLower(p.text)
		}
		all[i] = Anchor{Text: p.text, Fold: p.fold, Lo: at.lo, Hi: at.hi}
	}
	return all
}

// A choice keeps the best of the sets offered to it, the first of equals.
type choice struct {
	anchors []Anchor
	score   float64
}

func (c *choice) offer(set []Anchor) {
	if len(set) == 0 {
		return
	}
	if s := score(set); c.anchors == nil || s > c.score {
		c.anchors, c.score = set, s
	}
}

// score estimates in bits how rarely a set of anchors leads to a start that
// must be tried. Digits are common in telemetry; a literal more costs more than
// the hits that it adds; each distance is one more start to try.
func score(set []Anchor) float64 {
	rarity, far, wide := math.Inf(1), 0, 0
	for _, a := range set {
		var bits float64
		for _, b := range []byte(a.Text) {
			switch {
			case '0' <= b && b <= '9':
				bits += 3
			case b == ' ' || b == '\t' || b == '\n' || b == '\r':
				bits += 2
			default:
				bits += 5
			}
		}
		rarity = min(rarity, bits)
		far, wide = max(far, a.Lo), max(wide, a.Hi-a.Lo)
	}
	return rarity - 1.5*math.Log2(float64(len(set))) - math.Log2(float64(wide+1)) - float64(far)/64
}

// prune removes anchors that stand only where another one stands too.
func prune(set []Anchor) []Anchor {
	var kept []Anchor // the set itself is in memory that is used again
	for i, a := range set {
		covered := false
		for j, b := range set {
			if i != j && b.covers(a) && !(a.covers(b) && i < j) {
				covered = true
				break
			}
		}
		if !covered {
			kept = append(kept, a)
		}
	}
	return kept
}

// covers reports whether a is found wherever b is found.
func (a Anchor) covers(b Anchor) bool {
	if len(a.Text) > len(b.Text) || a.Lo > b.Lo || a.Hi < b.Hi || b.Fold && !a.Fold {
		return false
	}
	head := b.Text[:len(a.Text)]
	if a.Fold {
		head = strings.ToLower(head)
	}
	return a.Text == head
}

package middleware

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A span is a part of a text, and what is to stand there.
type span struct {
	from, to int
	text     string
}

// A target is a URL whose path is judged.
type target struct {
	uri        string
	start, end int    // of the path
	plain      string // the path decoded
	escaped    bool   // slashes or dots are, which some routers decode first
	unclean    bool
}

func newTarget(uri string, start, end int) target {
	t := target{uri: uri, start: start, end: end}
	p := uri[start:end]
	t.plain = unescaped(p)
	t.unclean = unclean(t.plain)
	if len(t.plain) != len(p) {
		t.escaped = t.unclean || strings.Count(t.plain, "/") != strings.Count(p, "/")
		t.unclean = t.unclean || unclean(p)
	}
	return t
}

func unclean(path string) bool { return strings.Contains(path, "//") || strings.Contains(path, "/.") }

// A segment of a path is where one stands.
type segment struct {
	from, to int
	text     string // decoded
}

// segments appends those of a path, with escaped also between slashes that are escaped.
func segments(dst []segment, t *target, escaped bool) []segment {
	p := t.uri[t.start:t.end]
	from, first, at := 1, 1, 1 // at, first: in t.plain
	for i := 1; i < len(p); at++ {
		n := 1
		if _, ok := escape(p[i:]); ok {
			n = 3
		}
		if p[i] == '/' || escaped && t.plain[at] == '/' {
			dst = append(dst, segment{t.start + from, t.start + i, t.plain[first:at]})
			from, first = i+n, at+1
		}
		i += n
	}
	return append(dst, segment{t.start + from, t.end, t.plain[first:]})
}

// tidied leaves of segments those that a clean path has: as it is escaped, or decoded. It uses their memory.
func tidied(t *target, segs []segment, escaped bool) []segment {
	out := segs[:0]
	for i, g := range segs {
		text := g.text
		if !escaped {
			text = t.uri[g.from:g.to]
		}
		switch {
		case text == "..":
			out = out[:max(len(out)-1, 0)]
		case text != "" && text != "." || text == "" && i == len(segs)-1:
			out = append(out, g)
		}
	}
	return out
}

// gaps appends what a path has more than a clean one of segments: what ".." takes away, or all.
func gaps(found []span, t *target, segs []segment, all bool) []span {
	from := t.start + 1
	for i := 0; i <= len(segs); i++ {
		to := t.end
		if i < len(segs) {
			to = segs[i].from
		}
		if from < to && (all || strings.Contains(unescaped(t.uri[from:to]), "..")) {
			found = append(found, span{from, to, ""})
		}
		if i == len(segs) {
			break
		}
		if from = segs[i].to; i+1 < len(segs) {
			from += separator(t.uri[from:])
		}
	}
	return found
}

// separator returns the length of the slash that text begins with.
func separator(text string) int {
	if text[0] == '/' {
		return 1
	}
	return 3
}

// states are parts of a pattern as bits: those that are next, and those that have begun.
type states struct{ next, in uint64 }

// fit reports whether p fits a path of segments, and appends in which parts of it take each of them.
// Where a part may take more than one there may be several ways to fit: it has all of them.
// The time is that of segments by parts.
func (p pattern) fit(dst []states, segs []segment) (took []states, ok bool) {
	n := len(segs)
	if n == 0 || p[0].kind == literal && !p[0].takes(segs[0].text) || !p.many() && !p.counts(n) {
		return dst, false
	}
	at := states{next: 1}
	took = append(dst, at)
	for i, g := range segs {
		// The last slash may be one too many.
		if at = p.step(at, g.text); at == (states{}) && (i != n-1 || g.from != g.to) {
			return took, false
		}
		took = append(took, at)
	}
	done := p.done()
	alive := states{at.next & done.next, at.in & done.in}
	for i := n - 1; i >= 0; i-- {
		was := took[i]
		alive, took[i].in = p.back(was, alive, segs[i].text)
		if i == n-1 && segs[i].from == segs[i].to {
			alive.next |= was.next & done.next
			alive.in |= was.in & done.in
		}
		if alive == (states{}) {
			return took, false
		}
	}
	return took, true
}

// many reports a pattern that takes any number of segments.
func (p pattern) many() bool {
	for i := range p {
		if p[i].many || p[i].kind == below {
			return true
		}
	}
	return false
}

// counts reports that one of another kind may take n: a slash at the end may be one too many.
func (p pattern) counts(n int) bool {
	return n == len(p) || n == len(p)+1
}

// step returns the states behind a segment.
func (p pattern) step(at states, seg string) (to states) {
	for set := at.next; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		if k == len(p) {
			break
		}
		switch q := &p[k]; {
		case q.kind == below:
			to.in |= 1 << k
		default:
			if q.takes(seg) {
				to.next |= 2 << k
			}
			if q.many && q.begins(seg) {
				to.in |= 1 << k
			}
		}
	}
	for set := at.in; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		to.in |= 1 << k
		if q := &p[k]; q.many && q.ends(seg) {
			to.next |= 2 << k
		}
	}
	return to
}

// back returns the states of at from which alive is reached by a segment, and the parts that take it.
func (p pattern) back(at, alive states, seg string) (from states, took uint64) {
	for set := at.next; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		if k == len(p) {
			break
		}
		q, bit := &p[k], uint64(1)<<k
		in := alive.in&bit != 0 && (q.kind == below || q.many && q.begins(seg))
		if in || q.kind != below && alive.next&(bit<<1) != 0 && q.takes(seg) {
			from.next |= bit
		}
	}
	for set := at.in; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		q, bit := &p[k], uint64(1)<<k
		if alive.in&bit != 0 || q.many && alive.next&(bit<<1) != 0 && q.ends(seg) {
			from.in |= bit
		}
	}
	return from, from.next | from.in
}

// done returns the states in which a path may end.
func (p pattern) done() states {
	m := len(p)
	d := states{next: 1 << m}
	switch p[m-1].kind {
	case below:
		d.next |= 1 << (m - 1)
		d.in = 1 << (m - 1)
	}
	return d
}

// takes reports that a segment, decoded, may be all that stands for a part. Its case does not matter: some routers
// do not look at it, and others redirect a request to the right one.
func (p *part) takes(seg string) bool {
	switch p.kind {
	case named, beyond:
		return true
	case mixed:
		return p.begins(seg) && p.ends(seg) && inOrder(p.text, seg)
	}
	if strings.EqualFold(seg, p.text) {
		return true
	}
	if p.text == "" {
		return false
	}
	seg, _, ok := strings.Cut(seg, ";") // parameters, as RFC 3986 has them
	return ok && strings.EqualFold(seg, p.text)
}

// begins reports that a segment may be the first of several.
func (p *part) begins(seg string) bool { return p.kind != mixed || prefixed(seg, p.lead) }

// ends reports that a segment may be the last of several.
func (p *part) ends(seg string) bool { return p.kind != mixed || endsIn(seg, p.tail) }

// inOrder reports that the texts between the names of a mixed part stand in text, in this order.
func inOrder(part, text string) bool {
	for {
		lead, name, rest := cutName(part)
		i := index(text, lead)
		if i < 0 {
			return false
		}
		if name == "" {
			return endsIn(text, lead)
		}
		part, text = rest, text[i+len(lead):]
	}
}

// note appends what the names of p stand for that are sensitive, where p fits as took has it.
func (p pattern) note(found []span, f *finder, t *target, segs []segment, took []states) []span {
	for k := range p {
		q, bit := &p[k], uint64(1)<<k
		if !q.sensitive(f.s) {
			continue
		}
		start := len(found)
		for i := 0; i < len(segs); i++ {
			if took[i].in&bit == 0 {
				continue
			}
			first := i
			for (q.many || q.kind == below) && i+1 < len(segs) && took[i+1].in&bit != 0 {
				i++
			}
			n := len(found)
			found = q.judge(found, f, t, segs[first], segs[i])
			// One mark for a run of segments of which each may be the one.
			if n > start && len(found) == n+1 && first > 0 && found[n-1].to == segs[first-1].to &&
				found[n].from == segs[first].from && found[n].text == found[n-1].text {
				found[n-1].to = found[n].to
				found = found[:n]
			}
		}
	}
	return found
}

// sensitive reports that a name of p may hide something.
func (p *part) sensitive(s redact.Scope) bool {
	if p.kind == mixed || p.kind == beyond {
		return sensitive(s, p.text)
	}
	return p.name != "" && hiding(s.Field(p.name))
}

// sensitive reports that a name of a part may hide something.
func (p pattern) sensitive(s redact.Scope) bool {
	for i := range p {
		if p[i].sensitive(s) {
			return true
		}
	}
	return false
}

// sensitive reports that a name in text, which is of a pattern, may hide something.
func sensitive(s redact.Scope, text string) bool {
	for _, name, rest := cutName(text); name != ""; _, name, rest = cutName(rest) {
		if name, _, _, _ = wildcard(name); hiding(s.Field(name)) {
			return true
		}
	}
	return false
}

// judge appends what is to be hidden of what stands for a part, which are the segments from first to last.
func (p *part) judge(found []span, f *finder, t *target, first, last segment) []span {
	text, raw := first.text, t.uri[first.from:last.to]
	one := first == last
	if !one {
		text = unescaped(raw)
	}
	if p.kind != mixed && p.kind != beyond {
		if v, hide := f.value(p.name, text, one); hide {
			found = append(found, span{first.from, last.to, v})
		}
		return found
	}
	spans := mixedSpans(f.s, p.text, text, one)
	if p.kind == beyond && spans == nil {
		spans = append(spans, span{0, len(text), "(REDACTED:limit)"}) // how it fits is not known
	}
	for _, h := range spans {
		found = append(found, span{first.from + encoded(raw, h.from), first.from + encoded(raw, h.to), h.text})
	}
	return found
}

// mixedSpans finds what a part names that is more than one name, as other routers have it:
// {token}.json, {user}:{password}. A name reaches to the next text of the pattern, the last one to
// the text at its end. Where that is not certain, all that follows is judged by each of the names.
func mixedSpans(s redact.Scope, part, text string, one bool) (out []span) {
	all, at := text, 0
	for {
		lead, name, rest := cutName(part)
		if !prefixed(text, lead) {
			return anyName(s, part, all, at, one)
		}
		if text, at = text[len(lead):], at+len(lead); name == "" {
			return out
		}
		next, then, _ := cutName(rest)
		to := index(text, next)
		if then == "" || next == "" {
			to = len(text) - len(next)
		}
		if to < 0 || !prefixed(text[to:], next) {
			return anyName(s, part, all, at, one)
		}
		if then != "" && index(text[to+len(next):], next) >= 0 {
			if all := anyName(s, part, all, at, one); all != nil {
				return append(out, all...) // where the one ends is not known
			}
		}
		name, _, _, _ = wildcard(name)
		if v, hide := value(s, name, text[:to], one); hide {
			out = append(out, span{at, at + to, v})
		}
		part, text, at = rest, text[to:], at+to
	}
}

// anyName judges text from an offset by each name in part.
func anyName(s redact.Scope, part, text string, from int, one bool) []span {
	for _, name, rest := cutName(part); name != ""; _, name, rest = cutName(rest) {
		name, _, _, _ = wildcard(name)
		if v, hide := value(s, name, text[from:], one); hide {
			return []span{{from, len(text), v}}
		}
	}
	return nil
}

// apply returns a URL without what was found.
func apply(uri string, found []span) string {
	if len(found) == 0 {
		return uri
	}
	slices.SortStableFunc(found, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	size := len(uri)
	for _, h := range found {
		size += len(h.text)
	}
	var b strings.Builder
	b.Grow(size)
	done := 0
	for _, h := range found {
		if h.from >= done {
			b.WriteString(uri[done:h.from])
			b.WriteString(h.text)
		}
		done = max(done, h.to)
	}
	b.WriteString(uri[done:])
	return b.String()
}

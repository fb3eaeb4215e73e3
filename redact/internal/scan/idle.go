package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

var _ literal.Filter = (*Plan)(nil)

// Idle reports that nothing comes of a literal in a text that is all there is: a name
// without a value, a URL without a password. It looks at each by itself, as hit does.
func (p *Plan) Idle(text []byte, h literal.Hit) bool {
	uses := p.Uses[h.ID]
	for i := range uses {
		if u := &uses[i]; !p.idle(u, text, h) {
			return false
		}
	}
	return true
}

func (p *Plan) idle(u *Use, text []byte, h literal.Hit) bool {
	switch u.Kind {
	case UsePattern:
		return u.guard != nil && !u.guard.lets(text, h.Start, h.End) || p.Patterns[u.Pattern].barren(text, h.Start, u.Lo, u.Hi)
	case UseNear:
		return p.Patterns[u.Pattern].alone(text, h.Start, h.End)
	case UseName:
		switch from, to, look := grammar.Look(text, h.Start, h.End, u.sides, true); look {
		case grammar.Hopeless, grammar.Part:
			return true
		case grammar.Plain:
			if p.Names.InMark(text, from, to) {
				return true
			}
			class, ok := u.class, true
			if !u.is(h, from, to) || !oneWord(text[from:to]) {
				class, ok = p.Names.ClassifyPlain(text[from:to])
			}
			return !ok || !evident(text, to) && (grammar.NoValue(text, from, to, class, true) || p.valueless(text, from, to, class))
		}
	case UseURL:
		if grammar.NoUserinfo(text, h.End, true) {
			return true
		}
		info := grammar.OpenUserinfo(text, h.Start, h.End)
		return info.Run(text, true) == grammar.Dead
	case UseEarly:
		e, ok := grammar.OpenEarly(text, h.Start, h.End)
		if !ok || e.Run(text, true) != grammar.Done {
			return true
		}
		_, _, name := e.Span(text)
		_, sensitive := p.Names.Classify(name)
		return !sensitive
	case UseCommand:
		return grammar.NoCommand(text, h.Start, h.End, int(u.Pattern))
	case UseDSN:
		pass := grammar.DSN(p.Names, text, h.Start)
		return pass[1] <= pass[0]
	}
	return false
}

// valueless reports that no value to hide follows the sensitive name text[from:to].
func (p *Plan) valueless(text []byte, from, to int, class grammar.Class) bool {
	if to < len(text) && text[to] == '"' && !strict(text, from, to) {
		return false
	}
	var c grammar.Candidate
	if !c.OpenPlain(text, from, to, false, class) {
		return true
	}
	out := p.harmless(&c, text)
	if !c.Asked() {
		return out
	}
	c.OpenPlain(text, from, to, true, class)
	in := p.harmless(&c, text)
	if out == in {
		return out
	}
	inStr, sure := grammar.InString(text, from)
	return sure && inStr == in
}

// strict reports that who reads the structure of JSON finds no name in text[from:to],
// behind which a quote mark stands, or that its value is a word or a plain string.
func strict(text []byte, from, to int) bool {
	rest := bytes.TrimLeft(text[to+1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != ':' {
		return true
	}
	if from == 0 || text[from-1] != '"' {
		return false
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if end, ok := bytes.CutPrefix(rest[1:], []byte(word)); ok {
			return len(end) > 0 && (end[0] == ',' || end[0] == '}')
		}
	}
	return false
}

// harmless reports that the name has no value, or a short one that it spares. That is all
// that a machine would ask if nothing else in the text is found: only what begins in
// several longer values, or in brackets, is judged otherwise.
func (p *Plan) harmless(c *grammar.Candidate, text []byte) bool {
	const short = 24 // values of nine names do not begin in so few bytes
	for {
		switch c.Run(p.Names, text, true, p.MaxMatch) {
		case grammar.Begun:
			if c.Nests() {
				return false
			}
		case grammar.Dead:
			return !c.HasBegun() || c.Reach()-c.Value() <= short
		case grammar.Done:
			return c.Reach()-c.Value() <= short && p.spared(c, text)
		default:
			return false
		}
	}
}

// maxBarren bounds the bytes that are read to tell that nothing comes of a literal.
const maxBarren = 128

// barren reports that no candidate which begins lo to hi bytes before text[at] becomes a
// match that has a word it needs nearby. It reads plain bytes only, as run does.
func (p *Pattern) barren(text []byte, at, lo, hi int) bool {
	if hi > maxBarren {
		return false
	}
	left := maxBarren
	plain := at // from here on no unit begins or ends but plain bytes
	for s := at - lo; s >= max(0, at-hi); s-- {
		if w := s - unit.WidthBefore(text, s); w < plain {
			if special(text[w:plain]) {
				return false
			}
			plain = w
		}
		if left = p.dies(text, s, left, true); left < 0 {
			return false
		}
	}
	return true
}

// dies reads up to left bytes and reports how many of them are left if no match begins at
// text[s], before which a plain byte ends. It returns -1 where one may, because a byte
// means more or, unless the text is final, because more may come.
func (p *Pattern) dies(text []byte, s, left int, final bool) int {
	prev := -1
	if s > 0 {
		prev = int(text[s-1])
	}
	class, eof, next, shift := p.Prog.Table()
	state := p.Prog.Start(prev)
	for pos := s; state != pattern.Dead; pos++ {
		if left--; left < 0 {
			return -1
		}
		c := eof
		if pos < len(text) {
			if c = int(class[text[pos]]); unit.Special(text[pos]) {
				return -1
			}
		} else if !final {
			return -1
		}
		n := next[int(state)<<(shift&15)+c]
		if n&pattern.Accept != 0 && !(final && p.lonely(text, s)) {
			return -1
		}
		if pos == len(text) {
			break
		}
		state = n &^ pattern.Accept
	}
	return left
}

// lonely reports that no match which begins at s has a word that it needs nearby.
func (p *Pattern) lonely(text []byte, s int) bool {
	if len(p.Near) == 0 {
		return false
	}
	around := text[max(0, s-nearBefore):min(len(text), s+nearInside)]
	for _, w := range p.Near {
		if containsFold(around, w) {
			return false
		}
	}
	return true
}

// alone reports that nothing comes of the literals of a pattern that stand near a word of
// it, where arm would look for them.
func (p *Pattern) alone(text []byte, start, end int) bool {
	from, to := max(0, start-nearInside), min(len(text), end+nearBefore)
	if to-from > maxBarren || special(text[from:min(len(text), to+maxBarren)]) {
		return false
	}
	for i := from; i < to; i++ {
		for _, x := range p.Prog.Anchors() {
			if _, ok := spells(text, i, x, true); ok && !p.barren(text, i, x.Lo, x.Hi) {
				return false
			}
		}
	}
	return true
}

// special reports text in which a unit other than a plain byte may begin.
func special(text []byte) bool {
	for _, b := range text {
		if unit.Special(b) {
			return true
		}
	}
	return false
}

package pattern

import (
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The two characters outside ASCII that RE2 folds into ASCII letters.
const (
	kelvinSign = '\u212a'
	longS      = '\u017f'
)

// maxRunes is how many characters outside ASCII a class may list.
const maxRunes = 64

// usesFold reports whether a flag group sets the i flag. It may report true
// where the text of a flag group stands in a class: then the two characters
// above are given up, as documented, for no reason.
func usesFold(expr string) bool {
	for {
		at := strings.Index(expr, "(?")
		if at < 0 {
			return false
		}
		expr = expr[at+2:]
		flags := expr
		if end := strings.IndexAny(flags, ":)-<"); end >= 0 {
			flags = flags[:end]
		}
		if strings.Contains(flags, "i") {
			return true
		}
	}
}

// A translator turns the parser's tree into nodes over bytes and notes what is
// refused, putting something harmless in its place to find the next problem. It
// does so with one expression after the other.
type translator struct {
	nodes
	fold   bool // the i flag occurs
	groups int
	group  span // length of the last group
	found  problems
	few    [8]rune // room for one character in all its cases
}

func (t *translator) reset(fold bool) {
	t.nodes.reset()
	t.fold, t.groups, t.group, t.found = fold, 0, span{}, 0
}

// translate translates re; inside says that re stands in a repetition or an
// alternation.
func (t *translator) translate(re *syntax.Regexp, inside bool) *node {
	switch re.Op {
	case syntax.OpNoMatch:
		return t.node(node{kind: never})
	case syntax.OpEmptyMatch:
		return t.node(node{kind: empty})
	case syntax.OpLiteral:
		return t.literal(re)
	case syntax.OpCharClass:
		return t.class(re.Rune)
	case syntax.OpAnyCharNotNL:
		return t.class([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune})
	case syntax.OpAnyChar:
		return t.class([]rune{0, unicode.MaxRune})
	case syntax.OpBeginLine:
		return t.node(node{kind: assert, look: lineBegin})
	case syntax.OpEndLine:
		return t.node(node{kind: assert, look: lineEnd})
	case syntax.OpWordBoundary:
		return t.node(node{kind: assert, look: wordEdge})
	case syntax.OpNoWordBoundary:
		return t.node(node{kind: assert, look: noWordEdge})
	case syntax.OpBeginText:
		t.found.add(beginText)
		return t.node(node{kind: empty})
	case syntax.OpEndText:
		t.found.add(endText)
		return t.node(node{kind: empty})
	case syntax.OpCapture:
		t.groups++
		if t.groups > 1 {
			t.found.add(secondGroup)
		}
		if inside {
			t.found.add(nestedGroup)
		}
		sub := t.translate(re.Sub[0], inside)
		t.group = sub.length
		if sub.kind == never {
			return sub
		}
		return t.node(node{kind: group, subs: t.one(sub), length: sub.length})
	case syntax.OpConcat:
		return t.cat(t.all(re.Sub, inside))
	case syntax.OpAlternate:
		return t.alt(t.all(re.Sub, true))
	}
	if re.Flags&syntax.NonGreedy != 0 {
		t.found.add(lazyQuantifier)
	}
	sub := t.translate(re.Sub[0], true)
	switch re.Op {
	case syntax.OpStar:
		return t.repeat(sub, 0, unbounded)
	case syntax.OpPlus:
		return t.repeat(sub, 1, unbounded)
	case syntax.OpQuest:
		return t.repeat(sub, 0, 1)
	default:
		return t.repeat(sub, re.Min, re.Max)
	}
}

func (t *translator) all(res []*syntax.Regexp, inside bool) []*node {
	subs := t.lists.take(len(res))
	for i, re := range res {
		subs[i] = t.translate(re, inside)
	}
	return subs
}

func (t *translator) literal(re *syntax.Regexp) *node {
	subs := t.lists.take(len(re.Rune))
	for i, r := range re.Rune {
		runes := append(t.few[:0], r)
		if re.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				if f != kelvinSign && f != longS {
					runes = append(runes, f)
				}
			}
		}
		subs[i] = t.ofRunes(runes)
	}
	return t.cat(subs)
}

// class translates a class given as the parser gives it: sorted pairs of ends.
func (t *translator) class(pairs []rune) *node {
	const all = unicode.MaxRune - utf8.RuneSelf + 1
	var (
		ascii ByteSet
		runes []rune
		high  int // number of characters outside ASCII
		given int // number of kelvinSign and longS among them
	)
	for i := 0; i < len(pairs); i += 2 {
		lo, hi := pairs[i], pairs[i+1]
		for ; lo <= hi && lo < utf8.RuneSelf; lo++ {
			ascii.add(byte(lo))
		}
		if lo > hi {
			continue
		}
		high += int(hi - lo + 1)
		for _, r := range [...]rune{kelvinSign, longS} {
			if lo <= r && r <= hi {
				given++
			}
		}
		for ; lo <= hi && len(runes) <= maxRunes+2; lo++ {
			if !t.fold || lo != kelvinSign && lo != longS {
				runes = append(runes, lo)
			}
		}
	}
	switch {
	case high == all || t.fold && high-given == all-2:
		ascii.addHigh()
		return t.set(ascii)
	case len(runes) > maxRunes:
		t.found.add(partialClass)
		ascii.addHigh()
		return t.set(ascii)
	case len(runes) == 0:
		return t.set(ascii)
	}
	return t.alt([]*node{t.set(ascii), t.ofRunes(runes)})
}

// ofRunes matches one of the runes: ASCII as a set, the others as UTF-8.
// Surrogates have no UTF-8 and match nothing.
func (t *translator) ofRunes(runes []rune) *node {
	var ascii ByteSet
	var subs []*node
	for _, r := range runes {
		if r < utf8.RuneSelf {
			ascii.add(byte(r))
			continue
		}
		if !utf8.ValidRune(r) {
			continue
		}
		var seq []*node
		for _, b := range utf8.AppendRune(nil, r) {
			var s ByteSet
			s.add(b)
			seq = append(seq, t.set(s))
		}
		subs = append(subs, t.cat(seq))
	}
	if len(subs) == 0 {
		return t.set(ascii)
	}
	return t.alt(append(subs, t.set(ascii)))
}

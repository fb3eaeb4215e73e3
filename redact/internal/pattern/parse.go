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
// refused, putting something harmless in its place to find the next problem.
type translator struct {
	fold   bool // the i flag occurs
	groups int
	group  span // length of the last group
	found  problems
}

// translate translates re; inside says that re stands in a repetition or an
// alternation.
func (t *translator) translate(re *syntax.Regexp, inside bool) *node {
	switch re.Op {
	case syntax.OpNoMatch:
		return &node{kind: never}
	case syntax.OpEmptyMatch:
		return &node{kind: empty}
	case syntax.OpLiteral:
		return t.literal(re)
	case syntax.OpCharClass:
		return t.class(re.Rune)
	case syntax.OpAnyCharNotNL:
		return t.class([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune})
	case syntax.OpAnyChar:
		return t.class([]rune{0, unicode.MaxRune})
	case syntax.OpBeginLine:
		return &node{kind: assert, look: lineBegin}
	case syntax.OpEndLine:
		return &node{kind: assert, look: lineEnd}
	case syntax.OpWordBoundary:
		return &node{kind: assert, look: wordEdge}
	case syntax.OpNoWordBoundary:
		return &node{kind: assert, look: noWordEdge}
	case syntax.OpBeginText:
		t.found.add(beginText)
		return &node{kind: empty}
	case syntax.OpEndText:
		t.found.add(endText)
		return &node{kind: empty}
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
		return &node{kind: group, subs: []*node{sub}, length: sub.length}
	case syntax.OpConcat:
		return catNode(t.all(re.Sub, inside))
	case syntax.OpAlternate:
		return altNode(t.all(re.Sub, true))
	}
	if re.Flags&syntax.NonGreedy != 0 {
		t.found.add(lazyQuantifier)
	}
	sub := t.translate(re.Sub[0], true)
	switch re.Op {
	case syntax.OpStar:
		return repeatNode(sub, 0, unbounded)
	case syntax.OpPlus:
		return repeatNode(sub, 1, unbounded)
	case syntax.OpQuest:
		return repeatNode(sub, 0, 1)
	default:
		return repeatNode(sub, re.Min, re.Max)
	}
}

func (t *translator) all(res []*syntax.Regexp, inside bool) []*node {
	subs := make([]*node, len(res))
	for i, re := range res {
		subs[i] = t.translate(re, inside)
	}
	return subs
}

func (t *translator) literal(re *syntax.Regexp) *node {
	subs := make([]*node, 0, len(re.Rune))
	for _, r := range re.Rune {
		runes := []rune{r}
		if re.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				if f != kelvinSign && f != longS {
					runes = append(runes, f)
				}
			}
		}
		subs = append(subs, runesNode(runes))
	}
	return catNode(subs)
}

// class translates a class given as the parser gives it: sorted pairs of ends.
func (t *translator) class(pairs []rune) *node {
	const all = unicode.MaxRune - utf8.RuneSelf + 1
	var (
		ascii byteSet
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
		for _, r := range []rune{kelvinSign, longS} {
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
		return setNode(ascii)
	case len(runes) > maxRunes:
		t.found.add(partialClass)
		ascii.addHigh()
		return setNode(ascii)
	case len(runes) == 0:
		return setNode(ascii)
	}
	return altNode([]*node{setNode(ascii), runesNode(runes)})
}

// runesNode matches one of the runes: ASCII as a set, the others as UTF-8.
// Surrogates have no UTF-8 and match nothing.
func runesNode(runes []rune) *node {
	var ascii byteSet
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
			var s byteSet
			s.add(b)
			seq = append(seq, setNode(s))
		}
		subs = append(subs, catNode(seq))
	}
	if len(subs) == 0 {
		return setNode(ascii)
	}
	return altNode(append(subs, setNode(ascii)))
}

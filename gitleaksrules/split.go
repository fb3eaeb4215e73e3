package gitleaksrules

import (
	"errors"
	"regexp/syntax"
	"slices"
)

// parts are a rule's regex in the form that the engine takes.
type parts struct {
	// patterns match together what the regex does; each has at most one group,
	// with fixed lengths before and behind it.
	patterns []string
	// group is the number of the secret in the regex, 0 for the whole match.
	group int
	// whole tells that what a pattern replaces is more than the secret.
	whole   bool
	changes []string
	re      *syntax.Regexp // as it was parsed
}

// split brings a regex into that form. Its errors hold no text of the regex.
func split(regex string, group int, widen bool) (*parts, error) {
	re, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		return nil, errors.New("its regex is not RE2 syntax")
	}
	p := &parts{group: group, re: re}
	n := re.MaxCap()
	switch {
	case group < 0 || group > n:
		return nil, errors.New("its secretGroup is no group of the regex")
	case group == 0 && n > 0:
		p.group = 1
		if n > 1 {
			p.changes = append(p.changes, "it has several groups and no secretGroup: the first one is the secret")
		}
	}
	f := &former{keep: p.group}
	re = f.form(re)
	if f.lazy {
		p.changes = append(p.changes, "lazy quantifiers: the longest match counts")
	}
	if f.text {
		p.changes = append(p.changes, "the beginning and the end of the text: those of a line count")
	}
	items := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		items = slices.Clone(re.Sub)
	}
	at := slices.IndexFunc(items, func(x *syntax.Regexp) bool { return x.Op == syntax.OpCapture })
	if at < 0 {
		if p.group > 0 {
			return nil, errors.New("its secret is a group inside a repetition or an alternation")
		}
		p.patterns = []string{re.String()}
		return p, nil
	}
	before, secret, behind := items[:at], items[at], items[at+1:]
	// What may be absent before everything else asks for nothing.
	for len(before) > 0 && optional(before[0]) {
		before = before[1:]
	}
	if lo, hi := length(concat(before)); lo != hi {
		if !widen {
			return nil, errors.New("the text before its secret varies in length; Widen loads it")
		}
		p.changes = append(p.changes, "the text before the secret is replaced too")
		p.whole = true
		secret = &syntax.Regexp{Op: syntax.OpCapture, Cap: 1, Sub: []*syntax.Regexp{concat(append(slices.Clone(before), secret.Sub[0]))}}
		before = nil
	}
	branches, err := fixed(concat(behind))
	if err != nil {
		return nil, err
	}
	for _, b := range branches {
		p.patterns = append(p.patterns, concat(append(append(slices.Clone(before), secret), b)).String())
	}
	return p, nil
}

// former rewrites a tree: greedy quantifiers, edges of lines, one group.
type former struct {
	keep       int
	lazy, text bool
}

func (f *former) form(re *syntax.Regexp) *syntax.Regexp {
	x := *re
	x.Sub = make([]*syntax.Regexp, len(re.Sub))
	for i, s := range re.Sub {
		x.Sub[i] = f.form(s)
	}
	switch x.Op {
	case syntax.OpBeginText:
		f.text = true
		return &syntax.Regexp{Op: syntax.OpBeginLine}
	case syntax.OpEndText:
		f.text = true
		return &syntax.Regexp{Op: syntax.OpEndLine}
	case syntax.OpCapture:
		if x.Cap != f.keep {
			return x.Sub[0]
		}
		x.Name = ""
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		if x.Flags&syntax.NonGreedy != 0 {
			f.lazy = true
			x.Flags &^= syntax.NonGreedy
		}
	case syntax.OpConcat:
		// Parts that were groups are concatenations inside one.
		var flat []*syntax.Regexp
		for _, s := range x.Sub {
			if s.Op == syntax.OpConcat {
				flat = append(flat, s.Sub...)
			} else {
				flat = append(flat, s)
			}
		}
		x.Sub = flat
	}
	return &x
}

func concat(items []*syntax.Regexp) *syntax.Regexp {
	switch len(items) {
	case 0:
		return &syntax.Regexp{Op: syntax.OpEmptyMatch}
	case 1:
		return items[0]
	}
	return &syntax.Regexp{Op: syntax.OpConcat, Sub: items}
}

// optional reports that re may match nothing and asks nothing of the position.
func optional(re *syntax.Regexp) bool {
	return re.Op == syntax.OpStar || re.Op == syntax.OpQuest || re.Op == syntax.OpRepeat && re.Min == 0 || re.Op == syntax.OpEmptyMatch
}

// unbounded is the length of what has no longest match.
const unbounded = 1 << 30

// length returns the shortest and the longest match in bytes, a class beyond
// ASCII counted as one as the engine does for negated ones.
func length(re *syntax.Regexp) (lo, hi int) {
	switch re.Op {
	case syntax.OpLiteral:
		n := len(string(re.Rune))
		return n, n
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, 1
	case syntax.OpConcat:
		for _, s := range re.Sub {
			l, h := length(s)
			lo, hi = lo+l, min(hi+h, unbounded)
		}
		return lo, hi
	case syntax.OpAlternate:
		lo = unbounded
		for _, s := range re.Sub {
			l, h := length(s)
			lo, hi = min(lo, l), max(hi, h)
		}
		return lo, hi
	case syntax.OpCapture:
		return length(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		least, most := re.Min, re.Max
		switch re.Op {
		case syntax.OpStar:
			least, most = 0, -1
		case syntax.OpPlus:
			least, most = 1, -1
		case syntax.OpQuest:
			least, most = 0, 1
		}
		l, h := length(re.Sub[0])
		if most < 0 {
			return min(l*least, unbounded), unbounded
		}
		return min(l*least, unbounded), min(h*most, unbounded)
	}
	return 0, 0
}

// fixed splits what must follow the secret into parts of one length each.
func fixed(re *syntax.Regexp) ([]*syntax.Regexp, error) {
	if lo, hi := length(re); lo == hi {
		return []*syntax.Regexp{re}, nil
	}
	switch re.Op {
	case syntax.OpAlternate:
		var out []*syntax.Regexp
		for _, s := range re.Sub {
			branches, err := fixed(s)
			if err != nil {
				return nil, err
			}
			out = append(out, branches...)
		}
		if len(out) <= 8 {
			return out, nil
		}
	case syntax.OpQuest, syntax.OpStar:
		// It may be absent, so it asks for nothing.
		return []*syntax.Regexp{{Op: syntax.OpEmptyMatch}}, nil
	case syntax.OpRepeat, syntax.OpPlus:
		// What is asked for is the least number.
		n := max(re.Min, 1)
		if re.Op == syntax.OpRepeat {
			n = re.Min
		}
		if lo, hi := length(re.Sub[0]); lo == hi {
			if n == 0 {
				return []*syntax.Regexp{{Op: syntax.OpEmptyMatch}}, nil
			}
			return []*syntax.Regexp{{Op: syntax.OpRepeat, Min: n, Max: n, Sub: re.Sub}}, nil
		}
	case syntax.OpConcat:
		// Only the last part may vary in length.
		last := len(re.Sub) - 1
		if lo, hi := length(concat(re.Sub[:last])); lo == hi {
			branches, err := fixed(re.Sub[last])
			if err != nil {
				return nil, err
			}
			var out []*syntax.Regexp
			for _, b := range branches {
				out = append(out, concat(append(slices.Clone(re.Sub[:last]), b)))
			}
			return out, nil
		}
	}
	return nil, errors.New("the text behind its secret varies in length")
}

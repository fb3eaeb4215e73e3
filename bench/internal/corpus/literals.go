package corpus

import (
	"bytes"
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/cloudflare/ahocorasick"
	"github.com/tacit-go/tacit/redact"
)

// MinLiteral is the length from which a literal says something: shorter ones,
// such as "0." or "s.", stand in nearly every line.
const MinLiteral = 3

// maxLiterals bounds the spellings that one pattern is given.
const maxLiterals = 64

// Literals returns, in lower case, the literals of a catalogue: for each pattern
// the longest text that must stand in every match, for each name the name, and
// what announces a password in a URL. They are taken from what a Redactor and
// its detectors show, with regexp/syntax, and so need not be those that the
// engine itself looks for.
func Literals(ds []redact.Detector, names []string) []string {
	var all []string
	for _, d := range ds {
		if d.Userinfo {
			all = append(all, "://", "@tcp(", "@unix(")
		}
		if d.Pattern == "" {
			continue
		}
		re, err := syntax.Parse(d.Pattern, syntax.Perl)
		if err != nil {
			continue
		}
		all = append(all, required(re).best...)
	}
	all = append(all, names...)
	for i := range all {
		all[i] = strings.ToLower(all[i])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// need is what is known of the text of an expression: all its spellings, if they
// are few, and the best set of which every text holds one.
type need struct {
	exact []string // nil if not known
	best  []string
}

func better(a, b []string) []string {
	if score(b) > score(a) {
		return b
	}
	return a
}

// score is the length of the shortest literal of a set.
func score(set []string) int {
	if len(set) == 0 {
		return 0
	}
	return len(slices.MinFunc(set, func(a, b string) int { return cmp.Compare(len(a), len(b)) }))
}

func required(re *syntax.Regexp) need {
	switch re.Op {
	case syntax.OpLiteral:
		s := []string{string(re.Rune)}
		return need{s, s}
	case syntax.OpCharClass:
		var set []string
		for i := 0; i < len(re.Rune); i += 2 {
			for c := re.Rune[i]; c <= re.Rune[i+1]; c++ {
				if set = append(set, string(c)); len(set) > 8 {
					return need{}
				}
			}
		}
		return need{set, set}
	case syntax.OpCapture:
		return required(re.Sub[0])
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return need{exact: []string{""}}
	case syntax.OpPlus:
		return need{best: required(re.Sub[0]).best}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return need{best: required(re.Sub[0]).best}
		}
	case syntax.OpAlternate:
		var n need
		n.exact = []string{}
		for _, sub := range re.Sub {
			s := required(sub)
			if s.exact == nil {
				n.exact = nil
			} else if n.exact != nil {
				n.exact = append(n.exact, s.exact...)
			}
			if s.best == nil {
				n.best = nil
				n.exact = nil
				return n
			}
			n.best = append(n.best, s.best...)
		}
		return n
	case syntax.OpConcat:
		return requiredAll(re.Sub)
	}
	return need{}
}

// requiredAll joins the spellings of neighbours for as long as they are few.
func requiredAll(subs []*syntax.Regexp) need {
	run := []string{""}
	n := need{exact: run}
	for _, sub := range subs {
		s := required(sub)
		n.best = better(n.best, s.best)
		if s.exact == nil || len(run)*len(s.exact) > maxLiterals {
			run, n.exact = []string{""}, nil
			continue
		}
		var next []string
		for _, a := range run {
			for _, b := range s.exact {
				next = append(next, a+b)
			}
		}
		run = next
		n.best = better(n.best, run)
	}
	if n.exact != nil {
		n.exact = run
	}
	return n
}

// A Density says how often literals stand in a text.
type Density struct {
	Lines, Holding int     // lines, and those that hold a literal of MinLiteral bytes or more
	HoldingShort   int     // lines that hold any literal at all
	Candidates     float64 // occurrences of literals of MinLiteral bytes or more, for each KB
	Common         []string
}

// Share is the share of lines that hold a literal.
func (d Density) Share() float64 { return float64(d.Holding) / float64(max(1, d.Lines)) }

// ShortShare is Share with literals of one and two bytes counted.
func (d Density) ShortShare() float64 { return float64(d.HoldingShort) / float64(max(1, d.Lines)) }

// Measure counts literals in text, with an automaton that is not ours.
func Measure(text []byte, literals []string) Density {
	long := slices.DeleteFunc(slices.Clone(literals), func(l string) bool { return len(l) < MinLiteral })
	short := slices.DeleteFunc(slices.Clone(literals), func(l string) bool { return len(l) >= MinLiteral })
	longs, shorts := ahocorasick.NewStringMatcher(long), ahocorasick.NewStringMatcher(short)
	var d Density
	total := 0
	by := map[string]int{}
	for line := range bytes.Lines(text) {
		low := bytes.ToLower(line)
		d.Lines++
		found := longs.Match(low)
		for _, i := range found {
			n := bytes.Count(low, []byte(long[i]))
			total += n
			by[long[i]]++
		}
		if len(found) > 0 {
			d.Holding++
		}
		if len(found) > 0 || len(short) > 0 && shorts.Contains(low) {
			d.HoldingShort++
		}
	}
	d.Candidates = float64(total) / (float64(len(text)) / 1000)
	for l := range by {
		d.Common = append(d.Common, l)
	}
	slices.SortFunc(d.Common, func(a, b string) int { return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(a, b)) })
	d.Common = d.Common[:min(len(d.Common), 8)]
	return d
}

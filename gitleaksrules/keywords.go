package gitleaksrules

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// missing returns the keywords, in lower case, if a match of re need not hold one
// of them.
func missing(re *syntax.Regexp, keywords []string) []string {
	var low []string
	for _, k := range keywords {
		if k != "" {
			low = append(low, strings.ToLower(k))
		}
	}
	if len(low) == 0 || implied(re, low) {
		return nil
	}
	return low
}

// implied reports that every match of re holds one of the keywords. It may miss
// that, not the contrary.
func implied(re *syntax.Regexp, keywords []string) bool {
	holds := func(text string) bool {
		text = strings.ToLower(text)
		return slices.ContainsFunc(keywords, func(k string) bool { return strings.Contains(text, k) })
	}
	switch re.Op {
	case syntax.OpLiteral:
		return holds(string(re.Rune))
	case syntax.OpCapture, syntax.OpPlus:
		return implied(re.Sub[0], keywords)
	case syntax.OpRepeat:
		return re.Min > 0 && implied(re.Sub[0], keywords)
	case syntax.OpConcat:
		run := ""
		for _, s := range re.Sub {
			if s.Op == syntax.OpLiteral {
				run += string(s.Rune)
				if holds(run) {
					return true
				}
				continue
			}
			if run = ""; implied(s, keywords) {
				return true
			}
		}
		return false
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(s *syntax.Regexp) bool { return !implied(s, keywords) })
	}
	return false
}

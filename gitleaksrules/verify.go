package gitleaksrules

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A verifier rejects what gitleaks would: secrets of low entropy and allowed ones.
type verifier struct {
	// find finds the secret in what a widened pattern replaces; nil where that is
	// the secret.
	find    *regexp.Regexp
	group   int
	entropy float64
	allowed []allowed
}

// allowed is an allow-list: a secret is allowed by any of its tests, or by all.
type allowed struct {
	all     bool
	regexes []*regexp.Regexp
	words   []string
}

// newVerifier returns the checks of a rule, and what of its allow-lists cannot be
// kept. What cannot be kept allows nothing, so that more is replaced.
func newVerifier(r *rule, p *parts, shared []allowlist) (verifier, []string) {
	v := verifier{entropy: r.Entropy}
	var changes []string
	change := func(text string) {
		if !slices.Contains(changes, text) {
			changes = append(changes, text)
		}
	}
	if p.whole {
		// split has parsed the same text.
		if re, err := regexp.Compile(r.Regex); err == nil {
			v.find, v.group = re, p.group
		}
	}
	own := r.Allowlists
	if r.Allowlist != nil {
		own = append(own, *r.Allowlist)
	}
	for i, list := range [][]allowlist{own, shared} {
		for _, a := range list {
			if i == 1 && len(a.TargetRules) > 0 && !slices.Contains(a.TargetRules, r.ID) {
				continue
			}
			all := strings.EqualFold(a.Condition, "and") || a.Condition == "&&"
			if all && len(a.Paths)+len(a.Commits) > 0 {
				change("an allow-list for paths or commits allows nothing")
				continue
			}
			if len(a.Regexes)+len(a.StopWords) == 0 {
				continue // of paths and commits only, which no log has
			}
			// A test of the match is one of the secret where they are the same.
			if len(a.Regexes) > 0 && (a.RegexTarget == "line" || a.RegexTarget == "match" && (p.group > 0 || p.whole)) {
				change("an allow-list that looks at the match or the line around the secret allows nothing")
				if all {
					continue
				}
				a.Regexes = nil
			}
			one := allowed{all: all}
			for _, text := range a.Regexes {
				re, err := regexp.Compile(text)
				if err != nil {
					change("an expression of an allow-list is not RE2 syntax and allows nothing")
					if all {
						one = allowed{}
						break
					}
					continue
				}
				one.regexes = append(one.regexes, re)
			}
			for _, w := range a.StopWords {
				if w != "" {
					one.words = append(one.words, strings.ToLower(w))
				}
			}
			if len(one.regexes)+len(one.words) > 0 {
				v.allowed = append(v.allowed, one)
			}
		}
	}
	return v, changes
}

// verify returns the check of a detector, nil if there is nothing to check.
func (v verifier) verify() func([]byte) redact.Verdict {
	if v.entropy == 0 && len(v.allowed) == 0 {
		return nil
	}
	return func(secret []byte) redact.Verdict {
		if v.find != nil {
			at := v.find.FindSubmatchIndex(secret)
			if at == nil || at[2*v.group] < 0 {
				return redact.Unknown // what stood behind the secret is not here
			}
			secret = secret[at[2*v.group]:at[2*v.group+1]]
		}
		if v.entropy != 0 && entropy(secret) <= v.entropy {
			return redact.Rejected
		}
		for _, a := range v.allowed {
			if a.allows(secret) {
				return redact.Rejected
			}
		}
		return redact.Unknown
	}
}

func (a allowed) allows(secret []byte) bool {
	match := slices.ContainsFunc(a.regexes, func(re *regexp.Regexp) bool { return re.Match(secret) })
	low := bytes.ToLower(secret)
	word := slices.ContainsFunc(a.words, func(w string) bool { return bytes.Contains(low, []byte(w)) })
	if a.all {
		return (match || len(a.regexes) == 0) && (word || len(a.words) == 0)
	}
	return match || word
}

// entropy is Shannon's, in bits for each byte.
func entropy(text []byte) float64 {
	var count [256]int
	for _, b := range text {
		count[b]++
	}
	bits := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(text))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

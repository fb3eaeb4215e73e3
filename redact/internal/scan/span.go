package scan

import (
	"cmp"
	"slices"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

// A Span is one decided match.
type Span struct {
	Start, End int
	Det        int32 // number of the detector, or of the live secret in its set
	Set        uint8 // number of the set of a live secret
	Rank       uint8
	Live       bool
	// Named marks a value that was found by its name.
	Named bool
	// Cond marks a value that its name does not hide: it becomes part of a match
	// only if it overlaps one, so that no half of a value stays.
	Cond bool
	// Confirmed marks a match of which a checksum or a structure holds.
	Confirmed bool
	Wrap      grammar.Wrap
}

func compare(a, b *Span) int {
	switch {
	case a.Start != b.Start:
		return cmp.Compare(a.Start, b.Start)
	case a.Rank != b.Rank:
		return cmp.Compare(a.Rank, b.Rank)
	case a.End != b.End:
		return cmp.Compare(b.End, a.End)
	}
	return cmp.Compare(a.Det, b.Det)
}

// sortSpans sorts spans. They come nearly in order, so each is put in its place from
// behind, as long as that does not take too many steps.
func sortSpans(s []Span) {
	for i, steps := 1, 8*len(s); i < len(s); i++ {
		if compare(&s[i-1], &s[i]) <= 0 {
			continue
		}
		x, k := s[i], i
		for ; k > 0 && compare(&s[k-1], &x) > 0; k-- {
			s[k] = s[k-1]
			steps--
		}
		if s[k] = x; steps < 0 {
			slices.SortFunc(s, func(a, b Span) int { return compare(&a, &b) })
			return
		}
	}
}

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
	Wrap grammar.Wrap
}

func less(a, b Span) int {
	return cmp.Or(
		cmp.Compare(a.Start, b.Start),
		cmp.Compare(a.Rank, b.Rank),
		cmp.Compare(b.End, a.End),
		cmp.Compare(a.Det, b.Det),
	)
}

func sortSpans(s []Span) {
	if !slices.IsSortedFunc(s, less) {
		slices.SortFunc(s, less)
	}
}

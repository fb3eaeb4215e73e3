package corpus

// A Span is the bytes [Start, End) of a text.
type Span struct{ Start, End int }

// Covers reports whether the sorted, disjoint spans cover s whole.
func Covers(spans []Span, s Span) bool {
	for _, c := range spans {
		if c.Start <= s.Start && s.Start < c.End {
			s.Start = c.End
		}
	}
	return s.Start >= s.End
}

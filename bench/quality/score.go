package quality

import (
	"cmp"
	"slices"
)

// A Span is the bytes [Start, End) of a line.
type Span struct{ Start, End int }

// A Finder appends to dst the spans that it would replace, sorted and disjoint.
type Finder func(dst []Span, line []byte) []Span

// A Result is the score of one line, in bytes.
type Result struct {
	Secret, Left int // bytes that must go, and those of them that stay
	Over         int // bytes that must stay and go
}

// Found reports that nothing of the secret stays.
func (r Result) Found() bool { return r.Left == 0 }

// Partial reports that a part of the secret stays.
func (r Result) Partial() bool { return r.Left > 0 && r.Left < r.Secret }

// Exact reports that nothing stays and nothing else goes.
func (r Result) Exact() bool { return r.Left == 0 && r.Over == 0 }

// Score compares spans with the labels of a line.
func Score(t Text, spans []Span) Result {
	var res Result
	at := 0
	for _, s := range t {
		from, to := at, at+len(s.Text)
		at = to
		covered := 0
		for _, c := range spans {
			covered += max(0, min(c.End, to)-max(c.Start, from))
		}
		switch s.Class {
		case Secret:
			res.Secret += to - from
			res.Left += to - from - covered
		case Stay:
			res.Over += covered
		}
	}
	return res
}

// Merge appends spans to dst, sorted and with those joined that overlap or touch.
func Merge(dst, spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	from := len(dst)
	for _, s := range spans {
		if n := len(dst); n > from && s.Start <= dst[n-1].End {
			dst[n-1].End = max(dst[n-1].End, s.End)
		} else {
			dst = append(dst, s)
		}
	}
	return dst
}

package redact

import (
	"cmp"
	"slices"

	"github.com/tacit-go/tacit/redact/internal/scan"
)

// Bounds of Explain. What lies behind them is left out, and the Explanation says so.
const (
	MaxExplainBytes      = 1 << 20
	MaxExplainCandidates = 10_000
)

// An Outcome is what became of a candidate: where it was accepted or dropped, and why.
type Outcome string

// The outcomes of candidates.
const (
	OutcomeReplaced Outcome = "replaced" // its detector gives the replacement
	OutcomeOverlap  Outcome = "overlap"  // it is replaced together with another, which gives the replacement
	OutcomeBoundary Outcome = "boundary" // what stands beside the keyword fits no match
	OutcomeLength   Outcome = "length"   // it ends before the pattern is complete
	OutcomePattern  Outcome = "pattern"  // it goes on otherwise than the pattern
	OutcomeNear     Outcome = "near"     // no word that it needs stands nearby
	OutcomeChecksum Outcome = "checksum" // its checksum or structure does not hold
	OutcomeEntropy  Outcome = "entropy"  // it is not random enough
	OutcomeAllowed  Outcome = "allowed"  // it is on the allow list
	OutcomeReported Outcome = "reported" // it is only reported
	OutcomeName     Outcome = "name"     // the name around the keyword is not sensitive, or no value can follow
	OutcomeNoValue  Outcome = "no-value" // no value of its own follows the name
	OutcomeValue    Outcome = "value"    // the value is one that its name does not hide
)

// A Candidate is what a detector saw: the match, or the keyword where it did not get so
// far.
type Candidate struct {
	Start, End int
	Detector   string // empty for a keyword of names in a name that is not sensitive
	Tier       Tier   // Structural for live secrets and where Detector is empty
	Outcome    Outcome
}

// An Explanation is what Explain tells. It holds no text.
type Explanation struct {
	Candidates []Candidate // by Start, then by End and Detector
	Matches    []Match     // what AppendMatches returns
	More       bool        // a bound was reached
}

// Explain tells of every candidate in a text which detector saw it and what became of
// it. It decides as Append does, counts nothing and reports to no observer. It costs
// several times as much as Append and memory for each candidate, and is meant for people:
// at most MaxExplainBytes and MaxExplainCandidates are looked at. In base64 and other
// encodings only what is replaced is told of.
func (r *Redactor) Explain(src []byte) (x Explanation) {
	whole := src
	src = src[:min(len(src), MaxExplainBytes)]
	st := r.load()
	if st == nil {
		return Explanation{Matches: r.AppendMatches(nil, src), More: len(whole) > len(src)}
	}
	defer func() {
		if recover() != nil {
			x = Explanation{Matches: []Match{{0, len(src), "error"}}, More: true}
		}
	}()
	w := &worker{}
	w.begin(st)
	trace := &scan.Trace{Max: MaxExplainCandidates}
	w.machine.SetTrace(trace)
	w.machine.Advance(src, true)
	w.sink.collect = true
	w.machine.Emit(&w.sink, len(src))
	x = Explanation{Matches: w.sink.matches, More: trace.More || len(whole) > len(src)}
	for i := range trace.Steps {
		x.Candidates = append(x.Candidates, st.explain(&trace.Steps[i], x.Matches))
	}
	slices.SortFunc(x.Candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Detector, b.Detector), cmp.Compare(a.Outcome, b.Outcome))
	})
	x.Candidates = slices.Compact(x.Candidates)
	return x
}

var outcomes = [...]Outcome{
	scan.Around: OutcomeBoundary, scan.Short: OutcomeLength, scan.Unlike: OutcomePattern, scan.Near: OutcomeNear,
	scan.Verify: OutcomeChecksum, scan.Allowed: OutcomeAllowed, scan.Reported: OutcomeReported,
	scan.Nameless: OutcomeName, scan.Valueless: OutcomeNoValue,
}

func (st *state) explain(s *scan.Step, matches []Match) Candidate {
	c := Candidate{Start: s.Start, End: s.End, Outcome: outcomes[s.Cause]}
	switch {
	case s.Live:
		c.Detector = liveID
	case s.Det >= 0:
		c.Detector, c.Tier = st.dets[s.Det].ID, st.dets[s.Det].Tier
	}
	switch s.Cause {
	case scan.Verify:
		if c.Tier == Entropy {
			c.Outcome = OutcomeEntropy
		}
	case scan.Found:
		c.Outcome = OutcomeValue
		i, _ := slices.BinarySearchFunc(matches, s.Start, func(m Match, at int) int { return cmp.Compare(m.End, at+1) })
		switch {
		case i == len(matches) || matches[i].Start >= s.End:
		case matches[i].Detector == c.Detector:
			c.Outcome = OutcomeReplaced
		default:
			c.Outcome = OutcomeOverlap
		}
	}
	return c
}

package quality

import (
	"cmp"
	"slices"
)

// A Subject is what is measured.
type Subject struct {
	Name string
	Find Finder
}

// A Tally counts the results of one cell, for each subject in turn.
type Tally struct {
	Lines  int
	Scores []Tallied
}

// A Tallied counts the results of one subject.
type Tallied struct {
	Found, Partial, Exact int // lines
	Secret, Left, Over    int // bytes
	Touched               int // lines in which anything goes
}

func (t *Tally) add(subject int, res Result, touched bool) {
	s := &t.Scores[subject]
	s.Secret += res.Secret
	s.Left += res.Left
	s.Over += res.Over
	if res.Found() {
		s.Found++
	}
	if res.Partial() {
		s.Partial++
	}
	if res.Exact() {
		s.Exact++
	}
	if touched {
		s.Touched++
	}
}

// A Table counts by set and by one property of a line.
type Table map[Set]map[string]*Tally

// cell returns the tally of a cell.
func (t Table) cell(set Set, key string, subjects int) *Tally {
	if t[set] == nil {
		t[set] = map[string]*Tally{}
	}
	if t[set][key] == nil {
		t[set][key] = &Tally{Scores: make([]Tallied, subjects)}
	}
	return t[set][key]
}

// Keys returns the keys of a set: those of which the first subject found the
// least first.
func (t Table) Keys(set Set) []string {
	var keys []string
	for k := range t[set] {
		keys = append(keys, k)
	}
	share := func(k string) float64 {
		c := t[set][k]
		return float64(c.Scores[0].Found+c.Scores[0].Exact) / float64(c.Lines)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(share(a), share(b)), cmp.Compare(a, b)) })
	return keys
}

// A Failure is a line that a subject did not treat as labelled.
type Failure struct {
	Sample Sample
	Result Result
	Spans  []Span
}

// Word tells in a word what is wrong.
func (f Failure) Word() string {
	switch {
	case f.Result.Partial():
		return "part"
	case f.Result.Left > 0:
		return "miss"
	}
	return "over"
}

// Hidden returns the line as the subject leaves it, with ▒ for what goes.
func (f Failure) Hidden() string {
	line := f.Sample.Text.String()
	var out []byte
	at := 0
	for _, s := range f.Spans {
		out = append(append(out, line[at:s.Start]...), "▒"...)
		at = s.End
	}
	return string(append(out, line[at:]...))
}

// Counts are the results of a run over labelled lines.
type Counts struct {
	All, Carriers, Kinds, Frames, Names Table
}

// Count scores the subjects on the labelled lines of a seed, n of each kind in
// each carrier. It gives each failure of the first subject to fail.
func Count(seed uint64, n int, subjects []Subject, fail func(Failure)) Counts {
	c := Counts{Table{}, Table{}, Table{}, Table{}, Table{}}
	run := func(s Sample) {
		line := []byte(s.Text.String())
		cells := []*Tally{
			c.All.cell(s.Set, "", len(subjects)), c.Carriers.cell(s.Set, s.Carrier, len(subjects)),
			c.Kinds.cell(s.Set, s.Kind, len(subjects)), c.Frames.cell(s.Set, s.Frame, len(subjects)),
		}
		if s.Name != "" {
			cells = append(cells, c.Names.cell(s.Set, s.Name, len(subjects)))
		}
		for _, cell := range cells {
			cell.Lines++
		}
		for i, sub := range subjects {
			spans := sub.Find(nil, line)
			res := Score(s.Text, spans)
			for _, cell := range cells {
				cell.add(i, res, len(spans) > 0)
			}
			if i == 0 && !res.Exact() && fail != nil {
				fail(Failure{s, res, spans})
			}
		}
	}
	Samples(seed, n, func(s Sample) bool { run(s); return true })
	Clean(seed, n, func(s Sample) bool { run(s); return true })
	return c
}

package main

import (
	"fmt"
	"maps"
	"slices"
)

// printStats prints counts, never text, to standard error.
func (j *redaction) printStats() {
	s := j.r.Stats()
	w := j.app.stderr
	fmt.Fprintf(w, "bytes in: %d\nbytes out: %d\n", j.in, j.out)
	for _, id := range slices.Sorted(maps.Keys(s.Matches)) {
		if n := s.Matches[id]; n > 0 {
			fmt.Fprintf(w, "%s: %d\n", id, n)
		}
	}
	for _, c := range []struct {
		name string
		n    uint64
	}{{"errors", s.Errors}, {"limits", s.Limits}, {"lost bytes", s.Lost}} {
		if c.n > 0 {
			fmt.Fprintf(w, "%s: %d\n", c.name, c.n)
		}
	}
}

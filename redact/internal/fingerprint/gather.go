package fingerprint

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// manyEntries is from how many on entries are sorted by digits, on several processors.
const manyEntries = 1 << 14

// maxWorkers bounds the goroutines of one step.
const maxWorkers = 16

func allWorkers() int { return min(runtime.GOMAXPROCS(0), maxWorkers) }

// sideBySide calls do with each of n numbers, on all processors. What a worker needs for
// itself it makes once.
func sideBySide(n int, worker func() (do func(i int))) {
	var next atomic.Int64
	work := func() {
		do := worker()
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	}
	var workers sync.WaitGroup
	for range min(n, allWorkers()) - 1 {
		workers.Go(work)
	}
	work()
	workers.Wait()
}

// gatheredOf is gathered of what batches have in one lane.
func gatheredOf(batches []*Batch, lane int) forms {
	if one := batches[0].lanes[lane]; len(batches) == 1 && len(one.entries) < manyEntries {
		slices.SortFunc(one.entries, func(a, b entry) int { return compare(&a, &b, one.values, one.values) })
		return one.once()
	}
	var parts []forms
	for _, b := range batches {
		if len(b.lanes[lane].entries) > 0 {
			parts = append(parts, b.lanes[lane])
		}
	}
	return gathered(parts)
}

// gathered returns the entries of all parts, sorted, and those once that are there twice.
func gathered(parts []forms) forms {
	entries, values := 0, 0
	for i := range parts {
		entries, values = entries+len(parts[i].entries), values+len(parts[i].values)
	}
	if entries == 0 {
		return forms{}
	}
	if entries < manyEntries {
		all := parts[0]
		for _, p := range parts[1:] {
			base := uint32(len(all.values))
			all.values = append(all.values, p.values...)
			for _, e := range p.entries {
				all.entries = append(all.entries, e.behind(base))
			}
		}
		slices.SortFunc(all.entries, func(a, b entry) int { return compare(&a, &b, all.values, all.values) })
		return all.once()
	}
	all := forms{make([]entry, entries), make([]*Value, values)}
	ends, double := all.scatter(parts)
	var twice atomic.Bool
	most := 0
	for i := 1; i < len(ends); i++ {
		most = max(most, ends[i]-ends[i-1])
	}
	sideBySide(len(ends)-1, func() func(int) {
		spare := make([]entry, most)
		return func(i int) {
			part := all.entries[ends[i]:ends[i+1]]
			if sortByMark(part, spare, double); all.settle(part) {
				twice.Store(true)
			}
		}
	})
	if twice.Load() {
		return all.once()
	}
	return all
}

// scatter puts the entries of parts into r, by the leading bits of their marks, and their values. It
// returns where those of each begin, and how many bits of a mark do not tell.
func (r *forms) scatter(parts []forms) (ends []int, rest int) {
	lead := min(bits.Len(uint(len(r.entries)>>12)), 10)
	rest = 32 - lead
	// Each worker has a run of parts and, of every bucket, a run of its own.
	workers := min(len(parts), allWorkers())
	runs := make([]scatterRun, 0, workers)
	values, seen := 0, 0
	for i := range parts {
		if n := len(runs); n == 0 || seen*workers >= n*len(r.entries) {
			runs = append(runs, scatterRun{from: i, values: values, at: make([]int, 1<<lead)})
		}
		runs[len(runs)-1].to = i + 1
		values, seen = values+len(parts[i].values), seen+len(parts[i].entries)
	}
	sideBySide(len(runs), func() func(int) {
		return func(k int) {
			run := &runs[k]
			for _, p := range parts[run.from:run.to] {
				for i := range p.entries {
					run.at[p.entries[i].mark>>rest]++
				}
			}
		}
	})
	ends = make([]int, 1<<lead+1)
	at := 0
	for b := range 1 << lead {
		ends[b] = at
		for k := range runs {
			n := runs[k].at[b]
			runs[k].at[b] = at
			at += n
		}
	}
	ends[1<<lead] = at
	sideBySide(len(runs), func() func(int) {
		return func(k int) {
			run := &runs[k]
			base := run.values
			for _, p := range parts[run.from:run.to] {
				copy(r.values[base:], p.values)
				for i := range p.entries {
					e := p.entries[i]
					e.value += uint32(base)
					to := &run.at[e.mark>>rest]
					r.entries[*to] = e
					*to++
				}
				base += len(p.values)
			}
		}
	})
	return ends, rest
}

// A scatterRun is parts [from, to), whose values begin at values.
type scatterRun struct {
	from, to, values int
	at               []int // where the next entry of each bucket goes
}

// sortByMark sorts entries, whose marks differ in their last n bits only, by these. spare is as large.
func sortByMark(entries, spare []entry, n int) {
	const digit = 11
	from, to := entries, spare[:len(entries)]
	for shift := 0; shift < n; shift += digit {
		var at [1<<digit + 1]uint32
		for i := range from {
			at[from[i].mark>>shift&(1<<digit-1)+1]++
		}
		for i := 1; i < len(at); i++ {
			at[i] += at[i-1]
		}
		for i := range from {
			d := from[i].mark >> shift & (1<<digit - 1)
			to[at[d]] = from[i]
			at[d]++
		}
		from, to = to, from
	}
	if n > 0 && len(from) > 0 && &from[0] != &entries[0] {
		copy(entries, from)
	}
}

// settle sorts the entries of each mark, of some that are sorted by marks, and tells whether one is
// there twice.
func (r *forms) settle(entries []entry) (twice bool) {
	for i := 0; i < len(entries); {
		k := i + 1
		for k < len(entries) && entries[k].mark == entries[i].mark {
			k++
		}
		if k-i > 1 {
			slices.SortFunc(entries[i:k], func(a, b entry) int { return compare(&a, &b, r.values, r.values) })
			for j := i + 1; j < k && !twice; j++ {
				twice = compare(&entries[j-1], &entries[j], r.values, r.values) == 0
			}
		}
		i = k
	}
	return twice
}

// once leaves out what r, which is sorted, has twice.
func (r forms) once() forms {
	out := r.entries[:0]
	for _, e := range r.entries {
		if k := len(out) - 1; k >= 0 && out[k].mark == e.mark && compare(&out[k], &e, r.values, r.values) == 0 {
			out[k].meta = out[k].meta.union(e.meta)
			continue
		}
		out = append(out, e)
	}
	r.entries = out
	return r
}

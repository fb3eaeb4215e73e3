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
	byMany(min(n, allWorkers()), func() {
		do := worker()
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	})
}

// byMany calls work on so many goroutines, of which one is this.
func byMany(workers int, work func()) {
	var others sync.WaitGroup
	for range workers - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}

// gatheredOf is gathered of what batches have in one lane.
func gatheredOf(batches []*Batch, lane int) forms { return gathered(partsOf(batches, lane)) }

// partsOf returns what each of batches has in one lane.
func partsOf(batches []*Batch, lane int) (parts []forms) {
	for _, b := range batches {
		if len(b.lanes[lane].entries) > 0 {
			parts = append(parts, b.lanes[lane])
		}
	}
	return parts
}

func entriesOf(parts []forms) (n int) {
	for i := range parts {
		n += len(parts[i].entries)
	}
	return n
}

// gathered returns the entries of all parts, sorted, and those once that are there twice.
func gathered(parts []forms) forms {
	switch entries := entriesOf(parts); {
	case entries == 0:
		return forms{}
	case entries >= manyEntries:
		s := newSorting(parts)
		s.scatter(allWorkers())
		return s.sorted()
	}
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

// A Gathering is the sorting of what batches have, done aside while their values get their IDs,
// which it does not read. Nothing is added to or dropped from them until it is used or stopped.
type Gathering struct {
	lanes   [3]*sorting // nil: few entries
	stop    atomic.Bool
	working sync.WaitGroup
}

// Gather begins it. It is nil where nothing can be done aside or nothing is to be done.
func Gather(batches []*Batch) *Gathering {
	g, workers := new(Gathering), allWorkers()-1
	many := false
	for i := range g.lanes {
		if parts := partsOf(batches, i); entriesOf(parts) >= manyEntries {
			g.lanes[i], many = newSorting(parts), true
		}
	}
	if workers == 0 || !many {
		return nil
	}
	g.working.Go(func() {
		for _, s := range g.lanes {
			if s != nil && !g.stop.Load() {
				s.scatter(workers)
			}
		}
		for _, s := range g.lanes {
			if s != nil && !g.stop.Load() {
				s.sortBy(workers, &g.stop)
			}
		}
	})
	return g
}

// Stop ends it. g may be nil.
func (g *Gathering) Stop() {
	if g != nil {
		g.stop.Store(true)
		g.working.Wait()
	}
}

// of is gatheredOf.
func (g *Gathering) of(batches []*Batch, lane int) forms {
	if g == nil || g.lanes[lane] == nil {
		return gatheredOf(batches, lane)
	}
	s := g.lanes[lane]
	<-s.ready
	s.sortBy(allWorkers(), nil)
	g.working.Wait()
	return s.settled()
}

// A sorting is that of many entries.
type sorting struct {
	parts []forms
	all   forms
	ready chan struct{} // closed when all has the entries of parts by the leading bits of their marks
	ends  []int         // of each, where they begin
	rest  int           // how many bits do not tell that
	most  int           // entries with one
	next  atomic.Int64  // those that are sorted, or being sorted
}

func newSorting(parts []forms) *sorting { return &sorting{parts: parts, ready: make(chan struct{})} }

// scatter does what the marks' leading bits tell.
func (s *sorting) scatter(workers int) {
	values := 0
	for i := range s.parts {
		values += len(s.parts[i].values)
	}
	s.all = forms{make([]entry, entriesOf(s.parts)), make([]*Value, values)}
	s.ends, s.rest = s.all.scatter(s.parts, workers)
	for i := 1; i < len(s.ends); i++ {
		s.most = max(s.most, s.ends[i]-s.ends[i-1])
	}
	close(s.ready)
}

// part returns the entries whose marks have the same leading bits.
func (s *sorting) part(i int) []entry { return s.all.entries[s.ends[i]:s.ends[i+1]] }

// sortBy sorts, by their marks, the parts that nobody sorts yet, until stop.
func (s *sorting) sortBy(workers int, stop *atomic.Bool) {
	byMany(min(workers, len(s.ends)-1), func() {
		var spare []entry
		for stop == nil || !stop.Load() {
			i := int(s.next.Add(1)) - 1
			if i >= len(s.ends)-1 {
				return
			}
			if spare == nil {
				spare = make([]entry, s.most)
			}
			sortByMark(s.part(i), spare, s.rest)
		}
	})
}

// sorted returns all entries in their order.
func (s *sorting) sorted() forms {
	s.sortBy(allWorkers(), nil)
	return s.settled()
}

// settled is sorted of what is sorted by marks.
func (s *sorting) settled() forms {
	var twice atomic.Bool
	sideBySide(len(s.ends)-1, func() func(int) {
		return func(i int) {
			if s.all.settle(s.part(i)) {
				twice.Store(true)
			}
		}
	})
	if twice.Load() {
		return s.all.once()
	}
	return s.all
}

// scatter puts the entries of parts into r, by the leading bits of their marks, and their values. It
// returns where those of each begin, and how many bits of a mark do not tell. At most so many
// processors do so.
func (r *forms) scatter(parts []forms, most int) (ends []int, rest int) {
	lead := min(bits.Len(uint(len(r.entries)>>12)), 10)
	rest = 32 - lead
	// Each worker has a run of parts and, of every bucket, a run of its own.
	workers := min(len(parts), most)
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

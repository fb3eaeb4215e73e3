// Package measure times cases in interleaved rounds: each round runs every case
// for a short while, so that what disturbs the machine disturbs all of them, and
// ratios are taken inside a round.
package measure

import (
	"math"
	"runtime"
	"slices"
	"time"
)

// A Case is something to time. One Run handles Ops records and Bytes bytes.
type Case struct {
	Name  string
	Bytes int
	Ops   int
	Run   func()
}

// A Result is what a Case took.
type Result struct {
	Case
	rounds []float64 // nanoseconds of one Run
	mallocs,
	memory float64 // of one Run
}

// Settings say how long to measure.
type Settings struct {
	Rounds int
	Slice  time.Duration // of one case in one round
}

// Run measures the cases. Cases that are slower than a slice run once in it.
func (s Settings) Run(cases []Case) []Result {
	results := make([]Result, len(cases))
	times := make([]int, len(cases))
	for i, c := range cases {
		c.Run() // warm
		took := timed(c.Run, 1)
		for n := 8; took < s.Slice/16 && n < 1<<20; n *= 8 {
			took = timed(c.Run, n) / time.Duration(n)
			if took*time.Duration(n) > s.Slice/16 {
				break
			}
		}
		times[i] = int(max(1, s.Slice/max(1, took)))
		results[i].Case = c
		results[i].mallocs, results[i].memory = allocated(c.Run, min(times[i], 100))
	}
	for range s.Rounds {
		for i, c := range cases {
			took := timed(c.Run, times[i])
			results[i].rounds = append(results[i].rounds, float64(took)/float64(times[i]))
		}
	}
	return results
}

func timed(run func(), n int) time.Duration {
	start := time.Now()
	for range n {
		run()
	}
	return time.Since(start)
}

// allocated returns allocations and bytes of one run.
func allocated(run func(), n int) (mallocs, bytes float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range n {
		run()
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / float64(n), float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
}

// median returns NaN for no values.
func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	v = slices.Sorted(slices.Values(v))
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}

// NS is the median time of one Run in nanoseconds.
func (r Result) NS() float64 { return median(r.rounds) }

// NSPerOp is NS of one record.
func (r Result) NSPerOp() float64 { return r.NS() / float64(max(1, r.Ops)) }

// NSPerByte is NS of one byte.
func (r Result) NSPerByte() float64 { return r.NS() / float64(max(1, r.Bytes)) }

// GBs is the throughput in 10⁹ bytes a second.
func (r Result) GBs() float64 { return float64(r.Bytes) / r.NS() }

// Allocs is the number of allocations of one record.
func (r Result) Allocs() float64 { return r.mallocs / float64(max(1, r.Ops)) }

// MB is the memory that one Run allocates, in 10⁶ bytes.
func (r Result) MB() float64 { return r.memory / 1e6 }

// Times returns how many times longer a byte of r takes than one of base: the
// median of the ratios inside each round.
func (r Result) Times(base Result) float64 {
	ratios := make([]float64, min(len(r.rounds), len(base.rounds)))
	for i := range ratios {
		ratios[i] = r.rounds[i] / base.rounds[i]
	}
	return median(ratios) * float64(max(1, base.Bytes)) / float64(max(1, r.Bytes))
}

// TimesOp is Times of one record.
func (r Result) TimesOp(base Result) float64 {
	return r.Times(base) * float64(max(1, r.Bytes)) / float64(max(1, base.Bytes)) * float64(max(1, base.Ops)) / float64(max(1, r.Ops))
}

package tables

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// liveText is how much of the clean text is searched for live secrets.
const liveText = 4 * mib

// A liveCase is a set of live secrets.
type liveCase struct {
	name   string
	mix    bool
	values [][]byte
	set    *redact.SecretSet
	r      *redact.Redactor
	build  time.Duration
	memory float64 // bytes for each value
}

// LiveSteps measures live secrets: sets of the sizes, with the default catalogue on in
// every row. Hyperscan is given the values as they are, as far as most.
func (b *Bench) LiveSteps(sizes []int, most int) []Step {
	var cases []*liveCase
	fill := func() ([]*report.Table, error) {
		for _, mix := range []bool{false, true} {
			for _, n := range sizes {
				c, err := newLiveCase(b.cfg.Seed, n, mix)
				if err != nil {
					return nil, err
				}
				cases = append(cases, c)
			}
		}
		return []*report.Table{liveBuilds(cases)}, nil
	}
	return []Step{
		{"live sets", fill},
		{"live search", func() ([]*report.Table, error) { return b.liveSearch(cases, most) }},
		{"live hostile", func() ([]*report.Table, error) { return b.liveHostile(cases) }},
		{"live changes", func() ([]*report.Table, error) { return b.liveChanges(cases) }},
	}
}

// liveValue is mixed case of 12 to 47 bytes, or of a mix in which a quarter is lower-case
// hexadecimal and a tenth are UUIDs.
func liveValue(r *rand.Rand, mix bool) []byte {
	const base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	switch k := r.IntN(100); {
	case mix && k < 25:
		return fmt.Appendf(nil, "%016x%016x", r.Uint64(), r.Uint64())
	case mix && k < 35:
		return fmt.Appendf(nil, "%08x-%04x-4%03x-a%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Uint64()>>16)
	}
	v := make([]byte, 12+r.IntN(36))
	for i := range v {
		v[i] = base62[r.IntN(len(base62))]
	}
	return v
}

func newLiveCase(seed uint64, n int, mix bool) (*liveCase, error) {
	c := &liveCase{name: fmt.Sprintf("%d values", n), mix: mix}
	if mix {
		c.name += ", mix"
	}
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	names := make([]string, n)
	for i := range n {
		names[i] = fmt.Sprintf("lease-%d", i)
		c.values = append(c.values, liveValue(r, mix))
	}
	before := heap()
	c.set = redact.NewSecretSet(redact.MaxForms(1 << 24))
	procs := runtime.GOMAXPROCS(runtime.NumCPU())
	start := time.Now()
	_, err := c.set.SetAll(func(yield func(string, []byte) bool) {
		for i, v := range c.values {
			if !yield(names[i], v) {
				return
			}
		}
	})
	c.build = time.Since(start)
	runtime.GOMAXPROCS(procs)
	c.memory = (heap() - before) / float64(n)
	runtime.KeepAlive(names)
	return c, err
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func liveBuilds(cases []*liveCase) *report.Table {
	t := &report.Table{
		Title:   "Live secrets: building",
		Note:    "One SetAll on all processors, and what the set takes afterwards.",
		Columns: []string{"", "ms", "µs/value", "bytes/value"},
	}
	for _, c := range cases {
		memory := "" // of few values it is that of the set itself
		if len(c.values) >= 1000 {
			memory = report.Number(c.memory)
		}
		t.Add(c.name, report.Number(float64(c.build.Microseconds())/1e3), report.Number(float64(c.build.Nanoseconds())/1e3/float64(len(c.values))), memory)
	}
	return t
}

// liveSearch measures clean text and lines.
func (b *Bench) liveSearch(cases []*liveCase, most int) ([]*report.Table, error) {
	text := b.texts[0].text[:min(liveText, len(b.texts[0].text))]
	if b.cfg.Quick {
		text = text[:mib]
	}
	lines, err := b.pickLines(b.texts[0].text)
	if err != nil {
		return nil, err
	}
	line := string(lines.free)
	dst := slices.Clone(text)
	whole := []measure.Case{
		{Name: "memcpy", Bytes: len(text), Ops: 1, Run: func() { copy(dst, text) }},
		{Name: "no live secrets", Bytes: len(text), Ops: 1, Run: matching(b.engines[0], text)},
	}
	one := []measure.Case{{Bytes: len(line), Ops: 1, Run: func() { use(b.engines[0].String(line)) }}}
	mean := []measure.Case{{Bytes: lines.bytes, Ops: len(lines.strings), Run: stringing(b.engines[0], lines.strings)}}
	for _, c := range cases {
		c.r = b.variants[0].MustNew(redact.WithSecrets(c.set))
		whole = append(whole, measure.Case{Name: c.name, Bytes: len(text), Ops: 1, Run: matching(c.r, text)})
		one = append(one, measure.Case{Bytes: len(line), Ops: 1, Run: func() { use(c.r.String(line)) }})
		mean = append(mean, measure.Case{Bytes: lines.bytes, Ops: len(lines.strings), Run: stringing(c.r, lines.strings)})
	}
	at := map[*liveCase]int{} // of Hyperscan in whole
	for _, c := range cases {
		if len(c.values) > most {
			continue
		}
		if scan := peers.HyperscanValues(c.values); scan != nil {
			at[c] = len(whole)
			whole = append(whole, measure.Case{Name: "Hyperscan, " + c.name, Bytes: len(text), Ops: 1, Run: func() { scan(text) }})
		}
	}
	wholes, ones, means := b.settings.Run(whole), b.settings.Run(one), b.settings.Run(mean)
	t := &report.Table{
		Title: "Live secrets: clean text and lines",
		Note: fmt.Sprintf("AppendMatches of %d MiB; String of one line of %d bytes without a literal, and the mean over %d lines. The default catalogue is on; "+
			"\"more\" is the time that the live secrets add to it. Hyperscan looks for the values alone, as they are: no catalogue, no other forms.", len(text)/mib, len(line), len(lines.lines)),
		Columns: []string{"", "GB/s", "time / memcpy", "time / none", "more, ns/byte", "Hyperscan, GB/s", "more / Hyperscan", "line, ns", "line / 10", "mean, ns", "mean / 10"},
	}
	none := wholes[1]
	t.Add("no live secrets", report.Number(none.GBs()), report.Times(none.Times(wholes[0])), report.Times(1), "", "", "", report.Number(ones[0].NSPerOp()), "", report.Number(means[0].NSPerOp()), "")
	first := 0
	for i, c := range cases {
		if i > 0 && c.mix != cases[i-1].mix {
			first = i
		}
		w, o, m := wholes[2+i], ones[1+i], means[1+i]
		more := w.NSPerByte() - none.NSPerByte()
		row := []string{c.name, report.Number(w.GBs()), report.Times(w.Times(wholes[0])), report.Times(w.Times(none)), report.Number(more), "", ""}
		if k, ok := at[c]; ok {
			row[5], row[6] = report.Number(wholes[k].GBs()), report.Times(more/wholes[k].NSPerByte())
		}
		t.Add(append(row, report.Number(o.NSPerOp()), report.Times(o.TimesOp(ones[1+first])), report.Number(m.NSPerOp()), report.Times(m.TimesOp(means[1+first])))...)
	}
	return []*report.Table{t}, nil
}

// liveHostile measures text that is made of what the set looks for.
func (b *Bench) liveHostile(cases []*liveCase) ([]*report.Table, error) {
	t := &report.Table{
		Title: "Live secrets: text made of their beginnings",
		Note: "64 KiB each, AppendMatches, by someone who knows the values but for an end. Those who know the seed of the process too are in " +
			"BenchmarkHostileAnchors of redact/internal/fingerprint.",
		Columns: []string{"", "clean, GB/s", "first six bytes, GB/s", "first eight and a blank, GB/s", "all but the last, GB/s"},
	}
	const size = 64 << 10
	for _, c := range cases {
		of := func(piece func(v []byte) []byte) []byte {
			var text []byte
			for i := 0; len(text) < size; i++ {
				text = append(text, piece(c.values[i%len(c.values)])...)
			}
			return text[:size]
		}
		texts := [][]byte{
			b.texts[0].text[:size],
			of(func(v []byte) []byte { return v[:6] }),
			of(func(v []byte) []byte { return append(slices.Clone(v[:8]), ' ') }),
			of(func(v []byte) []byte { return append(slices.Clone(v[:len(v)-1]), '.') }),
		}
		var of4 []measure.Case
		for _, text := range texts {
			of4 = append(of4, measure.Case{Bytes: size, Ops: 1, Run: matching(c.r, text)})
		}
		row := []string{c.name}
		for _, r := range b.settings.Run(of4) {
			row = append(row, report.Number(r.GBs()))
		}
		t.Add(row...)
	}
	return []*report.Table{t}, nil
}

// liveChanges measures Set of one more, and a reader meanwhile.
func (b *Bench) liveChanges(cases []*liveCase) ([]*report.Table, error) {
	t := &report.Table{
		Title: "Live secrets: Set of one more, and a reader meanwhile",
		Note: "The distribution over all Sets, merging included; and the mean lines on one processor while another one sets without a pause, beside the same lines while nobody does. " +
			"The latter needs two free processors.",
		Columns: []string{"", "Sets", "p50, µs", "p99, µs", "largest, µs", "reader / alone"},
	}
	lines, err := b.pickLines(b.texts[0].text)
	if err != nil {
		return nil, err
	}
	procs := runtime.GOMAXPROCS(runtime.NumCPU())
	defer runtime.GOMAXPROCS(procs)
	sets := 100_000
	if b.cfg.Quick {
		sets = 10_000
	}
	r := rand.New(rand.NewPCG(b.cfg.Seed, 99))
	for _, c := range cases {
		if len(c.values) < 100_000 {
			continue
		}
		took := make([]time.Duration, sets)
		for i := range took {
			name, v := fmt.Sprintf("more-%d", i), liveValue(r, c.mix)
			start := time.Now()
			if _, err := c.set.Set(name, v); err != nil {
				return nil, err
			}
			took[i] = time.Since(start)
		}
		slices.Sort(took)
		read := stringing(c.r, lines.strings)
		ratio := readerRatio(b.settings.Rounds, read, func(i int) {
			c.set.Set(fmt.Sprintf("meanwhile-%d", i), liveValue(r, c.mix))
		})
		us := func(d time.Duration) string { return report.Number(float64(d.Nanoseconds()) / 1e3) }
		t.Add(c.name, fmt.Sprint(sets), us(took[sets/2]), us(took[sets*99/100]), us(took[sets-1]), report.Times(ratio))
	}
	return []*report.Table{t}, nil
}

// readerRatio returns the time of read while write is called without a pause, against that
// while it is not: the median of the ratios inside rounds.
func readerRatio(rounds int, read func(), write func(i int)) float64 {
	const times = 20
	timed := func() float64 {
		start := time.Now()
		for range times {
			read()
		}
		return float64(time.Since(start))
	}
	var ratios []float64
	n := 0
	for range rounds {
		read()
		alone := timed()
		var stop atomic.Bool
		done := make(chan struct{})
		go func() {
			defer close(done)
			for ; !stop.Load(); n++ {
				write(n)
			}
		}()
		ratios = append(ratios, timed()/alone)
		stop.Store(true)
		<-done
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

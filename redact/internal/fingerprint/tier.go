package fingerprint

import (
	"runtime"
	"slices"
	"sync/atomic"
)

// A tier is an immutable sorted run of entries.
type tier struct {
	forms
	// dir has, for the leading bits of a mark, where its entries begin.
	dir        []uint32
	shift      uint8
	short      uint8
	max        int
	before     int
	binary     bool
	first, end int32 // its IDs are in [first, end)
}

// tierRatio is how much larger a tier is than the next one.
const tierRatio = 8

// grow adds entries to tiers. Merges that would take long are left to Merge, unless
// there are too many.
func grow(tiers []*tier, added forms) []*tier {
	n, size := len(tiers), len(added.entries)
	for n > 0 && len(tiers[n-1].entries) < tierRatio*size {
		if len(tiers[n-1].entries)+size > foreground && len(tiers) < maxTiers {
			break
		}
		n--
		size += len(tiers[n].entries)
	}
	workers := 1
	if len(added.entries) >= manyEntries { // as much is done on all of them anyway
		workers = allWorkers()
	}
	switch {
	case n == len(tiers):
	case size > foreground:
		added = merge(mergedOf(tiers[n:]), added)
	default:
		added = mergeFew(tiers[n:], added)
	}
	return append(tiers[:n:n], newTier(added, workers))
}

// mergeFew merges tiers and what is added, foreground entries at most, and leaves nothing to collect.
func mergeFew(tiers []*tier, added forms) forms {
	var entries [2][foreground]entry
	var values [2][foreground]*Value
	all := added
	for k := len(tiers) - 1; k > 0; k-- {
		all = mergeInto(forms{entries[k&1][:0], values[k&1][:0]}, tiers[k].forms, all)
	}
	return merge(tiers[0].forms, all)
}

// mergedOf merges tiers, of which the first are the largest: each entry is copied a few times only.
func mergedOf(tiers []*tier) forms {
	if len(tiers) == 1 {
		return tiers[0].forms
	}
	behind, half := 0, len(tiers)/2
	for _, t := range tiers[1:] {
		behind += len(t.entries)
	}
	if len(tiers[0].entries) >= behind {
		half = 1
	}
	return merge(mergedOf(tiers[:half]), mergedOf(tiers[half:]))
}

// newTier returns a tier of sorted entries, made by so many workers.
func newTier(of forms, workers int) *tier {
	n := len(of.entries)
	bits := max(1, log2(n/4))
	t := &tier{forms: of, dir: make([]uint32, 1<<bits+1), shift: uint8(32 - bits), first: 1<<31 - 1}
	if workers > 1 {
		parts := make([]tierPart, workers)
		sideBySide(workers, func() func(int) {
			return func(i int) { parts[i].read(t, i, workers) }
		})
		for i := range parts {
			t.add(&parts[i])
		}
	} else {
		var all tierPart
		all.read(t, 0, 1)
		t.add(&all)
	}
	at := 0
	if n > 0 {
		at = int(of.entries[n-1].mark>>t.shift) + 1
	}
	for ; at < len(t.dir); at++ {
		t.dir[at] = uint32(n)
	}
	return t
}

func (t *tier) add(p *tierPart) {
	t.max, t.before, t.short, t.binary = max(t.max, p.max), max(t.before, p.before), t.short|p.short, t.binary || p.binary
	t.first, t.end = min(t.first, p.first), max(t.end, p.end)
}

// A tierPart is what part of a tier tells of the whole.
type tierPart struct {
	max, before int
	short       uint8
	binary      bool
	first, end  int32
}

// read reads part i of n of t and writes where its entries begin.
func (p *tierPart) read(t *tier, i, n int) {
	p.first = 1<<31 - 1
	for _, v := range t.values[len(t.values)*i/n : len(t.values)*(i+1)/n] {
		p.first, p.end = min(p.first, v.ID), max(p.end, v.ID+1)
	}
	from, to := len(t.entries)*i/n, len(t.entries)*(i+1)/n
	at := 0
	if from > 0 {
		at = int(t.entries[from-1].mark>>t.shift) + 1
	}
	all := meta(0)
	for i := from; i < to; i++ {
		e := &t.entries[i]
		for b := int(e.mark >> t.shift); at <= b; at++ {
			t.dir[at] = uint32(i)
		}
		all |= e.meta
		p.max, p.before = max(p.max, int(e.meta.length())), max(p.before, int(e.meta.before()))
		if n := e.meta.length(); n < window {
			p.short |= 1 << n
		}
	}
	p.binary = all.binary()
}

// without returns t without the entries of ids, which are sorted; nil if nothing is
// left.
func (t *tier) without(ids []int32) *tier {
	if len(ids) == 0 || ids[len(ids)-1] < t.first || ids[0] >= t.end {
		return t
	}
	const gone = 1<<32 - 1
	to := make([]uint32, len(t.values)) // where they are then
	var kept forms
	for i, v := range t.values {
		if _, drop := slices.BinarySearch(ids, v.ID); drop {
			to[i] = gone
			continue
		}
		to[i] = uint32(len(kept.values))
		kept.values = append(kept.values, v)
	}
	switch len(kept.values) {
	case len(t.values):
		return t
	case 0:
		return nil
	}
	for _, e := range t.entries {
		if e.value = to[e.value]; e.value != gone {
			kept.entries = append(kept.entries, e)
		}
	}
	if len(kept.entries) == 0 {
		return nil
	}
	return newTier(kept, 1)
}

// find returns the entries that begin with mark.
func (t *tier) find(mark uint32) (lo, hi uint32) {
	b := mark >> t.shift
	lo, end := t.dir[b], t.dir[b+1]
	for lo < end && t.entries[lo].mark < mark {
		lo++
	}
	for hi = lo; hi < end && t.entries[hi].mark == mark; hi++ {
	}
	return lo, hi
}

// far tells whether t is too large to stay in a near cache.
func (t *tier) far() bool { return len(t.entries) >= manyEntries }

// touch reads where the entries of up to maxTouch marks stand in t: at once, so that the waits for
// memory are one.
func (t *tier) touch(marks []uint32) {
	var at [maxTouch][2]uint32
	read := uint32(0)
	for i, mark := range marks {
		b := mark >> t.shift
		at[i] = [2]uint32{t.dir[b], t.dir[b+1]}
	}
	last := uint32(len(t.entries) - 1)
	for _, of := range at[:len(marks)] { // most are in two lines
		read += t.entries[min(of[0], last)].mark + t.entries[min(max(of[1], 1)-1, last)].mark
	}
	runtime.KeepAlive(read)
}

const maxTouch = 32

// run returns the end of the entries from lo on that share its length.
func (t *tier) run(lo, hi uint32) uint32 {
	n := t.entries[lo].meta.length()
	for step := uint32(1); lo+step < hi; step *= 2 { // most are short
		if t.entries[lo+step].meta.length() > n {
			hi = lo + step
			break
		}
		lo += step
	}
	for lo++; lo < hi; {
		if m := lo + (hi-lo)/2; t.entries[m].meta.length() > n {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return hi
}

// agree narrows entries of one length to those with tail.
func (t *tier) agree(lo, hi, tail uint32) (uint32, uint32) {
	first, end := lo, hi
	for first < end {
		if m := first + (end-first)/2; t.entries[m].tail < tail {
			first = m + 1
		} else {
			end = m
		}
	}
	last := first
	for last < hi && t.entries[last].tail == tail {
		last++
	}
	return first, last
}

// A filter has a bit for the leading bits of every mark of all lanes. Snapshots
// share it: bits are added to it in place, before the snapshot that needs them is
// published, and an older one that sees them merely looks in vain. Bits of what was
// taken out stay until the filter is made anew.
type filter struct {
	bitmap []uint64 // read and written atomically
	shift  uint     // of a 64-bit product, to the number of a bit
	room   int      // forms for which it is large enough
}

// filterBits is how many bits there are at least for each form, of which three are set. While
// the filter stays in a near cache there are more.
const (
	filterBits = 12
	nearBits   = 18 // log2
)

func newFilter(n int) *filter {
	size := max(15, log2(filterBits*n), min(nearBits, log2(4*filterBits*n)))
	return &filter{bitmap: make([]uint64, 1<<(size-6)), shift: uint(64 - size), room: 1 << size / filterBits}
}

// may tells whether a form may have mark. The first of its three bits can be looked at
// alone; the others are in the same word.
func (f *filter) may(mark uint32) bool {
	w := mark >> (f.shift - 32)
	word := atomic.LoadUint64(&f.bitmap[w>>6])
	second, third := others(mark)
	return word>>(w&63)&(word>>second)&(word>>third)&1 != 0
}

// others are the places in its word of the second and third bit of mark.
func others(mark uint32) (second, third uint32) {
	p := mark * 0x9e3779b1
	return p >> 26, p >> 20 & 63
}

func (f *filter) add(entries []entry) {
	for i := range entries {
		w := entries[i].mark >> (f.shift - 32)
		second, third := others(entries[i].mark)
		bits := uint64(1)<<(w&63) | 1<<second | 1<<third
		if atomic.LoadUint64(&f.bitmap[w>>6])&bits != bits {
			atomic.OrUint64(&f.bitmap[w>>6], bits)
		}
	}
}

// mark makes the filter of s hold added, which s has.
func (s *Snapshot) mark(added [3]forms) {
	many := 0
	for i := range added {
		many += len(added[i].entries)
	}
	// Beyond its room it is made anew: by Merge, or here where as much is done anyway.
	if s.filter != nil && (s.Len() <= s.room || s.Len() <= 4*s.room && many < s.Len()/4) {
		for i := range added {
			s.addAll(added[i].entries)
		}
		return
	}
	s.filter = newFilter(s.Len() + s.Len()/4)
	for i := range s.lanes {
		for _, t := range s.lanes[i].tiers {
			s.addAll(t.entries)
		}
	}
}

// addAll is add of sorted entries, on all processors if they are many.
func (f *filter) addAll(entries []entry) {
	if len(entries) < manyEntries {
		f.add(entries)
		return
	}
	parts := allWorkers()
	sideBySide(parts, func() func(int) {
		return func(i int) { f.add(entries[len(entries)*i/parts : len(entries)*(i+1)/parts]) }
	})
}

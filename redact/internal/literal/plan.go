package literal

import (
	"cmp"
	"math/bits"
	"slices"
)

// width is the number of positions of a window.
const width = 4

// A place is where the search looks for a literal: text[off:off+n] of it in a
// bucket. A kernel reports a position when the bytes there fit, each by itself,
// the windows of one bucket.
type place struct {
	off, n int
	bucket int
}

// planner puts windows into buckets so that few positions of a log fit one by
// chance.
type planner struct {
	lits    []Literal
	model   *model
	grams   *grams
	halves  bool // the kernel looks at the halves of a byte
	buckets []bucket
}

// bucket is the set of codes at each position of its windows.
type bucket struct {
	n    int // positions
	set  [width]uint64
	mass float32 // share of the positions of a log that fit
	fits [width]gramSet
}

// maxOffsets bounds the windows of a literal that are tried.
const maxOffsets = 5

// arrange chooses a place for each literal. It is deterministic.
func arrange(lits []Literal, k Kernel) []place {
	p := planner{lits: lits, model: newModel(), grams: newGrams(), halves: k == AVX2}
	p.divide(k.buckets())
	places := make([]place, len(lits))
	offsets := make([][]int, len(lits))
	best := make([]float32, len(lits))
	order := make([]int, len(lits))
	for i := range lits {
		offsets[i], best[i] = p.offsets(lits[i].Text)
		order[i] = i
	}
	// What is found often anyway comes first: it costs least to join it.
	slices.SortFunc(order, func(a, b int) int {
		if c := cmp.Compare(best[b], best[a]); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(lits[a].Text, lits[b].Text), cmp.Compare(a, b))
	})
	for _, i := range order {
		places[i] = p.choose(lits[i].Text, offsets[i])
		p.put(lits[i].Text, places[i])
	}
	return places
}

// divide gives the short windows buckets of their own: a byte that may be
// anything would spoil the others.
func (p *planner) divide(n int) {
	var size [width + 1]int
	for _, l := range p.lits {
		size[min(width, len(l.Text))]++
	}
	p.buckets = make([]bucket, n)
	b := 0
	for w := 1; w < width; w++ {
		share := 0
		if size[w] > 0 {
			share = max(1, min(n/4, 4*n*size[w]/len(p.lits)))
		}
		for range share {
			p.buckets[b].n = w
			b++
		}
	}
	for ; b < n; b++ {
		p.buckets[b].n = width
	}
}

// offsets returns the starts of the rarest windows of text, best first, and the
// share of the best one.
func (p *planner) offsets(text string) ([]int, float32) {
	var all []int
	var share [MaxLen]float32
	for o := 0; o == 0 || o+width <= len(text); o++ {
		all = append(all, o)
		share[o] = p.alone(text[o:min(o+width, len(text))])
	}
	slices.SortFunc(all, func(a, b int) int {
		return cmp.Or(cmp.Compare(share[a], share[b]), cmp.Compare(a, b))
	})
	return all[:min(len(all), maxOffsets)], share[all[0]]
}

// alone is the share of positions of a log that fit a window by itself.
func (p *planner) alone(window string) float32 {
	c := code(window[0])
	share := p.model.first[c]
	for j := 1; j < len(window); j++ {
		d := code(window[j])
		share *= p.model.next[c][d]
		c = d
	}
	if len(window) == width && p.grams.holds(window) {
		return max(share, gramShare)
	}
	return share
}

func (p *planner) choose(text string, offsets []int) place {
	var best place
	bestCost := float32(-1)
	for _, off := range offsets {
		at := place{off: off, n: min(width, len(text)-off)}
		for at.bucket = range p.buckets {
			k := &p.buckets[at.bucket]
			if k.n != at.n {
				continue
			}
			set := p.with(k.set, text, at)
			cost := p.mass(k.n, set) - k.mass
			if bestCost >= 0 && cost >= bestCost {
				continue
			}
			if k.n == width {
				cost += gramShare * float32(p.grams.more(k, &set))
			}
			if bestCost < 0 || cost < bestCost {
				best, bestCost = at, cost
			}
		}
	}
	return best
}

// mass is the share of the positions of a log that fit the sets.
func (p *planner) mass(n int, set [width]uint64) (sum float32) {
	var in, out [codes]float32
	for m := set[0]; m != 0; m &= m - 1 {
		a := bits.TrailingZeros64(m)
		in[a] = p.model.first[a]
	}
	for j := 1; j < n; j++ {
		for m := set[j]; m != 0; m &= m - 1 {
			out[bits.TrailingZeros64(m)] = 0
		}
		for m := set[j-1]; m != 0; m &= m - 1 {
			a := bits.TrailingZeros64(m)
			share, next := in[a], &p.model.next[a]
			for w := set[j]; w != 0; w &= w - 1 {
				c := bits.TrailingZeros64(w)
				out[c] += share * next[c]
			}
		}
		in, out = out, in
	}
	for m := set[n-1]; m != 0; m &= m - 1 {
		sum += in[bits.TrailingZeros64(m)]
	}
	return sum
}

// with adds a window to the sets, as the kernel sees it.
func (p *planner) with(set [width]uint64, text string, at place) [width]uint64 {
	for j := range at.n {
		set[j] |= 1 << code(text[at.off+j])
		if !p.halves {
			continue
		}
		const half = 1<<16 - 1
		low := (set[j] | set[j]>>16 | set[j]>>32 | set[j]>>48) & half
		for h := 0; h < 64; h += 16 {
			if set[j]>>h&half != 0 {
				set[j] |= low << h
			}
		}
	}
	return set
}

// put adds a window to its bucket.
func (p *planner) put(text string, at place) {
	k := &p.buckets[at.bucket]
	old := k.set
	k.set = p.with(k.set, text, at)
	k.mass = p.mass(k.n, k.set)
	for j := range width {
		k.fits[j].add(p.grams, j, k.set[j]&^old[j])
	}
}

package literal

import (
	"cmp"
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

// bucket is the set of bytes at each position of its windows.
type bucket struct {
	share [width]float64 // of the bytes of a log that fit
	count [width][codes]uint16
}

// planner puts windows into buckets so that few positions of a log fit one by
// chance.
type planner struct {
	lits    []Literal
	freq    [codes]float64
	buckets []bucket
}

// maxOffsets bounds the windows of a literal that are tried.
const maxOffsets = 6

// arrange chooses a place for each literal. It is deterministic.
func arrange(lits []Literal, buckets int) []place {
	p := planner{lits: lits, freq: codeFreq(), buckets: make([]bucket, buckets)}
	places := make([]place, len(lits))
	offsets := make([][]int, len(lits))
	best := make([]float64, len(lits))
	order := make([]int, len(lits))
	for i := range lits {
		offsets[i] = p.offsets(lits[i].Text)
		best[i] = p.alone(lits[i].Text, offsets[i][0])
		order[i] = i
	}
	// What is found often anyway comes first: it costs least to join it.
	slices.SortFunc(order, func(a, b int) int {
		if c := cmp.Compare(best[b], best[a]); c != 0 {
			return c
		}
		return cmp.Compare(lits[a].Text, lits[b].Text)
	})
	for round := range 2 {
		for _, i := range order {
			if round > 0 {
				p.put(i, places[i], -1)
			}
			places[i] = p.choose(i, offsets[i])
			p.put(i, places[i], 1)
		}
	}
	return places
}

// offsets returns the starts of the rarest windows of text, best first.
func (p *planner) offsets(text string) []int {
	var all []int
	for o := 0; o == 0 || o+width <= len(text); o++ {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b int) int {
		if c := cmp.Compare(p.alone(text, a), p.alone(text, b)); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return all[:min(len(all), maxOffsets)]
}

// alone is the share of positions that fit a window by itself.
func (p *planner) alone(text string, off int) float64 {
	share := 1.0
	for j := range min(width, len(text)-off) {
		share *= p.freq[code(text[off+j])]
	}
	return share
}

func (p *planner) choose(i int, offsets []int) place {
	text := p.lits[i].Text
	var best place
	bestCost := -1.0
	for _, off := range offsets {
		n := min(width, len(text)-off)
		for b := range p.buckets {
			k := &p.buckets[b]
			was, is := 1.0, 1.0
			for j := range width {
				s := k.share[j]
				was *= s
				switch {
				case j >= n:
					s = 1
				case k.count[j][code(text[off+j])] == 0:
					s = min(1, s+p.freq[code(text[off+j])])
				}
				is *= s
			}
			if cost := is - was; bestCost < 0 || cost < bestCost {
				best, bestCost = place{off, n, b}, cost
			}
		}
	}
	return best
}

// put adds the window of a literal to its bucket, or takes it away.
func (p *planner) put(i int, at place, by int) {
	k := &p.buckets[at.bucket]
	for j := range width {
		for c := range byte(codes) {
			if j < at.n && c != code(p.lits[i].Text[at.off+j]) {
				continue
			}
			k.count[j][c] = uint16(int(k.count[j][c]) + by)
		}
		k.share[j] = 0
		for c, n := range k.count[j] {
			if n > 0 {
				k.share[j] += p.freq[c]
			}
		}
	}
}

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
	buckets []bucket
	tries   []try // of choose
}

// bucket is the set of codes at each position of its windows.
type bucket struct {
	n    int // positions
	set  [width]uint64
	mass float32 // share of the positions of a log that fit
	fits [width]gramSet
	// before is the share of the positions whose codes before j fit and whose code
	// at j is c; behind is the part of those with code c at j whose codes behind j
	// fit. Both are by j and c.
	before, behind [width][codes]float32
}

// A try is a place that a literal may have.
type try struct {
	place
	set  [width]uint64 // of the bucket, with the window
	cost float32       // at least
}

// maxOffsets bounds the windows of a literal that are tried.
const maxOffsets = 5

// arrange chooses a place for each literal, or takes the one that data has. It is
// deterministic.
func arrange(lits []Literal, data string) []place {
	p := planner{lits: lits}
	p.divide(unitBucket)
	places := make([]place, len(lits))
	order := make([]int, 0, len(lits)) // of what has no place yet
	for i, l := range lits {
		at, ok := p.placed(data, l)
		if !ok {
			order = append(order, i)
			continue
		}
		places[i] = at
		window := codeBits(l.Text[at.off : at.off+at.n])
		p.buckets[at.bucket].set = with(p.buckets[at.bucket].set, &window)
	}
	if len(order) == 0 {
		return places
	}
	p.model, p.grams = newModel(), newGrams()
	for b := range p.buckets {
		p.weigh(&p.buckets[b])
	}
	offsets := make([][maxOffsets]int, len(lits))
	best := make([]float32, len(lits))
	for _, i := range order {
		best[i] = p.offsets(lits[i].Text, &offsets[i])
	}
	// What is found often anyway comes first: it costs least to join it.
	slices.SortFunc(order, func(a, b int) int {
		if c := cmp.Compare(best[b], best[a]); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(lits[a].Text, lits[b].Text), cmp.Compare(a, b))
	})
	for _, i := range order {
		places[i] = p.choose(lits[i].Text, offsets[i][:min(maxOffsets, windows(lits[i].Text))])
		p.put(lits[i].Text, places[i])
	}
	return places
}

// search is arrange with time for it: it moves windows, with all literals of one at a time,
// as long as that lets less fit by chance.
func search(lits []Literal) []place {
	p := planner{lits: lits}
	p.divide(unitBucket)
	p.model, p.grams = newModel(), newGrams()
	places := arrange(lits, "")
	for b := range p.buckets {
		p.fill(places, b)
	}
	cost := p.total()
	for round := range strides {
		before := cost
		for i := range places {
			cost = p.move(places, int(uint64(i)*strides[round]%uint64(len(places))), cost)
		}
		if cost == before {
			break
		}
	}
	return places
}

// strides are primes, by which search goes through the windows in another order each time.
var strides = [...]uint64{7919, 104729, 611953, 15485863, 1299709, 17389}

// move looks for new places for the literals that have the window of one, of which it is
// the first. It returns the total.
func (p *planner) move(places []place, i int, cost float32) float32 {
	b := places[i].bucket
	window := p.window(places, i)
	var with []int
	for l, at := range places {
		if at.bucket == b && p.window(places, l) == window {
			if l < i {
				return cost
			}
			with = append(with, l)
		}
	}
	was := make([]place, len(with))
	for k, l := range with {
		was[k], places[l].bucket = places[l], -1
	}
	p.fill(places, b)
	var offsets []int
	for _, l := range with {
		offsets = offsets[:0]
		for off := range windows(p.lits[l].Text) {
			offsets = append(offsets, off)
		}
		places[l] = p.choose(p.lits[l].Text, offsets)
		p.put(p.lits[l].Text, places[l])
	}
	if now := p.total(); now <= cost {
		return now
	}
	for k, l := range with {
		to := places[l].bucket
		places[l] = was[k]
		p.fill(places, to)
	}
	p.fill(places, b)
	return cost
}

func (p *planner) window(places []place, i int) string {
	at := places[i]
	return p.lits[i].Text[at.off : at.off+at.n]
}

// total is what fits by chance in all buckets.
func (p *planner) total() (sum float32) {
	for b := range p.buckets {
		k := &p.buckets[b]
		sum += k.mass
		if k.n == width {
			sum += float32(gramShare * float32(p.grams.fitting(k)))
		}
	}
	return sum
}

// fill makes a bucket of those that have it as their place.
func (p *planner) fill(places []place, b int) {
	k := &p.buckets[b]
	*k = bucket{n: k.n}
	for i, at := range places {
		if at.bucket == b {
			window := codeBits(p.window(places, i))
			k.set = with(k.set, &window)
		}
	}
	p.weigh(k)
}

// weigh computes what follows from the sets of a bucket.
func (p *planner) weigh(k *bucket) {
	for j := range k.n {
		k.fits[j].add(p.grams, j, k.set[j])
	}
	k.mass = p.mass(k.n, k.set)
	p.chain(k)
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

// windows returns the number of windows of a literal.
func windows(text string) int { return max(1, len(text)-width+1) }

// offsets puts the starts of the rarest windows of text into best, best first, and
// returns the share of the best one.
func (p *planner) offsets(text string, best *[maxOffsets]int) float32 {
	var share [maxOffsets]float32
	for o := range windows(text) {
		x := p.alone(text[o:min(o+width, len(text))])
		k := min(o, maxOffsets)
		for k > 0 && x < share[k-1] {
			if k < maxOffsets {
				best[k], share[k] = best[k-1], share[k-1]
			}
			k--
		}
		if k < maxOffsets {
			best[k], share[k] = o, x
		}
	}
	return share[0]
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

// choose returns the place that adds least to what fits by chance, the first of
// equals.
func (p *planner) choose(text string, offsets []int) place {
	p.tries = p.tries[:0]
	least := 0
	for _, off := range offsets {
		at := place{off: off, n: min(width, len(text)-off)}
		window := codeBits(text[off : off+at.n])
		for at.bucket = range p.buckets {
			k := &p.buckets[at.bucket]
			if k.n != at.n {
				continue
			}
			set := with(k.set, &window)
			if set == k.set {
				return at // it fits already
			}
			p.tries = append(p.tries, try{at, set, k.adds(&set)})
			if p.tries[len(p.tries)-1].cost < p.tries[least].cost {
				least = len(p.tries) - 1
			}
		}
	}
	best := least
	bestCost := p.cost(&p.tries[least])
	for i := range p.tries {
		x := &p.tries[i]
		if i == least || x.cost > bestCost {
			continue
		}
		if cost := p.cost(x); cost < bestCost || cost == bestCost && i < best {
			best, bestCost = i, cost
		}
	}
	return p.tries[best].place
}

// cost is what a try adds to the share of the positions of a log that fit.
func (p *planner) cost(x *try) float32 {
	k := &p.buckets[x.bucket]
	cost := p.mass(k.n, x.set) - k.mass
	if k.n == width {
		cost += float32(gramShare * float32(p.grams.more(k, &x.set)))
	}
	return cost
}

// adds is a lower bound of what the sets have more than those of the bucket: what
// fits with one of the new codes and old ones around it.
func (k *bucket) adds(set *[width]uint64) (sum float32) {
	for j := range k.n {
		for m := set[j] &^ k.set[j]; m != 0; m &= m - 1 {
			c := bits.TrailingZeros64(m)
			sum += float32(k.before[j][c] * k.behind[j][c])
		}
	}
	return sum - sum/1024 - k.mass/(1<<18) // as sums of this precision may differ
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
				out[c] += float32(share * next[c]) // not fused, so that all machines plan alike
			}
		}
		in, out = out, in
	}
	for m := set[n-1]; m != 0; m &= m - 1 {
		sum += in[bits.TrailingZeros64(m)]
	}
	return sum
}

// codeBits returns a set of the one code at each position of a window.
func codeBits(window string) (set [width]uint64) {
	for j := range len(window) {
		set[j] = 1 << code(window[j])
	}
	return set
}

// with adds a window to the sets.
func with(set [width]uint64, window *[width]uint64) [width]uint64 {
	for j, c := range window {
		set[j] |= c
	}
	return set
}

// put adds a window to its bucket.
func (p *planner) put(text string, at place) {
	k := &p.buckets[at.bucket]
	window := codeBits(text[at.off : at.off+at.n])
	set := with(k.set, &window)
	if set == k.set {
		return
	}
	for j := range width {
		k.fits[j].add(p.grams, j, set[j]&^k.set[j])
	}
	k.set, k.mass = set, p.mass(k.n, set)
	p.chain(k)
}

// chain computes before and behind.
func (p *planner) chain(k *bucket) {
	k.before[0] = p.model.first
	for j := 1; j < k.n; j++ {
		spread(&k.before[j], k.set[j-1], &k.before[j-1], &p.model.next)
	}
	for c := range codes {
		k.behind[k.n-1][c] = 1
	}
	for j := k.n - 2; j >= 0; j-- {
		spread(&k.behind[j], k.set[j+1], &k.behind[j+1], &p.model.prev)
	}
}

// spread adds up the rows of the codes in the set, by their shares.
func spread(to *[codes]float32, set uint64, share *[codes]float32, rows *[codes][codes]float32) {
	clear(to[:])
	for ; set != 0; set &= set - 1 {
		c := bits.TrailingZeros64(set)
		for d, x := range &rows[c] {
			to[d] += float32(share[c] * x)
		}
	}
}

package literal

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Build returns a Searcher for lits, which it keeps; there must be at least one.
// Auto is the fastest kernel of the machine. A kernel that is not available or
// that fails its self-test is replaced by a slower one: used tells which it is.
func Build(lits []Literal, k Kernel) (s Searcher, used Kernel) {
	if k == Auto {
		k = Best()
	}
	ref := New(lits)
	for ; k < Reference; k++ {
		if !k.Available() {
			continue
		}
		if p := newPrefilter(ref, k); p != nil && p.selfTest() {
			return p, k
		}
	}
	return ref, Reference
}

// selfTest runs the kernel on texts whose answer is known: literals from all over the
// list, at every place in a vector, with ends behind every byte. It tells whether the
// instructions do what they should, not whether each literal is placed well, and takes
// some 100 µs.
func (p *Prefilter) selfTest() (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	const between = "\x00\\u0%41\x1b[ \xef\xbc\xa1"
	const most = 64 // literals
	var text []byte
	var starts, ids []int
	for k := range min(most, len(p.ref.lits)) {
		i := k * len(p.ref.lits) / min(most, len(p.ref.lits))
		starts, ids = append(starts, len(text)), append(ids, i)
		text = append(text, p.ref.lits[i].Text...)
		text = append(text, between[:k%(len(between)+1)]...)
		if len(text) > block-2*MaxLen {
			break
		}
	}
	masks := make([]uint64, len(text)/64+1)
	p.kernel.marks(text, &p.tables, masks)
	marked := func(i int) bool { return masks[i/64]>>(i%64)&1 == 1 }
	for i := range text {
		if marked(i) != p.tables.fit(p.kernel, text, i) {
			return false
		}
	}
	if !p.siftTest(text, masks[:(len(text)+63)/64]) {
		return false
	}
	const short = 128
	for from := 0; from < len(text); from += small {
		thin := slices.Clone(text[from:min(from+short, len(text))])
		for i := range thin {
			if i/16%4 != 0 {
				thin[i] = ' '
			}
		}
		if _, ok := p.lookTest(thin); !ok {
			return false
		}
	}
	var hits []Hit
	for k, at := range starts {
		if hits = p.find(text, at, marked, hits[:0]); !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == int32(ids[k]) && h.Start == at }) {
			return false
		}
	}
	const ends = 2*64 + width
	part := make([]uint64, ends/64+1)
	for n := 1; n <= min(ends, len(text)); n++ {
		p.kernel.marks(text[:n], &p.tables, part)
		for i := range max(0, n-width+1) {
			if part[i/64]>>(i%64)&1 == 1 != marked(i) {
				return false
			}
		}
	}
	return p.kernel.runsTest(&p.tables)
}

// siftTest compares what the sift finds with what the one in Go does.
func (p *Prefilter) siftTest(text []byte, masks []uint64) bool {
	if p.kernel == Go {
		return true
	}
	got := p.sifted(p.kernel, text, masks, make([]Hit, 0, len(text)/2))
	return slices.Equal(got, p.sifted(Go, text, masks, make([]Hit, 0, len(got))))
}

// lookTest compares what is found in one go in a short text with what the sift in Go
// finds, if there is room for it, which room tells.
func (p *Prefilter) lookTest(text []byte) (room, ok bool) {
	var l Look
	if p.Look(text, &l); l.seen != done {
		return false, true
	}
	var masks [small/64 + 1]uint64
	words := masks[:(len(text)+63)/64]
	all := p.kernel.marks(text, &p.tables, words)
	got := p.found(text, l.finds[:l.n], make([]Hit, 0, 2*l.n))
	order(got)
	return true, l.runs == all && slices.Equal(got, p.sifted(Go, text, words, make([]Hit, 0, len(got))))
}

// sifted appends what a kernel finds at the bits of masks.
func (p *Prefilter) sifted(k Kernel, text []byte, masks []uint64, hits []Hit) []Hit {
	var finds finds
	masks = slices.Clone(masks)
	finds.begin(&p.index, text, masks)
	for {
		found, ok := finds.next(k, &p.index, text, masks)
		if !ok {
			order(hits)
			return hits
		}
		hits = p.found(text, found, hits)
	}
}

// found appends the literals at finds, and the units with a negative ID.
func (p *Prefilter) found(text []byte, finds []find, hits []Hit) []Hit {
	for i := range finds {
		m := &finds[i]
		if int(m.at) >= len(text) {
			break
		}
		if at := int(m.at); m.in&inShort != 0 && unit.Special(text[at]) {
			hits = append(hits, Hit{ID: -1, Start: at, End: at})
		}
		hits = p.confirm(text, int(m.at), m, 0, 0, len(text), hits)
	}
	return hits
}

// find appends the literals that begin at text[at] or behind, with their window in
// the longest literal that can stand there.
func (p *Prefilter) find(text []byte, at int, marked func(int) bool, hits []Hit) []Hit {
	for w := max(0, at-1); w < min(at+MaxLen, len(text)); w++ {
		if marked(w) {
			m := find{in: p.index.lists(text, w)}
			hits = p.confirm(text, w, &m, at, at, len(text), hits)
		}
	}
	return hits
}

// lists is the lists of what may begin at text[w], or of more.
func (x *index) lists(text []byte, w int) uint8 {
	switch {
	case x.even == nil:
		return uint8(x.sieve.may(uint32(load(text, w))) * (inLong | inShort))
	case w%2 == 0:
		return inLong | inShort | inNext
	}
	return x.even.first[text[w]] * inShort
}

// fit evaluates the tables at text[i] byte by byte.
func (t *tables) fit(k Kernel, text []byte, i int) bool {
	var b [width]byte
	copy(b[:], text[i:])
	if t.even != nil {
		return t.even.fit(k, b, i)
	}
	start := byte(0xff)
	for j := range 2 {
		start &= t.rare[j][0][b[j]&15] & t.rare[j][1][b[j]>>4]
	}
	fits := start
	for g := range groups {
		all := byte(0xff)
		for j := range width {
			all &= t.code[g][j][code(b[j])]
		}
		fits |= all
	}
	return fits != 0
}

// runsTest compares the kernel with bytes one by one: with a run at every place in a
// block, and with each class of bytes that ends one.
func (k Kernel) runsTest(t *tables) bool {
	var masks [(runBlock+2*MinRun)/64 + 1]uint64
	const run, ends = "aB+/-_\\09zZyxwvutsrqponml", "\x00 *,.:;@[]^`{}~\x80\xff"
	var text [runBlock + 2*MinRun]byte
	for at := range runBlock {
		for i := range text {
			text[i] = ends[i%len(ends)]
		}
		copy(text[at:], run[:MinRun])
		from, exact := k.skipRuns(text[:], 0)
		again, _ := k.skipRuns(text[:at+MinRun], at)
		if from > at || exact && from != at || again != at || k.marks(text[:], t, masks[:])&near(at, at+MinRun) == 0 {
			return false
		}
		end := ends[at%len(ends)]
		text[at+MinRun/2] = end
		from, _ = k.skipRuns(text[:], 0)
		if k != Go && from < len(text) || end < 0x80 && k.marks(text[:], t, masks[:]) != 0 {
			return false
		}
	}
	return true
}

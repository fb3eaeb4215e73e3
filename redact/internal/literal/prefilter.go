package literal

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Prefilter is a Searcher that looks at a text with a kernel, many bytes at a
// time, and confirms what the kernel marks. Where a unit other than Plain stands,
// and at the end of text that goes on, the automaton reads from the last byte
// that no literal can reach over; so both find the same.
type Prefilter struct {
	kernel Kernel
	looks  Kernel // kernel, or Reference if it does not look at a short text in one go
	ref    *Automaton
	tables tables
	index  index
	rest   int // bytes from the start of a window to the end of its literal, at most
}

// step is how far the automaton reads before the prefilter takes over again.
const step = 4

// few is the number of bytes that are left to the automaton.
const few = 16

// block is the number of bytes that a kernel reads at a time: assembly cannot be
// interrupted.
const block = 4 << 10

// maskWords is room for the marks of a block and what is read again before it.
const maskWords = (block+MaxLen+width)/64 + 2

var _ Searcher = (*Prefilter)(nil)

// newPrefilter builds the Searcher of a kernel other than Reference. It returns
// nil where there are too many literals.
func newPrefilter(ref *Automaton, k Kernel) *Prefilter {
	p := &Prefilter{kernel: k, looks: k, ref: ref}
	if k != AVX512 {
		places := stride(ref.lits, planned)
		if !p.index.buildEven(ref.lits, places) {
			return nil
		}
		p.tables.even = p.index.even
		if p.index.even.firsts != nil {
			p.looks = Reference
		}
		if k == Go {
			p.tables.even.pairs = newPairs()
		}
		for i, at := range places {
			p.rest = max(p.rest, len(ref.lits[i].Text)-int(min(at[0], at[1])))
		}
		return p
	}
	places := arrange(ref.lits, planned)
	if !p.index.build(ref.lits, places) {
		return nil
	}
	p.tables.build(ref.lits, places)
	for i, at := range places {
		p.rest = max(p.rest, len(ref.lits[i].Text)-at.off)
	}
	return p
}

// Scan implements Searcher.
func (p *Prefilter) Scan(st *State, text []byte, from, to int, final bool, hits []Hit) (int, []Hit) {
	at := from
	st.Runs.all = st.Runs.all || p.busy(st, at) || to-at < few
	for p.busy(st, at) && at < to {
		want := min(at+step, to)
		if at, hits = p.read(st, text, at, want, final, hits); at < want {
			return at, hits
		}
	}
	if to-at < few && !final {
		p.settle(st, text, at)
		return p.read(st, text, at, to, final, hits)
	}
	for at < to {
		end, known := min(at+block, to), false
		if at, hits, known = p.block(st, text, at, end, final, hits); !known {
			return at, hits
		}
	}
	if !final && at == len(text) {
		p.settle(st, text, at)
	}
	return at, hits
}

// busy reports that a literal may be spelled with the units before text[at].
func (p *Prefilter) busy(st *State, at int) bool {
	return st.decode || st.inZone && at-p.ref.depthOf(st.raw) < st.zoneEnd
}

// read lets the automaton read on.
func (p *Prefilter) read(st *State, text []byte, from, to int, final bool, hits []Hit) (int, []Hit) {
	runs := st.Runs
	at, hits := p.ref.Scan(st, text, from, to, final, hits)
	st.Runs = runs
	if !p.busy(st, at) {
		st.floor = max(st.floor, at-p.ref.depthOf(st.raw))
		st.inZone = false
	}
	return at, hits
}

// settle brings the automaton to text[at], where no unit is near.
func (p *Prefilter) settle(st *State, text []byte, at int) {
	if !st.lazy {
		return
	}
	st.raw, st.lazy = 0, false
	for i := p.index.quietFrom(text, at, st.floor); i < at; i++ {
		st.raw = p.ref.step(st.raw, p.ref.class[text[i]]) &^ outFlag
	}
}

// block searches text[from:to]. It reports false where text ends inside a unit.
func (p *Prefilter) block(st *State, text []byte, from, to int, final bool, hits []Hit) (int, []Hit, bool) {
	var masks [maskWords]uint64
	// A literal that ends behind from can have its window before.
	base := max(0, from-max(p.rest, MinRun)+1)
	part := text[base:min(to+width-1, len(text))]
	st.Runs.add(base, p.kernel.marks(part, &p.tables, masks[:]))
	if last := to - 1; !final && to == len(text) && unit.Special(text[last]) {
		masks[(last-base)/64] |= 1 << ((last - base) % 64)
	}
	st.lazy = true
	known, sorted := from, len(hits)
	var finds finds
	words := masks[:(to-base+63)/64]
	finds.begin(&p.index, text[base:], words)
	for {
		found, ok := finds.next(p.kernel, &p.index, text[base:], words)
		if !ok {
			break
		}
		for k := range found {
			m := &found[k]
			w := base + int(m.at)
			if w >= to {
				break
			}
			if m.in&inShort != 0 && w >= known && unit.Special(text[w]) {
				if kind, _, _ := unit.At(text, w, final); kind != unit.Plain {
					hits = sortFrom(hits, sorted)
					at, more, ok := p.around(st, text, w, to, final, hits)
					if hits = more; !ok || at >= to {
						return at, hits, ok
					}
					known, sorted = at, len(hits)
					// A window whose first byte may be anything can begin here too.
				}
			}
			hits = p.confirm(text, w, m, max(st.floor, 0), known, to, hits)
		}
	}
	hits = sortFrom(hits, sorted)
	return to, hits, true
}

// confirm appends the literals whose window begins at text[w], that begin at floor
// or behind and end in (from, to].
func (p *Prefilter) confirm(text []byte, w int, m *find, floor, from, to int, hits []Hit) []Hit {
	for fits := m.fits; fits != 0; fits &= fits - 1 {
		e := &p.index.long.entries[int(m.first)+bits.TrailingZeros8(fits)]
		hits = p.put(text, w, e, floor, from, to, hits)
	}
	for in := m.in; in != 0; in &= in - 1 {
		at, entries := p.index.at(text, w, in&-in)
		next, before := load(text, at), loadBefore(text, at)
		for k := fitting(entries, 0, next, before); k < len(entries); k = fitting(entries, k+1, next, before) {
			hits = p.put(text, at, &entries[k], floor, from, to, hits)
		}
	}
	return hits
}

// put appends the literal of an entry that fits at text[w], for confirm.
func (p *Prefilter) put(text []byte, w int, e *entry, floor, from, to int, hits []Hit) []Hit {
	start := e.start(p.ref.lits, text, w)
	if end := start + int(e.n); start >= floor && end > from && end <= to {
		hits = append(hits, Hit{ID: e.id, Start: start, End: end})
	}
	return hits
}

// around lets the automaton read the unit at text[at] and what a literal that is
// spelled with it can reach. It reports false where text ends inside a unit.
func (p *Prefilter) around(st *State, text []byte, at, to int, final bool, hits []Hit) (int, []Hit, bool) {
	p.settle(st, text, at)
	for {
		want := min(at+step, to)
		if at, hits = p.read(st, text, at, want, final, hits); at < want {
			return at, hits, false
		}
		if !p.busy(st, at) {
			st.lazy = true
			return at, hits, true
		}
		if at >= to {
			return at, hits, true
		}
	}
}

// manyHits is the number of hits of a block from which on they are counted to be sorted: of
// long literals that stand at each byte most are found far from their place.
const manyHits = 512

// sortFrom sorts the hits of a block from the one of a number on.
func sortFrom(hits []Hit, sorted int) []Hit {
	if n := len(hits); n-sorted >= manyHits && n-sorted < 1<<16 {
		hits = byEnd(append(hits, hits[sorted:]...), sorted, n)
	}
	order(hits[sorted:])
	return hits
}

// ends is how many bytes next to each other count as one end for byEnd.
const ends = 4

// byEnd sorts hits[sorted:n] by their ends, nearly, all of them in one block. There is a copy of them
// behind, which it drops.
func byEnd(hits []Hit, sorted, n int) []Hit {
	first := hits[n].End
	for i := range hits[n:] {
		first = min(first, hits[n+i].End)
	}
	var place [block / ends]uint16 // how many end there, then: before
	for i := range hits[n:] {
		at := uint(hits[n+i].End-first) / ends
		if at >= uint(len(place)) {
			return hits[:n]
		}
		place[at]++
	}
	before := uint16(0)
	for i, count := range place {
		place[i] = before
		before += count
	}
	for i := range hits[n:] {
		h := &hits[n+i]
		at := &place[uint(h.End-first)/ends%uint(len(place))]
		hits[sorted+int(*at)] = *h
		*at++
	}
	return hits[:n]
}

// order sorts hits as the automaton reports them.
func order(hits []Hit) {
	for i := 1; i < len(hits); i++ {
		for k := i; k > 0 && before(&hits[k], &hits[k-1]); k-- {
			hits[k], hits[k-1] = hits[k-1], hits[k]
		}
	}
}

func before(a, b *Hit) bool {
	switch {
	case a.End != b.End:
		return a.End < b.End
	case a.Start != b.Start:
		return a.Start < b.Start
	}
	return a.ID < b.ID
}

// Hold implements Searcher.
func (p *Prefilter) Hold(st *State, pos int) int {
	if st.lazy {
		return pos - MaxLen
	}
	return p.ref.Hold(st, pos)
}

// small is the number of bytes up to which Quiet clears fewer masks.
const small = 512

// Quiet implements Searcher.
func (p *Prefilter) Quiet(text []byte, f Filter) bool {
	if len(text) <= small {
		return p.quietShort(text, f)
	}
	for from := 0; ; from += block - MinRun {
		var masks [maskWords]uint64
		to := min(from+block, len(text))
		if !p.quiet(text, from, to, masks[:], f) {
			return false
		}
		if to == len(text) {
			return true
		}
	}
}

// quietShort is quiet for all of a short text, which it looks at in one go if it can.
func (p *Prefilter) quietShort(text []byte, f Filter) bool {
	var l Look
	return len(text) == 0 || p.Look(text, &l) || p.QuietSeen(text, f, &l)
}

// quiet looks at text[from:to].
func (p *Prefilter) quiet(text []byte, from, to int, masks []uint64, f Filter) bool {
	end := min(to+width-1, len(text))
	runs := Runs{bits: p.kernel.marks(text[from:end], &p.tables, masks)}
	masks = masks[:(to-from+63)/64]
	var all uint64
	for _, m := range masks {
		all |= m
	}
	// A literal is soon told to be one that counts, a run is decoded.
	return (all == 0 || p.quietMarks(text, from, to, masks, f)) &&
		(!runs.Any() || idleRuns(p.kernel, &runs, text, from, end, f))
}

// quietMarks is quiet for the marks of a text.
func (p *Prefilter) quietMarks(text []byte, from, to int, masks []uint64, f Filter) bool {
	var finds finds
	asked := 0
	finds.begin(&p.index, text[from:], masks)
	for {
		next, ok := finds.next(p.kernel, &p.index, text[from:], masks)
		if !ok {
			return true
		}
		if p.loud(text, from, to, next, f, &asked) {
			return false
		}
	}
}

// loud reports whether some finds let text[from:to] not be quiet.
func (p *Prefilter) loud(text []byte, from, to int, next []find, f Filter, asked *int) bool {
	for k := range next {
		m := &next[k]
		w := from + int(m.at)
		if w >= to {
			break
		}
		if p.unitAt(text, w, m) || p.any(text, w, m, f, asked) {
			return true
		}
	}
	return false
}

// any reports whether the window of a literal begins at text[w] that the filter lets
// through.
func (p *Prefilter) any(text []byte, w int, m *find, f Filter, asked *int) bool {
	for fits := m.fits; fits != 0; fits &= fits - 1 {
		e := &p.index.long.entries[int(m.first)+bits.TrailingZeros8(fits)]
		if p.counts(text, w, e, f, asked) {
			return true
		}
	}
	for in := m.in; in != 0; in &= in - 1 {
		at, entries := p.index.at(text, w, in&-in)
		next, before := load(text, at), loadBefore(text, at)
		for k := fitting(entries, 0, next, before); k < len(entries); k = fitting(entries, k+1, next, before) {
			if p.counts(text, at, &entries[k], f, asked) {
				return true
			}
		}
	}
	return false
}

// enough returns how many literals of a block, or of a text of that size, are asked about.
// Each may be read a long way for, and what has more is read by a scan, which keeps what it
// was told before.
func enough(size int) int { return 32 + min(size, block)/64 }

// counts reports that the literal of an entry that fits at text[w] is there and let
// through by the filter.
func (p *Prefilter) counts(text []byte, w int, e *entry, f Filter, asked *int) bool {
	at := e.start(p.ref.lits, text, w)
	if at < 0 {
		return false
	}
	*asked++
	return f == nil || *asked > enough(len(text)) || !f.Idle(text, Hit{ID: e.id, Start: at, End: at + int(e.n)})
}

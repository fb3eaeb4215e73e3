package literal

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Found is what a look has found in a short text that is all there is: what of it is to be
// hidden, or else its literals and where its runs may be, so that it is not searched twice.
// The zero value knows nothing.
type Found struct {
	known, settled bool
	n              uint8
	look           Look
	list           findings
	hits           [maxFound]note
	runs           uint64
}

// note is a Hit, in few bytes.
type note struct{ id, start uint16 }

const maxFound = 16

// Saw tells what a kernel saw of the text before p.Find.
func (f *Found) Saw(l *Look) { f.look = *l }

// Known reports that Hits and Runs are what Scan would find.
func (f *Found) Known() bool { return f.known }

// Runs tells where runs may be.
func (f *Found) Runs() Runs { return Runs{bits: f.runs} }

// Settled returns what a Judge has told of all the literals of a text, if nothing else is
// in it. It is the Found's.
func (f *Found) Settled() []Occurrence {
	if !f.settled {
		return nil
	}
	return f.list.all[:f.list.n]
}

// Forget makes f know nothing.
func (f *Found) Forget() { f.known, f.settled = false, false }

// Hits appends the literals that p has found, in the order of Scan.
func (p *Prefilter) Hits(f *Found, hits []Hit) []Hit {
	sorted := len(hits)
	for _, x := range f.hits[:f.n] {
		start := int(x.start)
		hits = append(hits, Hit{ID: int32(x.id), Start: start, End: start + len(p.ref.lits[x.id].Text)})
	}
	order(hits[sorted:])
	return hits
}

// Find is Quiet that notes what it has found, if the text is short. Found knows nothing of
// another text.
func (p *Prefilter) Find(text []byte, j Judge, found *Found) bool {
	switch {
	case len(text) <= small:
		return p.findShort(text, j, found)
	case len(text) <= block:
		var masks [maskWords]uint64
		return p.findMarked(text, masks[:], j, found)
	}
	return p.Quiet(text, j)
}

// findShort is Find for a short text.
func (p *Prefilter) findShort(text []byte, j Judge, found *Found) bool {
	l := &found.look
	if l.seen == unseen && p.Look(text, l) {
		return true
	}
	if l.seen == done {
		if p.judged(text, l.finds[:l.n], j, found) {
			runs := Runs{bits: l.runs}
			if l.runs == 0 || idleRuns(p.kernel, &runs, text, 0, len(text), j) {
				return found.settle()
			}
		}
		found.known, found.runs = p.note(text, l.finds[:l.n], found), l.runs
		return false
	}
	var masks [small/64 + 1]uint64
	return p.findMarked(text, masks[:], j, found)
}

// findMarked is Find with room for the marks of the text.
func (p *Prefilter) findMarked(text []byte, masks []uint64, j Judge, found *Found) bool {
	runs := Runs{bits: p.kernel.marks(text, &p.tables, masks)}
	masks = masks[:(len(text)+63)/64]
	found.runs = runs.bits
	var all uint64
	for _, m := range masks {
		all |= m
	}
	var finds finds
	finds.begin(&p.index, text, masks)
	for first := true; all != 0; first = false {
		next, ok := finds.next(p.kernel, &p.index, text, masks)
		if !ok {
			break
		}
		if !p.judged(text, next, j, found) {
			if first {
				p.collect(text, next, &finds, masks, found)
			}
			return false
		}
	}
	return (!runs.Any() || idleRuns(p.kernel, &runs, text, 0, len(text), j)) && found.settle()
}

// settle ends a look at a text of which all is told. It reports one in which nothing need
// be hidden.
func (f *Found) settle() bool {
	f.settled = f.list.some
	return !f.settled
}

// judged asks j of the literals of some finds. It returns false if one is unclear.
func (p *Prefilter) judged(text []byte, next []find, j Judge, found *Found) bool {
	for k := range next {
		m := &next[k]
		w := int(m.at)
		if w >= len(text) {
			break
		}
		if p.unitAt(text, w, m) {
			return false
		}
		for fits := m.fits; fits != 0; fits &= fits - 1 {
			e := &p.index.long.entries[int(m.first)+bits.TrailingZeros8(fits)]
			if at := e.start(p.ref.lits, text, w); at >= 0 && !found.list.ask(j, text, Hit{ID: e.id, Start: at, End: at + int(e.n)}) {
				return false
			}
		}
		for in := m.in; in != 0; in &= in - 1 {
			from, entries := p.index.at(text, w, in&-in)
			next, before := load(text, from), loadBefore(text, from)
			for i := fitting(entries, 0, next, before); i < len(entries); i = fitting(entries, i+1, next, before) {
				e := &entries[i]
				if at := e.start(p.ref.lits, text, from); at >= 0 && !found.list.ask(j, text, Hit{ID: e.id, Start: at, End: at + int(e.n)}) {
					return false
				}
			}
		}
	}
	return true
}

// unitAt reports that a unit other than a plain byte begins at a find.
func (p *Prefilter) unitAt(text []byte, w int, m *find) bool {
	if m.in&inShort == 0 || !unit.Special(text[w]) {
		return false
	}
	kind, _, _ := unit.At(text, w, true)
	return kind != unit.Plain
}

// collect notes the literals of a text, from the first finds on, unless there are too
// many or units other than plain bytes.
func (p *Prefilter) collect(text []byte, next []find, finds *finds, masks []uint64, found *Found) {
	for ok := true; ok; next, ok = finds.next(p.kernel, &p.index, text, masks) {
		if !p.note(text, next, found) {
			return
		}
	}
	found.known = true
}

// note notes the literals of some finds. It returns false where collect gives up.
func (p *Prefilter) note(text []byte, next []find, found *Found) bool {
	for k := range next {
		m := &next[k]
		w := int(m.at)
		if w >= len(text) {
			break
		}
		if p.unitAt(text, w, m) {
			return false
		}
		var some [4]Hit
		for _, h := range p.confirm(text, w, m, 0, 0, len(text), some[:0]) {
			if found.n == maxFound || h.ID > 1<<16-1 {
				return false
			}
			found.hits[found.n] = note{uint16(h.ID), uint16(h.Start)}
			found.n++
		}
	}
	return true
}

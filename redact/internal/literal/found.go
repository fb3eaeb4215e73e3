package literal

import "github.com/tacit-go/tacit/redact/internal/unit"

// Found is the literals of a short text that is all there is, and where its runs may be:
// what a look that does not find it quiet hands on, so that it is not searched twice. The
// zero value knows nothing.
type Found struct {
	known bool
	n     uint8
	hits  [maxFound]note
	runs  uint64
}

// note is a Hit. It is small, since each text clears its own.
type note struct{ id, start uint16 }

const maxFound = 16

// Known reports that Hits and Runs are what Scan would find.
func (f *Found) Known() bool { return f.known }

// Runs tells where runs may be.
func (f *Found) Runs() Runs { return Runs{bits: f.runs} }

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

// Find is Quiet that notes what it has found, if the text is short and has a literal that
// the filter lets through.
func (p *Prefilter) Find(text []byte, f Filter, found *Found) bool {
	switch {
	case len(text) <= small:
		return p.quietShort(text, f, found)
	case len(text) <= block:
		var masks [maskWords]uint64
		return p.quiet(text, 0, len(text), masks[:], f, found)
	}
	return p.Quiet(text, f)
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
		if m.in&inShort != 0 && unit.Special(text[w]) {
			if kind, _, _ := unit.At(text, w, true); kind != unit.Plain {
				return false
			}
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

package literal

// Found is the literals of a short text that is all there is, and where its runs may be:
// what a look that does not find it quiet hands on, so that it is not searched twice. The
// zero value knows nothing.
type Found struct {
	known bool
	lost  bool // there are too many, or units other than plain bytes
	n     uint8
	hits  [maxFound]found
	runs  uint64
}

// found is a Hit.
type found struct {
	id    int32
	start uint16
	n     uint8
}

const maxFound = 16

func (f *Found) add(h Hit) {
	if f.lost = f.lost || f.n == maxFound; !f.lost {
		f.hits[f.n] = found{h.ID, uint16(h.Start), uint8(h.End - h.Start)}
		f.n++
	}
}

// Known reports that Hits and Runs are what Scan would find.
func (f *Found) Known() bool { return f.known }

// Hits appends the literals, in the order of Scan.
func (f *Found) Hits(hits []Hit) []Hit {
	sorted := len(hits)
	for i := range f.hits[:f.n] {
		x := &f.hits[i]
		hits = append(hits, Hit{ID: x.id, Start: int(x.start), End: int(x.start) + int(x.n)})
	}
	order(hits[sorted:])
	return hits
}

// Runs tells where runs may be.
func (f *Found) Runs() Runs { return Runs{bits: f.runs} }

// Find is Quiet that notes what it has found, if the text is short.
func (p *Prefilter) Find(text []byte, f Filter, found *Found) bool {
	if len(text) > block {
		return p.Quiet(text, f)
	}
	quiet := false
	if len(text) <= small {
		var masks [small/64 + 1]uint64
		quiet = p.quiet(text, 0, len(text), masks[:], f, found)
	} else {
		var masks [maskWords]uint64
		quiet = p.quiet(text, 0, len(text), masks[:], f, found)
	}
	found.known = !found.lost
	return quiet
}

package redact

import (
	"math/rand/v2"
	"sync/atomic"
)

// Generation returns a number that is another one after [Redactor.Replace] has
// taken over another plan, and after any change of a [SecretSet] that the plan
// uses. An adapter that keeps redacted text compares it to know when to redact
// that text again; read it before the text is redacted. It is not ordered, means
// nothing in another process, and is 0 for the zero and the nil Redactor. It
// costs one atomic load for the plan and one for each set, and does not allocate.
func (r *Redactor) Generation() uint64 {
	st := r.load()
	if st == nil {
		return 0
	}
	g := st.id.get()
	for _, s := range st.sets {
		var version uint64
		if x := s.snapshot(); x != nil {
			version = x.version
		}
		// Each step is a bijection of g for one version, and of the version for one
		// g: a change of one set always shows.
		g = (g ^ version) * 0x9e3779b97f4a7c15
		g ^= g >> 32
	}
	return g
}

// Plan returns a number that tells the plan of r from all others in this process, 0 for the
// zero and the nil Redactor. Redactors that have taken over one plan share the counters of
// [Redactor.Stats].
func (r *Redactor) Plan() uint64 {
	if st := r.load(); st != nil {
		return st.id.get()
	}
	return 0
}

// A planID tells a plan from every other one of this process, also from one that
// the garbage collector has freed. It is drawn at the first use.
type planID struct{ v atomic.Uint64 }

func (p *planID) get() uint64 {
	if id := p.v.Load(); id != 0 {
		return id
	}
	p.v.CompareAndSwap(0, rand.Uint64()|1)
	return p.v.Load()
}

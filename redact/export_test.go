package redact

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// GoTheLongWay makes r treat every text, of live secrets too, as one that may hold
// something, and every name as one that it does not know.
func GoTheLongWay(r *Redactor) {
	st := r.load()
	st.plan.Search = noisy{st.plan.Search}
	st.reports = true
}

type noisy struct{ literal.Searcher }

func (noisy) Quiet([]byte, literal.Filter) bool { return false }

// KnownNames returns the names that r remembers, and how many it can.
func KnownNames(r *Redactor) (names []string, most int) {
	c := &r.load().idle
	for i := range c.slots {
		if k := c.slots[i].Load(); k != nil {
			names = append(names, k.text)
		}
	}
	return names, len(c.slots)
}

// HMACOf is what a token of HMAC is made of.
func HMACOf(key, secret []byte) [32]byte {
	k := newSubkey(key)
	return k.mac(secret)
}

// QuietOnly is the search that the short way rests on.
func QuietOnly(r *Redactor, text []byte) bool { return r.load().plan.Search.Quiet(text, r.load().plan) }

// LiteralsOf returns the literals that a Redactor with the options looks for.
func LiteralsOf(opts ...Option) []literal.Literal {
	b := newBuilder()
	b.build(opts)
	return b.list
}

// Faulty tells that panics are injected, for which all is read by machines.
const Faulty = fault.On

// IsSingle reports that no machine is needed for a text in which something may be hidden.
func IsSingle(r *Redactor, text []byte) bool {
	var found literal.Found
	var g scan.Group
	st := r.load()
	if st.find(text, &found) {
		return false
	}
	_, v := st.single(text, &found, &g, origin{})
	return v != scan.Several
}

// Settles reports that a quick look tells all of a text in which something is hidden.
func Settles(r *Redactor, text []byte) bool {
	var found literal.Found
	return !r.load().find(text, &found) && found.Settled() != nil
}

// KnownOf is what known holds of some detectors.
func KnownOf(ds []Detector) []byte { return []byte(catalogueOf(ds)) }

// SumSize is the length of what it holds of each.
const SumSize = sumSize

// MarkErrors returns what is wrong with the marks of a Redactor with the options, and how
// many marks were tried: with what is known of the catalogue, and without.
func MarkErrors(known []byte, opts ...Option) (errs []error, tried int) {
	b := newBuilder()
	b.known = catalogue(known)
	_, errs = b.build(opts)
	if b.st != nil && b.st.plan.Names != nil {
		for _, is := range b.touched(sorted(b.st.marks.whole)) {
			if is {
				tried++
			}
		}
	}
	return errs, tried
}

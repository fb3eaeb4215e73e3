package redact

import "github.com/tacit-go/tacit/redact/internal/literal"

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

// Settles reports that a quick look tells all of a text in which something is hidden.
func Settles(r *Redactor, text []byte) bool {
	var found literal.Found
	return !r.load().find(text, &found) && found.Settled() != nil
}

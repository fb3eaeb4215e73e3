// Package fingerprint finds many exact values in text without holding them.
//
// A form is stored as two seeded fingerprints, of its first and its last six symbols (of
// long forms the latter covers all between too), its length and a keyed
// hash of the whole (HMAC-SHA256, 128 bits kept). Text is read once for each of
// three lanes: one of forms without white space, one of forms with it, in which
// runs of white space count as one blank, and one of forms that programs break
// into lines, in which it counts for nothing. Where the fingerprint of six symbols
// begins a form, the position waits until the form would end; there the
// fingerprint of its last six symbols must agree, and for long forms that of
// everything between, before the keyed hash is computed.
//
// Whoever reads the whole memory of the process finds seed and key in it. He can
// confirm guesses, and by trying narrow down the first and last six symbols of
// each form; so short values are not safe from him. What he does not find is
// the text of a value.
package fingerprint

import (
	"bytes"
	"cmp"
	"slices"
	"sync/atomic"
)

// longForm is the length from which a form has a fingerprint of its middle. It
// keeps hashing linear in hostile text: shorter ones cost a bounded hash.
const longForm = 64

const prefixBits = 1 << 14

const (
	laneExact  = 0 // forms without white space: white space in the text ends everything
	laneFolded = 1 // forms with it
	laneJoined = 2 // forms that programs break into lines: white space in the text is nothing
)

// A Match is one occurrence of a form: the bytes [Start, End) of the text with
// everything that is skipped inside.
type Match struct {
	Start, End int
	ID         int32 // the Entry's
}

// An Entry is one form of one value.
type Entry struct {
	Form []byte // read by Build and not kept
	ID   int32  // the caller's number of the value
	// WordBound lets the form match only where neither the byte before nor the
	// byte after it is one of [A-Za-z0-9_]. The end of an escape before it, as in
	// \n, %22, \u0022 or an ANSI sequence, is none of them unless it stands for one.
	WordBound bool
	// Joined lets the form match with white space inside, real or escaped, also
	// where = stands before a line end; the white space of Form counts for nothing.
	// Within the first six symbols such a run must begin with a line end. Form
	// should not end with = or \, which may belong to a line end in the text.
	Joined bool
	// Before and After, at most 3, widen a match by as many base64 digits, as
	// far as there are some: the digits that hold only some bits of the value.
	Before, After uint8
}

type entry struct {
	mark uint32
	tail uint32 // of a long form together with its middle
	meta meta
	tag  tag
	id   int32
}

// meta packs what else is known of an entry.
type meta uint32

const (
	lengthBits = 19 // forms have at most 7 symbols for each of 64 Ki bytes, and 16 more
	beforeAt   = lengthBits
	afterAt    = beforeAt + 2
	wordBit    = 1 << (afterAt + 2)
	binaryBit  = wordBit << 1
)

func (m meta) length() uint32 { return uint32(m) & (1<<lengthBits - 1) }
func (m meta) before() uint8  { return uint8(m >> beforeAt & 3) }
func (m meta) after() uint8   { return uint8(m >> afterAt & 3) }
func (m meta) word() bool     { return m&wordBit != 0 }
func (m meta) binary() bool   { return m&binaryBit != 0 }

func newMeta(length int, before, after uint8, word, binary bool) meta {
	m := meta(length) | meta(min(before, 3))<<beforeAt | meta(min(after, 3))<<afterAt
	if word {
		m |= wordBit
	}
	if binary {
		m |= binaryBit
	}
	return m
}

func compare(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.meta.length(), b.meta.length()),
		cmp.Compare(a.tail, b.tail),
		bytes.Compare(a.tag[:], b.tag[:]), cmp.Compare(a.id, b.id))
}

// A Snapshot is an immutable set of forms, safe for concurrent use.
type Snapshot struct {
	seed  *seed
	epoch uint64 // equal: the same forms, perhaps in other tiers
	lanes [3]index
	*filter
	firsts *firsts
	short  bool
	max    int
	// before is the largest Before of an entry.
	before int
	// binary tells that a form has bytes beyond ASCII among its first symbols.
	binary bool
}

type index struct {
	// tiers hold the entries, the oldest and largest ones first. A change makes a
	// small tier and merges those that have become too small beside it, so that
	// its cost is amortised.
	tiers []*tier
	n     int   // entries
	short uint8 // bit n: there are forms of n < window symbols
	// firstBlank: bit i, some form has its first blank at symbol i; the last
	// bit stands for all places after the window.
	firstBlank uint8
	// prefixes has a bit for each beginning of a joined form that is shorter than
	// the window, so that a line end need not be held back. Like a filter it is shared.
	prefixes []uint64
}

// Build returns a Snapshot of entries. Forms of fewer than MinSymbols symbols, and
// repeated ones, are left out. Cost: O(n log n).
func Build(seed Seed, entries ...Entry) *Snapshot {
	return (&Snapshot{seed: seed.s, firsts: &noFirsts}).With(entries...)
}

// With returns a Snapshot that also has entries. Cost: that of entries, and on
// average a few copies of as many; Merge does what takes longer.
func (s *Snapshot) With(entries ...Entry) *Snapshot {
	var added [3][]entry
	var blanks uint8
	first := *s.firsts
	for _, e := range entries {
		if v, lane, first, ok := s.entry(e, &first); ok {
			added[lane] = append(added[lane], v)
			if lane == laneFolded {
				blanks |= first
			}
		}
	}
	n := &Snapshot{seed: s.seed, epoch: s.seed.epochs.Add(1), filter: s.filter, firsts: s.firsts}
	for i := range n.lanes {
		l := &n.lanes[i]
		l.tiers, l.firstBlank = s.lanes[i].tiers, s.lanes[i].firstBlank
		if len(added[i]) == 0 {
			continue
		}
		slices.SortFunc(added[i], func(a, b entry) int { return compare(&a, &b) })
		l.tiers = grow(l.tiers, merge(nil, added[i]))
	}
	n.lanes[laneFolded].firstBlank |= blanks
	if first != *s.firsts {
		n.firsts = &first
	}
	n.finish()
	n.addPrefixes(s, entries)
	n.mark(added[:]...)
	return n
}

// Without returns a Snapshot that lacks the entries of ids. Cost: a copy of the
// tiers that have them; entries that were added lately are in small ones.
func (s *Snapshot) Without(ids ...int32) *Snapshot {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	n := &Snapshot{seed: s.seed, epoch: s.seed.epochs.Add(1), filter: s.filter, firsts: s.firsts}
	for i := range n.lanes {
		l, old := &n.lanes[i], &s.lanes[i]
		l.firstBlank, l.prefixes = old.firstBlank, old.prefixes
		for _, t := range old.tiers {
			if t = t.without(ids); t != nil {
				l.tiers = append(l.tiers, t)
			}
		}
	}
	n.finish()
	return n
}

func merge(a, b []entry) []entry {
	out := make([]entry, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		c := 0
		if a[0].mark == b[0].mark {
			c = compare(&a[0], &b[0])
		}
		switch {
		case a[0].mark < b[0].mark || c < 0:
			out, a = append(out, a[0]), a[1:]
		case a[0].mark > b[0].mark || c > 0:
			out, b = append(out, b[0]), b[1:]
		default: // one form of one value, twice: the looser rule holds
			out = append(out, a[0].union(b[0]))
			a, b = a[1:], b[1:]
		}
	}
	out = append(out, a...)
	for _, e := range b {
		if k := len(out); k > 0 && compare(&out[k-1], &e) == 0 {
			out[k-1] = out[k-1].union(e)
			continue
		}
		out = append(out, e)
	}
	return out
}

func (e entry) union(o entry) entry {
	a, b := e.meta, o.meta
	e.meta = newMeta(int(a.length()), max(a.before(), b.before()), max(a.after(), b.after()), a.word() && b.word(), a.binary())
	return e
}

// Symbols is the number of symbols of form, after white space around it and
// what is skipped are gone and runs of white space are one. Forms of fewer than
// MinSymbols are not found.
func Symbols(form []byte) int {
	_, _, n, _ := place(form, false)
	return n
}

// place decides on the lane of a form: what of it is looked for, how many
// symbols that has, and where its first blank stands.
func place(form []byte, joined bool) (lane int, text []byte, n, first int) {
	text = bytes.Trim(form, " \t\r\n")
	first = -1
	if isPlain(text) {
		if n = len(text); joined && n >= window {
			return laneJoined, text, n, -1
		}
		return laneExact, text, n, -1
	}
	if joined {
		symbols(text, laneJoined, func(byte) { n++ })
		if n >= window {
			return laneJoined, text, n, -1
		}
		n = 0
	}
	symbols(text, laneFolded, func(c byte) {
		if c == ' ' && first < 0 {
			first = n
		}
		n++
	})
	if first < 0 {
		return laneExact, text, n, first
	}
	if n < window && !bytes.ContainsAny(text, " \t\r\n") {
		// Folding its escapes would leave too little.
		n = 0
		symbols(text, laneExact, func(byte) { n++ })
		return laneExact, text, n, -1
	}
	return laneFolded, text, n, first
}

// isPlain tells whether each byte of text is a symbol in every lane.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c <= ' ' || c > '~' || c == '\\' || c == '=' {
			return false
		}
	}
	return true
}

func (s *Snapshot) entry(e Entry, f *firsts) (v entry, lane int, blanks uint8, ok bool) {
	lane, text, n, first := place(e.Form, e.Joined)
	if n < MinSymbols || n >= 1<<lengthBits {
		return v, lane, 0, false
	}
	if first >= 0 {
		blanks = 1 << min(first, window)
	}
	h := s.seed.hasher()
	var reg, from, sum uint64
	i := 0
	binary := false
	symbols(text, lane, func(c byte) {
		h.add(c)
		i++
		reg = reg<<8 | uint64(c)
		if i <= window {
			binary = binary || c >= 0x80
			f[c&0x7f] |= 1 << (i - 1)
		}
		if i == min(n, window) {
			v.mark = s.seed.mark(reg, i)
		}
		if i > window {
			sum = s.seed.step(sum, c)
		}
	})
	v.tag = h.done()
	v.tail = s.seed.mark(reg, min(n, window))
	if n >= longForm {
		v.tail ^= s.seed.middle(from, sum, n-window)
	}
	v.meta = newMeta(n, e.Before, e.After, e.WordBound, binary)
	v.id = e.ID
	return v, lane, blanks, true
}

// finish sums up what the tiers hold.
func (s *Snapshot) finish() {
	for i := range s.lanes {
		x := &s.lanes[i]
		for _, t := range x.tiers {
			x.n += len(t.entries)
			x.short |= t.short
			s.max, s.before = max(s.max, t.max), max(s.before, t.before)
			s.binary = s.binary || t.binary
		}
		s.short = s.short || x.short != 0
	}
}

// addPrefixes sets the bits of the beginnings of entries and keeps those of old.
func (s *Snapshot) addPrefixes(old *Snapshot, entries []Entry) {
	x := &s.lanes[laneJoined]
	x.prefixes = old.lanes[laneJoined].prefixes
	if x.n == 0 {
		return
	}
	// A fixed size needs no texts to grow; when most bits are set, more is held.
	if x.prefixes == nil {
		x.prefixes = make([]uint64, prefixBits/64)
	}
	for _, e := range entries {
		lane, text, _, _ := place(e.Form, e.Joined)
		if lane != laneJoined {
			continue
		}
		var reg uint64
		n := 0
		symbols(text, laneJoined, func(c byte) {
			reg = reg<<8 | uint64(c)
			if n++; n < window {
				w := s.seed.mark(reg, n) % prefixBits
				atomic.OrUint64(&x.prefixes[w>>6], 1<<(w&63))
			}
		})
	}
}

// prefix tells whether a joined form can begin with the last p symbols of reg.
func (s *Snapshot) prefix(x *index, reg uint64, p int) bool {
	w := s.seed.mark(reg, p) % prefixBits
	return atomic.LoadUint64(&x.prefixes[w>>6])>>(w&63)&1 != 0
}

// begins tells whether a form of any lane has mark.
func (s *Snapshot) begins(mark uint32) bool {
	if !s.may(mark) {
		return false
	}
	for i := range s.lanes {
		for _, t := range s.lanes[i].tiers {
			if lo, hi := t.find(mark); lo < hi {
				return true
			}
		}
	}
	return false
}

// Empty tells whether s has no forms.
func (s *Snapshot) Empty() bool {
	return s.Len() == 0
}

// Len is the number of forms.
func (s *Snapshot) Len() int {
	if s == nil {
		return 0
	}
	return s.lanes[0].n + s.lanes[1].n + s.lanes[2].n
}

// MaxLen is the number of symbols of the longest form. A match can have more
// bytes, by up to 128 others for each symbol.
func (s *Snapshot) MaxLen() int {
	if s == nil {
		return 0
	}
	return s.max
}

// Tag returns a keyed hash of value under the seed's key: the same for equal
// values, and of no use without the key.
func (s Seed) Tag(value []byte) [16]byte {
	h := s.s.hasher()
	h.add(0xff) // sets these tags apart from those of forms, which are mostly text
	for _, c := range value {
		h.add(c)
	}
	return h.done()
}

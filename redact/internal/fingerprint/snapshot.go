// Package fingerprint finds many exact values in text without holding them.
//
// A form is stored as two seeded fingerprints, of its first and its last six symbols (of
// long forms the latter covers all between too), its length and a hash of the whole
// (SHA-256, 128 bits kept, masked under a key). Forms that hold all of a value share the
// hash of that. Text is read once for each of
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

// A Value is what forms stand for. The caller keeps it unchanged as long as a
// Snapshot has its forms.
type Value struct {
	Digest Digest // masked, see Seed.Masked
	ID     int32  // the caller's number of the value
}

// An Entry is one form of one value.
type Entry struct {
	Form []byte // not kept
	ID   int32  // the caller's number of the value, where Of is nil
	// Of is the value, if Form has all that is needed for its Digest: the value itself,
	// where that IsPlain, or with Base64 the digits that hold bits of the value alone,
	// those of which one byte, two or none stand before it in a group. If it is nil,
	// the digest is that of Form.
	Of     *Value
	Base64 bool
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
	mark  uint32
	tail  uint32 // of a long form together with its middle
	meta  meta
	value uint32 // in the tier's values
}

// meta packs what else is known of an entry.
type meta uint32

const (
	lengthBits = 19 // forms have at most 7 symbols for each of 64 Ki bytes, and 16 more
	beforeAt   = lengthBits
	afterAt    = beforeAt + 2
	wordBit    = 1 << (afterAt + 2)
	binaryBit  = wordBit << 1
	base64Bit  = binaryBit << 1
)

func (m meta) length() uint32 { return uint32(m) & (1<<lengthBits - 1) }
func (m meta) before() uint8  { return uint8(m >> beforeAt & 3) }
func (m meta) after() uint8   { return uint8(m >> afterAt & 3) }
func (m meta) word() bool     { return m&wordBit != 0 }
func (m meta) binary() bool   { return m&binaryBit != 0 }
func (m meta) base64() bool   { return m&base64Bit != 0 }

func newMeta(length int, before, after uint8, word, binary, base64 bool) meta {
	m := meta(length) | meta(min(before, 3))<<beforeAt | meta(min(after, 3))<<afterAt
	if word {
		m |= wordBit
	}
	if binary {
		m |= binaryBit
	}
	if base64 {
		m |= base64Bit
	}
	return m
}

// order is that of find, run and agree.
func order(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.meta.length(), b.meta.length()), cmp.Compare(a.tail, b.tail))
}

// compare completes order; 0 means one form of one value.
func compare(a, b *entry, av, bv []*Value) int {
	if c := order(a, b); c != 0 {
		return c
	}
	x, y := av[a.value], bv[b.value]
	if x == y {
		return cmp.Compare(a.meta&base64Bit, b.meta&base64Bit)
	}
	return cmp.Or(cmp.Compare(a.meta&base64Bit, b.meta&base64Bit), cmp.Compare(x.ID, y.ID), bytes.Compare(x.Digest[:], y.Digest[:]))
}

// A Snapshot is an immutable set of forms, safe for concurrent use.
type Snapshot struct {
	seed  *seed
	epoch uint64 // equal: the same forms, perhaps in other tiers
	lanes [3]index
	*filter
	*tables
	rest  rest
	short bool
	max   int
	// before is the largest Before of an entry.
	before int
	// blanks tells that a form has a blank among its first symbols.
	blanks bool
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
	return (&Snapshot{seed: seed.s, tables: noTables()}).With(entries...)
}

// With returns a Snapshot that also has entries.
func (s *Snapshot) With(entries ...Entry) *Snapshot {
	b := NewBatch(Seed{s.seed})
	for _, e := range entries {
		b.Add(e)
	}
	return s.WithBatch(b)
}

// WithBatch returns a Snapshot that also has what was added to b, which is not used
// again. Cost: that of a sort, and on average a few copies of as many entries; Merge
// does what takes longer.
func (s *Snapshot) WithBatch(b *Batch) *Snapshot { return s.WithBatches([]*Batch{b}) }

// WithBatches is WithBatch of several at once. Many forms are sorted on all processors.
func (s *Snapshot) WithBatches(batches []*Batch) *Snapshot { return s.WithGathered(batches, nil) }

// WithGathered is WithBatches of what g, if it is not nil, gathers.
func (s *Snapshot) WithGathered(batches []*Batch, g *Gathering) *Snapshot {
	sum := batches[0]
	if len(batches) > 1 {
		sum = summed(batches)
	}
	n := &Snapshot{seed: s.seed, epoch: s.seed.epochs.Add(1), filter: s.filter, tables: s.tables, rest: s.rest.union(sum.rest)}
	var added [3]forms
	for i := range n.lanes {
		l := &n.lanes[i]
		l.tiers, l.firstBlank = s.lanes[i].tiers, s.lanes[i].firstBlank
		if added[i] = g.of(batches, i); len(added[i].entries) > 0 {
			l.tiers = grow(l.tiers, added[i])
		}
	}
	n.lanes[laneFolded].firstBlank |= sum.blanks
	f := s.firsts.union(&sum.firsts)
	if n.lanes[laneFolded].firstBlank&(1<<window-1) != 0 {
		f['\t'] |= bitOdd
	}
	if n.finish(); f != s.firsts || n.blanks != s.blanks || n.rest != s.rest {
		n.tables = newTables(f, n.blanks, n.rest).fast()
	}
	n.addPrefixes(s, sum)
	n.mark(added)
	return n
}

// Without returns a Snapshot that lacks the entries of ids. Cost: a copy of the
// tiers that have them; entries that were added lately are in small ones.
func (s *Snapshot) Without(ids ...int32) *Snapshot {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	n := &Snapshot{seed: s.seed, epoch: s.seed.epochs.Add(1), filter: s.filter, tables: s.tables, rest: s.rest}
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

// IsPlain tells whether each byte of form is a symbol.
func IsPlain(form []byte) bool { return isPlain(form) }

// isPlain tells whether each byte of text is a symbol in every lane.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c <= ' ' || c > '~' || c == '\\' || c == '=' {
			return false
		}
	}
	return true
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
	s.blanks = s.lanes[laneFolded].firstBlank&(1<<window-1) != 0
}

// addPrefixes sets the bits of the beginnings in b and keeps those of old.
func (s *Snapshot) addPrefixes(old *Snapshot, b *Batch) {
	x := &s.lanes[laneJoined]
	x.prefixes = old.lanes[laneJoined].prefixes
	if x.n == 0 {
		return
	}
	// A fixed size needs no texts to grow; when most bits are set, more is held.
	if x.prefixes == nil {
		x.prefixes = make([]uint64, prefixBits/64)
	}
	for _, w := range b.prefixes {
		setBit(x.prefixes, uint32(w))
	}
	if b.many != nil {
		for i, w := range b.many {
			if w&^atomic.LoadUint64(&x.prefixes[i]) != 0 {
				atomic.OrUint64(&x.prefixes[i], w)
			}
		}
	}
}

func setBit(bits []uint64, i uint32) {
	if atomic.LoadUint64(&bits[i>>6])>>(i&63)&1 == 0 {
		atomic.OrUint64(&bits[i>>6], 1<<(i&63))
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

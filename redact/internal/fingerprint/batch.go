package fingerprint

import (
	"encoding/binary"
	"slices"
)

// A Batch gathers forms for a Snapshot. It holds fingerprints and no text. It is not
// safe for concurrent use; several may be filled side by side.
type Batch struct {
	seed     *seed
	lanes    [3]forms
	own      []*Value // those of forms that are no Value of the caller
	firsts   firsts
	blanks   uint8
	rest     rest
	prefixes []uint16
	many     *[prefixBits / 64]uint64 // instead of a long list of prefixes
	all      bool                     // many has each
	full     bool                     // all, and firsts has each letter and digit at each place
}

// NewBatch returns an empty Batch for Snapshots under seed.
func NewBatch(seed Seed) *Batch { return &Batch{seed: seed.s} }

// Len is the number of forms in b, those included that it has twice.
func (b *Batch) Len() int {
	return len(b.lanes[0].entries) + len(b.lanes[1].entries) + len(b.lanes[2].entries)
}

// Own is the number of values that b has made: those of entries with an ID of -1, and of
// Value.
func (b *Batch) Own() int { return len(b.own) }

// SetID gives values [from, to) that b has made their ID. It is called once for each.
func (b *Batch) SetID(from, to int, id int32) {
	for _, v := range b.own[from:to] {
		v.ID, v.Digest = id, b.seed.masked(v.Digest, id)
	}
}

// Digest is Seed.Digest.
func (b *Batch) Digest(value []byte) Digest { return Seed{b.seed}.Digest(value) }

// Value makes a value, for Entry.Of.
func (b *Batch) Value(value []byte) *Value {
	v := &Value{Digest: Seed{b.seed}.Digest(value), ID: -1}
	b.own = append(b.own, v)
	return v
}

// Drop takes out the forms of values that still have an ID of -1, and tells how many.
func (b *Batch) Drop() (n int) {
	for i := range b.lanes {
		l := &b.lanes[i]
		before := len(l.entries)
		l.entries = slices.DeleteFunc(l.entries, func(e entry) bool { return l.values[e.value].ID < 0 })
		n += before - len(l.entries)
	}
	return n
}

// Follow makes b share what it notes of beginnings with o, to which nothing is added any more. Both
// are to be added to the same Snapshot.
func (b *Batch) Follow(o *Batch) {
	if o.fold(); o.many == nil {
		return
	}
	b.many, b.all, b.full, b.firsts = o.many, o.all, o.full, o.firsts
	for i := 0; i < len(b.many) && !o.all; i++ {
		if b.many[i] != 1<<64-1 {
			return
		}
	}
	if b.all = true; o.full {
		return
	}
	for c, places := range b.firsts {
		if isWord(byte(c)) && c != '_' && places&(1<<window-1) != 1<<window-1 {
			return
		}
	}
	b.full = true
}

// Add adds a form. It is not kept, nor is e.Of changed or read.
func (b *Batch) Add(e Entry) {
	lane, text, n, first := laneJoined, e.Form, len(e.Form), -1
	known := e.Of != nil && e.Joined && n >= window // which is plain
	if !known {
		lane, text, n, first = place(e.Form, e.Joined)
	}
	if n < MinSymbols || n >= 1<<lengthBits {
		return
	}
	b.rest.length(n)
	if first >= 0 && lane == laneFolded {
		b.blanks |= 1 << min(first, window)
	}
	var v entry
	if known || isPlain(text) {
		b.plain(&v, text, lane)
	} else {
		b.spell(&v, text, lane, n)
	}
	value := e.Of
	if value == nil {
		h := b.seed.hasher()
		symbols(text, lane, h.add)
		value = &Value{Digest: h.done(), ID: e.ID}
		if e.ID >= 0 {
			value.Digest = b.seed.masked(value.Digest, e.ID)
		} else {
			value.ID = -1
			b.own = append(b.own, value)
		}
	}
	v.meta |= newMeta(n, e.Before, e.After, e.WordBound, false, e.Base64 && e.Of != nil)
	b.lanes[lane].add(v, value)
	b.fold()
}

// AddPlain adds a form of value whose bytes are all symbols, window or more of them: one that
// may be broken into lines and is found without regard to what adjoins it. With before or after, or
// digits, it is base64; see Entry.
func (b *Batch) AddPlain(form []byte, value *Value, digits bool, before, after uint8) {
	n := len(form)
	b.rest.length(n)
	var v entry
	b.plain(&v, form, laneJoined)
	v.meta = newMeta(n, before, after, false, false, digits)
	b.lanes[laneJoined].add(v, value)
	b.fold()
}

// Reserve makes room for so many forms that may be broken into lines, of so many values.
func (b *Batch) Reserve(forms, values int) {
	l := &b.lanes[laneJoined]
	l.entries, l.values = slices.Grow(l.entries, forms), slices.Grow(l.values, values)
	if b.many == nil && forms >= prefixBits/16 {
		b.many = new([prefixBits / 64]uint64)
	} else if b.many == nil {
		b.prefixes = slices.Grow(b.prefixes, forms*(window-1))
	}
}

// plain reads a form of which each byte is a symbol.
func (b *Batch) plain(v *entry, text []byte, lane int) {
	n := len(text)
	var reg uint64
	for i, c := range text[:min(n, window)] {
		reg = reg<<8 | uint64(c)
		b.firsts[c] |= 1 << i
		if lane == laneJoined && i < window-1 {
			b.prefix(b.seed.mark(reg, i+1))
		}
	}
	v.mark = b.seed.mark(reg, min(n, window))
	if n < window {
		v.tail = v.mark
		return
	}
	for _, c := range text[window:min(n, span)] {
		b.rest.add(c)
	}
	var last [8]byte
	copy(last[8-window:], text[n-window:])
	v.tail = b.seed.mark(binary.BigEndian.Uint64(last[:]), window)
	if n >= longForm {
		var sum uint64
		for _, c := range text[window:] {
			sum = b.seed.step(sum, c)
		}
		v.tail ^= b.seed.middle(0, sum, n-window)
	}
}

// spell reads a form of n symbols.
func (b *Batch) spell(v *entry, text []byte, lane, n int) {
	var reg, sum uint64
	i := 0
	symbols(text, lane, func(c byte) {
		i++
		reg = reg<<8 | uint64(c)
		if i <= window {
			if b.firsts[c&0x7f] |= 1 << (i - 1); c >= 0x80 {
				v.meta |= binaryBit
			}
			if lane == laneJoined && i < window {
				b.prefix(b.seed.mark(reg, i))
			}
		} else {
			sum = b.seed.step(sum, c)
			if i <= span && c < 0x80 {
				b.rest.add(c)
			}
		}
		if i == min(n, window) {
			v.mark = b.seed.mark(reg, i)
		}
	})
	v.tail = b.seed.mark(reg, min(n, window))
	if n >= longForm {
		v.tail ^= b.seed.middle(0, sum, n-window)
	}
}

// prefix notes the mark of a beginning.
func (b *Batch) prefix(mark uint32) {
	w := uint16(mark % prefixBits)
	if b.many != nil {
		b.many[w>>6] |= 1 << (w & 63)
		return
	}
	b.prefixes = append(b.prefixes, w)
}

// fold keeps the list of prefixes short.
func (b *Batch) fold() {
	if len(b.prefixes) < prefixBits/16 {
		return
	}
	if b.many == nil {
		b.many = new([prefixBits / 64]uint64)
	}
	for _, w := range b.prefixes {
		b.many[w>>6] |= 1 << (w & 63)
	}
	b.prefixes = b.prefixes[:0]
}

// summed is what batches note beside their forms.
func summed(batches []*Batch) *Batch {
	sum := &Batch{many: new([prefixBits / 64]uint64)}
	var last *[prefixBits / 64]uint64
	for _, b := range batches {
		sum.firsts, sum.blanks, sum.rest = sum.firsts.union(&b.firsts), sum.blanks|b.blanks, sum.rest.union(b.rest)
		for _, w := range b.prefixes {
			sum.many[w>>6] |= 1 << (w & 63)
		}
		if b.many == nil || b.many == last {
			continue
		}
		for i, w := range b.many {
			sum.many[i] |= w
		}
		last = b.many
	}
	return sum
}

func (f *firsts) union(o *firsts) (u firsts) {
	for i := 0; i < len(f); i += 8 {
		binary.LittleEndian.PutUint64(u[i:], binary.LittleEndian.Uint64(f[i:])|binary.LittleEndian.Uint64(o[i:]))
	}
	return u
}

// forms are entries with the values that they refer to.
type forms struct {
	entries []entry
	values  []*Value
}

func (r *forms) add(e entry, v *Value) {
	if n := len(r.values); n == 0 || r.values[n-1] != v {
		r.values = append(r.values, v)
	}
	e.value = uint32(len(r.values) - 1)
	r.entries = append(r.entries, e)
}

// merge returns the entries of a and b in their order. Of one form of one value that
// both have, the looser rule holds.
func merge(a, b forms) forms {
	return mergeInto(forms{make([]entry, 0, len(a.entries)+len(b.entries)), make([]*Value, 0, len(a.values)+len(b.values))}, a, b)
}

// mergeInto is merge into out, which is empty and should have room.
func mergeInto(out, a, b forms) forms {
	out.values = append(append(out.values, a.values...), b.values...)
	base := uint32(len(a.values))
	x, y := a.entries, b.entries
	for len(x) > 0 && len(y) > 0 {
		c := 0
		if x[0].mark == y[0].mark {
			c = compare(&x[0], &y[0], a.values, b.values)
		}
		switch {
		case x[0].mark < y[0].mark || c < 0:
			out.entries, x = append(out.entries, x[0]), x[1:]
		case x[0].mark > y[0].mark || c > 0:
			out.entries, y = append(out.entries, y[0].behind(base)), y[1:]
		default:
			e := x[0]
			e.meta = e.meta.union(y[0].meta)
			out.entries = append(out.entries, e)
			x, y = x[1:], y[1:]
		}
	}
	out.entries = append(out.entries, x...)
	for i := range y {
		out.entries = append(out.entries, y[i].behind(base))
	}
	return out
}

// behind is e where so many values stand before its own.
func (e entry) behind(values uint32) entry {
	e.value += values
	return e
}

// union is what holds of a form that was added with m and with o.
func (m meta) union(o meta) meta {
	return newMeta(int(m.length()), max(m.before(), o.before()), max(m.after(), o.after()), m.word() && o.word(), m.binary(), m.base64())
}

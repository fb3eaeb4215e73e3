package literal

import "encoding/binary"

// An entry is one literal as it is confirmed at the start of its window.
type entry struct {
	next   octets // from the start of the window on
	before octets // right before it
	id     int32
	off    int8  // of the window
	n      uint8 // of the literal
	long   bool  // it has bytes that next and before do not hold
}

// octets is what eight bytes of a text must be for a literal.
type octets struct{ want, mask uint64 }

// miss is 0 for bytes that are those of the literal.
func (x *octets) miss(bytes uint64) uint64 { return bytes&x.mask ^ x.want }

// put makes byte j a byte of the literal. Of a letter in any case one bit does not count.
func (x *octets) put(j int, b byte, fold bool) {
	mask := byte(0xff)
	if fold && b >= 'a' && b <= 'z' {
		mask &^= 0x20
	}
	x.want |= uint64(b&mask) << (8 * j)
	x.mask |= uint64(mask) << (8 * j)
}

// meet keeps the bytes that both have, in any case if one of them does.
func (x *octets) meet(y *octets) {
	both := x.mask & y.mask
	for j := 0; j < 64; j += 8 {
		if (x.want^y.want)&both>>j&0xff != 0 {
			both &^= 0xff << j
		}
	}
	x.mask, x.want = both, x.want&both
}

// index finds the literals of a window: those with windows of four and of three bytes
// by the hash of the sieve, shorter ones by the codes of the first two. The assembly knows
// the layout of sieve, planes and long.
type index struct {
	sieve       sieve
	planes      *uint64 // of long
	stride      int     // bytes of a plane
	long, short list
	heads       [1 << keyBits]uint16 // by key of long, into shared
	shared      []shared
	linked      [codes * codes / 64]uint64 // codes that follow one another in a literal
	holds       uint64                     // codes of a literal
	even        *strided                   // instead of sieve and long, for a kernel that needs it
}

// shared is what the literals of one key have in common. The first one fits nothing.
type shared struct{ next, before octets }

// list is entries by a key.
type list struct {
	first   [1<<keyBits + 1]uint16
	entries []entry
}

const keyBits = hashBits

// maxEntries bounds the entries; an index of more is not built.
const maxEntries = 1<<16 - 1

func pairOf(a, b byte) uint { return uint(code(a))*codes + uint(code(b)) }

// build fills the index. It returns false if there are too many literals.
func (x *index) build(lits []Literal, places []place) bool {
	entries := make([]entry, len(lits))
	x.sieve.addUnits()
	for i, l := range lits {
		at := places[i]
		entries[i] = newEntry(l, at, int32(i))
		x.sieve.add(l.Text[at.off:at.off+at.n], l, at.off)
		x.link(l.Text)
	}
	ok := x.long.build(entries, func(i int, keys []uint) []uint {
		if places[i].n >= width-1 {
			keys = append(keys, hashOf(uint32(entries[i].next.want)))
		}
		return keys
	})
	ok = ok && x.buildShort(lits, entries)
	if ok {
		p := planes(x.long.entries)
		x.planes, x.stride = &p[0], len(p)/2*8
		x.head()
	}
	return ok
}

// buildShort fills the list of the literals of less than three bytes.
func (x *index) buildShort(lits []Literal, entries []entry) bool {
	return x.short.build(entries, func(i int, keys []uint) []uint {
		switch text := lits[entries[i].id].Text; len(text) {
		case 1:
			for c := range uint(codes) {
				keys = append(keys, uint(code(text[0]))*codes+c)
			}
		case 2:
			keys = append(keys, pairOf(text[0], text[1]))
		}
		return keys
	})
}

// buildEven fills the index of a kernel that looks at every second position. It returns
// false if there are too many literals.
func (x *index) buildEven(lits []Literal, places []parities) bool {
	if len(lits) > maxEntries {
		return false
	}
	var short []entry
	for i, l := range lits {
		x.link(l.Text)
		if len(l.Text) < minListed {
			short = append(short, newEntry(l, place{}, int32(i)))
		}
	}
	x.even = &strided{}
	x.even.build(lits, places)
	return x.buildShort(lits, short)
}

// head fills shared.
func (x *index) head() {
	x.shared = []shared{{next: octets{want: 1}}}
	for key := range uint(1 << keyBits) {
		entries := x.long.at(key)
		if len(entries) == 0 {
			continue
		}
		c := shared{entries[0].next, entries[0].before}
		for i := range entries {
			c.next.meet(&entries[i].next)
			c.before.meet(&entries[i].before)
		}
		x.heads[key] = uint16(len(x.shared))
		x.shared = append(x.shared, c)
	}
}

// mayFit is 1 if all fits at text[w] that the literals have in common that may stand
// there, else 0. There are eight bytes before.
func (x *index) mayFit(text []byte, w int) int {
	next, before := load(text, w), binary.LittleEndian.Uint64(text[w-8:])
	c := &x.shared[x.heads[hashOf(uint32(next))]]
	return some(c.next.miss(next)|c.before.miss(before)) ^ 1
}

// planes are the octets of entries, for the assembly, those before a window and those from
// it on: first all that is masked and then all that is wanted.
func planes(entries []entry) []uint64 {
	n := 2 * (len(entries) + groupFits) // so many are loaded at once, even behind the last one
	p := make([]uint64, 2*n)
	for i := range entries {
		for j, x := range [2]*octets{&entries[i].before, &entries[i].next} {
			p[2*i+j], p[n+2*i+j] = x.mask, x.want
		}
	}
	return p
}

// build fills the list with the entries under the keys that keys appends.
func (l *list) build(entries []entry, keys func(i int, buf []uint) []uint) bool {
	var size [1 << keyBits]int
	buf := make([]uint, 0, codes)
	total := 0
	for i := range entries {
		for _, k := range keys(i, buf[:0]) {
			size[k]++
			total++
		}
	}
	if total > maxEntries {
		return false
	}
	sum := 0
	for k, n := range size {
		l.first[k] = uint16(sum)
		size[k] = sum
		sum += n
	}
	l.first[1<<keyBits] = uint16(sum)
	l.entries = make([]entry, sum)
	for i := range entries {
		for _, k := range keys(i, buf[:0]) {
			l.entries[size[k]] = entries[i]
			size[k]++
		}
	}
	return true
}

func (l *list) at(key uint) []entry { return l.entries[l.first[key]:l.first[key+1]] }

func newEntry(l Literal, at place, id int32) entry {
	e := entry{id: id, off: int8(at.off), n: uint8(len(l.Text))}
	for j := range len(l.Text) {
		switch k := j - at.off; {
		case k < -8, k >= 8:
			e.long = true
		case k < 0:
			e.before.put(8+k, l.Text[j], l.Fold)
		default:
			e.next.put(k, l.Text[j], l.Fold)
		}
	}
	return e
}

func (x *index) link(text string) {
	for i := range len(text) {
		x.holds |= 1 << code(text[i])
		if i > 0 {
			p := pairOf(text[i-1], text[i])
			x.linked[p/64] |= 1 << (p % 64)
		}
	}
}

// at returns the entries of one of the lists of a find at text[w], and where their windows
// may begin.
func (x *index) at(text []byte, w int, in uint8) (int, []entry) {
	switch {
	case in == inNext:
		if w++; w == len(text) || x.even.first[text[w]] != 0 {
			return w, nil // it has a mark of its own
		}
	case in == inLong && x.even != nil:
		return w, x.even.at(uint32(load(text, w)))
	case in == inLong:
		return w, x.long.at(hashOf(uint32(load(text, w))))
	}
	two := load(text, w)
	return w, x.short.at(pairOf(byte(two), byte(two>>8)))
}

// fitting returns the number of the first entry from i on whose literal may stand where the
// eight bytes from a window on and those before are, and does if it is not long; or how many
// there are. Most entries differ in the bytes from the window on.
func fitting(entries []entry, i int, next, before uint64) int {
	for ; i < len(entries); i++ {
		if e := &entries[i]; next&e.next.mask == e.next.want && before&e.before.mask == e.before.want {
			break
		}
	}
	return i
}

// start returns where the literal begins whose window begins at text[w] and fits
// there, or -1.
func (e *entry) start(lits []Literal, text []byte, w int) int {
	start := w - int(e.off)
	if e.long {
		end := start + int(e.n)
		if start < 0 || end > len(text) {
			return -1
		}
		l := &lits[e.id]
		if !l.Fold {
			if string(text[start:end]) != l.Text {
				return -1
			}
			return start
		}
		for i := start; i < end; i++ {
			if !same(l, text[i], l.Text[i-start]) {
				return -1
			}
		}
	}
	return start
}

// loadBefore returns the eight bytes before text[w], zeros before the beginning.
func loadBefore(text []byte, w int) uint64 {
	if w >= 8 {
		return binary.LittleEndian.Uint64(text[w-8:])
	}
	var v uint64
	for k := 1; k <= w; k++ {
		v |= uint64(text[w-k]) << (64 - 8*k)
	}
	return v
}

// load returns eight bytes from text[w] on, zeros behind the end.
func load(text []byte, w int) uint64 {
	if w+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[w:])
	}
	var v uint64
	for i := len(text) - 1; i >= w; i-- {
		v = v<<8 | uint64(text[i])
	}
	return v
}

// quietFrom returns an offset q of at least floor such that no literal that
// covers text[p-1] begins before q.
func (x *index) quietFrom(text []byte, p, floor int) int {
	floor = max(floor, p-MaxLen)
	if p <= floor || x.holds>>code(text[p-1])&1 == 0 {
		return p
	}
	q := p - 1
	for q > floor {
		k := pairOf(text[q-1], text[q])
		if x.linked[k/64]>>(k%64)&1 == 0 {
			break
		}
		q--
	}
	return q
}

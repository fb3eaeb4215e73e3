package literal

import "encoding/binary"

// An entry is one literal as it is confirmed at the start of its window.
type entry struct {
	want, mask, fold uint64 // of the first eight bytes from there on
	id               int32
	off, n           uint8 // of the window; of the literal
}

// index finds the literals of a window by the codes of its first two bytes.
type index struct {
	first   [codes*codes + 1]uint16
	entries []entry
	linked  [codes * codes / 64]uint64 // codes that follow one another in a literal
	holds   uint64                     // codes of a literal
}

// maxEntries bounds the entries; an index of more is not built.
const maxEntries = 1<<16 - 1

func pairOf(a, b byte) uint { return uint(code(a))*codes + uint(code(b)) }

// build fills the index. It returns false if there are too many literals.
func (x *index) build(lits []Literal, places []place) bool {
	var size [codes * codes]int
	each := func(i int, add func(pair uint)) {
		at := places[i]
		a := lits[i].Text[at.off]
		if at.n > 1 {
			add(pairOf(a, lits[i].Text[at.off+1]))
			return
		}
		for c := range uint(codes) {
			add(uint(code(a))*codes + c)
		}
	}
	total := 0
	for i := range lits {
		each(i, func(pair uint) { size[pair]++; total++ })
	}
	if total > maxEntries {
		return false
	}
	sum := 0
	for p, n := range size {
		x.first[p] = uint16(sum)
		sum += n
		size[p] = int(x.first[p])
	}
	x.first[codes*codes] = uint16(sum)
	x.entries = make([]entry, sum)
	for i := range lits {
		e := newEntry(lits[i], places[i], int32(i))
		each(i, func(pair uint) {
			x.entries[size[pair]] = e
			size[pair]++
		})
		x.link(lits[i].Text)
	}
	return true
}

func newEntry(l Literal, at place, id int32) entry {
	e := entry{id: id, off: uint8(at.off), n: uint8(len(l.Text))}
	for j := range min(8, len(l.Text)-at.off) {
		b := l.Text[at.off+j]
		e.want |= uint64(b) << (8 * j)
		e.mask |= 0xff << (8 * j)
		if l.Fold && b >= 'a' && b <= 'z' {
			e.fold |= 0x20 << (8 * j)
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

// at returns the entries of a window that begins at text[w].
func (x *index) at(text []byte, w int) []entry {
	b := byte(0)
	if w+1 < len(text) {
		b = text[w+1]
	}
	p := pairOf(text[w], b)
	return x.entries[x.first[p]:x.first[p+1]]
}

// start returns where the literal begins whose window begins at text[w], or -1.
// eight is what load returns for w.
func (e *entry) start(lits []Literal, text []byte, w int, eight uint64) int {
	if (eight|e.fold)&e.mask != e.want {
		return -1
	}
	start, end := w-int(e.off), w-int(e.off)+int(e.n)
	if start < 0 || end > len(text) {
		return -1
	}
	l := &lits[e.id]
	for i := start; i < w; i++ {
		if !same(l, text[i], l.Text[i-start]) {
			return -1
		}
	}
	for i := w + 8; i < end; i++ {
		if !same(l, text[i], l.Text[i-start]) {
			return -1
		}
	}
	return start
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

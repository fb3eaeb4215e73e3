package fingerprint

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

const (
	// glanceReach is how many bytes a glance is of, at most.
	glanceReach = 256
	// mostGlances is how many glances a text is worth: a survey tells of a longer one sooner.
	mostGlances = 2
	// leastGlance is how many bytes glanceAVX2 reads, at least.
	leastGlance = 32
)

// A glance is what of a survey tells that nothing begins in a line, for most lines. Bit for
// bit its fields are those of a survey or, where another piece of text would tell, have more.
type glance struct {
	odd, may, run64, run32, list glanceMarks
	in64, inList                 glanceMarks
	doubt, number                glanceMarks // only where some tells of them
}

// glanceMarks are marks of up to glanceReach bytes.
type glanceMarks [glanceReach / 64]uint64

// some tells which fields of a glance are not 0.
type some uint64

const (
	someOdd some = 1 << iota
	someMay
	some64
	some32
	someDoubt
	someHits // somewhere in lists
	someNumber
)

// nearOf is the entry of tables.near for a byte of classes and places, the highest bit first.
func nearOf(classes, places byte) (near byte) {
	for _, in := range [...]bool{
		classes&classList != 0, classes&class64 != 0, classes&class32 != 0, classes&classBehind != 0,
		places&bitOdd != 0, classes&classSep != 0, classes&classDoubt != 0, classes&classDecimal != 0,
	} {
		near <<= 1
		if in {
			near |= 1
		}
	}
	return near
}

// glances tells, for a line or a piece of text at from, whether a glance shows that nothing begins
// in it: it returns the end of the text or an offset behind a wall, as still does, or from if it is
// not sure. from is where still may go on, and begin where it began.
func (s *Snapshot) glances(t []byte, begin, from int, final bool, level uint8) int {
	n := min(len(t)-from, glanceReach)
	x := glanced{piece: piece{s: s, t: t, begin: begin, from: from, stop: from + n, final: final}, end: from + n}
	if !final || x.end < len(t) {
		if x.stop = x.wall(); x.stop == from {
			return from
		}
	}
	to := x.stop
	found := glanceAsm(s.tables.glance, t[from:x.end], s.tables, &x.glance)
	if s.blanks {
		found |= x.twins()
	}
	switch {
	case found == 0:
	case found&someMay != 0 && !x.windows(), found&someOdd != 0 && !x.runs(),
		level < maxLevels && found&^(someOdd|someMay) != 0 && !x.views(found, level):
		return from
	}
	return to
}

// glanced is a piece of text with a glance at it.
type glanced struct {
	piece
	end int
	glance
}

// wall returns the last offset behind a wall from which on the piece is long enough for that all
// windows before it are known, or from.
func (x *glanced) wall() int {
	for i := x.end - margin; i > x.from; i-- {
		if walls[x.t[i-1]] {
			return i
		}
	}
	return x.from
}

// walls are the bytes of bitWall.
var walls = func() (t [256]bool) {
	for c, f := range noFirsts {
		t[c] = f&bitWall != 0
	}
	return t
}()

// twins adds to odd the first of several blanks in a row, which count as one, and tells whether there are any.
func (x *glanced) twins() (found some) {
	for i := x.from; ; i++ {
		n := bytes.Index(x.t[i:x.end], twoSpaces)
		if n < 0 {
			return found
		}
		i += n
		x.odd[(i-x.from)/64] |= 1 << ((i - x.from) % 64)
		found = someOdd
		for i < x.end && x.t[i] == ' ' { // run reads them all
			i++
		}
		if i == x.end {
			return found
		}
	}
}

var twoSpaces = []byte("  ")

// runs tells whether no form begins before what is no symbol and goes on behind it.
func (x *glanced) runs() bool {
	next, stop := x.from, x.stop
	for k, w := range x.odd {
		for ; w != 0; w &= w - 1 {
			y := x.from + 64*k + bits.TrailingZeros64(w)
			if y >= stop+2*window {
				return true
			}
			if y >= next {
				if next = x.run(y); x.stop < stop {
					return false
				}
			}
		}
	}
	return true
}

// windows tells whether no form begins with a window as it stands.
func (x *glanced) windows() bool {
	s, t, left := x.s, x.t, mostAhead(x.end-x.from)
	bitmap, shift, mul := s.filter.bitmap, (s.filter.shift-32)&31, s.seed.mul
	for k, w := range x.may {
		for ; w != 0; w &= w - 1 {
			p := x.from + 64*k + bits.TrailingZeros64(w)
			if p >= x.stop {
				return true
			}
			var reg uint64
			if p+8 <= len(t) {
				reg = binary.BigEndian.Uint64(t[p:p+8]) >> 16
			} else {
				reg = windowAt(t, p)
			}
			// As filter.may, in few steps: several wait for memory at once.
			mark := markOf(reg, mul)
			at := mark >> shift
			word := atomic.LoadUint64(&bitmap[at>>6])
			second, third := others(mark)
			if word>>(at&63)&(word>>second)&(word>>third)&1 == 0 {
				continue
			}
			for mode := range s.lanes {
				if s.opens(t, p, mark, mode, x.final, &left) {
					return false
				}
			}
		}
	}
	return true
}

// views tells whether the views find nothing in the runs that they read.
func (x *glanced) views(found some, level uint8) bool {
	if found&some64 != 0 {
		for k, starts := range x.run64 {
			for starts != 0 {
				if l, r, ok := x.take(&starts, k, inBase64, &x.in64); !ok || l < r && !x.s.quietBase64(x.t[l:r], level) {
					return false
				}
			}
		}
	}
	if found&some32 != 0 {
		for k, starts := range x.run32 {
			for starts != 0 {
				if l, r, ok := x.take(&starts, k, inBase32, nil); !ok || l < r && !x.s.quietBase32(x.t[l:r], level) {
					return false
				}
			}
		}
	}
	if found&(someDoubt|someHits|someNumber) == 0 {
		return true
	}
	for k, starts := range x.list {
		for starts != 0 {
			l, r, ok := x.take(&starts, k, inList, &x.inList)
			if !ok {
				return false
			}
			kinds := uint8(0)
			switch {
			case l == r:
			case found&someHits != 0, found&someDoubt != 0 && x.doubt.any(l-x.from, r-x.from):
				kinds = allLists
			case found&someNumber != 0 && x.number.any(l-x.from, r-x.from) && numbers(x.t[l:r]):
				kinds = 1 << viewDecimal
			}
			if kinds == 0 {
				continue
			}
			if _, list := listable(x.t[:r], l); !x.s.quietList(list, kinds, level, x.t, l, r) {
				return false
			}
		}
	}
	return true
}

// take returns the run of class, which in has if it is not nil, that has the first of starts, in
// block k, and takes it from them. The run is empty if it is not judged here; it is not known if
// more of it may follow.
func (x *glanced) take(starts *uint64, k int, class uint8, in *glanceMarks) (l, r int, known bool) {
	base := x.from + 64*k
	l = base + bits.TrailingZeros64(*starts)
	*starts &= *starts + *starts&-*starts // those of one run are in a row
	if l >= x.stop || l == base && l > x.begin && classOf[x.t[l-1]]&class != 0 {
		return l, l, true
	}
	r = l
	if in != nil {
		r = x.from + in.end(l-x.from)
	}
	if r == l || r == x.end {
		r = runEnd(x.t, r, class, len(x.t))
	}
	return l, r, r < len(x.t) || x.final
}

// end returns the end of the bits in a row from i on.
func (m *glanceMarks) end(i int) int {
	i += bits.TrailingZeros64(^(m[i/64] >> (i % 64)))
	for i%64 == 0 && i < glanceReach && m[i/64]&1 != 0 {
		i += bits.TrailingZeros64(^m[i/64])
	}
	return i
}

// any tells whether m has a bit in [from, to), as far as it goes.
func (m *glanceMarks) any(from, to int) bool {
	for to = min(to, glanceReach); from < to; {
		n := min(64-from%64, to-from)
		if m[from/64]>>(from%64)<<(64-n) != 0 {
			return true
		}
		from += n
	}
	return false
}

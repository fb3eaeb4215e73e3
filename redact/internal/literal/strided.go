package literal

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// strided finds literals by looking at every second position of a text, at four bytes. A
// literal has two windows, one for each parity of its start. The bytes of a window that
// lie outside the literal may be anything. The assembly knows the layout.
type strided struct {
	// set is by setOf the first three bytes of a window: the set of the fourth ones, of
	// which a bit by fourth tells.
	set    [1 << setBits]uint8
	units  [256]uint8           // inShort for the first bytes of units, and firsts
	heads  [1 << setBits]uint32 // by setOf, into of: a place for each bit of the set
	of     []uint32             // into groups
	groups []group              // the first one fits nothing
	starts [2][2][32]uint8      // tables.rare of all units, twice
	digits [2][32]uint8         // runTables
	// entries are those of groups.
	entries []entry
	// firsts are the first bytes of the literals of less than three bytes that have no
	// windows: they are marked wherever they stand.
	firsts []byte
	first  [256]uint8 // 1 for them
	// pairs has, by two bytes, the bit of the second in set, isSpecial if the first begins
	// a unit other than Plain or the second may, and noDigit if one is no digit of base64.
	// Only the kernel in Go has it.
	pairs *[1 << 16]uint8
}

// A group is the windows of one bit of a set, with what they have in common.
type group struct {
	next, before octets
	from, to     uint32 // in entries, which those of short literals are not
	in           uint64 // the lists to look at where it fits
	// What they have in common may be little. These are what may stand at the fourth and the
	// fifth byte of a window, and at the second and the first one before it, a bit by both.
	past, ahead uint64
}

// twoOf is a number below 64 for two bytes, whatever their case.
func twoOf(two uint16) uint { return uint(two&7 | two>>5&0o70) }

// twos returns the bits of twoOf for what two bytes of octets are, from one on.
func (x *octets) twos(j int) (set uint64) {
	want, mask := x.want>>(8*j), x.mask>>(8*j)
	for two := range uint64(64) {
		if (want^two)&mask&7 == 0 && (want>>8^two>>3)&(mask>>8)&7 == 0 {
			set |= 1 << two
		}
	}
	return set
}

const (
	setBits = 15
	// setFold leaves the codes of three bytes.
	setFold = 0x5f5f5f
	// setBy is such that the first byte counts for little, so that a window of which it
	// is not known takes little of the set.
	setBy = 0x10000387
	// minListed is the length of the literals whose windows have groups.
	minListed = 3
	// maxPairs is the number of literals of two bytes up to which they have windows.
	maxPairs = 8
)

// setOf is a hash of the first three bytes of a window, without regard to case.
func setOf(four uint32) uint32 { return (four & setFold) * setBy >> (32 - setBits) }

// fourth is a bit for the fourth byte of a window, without regard to case.
func fourth(b byte) uint8 { return 1 << (b & 15 % fourths) }

// fourths is the number of the bits.
const fourths = 6

// parities is the offsets of the windows of a literal that begins at an even position of
// a text, and of one that begins at an odd one.
type parities [2]int8

// build fills the tables.
func (s *strided) build(lits []Literal, places []parities) {
	for b := range s.units {
		if unit.Special(byte(b)) {
			s.units[b] = inShort
		}
	}
	s.digits = runTables
	for k, kind := range unitKinds {
		for j, set := range kind {
			for b := range 256 {
				if set == "" || has(set, byte(b)) {
					for q := 0; q < 32; q += 16 {
						s.starts[j][0][b&15|q] |= 1 << k
						s.starts[j][1][b>>4|q] |= 1 << k
					}
				}
			}
		}
	}
	s.short(lits)
	for i, l := range lits {
		for _, off := range places[i] {
			s.windowed(l, int(off), func(at uint32, fourths uint8) { s.set[at] |= fourths })
		}
	}
	total := uint32(0)
	for at, set := range s.set {
		s.heads[at] = total
		total += uint32(bits.OnesCount8(set))
	}
	ends, last := make([]uint32, total), make([]uint32, total) // of the windows of each bit; the last of them
	each := func(fn func(place, window uint32)) {
		for i, l := range lits {
			for parity, off := range places[i] {
				window := uint32(2*i + parity)
				s.windowed(l, int(off), func(at uint32, fourths uint8) {
					for ; fourths != 0; fourths &= fourths - 1 {
						if k := s.place(at, fourths&-fourths); last[k] != window+1 {
							last[k] = window + 1
							fn(k, window)
						}
					}
				})
			}
		}
		clear(last)
	}
	each(func(k, _ uint32) { ends[k]++ })
	sum := uint32(0)
	for k, n := range ends {
		ends[k] = sum
		sum += n
	}
	listed := make([]uint32, sum)
	each(func(k, window uint32) { listed[ends[k]] = window; ends[k]++ })
	s.group(lits, places, listed, ends)
}

// short fills firsts: a window of one byte, or many of two, would fill the set.
func (s *strided) short(lits []Literal) {
	pairs := 0
	for _, l := range lits {
		if len(l.Text) == 2 {
			pairs++
		}
	}
	for more := true; more; {
		more = false
		for _, l := range lits {
			if len(l.Text) >= minListed {
				continue
			}
			in := len(l.Text) == 1 || pairs > maxPairs
			for _, b := range spellings(l, 0) {
				in = in || s.first[b] != 0 // so that it has all or none
			}
			for _, b := range spellings(l, 0) {
				if in && s.first[b] == 0 {
					s.firsts = append(s.firsts, b)
					s.first[b], s.units[b] = 1, inShort
					more = true
				}
			}
		}
	}
}

// markFirsts marks firsts.
func (s *strided) markFirsts(text []byte, masks []uint64) {
	if len(s.firsts) > maxPairs {
		for i, b := range text {
			masks[i/64] |= uint64(s.first[b]) << (i % 64)
		}
		return
	}
	for _, b := range s.firsts {
		for i := 0; ; i++ {
			k := bytes.IndexByte(text[i:], b)
			if k < 0 {
				break
			}
			i += k
			masks[i/64] |= 1 << (i % 64)
		}
	}
}

// windowed is the function of that name for the literals that have windows.
func (s *strided) windowed(l Literal, off int, fn func(at uint32, fourths uint8)) {
	if len(l.Text) >= minListed || s.first[l.Text[0]] == 0 {
		windowed(l, off, fn)
	}
}

// place returns the place in of of a bit of the set.
func (s *strided) place(at uint32, fourth uint8) uint32 {
	return s.heads[at] + uint32(bits.OnesCount8(s.set[at]&(fourth-1)))
}

// group fills of, groups and entries. A window is twice the number of its literal, with the
// parity; those of each bit of the set end at ends.
func (s *strided) group(lits []Literal, places []parities, listed, ends []uint32) {
	s.of = make([]uint32, len(ends)+1)   // one more, for what has no bit
	alone := make([]uint32, 2*len(lits)) // the groups of one window
	s.makeRoom(lits, listed, ends, alone)
	clear(alone)
	s.groups = append(s.groups, group{next: octets{want: 1}})
	from := uint32(0)
	for k, to := range ends {
		list := listed[from:to]
		from = to
		if len(list) == 1 {
			if s.of[k] = alone[list[0]]; s.of[k] != 0 {
				continue
			}
			alone[list[0]] = uint32(len(s.groups))
		}
		s.of[k] = uint32(len(s.groups))
		g := group{from: uint32(len(s.entries))}
		for i, window := range list {
			e := newEntry(lits[window/2], place{off: int(places[window/2][window%2])}, int32(window/2))
			if i == 0 {
				g.next, g.before = e.next, e.before
			}
			g.next.meet(&e.next)
			g.before.meet(&e.before)
			g.past |= e.next.twos(3)
			g.ahead |= e.before.twos(6)
			if e.n < minListed {
				g.in |= inShort << (window % 2)
				continue
			}
			g.in |= inLong
			s.entries = append(s.entries, e)
		}
		g.to = uint32(len(s.entries))
		s.groups = append(s.groups, g)
	}
}

// makeRoom allocates groups and entries as large as they become. It writes to seen, by
// window.
func (s *strided) makeRoom(lits []Literal, listed, ends, seen []uint32) {
	from, groups, entries := uint32(0), 1, 0
	for _, to := range ends {
		list := listed[from:to]
		from = to
		if len(list) == 1 {
			if seen[list[0]] != 0 {
				continue
			}
			seen[list[0]] = 1
		}
		groups++
		for _, window := range list {
			if len(lits[window/2].Text) >= minListed {
				entries++
			}
		}
	}
	s.groups, s.entries = make([]group, 0, groups), make([]entry, 0, entries)
}

// windowed calls fn with the places in strided.set of the window at an offset of a literal,
// and the fourth bytes.
func windowed(l Literal, off int, fn func(at uint32, fourth uint8)) {
	var known uint32
	unknown := 0 // the first three bytes that are not known, by bits
	for j := range 3 {
		if k := off + j; k >= 0 && k < len(l.Text) {
			known |= uint32(l.Text[k]) << (8 * j)
		} else {
			unknown |= 1 << j
		}
	}
	set := uint8(1<<fourths - 1)
	if k := off + 3; k < len(l.Text) {
		set = fourth(l.Text[k])
	}
	fill(known, unknown, set, fn)
}

// fill tries the codes of the bytes that are not known.
func fill(known uint32, unknown int, fourth uint8, fn func(at uint32, fourth uint8)) {
	if unknown == 0 {
		fn(setOf(known), fourth)
		return
	}
	j := bits.TrailingZeros(uint(unknown))
	for b := range uint32(0x60) {
		if b&0x20 == 0 {
			fill(known|b<<(8*j), unknown&(unknown-1), fourth, fn)
		}
	}
}

// groupAt returns the group of the windows that may begin at four, or any if there are none.
func (s *strided) groupAt(four uint32) *group {
	return &s.groups[s.of[s.place(setOf(four), fourth(byte(four>>24)))]]
}

// findAt returns the find at text[at]. It has no lists if there is none.
func (s *strided) findAt(text []byte, at int) find {
	return find{at: uint16(at), in: s.mayFit(text, at)&uint8(at&1-1) | s.units[text[at]]}
}

// mayFit returns the lists to look at for the windows that may stand at text[w]: none if
// not all fits that they have in common.
func (s *strided) mayFit(text []byte, w int) uint8 {
	next := load(text, w)
	g := s.groupAt(uint32(next))
	miss := g.next.miss(next) | ^(g.past>>twoOf(uint16(next>>24)))&1
	if w >= 8 { // what stands before is here
		before := binary.LittleEndian.Uint64(text[w-8:])
		miss |= g.before.miss(before) | ^(g.ahead>>twoOf(uint16(before>>48)))&1
	}
	return uint8(g.in) & uint8(some(miss)-1)
}

// siftGo is sift for the bits of strided kernels: windows are at even positions.
func (s *strided) siftGo(text []byte, masks []uint64, done int, found *[maxFinds + width - 1]find) (n, now int) {
	for ; done < len(masks); done++ {
		for m := masks[done]; m != 0; m &= m - 1 {
			if n == maxFinds {
				masks[done] = m
				return n, done
			}
			found[n] = s.findAt(text, 64*done+bits.TrailingZeros64(m))
			n += some(uint64(found[n].in))
		}
	}
	return n, done
}

// at returns the entries whose windows may begin at four.
func (s *strided) at(four uint32) []entry {
	g := s.groupAt(four)
	return s.entries[g.from:g.to]
}

// fit reports that a window or a unit may begin at four, which are at an offset of a text.
func (s *strided) fit(k Kernel, four [width]byte, at int) bool {
	start := unitStart[four[0]] & unitNext[four[1]]
	if k == AVX2 {
		start = 0xff
		for j, b := range four[:2] {
			start &= s.starts[j][0][b&15] & s.starts[j][1][b>>4]
		}
	}
	return start != 0 || s.first[four[0]] != 0 || at%2 == 0 && s.set[setOf(binary.LittleEndian.Uint32(four[:]))]&fourth(four[3]) != 0
}

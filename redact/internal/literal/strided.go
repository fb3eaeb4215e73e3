package literal

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// strided finds literals by looking at every second position of a text, at four bytes. A
// literal has two windows, one for each parity of its start. The bytes of a window that
// lie outside the literal may be anything. The assembly knows the layout.
type strided struct {
	// set is by setOf the first three bytes of a window: the set of the fourth ones, of
	// which a bit by fourth tells.
	set   [1 << setBits]uint8
	units [256]uint8 // inShort for the first bytes of units, and firsts
	// heads is by eight sets how many bits there are before them: of has a place for each bit.
	heads  [1 << setBits / 8]uint32
	of     []uint32        // into groups
	groups []group         // the first one fits nothing
	starts [2][2][32]uint8 // tables.rare of all units, twice
	digits [2][32]uint8    // runTables
	// check is what a mark is tried with first, since a set lets through much that is none of
	// its windows: by checkOf the first three bytes of a window, or by lateOf those behind a first
	// one that may be any, the set of the fourth ones, of which a bit by checkBit tells.
	check [1 << checkBits]uint8
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
	first := uint64(x.eights(j))
	for second := x.eights(j + 1); second != 0; second &= second - 1 {
		set |= first << (8 * bits.TrailingZeros8(second))
	}
	return set
}

// eights returns a bit for each value that the low three bits of a byte of octets may have.
func (x *octets) eights(j int) (set uint8) {
	want, mask := x.want>>(8*j)&7, x.mask>>(8*j)&7
	if mask == 7 {
		return 1 << want
	}
	for low := range uint64(8) {
		if (want^low)&mask == 0 {
			set |= 1 << low
		}
	}
	return set
}

const (
	setBits = 15
	// setFold leaves the codes of three bytes.
	setFold   = 0x5f5f5f
	checkBits = 13
	checkBy   = 0x9e3779b1
	lateBy    = 0x85ebca6b
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

// checkOf and lateOf are other hashes of three bytes.
func checkOf(three uint32) uint32 { return (three & setFold) * checkBy >> (32 - checkBits) }
func lateOf(three uint32) uint32  { return (three & setFold) * lateBy >> (32 - checkBits) }

// checkBit is the number of a bit for the last byte of a window, other than fourth.
func checkBit(b byte) uint32 { return uint32(b >> 1 & 7) }

// passes is not 0 if a window or a unit may begin at four.
func (s *strided) passes(four uint32) uint8 {
	set := s.check[checkOf(four)] | s.check[lateOf(four>>8)]
	return set>>checkBit(byte(four>>24))&1 | s.units[byte(four)]
}

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
	var at []uint16 // of a window
	var fourths uint8
	for i, l := range lits {
		for _, off := range places[i] {
			at, fourths = s.windowed(at[:0], l, int(off))
			for _, k := range at {
				s.set[k] |= fourths
			}
			if len(at) != 0 {
				s.addCheck(l.Text, int(off))
			}
		}
	}
	total := uint32(0)
	for at := range s.heads {
		s.heads[at] = total
		total += uint32(bits.OnesCount64(s.eightSets(uint32(at))))
	}
	s.of = make([]uint32, total+1)            // one more, for what has no bit
	ends, last := make([]uint32, total), s.of // of the windows of each bit; the last of them, as yet
	each := func(fn func(place, window uint32)) {
		for i, l := range lits {
			for parity, off := range places[i] {
				window := uint32(2*i + parity)
				at, fourths = s.windowed(at[:0], l, int(off))
				for _, set := range at {
					for rest := fourths; rest != 0; rest &= rest - 1 {
						if k := s.place(uint32(set), rest&-rest); last[k] != window+1 {
							last[k] = window + 1
							fn(k, window)
						}
					}
				}
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
func (s *strided) windowed(buf []uint16, l Literal, off int) ([]uint16, uint8) {
	if len(l.Text) >= minListed || s.first[l.Text[0]] == 0 {
		return windowed(buf, l, off)
	}
	return buf, 0
}

// place returns the place in of of a bit of the set.
func (s *strided) place(at uint32, fourth uint8) uint32 {
	below := s.eightSets(at/8) & (uint64(fourth)<<(at%8*8) - 1)
	return s.heads[at/8] + uint32(bits.OnesCount64(below))
}

// eightSets returns eight sets as a word.
func (s *strided) eightSets(at uint32) uint64 {
	return binary.LittleEndian.Uint64(s.set[at%(1<<setBits/8)*8:])
}

// group fills of, groups and entries. A window is twice the number of its literal, with the
// parity; those of each bit of the set end at ends. Bits with equal windows have one group.
func (s *strided) group(lits []Literal, places []parities, listed, ends []uint32) {
	groups, entries := s.number(lits, listed, ends)
	s.groups, s.entries = make([]group, 0, groups), make([]entry, 0, entries)
	s.groups = append(s.groups, group{next: octets{want: 1}})
	from := uint32(0)
	for k, to := range ends {
		list := listed[from:to]
		from = to
		if s.of[k] != uint32(len(s.groups)) {
			continue
		}
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

// number fills of, with the numbers of groups from 1 on, in the order in which they are met
// first. It returns how many groups and entries there are.
func (s *strided) number(lits []Literal, listed, ends []uint32) (groups, entries int) {
	size := 64
	for 2*size < 3*len(ends) {
		size *= 2
	}
	// By hash: the number of a bit that is the first one with its windows, plus 1. A window of
	// its own is met at many bits, one behind the other.
	first, groups := make([]uint32, size), 1
	windows := func(k uint32) []uint32 {
		if k == 0 {
			return listed[:ends[0]]
		}
		return listed[ends[k-1]:ends[k]]
	}
	for k := range uint32(len(ends)) {
		list, h := windows(k), uint32(0)
		for _, window := range list {
			h = (h ^ window) * 0x9e3779b1
		}
		at := int(h>>7) & (size - 1)
		for first[at] != 0 && !slices.Equal(windows(first[at]-1), list) {
			at = (at + 1) & (size - 1)
		}
		if first[at] != 0 {
			s.of[k] = s.of[first[at]-1]
			continue
		}
		first[at], s.of[k] = k+1, uint32(groups)
		groups++
		for _, window := range list {
			if len(lits[window/2].Text) >= minListed {
				entries++
			}
		}
	}
	return groups, entries
}

// windowed appends the places in strided.set of the window at an offset of a literal, and
// returns the fourth bytes.
func windowed(buf []uint16, l Literal, off int) (at []uint16, fourths uint8) {
	fourths = anyFourth
	if k := off + 3; k < len(l.Text) {
		fourths = fourth(l.Text[k])
	}
	return spell(buf, l.Text, off, setOf), fourths
}

// anyFourth is all bits of a set.
const anyFourth = 1<<fourths - 1

// addCheck makes passes let the window at an offset of a literal through.
func (s *strided) addCheck(text string, off int) {
	hash, from, bits := checkOf, off, uint8(1<<8-1)
	if off < 0 {
		hash, from = lateOf, off+1
	}
	if k := off + width - 1; k < len(text) {
		bits = 1 << checkBit(text[k])
	}
	var buf [codes]uint16
	for _, k := range spell(buf[:0], text, from, hash) {
		s.check[k] |= bits
	}
}

// spell appends the hashes of the three bytes at an offset of a literal, of which those outside
// it may be any.
func spell(at []uint16, text string, off int, hash func(uint32) uint32) []uint16 {
	var known uint32
	unknown := 0 // by bits
	for j := range 3 {
		if k := off + j; k >= 0 && k < len(text) {
			known |= uint32(text[k]) << (8 * j)
		} else {
			unknown |= 1 << j
		}
	}
	return fill(at, known, unknown, hash)
}

// fill tries the codes of the bytes that are not known.
func fill(at []uint16, known uint32, unknown int, hash func(uint32) uint32) []uint16 {
	if unknown == 0 {
		return append(at, uint16(hash(known)))
	}
	j := bits.TrailingZeros(uint(unknown))
	for b := range uint32(0x60) {
		if b&0x20 == 0 {
			at = fill(at, known|b<<(8*j), unknown&(unknown-1), hash)
		}
	}
	return at
}

// groupAt returns the group of the windows that may begin at four, or any if there are none.
func (s *strided) groupAt(four uint32) *group {
	return &s.groups[s.of[s.place(setOf(four), fourth(byte(four>>24)))]]
}

// findAt returns the find at text[at]. It has no lists if there is none.
func (s *strided) findAt(text []byte, at int) find {
	if s.passes(uint32(load(text, at))) == 0 {
		return find{}
	}
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

package literal

import (
	"encoding/binary"
	"math/bits"
)

// partGo is what marksPart reads: 64 bytes, and those behind that a window or a unit that
// begins there can have.
const partGo = 64 + width - 1

// marksGo is the kernel without assembly.
func marksGo(text []byte, s *strided, masks []uint64) (runs uint64) {
	full := uint32(0)
	for i := 0; i < len(text); i += 64 {
		if masks[i/64], full = marksAt(text, i, s, full); full&(full>>1) != 0 {
			runs |= mayRunGo(text, i-6, full)
		}
	}
	return runs
}

// lookGo is marks and sift in one for a short text. It returns -1 where there is no room
// for what it finds.
func (s *strided) lookGo(text []byte, found *[maxShort]find) (n int, runs uint64) {
	full := uint32(0)
	for i := 0; i < len(text); i += 64 {
		var mask uint64
		if mask, full = marksAt(text, i, s, full); full&(full>>1) != 0 {
			runs |= mayRunGo(text, i-6, full)
		}
		if left := len(text) - i; left < 64 {
			mask &= 1<<left - 1
		}
		for ; mask != 0; mask &= mask - 1 {
			if n == maxShort {
				return -1, 0
			}
			found[n] = s.findAt(text, i+bits.TrailingZeros64(mask))
			n += some(uint64(found[n].in))
		}
	}
	return n, runs
}

// marksAt is marksPart for text[i:].
func marksAt(text []byte, i int, s *strided, before uint32) (mask uint64, full uint32) {
	if i+partGo <= len(text) {
		return marksPart((*[partGo]byte)(text[i:]), s, before)
	}
	part := blanks
	copy(part[:], text[i:])
	return marksPart(&part, s, before)
}

// blanks are what stands behind the end.
var blanks = func() (b [partGo]byte) {
	for i := range b {
		b[i] = ' '
	}
	return b
}()

// marksPart looks up the windows at every second position. What the set has of the fourth
// byte there is a byte that is not 0; eight of them are a word, of which one product makes
// a bit each. Bits 1 to 8 of full are the words of eight bytes from b[2] on that digits fill,
// bit 0 is the last one before.
func marksPart(b *[partGo]byte, s *strided, before uint32) (mask uint64, full uint32) {
	pairs := s.pairs
	special := pairs[binary.LittleEndian.Uint16(b[:2])]
	full = before >> 8
	for k := 0; k < 64; k += 16 {
		p := (*[16 + width - 1]byte)(b[k:])
		v0, f0 := s.look(pairs, p[0:4])
		v1, f1 := s.look(pairs, p[2:6])
		v2, f2 := s.look(pairs, p[4:8])
		v3, f3 := s.look(pairs, p[6:10])
		v4, f4 := s.look(pairs, p[8:12])
		v5, f5 := s.look(pairs, p[10:14])
		v6, f6 := s.look(pairs, p[12:16])
		v7, f7 := s.look(pairs, p[14:18])
		q := v0 | v1<<8 | v2<<16 | v3<<24 | v4<<32 | v5<<40 | v6<<48 | v7<<56
		q = (q&^high + ^high | q) & high >> 7
		mask |= uint64(evenBits[q*0x0102040810204080>>56]) << k
		first, second := f0|f1|f2|f3, f4|f5|f6|f7
		special |= first | second
		full |= (uint32(first&noDigit)<<1 | uint32(second&noDigit)<<2) >> 6 << (k / 8)
	}
	full ^= 0x1fe
	if special&isSpecial != 0 {
		mask |= marksUnits(b)
	}
	return mask, full
}

// look returns what the set has of the fourth byte of a window, and what pairs has of the
// third and it.
func (s *strided) look(pairs *[1 << 16]uint8, b []byte) (in uint64, pair uint8) {
	four := binary.LittleEndian.Uint32(b)
	pair = pairs[four>>16]
	return uint64(s.set[setOf(four)] & pair), pair
}

// newPairs returns strided.pairs.
func newPairs() *[1 << 16]uint8 {
	t := new([1 << 16]uint8)
	for i := range t {
		a, b := byte(i), byte(i>>8)
		t[i] = fourth(b)
		if unitStart[a]&unitNext[b] != 0 || unitStart[b] != 0 {
			t[i] |= isSpecial
		}
		if digitKinds[a] == 0 || digitKinds[b] == 0 {
			t[i] |= noDigit
		}
	}
	return t
}

const (
	noDigit   = 1 << 6
	isSpecial = 1 << 7
)

// evenBits moves bit k of a byte to bit 2k.
var evenBits = func() (t [256]uint16) {
	for b := range t {
		for k := range 8 {
			t[b] |= uint16(b>>k&1) << (2 * k)
		}
	}
	return t
}()

const (
	ones uint64 = 0x0101010101010101
	high uint64 = 0x8080808080808080
)

// marksUnits marks where a unit other than Plain may begin.
func marksUnits(b *[partGo]byte) (mask uint64) {
	for i := range 64 {
		if unitStart[b[i]]&unitNext[b[i+1]] != 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// unitStart and unitNext are unitKinds by bytes.
var unitStart, unitNext = func() (start, next [256]uint8) {
	for k, kind := range unitKinds {
		for j, t := range [2]*[256]uint8{&start, &next} {
			for b := range t {
				if kind[j] == "" || has(kind[j], byte(b)) {
					t[b] |= 1 << k
				}
			}
		}
	}
	return start, next
}()

package literal

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A sieve tells by hashes of the bytes at a mark whether the window of a literal may
// begin there. The assembly knows the layout.
type sieve struct {
	whole [1 << bloomBits / 32]uint32 // by hash of windows of four bytes
	three [1 << bloomBits / 32]uint32 // and of three
	pairs [1 << 16 / 32]uint32        // by the first two bytes of shorter ones, and of units
}

const bloomBits = 16

// hashOf is the hash of a whole window, without regard to case.
func hashOf(four uint32) uint { return uint((four | 0x20202020) * 0x9e3779b1 >> (32 - bloomBits)) }

// threeOf is the hash of a window of three bytes.
func threeOf(four uint32) uint { return hashOf(four &^ (0xff << 24)) }

// lists are the lists of windows of each length.
const (
	inWhole = 1 << iota
	inThree
	inShort
)

// may tells in which lists a window may begin at four, by bits: few bytes that are
// neither a window nor the beginning of a unit pass.
func (s *sieve) may(four uint32) uint {
	h, t, p := hashOf(four), threeOf(four), four&0xffff
	return uint(s.whole[h/32]>>(h%32)&1 | s.three[t/32]>>(t%32)&1<<1 | s.pairs[p/32]>>(p%32)&1<<2)
}

// addUnits lets all bytes pass with which a unit other than Plain can begin.
func (s *sieve) addUnits() {
	for b := range 256 {
		if unit.Special(byte(b)) {
			s.addPairs([]byte{byte(b)}, nil)
		}
	}
}

// addPairs lets two bytes pass, the second of which may be any if there is none.
func (s *sieve) addPairs(first, second []byte) {
	for _, a := range first {
		for _, b := range second {
			p := uint(a) | uint(b)<<8
			s.pairs[p/32] |= 1 << (p % 32)
		}
		for b := range uint(256) {
			if p := uint(a) | b<<8; len(second) == 0 {
				s.pairs[p/32] |= 1 << (p % 32)
			}
		}
	}
}

// A mark is a position that a kernel has marked and the sieve lets through: the bits of
// may above markBits bits of the position.
type mark uint16

const markBits = 13

func (m mark) at() int  { return int(m & (1<<markBits - 1)) }
func (m mark) in() uint { return uint(m >> markBits) }

// marks is the next positions that a kernel has marked. Where a mark stands cannot be
// foretold, so they are collected and sifted without branching on it.
type marks struct {
	done  int    // words that were read
	last  int    // position from which on fewer than four bytes are left
	tail  uint64 // bits from there on
	found [maxMarks + 64]mark
}

// maxMarks is the number of positions from which no further word is collected.
const maxMarks = 128

// begin begins with the bits of masks, which it may clear; they count from text[0].
func (f *marks) begin(text []byte, masks []uint64) {
	// Four bytes are read at a mark; the last ones are left to next.
	f.done, f.last, f.tail = 0, max(0, len(text)-(width-1)), 0
	if j := f.last / 64; j < len(masks) {
		f.tail = masks[j] >> (f.last % 64)
		masks[j] &= 1<<(f.last%64) - 1
		if j+1 < len(masks) {
			f.tail |= masks[j+1] << (64 - f.last%64)
			masks[j+1] = 0
		}
	}
}

// next returns some more marks, in their order. None are left where it returns false.
func (f *marks) next(p *Prefilter, text []byte, masks []uint64) (found []mark, ok bool) {
	if f.done == len(masks) {
		return nil, false
	}
	n, used := p.kernel.sift(text[64*f.done:], masks[f.done:], &p.index.sieve, &f.found)
	if base := mark(64 * f.done); base > 0 {
		for k := range f.found[:n] {
			f.found[k] += base
		}
	}
	if f.done += used; f.done == len(masks) && f.tail != 0 {
		for t := f.tail; t != 0; t &= t - 1 {
			at := f.last + bits.TrailingZeros64(t)
			if in := p.index.sieve.may(uint32(load(text, at))); in != 0 {
				f.found[n] = mark(at) | mark(in)<<markBits
				n++
			}
		}
	}
	return f.found[:n], true
}

// siftGo is the sift without assembly.
func siftGo(text []byte, masks []uint64, s *sieve, found *[maxMarks + 64]mark) (n, used int) {
	for ; used < len(masks) && n < maxMarks; used++ {
		at := mark(64 * used)
		first := masks[used]
		second := first & (first - 1)
		found[n] = at + mark(bits.TrailingZeros64(first))
		n += some(first)
		found[n] = at + mark(bits.TrailingZeros64(second))
		n += some(second)
		for m := second & (second - 1); m != 0; m &= m - 1 {
			found[n] = at + mark(bits.TrailingZeros64(m))
			n++
		}
	}
	to := 0
	for _, at := range found[:n] {
		four := text[at:][:4]
		in := s.may(uint32(four[0]) | uint32(four[1])<<8 | uint32(four[2])<<16 | uint32(four[3])<<24)
		found[to] = at | mark(in)<<markBits
		to += some(uint64(in))
	}
	return to, used
}

// some is 1 for what is not 0.
func some(x uint64) int { return int((x | -x) >> 63) }

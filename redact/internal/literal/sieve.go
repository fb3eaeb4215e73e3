package literal

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A sieve tells by the bytes at a mark whether the window of a literal may begin there.
// The assembly knows the layout.
type sieve struct {
	// fourth is by hash of the first three bytes of a window: the set of the fourth ones,
	// of which the low five bits count.
	fourth [1 << hashBits]uint32
	// first is 1 for the first bytes of windows of less than three, and of units.
	first [256]uint32
}

const hashBits = 12

// hashOf is the hash of the first three bytes of a window, without regard to case. The
// fourth one is multiplied out of it.
func hashOf(four uint32) uint { return uint((four | 0x202020) * 0x3779b100 >> (32 - hashBits)) }

// may is 1 if a window or a unit may begin at four, else 0: few bytes pass that are
// neither.
func (s *sieve) may(four uint32) int {
	return int((s.fourth[hashOf(four)]>>(four>>24&31) | s.first[byte(four)]) & 1)
}

// add lets a window pass that may have any byte behind it if it has less than four.
func (s *sieve) add(window string, l Literal, off int) {
	if len(window) < width-1 {
		for _, b := range spellings(l, off) {
			s.first[b] = 1
		}
		return
	}
	four := uint32(window[0]) | uint32(window[1])<<8 | uint32(window[2])<<16
	if len(window) < width {
		s.fourth[hashOf(four)] = 1<<32 - 1
	} else {
		s.fourth[hashOf(four)] |= 1 << (window[3] & 31)
	}
}

// addUnits lets all bytes pass with which a unit other than Plain can begin.
func (s *sieve) addUnits() {
	for b := range s.first {
		if unit.Special(byte(b)) {
			s.first[b] = 1
		}
	}
}

// maxMarks is the number of marks from which no further word is collected.
const maxMarks = 64

// A find is a mark at which entries of index.long fit, or at which the caller has to look
// at those of a list. The assembly knows the layout.
type find struct {
	first uint32 // entry of the first bit of fits
	at    uint16
	in    uint8 // the lists to look at, by bits: inLong and inShort
	fits  uint8
}

// maxFinds is the number of finds that are made at a time, maxShort that of a short text, of
// which nearly all have fewer than five: each text clears its own. A mark has at most
// maxFits, each of up to groupFits entries.
const (
	maxFinds  = maxMarks + maxFits
	maxShort  = 16
	maxFits   = 8
	groupFits = 8
)

// What may begin at a find, by bits.
const (
	inLong  = 1 << iota // windows of three and four bytes
	inShort             // shorter ones, and units
	inNext              // shorter ones, one byte behind the find
)

// finds is what comes next of what a kernel has marked. Where a mark stands cannot be
// foretold, so marks are collected and sifted without branching on it.
type finds struct {
	done  int    // words that were read
	last  int    // position from which on fewer than four bytes are left
	tail  uint64 // bits from there on
	found [maxFinds + width - 1]find
}

// begin begins with the bits of masks, which it may clear, as next may; they count from
// text[0].
func (f *finds) begin(x *index, text []byte, masks []uint64) {
	if f.done = 0; x.even != nil {
		return
	}
	// Four bytes are read at a mark; the last ones are left to next.
	f.last, f.tail = max(0, len(text)-(width-1)), 0
	if j := f.last / 64; j < len(masks) {
		f.tail = masks[j] >> (f.last % 64)
		masks[j] &= 1<<(f.last%64) - 1
		if j+1 < len(masks) {
			f.tail |= masks[j+1] << (64 - f.last%64)
			masks[j+1] = 0
		}
	}
}

// next returns some more finds, in the order of their marks. None are left where it
// returns false.
func (f *finds) next(k Kernel, x *index, text []byte, masks []uint64) (found []find, ok bool) {
	if f.done == len(masks) {
		return nil, false
	}
	var n int
	n, f.done = k.sift(text, masks, f.done, x, &f.found)
	if f.done == len(masks) {
		for t := f.tail; t != 0; t &= t - 1 {
			at := f.last + bits.TrailingZeros64(t)
			f.found[n] = find{at: uint16(at), in: inLong | inShort}
			n += x.sieve.may(uint32(load(text, at)))
		}
	}
	return f.found[:n], true
}

// collectGo collects the marks of the masks from done on at which the sieve lets text
// through, without assembly.
func collectGo(text []byte, masks []uint64, done int, s *sieve, found *[maxMarks + 64]uint16) (n, now int) {
	for ; done < len(masks) && n < maxMarks; done++ {
		at := uint16(64 * done)
		first := masks[done]
		second := first & (first - 1)
		found[n] = at + uint16(bits.TrailingZeros64(first))
		n += some(first)
		found[n] = at + uint16(bits.TrailingZeros64(second))
		n += some(second)
		for m := second & (second - 1); m != 0; m &= m - 1 {
			found[n] = at + uint16(bits.TrailingZeros64(m))
			n++
		}
	}
	to := 0
	for _, at := range found[:n] {
		four := text[at:][:4]
		found[to] = at
		to += s.may(uint32(four[0]) | uint32(four[1])<<8 | uint32(four[2])<<16 | uint32(four[3])<<24)
	}
	return to, done
}

// siftMarks makes finds of the marks before the mask done, and puts those back for which
// there is no room. It returns up to which mask it came.
func (x *index) siftMarks(text []byte, marks []uint16, masks []uint64, done int, found *[maxFinds + width - 1]find) (n, now int) {
	for i, at := range marks {
		if n > maxFinds-maxFits {
			now = int(at) / 64
			clear(masks[now:done])
			for _, at := range marks[i:] {
				masks[at/64] |= 1 << (at % 64)
			}
			return n, now
		}
		long, short := 1, int(x.sieve.first[text[at]])
		if at >= 8 { // what stands before is here
			long = x.mayFit(text, int(at))
		}
		found[n] = find{at: at, in: uint8(long*inLong | short*inShort)}
		n += long | short
	}
	return n, done
}

// some is 1 for what is not 0.
func some(x uint64) int { return int((x | -x) >> 63) }

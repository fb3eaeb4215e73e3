package literal

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// marks is the next positions that a kernel has marked. Where a mark stands cannot be
// foretold, so they are collected and sifted without branching on it.
type marks struct {
	n  int
	at [maxMarks + 64]uint16
}

// maxMarks is the number of positions from which no further word is collected.
const maxMarks = 64

// collect takes the positions of the words from j on and returns the word behind.
func (f *marks) collect(masks []uint64, j int) int {
	n := 0
	for ; j < len(masks) && n < maxMarks; j++ {
		at := uint16(64 * j)
		first := masks[j]
		second := first & (first - 1)
		f.at[n] = at + uint16(bits.TrailingZeros64(first))
		n += some(first)
		f.at[n] = at + uint16(bits.TrailingZeros64(second))
		n += some(second)
		for m := second & (second - 1); m != 0; m &= m - 1 {
			f.at[n] = at + uint16(bits.TrailingZeros64(m))
			n++
		}
	}
	f.n = n
	return j
}

// some is 1 for what is not 0.
func some(x uint64) int { return int((x | -x) >> 63) }

// sift keeps the positions at which a window or a unit may begin. Positions count
// from base.
func (f *marks) sift(p *Prefilter, text []byte, base int) {
	n := 0
	for _, at := range f.at[:f.n] {
		w := base + int(at)
		f.at[n] = at
		if w < len(text) {
			n += some(uint64(p.index.may(load(text, w)) | special[text[w]]))
		}
	}
	f.n = n
}

// special marks the bytes at which a unit other than Plain can begin.
var special = func() (t [256]uint) {
	for b := range t {
		if unit.Special(byte(b)) {
			t[b] = 1
		}
	}
	return t
}()

package literal

import (
	"encoding/binary"
	"math/bits"
)

// MinRun is the number of digits of base64 in a row from which NextRun looks at
// them.
const MinRun = 24

// What a byte is to a run: a digit of base64 in one of its two alphabets, in which a
// solidus may be escaped.
const (
	anyDigit uint8 = 1 << iota
	smallLetter
	capitalLetter
)

// IsDigit reports a byte that can stand in a run.
func IsDigit(b byte) bool { return digitKinds[b] != 0 }

var digitKinds = func() (t [256]uint8) {
	for b := byte('0'); b <= '9'; b++ {
		t[b] = anyDigit
	}
	for _, b := range []byte(`+/-_\`) {
		t[b] = anyDigit
	}
	for b := byte('a'); b <= 'z'; b++ {
		t[b] = anyDigit | smallLetter
		t[b-'a'+'A'] = anyDigit | capitalLetter
	}
	return t
}()

const (
	runBlock = 64 // bytes that the kernel looks at
	runStep  = 40 // from one block to the next; a run begins in its first 41 bytes
)

// runTables are the classes of the kernel by low and by high nibble, each twice. The
// bits are +-/ , digits, two halves of the capitals, two of the small letters, and _ with
// \ .
var runTables = func() (t [2][32]uint8) {
	for n := range 16 {
		low := uint8(0)
		if n == 0xb || n == 0xd || n == 0xf {
			low |= 1 << 0
		}
		if n <= 9 {
			low |= 1 << 1
		}
		if n >= 1 {
			low |= 1<<2 | 1<<4
		}
		if n <= 0xa {
			low |= 1<<3 | 1<<5
		}
		if n == 0xc || n == 0xf {
			low |= 1 << 6
		}
		t[0][n], t[0][n+16] = low, low
	}
	for i, bit := range []uint8{2: 1 << 0, 3: 1 << 1, 4: 1 << 2, 5: 1<<3 | 1<<6, 6: 1 << 4, 7: 1 << 5} {
		t[1][i], t[1][i+16] = bit, bit
	}
	return t
}()

// Runs tells by a bit for each runPart bytes of a text from base on whether a run may
// begin there or up to runSide bytes before or behind; or that it may begin anywhere.
type Runs struct {
	all  bool
	base int
	bits uint64
}

const (
	runPart   = 128
	runSide   = 32
	maxMarked = 64 * runPart
)

// Any reports that there may be a run.
func (r *Runs) Any() bool { return r.all || r.bits != 0 }

func (r *Runs) add(base int, bits uint64) {
	if bits != 0 {
		r.all = r.all || r.bits != 0
		r.base, r.bits = base, bits
	}
}

// near returns the bits for text[from:to].
func near(from, to int) uint64 {
	first, last := max(0, from)/runPart, max(0, to-1)/runPart
	return (2<<(last-first) - 1) << first
}

// Next is NextRun that looks at no more than it has to.
func (r *Runs) Next(k Kernel, text []byte, from int, final bool) (at, again int) {
	if r.all {
		return NextRun(k, text, from, final)
	}
	for left := r.bits; left != 0; {
		first := bits.TrailingZeros64(left)
		n := bits.TrailingZeros64(^(left >> first))
		left &^= (1<<n - 1) << first // a shift by 64 gives 0
		lo := max(from, r.base+first*runPart-runSide)
		hi := min(len(text), r.base+(first+n)*runPart+2*runSide)
		if lo >= hi {
			continue
		}
		if at, again = NextRun(k, text[:hi], lo, final || hi < len(text)); at >= 0 {
			return at, again
		}
	}
	if final {
		return -1, len(text)
	}
	return -1, max(from, len(text)-MinRun+1)
}

// NextRun returns the first offset from from on at which MinRun digits of base64
// begin that have a capital and a small letter among them. If there is none, at is
// -1, and from again on it is to be looked for when more text has come.
func NextRun(k Kernel, text []byte, from int, final bool) (at, again int) {
	for i := from; ; {
		var exact bool
		if i, exact = k.skipRuns(text, i); exact {
			return i, i
		}
		if i+MinRun > len(text) {
			if final {
				return -1, len(text)
			}
			return -1, max(from, len(text)-MinRun+1)
		}
		start, lastSmall, lastCapital := i, i-1, i-1
		end := min(len(text), i+runBlock)
		for p := i; p < end; p++ {
			switch kind := digitKinds[text[p]]; {
			case kind == 0:
				start = p + 1
				if start+MinRun > end {
					p = end // no run begins and ends here
				}
				continue
			case kind&smallLetter != 0:
				lastSmall = p
			case kind&capitalLetter != 0:
				lastCapital = p
			}
			if w := p - MinRun + 1; w >= start && lastSmall >= w && lastCapital >= w {
				return w, w
			}
		}
		i += runStep + 1
		if i+MinRun > len(text) {
			i = len(text)
		}
	}
}

// skipRuns returns an offset from i on before which no run begins. If it is exact one
// begins there.
func (k Kernel) skipRuns(text []byte, i int) (from int, exact bool) {
	if k == AVX2 || k == AVX512 {
		return skipRunsAsm(text, i)
	}
	return skipRunsGo(text, i), false
}

func skipRunsGo(text []byte, from int) int {
	for i := from; i+8 <= len(text); i += wordStride {
		if allDigits(binary.LittleEndian.Uint64(text[i:])) {
			return max(from, i-wordStride)
		}
	}
	return len(text)
}

// wordStride is the distance of words of 8 bytes of which a run holds one.
const wordStride = MinRun - 8

// allDigits reports no byte that ends a run, or few kinds of them.
func allDigits(w uint64) bool {
	colon := w ^ ':'*ones
	return ((w-'+'*ones)&^w|(colon-ones)&^colon|(w&^high+(0x80-'{')*ones)|w)&high == 0
}

// mayRunGo tells whether a row of MinRun digits with a capital is in text where digits fill
// two words of 8 bytes, as they do in such a row: bit k of full is the word at text[at+8*k].
func mayRunGo(text []byte, at int, full uint32) (runs uint64) {
	for m := full & (full >> 1); m != 0; {
		first := bits.TrailingZeros32(m)
		n := bits.TrailingZeros32(^(m >> first))
		m &^= (1<<n - 1) << first
		i := at + 8*first
		if last := i + 8*(n-1); n > 1 && !capitalIn(text[max(0, i-8):min(len(text), last+MinRun)]) {
			continue
		}
		for ; n > 0; n, i = n-1, i+8 {
			from, to := max(0, i-8), min(len(text), i+MinRun)
			if part := text[from:to]; capitalIn(part) && isRow(part, i-from) {
				runs |= near(from, to)
			}
		}
	}
	return runs
}

// capitalIn reports a capital in a text of eight bytes or more.
func capitalIn(text []byte) bool {
	for len(text) > 8 {
		if capitals(binary.LittleEndian.Uint64(text)) {
			return true
		}
		text = text[min(8, len(text)-8):]
	}
	return capitals(binary.LittleEndian.Uint64(text))
}

// isRow reports MinRun digits in a row of which 16 stand from text[i] on.
func isRow(text []byte, i int) bool {
	from, to := i, i+16
	for from > 0 && digitKinds[text[from-1]] != 0 {
		from--
	}
	for to < len(text) && digitKinds[text[to]] != 0 {
		to++
	}
	return to-from >= MinRun
}

// capitals reports a capital among eight bytes.
func capitals(w uint64) bool {
	t := w &^ high
	return (t+(0x80-'A')*ones)&^(t+(0x80-'Z'-1)*ones)&^w&high != 0
}

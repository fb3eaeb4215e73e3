package fingerprint

import "encoding/binary"

// Values of at least LeastUnescaped and fewer than OverUnescaped bytes are those of
// AddUnescaped: each of their forms has a window at either end, and none is a long one.
const (
	LeastUnescaped = 9
	OverUnescaped  = longForm * 6 / 8
)

// AddUnescaped adds what AddPlain does of a value of letters, digits and - _ . and of its base64 in
// each of three alignments, and returns how many forms these are. Of the digits it makes no more
// than it reads.
func (b *Batch) AddUnescaped(text []byte, value *Value) int {
	n := len(text)
	first, last := binary.BigEndian.Uint64(text)>>16, binary.BigEndian.Uint64(text[n-8:])&windowMask
	b.between(first, last, newMeta(n, 0, 0, false, false, false), value)
	for _, c := range text[window:min(n, span)] {
		b.rest.add(c)
	}
	b.rest.kinds |= restAlways // of the digits
	for k := range 3 {
		from, to := (8*k+5)/6, 8*(k+n)/6
		head := first >> (8*window - 6*window - (6*from - 8*k))
		tail := last >> (8*(k+n) - 6*to)
		b.between(digits6(head), digits6(tail), newMeta(to-from, uint8(from), uint8(-to&3), false, false, true), value)
	}
	b.fold()
	return 4
}

// between adds a form that may be broken into lines, from its first and its last symbols.
func (b *Batch) between(head, tail uint64, m meta, value *Value) {
	b.rest.length(int(m.length()))
	mark := uint32(0)
	if b.full && m.base64() {
		mark = markOf(head, b.seed.mul)
	} else {
		mark = b.begin(head)
	}
	b.lanes[laneJoined].add(entry{mark: mark, tail: markOf(tail, b.seed.mul), meta: m}, value)
}

// begin notes the first symbols of such a form and returns their mark.
func (b *Batch) begin(reg uint64) uint32 {
	for i := range window {
		c := byte(reg >> (8 * (window - 1 - i)))
		b.firsts[c&0x7f] |= 1 << i
		if i < window-1 && !b.all {
			b.prefix(b.seed.mark(reg>>(8*(window-1-i)), i+1))
		}
	}
	return markOf(reg, b.seed.mul)
}

// digits6 spells the lower 36 bits of x in base64, of which no digit is + or /.
func digits6(x uint64) uint64 {
	const each = 0x010101010101
	x = x&0x3ffff | x>>18&0x3ffff<<24
	x = x&0x00003f00003f | x&0x000fc0000fc0<<2 | x&0x03f00003f000<<4
	lower, number := (x+(128-26)*each)>>7&each, (x+(128-52)*each)>>7&each
	return x + 'A'*each + lower*('a'-26-'A') - number*('a'-26-'0'+52)
}

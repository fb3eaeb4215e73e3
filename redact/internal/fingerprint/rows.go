package fingerprint

import "encoding/binary"

// A row is a plane of bits with a word before it and behind it.
type row [blocks + 2]uint64

// after returns block k moved n down: bit i is what stands n bytes behind it.
func (r *row) after(k, n int) uint64 { return r[k+1]>>n | r[k+2]<<(64-n) }

// ahead returns block k moved one up: bit i is what stands before it.
func (r *row) ahead(k int) uint64 { return r[k+1]<<1 | r[k]>>63 }

// The rows of a text.
const (
	rowList = iota
	row64
	row32
	rowBehind
	rowSep
	rowDecimal
	rowDoubt
	rowSoft
	rowPlace
	rowOdd  = rowPlace + window
	rowWall = rowOdd + 1
	rowHigh = rowWall + 1 // beyond ASCII
)

// rows tell of the bytes of a text of up to reach what each is.
type rows [rowHigh + 1]row

// read fills r, which is zero, from text.
func (r *rows) read(text []byte, t *tables) {
	n := len(text) / 64
	r.readBlocks(text[:64*n], t, 0)
	if rest := text[64*n:]; len(rest) > 0 {
		var last [64]byte
		copy(last[:], rest)
		r.readBlocks(last[:], t, n)
		clear(last[:])
		for i := range r {
			r[i][n+1] &= 1<<len(rest) - 1
		}
	}
}

// readBlocks reads text, of whole blocks, into r from block k on.
func (r *rows) readBlocks(text []byte, t *tables, k int) {
	for ; len(text) >= 64; text = text[64:] {
		var x, y [8]uint64
		var high uint64
		for i := range x {
			part := (*[8]byte)(text[8*i:])
			for j, c := range part {
				both := uint64(t.both[c])
				x[i] |= both & 0xff << (8 * j)
				y[i] |= both >> 8 << (8 * j)
			}
			x[i], y[i] = transposed(x[i]), transposed(y[i])
			high |= binary.LittleEndian.Uint64(part[:]) & highs >> 7 * 0x0102040810204080 >> 56 << (8 * i)
		}
		exchanged(&x)
		exchanged(&y)
		k++
		for p := range x {
			r[p][k], r[rowPlace+p][k] = x[p], y[p]
		}
		r[rowHigh][k] = high
	}
}

// exchanged swaps byte i of word j with byte j of word i.
func exchanged(x *[8]uint64) {
	for i := range 4 {
		t := (x[i]>>32 ^ x[i+4]) & 0xffffffff
		x[i+4] ^= t
		x[i] ^= t << 32
	}
	for _, i := range [...]int{0, 1, 4, 5} {
		t := (x[i]>>16 ^ x[i+2]) & 0x0000ffff0000ffff
		x[i+2] ^= t
		x[i] ^= t << 16
	}
	for i := 0; i < len(x); i += 2 {
		t := (x[i]>>8 ^ x[i+1]) & 0x00ff00ff00ff00ff
		x[i+1] ^= t
		x[i] ^= t << 8
	}
}

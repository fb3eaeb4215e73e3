package fingerprint

import (
	"encoding/binary"
	"math/rand/v2"
	"sync"
)

// A block tells of 64 bytes of text, by a bit for each, the first one lowest, in
// which classes they are.
type block struct {
	classes [8]uint64      // see classes
	at      [window]uint64 // a form may have this symbol at this place
	odd     uint64         // read by token
	wall    uint64         // nothing that is looked for reaches across it
	high    uint64         // beyond ASCII
}

// The planes of classes.
const (
	planeDigit = iota
	planeAF    // a to f
	planeGZ
	planeUpperAF
	planeUpperGZ
	planeSep    // what else may stand in a list
	planeLetter // and of the letters: u, x and X
	planePunct  // what else is a digit of base64; - is in both
)

const (
	bitOdd  = 1 << window
	bitWall = bitOdd << 1
)

// classes has a bit for each plane that a byte of ASCII is in.
var classes = func() (t [128]byte) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = 1 << planeDigit
		case c >= 'a' && c <= 'f':
			t[c] = 1 << planeAF
		case c >= 'g' && c <= 'z':
			t[c] = 1 << planeGZ
		case c >= 'A' && c <= 'F':
			t[c] = 1 << planeUpperAF
		case c >= 'G' && c <= 'Z':
			t[c] = 1 << planeUpperGZ
		default:
			if classOf[c]&inList != 0 {
				t[c] |= 1 << planeSep
			}
			if classOf[c]&inBase64 != 0 {
				t[c] |= 1 << planePunct
			}
			continue
		}
		if classOf[c]&inList != 0 && t[c]&(1<<planeGZ|1<<planeUpperGZ) != 0 {
			t[c] |= 1 << planeLetter
		}
	}
	return t
}()

// firsts has, for each byte of ASCII, a bit for each of the first symbols of a form that
// it may be, and those of bitOdd and bitWall. It is immutable.
type firsts [128]byte

var noFirsts = func() (f firsts) {
	for c := range f {
		switch {
		case c == 0, c == 0x1b, c == '\\', c == '\r':
			f[c] = bitOdd
		case c == '\n':
			f[c] = bitOdd | bitWall
		case c > ' ' && c < 0x7f && c != '=' && classOf[c] == 0:
			f[c] = bitWall
		}
	}
	return f
}()

// survey fills a block for each 64 bytes of text, with pureGo without the kernel.
func survey(text []byte, f *firsts, out []block, pureGo bool) {
	if len(text) == 0 {
		return
	}
	if !pureGo && fastSurvey() {
		var tables [256]byte
		copy(tables[:128], classes[:])
		copy(tables[128:], f[:])
		surveyAsm(text, &tables, out)
		return
	}
	surveyGo(text, f, out)
}

func surveyGo(text []byte, f *firsts, out []block) {
	for k := 0; len(text) > 0; k++ {
		b := &out[k]
		*b = block{}
		part := text[:min(64, len(text))]
		text = text[len(part):]
		for i := 0; i < len(part); i += 8 {
			var x, y, high uint64
			for j, c := range part[i:min(i+8, len(part))] {
				if c >= 0x80 {
					high |= 1 << j
					continue
				}
				x |= uint64(classes[c]) << (8 * j)
				y |= uint64(f[c]) << (8 * j)
			}
			x, y = transposed(x), transposed(y)
			for p := range 8 {
				b.classes[p] |= x >> (8 * p) & 0xff << i
			}
			for p := range window {
				b.at[p] |= y >> (8 * p) & 0xff << i
			}
			b.odd |= y >> (8 * window) & 0xff << i
			b.wall |= y >> (8 * (window + 1)) << i
			b.high |= high << i
		}
	}
}

// transposed swaps byte i and bit j of x with byte j and bit i, as in Hacker's Delight,
// section 7-3.
func transposed(x uint64) uint64 {
	t := (x ^ x>>7) & 0x00aa00aa00aa00aa
	x ^= t ^ t<<7
	t = (x ^ x>>14) & 0x0000cccc0000cccc
	x ^= t ^ t<<14
	t = (x ^ x>>28) & 0x00000000f0f0f0f0
	return x ^ t ^ t<<28
}

// fastSurvey tells whether there is a kernel and it does what surveyGo does.
var fastSurvey = sync.OnceValue(func() bool {
	if !hasSurvey() {
		return false
	}
	r := rand.New(rand.NewPCG(1, 2))
	var text [4*64 + 9]byte
	for i := range text {
		text[i] = byte(i)
	}
	f := noFirsts
	for c := range f {
		f[c] |= byte(r.Uint32()) & (bitOdd - 1)
	}
	var want, have [5]block
	for range 8 {
		n := 1 + r.IntN(len(text))
		want, have = [5]block{}, [5]block{}
		surveyGo(text[:n], &f, want[:])
		var tables [256]byte
		copy(tables[:128], classes[:])
		copy(tables[128:], f[:])
		surveyAsm(text[:n], &tables, have[:])
		if want != have {
			return false
		}
		for i := 0; i+8 <= len(text); i += 8 {
			binary.LittleEndian.PutUint64(text[i:], r.Uint64())
		}
	}
	return true
})

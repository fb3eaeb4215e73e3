package fingerprint

import (
	"math/bits"
	"sync"
)

// reach is how many bytes are surveyed at once, in blocks of 64.
const (
	reach  = 1024
	blocks = reach / 64
)

// marks has a bit for each byte of up to reach, the first one lowest. The last word is 0.
type marks [blocks + 1]uint64

// A survey tells of the bytes of a text which of them are what, and where something may
// begin as far as they alone tell.
type survey struct {
	wall   marks          // nothing that is looked for reaches across it
	odd    marks          // read by token
	rough  marks          // odd or beyond ASCII
	sep    marks          // may stand in a list, and is no letter or digit
	across marks          // those of odd across which a form may reach, and some more
	may    marks          // a window of symbols that each may stand at its place, and enough behind it
	run64  marks          // MinInner digits of base64
	run32  marks          // least32 digits of base32
	list   marks          // minList bytes of a list
	doubt  marks          // in a list: what more than its digits must be looked at for
	digits marks          // hexadecimal digits in lists
	listed marks          // in one
	soft   marks          // what separates decimal bytes in none: no view reads across it
	hits   marks          // of digits, the first one lowest: where a form may begin, or what a view reads
	in64   marks          // digits of base64
	inList marks          // what may stand in a list
	number marks          // in a list: where one of decimal bytes may begin
	blank  marks          // blanks
	before [blocks]uint64 // the digits before each block
}

// The classes of bytes.
const (
	classList = 1 << iota
	class64
	class32
	classBehind // of a form behind its first symbols, up to span; see tables
	classSep
	classDecimal // digits, and what separates decimal bytes
	classDoubt   // in a list, what is no digit, or part of what stands for one byte or for none
	classSoft    // beside a line end, may belong to it; of classSep it is a blank
)

const (
	bitOdd  = 1 << window
	bitWall = bitOdd << 1
	// Of what digits spell: a view may read it.
	bitInner = 1 << window
)

var classes = func() (t [128]byte) {
	for c := range t {
		k := classOf[c]
		for bit, in := range map[byte]bool{
			classList:    k&inList != 0,
			class64:      k&inBase64 != 0,
			class32:      k&inBase32 != 0,
			classSep:     k&inList != 0 && !isWord(byte(c)),
			classDecimal: k&(isDigit|isComma) != 0,
			classDoubt:   c == 'u' || c == 'x' || c == 'X' || c == '%',
			classSoft:    c == '=' || c == '\t' || c == ' ',
		} {
			if in {
				t[c] |= bit
			}
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

// tables are what a survey goes by. They are immutable.
type tables struct {
	classes [128]byte
	firsts  firsts
	// For bytes that hexadecimal digits spell: their places as in firsts and bitInner,
	// and kinds of tokens that may be skipped, by their first byte and by the second.
	inner         [128]byte
	token, second [128]byte
	// down is how far behind the first byte pairs of classBehind must stand, for as many as
	// the shortest form has.
	down   [3]uint64
	both   [256]uint16 // classes and firsts, also of the bytes beyond ASCII
	near   [128]byte   // what a glance goes by, see nearOf
	kernel kernel      // by which is surveyed unless pureGo
	glance kernel      // by which is glanced, or kernelGo
}

// The kinds of tokens in tables.
const (
	tokenOne   = 1 << iota // of one byte; the second is what follows
	tokenSoft              // = before a line end
	tokenSlash             // an escape
	tokenCSI
)

func newTables(f firsts, blanks bool, r rest) *tables {
	t := &tables{classes: classes, firsts: f}
	if r.lack <= mostLack {
		last := uint64(span - 2 - r.lack)
		t.down = [3]uint64{window, min(window+2, last), last}
	}
	// A blank may be the last of a form's first symbols, and then anything follows it.
	lastBlank := blanks && f[' ']>>(window-1)&1 != 0
	for c := range f {
		if r.lack > mostLack || r.has(byte(c)) {
			t.classes[c] |= classBehind
		}
		t.inner[c] = f[c] & (1<<window - 1)
		if classOf[c]&(inList|inBase64|inBase32) != 0 {
			t.inner[c] |= bitInner
		}
		switch {
		case c == 0 || c == '\n' || c == '\r' || blanks && symbolOf[c] == ' ':
			t.token[c] = tokenOne
		case c == '=':
			t.token[c] = tokenSoft
		case c == '\\':
			t.token[c] = tokenSlash
		case c == 0x1b:
			t.token[c] = tokenCSI
		}
		if t.token[c] != 0 || t.inner[c]&(1<<window-1) != 0 || symbolOf[c] == ' ' || lastBlank {
			t.second[c] |= tokenOne
		}
		switch c {
		case '\n', '\r':
			t.second[c] |= tokenSoft
		case '\\':
			t.second[c] |= tokenSoft | tokenSlash
		case 'n', 'r', 't', '/':
			t.second[c] |= tokenSlash
		case '[':
			t.second[c] |= tokenCSI
		}
		t.both[c] = uint16(t.classes[c]) | uint16(f[c])<<8
		t.near[c] = nearOf(t.classes[c], f[c])
	}
	for c := len(f); c < len(t.both); c++ {
		if symbolOf[c] == special {
			t.both[c] = bitOdd << 8
		}
	}
	return t
}

// fast is t with the fastest kernel.
func (t *tables) fast() *tables {
	t.kernel, t.glance = fastSurvey(), fastGlance()
	return t
}

var noTables = sync.OnceValue(func() *tables { return newTables(noFirsts, false, rest{}).fast() })

// read fills s from text, of at most reach bytes; with pureGo without the kernel. What s
// holds of blocks beyond them is not changed.
func (s *survey) read(text []byte, t *tables, pureGo bool) {
	switch {
	case len(text) == 0:
	case pureGo || t.kernel == kernelGo:
		surveyGo(text, t, s)
	default:
		surveyAsm(t.kernel, text, t, s)
	}
}

func surveyGo(text []byte, t *tables, out *survey) {
	var r rows
	r.read(text, t)
	r.combine(text, t, out)
}

// combine makes out of the rows of text.
func (r *rows) combine(text []byte, t *tables, out *survey) {
	var rough, reaches row
	used := (len(text) + 63) / 64
	for k := range used {
		rough[k+1] = r[rowHigh][k+1] | r[rowOdd][k+1]
	}
	for k := range (used + 7) / 8 * 8 { // as many as surveyVBMI reads
		reaches[k+1] = r[rowBehind][k+1] | rough[k+1] | dilated(r[rowOdd][k+1], r[rowOdd][k], maxToken)
	}
	hex := func(k int) uint64 { return r[rowList][k+1] &^ (r[rowSep][k+1] | r[rowDoubt][k+1]) }
	var member uint64 // the last starts of lists
	for k := range used {
		out.wall[k], out.odd[k], out.rough[k], out.sep[k] = r[rowWall][k+1], r[rowOdd][k+1], rough[k+1], r[rowSep][k+1]
		may := r[rowPlace][k+1]
		for i := 1; i < window; i++ {
			may &= r[rowPlace+i].after(k, i)
		}
		two, next := reaches[k+1]&reaches.after(k, 1), reaches[k+2]&(reaches[k+2]>>1)
		for _, n := range t.down {
			may &= two>>n | next<<(64-n)
		}
		out.may[k] = may
		out.run64[k] = runsOf(r[row64][k+1], r[row64][k+2], MinInner)
		out.run32[k] = runsOf(r[row32][k+1], r[row32][k+2], least32)
		starts := runsOf(r[rowList][k+1], r[rowList][k+2], minList)
		out.blank[k] = r[rowSep][k+1] & r[rowSoft][k+1]
		out.list[k], out.in64[k], out.inList[k] = starts, r[row64][k+1], r[rowList][k+1]
		in := dilated(starts, member, minList)
		member = starts
		out.listed[k], out.soft[k] = in, r[rowSep][k+1]&r[rowDecimal][k+1]&^in
		out.digits[k] = hex(k) & in
		doubt := r[rowDoubt][k+1]
		if out.number[k] = 0; in != 0 {
			out.number[k] = in & runsOf(r[rowDecimal][k+1], r[rowDecimal][k+2], leastDecimal)
			doubt |= runsOf(hex(k), hex(k+1), maxGroup) & r[rowSep].after(k, maxGroup) & r[rowSep].after(k, maxGroup+1)
		}
		out.doubt[k] = doubt & in
		var pairs uint64
		for i := range window - 1 {
			pairs |= r[rowPlace+i].ahead(k) & r[rowPlace+i+1].after(k, 1)
		}
		easy := r[rowOdd][k+1] & r[rowWall][k+1] &^ (pairs | rough.ahead(k) | rough.after(k, 1) |
			r[rowSoft].ahead(k) | r[rowSoft].after(k, 1) | r[rowSep].after(k, 1))
		out.across[k] = r[rowOdd][k+1] &^ easy
	}
	surveyDigits(text, t, out, used)
}

// leastDecimal is the shortest list of window decimal bytes.
const leastDecimal = 2*window - 1

// dilated has a bit for each byte of the runs of n bytes, 8 to 16, that begin in x or, in the
// word before, in prev.
func dilated(x, prev uint64, n int) uint64 {
	for have := 1; have < n; {
		step := min(have, n-have)
		x, prev = x|x<<step|prev>>(64-step), prev|prev<<step
		have += step
	}
	return x
}

// surveyDigits looks at what the hexadecimal digits of lists spell, one after the other,
// whatever separates them.
func surveyDigits(text []byte, t *tables, out *survey, used int) {
	var digits [reach + 4]byte
	n := 0
	for k := range used {
		out.before[k] = uint64(n)
		for d := out.digits[k]; d != 0; d &= d - 1 {
			digits[n] = digit16(text[64*k+bits.TrailingZeros64(d)])
			n++
		}
	}
	out.hits = marks{}
	if n == 0 {
		return
	}
	for i := range 4 {
		digits[n+i] = 0x88
	}
	var places [window]row
	var inner, skips row
	for i := 0; i < n; i += 8 {
		var bytes, skip uint64
		for j := range min(8, n-i) {
			d := (*[4]byte)(digits[i+j:])
			c, next := d[0]<<4|d[1], d[2]<<4|d[3]
			if c >= 0x80 {
				if c == 0xc2 && next == 0xad || c == 0xe2 && next&^1 == 0x80 || c == 0xef && next == 0xbb {
					skip |= 1 << j
				}
				continue
			}
			second := byte(tokenOne)
			if next < 0x80 {
				second = t.second[next]
			}
			if t.token[c]&second != 0 {
				skip |= 1 << j
			}
			bytes |= uint64(t.inner[c]) << (8 * j)
		}
		k, at := i/64+1, i%64
		skips[k] |= skip << at
		if bytes == 0 {
			continue
		}
		bytes = transposed(bytes)
		for p := range places {
			places[p][k] |= bytes >> (8 * p) & 0xff << at
		}
		inner[k] |= bytes >> (8 * window) & 0xff << at // bitInner
	}
	clear(digits[:])
	for k := range (n + 63) / 64 {
		chain, hits := places[0][k+1], uint64(0)
		for i := 1; i < window; i++ {
			hits |= chain & skips.after(k, 2*i)
			chain &= places[i].after(k, 2*i)
		}
		lo, hi := inner[k+1], inner[k+2]
		for have := 1; have < least32; {
			step := min(have, least32-have)
			lo, hi = lo&(lo>>(2*step)|hi<<(64-2*step)), hi&(hi>>(2*step))
			have += step
		}
		out.hits[k] = hits | chain | lo
	}
}

// runsOf has a bit where at least n bits, 8 to 64, in a row begin in x, which next goes
// on.
func runsOf(x, next uint64, n int) uint64 {
	// Most words are ruled out by four of the bits.
	a := x & (x>>3 | next<<61)
	if a &= x>>(n-4) | next<<(68-n); a == 0 {
		return 0
	}
	if a &= x>>(n-1) | next<<(65-n); a == 0 {
		return 0
	}
	lo, hi := x&(x>>1|next<<63), next&(next>>1)
	lo, hi = lo&(lo>>2|hi<<62), hi&(hi>>2)
	lo, hi = lo&(lo>>4|hi<<60), hi&(hi>>4)
	for have := 8; have < n; {
		step := min(have, n-have)
		lo, hi = lo&(lo>>step|hi<<(64-step)), hi&(hi>>step)
		have += step
	}
	return lo
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

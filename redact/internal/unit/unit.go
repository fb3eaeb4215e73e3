// Package unit reads text in the units that a reader of telemetry sees: one
// plain byte, one character written as an escape, or a sequence that shows
// nothing. A secret that is written with escapes, or interrupted by invisible
// characters, is still a secret.
package unit

// Kind says what stands at an offset.
type Kind uint8

const (
	// Plain is one byte that stands for itself.
	Plain Kind = iota
	// Skip is a sequence that shows nothing: NUL (UTF-16 text), a zero-width
	// code point, an ANSI control sequence, of which the first byte may be an escape.
	Skip
	// Sym is one printable ASCII character in another spelling: \u0041, \x41,
	// \/, %41, %2541, a fullwidth letter.
	Sym
	// More means that the text ends before the unit does.
	More
)

// MaxWidth is the largest number of bytes in one unit.
const MaxWidth = maxBackslashes + len("u001b[") + maxColour + 1

const (
	maxParams      = 10 // parameter bytes of an ANSI sequence: too few to hold a secret
	maxColour      = 20 // the same, if no number among them has more than three digits
	maxBackslashes = 7  // three levels of JSON in JSON
)

// special marks the bytes at which a unit other than Plain can begin.
var special = [256]bool{
	0x00: true, 0x1b: true, '\\': true, '%': true,
	0xc2: true, 0xc5: true, 0xcd: true, 0xe1: true, 0xe2: true, 0xef: true, 0xf3: true,
}

// Special reports whether a unit other than Plain can begin with b.
func Special(b byte) bool { return special[b] }

// At reads the unit at text[i]. When final is false and the text ends inside
// what may be a unit, the kind is More.
func At(text []byte, i int, final bool) (kind Kind, sym byte, width int) {
	b := text[i]
	if !special[b] {
		return Plain, b, 1
	}
	switch b {
	case 0x00:
		return Skip, 0, 1
	case 0x1b:
		return ansi(text, i, i+1, final)
	case '\\':
		return backslash(text, i, final)
	case '%':
		return percent(text, i, final)
	}
	return wide(text, i, final)
}

func short(final bool) (Kind, byte, int) {
	if final {
		return Plain, 0, 1
	}
	return More, 0, 0
}

// ansi reads the control sequence of which the first byte, or its escape, stands at
// [i, rest).
func ansi(text []byte, i, rest int, final bool) (Kind, byte, int) {
	if rest >= len(text) {
		return short(final)
	}
	if text[rest] != '[' {
		return Plain, 0, 1
	}
	params, limit, run := rest+1, maxColour, 0
	for j := params; ; j++ {
		if j >= len(text) {
			return short(final)
		}
		c := text[j]
		if run++; c < '0' || c > '9' {
			run = 0
		}
		if run > 3 {
			limit = maxParams
		}
		switch {
		case wordByte(c) && c > '9':
			return Skip, 0, j + 1 - i
		case c < '0' || c > '?' || j-params >= limit:
			return Plain, 0, 1
		}
	}
}

func backslash(text []byte, i int, final bool) (Kind, byte, int) {
	j := i
	for j < len(text) && text[j] == '\\' {
		if j-i >= maxBackslashes {
			return Plain, 0, 1
		}
		j++
	}
	if j >= len(text) {
		return short(final)
	}
	digits := 0
	switch text[j] {
	case '/':
		return Sym, '/', j + 1 - i
	case 'u':
		digits = 4
	case 'x':
		digits = 2
	default:
		return Plain, 0, 1
	}
	v := 0
	for k := 1; k <= digits; k++ {
		if j+k >= len(text) {
			return short(final)
		}
		h := Hex(text[j+k])
		if h < 0 {
			return Plain, 0, 1
		}
		v = v<<4 | h
	}
	if v == 0x1b {
		return ansi(text, i, j+1+digits, final)
	}
	return coded(v, j+1+digits-i)
}

// coded classifies a code point beyond ASCII, or one that was written as an escape, of w bytes.
func coded(v, w int) (Kind, byte, int) {
	switch {
	case v > 0x20 && v < 0x7f:
		return Sym, byte(v), w
	case v == 0x17f:
		return Sym, 's', w
	case v == 0x212a:
		return Sym, 'k', w
	case v >= 0xfe00 && v <= 0xfe0f, v >= 0xe0000 && v <= 0xe007f:
		return Skip, 0, w
	case v == 0, v == 0xad, v == 0x34f, v == 0x180e, v >= 0x200b && v <= 0x200f,
		v >= 0x202a && v <= 0x202e, v >= 0x2060 && v <= 0x2064, v == 0xfeff:
		return Skip, 0, w
	case v > 0xff00 && v < 0xff5f:
		return Sym, byte(v - 0xff00 + 0x20), w
	}
	return Plain, 0, 1
}

func percent(text []byte, i int, final bool) (Kind, byte, int) {
	j := i + 1
	if j+1 >= len(text) {
		if j < len(text) && Hex(text[j]) < 0 {
			return Plain, 0, 1
		}
		return short(final)
	}
	hi, lo := Hex(text[j]), Hex(text[j+1])
	if hi < 0 || lo < 0 {
		return Plain, 0, 1
	}
	if v := hi<<4 | lo; v != '%' {
		return percentCode(v, 3)
	}
	// A second level: %2541.
	if j+3 >= len(text) && !final {
		return More, 0, 0
	}
	if j+3 < len(text) && allHex(text, j+2, 2) {
		return percentCode(Hex(text[j+2])<<4|Hex(text[j+3]), 5)
	}
	return Sym, '%', 3
}

func percentCode(v, w int) (Kind, byte, int) {
	switch {
	case v > 0x20 && v < 0x7f:
		return Sym, byte(v), w
	case v == 0:
		return Skip, 0, w
	}
	return Plain, 0, 1
}

// wide reads the multi-byte code points that show nothing or that fold to ASCII.
func wide(text []byte, i int, final bool) (Kind, byte, int) {
	n := 2
	switch b := text[i]; {
	case b >= 0xf0:
		n = 4
	case b >= 0xe0:
		n = 3
	}
	v := int(text[i]) & (0x7f >> n)
	for k := 1; k < n; k++ {
		if i+k >= len(text) {
			return short(final)
		}
		c := text[i+k]
		if c&0xc0 != 0x80 {
			return Plain, 0, 1
		}
		v = v<<6 | int(c&0x3f)
	}
	if v < 0x80 {
		return Plain, 0, 1 // an overlong form
	}
	return coded(v, n)
}

// Hex returns the value of a hexadecimal digit, or -1.
func Hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// Snap returns the start of the escape that encloses text[i], or i: a
// replacement that began inside an escape would leave half of it behind.
func Snap(text []byte, i int) int {
	if i <= 0 || i >= len(text) {
		return i
	}
	if odd(text, i) {
		switch text[i] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u':
			return i - 1
		}
	}
	for k := 1; k <= 4 && k <= i; k++ {
		if text[i-k] == 'u' && i-k > 0 && odd(text, i-k) && allHex(text, i-k+1, 4) {
			return i - k - 1
		}
		if Hex(text[i-k]) < 0 {
			break
		}
	}
	for k := 1; k <= 2 && k <= i; k++ {
		if text[i-k] == '%' {
			if allHex(text, i-k+1, 2) {
				return i - k
			}
			break
		}
	}
	return i
}

// SnapEnd returns the end of the backslash escape that text[:i] cuts, or i.
func SnapEnd(text []byte, i int) int {
	if i >= len(text) || !odd(text, i) {
		return i
	}
	switch text[i] {
	case 'u':
		if allHex(text, i+1, 4) {
			return i + 5
		}
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1
	}
	return i
}

// odd reports whether an odd number of backslashes stands before text[i].
func odd(text []byte, i int) bool {
	n := 0
	for i-n > 0 && text[i-n-1] == '\\' && n < 64 {
		n++
	}
	return n&1 == 1
}

func allHex(text []byte, i, n int) bool {
	if i+n > len(text) {
		return false
	}
	for k := range n {
		if Hex(text[i+k]) < 0 {
			return false
		}
	}
	return true
}

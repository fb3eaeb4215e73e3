package unit

import (
	"bytes"
	"encoding/binary"
)

// WidthBefore returns the number of bytes that a unit which ends at text[j] can have at
// most: only a colour is long, and that shows at its parameters.
func WidthBefore(text []byte, j int) int {
	const longest = maxBackslashes + len("u0041")
	if j <= longest {
		return j
	}
	if b := text[j-1]; b < 0x40 || b > 0x7e {
		return longest
	}
	for i := j - 2; i > 0 && j-i <= maxColour+2; i-- {
		if b := text[i]; b < 0x20 || b > 0x3f {
			if b == '[' {
				return min(MaxWidth, j)
			}
			break
		}
	}
	return longest
}

// Before reads an escape that ends at text[j]: a symbol, a blank or line end, which
// are reported as a blank, or a sequence that shows nothing, with the symbol 0.
func Before(text []byte, j int) (width int, sym byte, ok bool) {
	if PlainBefore(text, j) {
		return 0, 0, false
	}
	return escapeBefore(text, j)
}

func escapeBefore(text []byte, j int) (width int, sym byte, ok bool) {
	for w := 2; w <= MaxWidth && w <= j; w++ {
		b := text[j-w]
		switch {
		case b == '\\':
			for w < MaxWidth && w < j && text[j-w-1] == '\\' && text[j-1] >= 0x40 {
				w++ // of a control sequence all of them
			}
			if kind, _, got := At(text[:j], j-w, true); kind == Skip && got == w {
				return w, 0, true
			}
			for w > 1 && text[j-w+1] == '\\' {
				w--
			}
			return slashBefore(text, j, w)
		case b == '%':
			if w == 5 && text[j-4] == '2' && text[j-3] == '5' && Hex(text[j-2]) >= 0 && Hex(text[j-1]) >= 0 {
				return 5, byte(Hex(text[j-2])<<4 | Hex(text[j-1])), true
			}
			if rest := slashRest(text[j-w+1 : j]); rest > 0 {
				if _, sym, ok := slashBefore(text, j, rest+1); ok {
					return w, sym, true
				}
			}
			if h := w == 3 && Hex(text[j-2]) >= 0 && Hex(text[j-1]) >= 0; h {
				return 3, byte(Hex(text[j-2])<<4 | Hex(text[j-1])), true
			}
			return 0, 0, false
		case b == 0x1b:
			kind, _, got := At(text[:j], j-w, true)
			return w, 0, kind == Skip && got == w
		case b < 0x80 && !wordByte(b) && b != '[' && b != ';':
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// PlainBefore reports, if it does, that no escape ends at text[j]: the last eight bytes hold no byte
// that begins one, which all but colours do, and no colour ends there, which shows at
// its bracket.
func PlainBefore(text []byte, j int) bool {
	if j < 8 {
		return false
	}
	x := binary.LittleEndian.Uint64(text[j-8 : j])
	if (zeros(x^'\\'*ones)|zeros(x^'%'*ones)|zeros(x^0x1b*ones))&high != 0 {
		return false
	}
	i := j - 2
	for floor := max(0, i-maxColour); i > floor && text[i] >= '0' && text[i] <= '?'; {
		i--
	}
	return text[i] != '['
}

// Reach returns the number of bytes before text[j], at most, that tell which units may end
// there.
func Reach(text []byte, j int) int {
	const longest = maxBackslashes + len("u0041")
	// Neither an escape nor the end of a colour.
	if j >= longest && j <= len(text) && text[j-1] >= 0x40 && text[j-2] >= 0x40 && text[j-2] != '[' && !AnySpecial(text[j-longest:j]) {
		return longest
	}
	return MaxWidth
}

// Clear reports that no byte that begins an escape is among the MaxWidth before text[j].
// Then Before finds nothing at j, nor behind it as far as no such byte follows.
func Clear(text []byte, j int) bool {
	i := max(0, j-MaxWidth)
	for ; j-i >= 8; i += 8 {
		x := binary.LittleEndian.Uint64(text[i:])
		if (zeros(x^'\\'*ones)|zeros(x^'%'*ones)|zeros(x^0x1b*ones))&high != 0 {
			return false
		}
	}
	for ; i < j; i++ {
		if b := text[i]; b == '\\' || b == '%' || b == 0x1b {
			return false
		}
	}
	return true
}

// AnySpecial reports whether text holds a byte at which a unit other than Plain can begin.
func AnySpecial(text []byte) bool {
	if len(text) < 8 {
		return anySpecial(text)
	}
	for i := 0; ; i += 8 {
		i = min(i, len(text)-8)
		x := binary.LittleEndian.Uint64(text[i:])
		if (x|(x-' '*ones)|zeros(x^'\\'*ones)|zeros(x^'%'*ones))&high != 0 && anySpecial(text[i:i+8]) {
			return true // it is not eight plain bytes of ASCII
		}
		if i == len(text)-8 {
			return false
		}
	}
}

func anySpecial(text []byte) bool {
	for _, b := range text {
		if special[b] {
			return true
		}
	}
	return false
}

const (
	ones = 0x0101010101010101
	high = 0x8080808080808080
)

// zeros has the high bit of a byte set if one is 0 up to there; other bits mean nothing.
func zeros(x uint64) uint64 { return (x - ones) &^ x }

// slashRest returns the number of bytes behind a backslash that is percent-encoded once or
// twice, as in JSON in a URL (%5Cn), of which t has what follows the percent sign; 0 if it
// is none.
func slashRest(t []byte) int {
	if len(t) > 4 && t[0] == '2' && t[1] == '5' {
		t = t[2:]
	}
	if len(t) < 3 || t[0] != '5' || t[1]|0x20 != 'c' {
		return 0
	}
	return len(t) - 2
}

func slashBefore(text []byte, j, w int) (int, byte, bool) {
	if w == 2 && bytes.IndexByte([]byte("nrtbf"), text[j-1]) >= 0 {
		return 2, ' ', true
	}
	n := 0
	switch {
	case w == 6 && text[j-5] == 'u':
		n = 4
	case w == 4 && text[j-3] == 'x':
		n = 2
	default:
		return 0, 0, false
	}
	v := 0
	for _, b := range text[j-n : j] {
		h := Hex(b)
		if h < 0 {
			return 0, 0, false
		}
		v = v<<4 | h
	}
	if v > 0x7f {
		v = 0
	}
	return w, byte(v), true
}

func wordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

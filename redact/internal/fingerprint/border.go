package fingerprint

import "bytes"

// maxBorder is how far back wordBefore looks. It is less than what Advance is
// promised before Hold, so the answer does not depend on how text was cut.
const maxBorder = 32

// wordBefore tells whether a word character stands before t[a]. The end of an
// escape is none, unless the escape stands for one: what quotes a value is not
// part of a word with it.
func wordBefore(t []byte, a int) bool {
	if a == 0 || !isWord(t[a-1]) {
		return false
	}
	t = t[max(0, a-maxBorder):a]
	if n := len(t) - 1; bytes.IndexByte([]byte("nrtbfva"), t[n]) >= 0 && slashed(t[:n]) {
		return false
	}
	if c, ok := escaped(t); ok {
		return c < 0x80 && isWord(byte(c))
	}
	return !coloured(t)
}

// maxEncoded bounds how often a percent sign is encoded itself: %252522.
const maxEncoded = 4

// slashed tells whether t ends with a backslash, as it is or, as in JSON in a URL, as %5C,
// %255C and so on.
func slashed(t []byte) bool {
	if bytes.HasSuffix(t, []byte(`\`)) {
		return true
	}
	c, _, ok := percented(t)
	return ok && c == '\\'
}

// percented returns what %22, %2522 and so on at the end of t stands for, and where it begins.
func percented(t []byte) (c, start int, ok bool) {
	c, ok = hexadecimal(t, 2)
	if !ok {
		return 0, 0, false
	}
	before := t[:len(t)-2]
	for range maxEncoded {
		if bytes.HasSuffix(before, []byte("%")) {
			return c, len(before) - 1, true
		}
		before = bytes.TrimSuffix(before, []byte("25"))
	}
	return 0, 0, false
}

// escaped returns what the hexadecimal escape at the end of t stands for: %22,
// %2522 and so on, \x22 or \u0022.
func escaped(t []byte) (c int, ok bool) {
	two, ok := hexadecimal(t, 2)
	if !ok {
		return 0, false
	}
	if before, ok := bytes.CutSuffix(t[:len(t)-2], []byte("x")); ok && slashed(before) {
		return two, true
	}
	if four, ok := hexadecimal(t, 4); ok {
		if before, ok := bytes.CutSuffix(t[:len(t)-4], []byte("u")); ok && slashed(before) {
			return four, true
		}
	}
	c, _, ok = percented(t)
	return c, ok
}

// hexadecimal reads the last n bytes of t.
func hexadecimal(t []byte, n int) (v int, ok bool) {
	if len(t) < n {
		return 0, false
	}
	for _, c := range t[len(t)-n:] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		v = v<<4 | int(c)
	}
	return v, true
}

// coloured tells whether t ends with an ANSI sequence, its first byte as it is or
// escaped.
func coloured(t []byte) bool {
	n := len(t) - 1
	if t[n] < 0x40 {
		return false
	}
	start := n
	for start > 0 && n-start < maxParams && t[start-1] >= 0x30 && t[start-1] <= 0x3f {
		start--
	}
	if start == 0 {
		return false
	}
	switch c, bracket, ok := percented(t[:start]); {
	case t[start-1] == '[':
		t = t[:start-1]
	case ok && c == '[':
		t = t[:bracket]
	default:
		return false
	}
	if c, ok := escaped(t); ok {
		return c == 0x1b
	}
	for _, esc := range [...]string{"033", "e"} {
		if before, ok := bytes.CutSuffix(t, []byte(esc)); ok && slashed(before) {
			return true
		}
	}
	return bytes.HasSuffix(t, []byte{0x1b})
}

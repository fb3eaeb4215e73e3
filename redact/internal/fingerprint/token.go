package fingerprint

// Text is read as symbols. Bytes that only decorate it are skipped; in the lane
// of forms with white space a run of white space is one blank.
type kind uint8

const (
	plain kind = iota
	blank
	skip
	csi     // a skip that also ends a run of white space
	pending // more text is needed to tell
)

const (
	// maxSkip is the longest run of skipped bytes, and of white space, inside a match.
	maxSkip = 64
	// maxParams bounds the parameter bytes of an ANSI sequence.
	maxParams = 10
)

// symbolOf maps bytes that are symbols by themselves, alike in both lanes, and
// white space; the others are special.
var symbolOf = func() (t [256]uint16) {
	for c := range t {
		t[c] = uint16(c)
	}
	for _, c := range " \t\r\n" {
		t[c] = ' '
	}
	for _, c := range []byte{0, 0x1b, 0xc2, 0xe2, 0xef, '\\'} {
		t[c] = special
	}
	return t
}()

const (
	special   = 0x100
	twoBlanks = ' '<<8 | ' '
)

// token reads the token at t[i]. Only plain and blank tokens are symbols.
// Every token but a blank run resynchronises: reading from inside a token gives
// plain symbols up to its end, and the same tokens from there on.
func token(t []byte, i int, folded, final bool) (kind, int) {
	c := t[i]
	rest := t[i+1:]
	switch c {
	case ' ', '\t', '\r', '\n':
		return blank, 1
	case 0:
		return skip, 1
	case '\\':
		if !folded {
			return plain, 1
		}
		if len(rest) == 0 {
			return orPending(final)
		}
		if rest[0] == 'n' || rest[0] == 'r' || rest[0] == 't' {
			return blank, 2
		}
	case 0xc2: // U+00AD
		if len(rest) == 0 {
			return orPending(final)
		}
		if rest[0] == 0xad {
			return skip, 2
		}
	case 0xe2: // U+200B to U+200F, U+2060
		if len(rest) == 0 || len(rest) == 1 && (rest[0] == 0x80 || rest[0] == 0x81) {
			return orPending(final)
		}
		if rest[0] == 0x80 && rest[1] >= 0x8b && rest[1] <= 0x8f || rest[0] == 0x81 && rest[1] == 0xa0 {
			return skip, 3
		}
	case 0xef: // U+FEFF
		if len(rest) == 0 || len(rest) == 1 && rest[0] == 0xbb {
			return orPending(final)
		}
		if rest[0] == 0xbb && rest[1] == 0xbf {
			return skip, 3
		}
	case 0x1b:
		if len(rest) == 0 {
			return orPending(final)
		}
		if rest[0] != '[' {
			break
		}
		for j := 1; ; j++ {
			if j == len(rest) {
				return orPending(final)
			}
			// A backslash may begin an escape, so it ends no sequence here.
			if c := rest[j]; c >= 0x40 && c <= 0x7e && c != '\\' {
				return csi, j + 2
			} else if c < 0x30 || c > 0x3f || j > maxParams {
				return plain, 1
			}
		}
	}
	return plain, 1
}

func orPending(final bool) (kind, int) {
	if final {
		return plain, 1
	}
	return pending, 0
}

// symbols calls emit for each symbol of t, read afresh from its first byte.
func symbols(t []byte, folded bool, emit func(byte)) {
	var run bool
	for i := 0; i < len(t); {
		k, size := token(t, i, folded, true)
		switch k {
		case plain:
			run = false
			emit(t[i])
		case blank:
			if !run || !folded {
				emit(' ')
			}
			run = true
		case csi:
			run = false
		}
		i += size
	}
}

package fingerprint

// Text is read as symbols. Bytes that only decorate it are skipped. In the lane
// of forms with white space a run of white space is one blank; in that of joined
// forms it is nothing.
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
	// maxEscapes is the longest run of backslashes before the letter of a line end.
	maxEscapes = 7
	// maxParams bounds the parameter bytes of an ANSI sequence.
	maxParams = 10
	// maxToken is how many bytes a token has at most.
	maxToken = maxParams + 3
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

// joinedSymbolOf is symbolOf where line ends are to be looked at too.
var joinedSymbolOf = func() (t [256]uint16) {
	t = symbolOf
	t['\n'], t['\r'] = special, special
	return t
}()

const (
	special   = 0x100
	twoBlanks = ' '<<8 | ' '
)

// token reads the token at t[i]. Only plain and blank tokens are symbols.
// Every token but a blank run resynchronises: reading from inside a token gives
// plain symbols up to its end, and the same tokens from there on.
func token(t []byte, i int, mode int, final bool) (kind, int) {
	c := t[i]
	rest := t[i+1:]
	switch c {
	case ' ', '\t', '\r', '\n':
		return blank, 1
	case 0:
		return skip, 1
	case '\\':
		switch mode {
		case laneExact:
			return plain, 1
		case laneJoined:
			return escape(rest, final)
		}
		if len(rest) == 0 {
			return orPending(final)
		}
		if rest[0] == 'n' || rest[0] == 'r' || rest[0] == 't' {
			return blank, 2
		}
	case '=': // before a line end, quoted-printable's soft line break
		switch mode {
		case laneExact, laneFolded:
			return plain, 1
		case laneSoft:
			return softBreak(rest, final)
		}
		if len(rest) == 0 {
			return orPending(final)
		}
		switch rest[0] {
		case '\n', '\r':
			return skip, 1
		case '\\':
			switch k, size := escape(rest[1:], final); {
			case k == pending:
				return pending, 0
			case k == blank && rest[size-1] != 't':
				return skip, 1
			}
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

// escape reads what follows a backslash in the lane of joined forms: at any level
// of JSON in JSON, a line end or tab is a blank, and a slash is itself.
func escape(rest []byte, final bool) (kind, int) {
	n := 0
	for n < len(rest) && n < maxEscapes && rest[n] == '\\' {
		n++
	}
	if n == len(rest) {
		return orPending(final)
	}
	switch rest[n] {
	case 'n', 'r', 't':
		return blank, n + 2
	case '/':
		return skip, n + 1
	}
	return plain, 1
}

// breaks tells whether the blank token t is a line end.
func breaks(t []byte) bool {
	switch t[len(t)-1] {
	case '\n', '\r', 'n', 'r':
		return true
	}
	return false
}

func orPending(final bool) (kind, int) {
	if final {
		return plain, 1
	}
	return pending, 0
}

// symbols calls emit for each symbol of t, read afresh from its first byte.
func symbols(t []byte, mode int, emit func(byte)) {
	if isPlain(t) {
		for _, c := range t {
			emit(c)
		}
		return
	}
	var run bool
	for i := 0; i < len(t); {
		k, size := token(t, i, mode, true)
		switch k {
		case plain:
			run = false
			emit(t[i])
		case blank:
			if mode == laneExact || (mode == laneFolded || mode == laneSoft) && !run {
				emit(' ')
			}
			run = true
		case csi:
			run = false
		}
		i += size
	}
}

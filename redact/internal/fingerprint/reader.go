package fingerprint

// A reader reads the tokens of a run.
type reader struct {
	n     int  // bytes so far
	seps  int  // separators since the last one
	sep   byte // what separates them; 0: nothing yet
	next  byte // what separates the last one from the next
	short bool // what separates them lets a byte be one digit: 0xa, &#xA;
	solid bool // hexadecimal without separators
	dump  dump // layout of the run
	items int  // bytes on the line of a dump; -1: its offset is expected
	edge  bool // the run begins where the view was reset
}

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenByte
	tokenAgain // the separators change: the run begins again at its last byte
	tokenDigit // of base64 or base32
	tokenSep
	tokenOffset // of a dump
	tokenColumn // the text column of a dump, to the line end
	tokenMore
)

// token reads the token at t[i]. Its size is at least 1, but where a run ends that
// is not empty.
func (v *reader) token(k viewKind, t []byte, i int, final bool) (tok tokenKind, size int, b byte) {
	c := t[i]
	rest := t[i+1:]
	short := len(rest) == 0 && !final
	switch k {
	case viewBase64:
		if classOf[c]&inBase64 == 0 {
			return tokenEnd, 1, 0
		}
		return tokenDigit, 1, digit64[c]
	case viewBase32:
		switch {
		case classOf[c]&inBase32 == 0:
			return tokenEnd, 1, 0
		case c >= 'A':
			return tokenDigit, 1, c - 'A'
		}
		return tokenDigit, 1, c - '2' + 26
	case viewDecimal:
		switch {
		case c == ' ' || c == ',':
			return v.separator(1, c)
		case c == '&' || c == ';':
			return v.reference(c, rest, "#", final)
		case classOf[c]&isDigit == 0:
			return tokenEnd, 1, 0
		}
		n, sum := 1, int(c-'0')
		for n < 4 && i+n < len(t) && classOf[t[i+n]]&isDigit != 0 {
			sum = 10*sum + int(t[i+n]-'0')
			n++
		}
		switch {
		case n < 4 && i+n == len(t) && !final:
			return tokenMore, 0, 0
		case n == 4 || sum > 255 || v.seps == 0 && v.n > 0:
			return tokenEnd, n, 0
		}
		return v.item(n, byte(sum))
	}
	if v.solid || k == viewOddHex {
		return v.digits(k, t, i, final)
	}
	if v.items < 0 || v.dump == noDump && classOf[c]&isHex != 0 && v.offsetMayBegin(t, i) {
		switch d, more := offset(t, i, final); {
		case more:
			return tokenMore, 0, 0
		case d != noDump && v.dump == noDump && v.n > 0:
			return tokenEnd, 0, 0 // the dump is a run of its own
		case d != noDump:
			v.dump = d
			return tokenOffset, 10, 0
		case v.items < 0:
			return tokenEnd, 0, 0 // the dump is over
		}
	}
	switch c {
	case ' ':
		if v.dump != noDump && v.items > 0 {
			shown, size, ok, more := v.column(t, i, final)
			switch {
			case more:
				return tokenMore, 0, 0
			case ok && size > 0:
				return tokenColumn, size, byte(size - shown)
			}
		}
		return v.separator(1, c)
	case ':', ',', '-':
		return v.separator(1, c)
	case '&', ';':
		return v.reference(c, rest, "#x", final)
	case '%': // %41, %2541, %252541
		n := 0
		for n < 2*maxSeps && n+4 <= len(rest) && rest[n] == '2' && rest[n+1] == '5' && classOf[rest[n+2]]&classOf[rest[n+3]]&isHex != 0 {
			n += 2
		}
		if n < 2*maxSeps && n+4 > len(rest) && !final {
			return tokenMore, 0, 0
		}
		return v.separator(1+n, c)
	case '\\':
		switch {
		case short:
			return tokenMore, 0, 0
		case len(rest) == 0:
		case rest[0] == '\\':
			return v.separator(1, c)
		case rest[0] == 'x':
			return v.separator(2, c)
		case rest[0] == 'u' && len(rest) < 3 && !final:
			return tokenMore, 0, 0
		case rest[0] == 'u' && len(rest) >= 3 && rest[1] == '0' && rest[2] == '0':
			return v.separator(4, c)
		}
	case '0':
		if short {
			return tokenMore, 0, 0
		}
		if len(rest) > 0 && rest[0]|0x20 == 'x' {
			return v.prefix(2, ' ')
		}
	}
	return v.digits(k, t, i, final)
}

// digits reads a byte in hexadecimal.
func (v *reader) digits(k viewKind, t []byte, i int, final bool) (tok tokenKind, size int, b byte) {
	c, rest := t[i], t[i+1:]
	if classOf[c]&isHex == 0 {
		return tokenEnd, 1, 0
	}
	if len(rest) == 0 && !final {
		return tokenMore, 0, 0
	}
	if len(rest) == 0 || classOf[rest[0]]&isHex == 0 {
		if v.short {
			return v.item(1, digit16(c))
		}
		return tokenEnd, 1, 0
	}
	inside := v.seps == 0 && !v.edge && i > 0 && classOf[t[i-1]]&isHex != 0
	if v.dump == noDump && !v.solid && (v.n == 0 || !inside) {
		n := 2
		for n <= maxGroup && i+n < len(t) && classOf[t[i+n]]&isHex != 0 {
			n++
		}
		switch {
		case v.n == 0 && inside:
			return tokenEnd, n, 0
		case n <= maxGroup && i+n == len(t) && !final:
			return tokenMore, 0, 0
		case n > maxGroup && v.n > 0:
			return tokenEnd, 0, 0 // a run of its own
		case n > maxGroup:
			if v.solid = true; k == viewOddHex {
				return tokenSep, 1, 0
			}
		case k == viewOddHex:
			return tokenEnd, n, 0
		}
	}
	return v.item(2, digit16(c)<<4|digit16(rest[0]))
}

func (v *reader) item(size int, b byte) (tokenKind, int, byte) {
	if v.next != 0 && v.dump == noDump {
		if v.sep != 0 && v.sep != v.next {
			return tokenAgain, 1, 0
		}
		v.sep = v.next
	}
	v.n++
	v.items++
	v.seps, v.next, v.short = 0, 0, false
	return tokenByte, size, b
}

// prefix is separator for what a byte of one digit may follow.
func (v *reader) prefix(size int, c byte) (tokenKind, int, byte) {
	tok, size, b := v.separator(size, c)
	v.short = tok == tokenSep
	return tok, size, b
}

func (v *reader) separator(size int, c byte) (tokenKind, int, byte) {
	if v.seps == maxSeps {
		return tokenEnd, 0, 0 // it may be the first of another run
	}
	switch {
	case v.n == 0:
	case v.next == 0 || v.next == ' ' && c == ',':
		v.next = c
	case v.next != c && c != ' ':
		return tokenEnd, 0, 0
	}
	v.seps, v.short = v.seps+1, false
	return tokenSep, size, 0
}

// reference reads what stands between the digits of character references, such as &#65; and
// &#x41; one mark on either side.
func (v *reader) reference(c byte, rest []byte, mark string, final bool) (tokenKind, int, byte) {
	if c == ';' {
		return v.separator(1, '&')
	}
	for i := range mark {
		switch {
		case i == len(rest) && !final:
			return tokenMore, 0, 0
		case i == len(rest), rest[i] != mark[i] && (mark[i] != 'x' || rest[i] != 'X'):
			return tokenEnd, 1, 0
		}
	}
	return v.prefix(1+len(mark), '&')
}

// offsetMayBegin tells whether t[i] begins a word.
func (v *reader) offsetMayBegin(t []byte, i int) bool {
	if i == 0 || !isWord(t[i-1]) {
		return true
	}
	// The letter of an escaped line end is no word.
	return i > 1 && t[i-1] == 'n' && t[i-2] == '\\'
}

// offset reads the beginning of a line of a dump: eight digits, then two blanks or a
// colon and a blank.
func offset(t []byte, i int, final bool) (d dump, more bool) {
	for n := range 10 {
		if i+n == len(t) {
			return noDump, !final
		}
		c := t[i+n]
		switch {
		case n < 8 && classOf[c]&isHex == 0, n == 8 && c != ' ' && c != ':', n == 9 && c != ' ':
			return noDump, false
		case n == 8 && c == ' ':
			d = hexDump
		case n == 8:
			d = xxdDump
		}
	}
	return d, false
}

// column reads the text column behind the bytes of a line, shown bytes with the
// blanks before it, and the line end, as it is or escaped.
func (v *reader) column(t []byte, i int, final bool) (shown, size int, ok, more bool) {
	n := 0
	for i+n < len(t) && t[i+n] == ' ' && n < maxColumn {
		n++
	}
	if i+n == len(t) {
		return 0, 0, false, !final && n < maxColumn
	}
	if v.dump == hexDump && t[i+n] != '|' || v.dump == xxdDump && n < 2 {
		return 0, 0, false, false
	}
	// One character for each byte, unless they are escaped.
	wide := v.items
	if v.dump == hexDump {
		wide += 2
	}
	escaped := false
	for k := range wide {
		if i+n+k == len(t) {
			return n + k, n + k, final, !final
		}
		c := t[i+n+k]
		escaped = escaped || c == '\\'
		if c == '\n' {
			return n + k, n + k + 1, true, false
		}
	}
	n += wide
	if escaped {
		for n < maxColumn && !(v.dump == hexDump && t[i+n-1] == '|') {
			if i+n == len(t) {
				return n, n, final, !final
			}
			if c := t[i+n]; c == '\n' || c == '"' || v.dump == xxdDump && c == '\\' && i+n+1 < len(t) && t[i+n+1] == 'n' {
				break
			}
			n++
		}
	}
	k := n
	for i+k < len(t) && t[i+k] == '\\' && k < n+maxEscapes {
		k++
	}
	switch {
	case i+k == len(t):
		return n, n, final, !final
	case k == n && t[i+k] == '\n', k > n && t[i+k] == 'n':
		return n, k + 1, true, false
	}
	return n, n, true, false
}

// digit16 is the value of a hexadecimal digit.
func digit16(c byte) byte { return c&15 + c>>6*9 }

var digit64 = func() (t [256]uint8) {
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		t[c] = uint8(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

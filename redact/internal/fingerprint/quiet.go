package fingerprint

import "encoding/binary"

// Quiet reports a text in which Advance would find nothing. False means that it
// may find something. It needs no State. With pureGo no kernel is used.
func (s *Snapshot) Quiet(text []byte, pureGo bool) bool {
	// Each symbol of a form is a byte or more.
	return s.Empty() || len(text) < span-s.rest.lack || s.still(text, 0, true, 0, pureGo) == len(text)
}

const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// alike reports text that each lane reads as one symbol for each byte.
func alike(text []byte) bool {
	var odd, last uint64
	n := len(text)
	if n < 9 {
		for _, b := range text {
			x := uint64(b) * ones
			odd |= unlike(x) | twins(x, last)
			last = x
		}
		return odd == 0
	}
	for i := 0; i+9 <= n; i += 8 {
		x, next := binary.LittleEndian.Uint64(text[i:i+8]), binary.LittleEndian.Uint64(text[i+1:i+9])
		odd |= unlike(x) | twins(x, next)
	}
	x, next := binary.LittleEndian.Uint64(text[n-9:n-1]), binary.LittleEndian.Uint64(text[n-8:])
	return odd|unlike(x)|unlike(next)|twins(x, next) == 0
}

// unlike has a high bit set if a byte of x is not printable ASCII or is a backslash.
func unlike(x uint64) uint64 {
	slash := x ^ '\\'*ones
	return ((x-' '*ones)&^x | x | (slash-ones)&^slash) & highs
}

// twins has a high bit set if a byte is blank both in x and in y.
func twins(x, y uint64) uint64 {
	b := (x ^ ' '*ones) | (y ^ ' '*ones)
	return (b - ones) &^ b & highs
}

// plainStart is the number of bytes before the first one that some lane may not read as a
// symbol of its own, or a few less.
func plainStart(text []byte) int {
	n := 0
	for ; n+8 <= len(text); n += 8 {
		x := binary.LittleEndian.Uint64(text[n:])
		blank, equals := x^' '*ones, x^'='*ones
		if unlike(x)|((blank-ones)&^blank|(equals-ones)&^equals)&highs != 0 {
			return n
		}
	}
	if isPlain(text[n:]) {
		return len(text)
	}
	return n
}

// maxQuiet bounds the bytes that quietRun reads of a run.
const maxQuiet = 256

// quietViews tells whether the views find nothing in text that alike accepts, or
// false if it is not sure. It is not called for short forms.
func (s *Snapshot) quietViews(text []byte, level uint8) bool {
	// Of each run of minList bytes, look bytes from one of these places on are part,
	// and of each of least32 three.
	const look = 5
	done := 0
	var hexStart, hexEnd int // of the last long run of hexadecimal digits
	for i := 0; i+3 <= len(text); i += minList - look + 1 {
		class := classOf[text[i]] & classOf[text[i+1]] & classOf[text[i+2]]
		if class&(inBase32|inList) == 0 {
			continue
		}
		if class&inBase32 != 0 {
			l, r := runAround(text, i, inBase32)
			if r-l >= least32 && !s.quietBase32(text[l:r], level) {
				return false
			}
		}
		if i < done || i+look > len(text) || class&classOf[text[i+3]]&classOf[text[i+4]]&inList == 0 {
			continue
		}
		l, r := i, i
		if class&classOf[text[i+3]]&classOf[text[i+4]]&isHex != 0 {
			if l, r = runAround(text, i, isHex); r-l > maxGroup {
				// Neither a list nor an offset, nor part of one.
				done, hexStart, hexEnd = r, l, r
				if r-l >= 2*window && !s.quietList(listing{solid: true}, allLists, level, text, l, r) {
					return false
				}
				continue
			}
		}
		if l, r = runFrom(text, l, r, inList); r-l >= minList {
			if _, list := listable(text[:r], l); !s.quietList(list, allLists, level, text, l, r) {
				return false
			}
		}
		done = r
	}
	// Of each run of MinInner bytes, eight bytes from one of these places on are part.
	for i := 0; i+8 <= len(text); i += MinInner - 7 {
		if ends64(binary.LittleEndian.Uint64(text[i:i+8])) != 0 {
			continue
		}
		l, r := i, i
		if i >= hexStart && i < hexEnd {
			l, r = hexStart, hexEnd
		}
		l, r = runFrom(text, l, r, inBase64)
		if r-l >= MinInner && !s.quietBase64(text[l:r], level) {
			return false
		}
		for i+MinInner-7 < r {
			i += MinInner - 7
		}
	}
	return true
}

// ends64 has a high bit set for bytes of x, printable ASCII, that are no digits of
// base64, but for , and . and what is beyond the digits and letters.
func ends64(x uint64) uint64 {
	return (^(x + (0x80-'+')*ones) | (x+(0x80-':')*ones)&^(x<<1)) & highs
}

// runEnd returns the end of the run that t[i-1] is in, at most most.
func runEnd(t []byte, i int, class uint8, most int) int {
	for i < most && classOf[t[i]]&class != 0 {
		i++
	}
	return i
}

// runAround returns the run that t[i] is in.
func runAround(t []byte, i int, class uint8) (l, r int) {
	return runFrom(t, i, i, class)
}

// runFrom returns the run that t[l:r] is part of.
func runFrom(t []byte, l, r int, class uint8) (int, int) {
	for l > 0 && classOf[t[l-1]]&class != 0 {
		l--
	}
	for r < len(t) && classOf[t[r]]&class != 0 {
		r++
	}
	return l, r
}

// quietRun tells whether view k finds nothing in t[l:r], a run to its end, or false
// if it is not sure. It is not called for short forms.
func (s *Snapshot) quietRun(k viewKind, level uint8, t []byte, l, r int) bool {
	switch k {
	case viewBase64:
		return s.quietBase64(t[l:r], level)
	case viewBase32:
		return s.quietBase32(t[l:r], level)
	}
	_, list := listable(t[:r], l)
	return s.quietList(list, 1<<k, level, t, l, r)
}

// listing tells what a run has digits and separators enough for: a window of bytes in
// hexadecimal, with separators or solid without, or in decimal.
type listing struct{ hex, solid, decimal bool }

const allLists = 1<<viewHex | 1<<viewOddHex | 1<<viewDecimal

// listable returns the end of the run that begins at t[i], and what it can be.
func listable(t []byte, i int) (end int, list listing) {
	digits, group, commas := 0, 0, 0
	for end = i; end <= len(t); end++ {
		class := uint8(0)
		if end < len(t) {
			class = classOf[t[end]]
		}
		if class&isHex != 0 {
			group++
			continue
		}
		if digits > 0 || group <= maxGroup { // longer ones are neither list nor offset
			digits += group
		}
		if group == 1 && end-2 >= i && t[end-2]|0x20 == 'x' {
			digits++ // a byte by itself
		}
		list.solid = list.solid || group >= 2*window
		group = 0
		if class&inList == 0 {
			break
		}
		commas += int(class / isComma & 1)
	}
	list.hex, list.decimal = digits >= 2*window, commas >= window-1
	return min(end, len(t)), list
}

func (s *Snapshot) quietList(list listing, kinds, level uint8, text []byte, l, r int) bool {
	if list.solid && !s.binary && !digitsMayBegin(text[l:r]) {
		list.solid = false
	}
	if list.solid && r-l <= 2*maxQuiet && solidHex(text[l:r]) {
		return s.quietDigits(text[l:r], level) && (kinds&(1<<viewOddHex) == 0 || s.quietDigits(text[l+1:r], level)) &&
			(kinds&(1<<viewDecimal) == 0 || !list.decimal)
	}
	return (kinds&(1<<viewHex) == 0 || !list.hex && !list.solid || s.quietBytesOf(viewHex, level, text, l, r)) &&
		(kinds&(1<<viewOddHex) == 0 || !list.solid || s.quietBytesOf(viewOddHex, level, text, l, r)) &&
		(kinds&(1<<viewDecimal) == 0 || !list.decimal || s.quietBytesOf(viewDecimal, level, text, l, r))
}

// digitsMayBegin tells whether the hexadecimal digits of t may stand, from the first
// or second one on, for window bytes of ASCII.
func digitsMayBegin(t []byte) bool {
	// A bit for each digit, the last one lowest, of 0 to 7; other bytes have any.
	var low uint32
	for ; len(t) >= 8; t = t[8:] {
		x := binary.BigEndian.Uint64(t)
		low = low<<8 | uint32((^(x>>6|x>>3)&ones)*0x0102040810204080>>56)
		if sixOf(low) {
			return true
		}
	}
	for _, c := range t {
		low = low<<1 | uint32(^(c>>6|c>>3)&1)
	}
	return sixOf(low)
}

// sixOf tells whether six bits of x in a row, leaving out every second, are set.
func sixOf(x uint32) bool {
	y := x & (x >> 2) // two
	return y&(y>>4)&(y>>8) != 0
}

// quietBytesOf reads the lists in the run text[i:end].
func (s *Snapshot) quietBytesOf(k viewKind, level uint8, text []byte, i, end int) bool {
	var buf [maxQuiet]byte
	for end-i >= minList {
		var r reader
		n, last := 0, i
	list:
		for i < end {
			tok, size, b := r.token(k, text, i, true)
			switch tok {
			case tokenByte:
				if n == len(buf) {
					return false
				}
				buf[n], last = b, i
				n++
			case tokenOffset, tokenColumn:
				return false
			case tokenEnd:
				i += size
				break list
			case tokenAgain:
				i = last
				break list
			}
			i += size
		}
		if !s.quietInside(buf[:n], level) {
			return false
		}
	}
	return true
}

func (s *Snapshot) quietBase32(run []byte, level uint8) bool {
	if len(run) > maxQuiet {
		return false
	}
	var buf [maxQuiet]byte
	var r reader
	var bits uint32
	n, have := 0, 0
	for i := range run {
		_, _, b := r.token(viewBase32, run, i, true)
		bits, have = bits<<5|uint32(b), have+5
		if have >= 8 {
			have -= 8
			buf[n] = byte(bits >> have)
			n++
		}
	}
	return s.quietInside(buf[:n], level)
}

func (s *Snapshot) quietBase64(run []byte, level uint8) bool {
	switch {
	case len(run) > maxQuiet:
		var buf [16 * maxQuiet]byte
		return s.quietDecoded(run, buf[:], level)
	case len(run) < 84:
		// A bit for each byte that is not ASCII, by the digit that has its first bit.
		var other uint64
		i := 0
		for ; i+4 <= len(run); i += 4 {
			q := run[i : i+4 : i+4]
			other = other<<3 | uint64(digit64[q[0]]>>5<<2|digit64[q[1]]>>3&1<<1|digit64[q[2]]>>1&1)
		}
		n := i / 4 * 3
		// Of the last digits two more bytes can come.
		x := ^(other << 2)
		x &= 1<<(n+2) - 1
		x &= x >> 1
		x &= x >> 2
		if x&(x>>2) == 0 {
			return true
		}
	}
	var buf [maxQuiet]byte
	return s.quietDecoded(run, buf[:], level)
}

// quietDecoded is quietBase64 of each piece of ASCII that run stands for; false where one is
// as long as buf.
func (s *Snapshot) quietDecoded(run, buf []byte, level uint8) bool {
	n := 0
	var bits uint32
	for i, c := range run {
		bits = bits<<6 | uint32(digit64[c])
		if i&3 == 0 {
			continue
		}
		if buf[n] = byte(bits >> (6 - 2*(i&3))); buf[n] < 0x80 {
			if n++; n == len(buf) {
				return false
			}
			continue
		}
		if n >= window && !s.quietInside(buf[:n], level) {
			return false
		}
		n = 0
	}
	return s.quietInside(buf[:n], level)
}

// quietInside tells whether nothing begins in text that was decoded in a view of level,
// or false if it is not sure.
func (s *Snapshot) quietInside(text []byte, level uint8) bool {
	if !s.quietBytes(text) {
		return false
	}
	if level++; level == maxLevels || len(text) < least32 {
		return true
	}
	if alike(text) {
		return s.quietViews(text, level)
	}
	lists, digits := 0, 0
	for _, c := range text {
		class := classOf[c]
		lists, digits = lists+1, digits+1
		if class&inList == 0 {
			lists = 0
		}
		if class&(inBase64|inBase32) == 0 {
			digits = 0
		}
		if max(lists, digits) >= least32 {
			return false
		}
	}
	return true
}

// solidHex tells whether run, which has a group of 2*window digits, is one group.
func solidHex(run []byte) bool {
	for _, c := range run {
		if classOf[c]&isHex == 0 {
			return false
		}
	}
	return true
}

// quietDigits is quietBytesOf of one group of digits.
func (s *Snapshot) quietDigits(digits []byte, level uint8) bool {
	var buf [maxQuiet]byte
	n := 0
	for ; len(digits) >= 2; digits = digits[2:] {
		buf[n] = digit16(digits[0])<<4 | digit16(digits[1])
		n++
	}
	return s.quietInside(buf[:n], level)
}

// quietBytes tells whether no form begins in text, in any lane.
func (s *Snapshot) quietBytes(text []byte) bool {
	// The last symbols as far as they may begin a form: bit i, with i+1 of them.
	var may uint8
	left := mostAhead(len(text))
	for i, c := range text {
		next := s.place(c)
		if (may&(1<<(window-1)-1) != 0 || s.firsts[' ']&1 != 0) && s.passes(c) {
			return s.quietTokens(text)
		}
		if may = (may<<1 | 1) & next; may>>(window-1)&1 != 0 {
			var reg uint64
			for _, c := range text[i-window+1 : i+1] {
				reg = reg<<8 | uint64(c)
			}
			if s.opensAny(text, i-window+1, s.seed.mark(reg, window), &left) {
				return false
			}
		}
	}
	return true
}

// passes tells whether a form may go on behind c although it does not have it: c may
// begin a token that counts for nothing, or be one of several blanks.
func (s *Snapshot) passes(c byte) bool {
	return joinedSymbolOf[c] == special || c == '=' || s.blanks && symbolOf[c] == ' '
}

// place has a bit for each place of a form's first symbols at which c may stand.
func (s *Snapshot) place(c byte) uint8 {
	if c < 0x80 {
		return s.firsts[c] & (1<<window - 1)
	}
	if s.binary {
		return 1<<window - 1
	}
	return 0
}

// quietTokens is quietBytes for all texts.
func (s *Snapshot) quietTokens(text []byte) bool {
	if len(text) < window {
		return true
	}
	for mode := range s.lanes {
		if s.lanes[mode].n > 0 && !s.quietLane(text, mode) {
			return false
		}
	}
	return !s.blanks || s.quietLane(text, laneSoft)
}

// quietLane tells whether no form of a lane begins in text, or false if it is not sure.
func (s *Snapshot) quietLane(text []byte, mode int) bool {
	var starts [8]int // of the last symbols, by their number
	var reg uint64
	n, left := 0, mostAhead(len(text))
	for i := 0; i < len(text); {
		at, c := i, text[i]
		k, size := token(text, at, mode, true)
		if i += size; size > 1 {
			if k == csi || n >= window-1 && s.begins(s.seed.mark(reg<<8|uint64(c), window)) {
				return false // its first byte is read as itself too
			}
			for p := at + 1; p < i; p++ {
				if s.mayOpen(text, p, mode, &left) {
					return false
				}
			}
		}
		switch {
		case k == blank && mode == laneExact:
			n = 0
			continue
		case k == blank && (mode == laneJoined || n > 0 && byte(reg) == ' '), k == skip, k == csi:
			continue
		case k == blank:
			c = ' '
		}
		reg = reg<<8 | uint64(c)
		starts[n&7] = at
		if n++; n >= window {
			if mark := s.seed.mark(reg, window); s.may(mark) && s.opens(text, starts[(n-window)&7], mark, mode, true, &left) {
				return false
			}
		}
	}
	return true
}

// mayOpen tells whether a form of a lane may begin at text[p], inside a token, or true if it is
// not sure.
func (s *Snapshot) mayOpen(text []byte, p, mode int, left *int) bool {
	var reg uint64
	passed, blanks := 0, true // bytes since the last symbol, and whether all are white space
	for i, n := p, 0; i < len(text); {
		c := text[i]
		k, size := token(text, i, mode, true)
		switch {
		case size > 1 && (k == csi || n >= window-1):
			return true // not looked at
		case k == blank && mode == laneExact:
			return false
		case k == blank && (mode == laneJoined || n > 0 && byte(reg) == ' '), k == skip:
			i += size
			if passed, blanks = passed+size, blanks && k == blank; passed > maxSkip && n > 0 {
				if blanks {
					return false // too much for a form
				}
				if passed > 4*maxSkip {
					return true
				}
			}
			continue
		case k == blank:
			c = ' '
		}
		i += size
		passed, blanks = 0, true
		reg = reg<<8 | uint64(c)
		if n++; n == window {
			mark := s.seed.mark(reg, window)
			return s.may(mark) && s.opens(text, p, mark, mode, true, left)
		}
	}
	return false
}

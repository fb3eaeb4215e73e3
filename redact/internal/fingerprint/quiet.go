package fingerprint

import (
	"encoding/binary"
	"sync/atomic"
)

// Quiet reports a text in which Advance would find nothing. False means that it
// may find something. It needs no State and costs less; only text that all lanes
// read alike is judged: ASCII without a backslash, without control characters but
// for a last line end, and without two blanks in a row.
func (s *Snapshot) Quiet(text []byte) bool {
	if s.Empty() {
		return true
	}
	if s.short {
		return false
	}
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1] // no form ends with it
	}
	switch n := len(text); {
	case n < window:
		return true
	case !alike(text):
		return false
	case n < 8:
		var reg uint64
		for i, c := range text {
			if reg = reg<<8 | uint64(c); i >= window-1 && s.begins(s.seed.mark(reg, window)) {
				return false
			}
		}
		return true
	}
	// Eight symbols are three windows: of a product only the last six count, see
	// seed.mul.
	bitmap, mul, shift := s.bitmap, s.seed.mul, s.shift&63
	for i := 0; i+8 <= len(text); i += 3 {
		x := binary.BigEndian.Uint64(text[i : i+8])
		a, b, c := x>>16*mul>>shift, x>>8*mul>>shift, x*mul>>shift
		if atomic.LoadUint64(&bitmap[a>>6])&(1<<(a&63)) != 0 || atomic.LoadUint64(&bitmap[b>>6])&(1<<(b&63)) != 0 || atomic.LoadUint64(&bitmap[c>>6])&(1<<(c&63)) != 0 {
			if s.opens(x) {
				return false
			}
		}
	}
	if len(text) >= minList && !s.quietViews(text) {
		return false
	}
	return !s.opens(binary.BigEndian.Uint64(text[len(text)-8:]))
}

// opens tells whether a form begins with one of the windows in eight symbols.
func (s *Snapshot) opens(x uint64) bool {
	return s.begins(s.seed.mark(x>>16, window)) || s.begins(s.seed.mark(x>>8, window)) || s.begins(s.seed.mark(x, window))
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

// maxQuiet bounds the bytes that quietRun reads of a run.
const maxQuiet = 256

// quietViews tells whether the views find nothing in text that alike accepts, or
// false if it is not sure. It is not called for short forms.
func (s *Snapshot) quietViews(text []byte) bool {
	// Of each run of minList bytes, look bytes from one of these places on are part.
	const look = 5
	for i := 0; i+look <= len(text); i += minList - look + 1 {
		w := text[i : i+look : i+look]
		if classOf[w[0]]&classOf[w[1]]&classOf[w[2]]&classOf[w[3]]&classOf[w[4]]&inList == 0 {
			continue
		}
		l := i
		for l > 0 && classOf[text[l-1]]&inList != 0 {
			l--
		}
		r, hex, decimal := listable(text, l)
		if hex && !s.quietList(viewHex, text, l, r) || decimal && !s.quietList(viewDecimal, text, l, r) {
			return false
		}
		for i+minList-look+1 < r {
			i += minList - look + 1
		}
	}
	// Of each run of MinInner bytes, eight bytes from one of these places on are part.
	for i := 0; i+8 <= len(text); i += MinInner - 7 {
		if ends64(binary.LittleEndian.Uint64(text[i:i+8])) != 0 {
			continue
		}
		l := i
		for l > 0 && classOf[text[l-1]]&inBase64 != 0 {
			l--
		}
		r := runEnd(text, i, inBase64, len(text))
		if r-l >= MinInner && !s.quietBase64(text[l:r]) {
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

// quietRun tells whether view k finds nothing in t[l:r], a run to its end, or false
// if it is not sure. It is not called for short forms.
func (s *Snapshot) quietRun(k viewKind, t []byte, l, r int) bool {
	if k == viewBase64 {
		return s.quietBase64(t[l:r])
	}
	_, hex, decimal := listable(t[:r], l)
	return (k == viewHex && !hex || k == viewDecimal && !decimal) || s.quietList(k, t, l, r)
}

// listable returns the end of the run that begins at t[i], and whether it has digits
// and separators enough for a window of hexadecimal or decimal bytes.
func listable(t []byte, i int) (end int, hex, decimal bool) {
	digits, group, commas := 0, 0, 0
	for end = i; end < len(t); end++ {
		switch class := classOf[t[end]]; {
		case class&isHex != 0:
			group++
			continue
		case class&inList != 0:
			if digits > 0 || group <= maxGroup { // longer ones are neither list nor offset
				digits += group
			}
			group = 0
			commas += int(class / isComma & 1)
			continue
		}
		break
	}
	if digits > 0 || group <= maxGroup {
		digits += group
	}
	return end, digits >= 2*window, commas >= window-1
}

// quietList reads the lists in the run text[i:end].
func (s *Snapshot) quietList(k viewKind, text []byte, i, end int) bool {
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
		if !s.quietBytes(buf[:n]) {
			return false
		}
	}
	return true
}

func (s *Snapshot) quietBase64(run []byte) bool {
	switch {
	case len(run) > maxQuiet:
		return false
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
	return s.quietDecoded(run)
}

func (s *Snapshot) quietDecoded(run []byte) bool {
	var buf [maxQuiet]byte
	n := 0
	var bits uint32
	for i, c := range run {
		bits = bits<<6 | uint32(digit64[c])
		if i&3 == 0 {
			continue
		}
		if buf[n] = byte(bits >> (6 - 2*(i&3))); buf[n] < 0x80 {
			n++
			continue
		}
		if n >= window && !s.quietBytes(buf[:n]) {
			return false
		}
		n = 0
	}
	return s.quietBytes(buf[:n])
}

// quietBytes tells whether no form begins in text, in any lane.
func (s *Snapshot) quietBytes(text []byte) bool {
	if len(text) < window {
		return true
	}
	for mode := range s.lanes {
		if s.lanes[mode].n == 0 {
			continue
		}
		var reg uint64
		n := 0
		for i := range text {
			k, size := token(text, i, mode, true)
			switch {
			case size > 1:
				return false
			case k == blank && mode == laneExact:
				n = 0
				continue
			case k == blank && (mode == laneJoined || n > 0 && byte(reg) == ' '), k == skip, k == csi:
				continue
			}
			c := text[i]
			if k == blank {
				c = ' '
			}
			reg = reg<<8 | uint64(c)
			if n++; n >= window && s.begins(s.seed.mark(reg, window)) {
				return false
			}
		}
	}
	return true
}

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
		if (atomic.LoadUint64(&bitmap[a>>6])>>(a&63)|atomic.LoadUint64(&bitmap[b>>6])>>(b&63)|atomic.LoadUint64(&bitmap[c>>6])>>(c&63))&1 != 0 {
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

// maxQuiet bounds the bytes of a run that quietViews reads.
const maxQuiet = 256

// quietViews tells whether the views find nothing in text, or false if it is not
// sure. It is not called for short forms.
func (s *Snapshot) quietViews(text []byte) bool {
	for k := range views {
		class, least := k.class()
		for i := 0; ; {
			l, r := nextRun(text, i, class, least, true)
			if l == len(text) {
				break
			}
			if k == viewBase64 {
				for r < len(text) && classOf[text[r]]&inBase64 != 0 {
					r++
				}
				if !s.quietBase64(text[l:r]) {
					return false
				}
				i = r
				continue
			}
			var quiet bool
			if i, quiet = s.quietList(k, text, l); !quiet {
				return false
			}
			if i == len(text) {
				break
			}
		}
	}
	return true
}

// quietList reads the run at text[i] to its end.
func (s *Snapshot) quietList(k viewKind, text []byte, i int) (end int, quiet bool) {
	var buf [maxQuiet]byte
	var r reader
	n, last := 0, i
	for i < len(text) {
		tok, size, b := r.token(k, text, i, true)
		switch tok {
		case tokenByte:
			if n == len(buf) {
				return i, false
			}
			buf[n], last = b, i
			n++
		case tokenOffset, tokenColumn:
			return i, false
		case tokenEnd:
			return i + size, s.quietBytes(buf[:n])
		case tokenAgain:
			return last, s.quietBytes(buf[:n])
		}
		i += size
	}
	return i, s.quietBytes(buf[:n])
}

func (s *Snapshot) quietBase64(run []byte) bool {
	var buf [maxQuiet]byte
	if len(run) > len(buf) {
		return false
	}
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

package grammar

import (
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

const (
	maxName  = 192 // bytes of a name that are read
	maxWords = 24
	maxJoin  = 4 // words of one sensitive name
)

// words is a name split into lower-case words: at separators, at changes from
// lower to upper case and between letters and digits.
type words struct {
	buf   [maxName]byte
	n     int
	start [maxWords + 1]uint8
	count int
}

type charKind uint8

const (
	sep charKind = iota
	lower
	upper
	digit
)

var charKinds = func() (t [256]charKind) {
	for b := range t {
		switch {
		case b >= 'a' && b <= 'z', b >= 0x80:
			t[b] = lower
		case b >= 'A' && b <= 'Z':
			t[b] = upper
		case b >= '0' && b <= '9':
			t[b] = digit
		}
	}
	return t
}()

func kindOf(b byte) charKind { return charKinds[b] }

// split fills w from a name in any spelling. Of a longer name the last maxName
// bytes count.
func (w *words) split(name []byte) {
	w.n, w.count = 0, 0
	if len(name) > maxName {
		name = name[len(name)-maxName:]
	}
	prev := sep
	for i := 0; i < len(name); {
		kind, b, width := unit.At(name, i, true)
		if kind == unit.Plain {
			if r, size := escapedRune(name[i:]); size > 0 {
				if prev == sep || prev == digit {
					w.begin(w.n)
				}
				w.n += utf8.EncodeRune(w.buf[w.n:], r) // shorter than the escape
				prev = lower
				i += size
				continue
			}
			b = name[i]
		}
		i += width
		if kind == unit.Skip {
			continue
		}
		k := kindOf(b)
		switch {
		case k == sep:
		case prev == sep, prev == lower && k == upper, (prev == digit) != (k == digit):
			w.begin(w.n)
		case prev == upper && k == lower && w.n-int(w.start[w.count-1]) > 1:
			w.begin(w.n - 1)
		}
		prev = k
		if k == sep {
			continue
		}
		if w.count == 0 {
			return
		}
		if k == upper {
			b += 'a' - 'A'
		}
		w.buf[w.n] = b
		w.n++
	}
	w.start[w.count] = uint8(w.n)
}

// splitPlain is split for a name of plain bytes.
func (w *words) splitPlain(name []byte) {
	w.n, w.count = 0, 0
	if len(name) > maxName {
		name = name[len(name)-maxName:]
	}
	prev := sep
	for _, b := range name {
		k := kinds[b]
		if k != prev {
			switch {
			case k == sep:
				prev = sep
				continue
			case prev == sep, prev == lower && k == upper, prev == digit, k == digit:
				w.begin(w.n)
			case w.n-int(w.start[w.count-1]) > 1: // the last capital begins a word
				w.begin(w.n - 1)
			}
			prev = k
		}
		if k == sep {
			continue
		}
		if k == upper {
			b += 'a' - 'A'
		}
		w.buf[w.n] = b
		w.n++
	}
	w.start[w.count] = uint8(w.n)
}

var kinds = func() (t [256]charKind) {
	for b := range t {
		t[b] = kindOf(byte(b))
	}
	return t
}()

func (w *words) begin(at int) {
	if w.count == maxWords {
		// Forget the first word: what a name ends with says what it is.
		copy(w.start[:], w.start[1:])
		w.count--
	}
	w.start[w.count] = uint8(at)
	w.count++
}

// join returns the words i to j, exclusive, without separators.
func (w *words) join(i, j int) []byte { return w.buf[w.start[i]:w.start[j]] }

func (w *words) word(i int) []byte { return w.join(i, i+1) }

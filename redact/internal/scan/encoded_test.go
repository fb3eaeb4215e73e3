package scan

import (
	"bytes"
	"encoding/base64"
	"testing"
	"unicode/utf8"
)

// What was decoded is gone when the machine is put back, all of it.
func TestEncodedIsCleared(t *testing.T) {
	secret := bytes.Repeat([]byte("correct-horse-"), 40)
	m := &Machine{text: []byte(base64.StdEncoding.EncodeToString(secret))}
	e := &m.enc
	e.pos = len(m.text)
	m.group64(0, MaxEncoded)
	if first := e.plain; !bytes.HasPrefix(first, secret[:500]) {
		t.Fatalf("decoded %q", first)
	}
	before := cap(e.plain)
	m.group64(0, minPlain) // a shorter one, over the first
	e.sub = &Machine{text: m.text}
	e.sub.enc.pos = len(m.text)
	e.sub.group64(0, MaxEncoded)
	e.reset()
	if cap(e.plain) != before {
		t.Error("the buffer has grown")
	}
	for _, b := range [][]byte{e.plain[:cap(e.plain)], e.sub.enc.plain[:cap(e.sub.enc.plain)]} {
		if len(bytes.Trim(b, "\x00")) > 0 {
			t.Error("decoded text is left")
		}
	}
}

// Eight bytes of text are read at once, and so are four digits: with each byte in each place
// it is as if they were read one by one.
func TestTextLenByWords(t *testing.T) {
	slow := func(b []byte) int {
		i := 0
		for i < len(b) {
			switch c := b[i]; {
			case c >= 0x80:
				r, w := utf8.DecodeRune(b[i:])
				if r == utf8.RuneError && w <= 1 {
					if i > 0 && !utf8.FullRune(b[i:]) {
						return len(b)
					}
					return i
				}
				i += w
			case c >= ' ' && c < 0x7f, c == '\t', c == '\n', c == '\r':
				i++
			default:
				return i
			}
		}
		return i
	}
	base := []byte("some text of 21 bytes")
	for at := range base {
		for c := range 256 {
			b := bytes.Clone(base)
			b[at] = byte(c)
			if got, want := textLen(b), slow(b); got != want {
				t.Fatalf("%q: %d, not %d", b, got, want)
			}
			if at+1 < len(b) {
				b[at+1] = 0xa9
				if got, want := textLen(b), slow(b); got != want {
					t.Fatalf("%q: %d, not %d", b, got, want)
				}
			}
		}
	}
	for at := range minPlain {
		for c := range 256 {
			b := bytes.Clone(base[:minPlain])
			b[at] = byte(c)
			digits := []byte(base64.StdEncoding.EncodeToString(b))
			want := true
			for n := 3; n <= minPlain; n += 3 {
				want = want && (slow(b[:n]) >= n || n == 3 && b[0] >= 0xf0)
			}
			if got := begins64(digits); got != want {
				t.Fatalf("%q: %v, not %v", b, got, want)
			}
		}
	}
}

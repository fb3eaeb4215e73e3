// Package jsonname finds in JSON text the names that are to be looked up: those that
// are not one word of small letters.
package jsonname

import (
	"bytes"
	"sync"
)

// Word is the number of bytes that a mask tells of.
const Word = 64

// Mark sets bit i of masks for each text[64*word+i] that is a quote mark with a colon or
// a blank behind it and ends what may be a name, unless that is one word of small letters
// in quote marks. It may set some of those too, and misses no other. It returns how often
// an opening bracket or brace stands in text, or more. It writes a mask for each 64 bytes of
// text. Fast must have reported true.
func Mark(text []byte, masks []uint64) (brackets int) {
	switch {
	case len(text) == 0:
		return 0
	case hasWide():
		return markWide(text, masks)
	}
	return markWords(text, masks)
}

// markWords is Mark with a kernel that reads whole words, and one byte behind them.
func markWords(text []byte, masks []uint64) (brackets int) {
	n := len(text)
	if n <= Word {
		var part [Word + 1]byte
		copy(part[:], text)
		brackets = markAsm(part[:], masks[:1])
		masks[0] &= 1<<(n-1) - 1
		return brackets
	}
	brackets = markAsm(text, masks)
	if n%Word == 1 {
		masks[n/Word] = 0
	}
	if n > most {
		return n // the kernel counts up to 255 in each of 32 places
	}
	return brackets + 1 // the last byte was not looked at
}

// most is the number of bytes whose brackets markAsm counts.
const most = 4 << 10

// Fast reports that the machine has the kernel behind Mark, and that it works.
var Fast = sync.OnceValue(func() bool {
	if !hasKernel() {
		return false
	}
	text := bytes.Repeat([]byte(`{"one":1,"a_b" :[2],"":[],"time":"12:30:00","Two":"x"}`), 4)
	for n := range text {
		var masks [4]uint64
		if Mark(text[:n], masks[:]) < opening(text[:n]) {
			return false
		}
		for i := range n - 1 {
			if odd(text, i) && masks[i/Word]>>(i%Word)&1 == 0 {
				return false
			}
		}
	}
	return true
})

// opening counts brackets and braces.
func opening(text []byte) int { return bytes.Count(text, []byte{'['}) + bytes.Count(text, []byte{'{'}) }

// odd reports an end of a name that Mark must not miss.
func odd(text []byte, i int) bool {
	if text[i] != '"' || text[i+1] != ':' && text[i+1] > ' ' {
		return false
	}
	from := i
	for from > 0 && text[from-1] >= 'a' && text[from-1] <= 'z' {
		from--
	}
	return from == i || from == 0 || text[from-1] != '"'
}

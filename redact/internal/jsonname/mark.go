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

// markWords is Mark with a kernel that reads whole words.
func markWords(text []byte, masks []uint64) (brackets int) {
	n := len(text)
	words := (n - 1) / Word // one byte more is read
	if words > 0 {
		brackets = markAsm(text, words, masks)
	}
	var last [1]uint64
	if words == 0 {
		var part [Word + 1]byte
		copy(part[:], text)
		brackets = markAsm(part[:], 1, last[:])
		masks[0] = last[0] & (1<<(n-1) - 1)
		return brackets
	}
	// The last bytes once more, with what stands before them.
	from := n - 1 - Word
	brackets += markAsm(text[from:], 1, last[:])
	masks[words] = last[0] >> (words*Word - from)
	return brackets + 1 // the last byte was not looked at
}

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

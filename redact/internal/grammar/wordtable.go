package grammar

import (
	"encoding/binary"
	"math/bits"
)

// A wordTable numbers words. It is made once and then only read: a lookup takes two
// loads of the word, a product and, as a rule, one comparison.
type wordTable struct {
	slots []wordSlot // a power of two of them, a quarter of which are taken
	shift uint8
	long  map[string]int32 // the words of more than 16 bytes
}

// A wordSlot is a word of up to 16 bytes: its first and its last eight.
type wordSlot struct {
	first, last uint64
	size        int32 // 0 where there is none
	number      int32
}

// newTable numbers words, which are not empty, from 0 on. Of equal ones the first counts.
func newTable(words []string) *wordTable {
	size := bits.Len(uint(4*len(words) + 1))
	t := &wordTable{slots: make([]wordSlot, 1<<size), shift: uint8(64 - size)}
	for i, w := range words {
		if len(w) > 16 {
			if t.long == nil {
				t.long = map[string]int32{}
			}
			t.long[w] = int32(i)
			continue
		}
		s := wordSlot{size: int32(len(w)), number: int32(i)}
		s.first, s.last = wordEnds([]byte(w))
		h := s.hash() >> t.shift
		for t.slots[h].size != 0 {
			h = (h + 1) & uint64(len(t.slots)-1)
		}
		t.slots[h] = s
	}
	return t
}

func (s *wordSlot) hash() uint64 {
	return (s.first*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(s.last, 31) + uint64(s.size)) * 0xd6e8feb86659fd93
}

// wordEnds returns the first and the last eight bytes of a word, which overlap, or all
// bytes of a shorter one and 0. Words of one length that differ have not the same.
func wordEnds(w []byte) (first, last uint64) {
	switch n := len(w); {
	case n >= 8:
		return binary.LittleEndian.Uint64(w), binary.LittleEndian.Uint64(w[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(w)) | uint64(binary.LittleEndian.Uint32(w[n-4:]))<<32, 0
	case n > 0:
		return uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16, 0
	}
	return 0, 0
}

// find returns the number of a word, or -1.
func (t *wordTable) find(word []byte) int {
	if len(word) > 16 {
		if i, ok := t.long[string(word)]; ok {
			return int(i)
		}
		return -1
	}
	s := wordSlot{size: int32(len(word))}
	s.first, s.last = wordEnds(word)
	for h := s.hash() >> t.shift; ; h++ {
		x := &t.slots[h&uint64(len(t.slots)-1)]
		if x.size == 0 {
			return -1
		}
		if x.first == s.first && x.last == s.last && x.size == s.size {
			return int(x.number)
		}
	}
}

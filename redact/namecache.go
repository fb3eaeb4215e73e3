package redact

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"strings"
	"sync/atomic"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

// A nameCache remembers names of fields that mean nothing, because those of one
// program are few and come again with every record. It holds copies of short
// names that look like one and in which nothing is found, and has a fixed size: a
// name that is not there is judged. It is safe for concurrent use; reads take no
// lock.
type nameCache struct {
	slots [1 << nameBits]atomic.Pointer[knownName]
}

const (
	nameBits      = 10
	maxKnownName  = 30
	maxNameDigits = 2
	// evictOneIn makes a flood of names that do not come again cost next to
	// nothing, while a name that does come again gets its slot in time.
	evictOneIn = 64
)

// A knownName is a name as a string and as the words that are compared: first and last
// hold all of up to 16 bytes, and with second and third all of up to 32. They overlap.
type knownName struct {
	first, last, second, third uint64
	text                       string
}

// has reports a name that is known to mean nothing. Where records are asked about, the
// same is written out, since it is too long for the compiler to do so.
func (c *nameCache) has(name string) bool {
	first, last := wordsOf(name)
	k := c.slots[slotOf(first, last, len(name))].Load()
	return k.ends(first, last, len(name)) && (len(name) <= 16 || k.within(name))
}

// ends reports a name of n bytes with these words, which are all of one of up to 16.
func (k *knownName) ends(first, last uint64, n int) bool {
	return k != nil && k.first == first && k.last == last && len(k.text) == n
}

// within reports that the words beside the first and the last are those of a name of
// more than 16 bytes.
func (k *knownName) within(name string) bool {
	second, third := innerOf(name)
	return k.second == second && k.third == third
}

// wordsOf returns the first and the last bytes of a name, up to eight of each.
func wordsOf(name string) (first, last uint64) {
	switch p, n := bytesOf(name), len(name); {
	case n >= 8:
		return binary.LittleEndian.Uint64(p), binary.LittleEndian.Uint64(p[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(p)), uint64(binary.LittleEndian.Uint32(p[n-4:]))
	case n > 0:
		return uint64(p[0]), uint64(p[n>>1])<<8 | uint64(p[n-1])
	}
	return 0, 0
}

// innerOf returns the words beside the first and the last of a name of more than 16 bytes.
func innerOf(name string) (second, third uint64) {
	p, n := bytesOf(name), len(name)
	return binary.LittleEndian.Uint64(p[8:]), binary.LittleEndian.Uint64(p[n-16:])
}

// slotOf returns the place of a name. A collision costs what no cache would cost, so
// that the hash needs no secret.
func slotOf(first, last uint64, n int) int {
	h := (first ^ bits.RotateLeft64(last, 32) ^ uint64(n)<<56) * 0x9e3779b97f4a7c15
	return int(h >> (64 - nameBits))
}

// takes reports that there is room for a name that looks like one.
func (c *nameCache) takes(name string) bool {
	if !looksNamed(name) {
		return false
	}
	first, last := wordsOf(name)
	return c.slots[slotOf(first, last, len(name))].Load() == nil || rand.Uint32N(evictOneIn) == 0
}

// add remembers a name that was found to mean nothing.
func (c *nameCache) add(name string) {
	k := &knownName{text: strings.Clone(name)}
	k.first, k.last = wordsOf(name)
	if len(name) > 16 {
		k.second, k.third = innerOf(name)
	}
	c.slots[slotOf(k.first, k.last, len(name))].Store(k)
}

// looksNamed reports text that is spelled as names are: a few words of letters. Text
// with several digits, with long words or of mixed case may be anything.
func looksNamed(name string) bool {
	const maxUpper, maxLower = 10, 16 // letters of a word
	if len(name) == 0 || len(name) > maxKnownName {
		return false
	}
	digits, humps, upper, lower := 0, 0, 0, 0
	for i := range len(name) {
		switch b := name[i]; {
		case b >= 'a' && b <= 'z':
			if upper > 0 {
				humps++
			}
			upper = 0
			lower++
		case b >= 'A' && b <= 'Z':
			lower = 0
			upper++
		case b >= '0' && b <= '9':
			digits++
		case b == '_' || b == '-' || b == '.':
			upper, lower = 0, 0
		default:
			return false
		}
		if upper > maxUpper || lower > maxLower {
			return false
		}
	}
	return digits <= maxNameDigits && humps <= 1+len(name)/5
}

// classify decides on a name.
func (st *state) classify(name string) (grammar.Class, bool) {
	if st.idle.has(name) {
		return grammar.Class{}, false
	}
	class, ok := st.names.Classify(bytesOf(name))
	if !ok && st.idle.takes(name) && !HoldsPair(name) && st.idleName(name) {
		st.idle.add(name)
	}
	return class, ok
}

// idleName reports a name in which nothing is found, and nothing is counted.
func (st *state) idleName(name string) (yes bool) {
	var w *worker
	defer func() {
		if recover() != nil {
			st.fail(origin{})
			yes = false
			return
		}
		if w != nil {
			st.put(w)
		}
	}()
	if text := bytesOf(name); !st.quiet(text) {
		if st.reports {
			return false
		}
		w = st.get()
		w.machine.Advance(text, true)
		return !w.machine.Pending()
	}
	return true
}

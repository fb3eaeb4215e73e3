package scan

import "math/bits"

// Starts are where the candidates of a track begin, as far as that is near the latest: each
// literal asks whether there is a candidate already, of some hundreds.
type starts struct {
	bits   [maxStarts / 64]uint64 // by offset, modulo maxStarts
	latest int                    // start of any candidate, at most
	base   int                    // of the offsets: text that was dropped
}

const maxStarts = 256

func (s *starts) reset(first int) { *s = starts{latest: first} }

// near reports that what is known of offset i is whether a candidate begins there.
func (s *starts) near(i int) bool { return i > s.latest-maxStarts }

// word returns where the bit of offset i is.
func (s *starts) word(i int) (*uint64, uint64) {
	n := uint(i+s.base) % maxStarts
	return &s.bits[n/64], 1 << (n % 64)
}

func (s *starts) add(i int) {
	if i > s.latest+maxStarts {
		s.bits = [maxStarts / 64]uint64{}
		s.latest = i
	}
	for s.latest < i { // what is known there is of an offset long before
		w, bit := s.word(s.latest + 1)
		n := min(i-s.latest, bits.LeadingZeros64(bit)+1)
		*w &^= bit * (1<<n - 1)
		s.latest += n
	}
	if s.near(i) {
		w, bit := s.word(i)
		*w |= bit
	}
}

// drop tells that the candidate at i is no more.
func (s *starts) drop(i int) {
	if s.near(i) {
		w, bit := s.word(i)
		*w &^= bit
	}
}

// has reports that a candidate begins at i, if that is near.
func (s *starts) has(i int) bool {
	w, bit := s.word(i)
	return i <= s.latest && s.near(i) && *w&bit != 0
}

func (s *starts) rebase(k int) { s.latest, s.base = s.latest-k, s.base+k }

package pattern

// A slab hands out slices of zeros, in memory that it uses again after a reset.
type slab[T any] struct {
	chunk []T
	used  int
}

// take returns n zeros. Appending to them goes elsewhere.
func (s *slab[T]) take(n int) []T {
	if len(s.chunk)-s.used < n {
		// What was handed out lives on in the chunk before.
		s.chunk, s.used = make([]T, max(64, n, 2*len(s.chunk))), 0
	}
	from := s.used
	s.used += n
	return s.chunk[from:s.used:s.used]
}

// reset takes everything back.
func (s *slab[T]) reset() {
	clear(s.chunk[:s.used])
	s.used = 0
}

// zeros returns a slice of n zeros, in the memory of s if there is room.
func zeros[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, max(n, 2*cap(s)))
	}
	s = s[:n]
	clear(s)
	return s
}

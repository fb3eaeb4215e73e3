package redact

// symbols numbers the names in path rules, from 1 on. It is a hash table that
// nothing is added to once it is built, so that names of records cannot fill it.
type symbols struct {
	slots []uint16 // a power of two, at most half of them taken
	names []string // by number; in lower case
	max   int      // the length of the longest
}

// add returns the number of a name.
func (s *symbols) add(name string) uint16 {
	if n := s.of(name); n != 0 {
		return n
	}
	if len(s.names) == 0 {
		s.names = append(s.names, "")
	}
	low := []byte(name)
	for i, b := range low {
		low[i] = lower(b)
	}
	s.names = append(s.names, string(low))
	s.max = max(s.max, len(name))
	if 2*len(s.names) > len(s.slots) {
		s.slots = make([]uint16, max(16, 2*len(s.slots)))
		for i, n := range s.names[1:] {
			s.place(n, uint16(i+1))
		}
	} else {
		s.place(s.names[len(s.names)-1], uint16(len(s.names)-1))
	}
	return uint16(len(s.names) - 1)
}

func (s *symbols) place(name string, n uint16) {
	i := s.slot(hashName(name))
	for s.slots[i] != 0 {
		i = s.slot(i + 1)
	}
	s.slots[i] = n
}

func (s *symbols) slot(h uint32) uint32 { return h & uint32(len(s.slots)-1) }

// of returns the number of a name, 0 if it is in no rule. ASCII letters are
// compared without regard to their case.
func (s *symbols) of(name string) uint16 {
	if len(name) > s.max || len(s.slots) == 0 {
		return 0
	}
	for i := s.slot(hashName(name)); s.slots[i] != 0; i = s.slot(i + 1) {
		if n := s.slots[i]; equalFold(s.names[n], name) {
			return n
		}
	}
	return 0
}

// equalFold compares a name with one in lower case.
func equalFold(low, name string) bool {
	if len(low) != len(name) {
		return false
	}
	for i := range len(name) {
		if lower(name[i]) != low[i] {
			return false
		}
	}
	return true
}

// hashName is FNV-1a, without regard to case.
func hashName(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(lower(name[i]))) * 16777619
	}
	return h
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b |= 0x20
	}
	return b
}

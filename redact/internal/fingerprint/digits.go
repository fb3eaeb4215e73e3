package fingerprint

// holds tells whether the base64 digits of e in text, which stands at [start, end), are of
// value v. The digits beside them have up to four bits of its first byte and of its
// last: they are read where they stand, and tried where they do not.
func (s *scan) holds(e *entry, v *Value, text []byte, start, end int64) bool {
	// Of the group's bits the first lead belong to what is before the value, or are
	// those of its first byte that the digits lack.
	lead := [4]int{0, 0, 4, 2}[e.meta.before()]
	n := int(e.meta.length())
	have := lead + 6*n
	size := (have + 7) / 8
	lack := 8*size - have // of the last byte
	value := make([]byte, 0, 64)
	if size > cap(value) {
		value = make([]byte, 0, size)
	}
	defer func() { clear(value[:cap(value)]) }()
	bits, nbits := uint32(0), lead
	symbols(text, s.mode, func(c byte) {
		bits, nbits = bits<<6|uint32(digit64[c]), nbits+6
		if nbits >= 8 {
			nbits -= 8
			value = append(value, byte(bits>>nbits))
		}
	})
	if lack > 0 {
		value = append(value, byte(bits<<lack))
	}
	if len(value) != size {
		return false
	}
	first, last := value[0], value[size-1]
	try := func(head, foot uint32) bool {
		value[0] = first | byte(head<<(8-lead))
		value[size-1] = last&^(1<<lack-1) | byte(foot)
		h := s.seed.hasher()
		for _, c := range value {
			h.add(c)
		}
		return s.seed.masked(h.done(), v.ID) == v.Digest
	}
	head, foot := s.beside(start, end, lead, lack)
	if try(head, foot) {
		return true
	}
	for h := range uint32(1) << lead {
		for f := range uint32(1) << lack {
			if try(h, f) {
				return true
			}
		}
	}
	return false
}

// beside reads lead bits from the digit before [start, end), and lack bits from that
// behind it.
func (s *scan) beside(start, end int64, lead, lack int) (head, foot uint32) {
	a, b := int(start-s.base), int(end-s.base)
	if lead > 0 && a > 0 {
		head = uint32(digit64[s.t[a-1]]) & (1<<lead - 1)
	}
	if lack > 0 && b < len(s.t) {
		foot = uint32(digit64[s.t[b]]) >> (6 - lack)
	}
	return head, foot
}

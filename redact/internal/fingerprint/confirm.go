package fingerprint

// check compares the fingerprints of candidate c, which ends at end, with those
// of entries [c.at, hi).
func (s *scan) check(c candidate, hi uint32, reg, sum uint64, end int64) {
	lo, n := c.at, c.tier.entries[c.at].meta.length()
	if n < c.blind {
		s.confirm(c.tier, lo, hi, c.start, end, false)
		return
	}
	tail := s.seed.mark(reg, window)
	if n >= longForm {
		tail ^= s.seed.middle(c.sum, sum, int(n)-window)
	}
	if lo, hi = c.tier.agree(lo, hi, tail); lo < hi {
		s.confirm(c.tier, lo, hi, c.start, end, n >= longForm)
	}
}

// confirm compares [start, end) with the values of entries [lo, hi) of t and reports those
// that agree.
func (s *scan) confirm(t *tier, lo, hi uint32, start, end int64, middle bool) {
	l, entries := s.l, t.entries[lo:hi]
	n := int(entries[0].meta.length())
	text := s.t[start-s.base : end-s.base]
	// Only text that repeats a periodic value over itself can spend more than
	// this; there, 64 bits of fingerprints must do.
	sure := middle && l.work > 16*l.n+1<<16
	var sum Digest
	known := false
	for i := range entries {
		e := &entries[i]
		v := t.values[e.value]
		if !sure {
			if middle {
				l.work += int64(n)
			}
			l.hashes++
			if e.meta.base64() {
				if !s.holds(e, v, text, start, end) {
					continue
				}
			} else {
				if !known {
					h := s.seed.hasher()
					symbols(text, s.mode, h.add)
					sum, known = h.done(), true
				}
				if s.seed.masked(sum, v.ID) != v.Digest {
					continue
				}
			}
		}
		s.report(e, v.ID, start, end)
	}
}

func (s *scan) report(e *entry, id int32, start, end int64) {
	if s.mode == laneSoft && start > s.st.softAt {
		return // the lane that it was made of finds it
	}
	a := int(start - s.base)
	if e.meta.word() && (s.st.level > 0 || wordBefore(s.t, a)) {
		return
	}
	if e.meta.before() > 0 {
		a = widened(s.t, a, s.from, int(e.meta.before()))
	}
	s.border(late{start: s.base + int64(a), end: end, id: id, word: e.meta.word(), after: e.meta.after()})
}

// border reports m if its right border is known, and keeps it otherwise.
func (s *scan) border(m late) {
	b := int(m.end - s.base)
	if m.word && b < len(s.t) && isWord(s.t[b]) {
		return
	}
	known := b < len(s.t) || !m.word
	padded := false
	for range m.after {
		if b == len(s.t) {
			known = false
			break
		}
		if padded = padded || s.t[b] == '='; padded && s.t[b] != '=' || !padded && !isBase64(s.t[b]) {
			break
		}
		b++
	}
	if !known && !s.final {
		s.l.late = append(s.l.late, m)
		return
	}
	s.st.out = append(s.st.out, Match{int(m.start - s.base), b, m.id})
}

// widened returns where the digits of base64 begin that adjoin t[a], at most n of
// them and none before from. The letter of an escaped line end is no digit.
func widened(t []byte, a, from, n int) int {
	for ; n > 0 && a > from && isBase64(t[a-1]); n-- {
		if c := t[a-1]; (c == 'n' || c == 'r' || c == 't') && a > 1 && t[a-2] == '\\' {
			break
		}
		a--
	}
	return a
}

// settle reports the matches that waited for the bytes after them.
func (s *scan) settle() {
	waiting := s.l.late
	if len(waiting) == 0 {
		return
	}
	s.l.late = waiting[:0]
	for _, m := range waiting {
		s.border(m) // may append to late, which is never beyond what was read
	}
}

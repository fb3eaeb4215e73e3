package fingerprint

// A form with a blank among its first symbols is no joined one, so where a soft line break of
// quoted-printable is inside of it, it is found by one more lane. That is the lane of forms
// with white space, as it stood before the break, and it lives until all that began before has ended.

// laneSoft reads as laneFolded does, but soft line breaks count for nothing. It has no forms of its own.
const laneSoft = 3

// softBreak tells whether a line end, as it is or escaped, follows an = and makes it count for
// nothing, and its size.
func softBreak(rest []byte, final bool) (kind, int) {
	k, n := lineEnd(rest, final)
	if k != skip {
		return k, 1
	}
	if c := rest[n-1]; c == '\r' || c == 'r' {
		switch k, more := lineEnd(rest[n:], final); {
		case k == pending:
			return pending, 0
		case k == skip && (rest[n+more-1] == '\n' || rest[n+more-1] == 'n'):
			n += more
		}
	}
	return skip, 1 + n
}

// lineEnd tells whether t begins with a line end, and how long that is.
func lineEnd(t []byte, final bool) (kind, int) {
	if len(t) == 0 {
		return orPending(final)
	}
	switch t[0] {
	case '\n', '\r':
		return skip, 1
	case '\\':
		switch k, n := escape(t[1:], final); {
		case k == pending:
			return pending, 0
		case k == blank && t[n-1] != 't':
			return skip, n
		}
	}
	return plain, 1
}

// softens tells whether c, behind an =, may begin a line end.
func softens(c byte) bool { return c == '\n' || c == '\r' || c == '\\' }

// soft is the scan of laneSoft beside s.
func (s *scan) soft() scan {
	return scan{snap: s.snap, seed: s.seed, st: s.st, x: &s.snap.lanes[laneFolded], l: &s.st.lanes[laneSoft], t: s.t, base: s.base, mode: laneSoft, final: s.final, from: s.from}
}

// fork begins the lane at the = of a soft line break at t[i], which s is to read.
func (s *scan) fork(i int) {
	x := s.soft()
	if x.readTo(i); s.st.soft {
		return // it comes to that by itself
	}
	if !s.begun() {
		return
	}
	s.st.soft = true
	f, l := s.l, x.l
	*l = lane{at: s.base + int64(i), n: f.n, first: f.first, reg: f.reg, sum: f.sum, starts: f.starts, run: f.run, skip: f.skip, skipEnd: f.skipEnd,
		candidates: append(l.candidates[:0], f.candidates...), low: f.low, stale: f.stale, late: l.late, ghosts: append(l.ghosts[:0], f.ghosts...), work: f.work}
}

// begun tells whether a form may have begun with the symbols that s has read last.
func (s *scan) begun() bool {
	l := s.l
	if len(l.candidates)+len(l.ghosts) > 0 {
		return true
	}
	may := uint8(0)
	for k := int(min(l.n-l.first, window-1)) - 1; k >= 0; k-- {
		may = (may<<1 | 1) & s.snap.place(byte(l.reg>>(8*k)))
	}
	return may != 0
}

// readTo reads on to byte to, or the end of what begins before the last break.
func (s *scan) readTo(to int) {
	l, st := s.l, s.st
	for st.soft && int(l.at-s.base) < to {
		at, n := l.at, l.n
		if !s.step() {
			return
		}
		if s.t[at-s.base] == '=' && l.n == n {
			st.softAt, st.softN = at, n
		}
		if l.n-st.softN >= window && l.n&7 == 0 && (len(l.candidates) == 0 || l.lowest() > st.softAt) {
			st.soft = false
			*l = lane{candidates: l.candidates[:0], late: l.late, ghosts: l.ghosts[:0]}
		}
	}
}

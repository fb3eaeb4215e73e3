package fingerprint

import "sync/atomic"

func (s *scan) idle() bool {
	return len(s.l.candidates) == 0 && len(s.l.ghosts) == 0 && !s.snap.short
}

// step takes one token and tells whether there was one.
func (s *scan) step() bool {
	i := int(s.l.at - s.base)
	if i >= len(s.t) {
		return false
	}
	k, size := token(s.t, i, s.mode, s.final)
	if k == pending {
		return false
	}
	if s.mode == laneFolded && s.t[i] == '=' && s.snap.blanks {
		switch k, _ := softBreak(s.t[i+1:], s.final); k {
		case pending:
			return false
		case skip:
			s.fork(i)
		}
	}
	s.token(k, i, size)
	s.l.at += int64(size)
	return true
}

// together reads for s and, if they are not nil, for other and joined while
// nothing is open, up to a byte that needs token or until a candidate is open.
func (s *scan) together(other, joined *scan) {
	t := s.t
	table := &symbolOf
	soft := other != nil && s.snap.blanks
	if joined != nil || soft {
		table = &joinedSymbolOf
	}
	i := int(s.l.at - s.base)
	reg := s.l.reg
	from, fromJoined := i, i // what the lanes have not noted yet
	for {
		hit := false
		if joined != nil && joined.apart(reg) {
			i, reg, hit = s.besides(i, reg, joined)
			fromJoined = i
			if !hit && joined.apart(reg) {
				break
			}
		}
		for !hit {
			n, next, found := skim(t[i:], reg, table, s.snap.bitmap, s.seed.mul, s.snap.shift)
			i += n
			reg = next
			if !found {
				break
			}
			next = reg<<8 | uint64(symbolOf[t[i]])
			if hit = s.snap.begins(markOf(next, s.seed.mul)); hit && t[i] == '=' && (joined != nil || soft) {
				hit = false // it may belong to a line end
				break
			}
			reg = next
			i++
		}
		if hit {
			s.read(reg, from, i)
			s.windows(s.base + int64(i))
			open := len(s.l.candidates)
			if other != nil {
				other.read(reg, from, i)
				other.windows(s.base + int64(i))
				open += len(other.l.candidates)
			}
			if joined != nil {
				joined.read(reg, fromJoined, i)
				joined.windows(s.base + int64(i))
				open += len(joined.l.candidates)
			}
			if from, fromJoined = i, i; open > 0 {
				return
			}
			continue
		}
		if soft && i > max(from, fromJoined) && t[i-1] == '=' && s.softensAt(i) {
			i, reg = i-1, reg>>8 // step sees what the two are
			break
		}
		if joined == nil || i == len(t) || t[i] != '\n' && t[i] != '\r' || byte(reg) == ' ' || s.maybe(reg<<8|' ') {
			break
		}
		joined.read(reg, fromJoined, i)
		joined.space(t[i:i+1], s.base+int64(i))
		joined.l.at++
		reg = reg<<8 | ' '
		i++
		fromJoined = i
	}
	s.read(reg, from, i)
	if other != nil {
		other.read(reg, from, i)
	}
	if joined != nil {
		joined.read(reg, fromJoined, i)
	}
}

// softensAt tells whether what stands at t[i], behind an =, may make that count for nothing.
func (s *scan) softensAt(i int) bool {
	if i == len(s.t) {
		return !s.final
	}
	return softens(s.t[i])
}

// skim reads symbols of t, one for each byte, after those in reg. It stops before a
// byte that needs token, and, with found, before one whose window has a bit.
func skim(t []byte, reg uint64, table *[256]uint16, bitmap []uint64, mul uint64, shift uint) (n int, last uint64, found bool) {
	for i, b := range t {
		c := table[b]
		next := reg<<8 | uint64(c)
		if c >= special || uint16(next) == twoBlanks {
			return i, reg, false
		}
		w := markOf(next, mul) >> ((shift - 32) & 31)
		if atomic.LoadUint64(&bitmap[w>>6])>>(w&63)&1 != 0 {
			return i, reg, true
		}
		reg = next
	}
	return len(t), reg, false
}

// apart tells whether the lane of joined forms has not read what reg holds: a line
// end is among the last symbols.
func (s *scan) apart(reg uint64) bool {
	return s.l.joins && s.l.run > 0 && byte(reg) == ' ' || (s.l.reg^reg)&windowMask != 0
}

// besides reads on from byte i for joined and for the others, which have read reg,
// until joined is not apart any more, a form may begin, or a byte needs token.
func (s *scan) besides(i int, reg uint64, joined *scan) (int, uint64, bool) {
	t, j := s.t, joined.l
	for ; i < len(t); i++ {
		c := symbolOf[t[i]]
		next := reg<<8 | uint64(c)
		if c >= special || uint16(next) == twoBlanks {
			break
		}
		hit := s.maybe(next)
		if c == ' ' {
			if hit {
				return i, reg, false
			}
			if joined.space(t[i:i+1], s.base+int64(i)); !j.joins {
				// Nothing can begin across it: from here on the same is read.
				j.n++
				j.first, j.reg = j.n, next&windowMask
			}
		} else {
			hit = hit || s.maybe(j.reg<<8|uint64(c))
			if c == '=' && (hit || s.snap.blanks && s.softensAt(i+1)) {
				return i, reg, false
			}
			joined.symbol(t[i], s.base+int64(i))
		}
		reg = next
		j.at = s.base + int64(i) + 1
		if hit || !joined.apart(reg) {
			return i + 1, reg, hit
		}
	}
	return i, reg, false
}

// maybe tells whether a form may begin with the last window of reg.
func (s *scan) maybe(reg uint64) bool {
	w := markOf(reg, s.seed.mul) >> ((s.snap.shift - 32) & 31)
	return atomic.LoadUint64(&s.snap.bitmap[w>>6])>>(w&63)&1 != 0
}

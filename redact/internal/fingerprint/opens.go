package fingerprint

import "math/bits"

// maxAhead bounds the symbols that opensIn reads.
const maxAhead = 256

// windows looks at the windows that are read as they stand.
func (x *tile) windows() {
	if x.s.binary {
		for k := range x.used {
			x.survey.may[k] = ^uint64(0)
		}
	}
	words := x.probe()
	var at [maxTouch]int32
	var marks [maxTouch]uint32
	n := 0
	for k := range words {
		for hits := x.hits[k]; hits != 0; hits &= hits - 1 {
			p := x.from + 64*k + bits.TrailingZeros64(hits)
			if p >= x.stop {
				break
			}
			at[n], marks[n] = int32(p-x.from), markOf(windowAt(x.t, p), x.s.seed.mul)
			if n++; n == maxTouch {
				if x.open(at[:n], marks[:n]) {
					return
				}
				n = 0
			}
		}
	}
	x.open(at[:n], marks[:n])
}

// open stops x at the first of the windows with marks, that the filter has, at which something may
// begin, and tells whether there is one.
func (x *tile) open(at []int32, marks []uint32) bool {
	if len(marks) >= leastTouch {
		x.s.fetch(marks)
	}
	for i, mark := range marks {
		for mode := range x.s.lanes {
			if p := x.from + int(at[i]); x.s.opens(x.t, p, mark, mode, x.final, &x.left) {
				x.stop = p
				return true
			}
		}
	}
	return false
}

// fetch brings near what opens reads for marks, several: text that is made of beginnings would wait
// for memory at each.
func (s *Snapshot) fetch(marks []uint32) {
	for i := range s.lanes {
		if tiers := s.lanes[i].tiers; len(tiers) > 0 && tiers[0].far() { // the largest
			tiers[0].touch(marks)
		}
	}
}

// far tells whether what opens reads waits for memory. Where a form has an early blank too, most words
// of a text are asked for, which a survey does at once.
func (s *Snapshot) far() bool {
	for i := range s.lanes {
		if tiers := s.lanes[i].tiers; len(tiers) > 0 && tiers[0].far() {
			return true
		}
	}
	return false
}

// mostAhead is how many symbols opens reads ahead for n bytes of text: text may be made of
// beginnings of long values.
func mostAhead(n int) int { return maxAhead + 128*n }

// leastTouch is how many hits are several.
const leastTouch = 4

// opens tells whether a form of a lane may begin at t[p], whose window has mark: whether the text
// goes on up to the last symbols of a form as that does. What it reads ahead it takes from left;
// where that is used up it may.
func (s *Snapshot) opens(t []byte, p int, mark uint32, mode int, final bool, left *int) bool {
	lane := mode
	if mode == laneSoft {
		lane = laneFolded
	}
	for _, x := range s.lanes[lane].tiers {
		if lo, hi := x.find(mark); lo < hi && (*left <= 0 || s.opensIn(x, lo, hi, t, p, mode, final, left)) {
			return true
		}
	}
	return false
}

// opensAny is opens in every lane, at the end of a text.
func (s *Snapshot) opensAny(t []byte, p int, mark uint32, left *int) bool {
	if !s.may(mark) {
		return false
	}
	for mode := range s.lanes {
		if s.opens(t, p, mark, mode, true, left) {
			return true
		}
	}
	return false
}

func (s *Snapshot) opensIn(x *tier, lo, hi uint32, t []byte, p, mode int, final bool, left *int) bool {
	var reg, sum uint64
	n := 0
	defer func() { *left -= n }()
	apart := false // behind a sequence that ends a run of blanks
	long := x.entries[hi-1].meta.length() >= longForm
	for lo < hi {
		want := int(x.entries[lo].meta.length())
		if want > maxAhead {
			return true
		}
		for n < want {
			if p == len(t) {
				return !final
			}
			// Most are symbols as they are.
			if run := t[p:min(len(t), p+want-n)]; len(run) >= 8 {
				if k := plainStart(run); k > 0 {
					if long {
						for _, c := range run[max(0, min(k, window-n)):k] {
							sum = s.seed.step(sum, c)
						}
					}
					p, n = p+k, n+k
					if k >= 8 {
						reg = windowAt(t, p-window)
					} else {
						for _, c := range run[:k] {
							reg = reg<<8 | uint64(c)
						}
					}
					continue
				}
			}
			c := t[p]
			k, size := plain, 1
			if joinedSymbolOf[c] >= special || symbolOf[c] == ' ' || c == '=' {
				k, size = token(t, p, mode, final)
			}
			if k == pending || size > 1 && n+1 == want { // its first byte may be the last symbol
				return true
			}
			if c == '=' && mode == laneFolded && s.blanks {
				if k, _ := softBreak(t[p+1:], final); k != plain {
					return true
				}
			}
			p += size
			switch {
			case k == skip || k == csi:
				apart = apart || k == csi
				continue
			case k == blank && mode == laneExact:
				return false
			case k == blank && (mode == laneJoined || byte(reg) == ' ' && !apart):
				continue
			case k == blank:
				c, apart = ' ', false
			}
			reg = reg<<8 | uint64(c)
			if n++; n > window && long {
				sum = s.seed.step(sum, c)
			}
		}
		e := x.run(lo, hi)
		tail := s.seed.mark(reg, window)
		if n >= longForm {
			tail ^= s.seed.middle(0, sum, n-window)
		}
		if first, end := x.agree(lo, e, tail); first < end {
			return true
		}
		lo = e
	}
	return false
}

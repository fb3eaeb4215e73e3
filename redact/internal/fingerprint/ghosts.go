package fingerprint

func (s *scan) ghosts(k kind, c byte, size int, end int64) {
	l := s.l
	live := l.ghosts[:0]
	for i := range l.ghosts {
		g := &l.ghosts[i]
		switch k {
		case plain:
			s.ghostSymbol(g, c, end)
		case blank:
			if s.mode == laneJoined {
				if g.run == 0 {
					g.joins = breaks(s.t[end-s.base-int64(size) : end-s.base])
				}
				g.skip = 0
				if g.run += size; g.run > maxSkip || !g.joins {
					continue
				}
				break
			}
			if byte(g.reg) == ' ' && g.run > 0 {
				if g.run += size; g.run > maxSkip {
					continue
				}
				break
			}
			g.run = size
			s.ghostSymbol(g, ' ', end)
		case skip, csi:
			if k == csi && s.mode != laneJoined {
				g.run = 0
			}
			if g.skip += size; g.skip > maxSkip {
				continue
			}
		}
		if g.n < g.inner+window-1 {
			live = append(live, *g)
		}
	}
	clear(l.ghosts[len(live):])
	l.ghosts = live
}

// ghostSymbol takes a symbol that ends at end into g and looks up the windows
// that end with it and begin inside the token.
func (s *scan) ghostSymbol(g *ghost, c byte, end int64) {
	g.n++
	g.skip = 0
	if s.mode == laneJoined {
		g.run = 0
	}
	g.reg = (g.reg<<8 | uint64(c)) & windowMask
	left := max(g.inner-g.n, 0)
	if first := g.n - window + 1; first >= 1 && first <= g.inner {
		blind := uint32(g.inner - first + 1 + window)
		if left > 0 {
			blind = 1 << 30
		}
		s.open(s.seed.mark(g.reg, window), g.token+int64(first), left, blind, end)
	}
	for m := MinSymbols; s.x.short>>m != 0; m++ {
		if first := g.n - m + 1; s.x.short>>m&1 != 0 && first >= 1 && first <= g.inner {
			s.openShort(g.reg, m, g.token+int64(first), end)
		}
	}
}

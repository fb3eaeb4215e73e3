package fingerprint

// Advance scans text up to to and appends the matches that became known, in no
// particular order; overlapping ones are all reported. text[0] is the first
// retained byte; at least 64 bytes before Hold must be there when the text had
// them. final says that the text ends at to. Where s is another Snapshot than in
// the last call, it takes effect from Hold on, and matches there may be reported
// again. Cost on clean text: a read of each byte per lane, no allocation.
func (s *Snapshot) Advance(st *State, text []byte, to int, final bool, out []Match) []Match {
	if s.Empty() {
		st.begin(s)
		st.pos = st.base + int64(to)
		st.hold = st.pos
		return out
	}
	st.begin(s)
	t := text[:to]
	st.pos = st.base + int64(to)
	var lanes [2]scan
	n := 0
	for i := range s.lanes {
		l := &st.lanes[i]
		if len(s.lanes[i].entries) == 0 {
			l.at = st.pos
			continue
		}
		lanes[n] = scan{snap: s, seed: s.seed, x: &s.lanes[i], l: l, t: t, base: st.base, folded: i == laneFolded, final: final, from: st.Hold(), out: out}
		lanes[n].settle()
		out = lanes[n].out
		n++
	}
	if n == 1 {
		lanes[0].out = out
		lanes[0].alone()
		out = lanes[0].out
	} else {
		out = both(&lanes[0], &lanes[1], out)
	}
	hold := st.pos
	for i := range lanes[:n] {
		hold = min(hold, lanes[i].hold())
	}
	if s.before > 0 {
		// A match may still be widened to the left.
		for k := 0; k < s.before && hold > st.base && isBase64(t[hold-st.base-1]); k++ {
			hold--
		}
	}
	if final {
		hold = st.pos
	}
	// A narrower bound than before may not come back: those bytes are gone.
	st.hold = max(st.hold, hold)
	return out
}

// scan is one Advance in one lane.
type scan struct {
	snap   *Snapshot
	seed   *seed
	x      *index
	l      *lane
	t      []byte
	base   int64
	folded bool
	final  bool
	from   int // no match is widened to before it
	out    []Match
}

// both scans two lanes, as one while they read the same and nothing is open.
func both(a, b *scan, out []Match) []Match {
	for {
		if a.l.at == b.l.at {
			if a.idle() && b.idle() && a.l.reg == b.l.reg {
				a.out = out
				a.together(b)
				out = a.out
			}
			a.out = out
			more := a.step()
			b.out = a.out
			if !b.step() && !more {
				return b.out
			}
			out = b.out
			continue
		}
		s, to := a, b.l.at
		if a.l.at > b.l.at {
			s, to = b, a.l.at
		}
		s.out = out
		for s.l.at < to && s.step() {
		}
		out = s.out
		if s.l.at < to { // more text is needed here, but not in the other lane
			if s == a {
				s = b
			} else {
				s = a
			}
			s.out = out
			for s.step() {
			}
			return s.out
		}
	}
}

// alone scans a lane by itself.
func (s *scan) alone() {
	for {
		if s.idle() {
			s.together(nil)
		}
		if !s.step() {
			return
		}
	}
}

func (s *scan) idle() bool {
	return len(s.l.candidates) == 0 && len(s.l.ghosts) == 0 && !s.snap.short
}

// step takes one token and tells whether there was one.
func (s *scan) step() bool {
	i := int(s.l.at - s.base)
	if i >= len(s.t) {
		return false
	}
	k, size := token(s.t, i, s.folded, s.final)
	if k == pending {
		return false
	}
	s.token(k, i, size)
	s.l.at += int64(size)
	return true
}

// together reads for s and, if it is not nil, for other while nothing is open,
// up to a byte that needs token or until a candidate is open.
func (s *scan) together(other *scan) {
	t, bitmap, mul, shift := s.t, s.snap.bitmap, s.seed.mul, s.snap.shift&63
	i := int(s.l.at - s.base)
	reg := s.l.reg
	for {
		from := i
		hit := false
		for i < len(t) {
			c := symbolOf[t[i]]
			next := reg<<8 | uint64(c)
			if c >= special || uint16(next) == twoBlanks {
				break
			}
			reg = next
			i++
			w := reg * mul >> shift
			if bitmap[w>>6]>>(w&63)&1 != 0 && s.snap.begins(uint32(reg*mul>>32)) {
				hit = true
				break
			}
		}
		s.read(reg, from, i)
		if other != nil {
			other.out = s.out
			other.read(reg, from, i)
		}
		if hit {
			end := s.base + int64(i)
			s.windows(end)
			open := len(s.l.candidates)
			if other != nil {
				other.out = s.out
				other.windows(end)
				s.out = other.out
				open += len(other.l.candidates)
			}
			if open == 0 {
				continue
			}
		}
		return
	}
}

// read notes that the symbols of t[from:to] were read, one for each byte.
func (s *scan) read(reg uint64, from, to int) {
	l := s.l
	if from == to {
		return
	}
	l.n += int64(to - from)
	l.reg = reg & windowMask
	l.at = s.base + int64(to)
	if byte(reg) == ' ' {
		l.run = 1
	}
	for k := range min(to-from, window) {
		l.starts[(l.n-int64(k))&7] = l.at - 1 - int64(k)
	}
	if s.folded {
		return
	}
	// A blank further back is in no window any more.
	for k := range min(to-from, window) {
		if byte(reg>>(8*k)) == ' ' {
			l.first = l.n - int64(k)
			return
		}
	}
}

// token takes one token into the lane and its ghosts.
func (s *scan) token(k kind, i, size int) {
	l := s.l
	at := s.base + int64(i)
	end := at + int64(size)
	if size > 1 {
		s.peek(s.t[i], at+1)
	}
	switch k {
	case plain:
		s.symbol(s.t[i], at)
	case blank:
		if !s.folded {
			// The blank is noted as in the other lane, so that the two agree soon.
			if byte(l.reg) != ' ' {
				l.n++
				l.reg = (l.reg<<8 | ' ') & windowMask
			}
			l.broken()
			l.ghosts = l.ghosts[:0]
			return
		}
		if byte(l.reg) == ' ' && l.run > 0 {
			if l.run += size; l.run <= maxSkip {
				break
			}
			l.broken()
		}
		l.run = size
		s.symbol(' ', at)
	case skip, csi:
		if l.skipEnd != at {
			l.skip = 0
		}
		l.skip += size
		l.skipEnd = end
		if k == csi {
			l.run = 0
		}
		if l.skip > maxSkip {
			l.broken()
			l.run = 0
		}
	}
	if k == plain || k == blank {
		s.windows(end)
	}
	if len(l.ghosts) > 0 {
		s.ghosts(k, s.t[i], size, end)
	}
	if size > 1 {
		g := l.haunt(ghost{token: at, inner: size - 1})
		for j, c := range s.t[i+1 : i+size] {
			s.ghostSymbol(g, c, at+int64(j)+2)
		}
	}
	if k == plain || k == blank {
		s.due(end)
	}
}

func (s *scan) symbol(c byte, at int64) {
	l := s.l
	l.n++
	l.reg = (l.reg<<8 | uint64(c)) & windowMask
	l.sum = s.seed.step(l.sum, c)
	l.starts[l.n&7] = at
}

// windows looks up the windows that end with the lane's last symbol.
func (s *scan) windows(end int64) {
	l := s.l
	have := l.n - l.first
	if have >= window {
		s.open(s.seed.mark(l.reg, window), l.starts[(l.n-window+1)&7], 0, 0, end)
	}
	for m := MinSymbols; s.x.short>>m != 0; m++ {
		if s.x.short>>m&1 != 0 && have >= int64(m) {
			s.openShort(l.reg, m, l.starts[(l.n-int64(m)+1)&7], end)
		}
	}
	if len(l.candidates) > 0 && l.candidates[0].due <= l.n {
		s.due(end)
	}
}

func (s *scan) openShort(reg uint64, m int, start, end int64) {
	lo, hi := s.snap.find(s.x, s.seed.mark(reg, m))
	for lo < hi {
		e := s.x.run(lo, hi)
		if s.x.entries[lo].length == uint32(m) {
			s.confirm(lo, e, start, end, false)
		}
		lo = e
	}
}

// open makes a candidate of a window that has a form's first mark. left is the
// number of symbols between the window and the lane's position that the lane
// does not count: those inside a token.
func (s *scan) open(mark uint32, start int64, left int, blind uint32, end int64) {
	x, l := s.x, s.l
	lo, hi := s.snap.find(x, mark)
	for lo < hi {
		n := int(x.entries[lo].length) - window
		if n > left {
			break
		}
		e := x.run(lo, hi)
		if n >= 0 { // ends here or inside the token
			s.confirm(lo, e, start, end+int64(n), false)
		}
		lo = e
	}
	if lo == hi {
		return
	}
	c := candidate{due: l.n + int64(x.entries[lo].length) - window - int64(left), start: start, sum: l.sum, at: lo, hi: hi, blind: blind}
	if len(l.candidates) < maxCandidates {
		l.push(c)
		return
	}
	due := l.n + int64(x.entries[hi-1].length) - window
	if !l.over.open {
		l.over = overflow{open: true, start: start, from: l.n, id: x.entries[lo].id}
	}
	l.over.due = max(l.over.due, due)
}

// due checks the candidates that would end with the lane's last symbol.
func (s *scan) due(end int64) {
	l, x := s.l, s.x
	for len(l.candidates) > 0 && l.candidates[0].due <= l.n {
		c := l.pop()
		e := x.run(c.at, c.hi)
		s.check(c, e, l.reg, l.sum, end)
		if e < c.hi {
			c.due += int64(x.entries[e].length - x.entries[c.at].length)
			c.at = e
			l.push(c)
		} else if c.start == l.low {
			l.stale = true
		}
	}
	if o := &l.over; o.open && (o.due <= l.n || l.n-o.from >= eager) {
		s.out = append(s.out, Match{int(o.start - s.base), int(end - s.base), o.id})
		if o.due <= l.n {
			*o = overflow{}
		} else {
			o.start, o.from = end, l.n
		}
	}
}

// peek checks the candidates that would end with the first byte of a token of
// several, read as itself.
func (s *scan) peek(c byte, end int64) {
	h := s.l.candidates
	l := s.l
	reg, sum := l.reg<<8|uint64(c), s.seed.step(l.sum, c)
	for m := MinSymbols; m <= window; m++ {
		if (m == window || s.x.short>>m&1 != 0) && l.n-l.first >= int64(m)-1 {
			s.openShort(reg, m, l.starts[(l.n-int64(m)+2)&7], end)
		}
	}
	var walk func(i int)
	walk = func(i int) {
		if i >= len(h) || h[i].due > s.l.n+1 {
			return
		}
		s.check(h[i], s.x.run(h[i].at, h[i].hi), reg, sum, end)
		walk(2*i + 1)
		walk(2*i + 2)
	}
	walk(0)
}

// check compares the fingerprints of candidate c, which ends at end, with those
// of entries [c.at, hi).
func (s *scan) check(c candidate, hi uint32, reg, sum uint64, end int64) {
	lo, n := c.at, s.x.entries[c.at].length
	if n < c.blind {
		s.confirm(lo, hi, c.start, end, false)
		return
	}
	var middle uint32
	if n >= longForm {
		middle = s.seed.middle(c.sum, sum, int(n)-window)
	}
	if lo, hi = s.x.agree(lo, hi, s.seed.mark(reg, window), middle); lo < hi {
		s.confirm(lo, hi, c.start, end, n >= longForm)
	}
}

// confirm computes the tag of [start, end) and reports the entries that have it.
func (s *scan) confirm(lo, hi uint32, start, end int64, middle bool) {
	l, entries := s.l, s.x.entries[lo:hi]
	n := int(entries[0].length)
	text := s.t[start-s.base : end-s.base]
	// Only text that repeats a periodic value over itself can spend more than
	// this; there, 96 bits of fingerprints must do.
	sure := middle && l.work > 16*l.n+1<<16
	var sum tag
	if !sure {
		if middle {
			l.work += int64(n)
		}
		l.hashes++
		h := s.seed.hasher()
		symbols(text, s.folded, h.add)
		sum = h.done()
	}
	for i := range entries {
		if e := &entries[i]; sure || e.tag == sum {
			s.report(e, start, end)
		}
	}
}

func (s *scan) report(e *entry, start, end int64) {
	a := int(start - s.base)
	if e.word && a > 0 && isWord(s.t[a-1]) {
		return
	}
	for k := uint8(0); k < e.before && a > s.from && isBase64(s.t[a-1]); k++ {
		a--
	}
	s.border(late{start: s.base + int64(a), end: end, id: e.id, word: e.word, after: e.after})
}

// border reports m if its right border is known, and keeps it otherwise.
func (s *scan) border(m late) {
	b := int(m.end - s.base)
	if m.word && b < len(s.t) && isWord(s.t[b]) {
		return
	}
	known := b < len(s.t) || !m.word
	for range m.after {
		if b == len(s.t) {
			known = false
			break
		}
		if !isBase64(s.t[b]) && s.t[b] != '=' {
			break
		}
		b++
	}
	if !known && !s.final {
		s.l.late = append(s.l.late, m)
		return
	}
	s.out = append(s.out, Match{int(m.start - s.base), b, m.id})
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

func (s *scan) ghosts(k kind, c byte, size int, end int64) {
	l := s.l
	live := l.ghosts[:0]
	for i := range l.ghosts {
		g := &l.ghosts[i]
		switch k {
		case plain:
			s.ghostSymbol(g, c, end)
		case blank:
			if byte(g.reg) == ' ' && g.run > 0 {
				if g.run += size; g.run > maxSkip {
					continue
				}
				break
			}
			g.run = size
			s.ghostSymbol(g, ' ', end)
		case skip, csi:
			if k == csi {
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

// hold returns the smallest absolute offset that an unreported match of the
// lane can begin at.
func (s *scan) hold() int64 {
	l := s.l
	h := l.at
	if len(l.candidates) > 0 {
		if l.stale {
			l.stale = false
			l.low = l.candidates[0].start
			for i := range l.candidates {
				l.low = min(l.low, l.candidates[i].start)
			}
		}
		h = min(h, l.low)
	}
	for i := range l.late {
		h = min(h, l.late[i].start)
	}
	for i := range l.ghosts {
		g := &l.ghosts[i]
		for p := min(g.n, window-1); p > 0; p-- {
			if first := g.n - p + 1; first <= g.inner && (!s.folded || s.viable(g.reg, p)) {
				h = min(h, g.token+int64(first))
				break
			}
		}
	}
	if l.over.open {
		h = min(h, l.over.start)
	}
	for p := min(l.n-l.first, window-1); p > 0; p-- {
		if !s.folded || s.viable(l.reg, int(p)) {
			return min(h, l.starts[(l.n-p+1)&7])
		}
	}
	return h
}

// viable tells whether a form of the folded lane can begin with the last p
// symbols of reg, as far as the place of its first blank tells.
func (s *scan) viable(reg uint64, p int) bool {
	for i := range p {
		if byte(reg>>(8*(p-1-i))) == ' ' {
			return s.x.firstBlank>>i&1 != 0
		}
	}
	return s.x.firstBlank>>p != 0
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isBase64(c byte) bool { return isWord(c) || c == '+' || c == '/' || c == '-' }

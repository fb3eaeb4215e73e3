package fingerprint

// Advance scans text up to to and appends the matches that became known, in no
// particular order; overlapping ones are all reported. text[0] is the first
// retained byte; at least 64 bytes before Hold must be there when the text had
// them. final says that the text ends at to. Where s is another Snapshot than in
// the last call, it takes effect from Hold on, and matches there may be reported
// again. Cost on clean text: a survey, no allocation.
func (s *Snapshot) Advance(st *State, text []byte, to int, final bool, out []Match) []Match {
	if s.Empty() {
		if st.snap != nil {
			st.begin(nil)
		}
		st.pos = st.base + int64(to)
		st.hold = st.pos
		return out
	}
	t := text[:to]
	stretch, first := minStretch, 0
	if final && st.snap == nil && st.base == 0 && st.pos == 0 && !st.whole {
		if first = s.still(t, 0, true, st.level, st.PureGo); first == to {
			st.pos, st.hold = int64(to), int64(to) // most whole texts end here
			return out
		}
		st.begin(s)
		st.jump(int64(first))
	}
	st.begin(s)
	for {
		if !st.whole && (first == 0 || int(st.pos) > first) && st.skip(s, t, final) {
			stretch = minStretch
		}
		from := int(st.pos - st.base)
		part := min(to, from+stretch)
		if st.whole {
			part = to
		}
		out = s.read(st, t[:part], final && part == to, out)
		if part == to {
			return out
		}
		stretch = min(2*stretch, maxStretch)
	}
}

// How much is read before a State tries to skip again. Where it cannot, more is.
const (
	minStretch = 128
	maxStretch = 4096
)

// skip skips text that is still, and tells whether there was any.
func (st *State) skip(s *Snapshot, t []byte, final bool) bool {
	pos, from := int(st.pos-st.base), st.Hold()
	if pos == len(t) {
		return false
	}
	// A short piece is sooner read than what stands before it is read again.
	most := min(maxStretch, 2*minStretch+8*(len(t)-pos))
	for from > 0 && from < len(t) && !s.restarts(t, from, final) {
		if from--; pos-from > most {
			return false
		}
	}
	if from == 0 && st.base > 0 {
		return false // what stands before is gone
	}
	to := s.still(t, from, final, st.level, st.PureGo)
	if to <= pos {
		return false
	}
	st.jump(int64(to) + st.base)
	return true
}

// restarts tells whether a new State may go on at t[i], which is behind a wall, or behind what
// separates decimal bytes and is in no list.
func (s *Snapshot) restarts(t []byte, i int, final bool) bool {
	switch c := t[i-1]; {
	case c >= 0x80:
		return false
	case noFirsts[c]&bitWall != 0:
		return true
	case classOf[c]&isComma == 0, c == ' ' && s.blanks:
		return false
	}
	l, r := i-1, i
	for ; r-l < minList && l > 0 && classOf[t[l-1]]&inList != 0; l-- {
	}
	for ; r-l < minList && r < len(t) && classOf[t[r]]&inList != 0; r++ {
	}
	return r-l < minList && (r < len(t) || final)
}

// read is Advance without skipping.
func (s *Snapshot) read(st *State, t []byte, final bool, out []Match) []Match {
	st.pos = st.base + int64(len(t))
	st.out = out
	var lanes [3]scan
	n := 0
	var joined *scan
	for i := range s.lanes {
		l := &st.lanes[i]
		if i != laneExact && s.lanes[i].n == 0 {
			l.at = st.pos
			continue
		}
		lanes[n] = scan{snap: s, seed: s.seed, st: st, x: &s.lanes[i], l: l, t: t, base: st.base, mode: i, final: final, from: st.Hold()}
		lanes[n].settle()
		if i == laneJoined {
			joined = &lanes[n]
		}
		n++
	}
	soft := lanes[0].soft()
	soft.settle()
	run(lanes[:n], joined)
	hold := st.pos
	for i := range lanes[:n] {
		hold = min(hold, lanes[i].hold())
	}
	if soft.readTo(len(t)); st.soft || len(soft.l.late) > 0 {
		if !st.soft {
			soft.l.at = st.pos
		}
		hold = min(hold, soft.hold())
	}
	if s.before > 0 {
		// A match may still be widened to the left.
		hold = st.base + int64(widened(t, int(hold-st.base), 0, s.before))
	}
	if st.level < maxLevels {
		hold = min(hold, st.advanceViews(s, t, final))
	}
	if final {
		hold = st.pos
	}
	// A narrower bound than before may not come back: those bytes are gone.
	st.hold = max(st.hold, hold)
	out, st.out = st.out, nil
	return out
}

// scan is one Advance in one lane.
type scan struct {
	snap  *Snapshot
	seed  *seed
	st    *State
	x     *index
	l     *lane
	t     []byte
	base  int64
	mode  int
	final bool
	from  int // no match is widened to before it
}

// run scans all lanes, as one while nothing is open. The lane that is behind goes
// first; one that needs more text leaves the others to go on.
func run(lanes []scan, joined *scan) {
	plain := lanes
	if joined != nil {
		plain = lanes[:len(lanes)-1]
	}
	for {
		at := lanes[0].l.at
		level, idle := true, true
		for i := range lanes {
			s := &lanes[i]
			if s.l.at != at {
				level = false
				at = min(at, s.l.at)
			}
			idle = idle && s.idle()
		}
		if level && idle && (len(plain) == 1 || (plain[0].l.reg^plain[1].l.reg)&windowMask == 0) {
			var other *scan
			if len(plain) > 1 {
				other = &plain[1]
			}
			plain[0].together(other, joined)
			at = plain[0].l.at
		}
		more := false
		for i := range lanes {
			if s := &lanes[i]; s.l.at == at && s.step() {
				more = true
			}
		}
		if !more {
			break
		}
	}
	for i := range lanes { // one may wait for text that others have read
		for lanes[i].step() {
		}
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
	l.run, l.joins = 0, false
	if byte(reg) == ' ' {
		l.run = 1
	}
	for k := range min(to-from, window) {
		l.starts[(l.n-int64(k))&7] = l.at - 1 - int64(k)
	}
	if s.mode == laneFolded {
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
		if s.mode == laneJoined && k == blank {
			l.soften(s.t[i:i+size], at)
		}
		s.peek(s.t[i], at+1)
	}
	symbols := l.n
	switch k {
	case plain:
		s.symbol(s.t[i], at)
	case blank:
		if s.mode == laneJoined {
			s.space(s.t[i:i+size], at)
			break
		}
		if s.mode == laneExact {
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
		if k == csi && s.mode != laneJoined {
			l.run = 0
		}
		if l.skip > maxSkip {
			l.broken()
			l.run = 0
		}
	}
	symbol := l.n > symbols
	if symbol {
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
	if symbol {
		s.due(end)
	}
}

func (s *scan) symbol(c byte, at int64) {
	l := s.l
	if s.mode == laneJoined && l.run > 0 {
		if !l.joins {
			l.first = l.n
		}
		l.run, l.joins = 0, false
	}
	l.n++
	l.reg = (l.reg<<8 | uint64(c)) & windowMask
	l.sum = s.seed.step(l.sum, c)
	l.starts[l.n&7] = at
}

// space takes a blank in the lane of joined forms.
func (s *scan) space(t []byte, at int64) {
	l := s.l
	if l.run == 0 {
		l.joins = breaks(t)
	}
	if l.run += len(t); l.run > maxSkip {
		l.broken()
	}
	l.soften(t, at)
}

// soften takes back an = that was read before the line end t behind it was seen: the
// two are a soft line break.
func (l *lane) soften(t []byte, at int64) {
	if breaks(t) && byte(l.reg) == '=' && l.n > l.first && l.starts[l.n&7] == at-1 {
		l.n--
		l.reg >>= 8
	}
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
	mark := s.seed.mark(reg, m)
	if !s.snap.may(mark) {
		return
	}
	for _, t := range s.x.tiers {
		for lo, hi := t.find(mark); lo < hi; {
			e := t.run(lo, hi)
			if t.entries[lo].meta.length() == uint32(m) {
				s.confirm(t, lo, e, start, end, false)
			}
			lo = e
		}
	}
}

// open makes candidates of a window that has a form's first mark. left is the
// number of symbols between the window and the lane's position that the lane
// does not count: those inside a token.
func (s *scan) open(mark uint32, start int64, left int, blind uint32, end int64) {
	if !s.snap.may(mark) {
		return
	}
	for _, t := range s.x.tiers {
		if lo, hi := t.find(mark); lo < hi {
			s.openIn(t, lo, hi, start, left, blind, end)
		}
	}
}

func (s *scan) openIn(t *tier, lo, hi uint32, start int64, left int, blind uint32, end int64) {
	l := s.l
	for lo < hi {
		n := int(t.entries[lo].meta.length()) - window
		if n > left {
			break
		}
		e := t.run(lo, hi)
		if n >= 0 { // ends here or inside the token
			s.confirm(t, lo, e, start, end+int64(n), false)
		}
		lo = e
	}
	if lo == hi {
		return
	}
	c := candidate{tier: t, due: l.n + int64(t.entries[lo].meta.length()) - window - int64(left), start: start, sum: l.sum, at: lo, hi: hi, blind: blind}
	if len(l.candidates) < maxCandidates {
		l.push(c)
		return
	}
	due := l.n + int64(t.entries[hi-1].meta.length()) - window
	if !l.over.open {
		l.over = overflow{open: true, start: start, from: l.n, id: t.values[t.entries[lo].value].ID}
	}
	l.over.due = max(l.over.due, due)
}

// due checks the candidates that would end with the lane's last symbol.
func (s *scan) due(end int64) {
	l := s.l
	for len(l.candidates) > 0 && l.candidates[0].due <= l.n {
		c := l.candidates[0]
		e := c.tier.run(c.at, c.hi)
		s.check(c, e, l.reg, l.sum, end)
		if e < c.hi {
			c.due += int64(c.tier.entries[e].meta.length() - c.tier.entries[c.at].meta.length())
			c.at = e
			if l.candidates.sink(c); len(l.candidates) == 1 {
				l.low, l.stale = c.start, false
			}
			continue
		}
		if l.pop(); c.start == l.low {
			l.stale = true
		}
	}
	if o := &l.over; o.open && (o.due <= l.n || l.n-o.from >= eager) {
		s.st.out = append(s.st.out, Match{int(o.start - s.base), int(end - s.base), o.id})
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
	have := l.n - l.first
	if s.mode == laneJoined && l.run > 0 && !l.joins {
		have = 0
	}
	for m := MinSymbols; m <= window; m++ {
		if (m == window || s.x.short>>m&1 != 0) && have >= int64(m)-1 {
			s.openShort(reg, m, l.starts[(l.n-int64(m)+2)&7], end)
		}
	}
	for i := range l.ghosts {
		g := &l.ghosts[i]
		for m := MinSymbols; m <= window; m++ {
			if first := g.n + 2 - m; (m == window || s.x.short>>m&1 != 0) && first >= 1 && first <= g.inner {
				s.openShort(g.reg<<8|uint64(c), m, g.token+int64(first), end)
			}
		}
	}
	var walk func(i int)
	walk = func(i int) {
		if i >= len(h) || h[i].due > s.l.n+1 {
			return
		}
		s.check(h[i], h[i].tier.run(h[i].at, h[i].hi), reg, sum, end)
		walk(2*i + 1)
		walk(2*i + 2)
	}
	walk(0)
}

// hold returns the smallest absolute offset that an unreported match of the
// lane can begin at.
func (s *scan) hold() int64 {
	l := s.l
	h := l.at
	if len(l.candidates) > 0 {
		h = min(h, l.lowest())
	}
	for i := range l.late {
		h = min(h, l.late[i].start)
	}
	for i := range l.ghosts {
		g := &l.ghosts[i]
		for p := min(g.n, window-1); p > 0; p-- {
			if first := g.n - p + 1; first <= g.inner && s.viable(g.reg, p) {
				h = min(h, g.token+int64(first))
				break
			}
		}
	}
	if l.over.open {
		h = min(h, l.over.start)
	}
	longest := int64(window - 1)
	if s.mode == laneJoined && byte(l.reg) == '=' {
		longest = window // the = may count for nothing
	}
	for p := min(l.n-l.first, longest); p > 0; p-- {
		if s.mode == laneJoined && l.run > 0 && !l.joins {
			break
		}
		if s.viable(l.reg, int(p)) {
			return min(h, l.starts[(l.n-p+1)&7])
		}
	}
	return h
}

// viable tells whether a form of the lane can begin with the last p symbols of
// reg, as far as the place of its first blank or its prefixes tell.
func (s *scan) viable(reg uint64, p int) bool {
	switch s.mode {
	case laneExact:
		return s.x.n > 0
	case laneJoined:
		// An = may turn out to belong to a line end.
		return s.snap.prefix(s.x, reg, p) || byte(reg) == '=' && p > 1 && s.snap.prefix(s.x, reg>>8, p-1)
	}
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

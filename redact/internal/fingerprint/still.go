package fingerprint

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

const (
	// reach is how many bytes are surveyed at once.
	reach = 1024
	// margin is how far behind a place the text must be known for that the windows
	// that begin before it are.
	margin = 8
)

// A tile is a piece of text that is judged as a whole.
type tile struct {
	s       *Snapshot
	t       []byte
	begin   int // nothing that begins before it is open
	from    int // of the tile
	end     int // of what is judged
	used    int // blocks
	final   bool
	stop    int // something may begin there, and nothing before
	lastEnd int // of the last run
	blocks  [reach/64 + 1]block
}

// still returns an offset to which nothing begins in t[from:], in any lane or view, and
// from which a new State finds what follows: one behind a wall, or the end. from is
// such an offset or the first of t. Final tells that the text ends with t.
func (s *Snapshot) still(t []byte, from int, final bool, level uint8, pureGo bool) int {
	if s.short {
		return from
	}
	var x tile
	x.s, x.t, x.final, x.begin = s, t, final, from
	for from < len(t) {
		n := min(len(t)-from, reach)
		x.used = (n + 63) / 64
		survey(t[from:from+n], s.firsts, x.blocks[:x.used], pureGo)
		x.blocks[x.used] = block{}
		x.from, x.end = from, from+n
		if from+n < len(t) || !final {
			x.settle(from + n - margin)
		}
		if x.end == from {
			return from
		}
		x.stop = x.end
		x.windows()
		x.runs()
		if level < maxLevels {
			x.views(level)
		}
		if x.stop < x.end {
			return x.wallBefore(x.stop)
		}
		from = x.end
	}
	return from
}

// settle ends the tile behind a wall, at most at end, near which no window needs token.
func (x *tile) settle(end int) {
	for range 16 {
		if x.end = x.wallBefore(end); x.end == x.from {
			return
		}
		k, i := (x.end-x.from)/64, (x.end-x.from)%64
		odd := (x.blocks[k].odd|x.blocks[k].high)>>i | (x.blocks[k+1].odd|x.blocks[k+1].high)<<(64-i)
		if odd&(1<<margin-1) == 0 {
			return
		}
		end = x.end - 1
	}
	x.end = x.from
}

// wallBefore returns the last offset up to end that is behind a wall, or the first one
// of the tile.
func (x *tile) wallBefore(end int) int {
	n := end - x.from
	if n <= 0 {
		return x.from
	}
	for k := (n - 1) / 64; k >= 0; k-- {
		w := x.blocks[k].wall
		if rest := n - 64*k; rest < 64 {
			w &= 1<<rest - 1
		}
		if w != 0 {
			return x.from + 64*k + bits.Len64(w)
		}
	}
	return x.from
}

// windows looks at the windows that are read as they stand.
func (x *tile) windows() {
	s, t := x.s, x.t
	bitmap, mul, shift := s.bitmap, s.seed.mul, s.shift&63
	for k := 0; 64*k < x.stop-x.from; k++ {
		b, n := &x.blocks[k], &x.blocks[k+1]
		may := b.at[0] & (b.at[1]>>1 | n.at[1]<<63) & (b.at[2]>>2 | n.at[2]<<62) &
			(b.at[3]>>3 | n.at[3]<<61) & (b.at[4]>>4 | n.at[4]<<60) & (b.at[5]>>5 | n.at[5]<<59)
		if s.binary {
			may = ^uint64(0)
		}
		for base := x.from + 64*k; may != 0; may &= may - 1 {
			p := base + bits.TrailingZeros64(may)
			if p >= x.stop {
				return
			}
			var reg uint64
			switch {
			case p+8 <= len(t):
				reg = binary.BigEndian.Uint64(t[p:p+8]) >> 16
			case p+window > len(t):
				return
			default:
				for _, c := range t[p : p+window] {
					reg = reg<<8 | uint64(c)
				}
			}
			w := reg * mul >> shift
			if atomic.LoadUint64(&bitmap[w>>6])>>(w&63)&1 != 0 && x.opens(p, s.seed.mark(reg, window)) {
				x.stop = min(x.stop, p)
				return
			}
		}
	}
}

// maxAhead bounds the symbols that opens reads.
const maxAhead = 256

// opens tells whether a form may begin at t[p], whose window has mark: whether the text
// goes on up to the last symbols of a form as that does.
func (x *tile) opens(p int, mark uint32) bool {
	if !x.s.may(mark) {
		return false
	}
	for mode := range x.s.lanes {
		for _, t := range x.s.lanes[mode].tiers {
			if lo, hi := t.find(mark); lo < hi && x.opensIn(t, lo, hi, p, mode) {
				return true
			}
		}
	}
	return false
}

func (x *tile) opensIn(t *tier, lo, hi uint32, p, mode int) bool {
	var reg, sum uint64
	n := 0
	for lo < hi {
		want := int(t.entries[lo].meta.length())
		if want > maxAhead {
			return true
		}
		for n < want {
			if p == len(x.t) {
				return !x.final
			}
			c := x.t[p]
			k, size := plain, 1
			if joinedSymbolOf[c] >= special || symbolOf[c] == ' ' || c == '=' {
				k, size = token(x.t, p, mode, x.final)
			}
			if k == pending || size > 1 && n+1 == want { // its first byte may be the last symbol
				return true
			}
			p += size
			switch {
			case k == skip || k == csi:
				continue
			case k == blank && mode == laneExact:
				return false
			case k == blank && (mode == laneJoined || byte(reg) == ' '):
				continue
			case k == blank:
				c = ' '
			}
			reg = reg<<8 | uint64(c)
			if n++; n > window {
				sum = x.s.seed.step(sum, c)
			}
		}
		e := t.run(lo, hi)
		tail := x.s.seed.mark(reg, window)
		if n >= longForm {
			tail ^= x.s.seed.middle(0, sum, n-window)
		}
		if first, end := t.agree(lo, e, tail); first < end {
			return true
		}
		lo = e
	}
	return false
}

// runs looks at the windows with a token inside that is no symbol.
func (x *tile) runs() {
	next := x.from // what is before has been looked at
	x.lastEnd = x.from
	for k := range x.used {
		b := &x.blocks[k]
		base := x.from + 64*k
		odd := b.odd | b.high
		if x.s.blanks {
			sep := b.classes[planeSep]
			odd |= sep & (sep>>1 | x.blocks[k+1].classes[planeSep]<<63)
		}
		for ; odd != 0; odd &= odd - 1 {
			y := base + bits.TrailingZeros64(odd)
			if y >= x.stop+2*window {
				return
			}
			if y >= next && (x.t[y] < 0x80 || symbolOf[x.t[y]] == special) {
				next = x.run(y)
			}
		}
	}
}

// run looks at the windows across the run of tokens that begins at t[y], and returns
// its end.
func (x *tile) run(y int) int {
	t := x.t
	for x.s.blanks && y > x.begin && t[y-1] == ' ' {
		y--
	}
	e, blanks, joins, skips := y, false, false, false
	inner := uint8(0) // what may follow bytes inside the run, which are read too
	for e < len(t) {
		k, size := token(t, e, laneJoined, x.final)
		if k == pending {
			x.halt(y)
			return e + 1
		}
		if k == plain {
			break
		}
		switch t[e] {
		case '=', '\\': // in other lanes it is a symbol
			if (skips || x.s.blanks && (blanks || size > 2)) && x.s.firsts[t[e]]&^bitOdd&^bitWall != 0 {
				x.halt(y)
			}
		}
		if k != blank {
			skips = true
		} else if !blanks {
			blanks, joins = true, breaks(t[e:e+size])
		}
		if inner != 0 && (k != blank || breaks(t[e:e+size]) || x.s.blanks) {
			x.halt(y)
		}
		for _, c := range t[e+1 : e+size] {
			inner |= x.s.first(c)
		}
		e += size
	}
	if e == y {
		return y + 1
	}
	if e == len(t) && !x.final {
		x.halt(y)
		return e
	}
	if blanks && e < len(t) && x.s.firsts[' ']&1 != 0 {
		x.halt(y) // a form may begin with the run
	}
	switch {
	case y == x.begin:
		return e // nothing goes across
	case blanks && x.s.blanks:
		x.across(y, y, e, true, true)
	case skips && x.s.blanks:
		x.across(y, y, e, true, false)
	}
	if e == len(t) || !skips && !joins {
		return e
	}
	a := y
	if t[y-1] == '=' && y-1 > x.begin { // of a line end, or itself
		x.across(y, y, e, false, false)
		a--
	}
	x.across(y, a, e, false, false)
	return e
}

// across looks at the windows that end behind the run from y to e and begin before a, which
// is y or ends what is read before it. With fold blanks are symbols, and with blank the run
// is one.
func (x *tile) across(y, a, e int, fold, blank bool) {
	t := x.t
	if blank {
		next := byte(0)
		if e < len(t) {
			next = t[e]
		}
		if !x.s.folds(t[a-1], next) {
			return
		}
	} else if e == len(t) || !x.s.follows(t[a-1], t[e]) {
		return
	}
	var around [2*window + 1]byte
	n := 0
	add := func(c byte) {
		switch {
		case symbolOf[c] != ' ':
		case !fold:
			n = 0
			return
		case n > 0 && around[n-1] == ' ':
			return
		default:
			c = ' '
		}
		around[n] = c
		n++
	}
	from, have := a, 0
	for from > x.begin && have < window-1 {
		from--
		if have++; fold && from+1 < a && symbolOf[t[from]] == ' ' && symbolOf[t[from+1]] == ' ' {
			have--
		}
	}
	for _, c := range t[from:a] {
		add(c)
	}
	before := n
	if blank {
		add(' ')
	}
	full := n + window - 1
	for i := e; n < full; i++ {
		if i == len(t) {
			if !x.final {
				x.halt(y)
			}
			break
		}
		c := t[i]
		if symbolOf[c] == ' ' && (fold || c != '\n' && c != '\r') {
			if !fold {
				break
			}
			add(c)
			continue
		}
		if joinedSymbolOf[c] == special || c == '=' && (i+1 == len(t) || joinedSymbolOf[t[i+1]] == special) {
			x.halt(y) // another run
			break
		}
		add(c)
	}
	var reg uint64
	for i, c := range around[:n] {
		if reg = reg<<8 | uint64(c); i >= window-1 && i >= before && x.s.begins(x.s.seed.mark(reg, window)) {
			x.halt(y)
		}
	}
	clear(around[:])
}

// halt notes that something may begin among the symbols before t[y].
func (x *tile) halt(y int) { x.stop = min(x.stop, max(x.from, y-2*window)) }

// follows tells whether a form may have b behind a among its first symbols.
func (s *Snapshot) follows(a, b byte) bool {
	if (a|b)&0x80 != 0 {
		return s.binary
	}
	return s.firsts[a]&(s.firsts[b]>>1)&(1<<(window-1)-1) != 0
}

// folds tells whether a form may have a blank between a and b, or behind a as the last of
// its first symbols.
func (s *Snapshot) folds(a, b byte) bool {
	if (a|b)&0x80 != 0 {
		return true
	}
	const all = 1<<window - 1
	f := s.firsts[a] & all & (s.firsts[' '] & all >> 1)
	return f&(1<<(window-2)) != 0 || f&(s.firsts[b]&all>>2) != 0
}

// first tells at which places a form may have c among its first symbols but the last.
func (s *Snapshot) first(c byte) uint8 {
	if c >= 0x80 {
		c = 0
		if s.binary {
			return 1
		}
	}
	return s.firsts[c] & (1<<(window-1) - 1)
}

// views looks at the runs that views read.
func (x *tile) views(level uint8) {
	for k := 0; 64*k < x.stop-x.from; k++ {
		b, n := &x.blocks[k], &x.blocks[k+1]
		base := x.from + 64*k
		digits, more := b.base64(), n.base64()
		for starts := runsOf(digits, more, MinInner); starts != 0; {
			i := bits.TrailingZeros64(starts)
			l, r := x.extent(base+i, digits, more, inBase64)
			starts &^= 1<<(r-base) - 1
			if l >= base && l < x.stop && !x.s.quietBase64(x.t[l:r], level) {
				x.stop = l
			}
		}
		digits, more = b.list(), n.list()
		for starts := runsOf(digits, more, minList); starts != 0; {
			i := bits.TrailingZeros64(starts)
			l, r := x.extent(base+i, digits, more, inList)
			starts &^= 1<<(r-base) - 1
			if l >= base && l < x.stop && !x.s.barrenList(x.t, l, r, level) {
				if _, list := listable(x.t[:r], l); !x.s.quietList(list, allLists, level, x.t, l, r) {
					x.stop = l
				}
			}
		}
		for starts := runsOf(b.base32(), n.base32(), least32); starts != 0; {
			i := bits.TrailingZeros64(starts)
			starts &= starts - 1
			l, r := runFrom(x.t, base+i, base+i, inBase32)
			if r > base+i {
				starts &^= 1<<(r-base) - 1
			}
			if l >= base && r-l >= least32 && l < x.stop && !x.s.quietBase32(x.t[l:r], level) {
				x.stop = l
			}
		}
	}
}

// extent returns the run of class that t[i] is in, of which digits and more tell. Where
// it begins before the block, any offset before that is returned.
func (x *tile) extent(i int, digits, more uint64, class uint8) (l, r int) {
	at := (i - x.from) % 64
	if at == 0 && i > x.begin && classOf[x.t[i-1]]&class != 0 {
		l = -1
	} else {
		l = i
	}
	rest := digits>>at | more<<(64-at)
	r = i + bits.TrailingZeros64(^rest)
	if rest == ^uint64(0) {
		_, r = runFrom(x.t, i+64, i+64, class)
	}
	return l, r
}

func (b *block) base64() uint64 {
	c := &b.classes
	return c[planeDigit] | c[planeAF] | c[planeGZ] | c[planeUpperAF] | c[planeUpperGZ] | c[planePunct]
}

// base32 may be more than the digits of base32.
func (b *block) base32() uint64 {
	c := &b.classes
	return c[planeDigit] | c[planeUpperAF] | c[planeUpperGZ]
}

func (b *block) list() uint64 {
	c := &b.classes
	return c[planeDigit] | c[planeAF] | c[planeUpperAF] | c[planeSep] | c[planeLetter]
}

// runsOf has a bit where at least n bits, 8 to 64, in a row begin in x, which next goes
// on.
func runsOf(x, next uint64, n int) uint64 {
	// Most words are ruled out by four of the bits.
	a := x & (x>>3 | next<<61)
	if a &= x>>(n-4) | next<<(68-n); a == 0 {
		return 0
	}
	if a &= x>>(n-1) | next<<(65-n); a == 0 {
		return 0
	}
	lo, hi := x&(x>>1|next<<63), next&(next>>1)
	lo, hi = lo&(lo>>2|hi<<62), hi&(hi>>2)
	lo, hi = lo&(lo>>4|hi<<60), hi&(hi>>4)
	for have := 8; have < n; {
		step := min(have, n-have)
		lo, hi = lo&(lo>>step|hi<<(64-step)), hi&(hi>>step)
		have += step
	}
	return lo
}

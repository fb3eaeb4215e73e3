package fingerprint

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

const (
	// margin is how far behind a place the text must be known for that the windows
	// that begin before it are.
	margin = span
	// odds is how far behind a window that needs token the byte for that can stand.
	odds = 8
)

// A piece of text is judged as a whole.
type piece struct {
	s     *Snapshot
	t     []byte
	begin int // nothing that begins before it is open
	from  int // of the piece
	stop  int // something may begin there, and nothing before
	final bool
}

// A tile is a piece with a survey.
type tile struct {
	piece
	end    int // of what is judged
	bytes  int // in the survey
	used   int // blocks
	safe   int // a new State can go on there, and nothing begins before
	survey survey
	pureGo bool
	hits   marks // of survey.may: the filter has the window
	left   int   // what opens may still read ahead
}

// still returns an offset to which nothing begins in t[from:], in any lane or view, and
// from which a new State finds what follows: one behind a wall, or the end. from is
// such an offset or the first of t. Final tells that the text ends with t.
func (s *Snapshot) still(t []byte, from int, final bool, level uint8, pureGo bool) int {
	if s.short {
		return from
	}
	if pureGo || s.tables.glance == kernelGo || s.binary || s.blanks && s.far() {
		x := tile{piece: piece{s: s, t: t, final: final, begin: from}, safe: from, pureGo: pureGo}
		for from < len(t) {
			if !x.still(from, level) {
				return x.safe
			}
			from = x.end
		}
		return from
	}
	begin, safe := from, from
	for from < len(t) {
		if len(t)-from <= mostGlances*glanceReach {
			if to := s.glances(t, begin, from, final, level); to > from {
				from, safe = to, to
				continue
			}
		}
		var on bool
		if from, safe, on = s.tiles(t, begin, from, safe, final, level); !on {
			return safe
		}
	}
	return from
}

// tiles looks closely at what stands at from, up to where glances may tell of the rest. It returns
// where to go on, the last offset to which nothing begins, and whether nothing does up to the first.
func (s *Snapshot) tiles(t []byte, begin, from, safe int, final bool, level uint8) (int, int, bool) {
	x := tile{piece: piece{s: s, t: t, final: final, begin: begin}, safe: safe}
	for {
		if !x.still(from, level) {
			return from, x.safe, false
		}
		if from = x.end; len(t)-from <= mostGlances*glanceReach {
			return from, x.safe, true
		}
	}
}

// still tells whether nothing begins in the tile at from; x.safe is then in it. Where something
// may, x.safe is before that.
func (x *tile) still(from int, level uint8) bool {
	n := min(len(x.t)-from, reach)
	if used := (n + 63) / 64; used < x.used {
		x.survey = survey{}
	}
	x.used = (n + 63) / 64
	x.survey.read(x.t[from:from+n], x.s.tables, x.pureGo)
	x.from, x.end, x.bytes, x.left = from, from+n, n, mostAhead(n)
	if from+n < len(x.t) || !x.final {
		x.settle()
	}
	if x.end == from {
		return false
	}
	x.stop = x.end
	x.windows()
	x.runs()
	if level < maxLevels {
		x.views(level)
	}
	x.safe = x.wallBefore(min(x.stop, x.end))
	return x.stop >= x.end
}

// settle ends the tile where no window needs token and no list goes on, if it
// can behind a wall. The runs of other digits are judged where they begin.
func (x *tile) settle() {
	n := x.bytes
	end := x.from + n - margin
	for range 16 {
		if x.end = x.wallBefore(end); x.end <= x.from {
			break
		}
		if !x.oddAt(x.end - x.from) {
			return
		}
		end = x.end - 1
	}
	x.end = x.from
	for at := n - margin - MinInner; at > n/2; at-- {
		in := x.survey.listed[at/64] >> (at % 64) & (x.survey.listed[(at-1)/64] >> ((at - 1) % 64))
		if in&1 == 0 && !x.oddAt(at) {
			x.end = x.from + at
			return
		}
	}
}

// oddAt tells whether windows that begin before byte i may need token.
func (x *tile) oddAt(i int) bool {
	odd := x.survey.odd[i/64]>>(i%64) | x.survey.odd[i/64+1]<<(64-i%64)
	return odd&(1<<odds-1) != 0
}

// wallBefore returns the last offset up to end that is behind a wall, or the last one
// before the tile.
func (x *tile) wallBefore(end int) int {
	n := end - x.from
	if n <= 0 {
		return x.safe
	}
	for k := (n - 1) / 64; k >= 0; k-- {
		w, soft := x.survey.wall[k], x.survey.soft[k]
		if x.s.blanks {
			soft &^= x.survey.blank[k]
		}
		// At the end of the survey a list may have begun.
		if known := x.bytes - minList - 64*k; known >= 64 {
			w |= soft
		} else if known > 0 {
			w |= soft & (1<<known - 1)
		}
		if rest := n - 64*k; rest < 64 {
			w &= 1<<rest - 1
		}
		if w != 0 {
			return x.from + 64*k + bits.Len64(w)
		}
	}
	return x.safe
}

// windowAt returns the six bytes at t[p], or those up to the end.
func windowAt(t []byte, p int) (reg uint64) {
	if p+8 <= len(t) {
		return binary.BigEndian.Uint64(t[p:p+8]) >> 16
	}
	for _, c := range t[p:min(p+window, len(t))] {
		reg = reg<<8 | uint64(c)
	}
	return reg
}

// probe asks the filter for the windows that may begin a form, and returns how many words
// of x.hits tell which it has.
func (x *tile) probe() int {
	words := (x.stop - x.from + 63) / 64
	text, may, hits := x.t[x.from:], x.survey.may[:words], x.hits[:words]
	k, mul, f := x.s.tables.kernel, x.s.seed.mul, x.s.filter
	if x.pureGo || k == kernelGo {
		probeGo(text, may, hits, mul, f)
		return words
	}
	n := min(words, max(0, len(text)-8)/64)
	if n > 0 {
		probeAsm(k, text, may[:n], hits[:n], mul, f)
	}
	if n < words {
		var last [2*64 + 8]byte
		copy(last[:], text[64*n:])
		probeAsm(k, last[:], may[n:], hits[n:], mul, f)
		clear(last[:])
		for ; n < words; n++ { // no window begins in the last bytes
			if left := len(text) - window + 1 - 64*n; left < 64 {
				hits[n] &= 1<<max(0, left) - 1
			}
		}
	}
	return words
}

// probeGo sets hits to those bits of may whose windows in text f has.
func probeGo(text []byte, may, hits []uint64, mul uint64, f *filter) {
	bitmap, shift := f.bitmap, (f.shift-32)&31
	for k := range hits {
		hits[k] = 0
		for m := may[k]; m != 0; m &= m - 1 {
			p := 64*k + bits.TrailingZeros64(m)
			if p+window > len(text) {
				break
			}
			// All bits at once: most windows that have one lack another, and a guess at
			// the first would wait for memory.
			mark := markOf(windowAt(text, p), mul)
			w := mark >> shift
			word := atomic.LoadUint64(&bitmap[w>>6])
			second, third := others(mark)
			hits[k] |= word >> (w & 63) & (word >> second) & (word >> third) & 1 << (p % 64)
		}
	}
}

// runs looks at the windows with a token inside that is no symbol.
func (x *tile) runs() {
	next := x.from // what is before has been looked at
	for k := range x.used {
		odd := x.survey.across[k]
		switch {
		case x.s.blanks:
			blank := x.survey.blank[k]
			odd = x.survey.odd[k] | blank&(blank>>1|x.survey.blank[k+1]<<63)
		case x.s.binary:
			odd = x.survey.odd[k]
		case k == 0: // what stands before the tile is not in the survey, nor what stands behind it
			odd |= x.survey.odd[k] & 1
			fallthrough
		default:
			if last := x.bytes - 1 - 64*k; last < 64 {
				odd |= x.survey.odd[k] & (1 << last)
			}
		}
		for base := x.from + 64*k; odd != 0; odd &= odd - 1 {
			y := base + bits.TrailingZeros64(odd)
			if y >= x.stop+2*window {
				return
			}
			if y >= next {
				next = x.run(y)
			}
		}
	}
}

// run looks at the windows across the run of tokens that begins at t[y], and returns
// its end.
func (x *piece) run(y int) int {
	t := x.t
	for x.s.blanks && y > x.begin && t[y-1] == ' ' {
		y--
	}
	if e := x.white(y); e > y {
		return e
	}
	e, blanks, joins, skips, parted := y, false, false, false, false
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
			if (skips || joins && size > 1 || x.s.blanks && (blanks || size > 2)) && x.s.firsts[t[e]]&^bitOdd&^bitWall != 0 {
				x.halt(y)
			}
		}
		if k != blank {
			skips = true
			parted = parted || k == csi && blanks
		} else if parted && x.s.firsts[' ']&(x.s.firsts[' ']>>1)&(1<<window-1) != 0 {
			x.halt(y) // the blanks beside the sequence are two
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
	if y > x.begin && x.s.blanks && t[y-1] == '=' && joins {
		if _, n := softBreak(t[y:], x.final); y-1+n != e || y-1 == x.begin {
			x.halt(y)
		} else {
			x.across(y, y-1, e, true, false)
		}
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

// white returns the end of a run of white space at t[y] that no form can go across as far as
// the bytes around it tell, or y.
func (x *piece) white(y int) int {
	e := y
	for e < len(x.t) && symbolOf[x.t[e]] == ' ' {
		e++
	}
	if e == y || e == len(x.t) || y == x.begin || x.s.firsts[' ']&1 != 0 {
		return y
	}
	a, b := x.t[y-1], x.t[e]
	switch {
	case a == '=', b == '=', joinedSymbolOf[a] == special, joinedSymbolOf[b] == special:
		return y
	case x.s.blanks && x.s.folds(a, b), breaks(x.t[y:y+1]) && x.s.follows(a, b):
		return y
	}
	return e
}

// across looks at the windows that end behind the run from y to e and begin before a, which
// is y or ends what is read before it. With fold blanks are symbols, and with blank the run
// is one.
func (x *piece) across(y, a, e int, fold, blank bool) {
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
	may := uint8(0) // bit i: the last i+1 symbols may begin a form
	for i, c := range around[:n] {
		may = (may<<1 | 1) & x.s.place(c)
		if reg = reg<<8 | uint64(c); may>>(window-1)&1 != 0 && i >= before && x.s.begins(x.s.seed.mark(reg, window)) {
			x.halt(y)
		}
	}
	clear(around[:])
}

// halt notes that something may begin among the symbols before t[y].
func (x *piece) halt(y int) { x.stop = min(x.stop, max(x.from, y-2*window)) }

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
	var doubt, hits, number uint64
	for k := range x.used {
		doubt, hits, number = doubt|x.survey.doubt[k], hits|x.survey.hits[k], number|x.survey.number[k]
	}
	if doubt != 0 || x.from > 0 && x.t[x.from-1]|0x20 == 'x' { // an x in a list is in doubt
		doubt = x.offsets() | x.lone()
	}
	// What begins with an escape may be spelled by digits that no byte of it tells.
	all := x.s.binary || x.s.firsts[' ']&1 != 0
	lists := all || doubt|hits|number != 0
	for k := 0; 64*k < x.stop-x.from; k++ {
		base := x.from + 64*k
		for starts := x.survey.run64[k]; starts != 0; {
			if l, r := x.take(&starts, base, inBase64, &x.survey.in64); l < r && !x.s.quietBase64(x.t[l:r], level) {
				x.stop = l
			}
		}
		for starts := x.survey.run32[k]; starts != 0; {
			if l, r := x.take(&starts, base, inBase32, nil); l < r && !x.s.quietBase32(x.t[l:r], level) {
				x.stop = l
			}
		}
		if !lists {
			continue
		}
		for starts := x.survey.list[k]; starts != 0; {
			l, r := x.take(&starts, base, inList, &x.survey.inList)
			if l == r {
				continue
			}
			kinds := uint8(0)
			if all || doubt != 0 && x.survey.doubt.any(l-x.from, r-x.from) || hits != 0 && x.hit(l, r) {
				kinds = allLists
			} else if number != 0 && x.survey.number.any(l-x.from, r-x.from) && numbers(x.t[l:r]) {
				kinds = 1 << viewDecimal
			}
			if kinds == 0 {
				continue
			}
			if _, list := listable(x.t[:r], l); !x.s.quietList(list, kinds, level, x.t, l, r) {
				x.stop = l
			}
		}
	}
}

// offsets takes from what is in doubt the ends of longer groups of digits, with which no line of a dump
// begins, and tells whether anything is left.
func (x *tile) offsets() (some uint64) {
	for k := range x.used {
		for w := x.survey.doubt[k]; w != 0; w &= w - 1 {
			i := x.from + 64*k + bits.TrailingZeros64(w)
			if i > 0 && classOf[x.t[i]]&classOf[x.t[i-1]]&isHex != 0 {
				x.survey.doubt[k] &^= w & -w
			}
		}
		some |= x.survey.doubt[k]
	}
	return some
}

// lone puts digits of lists that are a byte by themselves, behind an x, in doubt, and tells
// whether there are any.
func (x *tile) lone() (some uint64) {
	digits := &x.survey.digits
	last := uint64(0)
	for k := range x.used {
		d := digits[k]
		alone := d &^ (d<<1 | last>>63 | d>>1)
		if last = d; k+1 < x.used {
			alone &^= digits[k+1] << 63
		}
		for ; alone != 0; alone &= alone - 1 {
			if i := x.from + 64*k + bits.TrailingZeros64(alone); i > 0 && x.t[i-1]|0x20 == 'x' {
				x.survey.doubt[k] |= alone & -alone
				some |= alone & -alone
			}
		}
	}
	return some
}

// take returns the run of class that has the first of starts, in the block at base, and takes
// it from them. in has the class, or is nil. The run is empty if it began in another block, or behind x.stop, or goes on behind the text.
func (x *tile) take(starts *uint64, base int, class uint8, in *marks) (l, r int) {
	l = base + bits.TrailingZeros64(*starts)
	*starts &= *starts + *starts&-*starts // those of one run are in a row
	if l >= x.stop || l == base && l > x.begin && classOf[x.t[l-1]]&class != 0 {
		return l, l
	}
	r = l
	if in != nil {
		if r = x.from + in.end(l-x.from); r < x.from+x.bytes {
			return l, r
		}
	}
	if r = runEnd(x.t, r, class, len(x.t)); r == len(x.t) && !x.final {
		x.stop = l
		return l, l
	}
	return l, r
}

// numbers tells whether t has a list of window decimal bytes, by what separates them.
func numbers(t []byte) bool {
	ended := 0 // numbers, one behind the other
	last := uint8(0)
	for _, c := range t {
		class := classOf[c] & (isComma | isDigit)
		switch {
		case class == 0:
			ended = 0
		case class&isComma != 0 && last&isDigit != 0:
			if ended++; ended == window-1 {
				return true
			}
		}
		last = class
	}
	return false
}

// hit tells whether the digits of the list t[l:r] may spell a form, or what a view reads.
func (x *tile) hit(l, r int) bool {
	return x.survey.hits.any(x.survey.index(l-x.from), x.survey.index(r-x.from))
}

// end returns the end of the bits in a row from i on.
func (m *marks) end(i int) int {
	k := i / 64
	w := ^m[k] >> (i % 64)
	if w != 0 {
		return i + bits.TrailingZeros64(w)
	}
	for k++; m[k] == ^uint64(0); k++ { // the last word is 0
	}
	return 64*k + bits.TrailingZeros64(^m[k])
}

// any tells whether m has a bit in [from, to).
func (m *marks) any(from, to int) bool {
	for from < to {
		n := min(64-from%64, to-from)
		if m[from/64]>>(from%64)<<(64-n) != 0 {
			return true
		}
		from += n
	}
	return false
}

// index is the number of digits of lists before byte i.
func (s *survey) index(i int) int {
	if i == 0 {
		return 0
	}
	k := (i - 1) / 64
	return int(s.before[k]) + bits.OnesCount64(s.digits[k]<<(64*k+64-i))
}

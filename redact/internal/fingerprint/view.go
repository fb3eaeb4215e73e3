package fingerprint

import "crypto/subtle"

// A view reads what text stands for where it is a list of bytes or base64, and looks
// for all forms in that: so a form is also found inside of these, and inside of one of
// them in another. It is for bytes in hexadecimal, without separators or with those of
// fmt's % x, xxd, hex.Dump, percent encoding, \u00 and &#x;, decimal bytes with commas, blanks
// or &#;, base32, and base64 of what holds a form. Only runs that can be one are read; each byte of the
// text is decoded at most once for each view.
type view struct {
	at     int64 // next byte of the text
	start  int64 // of the run
	judged int64 // the text to here is not quiet, or not known to be
	fresh  int64 // where it was reset: what stands before is not looked at
	open   bool
	reader

	bytes    []byte // decoded, of the run
	from, to []int64
	bits     uint32 // of base64 digits that are no byte yet
	nbits    int
	last     [2]int64 // where the last two digits stand

	past    bool  // what stands before fresh was looked at
	known   int64 // the end of the matches of the lines of a dump that have ended
	sub     State
	found   []Match
	pending []Match // of a line of a dump, or a short run, that has not ended; absolute
}

type viewKind uint8

const (
	viewHex    viewKind = iota
	viewOddHex          // the same without separators, from the second digit on
	viewDecimal
	viewBase64
	viewBase32
	views
)

type dump uint8

const (
	noDump  dump = iota
	hexDump      // 00000000  73 75 …  73 75 …  |su…|
	xxdDump      // 00000000: 7375 …  su…
)

const (
	// minList is the fewest digits and separators that window bytes can have. Shorter
	// decimal ones are control characters.
	minList = 2 * window
	// MinInner is the shortest run of base64 that is decoded. The forms of values
	// find base64 of a value itself in shorter ones.
	MinInner = 20
	// least32 is the number of base32 digits of window bytes.
	least32 = (8*window + 4) / 5
	// maxLevels is how deep views are nested.
	maxLevels = 2
	// maxGroup is the largest number of hexadecimal digits between separators.
	maxGroup = 8
	// maxSeps is the largest number of separators between two bytes.
	maxSeps = 3
	// keep is the number of bytes from which on those that are done with are let go.
	keep = 128
	// maxColumn bounds a line of a dump behind its bytes.
	maxColumn = 160
)

const (
	inList   = 1 << iota // may stand in a list of bytes
	inBase64             // is a digit of base64
	isHex
	isDigit
	isComma // separates decimal bytes, or is part of what does
	inBase32
)

var classOf = func() (t [256]uint8) {
	for _, c := range "0123456789" {
		t[c] = inList | inBase64 | isHex | isDigit
	}
	for _, c := range "abcdefABCDEF" {
		t[c] = inList | inBase64 | isHex
	}
	for _, c := range "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ+/_" {
		t[c] = inBase64
	}
	for _, c := range " :,\\%u&#;" {
		t[c] |= inList
	}
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" {
		t[c] |= inBase32
	}
	for _, c := range " ,&#;" {
		t[c] |= isComma
	}
	t['-'] = inList | inBase64
	t['x'] |= inList
	t['X'] |= inList
	return t
}()

func (k viewKind) class() (class uint8, least int) {
	switch k {
	case viewBase64:
		return inBase64, MinInner
	case viewBase32:
		return inBase32, least32
	}
	return inList, minList
}

// nextRun returns the next run of at least least bytes of class in t[i:], or one that
// ends with t, if more may follow. Every least-th byte is looked at.
func nextRun(t []byte, i int, class uint8, least int, final bool) (start, end int) {
	for p := i + least - 1; ; {
		if p >= len(t) {
			break
		}
		if classOf[t[p]]&class == 0 {
			p += least
			continue
		}
		l, r := p, p+1
		for l > i && classOf[t[l-1]]&class != 0 {
			l--
		}
		for r < len(t) && r-l < least && classOf[t[r]]&class != 0 {
			r++
		}
		if r-l >= least {
			return l, r
		}
		i = r // what ends here is too short
		p = r + least
		if r == len(t) {
			i = l
			break
		}
	}
	if final {
		return len(t), len(t)
	}
	l := len(t)
	for l > i && classOf[t[l-1]]&class != 0 {
		l--
	}
	return l, len(t)
}

// advance reads t, of which the first byte stands at base, and appends matches to
// st.out. It returns the offset from which an unreported match may begin.
func (v *view) advance(k viewKind, s *Snapshot, st *State, t []byte, final bool) int64 {
	class, least := k.class()
	for {
		i := int(v.at - st.base)
		if !v.open && k == viewHex && v.at == v.fresh && v.fresh > 0 && i < len(t) {
			if more := v.resume(k, st, t, final); more {
				return v.at
			}
			i = int(v.at - st.base)
		}
		if !v.open {
			l, _ := nextRun(t, i, class, least, final)
			v.at = st.base + int64(l)
			if l == len(t) {
				return v.at
			}
			v.edge = v.at == v.fresh && v.at > 0
			if v.at >= v.judged && !s.short && !v.edge {
				// Most runs are quiet, which is known sooner.
				most := min(len(t), l+4*maxQuiet)
				r := runEnd(t, l, class, most)
				v.judged = st.base + int64(r)
				if (r < most || r == len(t) && final) && s.quietRun(k, st.level, t, l, r) {
					v.at = v.judged
					continue
				}
			}
			v.open, v.start = true, v.at
			i = l
		}
		if i == len(t) {
			break
		}
		tok, size, b := v.token(k, t, i, final)
		if tok == tokenMore {
			break
		}
		at, end := v.at, v.at+int64(size)
		v.at, v.edge = end, false
		switch tok {
		case tokenByte:
			if b >= 0x80 && v.solid && !s.binary && v.barren(k, s, st) {
				break
			}
			v.add(b, at, end)
			if len(v.bytes) >= 4*keep {
				v.look(k, s, st, false)
				v.trim()
			}
		case tokenDigit:
			per := 6
			if k == viewBase32 {
				per = 5
			}
			v.bits, v.nbits = v.bits<<per|uint32(b), v.nbits+per
			if v.nbits >= 8 {
				v.nbits -= 8
				from := v.last[1]
				if v.nbits+8-per > per {
					from = v.last[0]
				}
				if b := byte(v.bits >> v.nbits); b < 0x80 || k == viewBase32 {
					v.add(b, from, end)
				} else if len(v.bytes) > 0 {
					v.look(k, s, st, true)
					v.rest()
				}
			}
			v.last[0], v.last[1] = v.last[1], at
			if k == viewBase64 && end-v.start == MinInner {
				v.settle(st, 0)
			}
			if len(v.bytes) >= 4*keep {
				v.look(k, s, st, false)
				v.trim()
			}
		case tokenOffset, tokenColumn:
			if tok == tokenColumn {
				v.look(k, s, st, false)
				v.settle(st, end-int64(b)) // without the line end
				v.items = -1
			} else {
				v.items = 0
			}
			v.seps, v.next = 0, 0
		case tokenAgain:
			v.look(k, s, st, true)
			v.settle(st, 0)
			v.at = v.from[len(v.from)-1]
			v.close()
			v.open = true
		case tokenEnd:
			v.at = at // what ends the run is not in it
			v.look(k, s, st, true)
			v.at = end
			v.finish(k, st, at)
			v.close()
		}
	}
	v.look(k, s, st, final)
	hold := v.at
	if v.open {
		if h := v.sub.Hold(); h < len(v.bytes) {
			hold = min(hold, v.from[h])
		} else if k == viewBase32 && v.nbits > 5 {
			hold = min(hold, v.last[0])
		} else if v.nbits > 0 {
			hold = min(hold, v.last[1])
		}
		if k == viewBase64 && v.at-v.start < MinInner {
			hold = min(hold, v.start)
		}
	}
	if final {
		v.finish(k, st, v.at)
		v.close()
		return v.at
	}
	for _, m := range v.pending {
		hold = min(hold, int64(m.Start))
	}
	v.trim()
	return hold
}

func (v *view) add(b byte, from, to int64) {
	if len(v.bytes) == cap(v.bytes) {
		// As append does, but the old array holds no text afterwards.
		grown := make([]byte, len(v.bytes), max(4*keep, 2*cap(v.bytes)))
		copy(grown, v.bytes)
		clear(v.bytes)
		v.bytes = grown
	}
	v.bytes = append(v.bytes, b)
	v.from, v.to = append(v.from, from), append(v.to, to)
}

// look searches the bytes. Matches of a dump wait for the end of their line, since
// its text column shows them again.
func (v *view) look(k viewKind, s *Snapshot, st *State, final bool) {
	if len(v.bytes) == 0 {
		return
	}
	v.sub.level, v.sub.PureGo = st.level+1, st.PureGo
	v.found = s.Advance(&v.sub, v.bytes, len(v.bytes), final, v.found[:0])
	for _, m := range v.found {
		from, to := v.from[m.Start], v.to[m.End-1]
		abs := Match{int(from), int(to), m.ID}
		// By another snapshot some are found again behind the end of their line.
		if v.dump != noDump && to > v.known || k == viewBase64 && v.at-v.start < MinInner {
			v.pending = append(v.pending, abs)
			continue
		}
		st.out = append(st.out, Match{int(from - st.base), int(to - st.base), m.ID})
	}
}

// barren tells, at a byte beyond ASCII with which no form begins, whether none goes on
// either, and lets go of the bytes then. So most runs are quiet.
func (v *view) barren(k viewKind, s *Snapshot, st *State) bool {
	if len(v.bytes) >= window {
		if v.look(k, s, st, false); v.sub.anyBegun() {
			return false
		}
		v.look(k, s, st, true)
	}
	if len(v.bytes) > 0 {
		v.rest()
	}
	return true
}

// settle reports the matches of a line of a dump that ends at end; without a
// column it is 0.
func (v *view) settle(st *State, end int64) {
	for _, m := range v.pending {
		v.known = max(v.known, int64(m.End))
		st.out = append(st.out, Match{int(int64(m.Start) - st.base), int(max(int64(m.End), end) - st.base), m.ID})
	}
	v.pending = v.pending[:0]
}

// finish settles a run that ends at end.
func (v *view) finish(k viewKind, st *State, end int64) {
	if k == viewBase64 && end-v.start < MinInner {
		v.pending = v.pending[:0]
	}
	v.settle(st, 0)
}

// trim lets go of bytes that no match can begin with.
func (v *view) trim() {
	k := v.sub.Hold() - 2*maxBorder
	if k < keep {
		return
	}
	n := copy(v.bytes, v.bytes[k:])
	clear(v.bytes[n:])
	v.bytes = v.bytes[:n]
	v.from = v.from[:copy(v.from, v.from[k:])]
	v.to = v.to[:copy(v.to, v.to[k:])]
	v.sub.Rebase(k)
}

// rest forgets the bytes. It keeps memory, which holds no text.
func (v *view) rest() {
	clear(v.bytes)
	v.sub.Reset()
	v.bytes, v.from, v.to = v.bytes[:0], v.from[:0], v.to[:0]
}

// close ends a run.
func (v *view) close() {
	v.rest()
	v.pending = v.pending[:0]
	v.open, v.reader, v.bits, v.nbits, v.start, v.known = false, reader{}, 0, 0, v.at, 0
}

func (v *view) copyFrom(f *view) {
	old := *v
	*v = *f
	v.bytes = append(old.bytes[:0], f.bytes...)
	v.from, v.to = append(old.from[:0], f.from...), append(old.to[:0], f.to...)
	v.pending, v.found = append(old.pending[:0], f.pending...), old.found
	v.sub = old.sub
	v.sub.CopyFrom(&f.sub)
}

// veil hides the bytes between two calls, or shows them again: no state holds a
// value as it is.
func (v *view) veil(s *seed) {
	for b := v.bytes; len(b) > 0; b = b[min(len(b), len(s.pad)):] {
		subtle.XORBytes(b, b, s.pad[:])
	}
}

// veilAgain veils by another seed what the views have kept.
func (st *State) veilAgain(old, now *seed) {
	if st.views == nil {
		return
	}
	for i := range st.views {
		v := &st.views[i]
		v.veil(old)
		v.veil(now)
	}
}

// advanceViews reads t in all views.
func (st *State) advanceViews(s *Snapshot, t []byte, final bool) int64 {
	hold := st.base + int64(len(t))
	if st.views == nil {
		st.views = new([views]view)
		for i := range st.views {
			st.views[i].at, st.views[i].fresh = st.hold, st.fresh
		}
	}
	for i := range st.views {
		v := &st.views[i]
		v.veil(s.seed)
		hold = min(hold, v.advance(viewKind(i), s, st, t, final))
		v.veil(s.seed)
	}
	return hold
}

// resetViews makes the views begin at at.
func (st *State) resetViews(at int64) {
	if st.fresh = at; st.views == nil {
		return
	}
	for i := range st.views {
		v := &st.views[i]
		v.at, v.judged, v.fresh, v.past = at, 0, at, false
		v.close()
	}
}

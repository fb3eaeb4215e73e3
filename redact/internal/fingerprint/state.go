package fingerprint

import "slices"

// A State is a scan of one text, resumable at any byte. The zero State begins a
// text. It must not be copied by assignment while it is in use; see CopyFrom.
// It keeps offsets, fingerprints and the last six symbols, and no more text.
type State struct {
	// PureGo keeps the scan from using a kernel. Reset leaves it.
	PureGo bool

	snap  *Snapshot
	base  int64 // the offset of text[0] in the whole text; all offsets below are absolute
	pos   int64
	hold  int64
	lanes [4]lane // that of laneSoft last
	out   []Match // during Advance
	views *[views]view
	fresh int64 // where views were reset that are not made yet
	level uint8 // of a view, how deep; there weak values are not looked for
	whole bool  // nothing is skipped: for tests
	soft  bool  // the lane of laneSoft is read
	// softAt and softN are where the last soft line break stands that it has read, and its symbols before.
	softAt, softN int64
}

type lane struct {
	at         int64    // next byte
	n, first   int64    // symbols so far, and when the text was last broken
	reg        uint64   // the last symbols, the last one lowest
	sum        uint64   // running sum for middle
	starts     [8]int64 // where symbol i starts, at i%8
	run        int      // white space bytes in the run that the last symbol stands for, or that follows it
	joins      bool     // that run began with a line end
	skip       int      // skipped bytes in the run that ends at skipEnd
	skipEnd    int64
	candidates candidates
	low        int64 // smallest start of a candidate; to be found again if stale
	stale      bool
	late       []late
	ghosts     []ghost
	over       overflow
	work       int64 // symbols of long forms that were hashed
	hashes     int64
}

// A candidate is a place whose first window agrees with entries [at, hi) of a tier.
type candidate struct {
	tier   *tier
	due    int64 // the symbol at which an entry of the length of at would end
	start  int64
	sum    uint64
	at, hi uint32
	// blind is the length below which tail and middle cannot be compared,
	// because the candidate begins inside a token.
	blind uint32
}

// late is a confirmed match whose right border is not known yet.
type late struct {
	start, end int64
	id         int32
	word       bool
	after      uint8
}

// A ghost reads the text from inside a token on, for a value that begins there:
// what stands before a value must not hide it. It lives until every window that
// begins inside the token is complete; from then on the lane reads the same.
type ghost struct {
	token int64
	inner int // symbols inside the token
	n     int // symbols so far
	reg   uint64
	run   int
	joins bool
	skip  int
}

const (
	maxCandidates = 4096
	maxGhosts     = 32
	// eager is the number of symbols after which an overflow is reported in part.
	eager = 4096
)

// An overflow stands for candidates beyond maxCandidates. All its text counts
// as a match: it can only come from text that was made of a value's beginning.
type overflow struct {
	open        bool
	start, from int64 // where it starts, and the symbol there
	due         int64
	id          int32
}

// Reset makes st begin a new text. It keeps memory, which holds no text.
func (st *State) Reset() {
	if st.snap == nil { // no lane was used
		st.base, st.pos, st.hold, st.fresh = 0, 0, 0, 0
		return
	}
	st.resetLanes()
	st.snap, st.base, st.pos, st.hold = nil, 0, 0, 0
	st.resetViews(0)
}

func (st *State) resetLanes() {
	st.soft = false
	for i := range st.lanes {
		l := &st.lanes[i]
		*l = lane{candidates: l.candidates[:0], late: l.late[:0], ghosts: l.ghosts[:0]}
		clear(l.ghosts[:cap(l.ghosts)])
	}
}

// CopyFrom makes st an independent copy of from.
func (st *State) CopyFrom(from *State) {
	if st.snap == nil && from.snap == nil {
		st.base, st.pos, st.hold, st.fresh = from.base, from.pos, from.hold, from.fresh
		return
	}
	old, v := st.lanes, st.views
	*st = *from
	if st.views = v; from.views != nil {
		if v == nil {
			st.views = new([views]view)
		}
		for i := range st.views {
			st.views[i].copyFrom(&from.views[i])
		}
	} else {
		st.resetViews(st.hold)
	}
	for i := range st.lanes {
		l, f := &st.lanes[i], &from.lanes[i]
		l.candidates = append(old[i].candidates[:0], f.candidates...)
		l.late = append(old[i].late[:0], f.late...)
		l.ghosts = append(old[i].ghosts[:0], f.ghosts...)
	}
}

// Hold returns the smallest offset that may still be part of a match that is
// not yet reported. It is the scan position if nothing is open.
func (st *State) Hold() int { return int(st.hold - st.base) }

// Begun returns the smallest offset at which a form has begun with a whole window, as it stands or
// in a view; the scan position if none has.
func (st *State) Begun() int { return int(st.begun() - st.base) }

func (st *State) begun() int64 {
	low := st.pos
	for i := range st.lanes {
		l := &st.lanes[i]
		if len(l.candidates) > 0 {
			low = min(low, l.low)
		}
		for k := range l.late {
			low = min(low, l.late[k].start)
		}
		if l.over.open {
			low = min(low, l.over.start)
		}
	}
	if st.views == nil {
		return low
	}
	for i := range st.views {
		v := &st.views[i]
		for _, m := range v.pending {
			low = min(low, int64(m.Start))
		}
		if at := v.sub.Begun(); v.open && at < len(v.bytes) {
			low = min(low, v.from[at])
		}
	}
	return low
}

// anyBegun tells whether a form may have begun with a whole window.
func (st *State) anyBegun() bool {
	for i := range st.lanes {
		if l := &st.lanes[i]; len(l.candidates) > 0 || l.over.open {
			return true
		}
	}
	return false
}

// Rebase tells st that the first k bytes of text were dropped. At least the
// bytes from Hold()-64 on, or all, must have stayed.
func (st *State) Rebase(k int) { st.base += int64(k) }

// begin makes st use s. Whatever the last snapshot left open is read again; what the views have
// decoded stays, since the digits before it are gone.
func (st *State) begin(s *Snapshot) {
	old := st.snap
	if old == s {
		return
	}
	st.snap = s
	if old != nil && s != nil && old.seed == s.seed && old.epoch == s.epoch {
		return // candidates keep their tiers
	}
	st.resetLanes()
	for i := range st.lanes {
		st.lanes[i].at = st.hold
	}
	if old == nil || s == nil {
		st.resetViews(st.hold)
	} else if old.seed != s.seed {
		st.veilAgain(old.seed, s.seed)
	}
}

// jump makes st go on at pos, before which nothing is open.
func (st *State) jump(pos int64) {
	st.pos, st.hold, st.soft = pos, pos, false
	for i := range st.lanes {
		l := &st.lanes[i]
		l.broken()
		l.at, l.reg, l.run, l.joins, l.skip = pos, 0, 0, false, 0
		clear(l.ghosts)
		l.ghosts = l.ghosts[:0]
	}
	if st.views != nil {
		for i := range st.views {
			v := &st.views[i]
			v.at = pos
			v.close()
		}
	}
}

func (l *lane) push(c candidate) {
	h := append(l.candidates, c)
	if len(h) == 1 {
		l.low, l.stale = c.start, false
	}
	l.low = min(l.low, c.start)
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if h[up].due <= h[i].due {
			break
		}
		h[up], h[i] = h[i], h[up]
		i = up
	}
	l.candidates = h
}

// pop takes the first candidate.
func (l *lane) pop() {
	k := len(l.candidates) - 1
	last := l.candidates[k]
	if l.candidates = l.candidates[:k]; k > 0 {
		l.candidates.sink(last)
	}
}

// candidates are a heap by due.
type candidates []candidate

// sink puts c in the place of the first one.
func (h candidates) sink(c candidate) {
	i := 0
	for {
		down := 2*i + 1
		if down >= len(h) {
			break
		}
		if down+1 < len(h) && h[down+1].due < h[down].due {
			down++
		}
		if c.due <= h[down].due {
			break
		}
		h[i] = h[down]
		i = down
	}
	h[i] = c
}

// lowest returns the smallest start of a candidate, of which there are some.
func (l *lane) lowest() int64 {
	if l.stale {
		l.stale = false
		l.low = l.candidates[0].start
		for i := range l.candidates {
			l.low = min(l.low, l.candidates[i].start)
		}
	}
	return l.low
}

// broken forgets everything that is open but not confirmed.
func (l *lane) broken() {
	l.first = l.n
	l.candidates = l.candidates[:0]
	l.over = overflow{}
}

// haunt adds a ghost for the token at start whose inner bytes are plain.
func (l *lane) haunt(g ghost) *ghost {
	if len(l.ghosts) == maxGhosts {
		// The oldest would need a value with that many tokens among its first symbols.
		l.ghosts = slices.Delete(l.ghosts, 0, 1)
	}
	l.ghosts = append(l.ghosts, g)
	return &l.ghosts[len(l.ghosts)-1]
}

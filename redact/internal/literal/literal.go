// Package literal finds many literals at once. Its reference engine is an
// Aho-Corasick automaton that reports positions; faster kernels are judged by
// it. The law of the package: no false negatives.
package literal

import (
	"cmp"
	"slices"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A Literal is one string to find: printable ASCII without backslash or percent
// sign, at most MaxLen bytes.
type Literal struct {
	Text string // lower case when Fold
	Fold bool   // ASCII letters compare without case
}

// MaxLen bounds the length of a literal.
const MaxLen = 48

// A Hit is one occurrence: text[Start:End] spells the literal ID, possibly with
// escapes and with sequences that show nothing inside.
type Hit struct {
	ID         int32
	Start, End int
}

// A Searcher finds literals in a text that arrives in pieces. It is immutable
// and safe for concurrent use; what changes is in State.
type Searcher interface {
	// Scan searches text[from:to] and appends the hits whose end lies there, by
	// ascending end. It returns the offset up to which it has searched, which is
	// short of to only where text ends inside a unit and final is false.
	Scan(st *State, text []byte, from, to int, final bool, hits []Hit) (int, []Hit)
	// Hold returns the smallest start that a hit ending after pos can have.
	Hold(st *State, pos int) int
	// Quiet reports that the whole text holds no run and no literal but those that the
	// filter drops. False means that it may. Without a filter all of them count.
	Quiet(text []byte, f Filter) bool
}

// A Filter knows more of literals than where they are.
type Filter interface {
	// Idle reports that an occurrence in the whole text leads to nothing.
	Idle(text []byte, h Hit) bool
	// IdleRun reports that the run which goes on at text[at] leads to nothing, and
	// returns where it ends. It is asked for one in the offsets that NextRun returns.
	IdleRun(text []byte, at int) (end int, idle bool)
}

// idleRuns reports that the filter drops the runs of text[from:to], of which those that
// runs tells are looked at; offsets in runs count from from.
func idleRuns(k Kernel, runs *Runs, text []byte, from, to int, f Filter) bool {
	part := text[from:to]
	for at := 0; ; {
		if at, _ = runs.Next(k, part, at, true); at < 0 {
			return true
		}
		if f == nil {
			return false
		}
		end, idle := f.IdleRun(text, from+at)
		if !idle {
			return false
		}
		if at = max(end-from, at) + 1; at >= len(part) {
			return true
		}
	}
}

// State is where a Searcher stands in a text. The zero value begins one.
type State struct {
	raw     uint32 // automaton over the bytes
	sym     uint32 // automaton over the decoded units, when decoding
	symAt   int    // offset of the next byte for sym
	decode  bool
	inZone  bool // units other than plain bytes lie between zone and zoneEnd
	zone    int
	zoneEnd int
	// Of a long zone: an offset in it, and how many symbols and bytes were read behind it.
	// What was read of a literal is no more than that where it began there.
	hasMid            bool
	mid               int
	midSyms, midBytes int
	// Of a Prefilter: raw is not known, and no literal begins before floor that
	// is spelled plainly and not over yet.
	lazy  bool
	floor int
	// Runs tells where runs may be in what was searched since it was cleared.
	Runs Runs
	memo unitMemo
	rows chain
}

// Rebase moves all offsets down by k.
func (s *State) Rebase(k int) {
	s.symAt -= k
	s.zone -= k
	s.zoneEnd -= k
	s.mid -= k
	s.floor -= k
	s.Runs.base -= k
	s.memo = unitMemo{}
	s.rows = chain{}
}

// maxZone bounds the bytes that one occurrence may be stretched over.
const maxZone = 1024

// Automaton is the reference Searcher: Aho-Corasick over folded bytes. States are
// numbered breadth first, so that those that follow a state stand together.
type Automaton struct {
	lits  []Literal
	rowOf []bool // literals that are one character over and over
	class [256]uint8
	wake  [256]bool // bytes that leave the root or can begin a unit
	// By state: its last byte, as a class; its depth, with hasOut if literals end in it;
	// the first state that follows; the longest other state that this one ends with;
	// which literals end in it, by index into ends. first has one entry more.
	label, depth []uint8
	first, fail  []uint32
	out          []uint32
	ends         []int32 // the number of literals and the literals, longest first; the first are none
	// The states below dense, in which most of a text is read, have rows.
	dense, stride uint32
	rows          []uint32
}

const (
	outFlag = 1 << 31 // marks a state with output where it is reached
	hasOut  = 1 << 7
	// maxDense bounds the states that have rows, which are those that have read up to
	// denseDepth bytes.
	maxDense, denseDepth = 1024, 2
)

// New builds the automaton. It needs at least one literal and keeps lits.
func New(lits []Literal) *Automaton {
	a := &Automaton{lits: lits, rowOf: make([]bool, len(lits))}
	for i, l := range lits {
		a.rowOf[i] = monotone(l.Text)
	}
	a.classes()
	a.build()
	for b := range 256 {
		a.wake[b] = unit.Special(byte(b)) || a.rows[a.class[b]] != 0
	}
	return a
}

func fold(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// classes gives every folded byte that occurs in a literal a column of its own.
func (a *Automaton) classes() {
	var used [256]bool
	for _, l := range a.lits {
		for i := range len(l.Text) {
			used[fold(l.Text[i])] = true
		}
	}
	n := uint8(1)
	for b := range 256 {
		if used[b] {
			a.class[b] = n
			n++
		}
	}
	for b := 'A'; b <= 'Z'; b++ {
		a.class[b] = a.class[fold(byte(b))]
	}
	a.stride = uint32(n)
}

// folded compares literals as the automaton reads them, and then by their numbers.
func (a *Automaton) folded(x, y uint32) int {
	s, t := a.lits[x].Text, a.lits[y].Text
	for i := range min(len(s), len(t)) {
		if b, c := fold(s[i]), fold(t[i]); b != c {
			return int(b) - int(c)
		}
	}
	return cmp.Or(len(s)-len(t), int(x)-int(y))
}

// build numbers the states and completes them to a deterministic automaton: a state goes
// where the one that it fails to goes, but for the states that follow it.
func (a *Automaton) build() {
	sorted := make([]uint32, len(a.lits)) // literals
	for i := range sorted {
		sorted[i] = uint32(i)
	}
	slices.SortFunc(sorted, a.folded)
	n, shallow := a.states(sorted)
	a.label, a.depth, a.first, a.fail, a.out = make([]uint8, n), make([]uint8, n), make([]uint32, n+1), make([]uint32, n), make([]uint32, n)
	a.rows = make([]uint32, 0, a.stride*min(shallow, maxDense))
	a.ends = append(make([]int32, 0, 4*len(sorted)), 0)
	// Until a state is numbered, out and first are the part of the sorted literals that begin
	// with what it has read.
	a.first[0] = uint32(len(sorted))
	next := uint32(1) // state
	for s := uint32(0); s < next; s++ {
		depth, from, to := a.depthOf(s), a.out[s], a.first[s]
		a.first[s] = next
		own := from
		for from < to && len(a.lits[sorted[from]].Text) == depth {
			from++
		}
		a.output(s, sorted[own:from])
		for from < to {
			b := fold(a.lits[sorted[from]].Text[depth])
			end := from + 1
			for end < to && fold(a.lits[sorted[end]].Text[depth]) == b {
				end++
			}
			c := a.class[b]
			a.label[next], a.depth[next], a.out[next], a.first[next] = c, uint8(depth+1), from, end
			if s > 0 {
				a.fail[next] = a.step(a.fail[s], c) &^ outFlag
			}
			next++
			from = end
		}
		if s == a.dense && s < maxDense && depth <= denseDepth {
			a.row(s, next)
		}
	}
	a.first[n] = next
	for i, t := range a.rows {
		a.rows[i] |= a.flag(t)
	}
}

// states returns the number of states that the sorted literals need, and of those up to
// denseDepth.
func (a *Automaton) states(sorted []uint32) (all int, shallow uint32) {
	all, shallow = 1, 1
	before := ""
	for _, id := range sorted {
		text, same := a.lits[id].Text, 0
		for same < min(len(text), len(before)) && fold(text[same]) == fold(before[same]) {
			same++
		}
		all += len(text) - same
		shallow += uint32(max(0, min(len(text), denseDepth)-same))
		before = text
	}
	return all, shallow
}

// row gives the state s a row, whose followers end at a state.
func (a *Automaton) row(s, end uint32) {
	a.dense++
	if s == 0 {
		a.rows = a.rows[:a.stride]
	} else {
		a.rows = append(a.rows, a.rows[a.fail[s]*a.stride:][:a.stride]...)
	}
	for t := a.first[s]; t < end; t++ {
		a.rows[s*a.stride+uint32(a.label[t])] = t
	}
}

// output notes the literals that end in a state, of which own do so by themselves.
func (a *Automaton) output(s uint32, own []uint32) {
	more := a.out[a.fail[s]]
	if len(own) == 0 {
		a.out[s] = more
	} else {
		a.out[s] = uint32(len(a.ends))
		shorter := a.endsAt(more)
		a.ends = append(a.ends, int32(len(own)+len(shorter)))
		for _, id := range own {
			a.ends = append(a.ends, int32(id))
		}
		a.ends = append(a.ends, shorter...)
	}
	if a.out[s] != 0 {
		a.depth[s] |= hasOut
	}
}

// endsAt returns the literals at an index into ends.
func (a *Automaton) endsAt(i uint32) []int32 { return a.ends[i+1:][:a.ends[i]] }

// flag is outFlag for a state in which a literal ends.
func (a *Automaton) flag(s uint32) uint32 { return uint32(a.depth[s]&hasOut) << 24 }

// step returns the state behind a byte of a class, with outFlag if literals end in it.
func (a *Automaton) step(s uint32, c uint8) uint32 {
	for ; s >= a.dense; s = a.fail[s] {
		for t := a.first[s]; t < a.first[s+1]; t++ {
			if a.label[t] == c {
				return t | a.flag(t)
			}
		}
	}
	return a.rows[s*a.stride+uint32(c)]
}

// depthOf returns how much of a literal a state has read.
func (a *Automaton) depthOf(s uint32) int { return int(a.depth[s] &^ hasOut) }

var _ Searcher = (*Automaton)(nil)

// Scan implements Searcher.
func (a *Automaton) Scan(st *State, text []byte, from, to int, final bool, hits []Hit) (int, []Hit) {
	i := from
	st.Runs.all = true // it does not look
	for i < to {
		b := text[i]
		if st.raw == 0 && !st.decode {
			for !a.wake[b] {
				if i++; i == to {
					return i, hits
				}
				b = text[i]
			}
		}
		if unit.Special(b) {
			kind, sym, w := unit.At(text, i, final)
			switch kind {
			case unit.More:
				return i, hits
			case unit.Skip:
				if !st.decode || st.symAt <= i {
					a.stretch(st, i, w)
					st.symAt = i + w
					i += w
					continue
				}
			case unit.Sym:
				if !st.decode {
					st.sym, st.symAt, st.decode = st.raw, i, true
					st.midSyms = st.midBytes
				}
				if st.symAt == i {
					a.stretch(st, i, w)
					t := a.step(st.sym, a.class[sym])
					st.sym, st.symAt = t&^outFlag, i+w
					st.midSyms++
					st.decode = st.sym != 0
					if t&outFlag != 0 {
						hits = a.emit(st, hits, text, st.sym, i+w)
					}
				}
			}
		}
		i++
		if st.decode && st.symAt < i {
			t := a.step(st.sym, a.class[b])
			st.sym, st.symAt = t&^outFlag, i
			st.midSyms++
			if t&outFlag != 0 {
				hits = a.emit(st, hits, text, st.sym, i)
			}
			st.decode = st.sym != 0
		}
		t := a.step(st.raw, a.class[b])
		st.raw = t &^ outFlag
		st.midBytes++
		if t&outFlag != 0 {
			hits = a.emit(st, hits, text, st.raw, i)
		}
		if st.decode && st.symAt == i && st.sym == st.raw {
			st.decode = false
		}
	}
	return i, hits
}

// Quiet implements Searcher.
func (a *Automaton) Quiet(text []byte, f Filter) bool {
	if !idleRuns(Go, &Runs{all: true}, text, 0, len(text), f) {
		return false
	}
	s := uint32(0)
	var memo unitMemo
	for i := 0; i < len(text); i++ {
		b := text[i]
		if s == 0 {
			for !a.wake[b] {
				if i++; i == len(text) {
					return true
				}
				b = text[i]
			}
		}
		if unit.Special(b) {
			if kind, _, _ := unit.At(text, i, true); kind != unit.Plain {
				return false
			}
		}
		t := a.step(s, a.class[b])
		s = t &^ outFlag
		if t&outFlag != 0 && !a.idle(f, text, s, i+1, &memo) {
			return false
		}
	}
	return true
}

// idle reports that the filter drops the literals that end in s at text[end-1].
func (a *Automaton) idle(f Filter, text []byte, s uint32, end int, memo *unitMemo) bool {
	for _, id := range a.endsAt(a.out[s]) {
		start := back(text, end, &a.lits[id], memo, nil)
		if start >= 0 && (f == nil || !f.Idle(text, Hit{ID: id, Start: start, End: end})) {
			return false
		}
	}
	return true
}

// stretch notes a unit of w bytes at i, so that Hold and the search for a start
// know that a literal may be spread over more bytes than it has.
func (a *Automaton) stretch(st *State, i, w int) {
	d := a.reach(st)
	if !st.inZone || i-d >= st.zoneEnd {
		st.inZone, st.zone, st.hasMid = true, i-d, false
	}
	st.zoneEnd = i + w
	// In text of nothing but escapes most letters begin or go on with some literal, so a zone
	// ends seldom, while none of the literals is long.
	if st.hasMid && a.depthOf(st.raw) <= st.midBytes && (!st.decode || a.depthOf(st.sym) <= st.midSyms) {
		st.zone, st.hasMid = st.mid, false
	}
	if !st.hasMid && i-st.zone > maxZone/8 {
		st.hasMid, st.mid, st.midSyms, st.midBytes = true, i, 0, 0
	}
	if st.zoneEnd-st.zone > maxZone {
		st.raw, st.sym, st.decode, st.inZone, st.hasMid = 0, 0, false, false, false
	}
}

func (a *Automaton) reach(st *State) int {
	d := a.depthOf(st.raw)
	if st.decode {
		d = max(d, a.depthOf(st.sym))
	}
	return d
}

// Hold implements Searcher.
func (a *Automaton) Hold(st *State, pos int) int {
	d := a.reach(st)
	if d == 0 {
		return pos
	}
	if st.decode {
		pos = max(pos, st.symAt)
	}
	if st.inZone && pos-d < st.zoneEnd {
		return st.zone
	}
	return pos - d
}

func (a *Automaton) emit(st *State, hits []Hit, text []byte, s uint32, end int) []Hit {
	for _, id := range a.endsAt(a.out[s]) {
		l := &a.lits[id]
		rows := &st.rows
		if !a.rowOf[id] {
			rows = nil
		}
		if start := back(text, end, l, &st.memo, rows); start >= 0 {
			hits = append(hits, Hit{ID: id, Start: start, End: end})
		}
	}
	return hits
}

// Package literal finds many literals at once. Its reference engine is an
// Aho-Corasick automaton that reports positions; faster kernels are judged by
// it. The law of the package: no false negatives.
package literal

import "github.com/tacit-go/tacit/redact/internal/unit"

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
	// filter drops. False means that it may. Without a filter every literal counts.
	Quiet(text []byte, f Filter) bool
}

// A Filter knows more of literals than where they are.
type Filter interface {
	// Idle reports that an occurrence in the whole text leads to nothing.
	Idle(text []byte, h Hit) bool
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
	// Of a Prefilter: raw is not known, and no literal begins before floor that
	// is spelled plainly and not over yet.
	lazy  bool
	floor int
	// Runs tells where runs may be in what was searched since it was cleared.
	Runs Runs
}

// Rebase moves all offsets down by k.
func (s *State) Rebase(k int) {
	s.symAt -= k
	s.zone -= k
	s.zoneEnd -= k
	s.floor -= k
	s.Runs.base -= k
}

// maxZone bounds the bytes that one occurrence may be stretched over.
const maxZone = 1024

// Automaton is the reference Searcher: Aho-Corasick over folded bytes.
type Automaton struct {
	class  [256]uint8
	stride uint32
	next   []uint32 // row-major by state; outFlag marks states with output
	depth  []uint8
	out    [][]int32 // literals that end in a state, longest first
	lits   []Literal
	wake   [256]bool // bytes that leave the root or can begin a unit
}

const outFlag = 1 << 31

// New builds the automaton. It needs at least one literal and keeps lits.
func New(lits []Literal) *Automaton {
	a := &Automaton{lits: lits}
	a.classes()
	a.build()
	for b := range 256 {
		a.wake[b] = unit.Special(byte(b)) || a.next[a.class[b]] != 0
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

// A node is a state while the literals are put together as a tree.
type node struct {
	child, sibling uint32 // the last state that follows, and the one before it; 0 for none
	fail           uint32 // the longest other state that this one ends with
	class, depth   uint8
}

func (a *Automaton) build() {
	size := 1
	for _, l := range a.lits {
		size += len(l.Text)
	}
	tree, ends := make([]node, 1, size), make([]uint32, len(a.lits))
	for id, l := range a.lits {
		s := uint32(0)
		for i := range len(l.Text) {
			c := a.class[fold(l.Text[i])]
			t := tree[s].child
			for t != 0 && tree[t].class != c {
				t = tree[t].sibling
			}
			if t == 0 {
				t = uint32(len(tree))
				tree = append(tree, node{class: c, depth: uint8(i + 1), sibling: tree[s].child})
				tree[s].child = t
			}
			s = t
		}
		ends[id] = s
	}
	a.depth, a.out = make([]uint8, len(tree)), make([][]int32, len(tree))
	for s := range tree {
		a.depth[s] = tree[s].depth
	}
	ids := make([]int32, len(a.lits))
	for id, s := range ends {
		ids[id] = int32(id)
		if a.out[s] == nil {
			a.out[s] = ids[id : id+1 : id+1]
		} else {
			a.out[s] = append(a.out[s], int32(id))
		}
	}
	a.link(tree)
}

// link completes the tree to a deterministic automaton, breadth first: a state
// goes where the one that it fails to goes, but for the states that follow it.
func (a *Automaton) link(tree []node) {
	a.next = make([]uint32, len(tree)*int(a.stride))
	queue := append(make([]uint32, 0, len(tree)), 0)
	for k := 0; k < len(queue); k++ {
		s := queue[k]
		row := a.next[s*a.stride:][:a.stride]
		if s != 0 {
			copy(row, a.next[tree[s].fail*a.stride:])
		}
		for t := tree[s].child; t != 0; t = tree[t].sibling {
			fail := row[tree[t].class] &^ outFlag / a.stride
			tree[t].fail = fail
			if more := a.out[fail]; len(a.out[t]) == 0 {
				a.out[t] = more
			} else if len(more) > 0 {
				a.out[t] = append(a.out[t], more...)
			}
			row[tree[t].class] = t * a.stride
			if len(a.out[t]) > 0 {
				row[tree[t].class] |= outFlag
			}
			queue = append(queue, t)
		}
	}
}

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
				}
				if st.symAt == i {
					a.stretch(st, i, w)
					t := a.next[st.sym+uint32(a.class[sym])]
					st.sym, st.symAt = t&^outFlag, i+w
					st.decode = st.sym != 0
					if t&outFlag != 0 {
						hits = a.emit(hits, text, st.sym, i+w)
					}
				}
			}
		}
		i++
		if st.decode && st.symAt < i {
			t := a.next[st.sym+uint32(a.class[b])]
			st.sym, st.symAt = t&^outFlag, i
			if t&outFlag != 0 {
				hits = a.emit(hits, text, st.sym, i)
			}
			st.decode = st.sym != 0
		}
		t := a.next[st.raw+uint32(a.class[b])]
		st.raw = t &^ outFlag
		if t&outFlag != 0 {
			hits = a.emit(hits, text, st.raw, i)
		}
		if st.decode && st.symAt == i && st.sym == st.raw {
			st.decode = false
		}
	}
	return i, hits
}

// Quiet implements Searcher.
func (a *Automaton) Quiet(text []byte, f Filter) bool {
	if at, _ := NextRun(Go, text, 0, true); at >= 0 {
		return false
	}
	s := uint32(0)
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
		t := a.next[s+uint32(a.class[b])]
		s = t &^ outFlag
		if t&outFlag != 0 && !a.idle(f, text, s, i+1) {
			return false
		}
	}
	return true
}

// idle reports that the filter drops the literals that end in s at text[end-1].
func (a *Automaton) idle(f Filter, text []byte, s uint32, end int) bool {
	for _, id := range a.out[s/a.stride] {
		start := back(text, end, &a.lits[id])
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
		st.inZone, st.zone = true, i-d
	}
	st.zoneEnd = i + w
	if st.zoneEnd-st.zone > maxZone {
		st.raw, st.sym, st.decode, st.inZone = 0, 0, false, false
	}
}

func (a *Automaton) reach(st *State) int {
	d := int(a.depth[st.raw/a.stride])
	if st.decode {
		d = max(d, int(a.depth[st.sym/a.stride]))
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

func (a *Automaton) emit(hits []Hit, text []byte, s uint32, end int) []Hit {
	for _, id := range a.out[s/a.stride] {
		l := &a.lits[id]
		if start := back(text, end, l); start >= 0 {
			hits = append(hits, Hit{ID: id, Start: start, End: end})
		}
	}
	return hits
}

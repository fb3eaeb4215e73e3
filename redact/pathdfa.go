package redact

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
)

// paths is the automaton of all path rules. It reads one name at a time, and one
// between two dots where a name has dots in it. It is immutable.
type paths struct {
	syms   symbols
	states []pathState
	rows   []pathRow
	edges  []pathEdge
	strict bool
	told   []pathReport // rules that only report
}

// A pathReport counts what a rule that only reports holds for.
type pathReport struct {
	path string
	n    *atomic.Uint64
}

// A place is where in all path rules the names above a value lead: a state of the
// automaton. It means nothing to another automaton.
type place uint16

type pathState struct {
	row    uint32
	det    int32  // of what is hidden
	action Action // of the last rule that holds; noRule if there is none
	opens  bool   // something further inside may pass
	free   bool   // no rule holds, and none for anything further inside
	tells  uint16 // the last rule that only reports, from 1 on; 0 if there is none
}

// A pathRow is where names lead: at the beginning of a name, and behind a dot in it.
type pathRow struct {
	other   [2]place // any name but those of edges
	from, n uint32   // edges, by name
}

type pathEdge struct {
	name uint16
	to   [2]place
}

const (
	noRule Action = 0xff
	// maxPathEdges bounds the table, of six bytes each.
	maxPathEdges = 1 << 18
	maxPathPlace = 1<<16 - 1
	// maxPathWork bounds the places in rules that are looked at in building it.
	maxPathWork = 1 << 25
)

// passes reports that a value is shown, whatever is around it.
func (s *pathState) passes() bool { return s.action == Scan || s.action == Keep }

// enter returns the place of what is called name.
func (p *paths) enter(at place, name string) place {
	behind := 0
	for {
		first, rest, more := strings.Cut(name, ".")
		row := &p.rows[p.states[at].row]
		at = row.other[behind]
		if n := p.syms.of(first); n != 0 {
			edges := p.edges[row.from:][:row.n]
			if i := find(edges, n); i < len(edges) && edges[i].name == n {
				at = edges[i].to[behind]
			}
		}
		if !more {
			return at
		}
		name, behind = rest, 1
	}
}

// find returns the first edge whose name is not before n.
func find(edges []pathEdge, n uint16) int {
	lo, hi := 0, len(edges)
	for lo < hi {
		if mid := (lo + hi) / 2; edges[mid].name < n {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// knows reports that all of a name is in the rules.
func (p *paths) knows(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if p.syms.of(part) == 0 {
			return false
		}
	}
	return true
}

// A pathClass is a run of rules that do the same. The later class wins.
type pathClass struct {
	action Action
	det    int32
}

// A pathSet is a state in the making: places in the tree, and the last class that
// holds for all that is inside of what was entered.
type pathSet struct {
	nodes []int32
	holds uint16
}

type pathBuilder struct {
	t       pathTree
	p       *paths
	classes []pathClass // from 1 on
	sets    []pathSet   // by place
	places  map[string]place
	rows    map[string]uint32
	work    int
	seen    []int // by node: the step that met it last
	step    int
}

// compilePaths makes the automaton, nil where there are no rules.
func compilePaths(rules []pathRule, strict bool) (p *paths, errs []error) {
	names := 0
	for i := range rules {
		errs = append(errs, rules[i].check()...)
		names += strings.Count(rules[i].path, ".") + 1
	}
	if names > maxPathNames {
		errs = append(errs, errors.New("redact: WithPath: all path rules together have more than 4096 names"))
	}
	if len(errs) > 0 || len(rules) == 0 {
		return nil, errs
	}
	b := &pathBuilder{p: &paths{strict: strict}, classes: make([]pathClass, 1), places: map[string]place{}, rows: map[string]uint32{}}
	b.t.nodes = make([]pathNode, 1)
	for i := range rules {
		if rules[i].action == Report {
			b.p.told = append(b.p.told, pathReport{rules[i].path, new(atomic.Uint64)})
			b.t.end(rules[i].path).tells = uint16(len(b.p.told))
			continue
		}
		c := pathClass{rules[i].action, rules[i].det}
		if c != b.classes[len(b.classes)-1] || len(b.classes) == 1 {
			b.classes = append(b.classes, c)
		}
		b.t.add(rules[i].path, uint16(len(b.classes)-1), c.action != Scan)
	}
	b.t.share()
	b.p.syms = b.t.syms
	b.seen = make([]int, len(b.t.nodes))
	if !b.build() {
		return nil, []error{errors.New("redact: WithPath: all path rules together make too large an automaton; fewer with several * or ** are needed")}
	}
	return b.p, nil
}

// build makes all states. It reports false beyond a bound.
func (b *pathBuilder) build() bool {
	b.step++
	b.place(pathSet{nodes: b.reach(nil, 0)})
	b.p.states[0].action, b.p.states[0].tells = noRule, 0 // what has no name is under no rule
	for i := 0; i < len(b.sets); i++ {
		row, ok := b.row(b.sets[i])
		if !ok {
			return false
		}
		b.p.states[i].row = row
	}
	b.open()
	return true
}

// reach adds a node, and what is behind ** that stands for nothing.
func (b *pathBuilder) reach(to []int32, n int32) []int32 {
	b.work++
	if b.seen[n] == b.step {
		return to
	}
	b.seen[n] = b.step
	to = append(to, n)
	if d := b.t.nodes[n].deep; d != 0 {
		to = b.reach(to, d)
	}
	return to
}

// place returns the state of a set.
func (b *pathBuilder) place(s pathSet) place {
	slices.Sort(s.nodes)
	rule := s.holds
	tells := uint16(0)
	for _, n := range s.nodes {
		rule = max(rule, b.t.nodes[n].rule)
		tells = max(tells, b.t.nodes[n].tells)
		s.holds = max(s.holds, b.t.nodes[n].holds)
	}
	key := s.key()
	if at, ok := b.places[key]; ok {
		return at
	}
	at := place(len(b.sets))
	b.places[key] = at
	b.sets = append(b.sets, s)
	state := pathState{action: noRule, tells: tells}
	if rule > 0 {
		state.action, state.det = b.classes[rule].action, b.classes[rule].det
	}
	b.p.states = append(b.p.states, state)
	return at
}

func (s pathSet) key() string {
	k := binary.LittleEndian.AppendUint16(make([]byte, 0, 2+4*len(s.nodes)), s.holds)
	for _, n := range s.nodes {
		k = binary.LittleEndian.AppendUint32(k, uint32(n))
	}
	return string(k)
}

// row makes the transitions of a set. Sets that differ in ends of rules only have
// them in common.
func (b *pathBuilder) row(s pathSet) (row uint32, ok bool) {
	live := pathSet{holds: s.holds}
	var own []uint16 // symbols that mean more than any other name
	for _, i := range s.nodes {
		n := &b.t.nodes[i]
		if n.names == nil && n.any == 0 && n.deep == 0 && !n.loops && n.of == 0 {
			continue
		}
		live.nodes = append(live.nodes, i)
		for name := range n.names {
			own = append(own, name)
		}
		for name := range b.t.nodes[n.of].names {
			if n.of != 0 {
				own = append(own, name)
			}
		}
	}
	key := live.key()
	if row, ok := b.rows[key]; ok {
		return row, true
	}
	row = uint32(len(b.p.rows))
	b.rows[key] = row
	slices.Sort(own)
	own = slices.Compact(own)
	b.p.rows = append(b.p.rows, pathRow{
		other: [2]place{b.after(live, 0, false), b.after(live, 0, true)}, from: uint32(len(b.p.edges)), n: uint32(len(own)),
	})
	for _, name := range own {
		b.p.edges = append(b.p.edges, pathEdge{name, [2]place{b.after(live, name, false), b.after(live, name, true)}})
		if b.work > maxPathWork || len(b.sets) > maxPathPlace {
			return 0, false
		}
	}
	return row, len(b.p.edges) <= maxPathEdges && b.work <= maxPathWork && len(b.sets) <= maxPathPlace
}

// after returns the state behind a name.
func (b *pathBuilder) after(s pathSet, name uint16, behind bool) place {
	b.step++
	to := pathSet{holds: s.holds}
	for _, i := range s.nodes {
		n := &b.t.nodes[i]
		if n.of != 0 {
			if behind {
				to.nodes = b.reach(to.nodes, i)
				continue
			}
			n = &b.t.nodes[n.of]
		}
		if n.loops {
			to.nodes = b.reach(to.nodes, i)
		}
		if next := n.names[name]; next != 0 {
			to.nodes = b.reach(to.nodes, next)
		}
		if n.any != 0 {
			to.nodes = b.reach(to.nodes, n.any)
			if !behind && n.whole != 0 {
				to.nodes = b.reach(to.nodes, n.whole)
			}
		}
		b.work++
	}
	return b.place(to)
}

// open finds the states inside of which something may pass, and those that no rule
// says anything of.
func (b *pathBuilder) open() {
	opens := b.inside((*pathState).passes)
	rules := b.inside(func(s *pathState) bool { return s.action != noRule || s.tells > 0 })
	for i := range b.p.states {
		s := &b.p.states[i]
		s.opens = opens[s.row]
		s.free = s.action == noRule && s.tells == 0 && !rules[s.row]
	}
}

// inside finds the rows that lead to a state of some kind, by row.
func (b *pathBuilder) inside(is func(*pathState) bool) []bool {
	p := b.p
	found := make([]bool, len(p.rows))
	leads := func(to [2]place) bool {
		for _, at := range to {
			if s := &p.states[at]; is(s) || found[s.row] {
				return true
			}
		}
		return false
	}
	for again := true; again; {
		again = false
		for r, row := range slices.Backward(p.rows) { // what is further inside comes later
			if found[r] {
				continue
			}
			if leads(row.other) || slices.ContainsFunc(p.edges[row.from:][:row.n], func(e pathEdge) bool { return leads(e.to) }) {
				found[r], again = true, true
			}
		}
	}
	return found
}

package pattern

import "slices"

const (
	maxStates = 20_000
	maxTable  = 8 << 20 // bytes
	// maxWork bounds the instructions visited, since sets of instructions may be
	// large where states are few.
	maxWork = 20_000_000
)

// A machine is a deterministic automaton before its states are merged. States
// are plain numbers, 0 is dead, and the last class of a row is the end of text.
type machine struct {
	class  [256]uint8
	stride int
	next   []uint32 // state | Accept
	starts [kinds]uint32
}

// A subset is a state under construction: a range of instructions in the arena
// and the kind of the byte before, which stays 0 where no assertion waits.
type subset struct {
	from, to int
	before   uint8
	chain    uint32 // the next state of the same hash, or 0
}

type determinizer struct {
	*nfa
	machine
	kind    []uint8   // of a class
	holds   []byteSet // classes of a set
	subsets []subset
	arena   []uint32
	states  map[uint64]uint32 // the last state of a hash
	seen    []uint32          // mark at which an instruction was last visited
	mark    uint32
	stack   []uint32
	work    int
}

// determinize returns false when the machine would be too large.
func determinize(root *node) (*machine, bool) {
	n := newNFA(root)
	if n == nil {
		return nil, false
	}
	class, count := n.classes()
	d := &determinizer{nfa: n, machine: machine{class: class, stride: count + 1}}
	d.kind = make([]uint8, d.stride)
	d.holds = make([]byteSet, len(n.sets))
	for b := range 256 {
		c := class[b]
		d.kind[c] = d.visible(kindOf(byte(b)))
		for i := range n.sets {
			if n.sets[i].has(byte(b)) {
				d.holds[i].add(c)
			}
		}
	}
	d.kind[count] = d.visible(lineEdge)
	rows := min(len(n.insts), 1024) // a guess that fits most patterns
	d.states = make(map[uint64]uint32, rows)
	d.subsets = make([]subset, 0, rows)
	d.next = make([]uint32, 0, rows*d.stride)
	d.seen = make([]uint32, len(n.insts))
	d.subsets = append(d.subsets, subset{}) // Dead, which is never looked up

	var buf []uint32
	for k := range uint8(kinds) {
		d.mark++
		buf = d.closure(buf[:0], n.start)
		d.starts[k] = d.intern(buf, d.visible(k))
	}
	for s := 0; s < len(d.subsets); s++ {
		if s >= maxStates || len(d.subsets)*d.stride*4 > maxTable || d.work > maxWork {
			return nil, false
		}
		buf = d.expand(s, buf)
	}
	return &d.machine, true
}

// visible reduces a kind to what the pattern's assertions can see of it.
func (d *determinizer) visible(kind uint8) uint8 {
	if kind == word && d.wordLooks() || kind == lineEdge && d.lineLooks() {
		return kind
	}
	return other
}

// intern returns the number of the state that is the set of instructions, which
// it sorts.
func (d *determinizer) intern(set []uint32, before uint8) uint32 {
	slices.Sort(set)
	if !slices.ContainsFunc(set, func(i uint32) bool { return d.insts[i].op == opAssert }) {
		before = 0
	}
	hash := uint64(before) ^ 14695981039346656037
	for _, i := range set {
		hash = (hash ^ uint64(i)) * 1099511628211 // FNV-1a by instruction
	}
	chain := d.states[hash]
	for s := chain; s != 0; s = d.subsets[s].chain {
		if x := &d.subsets[s]; x.before == before && slices.Equal(d.arena[x.from:x.to], set) {
			return s
		}
	}
	s := uint32(len(d.subsets))
	d.states[hash] = s
	from := len(d.arena)
	d.arena = append(d.arena, set...)
	d.subsets = append(d.subsets, subset{from, len(d.arena), before, chain})
	return s
}

// closure appends what is reached from i without consuming a byte and was not
// visited under the current mark. Assertions are left waiting.
func (d *determinizer) closure(set []uint32, i uint32) []uint32 {
	d.stack = append(d.stack[:0], i)
	for len(d.stack) > 0 {
		i := d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
		if d.seen[i] == d.mark {
			continue
		}
		d.seen[i] = d.mark
		d.work++
		if in := &d.insts[i]; in.op == opSplit {
			d.stack = append(d.stack, in.alt, in.out)
		} else {
			set = append(set, i)
		}
	}
	return set
}

// resolve appends what is left of a waiting set when its assertions are decided.
func (d *determinizer) resolve(set, waiting []uint32, before, after uint8) []uint32 {
	d.mark++
	from := len(set)
	for _, i := range waiting {
		set = d.closure(set, i)
	}
	// What an assertion lets through is appended and visited in its turn.
	for at := from; at < len(set); at++ {
		if in := &d.insts[set[at]]; in.op == opAssert && in.look.holds(before, after) {
			set = d.closure(set, in.out)
		}
	}
	return set
}

// expand adds the transitions of state s. It returns buf, grown, for reuse.
func (d *determinizer) expand(s int, buf []uint32) []uint32 {
	sub := d.subsets[s]
	var resolved [kinds]struct {
		from, to int
		done     bool
	}
	buf = append(buf[:0], d.arena[sub.from:sub.to]...)
	waiting := len(buf)
	asserts := slices.ContainsFunc(buf, func(i uint32) bool { return d.insts[i].op == opAssert })
	for c := range d.stride {
		from, to := 0, waiting
		if asserts {
			r := &resolved[d.kind[c]]
			if !r.done {
				r.from, r.done = len(buf), true
				buf = d.resolve(buf, buf[:waiting], sub.before, d.kind[c])
				r.to = len(buf)
			}
			from, to = r.from, r.to
		}
		var accept uint32
		d.mark++
		targets := len(buf)
		for at := from; at < to; at++ {
			d.work++
			switch in := &d.insts[buf[at]]; in.op {
			case opMatch:
				accept = Accept
			case opSet:
				if c < d.stride-1 && d.holds[in.set].has(byte(c)) {
					buf = d.closure(buf, in.out)
				}
			}
		}
		t := Dead
		if len(buf) > targets {
			t = d.intern(buf[targets:], d.kind[c])
		}
		d.next = append(d.next, t|accept)
		buf = buf[:targets]
	}
	return buf
}

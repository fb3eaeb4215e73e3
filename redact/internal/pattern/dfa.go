package pattern

import (
	"math/bits"
	"slices"
)

const (
	maxStates = 20_000
	maxTable  = 4 << 20 // bytes
	// maxWork bounds the instructions visited, since sets of instructions may be
	// large where states are few.
	maxWork = 20_000_000
)

// A machine is a deterministic automaton before its states are merged. States
// are plain numbers, 0 is dead, and the last class of a row is the end of text.
type machine struct {
	class  [256]uint8
	stride int
	next   []step
	starts [kinds]uint32
}

// A step is a transition of a machine: a state and whether a match ends before.
type step uint16

const accepts step = 1 << 15

func (t step) state() uint32 { return uint32(t &^ accepts) }

// A subset is a state under construction: a range of instructions in the arena
// and the kind of the byte before, which stays 0 where no assertion waits.
type subset struct {
	from, to int
	hash     uint64
	before   uint8
	waits    bool   // an assertion waits
	chain    uint32 // the next state of the same bucket, or 0
}

// A determinizer makes the machine of one nfa after the other.
type determinizer struct {
	*nfa
	machine
	every   ByteSet        // all classes of bytes
	ofKind  [kinds]ByteSet // the classes of a kind
	edge    uint8          // the kind of the end of the text
	holds   []ByteSet      // classes of a set
	subsets []subset
	arena   []uint32
	buckets []uint32 // by hash: the last state
	seen    []uint32 // mark at which an instruction was last visited
	mark    uint32
	after   []uint32 // by instruction: the state of its closure, if no assertion waits
	stack   []uint32
	buf     []uint32
	left    []uint32
	groups  []ByteSet
	work    int
}

// determinize returns false when the machine would be too large.
func (d *determinizer) determinize(n *nfa) (*machine, bool) {
	d.begin(n)
	for k := range uint8(kinds) {
		d.mark++
		d.buf = d.closure(d.buf[:0], n.start)
		d.starts[k] = d.intern(d.buf, d.visible(k), d.waits(d.buf))
	}
	for s := 0; s < len(d.subsets); s++ {
		if s >= maxStates || len(d.subsets)*d.stride*2 > maxTable || d.work > maxWork {
			return nil, false
		}
		d.expand(s)
	}
	return &d.machine, true
}

func (d *determinizer) begin(n *nfa) {
	d.nfa = n
	classes := n.classes()
	d.stride = len(classes) + 1
	d.every, d.ofKind = ByteSet{}, [kinds]ByteSet{}
	d.holds = zeros(d.holds, len(n.sets))
	for c, bytes := range classes {
		first := bytes.first()
		d.every.add(byte(c))
		d.ofKind[d.visible(kindOf(first))].add(byte(c))
		for b := range bytes.all {
			d.class[b] = uint8(c)
		}
		for i := range n.sets {
			if n.sets[i].has(first) {
				d.holds[i].add(byte(c))
			}
		}
	}
	d.edge = d.visible(lineEdge)
	d.seen, d.mark, d.work = zeros(d.seen, len(n.insts)), 0, 0
	d.after = zeros(d.after, len(n.insts))
	d.buckets = zeros(d.buckets, max(64, 1<<bits.Len(uint(len(n.insts)))))
	d.next, d.arena = d.next[:0], d.arena[:0]
	d.subsets = append(d.subsets[:0], subset{}) // Dead, which is never looked up
}

// visible reduces a kind to what the pattern's assertions can see of it.
func (d *determinizer) visible(kind uint8) uint8 {
	if kind == word && d.wordLooks() || kind == lineEdge && d.lineLooks() {
		return kind
	}
	return other
}

// intern returns the number of the state that is the set of instructions, which
// it sorts, and in which an assertion waits or not.
func (d *determinizer) intern(set []uint32, before uint8, waits bool) uint32 {
	if len(set) > 1 {
		slices.Sort(set)
	}
	if !waits {
		before = 0
	}
	hash := uint64(before) ^ 14695981039346656037
	for _, i := range set {
		hash = (hash ^ uint64(i)) * 1099511628211 // FNV-1a by instruction
	}
	hash ^= hash >> 32
	bucket := &d.buckets[hash&uint64(len(d.buckets)-1)]
	for s := *bucket; s != 0; s = d.subsets[s].chain {
		if x := &d.subsets[s]; x.hash == hash && x.before == before && slices.Equal(d.arena[x.from:x.to], set) {
			return s
		}
	}
	s := uint32(len(d.subsets))
	from := len(d.arena)
	d.arena = append(d.arena, set...)
	d.subsets = append(d.subsets, subset{from, len(d.arena), hash, before, waits, *bucket})
	*bucket = s
	if len(d.subsets) > 2*len(d.buckets) {
		d.rehash()
	}
	return s
}

// rehash makes room for more states.
func (d *determinizer) rehash() {
	d.buckets = zeros(d.buckets, 4*len(d.buckets))
	for s := 1; s < len(d.subsets); s++ {
		bucket := &d.buckets[d.subsets[s].hash&uint64(len(d.buckets)-1)]
		d.subsets[s].chain, *bucket = *bucket, uint32(s)
	}
}

// waits reports whether the set has an assertion.
func (d *determinizer) waits(set []uint32) bool {
	if d.looks != 0 {
		for _, i := range set {
			if d.insts[i].op == opAssert {
				return true
			}
		}
	}
	return false
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

// expand adds the transitions of state s.
func (d *determinizer) expand(s int) {
	sub := d.subsets[s]
	from := len(d.next)
	d.next = slices.Grow(d.next, d.stride)[:from+d.stride]
	row := d.next[from:]
	clear(row)
	if !sub.waits {
		d.leave(row, d.arena[sub.from:sub.to], &d.every, d.edge)
		return
	}
	for k := range uint8(kinds) {
		if d.ofKind[k] == (ByteSet{}) && k != d.edge {
			continue
		}
		d.left = d.resolve(d.left[:0], d.arena[sub.from:sub.to], sub.before, k)
		d.left = slices.DeleteFunc(d.left, func(i uint32) bool { return d.insts[i].op == opAssert })
		slices.Sort(d.left)
		d.leave(row, d.left, &d.ofKind[k], k)
	}
}

// leave fills the row of a sorted set of instructions for the classes, and for the
// end of the text if that is of the kind. No assertion waits in the set.
func (d *determinizer) leave(row []step, set []uint32, classes *ByteSet, kind uint8) {
	accept := step(0)
	if len(set) > 0 && set[0] == 0 { // the match
		accept, set = accepts, set[1:]
		for c := range classes.all {
			row[c] = accept
		}
	}
	if kind == d.edge {
		row[d.stride-1] = accept
	}
	if len(set) == 1 {
		in := &d.insts[set[0]]
		d.work++
		part := both(classes, &d.holds[in.set])
		if t := d.after[in.out]; t != 0 {
			fill(row, &part, step(t)|accept)
		} else if part != (ByteSet{}) {
			d.mark++
			d.buf = d.closure(d.buf[:0], in.out)
			d.after[in.out] = d.arrive(row, &part, accept)
		}
		return
	}
	d.group(classes, set)
	for i := range d.groups {
		class := d.groups[i].first()
		d.mark++
		d.buf = d.buf[:0]
		for _, i := range set {
			d.work++
			if in := &d.insts[i]; d.holds[in.set].has(class) {
				d.buf = d.closure(d.buf, in.out)
			}
		}
		if len(d.buf) > 0 {
			d.arrive(row, &d.groups[i], accept)
		}
	}
}

// arrive fills the row for the classes with the state that is the set in buf, and
// returns it, or 0 where it depends on the byte before.
func (d *determinizer) arrive(row []step, classes *ByteSet, accept step) uint32 {
	if !d.waits(d.buf) {
		t := d.intern(d.buf, other, false)
		fill(row, classes, step(t)|accept)
		return t
	}
	for k := range uint8(kinds) {
		if part := both(classes, &d.ofKind[k]); part != (ByteSet{}) {
			fill(row, &part, step(d.intern(d.buf, k, true))|accept)
		}
	}
	return 0
}

func fill(row []step, classes *ByteSet, t step) {
	for c := range classes.all {
		row[c] = t
	}
}

// group divides the classes into groups that the instructions of set treat alike.
func (d *determinizer) group(classes *ByteSet, set []uint32) {
	d.groups = d.groups[:0]
	if *classes == (ByteSet{}) {
		return
	}
	d.groups = append(d.groups, *classes)
	last := ^uint32(0)
	for _, i := range set {
		if in := &d.insts[i]; in.set != last {
			last = in.set
			d.groups = divide(d.groups, &d.holds[last])
		}
	}
}

package pattern

import "math/bits"

// unbounded is the upper end of a span that has none.
const unbounded = -1

// A span is a range of lengths or distances in bytes, both ends inclusive.
type span struct{ lo, hi int }

func (s span) fixed() bool { return s.lo == s.hi }

func (s span) plus(t span) span {
	sum := span{s.lo + t.lo, unbounded}
	if s.hi != unbounded && t.hi != unbounded {
		sum.hi = s.hi + t.hi
	}
	return sum
}

// A ByteSet has a bit for each byte.
type ByteSet [4]uint64

func (s *ByteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *ByteSet) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }
func (s *ByteSet) addHigh()        { s[2], s[3] = ^uint64(0), ^uint64(0) }

// first returns the smallest byte of a set that is not empty.
func (s *ByteSet) first() byte {
	for i, w := range s {
		if w != 0 {
			return byte(64*i + bits.TrailingZeros64(w))
		}
	}
	return 0
}

// all yields the bytes in ascending order.
func (s *ByteSet) all(yield func(byte) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(byte(64*i + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// both returns the bytes that are in s and in t.
func both(s, t *ByteSet) ByteSet {
	return ByteSet{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3]}
}

// divide splits the parts that lie partly inside s.
func divide(parts []ByteSet, s *ByteSet) []ByteSet {
	for i := range parts {
		var inside, outside ByteSet
		for j, w := range parts[i] {
			inside[j], outside[j] = w&s[j], w&^s[j]
		}
		if inside != (ByteSet{}) && outside != (ByteSet{}) {
			parts[i] = outside
			parts = append(parts, inside)
		}
	}
	return parts
}

type nodeKind uint8

const (
	never  nodeKind = iota // matches nothing at all
	empty                  // matches the empty text
	set                    // one byte of a set
	cat                    // subs in order
	alt                    // one of subs
	repeat                 // subs[0], min to max times
	assert                 // a zero-width assertion
	group                  // subs[0], the capturing group
)

// A node is an expression over bytes. The automaton and the anchors are both
// made from it, so that they cannot disagree on what a character is.
type node struct {
	kind     nodeKind
	look     look // of assert
	min, max int  // of repeat; max may be unbounded
	set      ByteSet
	id       uint32 // of set in the automaton, plus 1; 0 while it has none
	subs     []*node
	length   span
}

// nodes makes the nodes of one expression after the other.
type nodes struct {
	made  slab[node]
	lists slab[*node]
}

func (f *nodes) reset() {
	f.made.reset()
	f.lists.reset()
}

func (f *nodes) node(n node) *node {
	x := &f.made.take(1)[0]
	*x = n
	return x
}

func (f *nodes) set(s ByteSet) *node {
	if s == (ByteSet{}) {
		return f.node(node{kind: never})
	}
	return f.node(node{kind: set, set: s, length: span{1, 1}})
}

func (f *nodes) cat(subs []*node) *node {
	count := 0
	for _, sub := range subs {
		count += max(1, len(sub.subs))
	}
	n := node{kind: cat, subs: f.lists.take(count)[:0]}
	for _, sub := range subs {
		switch sub.kind {
		case never:
			return sub
		case cat:
			n.subs = append(n.subs, sub.subs...)
		case empty:
		default:
			n.subs = append(n.subs, sub)
		}
		n.length = n.length.plus(sub.length)
	}
	switch len(n.subs) {
	case 0:
		return f.node(node{kind: empty})
	case 1:
		return n.subs[0]
	}
	return f.node(n)
}

func (f *nodes) alt(subs []*node) *node {
	n := node{kind: alt, subs: f.lists.take(len(subs))[:0]}
	for _, sub := range subs {
		if sub.kind == never {
			continue
		}
		if len(n.subs) == 0 {
			n.length = sub.length
		} else {
			n.length.lo = min(n.length.lo, sub.length.lo)
			if n.length.hi != unbounded {
				n.length.hi = max(n.length.hi, sub.length.hi)
			}
			if sub.length.hi == unbounded {
				n.length.hi = unbounded
			}
		}
		n.subs = append(n.subs, sub)
	}
	switch len(n.subs) {
	case 0:
		return f.node(node{kind: never})
	case 1:
		return n.subs[0]
	}
	return f.node(n)
}

func (f *nodes) repeat(sub *node, lo, hi int) *node {
	switch {
	case hi == 0 || sub.kind == never && lo == 0 || sub.kind == empty:
		return f.node(node{kind: empty})
	case sub.kind == never || lo == 1 && hi == 1:
		return sub
	}
	n := f.node(node{kind: repeat, min: lo, max: hi, subs: f.one(sub)})
	n.length = span{sub.length.lo * lo, unbounded}
	switch {
	case sub.length.hi == 0:
		n.length.hi = 0
	case hi != unbounded && sub.length.hi != unbounded:
		n.length.hi = sub.length.hi * hi
	}
	return n
}

func (f *nodes) one(sub *node) []*node {
	subs := f.lists.take(1)
	subs[0] = sub
	return subs
}

// context returns the lengths before and after the group in n, which stands in
// no repetition and no alternation.
func (n *node) context() (left, right span, ok bool) {
	switch n.kind {
	case group:
		return span{}, span{}, true
	case cat:
		var before span
		for i, sub := range n.subs {
			left, right, ok := sub.context()
			if !ok {
				before = before.plus(sub.length)
				continue
			}
			for _, after := range n.subs[i+1:] {
				right = right.plus(after.length)
			}
			return before.plus(left), right, true
		}
	}
	return span{}, span{}, false
}

package pattern

// A look is a zero-width assertion.
type look uint8

const (
	wordEdge look = iota
	noWordEdge
	lineBegin
	lineEnd
)

// The kinds of what stands beside a position, as far as assertions can tell.
const (
	other    = iota // any other byte
	word            // 0-9 A-Z a-z _
	lineEdge        // a newline, or the beginning or end of the text
	kinds
)

func kindOf(b byte) uint8 {
	switch {
	case b == '\n':
		return lineEdge
	case b == '_' || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z':
		return word
	}
	return other
}

// holds reports whether the assertion holds between two kinds.
func (l look) holds(before, after uint8) bool {
	switch l {
	case wordEdge:
		return (before == word) != (after == word)
	case noWordEdge:
		return (before == word) == (after == word)
	case lineBegin:
		return before == lineEdge
	default:
		return after == lineEdge
	}
}

type opcode uint8

const (
	opMatch  opcode = iota
	opSet           // consume a byte of the set, go to out
	opSplit         // go to out and to alt
	opAssert        // go to out if the assertion holds
)

type inst struct {
	op       opcode
	look     look
	set      uint32
	out, alt uint32
}

// maxInsts bounds the automaton before it is made deterministic.
const maxInsts = 100_000

// An nfa is a Thompson automaton, of one expression after the other. Instruction 0
// is the match.
type nfa struct {
	insts []inst
	start uint32
	sets  []ByteSet
	index map[ByteSet]uint32
	parts []ByteSet
	looks uint8 // bit set of the assertions that occur
}

// reset builds the automaton of another expression. It returns false when it would
// be too large.
func (n *nfa) reset(root *node) bool {
	if n.index == nil {
		n.index = map[ByteSet]uint32{}
	}
	clear(n.index)
	n.insts, n.sets, n.looks = append(n.insts[:0], inst{}), n.sets[:0], 0
	n.start = n.build(root, 0)
	return len(n.insts) <= maxInsts
}

func (n *nfa) emit(i inst) uint32 {
	n.insts = append(n.insts, i)
	return uint32(len(n.insts) - 1)
}

// build adds x before the instruction next and returns where x begins.
func (n *nfa) build(x *node, next uint32) uint32 {
	if len(n.insts) > maxInsts {
		return next
	}
	switch x.kind {
	case set:
		if x.id == 0 {
			id, ok := n.index[x.set]
			if !ok {
				id = uint32(len(n.sets))
				n.index[x.set] = id
				n.sets = append(n.sets, x.set)
			}
			x.id = id + 1
		}
		return n.emit(inst{op: opSet, set: x.id - 1, out: next})
	case cat:
		for i := len(x.subs) - 1; i >= 0; i-- {
			next = n.build(x.subs[i], next)
		}
		return next
	case alt:
		at := n.build(x.subs[len(x.subs)-1], next)
		for i := len(x.subs) - 2; i >= 0; i-- {
			at = n.emit(inst{op: opSplit, out: n.build(x.subs[i], next), alt: at})
		}
		return at
	case assert:
		n.looks |= 1 << x.look
		return n.emit(inst{op: opAssert, look: x.look, out: next})
	case group:
		return n.build(x.subs[0], next)
	case repeat:
		return n.repeat(x, next)
	}
	return next
}

func (n *nfa) repeat(x *node, next uint32) uint32 {
	sub, copies, at := x.subs[0], x.min, next
	if x.max == unbounded {
		loop := n.emit(inst{op: opSplit, alt: next})
		body := n.build(sub, loop)
		n.insts[loop].out = body
		at = loop
		if copies > 0 {
			at = body
			copies--
		}
	} else {
		// Each optional copy leaves for next directly, which keeps closures small.
		for range x.max - x.min {
			at = n.emit(inst{op: opSplit, out: n.build(sub, at), alt: next})
		}
	}
	for range copies {
		at = n.build(sub, at)
	}
	return at
}

// wordLooks reports whether words matter to an assertion, lineLooks lines.
func (n *nfa) wordLooks() bool { return n.looks&(1<<wordEdge|1<<noWordEdge) != 0 }
func (n *nfa) lineLooks() bool { return n.looks&(1<<lineBegin|1<<lineEnd) != 0 }

// classes divides the bytes into classes that no set and no assertion can tell
// apart. They are valid until the next call.
func (n *nfa) classes() []ByteSet {
	all := ByteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	n.parts = append(n.parts[:0], all)
	if n.wordLooks() || n.lineLooks() {
		n.parts = divide(n.parts, &words)
		n.parts = divide(n.parts, &ByteSet{1 << '\n'})
	}
	for i := range n.sets {
		n.parts = divide(n.parts, &n.sets[i])
	}
	return n.parts
}

// words are the bytes of kind word.
var words = ByteSet{0x03ff << 48, 0x07fffffe<<32 | 0x87fffffe}

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

// An nfa is a Thompson automaton. Instruction 0 is the match.
type nfa struct {
	insts []inst
	start uint32
	sets  []byteSet
	index map[byteSet]uint32
	looks uint8 // bit set of the assertions that occur
}

// newNFA returns nil when the automaton would be too large.
func newNFA(root *node) *nfa {
	n := &nfa{insts: make([]inst, 1, 64), index: map[byteSet]uint32{}}
	n.start = n.build(root, 0)
	if len(n.insts) > maxInsts {
		return nil
	}
	return n
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
		id, ok := n.index[x.set]
		if !ok {
			id = uint32(len(n.sets))
			n.index[x.set] = id
			n.sets = append(n.sets, x.set)
		}
		return n.emit(inst{op: opSet, set: id, out: next})
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

// classes numbers the bytes so that two bytes of one number cannot be told
// apart by any set or assertion.
func (n *nfa) classes() (class [256]uint8, count int) {
	sets := n.sets
	if n.wordLooks() || n.lineLooks() {
		var words, newline byteSet
		for b := range 256 {
			if kindOf(byte(b)) == word {
				words.add(byte(b))
			}
		}
		newline.add('\n')
		sets = append(sets[:len(sets):len(sets)], words, newline)
	}
	count = 1
	for i := range sets {
		var split [256]int16 // new number of a class's part in the set, plus 1
		var outside [256]bool
		for b := range 256 {
			if !sets[i].has(byte(b)) {
				outside[class[b]] = true
			}
		}
		before := class
		for b := range 256 {
			c := before[b]
			if !outside[c] || !sets[i].has(byte(b)) {
				continue
			}
			if split[c] == 0 {
				count++
				split[c] = int16(count)
			}
			class[b] = uint8(split[c] - 1)
		}
	}
	return class, count
}

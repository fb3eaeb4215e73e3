package pattern

import "sync/atomic"

// A State is the index of its row in the table, in units of 1<<shift entries, which
// are one entry for all but very large tables.
type State uint16

// Accept is set in a transition when a match ends before the byte just stepped
// over.
const Accept State = 1 << 15

// Dead is the state that no byte leaves and in which nothing more can match. A
// transition may be Accept|Dead.
const Dead State = 0

// EOF is the symbol to step over at the end of the text.
const EOF = 256

// An Anchor is a literal that may stand in a match. Every match holds at least
// one of the anchors of its Prog.
type Anchor struct {
	// Text is at least one byte of ASCII, without NUL, ESC, backslash and
	// percent. It is in lower case when Fold is set.
	Text string
	// Fold says that ASCII letters compare without regard to case.
	Fold bool
	// Lo and Hi bound the distance in bytes from the start of the match to the
	// start of the literal, both inclusive.
	Lo, Hi int
}

// A Prog is a compiled pattern: a minimal automaton over bytes, anchored at the
// start of the match. It is immutable and safe for concurrent use.
type Prog struct {
	// filled is nil until the automaton is asked for, if it was compiled beforehand: most
	// patterns are never met.
	filled atomic.Pointer[Table]
	packed packed

	classes, stride, rows int32 // the end of the text is the last class
	shift                 uint8
	starts                [kinds]State

	left, right int32
	length      [2]int32 // from and to
	anchors     []Anchor
	facts       facts
}

// A Table is the automaton itself, for inner loops: the transition of a state on the byte b
// is Next[state<<Shift+Class[b]] and the one at the end of the text is Next[state<<Shift+EOF].
// It is not to be changed.
type Table struct {
	Class [256]uint8
	Next  []State
	EOF   int // the class of the end of the text
	Shift uint8
}

// facts are what a Surveyor tells of an automaton, if it is known.
type facts struct {
	known  bool
	blank  int32
	guards []*Guard // by anchor
	reach  reach
}

// Table returns the automaton.
func (p *Prog) Table() *Table {
	if t := p.filled.Load(); t != nil {
		return t
	}
	return p.fill()
}

// fill fills the table. Who comes at the same time may do so, too: all get the same.
func (p *Prog) fill() *Table {
	p.filled.CompareAndSwap(nil, p.packed.table(p))
	return p.filled.Load()
}

// Start returns the state in which a match begins after the byte prev, or at
// the beginning of the text when prev is -1. It is Dead where no match begins.
func (p *Prog) Start(prev int) State {
	if prev < 0 {
		return p.starts[lineEdge]
	}
	return p.starts[kindOf(byte(prev))]
}

// Step returns the state after sym, a byte or EOF, with Accept set if a match
// ends before sym. The state comes from p, without the flag.
func (p *Prog) Step(state State, sym int) State {
	t := p.Table()
	row := t.Next[int(state)<<t.Shift:]
	if sym == EOF {
		return row[t.EOF]
	}
	return row[t.Class[byte(sym)]]
}

// Anchors returns the literals of which at least one stands in every match at
// its distance. There may be more of them than the pattern strictly allows. The
// caller must not change the slice.
func (p *Prog) Anchors() []Anchor { return p.anchors }

// Group returns the number of bytes between the start of a match and the start
// of its group, and between the end of the group and the end of the match. Both
// are 0 when the pattern has no group.
func (p *Prog) Group() (left, right int) { return int(p.left), int(p.right) }

// MinLen returns a lower bound of the length of a match, at least 1.
func (p *Prog) MinLen() int { return int(p.length[0]) }

// MaxLen returns an upper bound of the length of a match, or -1 when there is
// none.
func (p *Prog) MaxLen() int { return int(p.length[1]) }

// States returns the number of states, Dead included.
func (p *Prog) States() int { return int(p.rows) }

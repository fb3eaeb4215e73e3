// Package pattern compiles regular expressions in RE2 syntax into automata over
// bytes and finds literals that every match must hold.
//
// The automaton is anchored: it begins where a match begins, is stepped over
// one byte after the other and tells after each byte whether a match ended
// before it. The caller keeps the last such position, which is the end of the
// longest match. A state is one number, so that a text may be cut anywhere.
//
// Matching is on bytes. A class that holds all characters outside ASCII, as
// negated classes and the dot do, matches any single byte from 0x80 up, in
// valid UTF-8 or not, and counts bytes. A class or literal with at most 64
// characters outside ASCII matches their UTF-8 sequences. Where the i flag
// occurs, ASCII letters fold into each other alone: U+212A (Kelvin sign) and
// U+017F (long s), which RE2 takes for k and s, match only where every byte from
// 0x80 up does. So a folded anchor cannot miss a match.
//
// The assertions are \b and \B (of ASCII words), and ^ and $ under the m flag:
// the edges of lines and of the text. What has no exact meaning in a stream is
// refused: lazy quantifiers, empty matches, ^ and $ without the m flag, \A, \z,
// a group whose distance to the ends of the match varies.
package pattern

import (
	"errors"
	"regexp/syntax"
)

// Compile compiles an expression. It reports every problem that can be told
// independently of the others, joined; the errors name constructs and offsets
// and hold no text of the expression.
//
// A typical token takes less than 200 µs. An expression whose automaton has
// more than 20,000 states or a table of more than 4 MiB is refused.
func Compile(expr string) (*Prog, error) { return new(Compiler).Compile(expr) }

// A Compiler compiles expressions one after the other in the same memory. The
// zero value is ready. It is not safe for concurrent use; what it returns is.
type Compiler struct {
	tree   translator
	finder finder
	nfa    nfa
	dfa    determinizer
	merger merger
	number []uint32
	room   room
}

// Compile is the function Compile.
func (c *Compiler) Compile(expr string) (*Prog, error) {
	if p := c.catalogue(expr); p != nil {
		return p, nil
	}
	return c.compile(expr)
}

func (c *Compiler) compile(expr string) (*Prog, error) {
	if expr == "" {
		return nil, problem(emptyExpression)
	}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, syntaxError(expr, err)
	}
	t := &c.tree
	t.reset(usesFold(expr))
	root := t.translate(re, false)
	found := t.found

	p := &Prog{length: [2]int32{int32(root.length.lo), int32(root.length.hi)}}
	if t.groups == 1 && !found.has(nestedGroup) {
		left, right, _ := root.context()
		if !left.fixed() {
			found.add(looseLeft)
		}
		if !right.fixed() {
			found.add(looseRight)
		}
		p.left, p.right = int32(left.lo), int32(right.lo)
		if t.group.lo == 0 && root.length.lo > 0 {
			found.add(emptyGroup)
		}
	}
	switch {
	case root.kind == never:
		found.add(noMatch)
	case root.length.lo == 0:
		found.add(emptyMatch)
	default:
		if p.anchors = c.finder.find(root); len(p.anchors) == 0 {
			found.add(noAnchor)
		}
	}
	if err := found.err(); err != nil {
		return nil, err
	}

	if !c.nfa.reset(root) {
		return nil, problem(tooLarge)
	}
	m, ok := c.dfa.determinize(&c.nfa)
	if !ok {
		return nil, problem(tooLarge)
	}
	c.adopt(p, m, c.merger.blocks(m.next, m.stride))
	if p.starts == [kinds]State{} {
		return nil, problem(noMatch)
	}
	return p, nil
}

// adopt gives p the machine m with its states merged into blocks.
func (c *Compiler) adopt(p *Prog, m *machine, block []uint32) {
	stride := m.stride
	c.number = zeros(c.number, len(block)) // of a block; 0 while it has none
	number := c.number
	rows := uint32(1)
	for _, b := range block {
		if b != block[Dead] && number[b] == 0 {
			number[b] = rows
			rows++
		}
	}
	for uint32(stride)>>p.shift*rows > uint32(Accept) {
		p.shift++
		stride = (m.stride + 1<<p.shift - 1) >> p.shift << p.shift
	}
	p.classes, p.stride, p.rows = int32(m.stride), int32(stride), int32(rows)
	out := &Table{Class: m.class, Next: make([]State, int(rows)*stride), EOF: m.stride - 1, Shift: p.shift}
	p.filled.Store(out)
	unit, filled := uint32(stride>>p.shift), uint32(0)
	for s, b := range block {
		if number[b] <= filled {
			continue
		}
		filled++
		row := out.Next[int(number[b])*stride:]
		last, to := step(Dead), Dead
		for c, t := range m.next[s*m.stride : (s+1)*m.stride] {
			if t != last {
				last, to = t, State(number[block[t.state()]]*unit)
				if t&accepts != 0 {
					to |= Accept
				}
			}
			row[c] = to
		}
	}
	for k, s := range m.starts {
		p.starts[k] = State(number[block[s]] * unit)
	}
}

// err joins the problems, in the order of their declaration.
func (s problems) err() error {
	var errs []error
	for p := range problem(len(problemText)) {
		if s.has(p) {
			errs = append(errs, p)
		}
	}
	return errors.Join(errs...)
}

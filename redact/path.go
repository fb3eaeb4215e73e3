package redact

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Bounds of a path and of all path rules of a Redactor, each an error of New.
const (
	maxPathLen   = 1024
	maxPathNames = 4096
)

// A pathRule is one path as an option gave it.
type pathRule struct {
	option string
	nth    int // of the option's paths
	path   string
	action Action
	rep    Replacement // nil: that of the detector "path"
	det    int32       // of rep
}

// addPath adds a rule behind the others.
func (c *config) addPath(r pathRule) {
	if c.pathCount == nil {
		c.pathCount = map[string]int{}
	}
	c.pathCount[r.option]++
	r.nth = c.pathCount[r.option]
	c.paths = append(c.paths, r)
}

// check tells what is wrong with a rule, without quoting it.
func (r *pathRule) check() (errs []error) {
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("redact: %s: path %d: %w", r.option, r.nth, fmt.Errorf(format, args...)))
	}
	if r.action > Report {
		fail("the action must be Scan, Keep, Redact, DropField, Deny or Report")
	}
	if r.rep == nil && r.option == "WithPathReplacement" {
		fail("the replacement is nil")
	} else if err := checkReplacement(r.rep); err != nil {
		fail("%w", err)
	}
	if r.path == "" || len(r.path) > maxPathLen {
		fail("it is empty or longer than %d bytes", maxPathLen)
		return errs
	}
	off := 0
	for name := range strings.SplitSeq(r.path, ".") {
		switch i := strings.IndexByte(name, '*'); {
		case name == "":
			fail("offset %d: an empty name", off)
		case i >= 0 && name != "*" && name != "**":
			fail("offset %d: * stands for a whole name only", off+i)
		}
		if i := strings.IndexFunc(name, func(c rune) bool { return c < ' ' || c == 0x7f }); i >= 0 {
			fail("offset %d: a control character", off+i)
		}
		off += len(name) + 1
	}
	return errs
}

// A pathTree holds all rules; those that begin alike share nodes.
type pathTree struct {
	syms  symbols
	nodes []pathNode // the first one is the root
}

// A pathNode is a place in rules. A zero child is none.
type pathNode struct {
	names map[uint16]int32 // children by symbol
	any   int32            // child for *
	whole int32            // the same, while a name with dots goes on
	deep  int32            // child for **
	loops bool             // this is a child for **
	of    int32            // this is whole, of that child for *
	rule  uint16           // the last rule that ends here
	holds uint16           // the last of these that holds for all that is inside
	tells uint16           // the last rule that only reports and ends here
}

func (t *pathTree) node(n pathNode) int32 {
	t.nodes = append(t.nodes, n)
	return int32(len(t.nodes) - 1)
}

// add adds a path.
func (t *pathTree) add(path string, rule uint16, holds bool) {
	n := t.end(path)
	if n.rule = rule; holds {
		n.holds = rule
	}
}

// end returns the node at which a path ends.
func (t *pathTree) end(path string) *pathNode {
	at := int32(0)
	for name := range strings.SplitSeq(path, ".") {
		at = t.child(at, name)
	}
	return &t.nodes[at]
}

func (t *pathTree) child(at int32, name string) int32 {
	switch name {
	case "**":
		if t.nodes[at].deep == 0 {
			t.nodes[at].deep = t.node(pathNode{loops: true})
		}
		return t.nodes[at].deep
	case "*":
		if t.nodes[at].any == 0 {
			child := t.node(pathNode{})
			t.nodes[at].any = child
			t.nodes[at].whole = t.node(pathNode{of: child})
		}
		return t.nodes[at].any
	}
	s := t.syms.add(name)
	child := t.nodes[at].names[s]
	if child == 0 {
		child = t.node(pathNode{})
		if t.nodes[at].names == nil {
			t.nodes[at].names = map[uint16]int32{}
		}
		t.nodes[at].names[s] = child
	}
	return child
}

// share makes nodes that lead to the same one node, from the leaves on: many rules have
// the same end, and the automaton has a state for each set of nodes.
func (t *pathTree) share() {
	same := make([]int32, len(t.nodes)) // what stands for a node; children come behind
	byKey := map[string]int32{}
	wholes := map[int32]int32{} // by the node for *
	for i := int32(len(t.nodes)) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		if n.of != 0 {
			continue
		}
		for name, child := range n.names {
			n.names[name] = same[child]
		}
		n.deep = same[n.deep]
		if n.any != 0 {
			whole := n.whole
			n.any = same[n.any]
			if w, ok := wholes[n.any]; ok {
				whole = w
			} else {
				a := &t.nodes[n.any]
				t.nodes[whole] = pathNode{of: n.any, rule: a.rule, holds: a.holds, tells: a.tells}
				if a.rule == a.holds && a.tells == 0 && a.names == nil && a.any == 0 && a.deep == 0 {
					whole = 0 // the first part of the name says as much
				}
				wholes[n.any] = whole
			}
			n.whole = whole
		}
		if i == 0 {
			break
		}
		key := n.key()
		if s, ok := byKey[key]; ok {
			same[i] = s
			continue
		}
		byKey[key], same[i] = i, i
	}
}

// key tells a node by all that it leads to.
func (n *pathNode) key() string {
	names := slices.Sorted(maps.Keys(n.names))
	key := fmt.Append(nil, n.any, n.deep, n.loops, n.rule, n.holds, n.tells)
	for _, name := range names {
		key = fmt.Append(key, " ", name, n.names[name])
	}
	return string(key)
}

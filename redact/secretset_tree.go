package redact

import "iter"

const (
	treeBits = 6
	treeFan  = 1 << treeBits
)

// A tree holds generations by their ID. It is persistent: put returns another tree that shares
// all but one path, or all but the last leaf, so that a snapshot costs less than two
// kilobytes at any size. The zero tree is empty.
type tree struct {
	top  []*treeTrunk
	n    int
	tail *treeLeaf // the last leaf, to which most are added: it is not in top
	last int       // its number; those of the leaves in top are lower
	own  *treePath // of a tree that is being edited
}

// A treePath is what no other tree shares.
type treePath struct {
	tail   *treeLeaf
	branch *treeBranch
	number int // of branch
}

type (
	treeTrunk  = treeNode[treeBranch]
	treeBranch = treeNode[treeLeaf]
	treeLeaf   = treeNode[generation]
)

type treeNode[T any] struct {
	kids [treeFan]*T
	n    int
}

// with returns a copy of x, nil for an empty one, that has kid at i, and how many more kids
// that has. It is nil if it has none.
func (x *treeNode[T]) with(i int, kid *T) (*treeNode[T], int) {
	c := new(treeNode[T])
	if x != nil {
		*c = *x
	}
	more := 0
	if c.kids[i] != nil {
		more--
	}
	if kid != nil {
		more++
	}
	c.kids[i] = kid
	if c.n += more; c.n == 0 {
		return nil, more
	}
	return c, more
}

// kid is the one at i, nil where there is none.
func (x *treeNode[T]) kid(i int) *T {
	if x == nil {
		return nil
	}
	return x.kids[i]
}

// treeParts are the places of id in top, trunk, branch and leaf.
func treeParts(id int32) (t, i, j, k int) {
	n := int(id)
	return n >> (3 * treeBits), n >> (2 * treeBits) % treeFan, n >> treeBits % treeFan, n % treeFan
}

func (t tree) get(id int32) *generation {
	at, i, j, k := treeParts(id)
	switch {
	case id < 0:
		return nil
	case int(id)/treeFan == t.last:
		return t.tail.kid(k)
	case at >= len(t.top):
		return nil
	}
	return t.top[at].kid(i).kid(j).kid(k)
}

// put returns a tree with g at id, or without what is there if g is nil.
func (t tree) put(id int32, g *generation) tree {
	number := int(id) / treeFan
	at, i, j, k := treeParts(id)
	if number < t.last {
		var leaf *treeLeaf
		if at < len(t.top) {
			leaf = t.top[at].kid(i).kid(j)
		}
		leaf, step := leaf.with(k, g)
		t = t.set(number, leaf)
		t.n += step
		return t
	}
	if number > t.last {
		if g == nil {
			return t
		}
		if t.tail != nil {
			t = t.set(t.last, t.tail)
		}
		t.tail, t.last = nil, number
	}
	if o := t.own; o != nil && o.tail != nil && o.tail == t.tail && g != nil {
		if t.tail.kids[k] == nil {
			t.tail.n++
			t.n++
		}
		t.tail.kids[k] = g
		return t
	}
	leaf, step := t.tail.with(k, g)
	t.tail, t.n = leaf, t.n+step
	if t.own != nil {
		t.own.tail = leaf
	}
	return t
}

// set returns a tree that has a leaf, which may be nil, in top.
func (t tree) set(number int, leaf *treeLeaf) tree {
	at, i, j, _ := treeParts(int32(number * treeFan))
	if o := t.own; o != nil && o.branch != nil && o.number == number/treeFan && o.branch.kids[j] == nil && leaf != nil {
		o.branch.kids[j] = leaf
		o.branch.n++
		return t
	}
	top := make([]*treeTrunk, max(len(t.top), at+1))
	copy(top, t.top)
	branch, _ := top[at].kid(i).with(j, leaf)
	top[at], _ = top[at].with(i, branch)
	for len(top) > 0 && top[len(top)-1] == nil {
		top = top[:len(top)-1]
	}
	if t.own != nil {
		t.own.branch, t.own.number = branch, number/treeFan
	}
	t.top = top
	return t
}

// edit lets put change what it has made itself, until done: nobody else may have t.
func (t *tree) edit() { t.own = new(treePath) }

func (t *tree) done() { t.own = nil }

// all yields the generations in the order of their IDs.
func (t tree) all() iter.Seq[*generation] {
	return func(yield func(*generation) bool) {
		for _, trunk := range t.top {
			for b := range trunk.all() {
				for l := range b.all() {
					for g := range l.all() {
						if !yield(g) {
							return
						}
					}
				}
			}
		}
		for g := range t.tail.all() {
			if !yield(g) {
				return
			}
		}
	}
}

// all yields the kids of x that there are.
func (x *treeNode[T]) all() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		if x == nil {
			return
		}
		for _, kid := range &x.kids {
			if kid != nil && !yield(kid) {
				return
			}
		}
	}
}

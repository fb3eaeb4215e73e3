package redact

import "iter"

const (
	treeBits = 6
	treeFan  = 1 << treeBits
)

// A tree holds generations by their ID. It is persistent: with and without
// return another tree that shares all but one path, so that a snapshot costs less than two
// kilobytes at any size. The zero tree is empty.
type tree struct {
	top []*treeTrunk
	n   int
	own *treePath // of a tree that is being edited
}

// A treePath is what no other tree shares: the last leaf that put made.
type treePath struct {
	number int // of the leaf
	leaf   *treeLeaf
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
	if id < 0 || at >= len(t.top) {
		return nil
	}
	return t.top[at].kid(i).kid(j).kid(k)
}

// put returns a tree with g at id, or without what is there if g is nil.
func (t tree) put(id int32, g *generation) tree {
	at, i, j, k := treeParts(id)
	if o := t.own; o != nil && o.leaf != nil && o.number == int(id)/treeFan && g != nil {
		if o.leaf.kids[k] == nil {
			o.leaf.n++
			t.n++
		}
		o.leaf.kids[k] = g
		return t
	}
	top := make([]*treeTrunk, max(len(t.top), at+1))
	copy(top, t.top)
	branch := top[at].kid(i)
	leaf, step := branch.kid(j).with(k, g)
	branch, _ = branch.with(j, leaf)
	top[at], _ = top[at].with(i, branch)
	for len(top) > 0 && top[len(top)-1] == nil {
		top = top[:len(top)-1]
	}
	if t.own != nil {
		*t.own = treePath{int(id) / treeFan, leaf}
		if g == nil {
			t.own.leaf = nil
		}
	}
	return tree{top, t.n + step, t.own}
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

// An idIndex finds IDs by a hash of what they stand for. It is a table with open
// addressing of the IDs alone. The zero idIndex is empty. Writers only.
type idIndex struct {
	slots []int32 // ID+1; 0: free, -1: was used
	tags  []uint8 // of hashes, so that few IDs are looked at; 0: free
	used  int     // slots that are not free
}

func hashTag(hash uint64) uint8 { return uint8(hash>>57) | 0x80 }

// find returns the place of the ID with hash that is the one, or -1.
func (x *idIndex) find(hash uint64, is func(id int32) bool) int {
	if len(x.slots) == 0 {
		return -1
	}
	mask, tag := uint64(len(x.slots)-1), hashTag(hash)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch x.tags[i] {
		case 0:
			return -1
		case tag:
			if id := x.slots[i]; id > 0 && is(id-1) {
				return int(i)
			}
		}
	}
}

// touch brings the place of hash near and returns what is there. Done for many hashes, one wait for
// memory serves several of them.
func (x *idIndex) touch(hash uint64) int32 {
	if len(x.slots) == 0 {
		return 0
	}
	i := hash & uint64(len(x.slots)-1)
	return int32(x.tags[i]) + x.slots[i]
}

// insertNew adds id with its hash, which it does not have. hash gives the hash of any ID
// that it has.
func (x *idIndex) insertNew(of uint64, id int32, hash func(id int32) uint64) {
	if 4*(x.used+1) > 3*len(x.slots) {
		x.reserve(1, hash)
	}
	x.insert(of, id+1)
}

// reserve makes room for n more.
func (x *idIndex) reserve(n int, hash func(id int32) uint64) {
	old, live := x.slots, 0
	for _, id := range old {
		if id > 0 {
			live++
		}
	}
	size := 16
	for 3*size < 5*(live+n) {
		size *= 2
	}
	x.slots, x.tags, x.used = make([]int32, size), make([]uint8, size), 0
	for _, id := range old {
		if id > 0 {
			x.insert(hash(id-1), id)
		}
	}
}

func (x *idIndex) insert(hash uint64, slot int32) {
	mask := uint64(len(x.slots) - 1)
	i := hash & mask
	for x.tags[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i], x.tags[i] = slot, hashTag(hash)
	x.used++
}

func (x *idIndex) remove(at int) { x.slots[at] = -1 }

package redact

import "iter"

const treeFan = 256

// A tree holds generations by their ID. It is persistent: with and without
// return another tree that shares all but one path, so that a snapshot costs a few
// kilobytes at any size. The zero tree is empty.
type tree struct {
	top []*treeBranch
	n   int
	own *treePath // of a tree that is being edited
}

// A treePath is what no other tree shares: the last leaf that put made.
type treePath struct {
	i, j int
	leaf bool
}

type (
	treeBranch struct {
		kids [treeFan]*treeLeaf
		n    int
	}
	treeLeaf struct {
		gens [treeFan]*generation
		n    int
	}
)

func (t tree) get(id int32) *generation {
	i := int(id) / (treeFan * treeFan)
	if id < 0 || i >= len(t.top) || t.top[i] == nil {
		return nil
	}
	leaf := t.top[i].kids[int(id)/treeFan%treeFan]
	if leaf == nil {
		return nil
	}
	return leaf.gens[int(id)%treeFan]
}

// put returns a tree with g at id, or without what is there if g is nil.
func (t tree) put(id int32, g *generation) tree {
	i, j, k := int(id)/(treeFan*treeFan), int(id)/treeFan%treeFan, int(id)%treeFan
	if o := t.own; o != nil && o.leaf && o.i == i && o.j == j && g != nil {
		leaf := t.top[i].kids[j]
		if leaf.gens[k] == nil {
			leaf.n++
			t.n++
		}
		leaf.gens[k] = g
		return t
	}
	top := make([]*treeBranch, max(len(t.top), i+1))
	copy(top, t.top)
	branch, leaf := new(treeBranch), new(treeLeaf)
	if top[i] != nil {
		*branch = *top[i]
	}
	if branch.kids[j] != nil {
		*leaf = *branch.kids[j]
	} else {
		branch.n++
	}
	step := 0
	if leaf.gens[k] != nil {
		step--
	}
	if g != nil {
		step++
	}
	leaf.gens[k] = g
	leaf.n += step
	top[i], branch.kids[j] = branch, leaf
	if leaf.n == 0 {
		branch.kids[j] = nil
		if branch.n--; branch.n == 0 {
			top[i] = nil
		}
	}
	for len(top) > 0 && top[len(top)-1] == nil {
		top = top[:len(top)-1]
	}
	if t.own != nil {
		*t.own = treePath{i, j, g != nil}
	}
	return tree{top, t.n + step, t.own}
}

// edit lets put change what it has made itself, until done: nobody else may have t.
func (t *tree) edit() { t.own = new(treePath) }

func (t *tree) done() { t.own = nil }

// all yields the generations in the order of their IDs.
func (t tree) all() iter.Seq[*generation] {
	return func(yield func(*generation) bool) {
		for _, b := range t.top {
			if b == nil {
				continue
			}
			for _, l := range b.kids {
				if l == nil {
					continue
				}
				for _, g := range l.gens {
					if g != nil && !yield(g) {
						return
					}
				}
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

package pattern

import "slices"

// minimize returns for every state the number of its block: states of one block
// cannot be told apart by any text (Hopcroft's algorithm, for a machine whose
// transitions accept). All states from which nothing is accepted share the
// block of Dead.
func minimize(next []uint32, stride int) []uint32 {
	p := newPartition(next, stride)
	sources, first := invert(next, stride)
	var splitter []uint32
	for len(p.work) > 0 {
		a := p.work[len(p.work)-1]
		p.work = p.work[:len(p.work)-1]
		// A copy, since the block itself may be split on the way.
		splitter = append(splitter[:0], p.elems[p.begin[a]:p.end[a]]...)
		for c := range stride {
			for _, t := range splitter {
				at := int(t)*stride + c
				for _, s := range sources[first[at]:first[at+1]] {
					p.touch(s)
				}
			}
			p.split()
		}
	}
	return p.block
}

// invert lists the sources of every transition by target and class: those of
// target t on class c are sources[first[t*stride+c]:first[t*stride+c+1]].
func invert(next []uint32, stride int) (sources, first []uint32) {
	first = make([]uint32, len(next)+1)
	for row := 0; row < len(next); row += stride {
		for c, t := range next[row : row+stride] {
			first[int(t&^Accept)*stride+c+1]++
		}
	}
	for i := range next {
		first[i+1] += first[i]
	}
	sources = make([]uint32, len(next))
	fill := slices.Clone(first)
	for row := 0; row < len(next); row += stride {
		for c, t := range next[row : row+stride] {
			at := int(t&^Accept)*stride + c
			sources[fill[at]] = uint32(row / stride)
			fill[at]++
		}
	}
	return sources, first
}

// A partition of the states into blocks. The elements of block b are
// elems[begin[b]:end[b]], the touched ones first.
type partition struct {
	elems, place []uint32 // place is the inverse of elems
	block        []uint32 // of a state
	begin, end   []uint32
	marked       []uint32 // number of touched elements of a block
	touched      []uint32 // blocks with touched elements
	work         []uint32 // blocks to split others by
}

// newPartition puts states into one block when they accept on the same classes.
func newPartition(next []uint32, stride int) *partition {
	n := len(next) / stride
	p := &partition{
		elems: make([]uint32, 0, n),
		place: make([]uint32, n),
		block: make([]uint32, n),
	}
	ids := map[string]uint32{}
	key := make([]byte, (stride+7)/8)
	var sizes []uint32
	for s := range n {
		clear(key)
		for c, t := range next[s*stride : (s+1)*stride] {
			if t&Accept != 0 {
				key[c>>3] |= 1 << (c & 7)
			}
		}
		id, ok := ids[string(key)]
		if !ok {
			id = uint32(len(sizes))
			ids[string(key)] = id
			sizes = append(sizes, 0)
		}
		p.block[s] = id
		sizes[id]++
	}
	largest, from := 0, uint32(0)
	for b, size := range sizes {
		p.begin = append(p.begin, from)
		p.end = append(p.end, from)
		from += size
		if size > sizes[largest] {
			largest = b
		}
	}
	p.elems = p.elems[:n]
	for s, b := range p.block {
		p.elems[p.end[b]] = uint32(s)
		p.place[s] = p.end[b]
		p.end[b]++
	}
	p.marked = make([]uint32, len(sizes), n)
	for b := range sizes {
		if b != largest {
			p.work = append(p.work, uint32(b))
		}
	}
	return p
}

// touch moves s, which is not yet touched, to the touched part of its block.
func (p *partition) touch(s uint32) {
	b := p.block[s]
	if p.marked[b] == 0 {
		p.touched = append(p.touched, b)
	}
	to := p.begin[b] + p.marked[b]
	from, swapped := p.place[s], p.elems[to]
	p.elems[to], p.elems[from] = s, swapped
	p.place[s], p.place[swapped] = to, from
	p.marked[b]++
}

// split cuts the touched part off every block that has an untouched one too.
func (p *partition) split() {
	for _, b := range p.touched {
		marked := p.marked[b]
		p.marked[b] = 0
		size := p.end[b] - p.begin[b]
		if marked == size {
			continue
		}
		// The smaller part becomes the new block and waits. The other keeps the
		// number b: it waits on if it did, and else need not.
		id := uint32(len(p.begin))
		from, to := p.begin[b], p.begin[b]+marked
		if marked <= size-marked {
			p.begin[b] = to
		} else {
			from, to = to, p.end[b]
			p.end[b] = from
		}
		p.begin = append(p.begin, from)
		p.end = append(p.end, to)
		p.marked = append(p.marked, 0)
		p.work = append(p.work, id)
		for _, s := range p.elems[from:to] {
			p.block[s] = id
		}
	}
	p.touched = p.touched[:0]
}

package pattern

// minimize returns for every state the number of its block: states of one block
// cannot be told apart by any text (Hopcroft's algorithm, for a machine whose
// transitions accept). All states from which nothing is accepted share the
// block of Dead. The blocks are valid until the next call.
func (p *partition) minimize(next []step, stride int) []uint32 {
	p.begin(next, stride)
	p.invert(next, stride)
	for len(p.work) > 0 {
		a := p.work[len(p.work)-1]
		p.work = p.work[:len(p.work)-1]
		// A copy, since the block itself may be split on the way.
		p.splitter = append(p.splitter[:0], p.elems[p.from[a]:p.to[a]]...)
		for c := range stride {
			for _, t := range p.splitter {
				at := int(t)*stride + c
				for _, s := range p.sources[p.first[at]:p.first[at+1]] {
					p.touch(uint32(s))
				}
			}
			p.split()
		}
	}
	return p.block
}

// invert lists the sources of every transition by target and class: those of
// target t on class c are sources[first[t*stride+c]:first[t*stride+c+1]].
func (p *partition) invert(next []step, stride int) {
	p.first = zeros(p.first, len(next)+1)
	for row := 0; row < len(next); row += stride {
		for c, t := range next[row : row+stride] {
			p.first[int(t.state())*stride+c]++
		}
	}
	sum := uint32(0)
	for i, n := range p.first {
		sum += n
		p.first[i] = sum
	}
	// Filled from behind, first ends up where the sources begin.
	p.sources = zeros(p.sources, len(next))
	for row := len(next) - stride; row >= 0; row -= stride {
		for c, t := range next[row : row+stride] {
			at := int(t.state())*stride + c
			p.first[at]--
			p.sources[p.first[at]] = uint16(row / stride)
		}
	}
}

// A partition of the states into blocks. The elements of block b are
// elems[from[b]:to[b]], the touched ones first.
type partition struct {
	elems, place []uint32 // place is the inverse of elems
	block        []uint32 // of a state
	from, to     []uint32
	marked       []uint32 // number of touched elements of a block
	touched      []uint32 // blocks with touched elements
	work         []uint32 // blocks to split others by
	splitter     []uint32 // the block at hand
	sources      []uint16 // see invert
	first        []uint32
}

// begin puts states into one block when they accept on the same classes.
func (p *partition) begin(next []step, stride int) {
	n := len(next) / stride
	p.elems, p.place, p.block = zeros(p.elems, n), zeros(p.place, n), zeros(p.block, n)
	p.from, p.to, p.work = p.from[:0], p.to[:0], p.work[:0]
	ids := map[string]uint32{}
	key := make([]byte, (stride+7)/8)
	var sizes []uint32
	for s := range n {
		clear(key)
		for c, t := range next[s*stride : (s+1)*stride] {
			if t&accepts != 0 {
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
	largest, sum := 0, uint32(0)
	for b, size := range sizes {
		p.from = append(p.from, sum)
		p.to = append(p.to, sum)
		sum += size
		if size > sizes[largest] {
			largest = b
		}
	}
	for s, b := range p.block {
		p.elems[p.to[b]] = uint32(s)
		p.place[s] = p.to[b]
		p.to[b]++
	}
	p.marked = zeros(p.marked, len(sizes))
	for b := range sizes {
		if b != largest {
			p.work = append(p.work, uint32(b))
		}
	}
}

// touch moves s, which is not yet touched, to the touched part of its block.
func (p *partition) touch(s uint32) {
	b := p.block[s]
	if p.marked[b] == 0 {
		p.touched = append(p.touched, b)
	}
	to := p.from[b] + p.marked[b]
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
		size := p.to[b] - p.from[b]
		if marked == size {
			continue
		}
		// The smaller part becomes the new block and waits. The other keeps the
		// number b: it waits on if it did, and else need not.
		id := uint32(len(p.from))
		from, to := p.from[b], p.from[b]+marked
		if marked <= size-marked {
			p.from[b] = to
		} else {
			from, to = to, p.to[b]
			p.to[b] = from
		}
		p.from = append(p.from, from)
		p.to = append(p.to, to)
		p.marked = append(p.marked, 0)
		p.work = append(p.work, id)
		for _, s := range p.elems[from:to] {
			p.block[s] = id
		}
	}
	p.touched = p.touched[:0]
}

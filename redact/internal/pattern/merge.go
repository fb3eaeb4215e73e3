package pattern

// A merger tells which states of a machine are the same. Most patterns are chains
// of bytes and runs, whose only cycles are loops at one state: their states are
// merged from the end on, each looked up by its row. The others are left to
// minimize.
type merger struct {
	next    []step
	stride  int
	block   []uint32 // of a state, plus 1; 0 while it has none
	rows    []step   // by block
	row     []step   // of the state at hand
	entries []entry
	buckets []uint32 // by hash: the last entry, plus 1
	path    []visit
	cycles  partition
}

// loop stands in a row for a transition of a state to itself.
const loop = accepts - 1

// An entry finds a block by a hash of its row.
type entry struct {
	hash  uint64
	block uint32
	chain uint32 // the next entry of the same bucket, plus 1
}

// A visit is a state whose targets up to class at have their blocks.
type visit struct{ state, at uint32 }

// onPath marks a state that waits for its targets.
const onPath = ^uint32(0)

// blocks returns for every state the number of its block, as minimize does. It is
// valid until the next call.
func (m *merger) blocks(next []step, stride int) []uint32 {
	n := len(next) / stride
	m.next, m.stride = next, stride
	m.block = zeros(m.block, n)
	m.rows, m.entries = m.rows[:0], m.entries[:0]
	size := 64
	for size < n {
		size *= 2
	}
	m.buckets = zeros(m.buckets, size)
	// A state mostly has a smaller number than those that it leads to.
	for s := n - 1; s >= 0; s-- {
		if m.block[s] == 0 && !m.walk(uint32(s)) {
			return m.cycles.minimize(next, stride)
		}
	}
	for s := range m.block {
		m.block[s]--
	}
	return m.block
}

// walk gives blocks to s and all states behind it. It returns false at a cycle of
// several states.
func (m *merger) walk(s uint32) bool {
	m.path = append(m.path[:0], visit{state: s})
	m.block[s] = onPath
walking:
	for len(m.path) > 0 {
		v := &m.path[len(m.path)-1]
		row := m.next[int(v.state)*m.stride:][:m.stride]
		last := uint32(0)
		for ; int(v.at) < m.stride; v.at++ {
			t := row[v.at].state()
			if t == last && v.at > 0 {
				continue
			}
			last = t
			switch b := m.block[t]; {
			case b == 0:
				m.block[t] = onPath
				m.path = append(m.path, visit{state: t})
				continue walking
			case b == onPath && t != v.state:
				return false
			}
		}
		m.block[v.state] = m.merge(v.state) + 1
		m.path = m.path[:len(m.path)-1]
	}
	return true
}

// merge returns the block of a state whose targets have theirs.
func (m *merger) merge(s uint32) uint32 {
	m.row = m.row[:0]
	loops := false
	// Neighbours in a row are mostly the same.
	last, to := ^step(0), loop
	for _, t := range m.next[int(s)*m.stride:][:m.stride] {
		if t != last {
			last, to = t, loop
			if t.state() == s {
				loops = true
			} else {
				to = step(m.block[t.state()] - 1)
			}
			to |= t & accepts
		}
		m.row = append(m.row, to)
	}
	hash := m.hash()
	for e := m.buckets[hash%uint64(len(m.buckets))]; e != 0; e = m.entries[e-1].chain {
		if x := &m.entries[e-1]; x.hash == hash && m.same(x.block) {
			return x.block
		}
	}
	if loops {
		// A state that loops can be the same as one that it leads to.
		last := loop
		for _, t := range m.row {
			if b := t &^ accepts; b != loop && b != last {
				if last = b; m.same(uint32(b)) {
					return uint32(b)
				}
			}
		}
	}
	b := uint32(len(m.rows) / m.stride)
	m.enter(hash, b)
	for c, t := range m.row {
		if t&^accepts == loop {
			m.row[c] = step(b) | t&accepts
		}
	}
	m.rows = append(m.rows, m.row...)
	if loops {
		// So can a state that leads to one that loops.
		m.enter(m.hash(), b)
	}
	return b
}

func (m *merger) enter(hash uint64, block uint32) {
	bucket := &m.buckets[hash%uint64(len(m.buckets))]
	m.entries = append(m.entries, entry{hash, block, *bucket})
	*bucket = uint32(len(m.entries))
}

func (m *merger) hash() uint64 {
	hash, last := uint64(14695981039346656037), ^step(0)
	for c, t := range m.row {
		if t != last {
			last = t
			hash = (hash ^ uint64(c)<<16 ^ uint64(t)) * 1099511628211
		}
	}
	return hash ^ hash>>32
}

// same reports that the row at hand is that of the block, if its state is.
func (m *merger) same(block uint32) bool {
	for c, t := range m.rows[int(block)*m.stride:][:m.stride] {
		x := m.row[c]
		if x&^accepts == loop {
			x = step(block) | x&accepts
		}
		if x != t {
			return false
		}
	}
	return true
}

package literal

import (
	"cmp"
	"slices"
)

// stride chooses the windows of the literals for the kernels that look at every second
// position, or takes those that data has. It is deterministic.
func stride(lits []Literal, data string) []parities {
	places := make([]parities, len(lits))
	p := planner{lits: lits}
	var set [1 << setBits]uint8
	order := make([]int, 0, len(lits)) // of what has no place yet
	put := func(l Literal, off int8) {
		if len(l.Text) < minListed {
			return
		}
		windowed(l, int(off), func(at uint32, fourth uint8) { set[at] |= fourth })
	}
	for i, l := range lits {
		at, ok := placedEven(data, l)
		if !ok {
			order = append(order, i)
			continue
		}
		places[i] = at
		put(l, at[0])
		put(l, at[1])
	}
	if len(order) == 0 {
		return places
	}
	p.model, p.grams = newModel(), newGrams()
	// Short ones have no choice, and what they let through costs the others nothing.
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(lits[a].Text), len(lits[b].Text)), cmp.Compare(lits[a].Text, lits[b].Text), cmp.Compare(a, b))
	})
	for _, i := range order {
		l := lits[i]
		for parity := range 2 {
			best, least := int8(0), float32(2)
			for off := -parity; off < len(l.Text); off += 2 {
				if !known(l.Text, off) {
					continue
				}
				cost, in := p.alone(l.Text[max(off, 0):min(off+width, len(l.Text))]), true
				windowed(l, off, func(at uint32, fourth uint8) { in = in && set[at]&fourth == fourth })
				if in {
					cost = 0
				}
				if cost < least {
					best, least = int8(off), cost
				}
			}
			places[i][parity] = best
			put(l, best)
		}
	}
	return places
}

// known reports that the window at an offset of a literal has as many of its bytes as one
// can that is at such a place, whatever the literal.
func known(text string, off int) bool {
	n := min(off+width, len(text)) - max(off, 0)
	return off >= -1 && (n >= min(len(text), width) || n == width-1 && len(text) == width)
}

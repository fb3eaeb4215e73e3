package redact

// maxForgotten bounds the forgotten names of which the last number is kept.
const maxForgotten = 1024

// numbers numbers the generations of each name, so that no name has one number
// twice. It does not grow with the names that were forgotten: beyond a bound,
// their numbers are one floor, above which every new name begins.
type numbers struct {
	last  map[string]int
	floor int
}

func (n *numbers) next(name string) int {
	if last, ok := n.last[name]; ok {
		return last + 1
	}
	return n.floor + 1
}

func (n *numbers) use(name string, number int) {
	if n.last == nil {
		n.last = map[string]int{}
	}
	n.last[name] = max(n.last[name], number)
}

// trim lets go of names that are not held, once they are many.
func (n *numbers) trim(held []*generation) {
	if len(n.last) <= len(held)+maxForgotten {
		return
	}
	kept := make(map[string]int)
	for _, g := range held {
		kept[g.name] = n.last[g.name]
	}
	for name, last := range n.last {
		if _, ok := kept[name]; !ok {
			n.floor = max(n.floor, last)
		}
	}
	n.last = kept
}

package collector

// removal lists which elements of a slice are to be removed.
type removal struct {
	at   []int
	seen int
}

func (r *removal) add(i int) { r.at = append(r.at, i) }

// next is asked once about each element, in order.
func (r *removal) next() bool {
	i := r.seen
	r.seen++
	if len(r.at) == 0 || r.at[0] != i {
		return false
	}
	r.at = r.at[1:]
	return true
}

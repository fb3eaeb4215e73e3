package corpus

// text writes lines as they are.
func text(a app) []func([]byte, *gen) []byte {
	var fns []func([]byte, *gen) []byte
	for _, l := range a.lines {
		fns = append(fns, parse(l).append)
	}
	return fns
}

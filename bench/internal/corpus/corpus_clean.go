package corpus

// Clean returns size bytes of clean log lines of all kinds of application,
// mixed as a collector sees them; the last line is cut.
func Clean(seed uint64, size int) []byte {
	g := newGen(seed, "clean")
	lines := cleanLines()
	dst := make([]byte, 0, size+4096)
	for len(dst) < size {
		g.tick()
		dst = append(lines(dst, g), '\n')
	}
	return dst[:size:size]
}

// CleanLines returns n clean lines, without their newlines.
func CleanLines(seed uint64, n int) [][]byte {
	g := newGen(seed, "clean")
	next := cleanLines()
	lines := make([][]byte, n)
	for i := range lines {
		g.tick()
		lines[i] = next(nil, g)
	}
	return lines
}

// cleanLines returns a function that appends a line of an application drawn by
// weight.
func cleanLines() func(dst []byte, g *gen) []byte {
	type kind struct{ lines []func([]byte, *gen) []byte }
	var kinds []kind
	var deck []int
	for i, a := range apps() {
		kinds = append(kinds, kind{a.write(a)})
		for range a.weight {
			deck = append(deck, i)
		}
	}
	return func(dst []byte, g *gen) []byte {
		return pick(g.rng, kinds[pick(g.rng, deck)].lines)(dst, g)
	}
}

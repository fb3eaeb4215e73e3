package literal

// A Look is what a kernel sees in a short text. The zero value has seen none.
type Look struct {
	done  bool
	n     uint8 // of finds
	runs  uint64
	finds [maxShort]find
}

// Look looks at a text in one go if it is short, whatever l has seen. It reports one in which
// the kernel sees nothing at all. It does not panic.
func (p *Prefilter) Look(text []byte, l *Look) (silent bool) {
	l.done = false
	if len(text) == 0 || len(text) > small || !p.kernel.looks(len(text)) {
		return false
	}
	n, runs := p.kernel.look(text, &p.tables, &p.index, &l.finds)
	if n < 0 {
		return false
	}
	l.done, l.n, l.runs = true, uint8(n), runs
	return n == 0 && runs == 0
}

// QuietSeen is Quiet for a text that l has seen, or was too long for it.
func (p *Prefilter) QuietSeen(text []byte, f Filter, l *Look) bool {
	if !l.done {
		return p.Quiet(text, f)
	}
	runs, asked := Runs{bits: l.runs}, 0
	return !p.loud(text, 0, len(text), l.finds[:l.n], f, &asked) &&
		(l.runs == 0 || idleRuns(p.kernel, &runs, text, 0, len(text), f))
}

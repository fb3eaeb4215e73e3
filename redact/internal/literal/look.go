package literal

// A Look is what a kernel sees in a short text. The zero value has seen none. It is small,
// since each text clears its own.
type Look struct {
	seen  seen
	n     uint8 // of finds
	runs  uint64
	finds [maxShort]find
}

// seen tells what became of a look.
type seen uint8

const (
	unseen seen = iota
	done
	blind // there was no room for what the kernel found, or it does not look at such a text
)

// Look looks at a text in one go if it is short, whatever l has seen. It reports one in which
// the kernel sees nothing at all. It does not panic.
func (p *Prefilter) Look(text []byte, l *Look) (silent bool) {
	l.seen = unseen
	if len(text) == 0 || len(text) > small {
		return false
	}
	var n int
	var runs uint64
	switch p.looks {
	case AVX2, AVX512:
		n, runs = lookAsm(p.looks, text, &p.tables, &p.index, &l.finds)
	case Go:
		n, runs = p.index.even.lookGo(text, &l.finds)
	default:
		n = -1
	}
	if n < 0 {
		l.seen = blind
		return false
	}
	l.seen, l.n, l.runs = done, uint8(n), runs
	return n == 0 && runs == 0
}

// QuietSeen is Quiet for a text that l has seen, or was too long for it.
func (p *Prefilter) QuietSeen(text []byte, f Filter, l *Look) bool {
	if l.seen == unseen {
		return p.Quiet(text, f)
	}
	if l.seen == blind {
		var masks [small/64 + 1]uint64
		return p.quiet(text, 0, len(text), masks[:], f)
	}
	runs, asked := Runs{bits: l.runs}, 0
	return !p.loud(text, 0, len(text), l.finds[:l.n], f, &asked) &&
		(l.runs == 0 || idleRuns(p.kernel, &runs, text, 0, len(text), f))
}

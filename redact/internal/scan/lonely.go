package scan

// Text that is full of beginnings of a pattern holds none of the words that it needs, as a
// rule. A candidate that no such word can be near is none: it is not begun, or dropped where
// it takes the room of others, whose matches count.

// A quiet part of the text holds no word of a pattern, another place holds one.
type wordless struct {
	epoch    int // of the machine for which it holds
	from, to int // no word lies in the text between
	word     int // start of the last word that was found
	wordEnd  int // its end, 0 for none
}

const (
	// nearAll is the size of a block in which words are looked for.
	nearAll = nearBefore + nearInside
	// maxNear bounds the candidates at one state that a word may be near.
	maxNear = 512
)

// Of a candidate that begins at an offset.
const (
	mayBeNear uint8 = iota // a word is near, or the text around is not there yet
	isNear
	isLonely
)

// counts tells whether all candidates of p that a word is near are kept: what is a match
// needs nothing else.
func (p *Pattern) counts() bool { return p.Judge == nil && len(p.Near) > 0 }

// company tells whether a word of p may be near a match that begins at text[s], or behind
// it, up to text[last].
func (m *Machine) company(p *Pattern, t *track, s, last int) uint8 {
	from, to := max(0, s-nearBefore), last+nearInside
	if to > len(m.text) {
		if !m.final {
			return mayBeNear
		}
		to = len(m.text)
	}
	w := &t.words
	if w.epoch != m.epoch {
		*w = wordless{epoch: m.epoch}
	}
	if (from < w.from || w.to < to) && m.findWord(p, w, from, to) {
		return isNear
	}
	m.barren.reads(s-nearBefore, last+nearInside)
	return isLonely
}

// findWord looks for a word of p that lies in text[from:to].
func (m *Machine) findWord(p *Pattern, w *wordless, from, to int) bool {
	if w.wordEnd > 0 && from <= w.word && w.wordEnd <= to {
		return true
	}
	// A word may lie across the end of what is known.
	at := w.to - longest(p.Near)
	if from < w.from || at < from {
		w.from, w.to, at = from, from, from
	}
	for _, end := range [2]int{min(to+nearAll, len(m.text)), to} {
		i, n := anyWord(m.text[at:end], p.Near)
		if i < 0 {
			w.to = end
			return false
		}
		w.word, w.wordEnd = at+i, at+i+n
		if w.wordEnd <= to {
			return true
		}
	}
	return false
}

// deserted reports that every candidate of a literal that begins at text[at] is lonely,
// however what stands before it is written. Without asking, only what is known counts.
func (m *Machine) deserted(u *Use, at int, ask bool) bool {
	p := &m.plan.Patterns[u.Pattern]
	if !p.counts() || m.trace != nil {
		return false
	}
	if w := &m.tracks[u.Pattern].words; !ask && (w.epoch != m.epoch || w.from > at-maxLeft-nearBefore || w.to < at+nearInside) {
		return false
	}
	first := at
	if u.Hi > 0 {
		first = at - maxLeft
	}
	return m.company(p, &m.tracks[u.Pattern], first, at) == isLonely
}

// anyWord returns where one of the words stands in s, and its size, or -1.
func anyWord(s []byte, words [][]byte) (at, size int) {
	for _, w := range words {
		if i := indexFold(s, w); i >= 0 {
			return i, len(w)
		}
	}
	return -1, 0
}

func longest(words [][]byte) (n int) {
	for _, w := range words {
		n = max(n, len(w))
	}
	return n
}

// purge drops the candidates of g that are lonely, but for one of them if all are, unless
// it did so a little before.
func (m *Machine) purge(p *Pattern, t *track, g *group) {
	if g.pos >= t.purged && g.pos < t.purged+nearInside {
		return
	}
	t.purged = g.pos
	prev := int32(none)
	for i := g.first; i >= 0; {
		next := t.ents[i].next
		if g.n > 1 && m.company(p, t, t.ents[i].start, t.ents[i].start) == isLonely {
			t.drop(g, prev, i)
		} else {
			prev = i
		}
		i = next
	}
}

// stands reports that the one candidate of p, by its start, may stand for the other: a word
// is near both, as far as is known now and at the end.
func (m *Machine) stands(p *Pattern, t *track, one, other int) bool {
	return m.company(p, t, one, one) == isNear && m.company(p, t, other, other) == isNear
}

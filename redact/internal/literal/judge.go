package literal

// A Judge is a Filter that can tell what a literal leads to.
type Judge interface {
	Filter
	// Judge tells what comes of an occurrence in the whole text, of at most MaxJudged
	// bytes. Until is the greatest Until of what it has told of this text.
	Judge(text []byte, h Hit, until int) Finding
}

// MaxJudged bounds the texts of which a Judge is asked.
const MaxJudged = block

// An Outcome is how a Finding counts.
type Outcome uint8

const (
	// Nothing comes of the literal.
	Nothing Outcome = iota
	// Slight counts only if Something comes of another literal.
	Slight
	// Something may be hidden.
	Something
	// Same is what was told last of another literal.
	Same
	// Unclear is what no quick look can tell.
	Unclear
)

// A Finding is what comes of a literal. What the numbers mean is the Judge's, but for
// Until and Reach: what has one and begins before that of another is unclear, unless all
// is Slight.
type Finding struct {
	Outcome    Outcome
	Kind       uint8
	Flags      uint8
	Quote      [2]uint8
	From, To   uint16 // of the literal
	Start, End uint16
	Reach      uint16 // 0 for what can stand in others
	Until      uint16
	By         int32
}

// maxFindings bounds what is told of one text.
const maxFindings = 8

// findings are those of one text.
type findings struct {
	n       uint8
	last    uint8 // the one with an Until, plus one
	some    bool  // Something is among them
	crowded bool  // Slight ones are left out, or stand in one another
	until   uint16
	reach   uint16
	all     [maxFindings]Finding
}

// add notes what comes of h. It returns false where that is unclear.
func (l *findings) add(h Hit, x Finding) bool {
	switch x.Outcome {
	case Nothing:
		return true
	case Same:
		// The first literal counts, in the order of Scan.
		if y := &l.all[l.last-1]; h.End < int(y.To) || h.End == int(y.To) && h.Start < int(y.From) {
			y.From, y.To = uint16(h.Start), uint16(h.End)
		}
		return true
	case Unclear:
		return false
	}
	l.some = l.some || x.Outcome == Something
	l.crowded = l.crowded || l.n == maxFindings || x.Reach > 0 && x.Start < l.reach
	if l.crowded {
		return !l.some
	}
	x.From, x.To = uint16(h.Start), uint16(h.End)
	l.all[l.n] = x
	l.n++
	l.reach = max(l.reach, x.Reach)
	if x.Until > 0 {
		l.until, l.last = x.Until, l.n
	}
	return true
}

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

// A Finding is what comes of a literal. It is cut in parts so that it is returned in
// registers.
type Finding struct {
	Outcome Outcome
	Told
	Bounds
}

// Told is what only the Judge knows the meaning of.
type Told struct {
	Kind uint8
	By   uint16
	Wrap uint16
}

// Bounds are offsets. What has a Reach and begins before that of another is unclear, unless
// all is Slight.
type Bounds struct{ Start, End, Reach, Until uint16 }

// An Occurrence is a Finding with its literal.
type Occurrence struct {
	Finding
	From, To uint16
}

// maxFindings bounds what is told of one text.
const maxFindings = 6

// findings are those of one text.
type findings struct {
	n       uint8
	last    uint8 // the one with an Until, plus one
	some    bool  // Something is among them
	crowded bool  // Slight ones are left out, or stand in one another
	asked   uint16
	until   uint16
	reach   uint16
	all     [maxFindings]Occurrence
}

// ask notes what j tells of h. It returns false where that is unclear.
func (l *findings) ask(j Judge, text []byte, h Hit) bool {
	if l.asked++; int(l.asked) > enough(len(text)) {
		return false
	}
	x := j.Judge(text, h, int(l.until))
	return x.Outcome == Nothing || l.add(h, x)
}

// add notes what comes of h, which is something or Same.
func (l *findings) add(h Hit, x Finding) bool {
	switch x.Outcome {
	case Same:
		y := &l.all[l.last-1]
		if h.End <= int(y.From) {
			return false // literals come in order, or so it is thought
		}
		// The first one counts, in the order of Scan.
		if h.End < int(y.To) || h.End == int(y.To) && h.Start < int(y.From) {
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
	l.all[l.n] = Occurrence{x, uint16(h.Start), uint16(h.End)}
	l.n++
	l.reach = max(l.reach, x.Reach)
	if x.Until > 0 {
		l.until, l.last = x.Until, l.n
	}
	return true
}

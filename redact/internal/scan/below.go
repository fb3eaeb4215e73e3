package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A state in which a pattern counts, as behind the beginning of eyJ[0-9A-Za-z]{10,}, is
// another for each candidate. But all that matches from there on does so from the state in
// which the pattern goes on for ever, too: it is below that. So where nothing matches from
// the one nothing does from the other.
type below struct {
	top  pattern.State
	with []bool // by state: it is below top
}

const (
	// maxBelow bounds the states of one pattern of which those below are known, and
	// maxBelowRow the size of its table.
	maxBelow    = 2
	maxBelowRow = 1 << 14
	// enoughMissed is the number of states that were met in vain before this is asked.
	enoughMissed = 32
)

// isBelow reports that a state is below top, if that is known.
func (w *way) isBelow(state, top pattern.State) bool {
	for i := range w.below {
		if b := &w.below[i]; b.top == top {
			return int(state) < len(b.with) && b.with[state]
		}
	}
	if w.missed++; w.missed <= enoughMissed || len(w.below) == maxBelow {
		return false
	}
	w.missed = 0
	w.below = append(w.below, below{top, w.of.below(top)})
	return false
}

// below returns the states that are below top, or nil where that is not asked for. It is
// the largest set that holds what is told of it: from a state of it each symbol leads
// where it leads from top, or to nothing, or to a state of the set if top stays; and what
// ends a match ends one from top.
func (p *Pattern) below(top pattern.State) []bool {
	table := p.Prog.Table()
	class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
	shift &= 15
	if len(next) > maxBelowRow {
		return nil
	}
	row := len(next) / p.Prog.States()
	var read [256]bool // by class: its bytes may begin a unit
	for b := range 256 {
		if unit.Special(byte(b)) {
			read[class[b]] = true
		}
	}
	from := next[int(top)<<shift:][:eof+1]
	with := make([]bool, len(next)>>shift)
	for at := 0; at < len(next); at += row {
		with[at>>shift] = true
	}
	fits := func(s int) bool {
		for c, t := range next[s<<shift:][:eof+1] {
			u := from[c]
			switch {
			case t&pattern.Accept != 0 && u&pattern.Accept == 0:
				return false
			case c == eof:
				continue
			}
			t, u = t&^pattern.Accept, u&^pattern.Accept
			if read[c] && (t == pattern.Dead) != (u == pattern.Dead) {
				return false // the one reads a unit where the other reads a byte
			}
			if t != pattern.Dead && t != u && (u != top || !with[t]) {
				return false
			}
		}
		return true
	}
	for more := true; more; {
		more = false
		for at := len(next) - row; at > 0; at -= row { // states come before those that follow them
			if s := at >> shift; with[s] && !fits(s) {
				with[s], more = false, true
			}
		}
	}
	return with
}

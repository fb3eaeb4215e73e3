package scan

import (
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// IdleRun reports that nothing comes of the run of base64 that goes on at text[at]: it
// decodes to no text, no pattern that holds a run begins with it, and it is not data of a
// manifest. It is for runs that are spelled plainly: others are not idle.
func (p *Plan) IdleRun(text []byte, at int) (end int, idle bool) {
	end, idle = p.idleFrom(text, runOf(text, at))
	return max(end, at), idle
}

// idleFrom is IdleRun for a run that begins at text[start].
func (p *Plan) idleFrom(text []byte, start int) (end int, idle bool) {
	if start > 0 {
		switch b := text[start-1]; {
		case literal.IsDigit(b), b == '%', unit.Special(b), spelled(text, start):
			return start, false
		case b == '[' || b == ';':
			for i := start + 1; i < min(start+5, len(text)); i++ {
				if _, _, ok := unit.Before(text, i); ok {
					return start, false // the rest of a colour
				}
			}
		}
	}
	if !p.idlePart(text, start) {
		return start, false
	}
	begins := [maxBegins]int{start} // where plain text may begin
	n := 1
	for end = start; end < len(text) && sextet[text[end]] != 0; end++ {
		if !signs[text[end]] {
			continue
		}
		if !p.idlePart(text, end+1) {
			return start, false
		}
		if n < maxBegins && end+1 < start+encodedLeft {
			begins[n] = end + 1
			n++
		}
	}
	if end-start >= MaxEncoded-1 || end < len(text) && unit.Special(text[end]) {
		return start, false
	}
	for _, i := range begins[:n] {
		if end-i >= minPlain/3*4 && begins64(text[i:end]) {
			return start, false
		}
	}
	return end, !p.inSecret(text, start)
}

// idlePart reports that no match holds the part of a run that begins at text[at].
func (p *Plan) idlePart(text []byte, at int) bool {
	if p.runs == nil {
		return true
	}
	mask := ^uint32(0)
	if at > 0 {
		mask = p.runs.before[text[at-1]]
	}
	for j := 0; j < len(p.runs.at) && at+j < len(text); j++ {
		b := text[at+j]
		if mask &= p.runs.at[j][b]; mask == 0 {
			return true
		}
		if unit.Special(b) {
			break
		}
	}
	if spelledLeft(text, at, p.runs.most) {
		return false
	}
	for ; mask != 0; mask &= mask - 1 {
		for k := bits.TrailingZeros32(mask); k < len(p.slots); k += maxSlots {
			s := &p.slots[k]
			if i := at - s.off; i >= 0 && p.runs.begins(text, i, mask&-mask) && (i > 0 && spelled(text, i) || p.Patterns[s.pattern].dies(text, i, maxBarren) < 0) {
				return false
			}
		}
	}
	return true
}

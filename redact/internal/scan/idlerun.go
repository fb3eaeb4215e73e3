package scan

import (
	"bytes"
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// IdleRun reports that nothing comes of the run of base64 that goes on at text[at]: it
// decodes to no text, no pattern that holds a run begins with it, and it is not data of a
// manifest. It is for runs that are spelled plainly: others are not idle.
func (p *Plan) IdleRun(text []byte, at int) (end int, idle bool) {
	end, idle = p.idleFrom(text, runOf(text, at), true, nil)
	return max(end, at), idle
}

// idleFrom is IdleRun for a run that begins at text[start]. With reads one may decode to text
// in which nothing is found. A machine whose text it is need not look far back.
func (p *Plan) idleFrom(text []byte, start int, reads bool, m *Machine) (end int, idle bool) {
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
	escapes := p.runs != nil && spelledLeft(text, start, p.runs.most)
	if !p.idlePart(text, start, escapes) {
		return start, false
	}
	begins := [maxBegins]int{start} // where plain text may begin
	n := 1
	for end = start; ; end++ {
		if end = plainDigits(text, end); end == len(text) || !signs[text[end]] {
			break
		}
		if !p.idlePart(text, end+1, escapes) {
			return start, false
		}
		if n < maxBegins && end+1 < start+encodedLeft {
			begins[n] = end + 1
			n++
		}
	}
	padded := end
	for padded < len(text) && text[padded] == '=' {
		padded++
	}
	if end-start >= MaxEncoded-1 || padded < len(text) && (unit.Special(text[padded]) || padded > end && bytes.IndexByte(encodedPadding, text[padded]) >= 0) {
		return start, false
	}
	for _, i := range begins[:n] {
		if end-i >= minPlain/3*4 && begins64(text[i:end]) && !(reads && p.idleText(text[i:end])) {
			return start, false
		}
	}
	if m != nil {
		return end, !m.inSecret(start)
	}
	return end, !p.inSecret(text, start)
}

// encodedPadding begins what may stand for an equals sign behind another.
var encodedPadding = []byte(`%&\`)

// plainDigits returns the end of the digits from text[i] on that are no signs.
func plainDigits(text []byte, i int) int {
	for i < len(text) && unsigned[text[i]] {
		i++
	}
	return i
}

// unsigned marks the digits of base64 that are letters or decimal digits.
var unsigned = func() (t [256]bool) {
	for b := range t {
		t[b] = sextet[b] != 0 && !signs[b]
	}
	return t
}()

// idlePart reports that no match holds the part of a run that begins at text[at]. Escapes
// tells that there may be some before the run.
func (p *Plan) idlePart(text []byte, at int, escapes bool) bool {
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
	if escapes && spelledLeft(text, at, p.runs.most) {
		return false
	}
	for ; mask != 0; mask &= mask - 1 {
		for k := bits.TrailingZeros32(mask); k < len(p.slots); k += maxSlots {
			s := &p.slots[k]
			i := at - s.off
			if i < 0 || i < len(text) && p.runs.first[0][text[i]]&mask&-mask == 0 {
				continue // soonest told
			}
			if p.runs.begins(text, i, mask&-mask) && (i > 0 && spelled(text, i) || p.Patterns[s.pattern].dies(text, i, maxBarren) < 0) {
				return false
			}
		}
	}
	return true
}

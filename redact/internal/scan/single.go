package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A Verdict is what Single tells of a text.
type Verdict uint8

const (
	// Several groups may have to be replaced, or what is around one has to be read: a
	// machine tells.
	Several Verdict = iota
	// None has to.
	None
	// One has to.
	One
)

// maxSingle bounds the matches of the group that Single tells.
const maxSingle = 4

// Verifies reports that Single needs a machine.
func (p *Plan) Verifies(all []literal.Occurrence) bool {
	for i := range all {
		if x := &all[i]; x.Kind&kinds == isMatch && p.Patterns[x.By].Judge != nil {
			return true
		}
	}
	return false
}

// Single tells the one group that is to be replaced in a text of which a look has told all,
// as take and Emit would, without what a machine keeps: where nothing that stands before it
// reads on behind it. Most lines with a secret have but one. Of m, which is reset, it uses no
// more than the room for a copy; without Verifies it may be nil. What verifies a match is asked
// only where that decides: a machine would ask it once more.
func (p *Plan) Single(m *Machine, text []byte, all []literal.Occurrence, g *Group) (end int, v Verdict) {
	if len(text) > p.MaxMatch || p.Search == nil || m != nil && apart(all) {
		return 0, Several
	}
	var room [maxSingle]suspect
	suspects := room[:0]
	for i := range all {
		x := &all[i]
		if p.Detectors[p.detector(x)].ReportOnly || x.Kind&kinds == isMatch && meets(all[:i], x) {
			return 0, Several
		}
		s, by, ok := p.spanOf(text, x)
		if !ok || p.Allowed != nil && p.Allowed(text[s.Start:s.End]) {
			continue
		}
		if len(suspects) == maxSingle {
			return 0, Several
		}
		suspects = append(suspects, suspect{s, by})
	}
	end, v = p.single(text, all, suspects, g)
	if v != One || m == nil {
		return end, v
	}
	kept := suspects[:0]
	m.text = text
	for i := range suspects {
		x := suspects[i]
		if x.by != nil {
			var rejected bool
			if rejected, x.Confirmed = m.verify(x.by, x.Start, x.End); rejected {
				continue
			}
		}
		kept = append(kept, x)
	}
	m.text = nil
	return p.single(text, all, kept, g)
}

// A suspect is a span that may be rejected by what verifies the matches of a pattern.
type suspect struct {
	Span
	by *Pattern
}

// single is Single for what is found.
func (p *Plan) single(text []byte, all []literal.Occurrence, suspects []suspect, g *Group) (end int, v Verdict) {
	var room [maxSingle]Span
	spans := room[:len(suspects)]
	for i := range suspects {
		spans[i] = suspects[i].Span
	}
	if len(spans) == 0 {
		return 0, None
	}
	if len(spans) > 1 {
		sortSpans(spans)
	}
	*g = Group{First: spans[0], Start: spans[0].Start, Spans: 1, Wrap: spans[0].Wrap, Confirmed: spans[0].Confirmed}
	end = spans[0].End
	for i := range spans[1:] {
		s, last := &spans[i+1], &spans[i]
		if s.Start > end {
			return 0, Several
		}
		end = max(end, s.End)
		g.Confirmed = g.Confirmed || s.Confirmed
		if s.Start != last.Start || s.End != last.End || s.Det != last.Det {
			g.Spans++
		}
	}
	short, whole := false, false // see replace
	for i := range spans {
		s := &spans[i]
		if g.Denies == 0 && p.Detectors[s.Det].Denies {
			g.Denies = s.Det + 1
		}
		short = short || s.Named && s.End < end
		whole = whole || s.Named && s.End == end
	}
	if short && !whole || p.readsOn(text, all, g.Start, end) {
		return 0, Several
	}
	_, g.Parens = urlBefore(text, g.Start, max(0, g.Start-maxURL))
	g.Glued = glued(text, g.Start, end)
	return end, One
}

// apart reports matches that do not touch: what verifies them is not asked twice.
func apart(all []literal.Occurrence) bool {
	end := -1
	for i := range all {
		if x := &all[i]; x.Kind&kinds == isMatch {
			if end >= 0 && int(x.Start) > end {
				return true
			}
			end = max(end, int(x.End))
		}
	}
	return false
}

// spanOf returns what is to be hidden of a finding, if that is anything, and the pattern whose
// function verifies it, or nil.
func (p *Plan) spanOf(text []byte, x *literal.Occurrence) (s Span, verifies *Pattern, ok bool) {
	s = Span{Start: int(x.Start), End: int(x.End), Det: p.detector(x)}
	s.Rank = p.Detectors[s.Det].Rank
	switch x.Kind & kinds {
	case isName:
		return s, nil, false
	case isValue:
		s.Named, s.Wrap = true, grammar.Wrap{Ch: byte(x.Wrap), Esc: byte(x.Wrap >> 8)}
		return s, nil, x.Kind&spared == 0 && s.End > s.Start
	case isUserinfo:
		return s, nil, s.End > s.Start
	}
	by := &p.Patterns[x.By]
	left, right := by.Prog.Group()
	near := by.near(text, s.Start, s.End)
	// A match is of plain bytes, each a character.
	if s.Start, s.End = s.Start+left, s.End-right; s.End <= s.Start || !near {
		return s, nil, false
	}
	if by.Judge == nil {
		by = nil
	}
	return s, by, true
}

// readsOn reports that more than text[start:end] may have to be replaced: a value that is
// spared and overlaps it, a number of JSON, an escape that it cuts, or what a name before it
// takes for its value.
func (p *Plan) readsOn(text []byte, all []literal.Occurrence, start, end int) bool {
	if b := text[start]; numberByte(b) || b == ',' || blank(b) {
		if one, several := numbers(text[start:end]); one || several {
			return true
		}
	}
	if unit.Snap(text, start) != start || unit.SnapEnd(text, end) != end {
		return true
	}
	line, names, closes := false, 0, false
	for i := range all {
		x := &all[i]
		switch x.Kind & kinds {
		case isMatch, isUserinfo:
			continue
		case isValue:
			if x.Kind&spared != 0 && int(x.Start) < end && start < int(x.End) {
				return true
			}
		}
		if int(x.To) <= start && start-int(x.To) <= maxGap {
			names++
			line = line || x.Kind&toLine != 0
			closes = x.Kind&closed != 0 && int(x.Start) == start && int(x.End) == end
		}
	}
	return names > 0 && end < len(text) && settles(text, start, line)&enders[text[end]] == 0 && (names > 1 || !closes)
}

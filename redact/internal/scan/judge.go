package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

var _ literal.Judge = (*Plan)(nil)

// Kinds of findings.
const (
	isName     uint8 = iota // that stands before no value
	isValue                 // of a name
	isMatch                 // of a pattern, as it is read
	isUserinfo              // the password, or the user, of a URL

	kinds = 3

	spared = 4  // the name does not hide the value
	toLine = 8  // a value of the name may reach to the end of its line
	closed = 16 // a quote mark of JSON ends the value, whatever it is
)

var nothing, unclear = literal.Finding{}, literal.Finding{Outcome: literal.Unclear}

// finding is something at text[start:end].
func finding(kind uint8, start, end int) literal.Finding {
	return literal.Finding{Outcome: literal.Something, Told: literal.Told{Kind: kind}, Bounds: literal.Bounds{Start: uint16(start), End: uint16(end)}}
}

// Idle reports that nothing comes of a literal in a text that is all there is: a name
// without a value, a URL without a password. It looks at each by itself, as hit does.
func (p *Plan) Idle(text []byte, h literal.Hit) bool {
	return p.Judge(text, h, 0).Outcome <= literal.Slight
}

// Judge implements literal.Judge.
func (p *Plan) Judge(text []byte, h literal.Hit, until int) (out literal.Finding) {
	uses := p.Uses[h.ID]
	if len(uses) == 1 {
		return p.judge(&uses[0], text, h, until)
	}
	for i := range uses {
		switch x := p.judge(&uses[i], text, h, until); {
		case x.Outcome == literal.Nothing:
		case x.Outcome == literal.Unclear || out.Outcome != literal.Nothing:
			return unclear
		default:
			out = x
		}
	}
	return out
}

func (p *Plan) judge(u *Use, text []byte, h literal.Hit, until int) literal.Finding {
	switch u.Kind {
	case UsePattern:
		if u.guard != nil && !u.guard.lets(text, h.Start, h.End) {
			return nothing
		}
		return by(u.Pattern, p.Patterns[u.Pattern].judge(text, h.Start, u.Lo, u.Hi))
	case UseNear:
		if p.Patterns[u.Pattern].alone(text, h.Start, h.End) {
			return nothing
		}
	case UseName:
		if h.End <= until {
			if bytes.IndexByte(text[h.Start:h.End], ' ') >= 0 {
				return unclear // of a name in several words the last was told of
			}
			return literal.Finding{Outcome: literal.Same}
		}
		return p.judgeName(u, text, h)
	case UseURL:
		if grammar.NoUserinfo(text, h.End, true) {
			return nothing
		}
		info := grammar.OpenUserinfo(text, h.Start, h.End)
		if info.Run(text, true) == grammar.Dead {
			return nothing
		}
		pass, user := info.Spans(p.Names, text)
		return userinfo(pass, user)
	case UseStated:
		if !p.stated(text, h) {
			return nothing
		}
	case UseArguments:
		if grammar.NoArguments(text, h.Start, h.End) {
			return nothing
		}
	case UseCommand:
		if grammar.NoCommand(text, h.Start, h.End, int(u.Pattern)) {
			return nothing
		}
	case UseAudit:
		if p.idleAudit(text, h.Start, h.End, u.Pattern) {
			return nothing
		}
	case UseDSN:
		return userinfo(grammar.DSN(p.Names, text, h.Start), [2]int{})
	}
	return unclear
}

// namesOthers reports that the name which a literal at text[at] announces is one of what another
// member of its object holds.
func (p *Plan) namesOthers(text []byte, at int) bool {
	o := grammar.OpenNaming(text, at)
	return o.Run(p.Names, text, true) == grammar.Done
}

// stated reports that another member names what the one holds which a literal announces.
func (p *Plan) stated(text []byte, h literal.Hit) bool {
	o, ok := grammar.OpenStated(text, h.Start, h.End)
	return ok && o.Run(p.Names, text, true) == grammar.Done
}

// by makes x a finding of a pattern or a detector, of which there may be more than a finding
// can name.
func by(n int32, x literal.Finding) literal.Finding {
	if x.By = uint16(n); int32(x.By) != n && x.Outcome != literal.Nothing {
		return unclear
	}
	return x
}

// userinfo is the finding of what a URL hides.
func userinfo(a, b [2]int) literal.Finding {
	if a[1] <= a[0] {
		a, b = b, a
	}
	switch {
	case a[1] <= a[0]:
		return nothing
	case b[1] > b[0]:
		return unclear
	}
	return finding(isUserinfo, a[0], a[1])
}

// judgeName judges the value of the name that a literal announces.
func (p *Plan) judgeName(u *Use, text []byte, h literal.Hit) literal.Finding {
	from, to, look := grammar.Look(text, h.Start, h.End, u.sides, true)
	if grammar.NamesOthers(text, from) && p.namesOthers(text, from) {
		return unclear
	}
	switch look {
	case grammar.Hopeless, grammar.Part:
		return nothing
	case grammar.Unclear:
		return unclear
	}
	class, ok := u.class, true
	if !u.is(h, from, to) || !oneWord(text[from:to]) {
		class, ok = p.Names.ClassifyPlain(text[from:to])
	}
	if !ok || grammar.NoValue(text, from, to, class, true) {
		return nothing
	}
	x := p.judgeValue(text, from, to, class)
	if x.Outcome != literal.Something && to < len(text) && text[to] == '"' && !strict(text, from, to) {
		return unclear
	}
	if x.Until = uint16(to); class.Extent != grammar.ExtentValue {
		x.Kind |= toLine
	}
	return by(class.Det, x)
}

// judgeValue judges what follows the sensitive name text[from:to].
func (p *Plan) judgeValue(text []byte, from, to int, class grammar.Class) literal.Finding {
	if start, end, ok := grammar.Member(text, from, to, class); ok {
		x := finding(isValue|closed, start, end)
		x.Reach = uint16(end + 1)
		return counted(x, end+1-start, !p.Names.Hide(class, text[start:end], true))
	}
	var c grammar.Candidate
	if p.Names.InMark(text, from, to) || !c.OpenPlain(text, from, to, false, class) {
		return literal.Finding{Outcome: literal.Slight}
	}
	out := p.readValue(&c, text)
	if !c.Asked() {
		return out
	}
	c.OpenPlain(text, from, to, true, class)
	in := p.readValue(&c, text)
	if out == in {
		return out
	}
	switch inStr, sure := grammar.InString(text, from); {
	case !sure:
		return unclear
	case inStr:
		return in
	}
	return out
}

// readValue reads and judges the value of a name as a machine would if no other value
// reaches beyond its beginning.
func (p *Plan) readValue(c *grammar.Candidate, text []byte) literal.Finding {
	st := c.Run(p.Names, text, true, p.MaxMatch)
	if st == grammar.Dead {
		return literal.Finding{Outcome: literal.Slight}
	}
	if st != grammar.Begun || c.Nests() || c.Rest() {
		return unclear
	}
	begun := c.Value()
	st = c.Run(p.Names, text, true, p.MaxMatch)
	x := finding(isName, begun, begun)
	x.Reach = uint16(c.Reach())
	size := c.Reach() - begun
	if st == grammar.Dead {
		return counted(x, size, true)
	}
	if st != grammar.Done {
		return unclear
	}
	keeps := p.spared(c, text)
	start, end, wrap := c.Span()
	if _, _, list := c.List(); list || start != begun {
		return unclear
	}
	x.Kind, x.End, x.Wrap = isValue, uint16(end), uint16(wrap.Ch)|uint16(wrap.Esc)<<8
	return counted(x, size, keeps)
}

// counted is the finding of a value of a size that its name spares or not. A short one that
// it spares is slight: values of nine names do not begin in so few bytes, so it does not
// matter what begins in it. Bounds do not tell the size: Idle has texts that they are too
// small for.
func counted(x literal.Finding, size int, keeps bool) literal.Finding {
	const short = 24
	if keeps {
		x.Kind |= spared
		if size <= short {
			x.Outcome = literal.Slight
		}
	}
	return x
}

// maxJudged bounds the bytes that are read for the matches of one literal, as far as none is
// one yet: a web token is one behind some 120.
const maxJudged = 256

// judge judges the matches of a pattern that begin lo to hi bytes before text[at]. It reads
// plain bytes only, as run does.
func (p *Pattern) judge(text []byte, at, lo, hi int) (out literal.Finding) {
	if hi > maxBarren {
		return unclear
	}
	left := maxJudged
	plain := at // from here on no unit begins or ends but plain bytes
	for s := at - lo; s >= max(0, at-hi); s-- {
		if w := s - unit.WidthBefore(text, s); w < plain {
			if unit.AnySpecial(text[w:plain]) {
				return unclear
			}
			plain = w
		}
		var end int
		switch end, left = p.reads(text, s, left); {
		case left < 0, end > 0 && out.Outcome != literal.Nothing:
			return unclear
		case end > 0:
			out = finding(isMatch, s, end)
		}
	}
	return out
}

// reads reads up to left bytes and returns the end of the longest match that begins at
// text[s], before which a plain byte ends, or 0, and how many bytes are left. That is -1
// where it cannot tell; of a match all is read.
func (p *Pattern) reads(text []byte, s, left int) (end, rest int) {
	prev := -1
	if s > 0 {
		prev = int(text[s-1])
	}
	table := p.Prog.Table()
	class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
	shift &= 15
	state := p.Prog.Start(prev)
	pos, stop := s, min(len(text), s+left)
	asked, lonely := false, false // what stands nearby is looked at once
	for pos < stop && state != pattern.Dead {
		var n pattern.State
		if pos, state, n = passes(text[:stop], pos, state, class, next, shift); pos == stop {
			break
		}
		if n&pattern.Accept != 0 {
			if !asked {
				asked, lonely = true, p.lonely(text, s)
			}
			if !lonely {
				stop = len(text)
			}
			if n == state|pattern.Accept {
				pos = loop(text[:stop], pos+1, class, next[int(state)<<shift:], n) - 1
			}
			if !lonely {
				end = pos
			}
		}
		state = n &^ pattern.Accept
		pos++
	}
	switch open := state != pattern.Dead; {
	case open && pos < len(text), unit.AnySpecial(text[s:pos]):
		return 0, -1
	case open && next[int(state)<<shift+eof]&pattern.Accept != 0 && !lonely && (asked || !p.lonely(text, s)):
		end = pos
	}
	return end, max(left-(pos-s), 0)
}

package scan

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

var _ literal.Filter = (*Plan)(nil)

// Idle reports that nothing comes of a literal in a text that is all there is: a name
// without a value, a URL without a password. It looks at each by itself, as hit does.
func (p *Plan) Idle(text []byte, h literal.Hit) bool {
	uses := p.Uses[h.ID]
	for i := range uses {
		if u := &uses[i]; !p.idle(u, text, h) {
			return false
		}
	}
	return true
}

func (p *Plan) idle(u *Use, text []byte, h literal.Hit) bool {
	switch u.Kind {
	case UsePattern:
		return u.guard != nil && !u.guard.lets(text, h.Start, h.End)
	case UseName:
		switch from, to, look := grammar.Look(text, h.Start, h.End, u.sides, true); look {
		case grammar.Hopeless, grammar.Part:
			return true
		case grammar.Plain:
			if p.Names.InMark(text, from, to) {
				return true
			}
			class, ok := p.Names.ClassifyPlain(text[from:to])
			return !ok || p.valueless(text, from, to, class)
		}
	case UseURL:
		info := grammar.OpenUserinfo(text, h.Start, h.End)
		return info.Run(text, true) == grammar.Dead
	case UseEarly:
		e, ok := grammar.OpenEarly(text, h.Start, h.End)
		if !ok || e.Run(text, true) != grammar.Done {
			return true
		}
		_, _, name := e.Span(text)
		_, sensitive := p.Names.Classify(name)
		return !sensitive
	case UseCommand:
		return grammar.NoCommand(text, h.Start, int(u.Pattern))
	case UseDSN:
		pass := grammar.DSN(p.Names, text, h.Start)
		return pass[1] <= pass[0]
	}
	return false
}

// valueless reports that no value follows the sensitive name text[from:to], in a string
// of JSON or not. That of a quoted name may be for who reads the structure of JSON.
func (p *Plan) valueless(text []byte, from, to int, class grammar.Class) bool {
	if to < len(text) && text[to] == '"' {
		return false
	}
	c, ok := grammar.OpenPlain(text, from, to, false, class)
	if !ok {
		return true
	}
	inside := c.InString()
	dies := func(c *grammar.Candidate) bool {
		return c.Run(p.Names, text, true, p.MaxMatch) == grammar.Dead && !c.HasBegun()
	}
	return dies(&c) && dies(&inside)
}

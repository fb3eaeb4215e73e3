package redact

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// policy is the walker's view of a plan, for one sink.
type policy struct {
	st     *state
	paths  *paths
	origin origin
}

var _ walk.Policy = (*policy)(nil)

// maxSinks bounds the policies that are kept; more sinks cost an allocation each.
const maxSinks = 64

func (st *state) policy(paths *paths, from origin) *policy {
	if paths != st.paths || from.at != nil || from.notes != nil {
		return &policy{st, paths, from}
	}
	if p, ok := st.policies.Load(from.sink); ok {
		return p.(*policy)
	}
	p := &policy{st, paths, from}
	if st.sinks.Add(1) <= maxSinks {
		st.policies.Store(from.sink, p)
	}
	return p
}

func (p *policy) judge(s walk.Scope, name string) judgement {
	return p.st.decide(p.paths, place(s.Path), name, s.Hide, s.Weak)
}

// Enter implements walk.Policy.
func (p *policy) Enter(s walk.Scope, name string) walk.Scope {
	j := p.judge(s, name)
	return walk.Scope{Path: uint32(j.path), Hide: j.hides(s.Hide), Weak: j.weak()}
}

// Decide implements walk.Policy.
func (p *policy) Decide(s walk.Scope, name string) walk.Decision {
	j := p.judge(s, name)
	j.denied(p.st, p.origin)
	if p.paths != nil && !s.Told {
		p.paths.report(p.st, j.path)
	}
	switch drop := j.action == DropField; {
	case drop && j.mode == ruled && j.opens:
		return walk.OpenDrop
	case drop:
		return walk.Drop
	case j.mode == kept:
		return walk.Keep
	case j.mode == named:
		return walk.Redact
	case j.mode == ruled && j.opens:
		return walk.Open
	case j.mode == ruled:
		return walk.Hide
	}
	return walk.Scan
}

// Ruled implements walk.Policy.
func (p *policy) Ruled(s walk.Scope, name string) bool {
	return p.paths != nil && p.judge(s, name).rule
}

// Suggest implements walk.Policy.
func (p *policy) Suggest(s walk.Scope, name string) walk.Decision {
	if p.paths == nil || !p.paths.strict {
		if d := p.Decide(s, name); d != walk.Open {
			return d
		}
		return walk.Hide
	}
	if class, ok := p.st.classify(name); ok && p.st.dets[class.Det].Action != Report {
		return walk.Redact
	}
	return walk.Scan
}

// Column implements walk.Policy.
func (p *policy) Column(statement string) string { return p.st.column(statement) }

// Harmless implements walk.Policy.
func (p *policy) Harmless(name string) bool {
	if p.paths != nil {
		return false
	}
	_, ok := p.st.classify(name)
	return !ok && !grammar.Holds(bytesOf(name))
}

// Name implements walk.Policy.
func (p *policy) Name(s walk.Scope, name string) string {
	if p.paths != nil && p.paths.strict {
		if j := p.judge(s, name); p.paths.stranger(&j, name) {
			return p.st.mark(p.st.pathDet, nil, p.origin)
		}
	}
	return p.st.text(name, p.origin)
}

// Text implements walk.Policy.
func (p *policy) Text(s walk.Scope, d walk.Decision, name, text string) string {
	if p.paths != nil && len(p.paths.told) > 0 && name != "" && text != "" {
		p.paths.onText(p.st, p.paths.enter(place(s.Path), name), text, p.origin)
	}
	switch d {
	case walk.Keep:
		return p.st.judged(text, judgement{mode: kept}, p.origin)
	case walk.Redact, walk.Hide, walk.Open:
		return p.st.judged(text, p.hiding(s, name), p.origin)
	}
	return p.st.text(text, p.origin)
}

// hiding is the judgement on a name that was judged Redact or Hide.
func (p *policy) hiding(s walk.Scope, name string) judgement {
	j := p.judge(s, name)
	if j.mode != named && j.mode != ruled {
		j.mode, j.det = ruled, p.st.pathDet
	}
	return j
}

// Number implements walk.Policy.
func (p *policy) Number(s walk.Scope, name, text string) (string, bool) {
	if j := p.judge(s, name); j.mode == named && !p.st.names.Hide(j.class, bytesOf(text), true) {
		return "", false
	}
	return p.Hidden(s, name), true
}

// Whole implements walk.Policy.
func (p *policy) Whole(s walk.Scope, name string) bool {
	j := p.judge(s, name)
	return j.whole()
}

// Spares implements walk.Policy.
func (p *policy) Spares(s walk.Scope, name, text string) bool {
	j := p.judge(s, name)
	return j.mode == named && !p.st.names.Hide(j.class, bytesOf(text), true)
}

// Hidden implements walk.Policy.
func (p *policy) Hidden(s walk.Scope, name string) string {
	j := p.hiding(s, name)
	det := j.det
	if j.mode == named {
		det = j.class.Det
	}
	return p.st.mark(det, nil, p.origin)
}

// JSON implements walk.Policy.
func (p *policy) JSON(s walk.Scope, d walk.Decision, name string, raw []byte) []byte {
	root := verdict{path: place(s.Path), inside: true, under: s.Hide && d < walk.Keep, method: p.st.pathDet, keep: d == walk.Keep}
	if name != "" || d >= walk.Redact {
		j := p.judge(s, name)
		if d >= walk.Redact {
			j = p.hiding(s, name)
			root.class, root.named, root.hide = j.class, j.mode == named, j.mode == ruled
			root.method, root.opens = j.det, j.opens && d != walk.Hide
		}
		if name != "" {
			root.path = j.path
		}
	}
	out, clean := p.st.appendJSON(nil, raw, jsonRecord{paths: p.paths, origin: p.origin}, root)
	if clean {
		return raw
	}
	return out
}

// URL implements walk.Policy.
func (p *policy) URL(s walk.Scope, d walk.Decision, name, text string) string {
	return p.Text(s, d, name, text)
}

// Error implements walk.Policy.
func (p *policy) Error(text string, err error, found any) error {
	hide, _ := found.([]namedValue)
	return newError(p.st, text, err, hide)
}

// Message implements walk.Policy.
func (p *policy) Message(text string) (string, any) {
	out, hide := p.st.message(text, nil)
	if hide == nil {
		return out, nil
	}
	return out, hide
}

// Limit implements walk.Policy.
func (p *policy) Limit(size int) string { return p.st.limitMark(size, p.origin) }

// Fail implements walk.Policy.
func (p *policy) Fail() string {
	p.st.fail(p.origin)
	return markError
}

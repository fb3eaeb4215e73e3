package redact

import (
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// A Scope is where in a record a value stands: the sink, and the names of the
// groups that enclose it. It is a small value, never allocates and is safe for
// concurrent use. Adapters keep a Scope beside the groups they have opened.
//
// A Scope reads the Redactor's plan at each call, so a Scope that is held for
// ever follows [Redactor.Replace]; only its place in path rules is that of the
// plan in force when the scope was entered.
type Scope struct {
	r    *Redactor
	sink string
	path pathState
	hide bool // every value inside is hidden
	in   bool // inside a group
}

// Scope begins a record for a sink, such as "slog". The sink appears in events;
// it must be a constant, not a value of the record.
func (r *Redactor) Scope(sink string) Scope { return Scope{r: r, sink: sink} }

// Enter returns the scope inside the group, namespace or map called name. The
// group's name counts for path rules and, if it is a strong sensitive name, hides
// everything inside.
func (s Scope) Enter(name string) Scope { return s.Field(name).Scope() }

// GroupName returns the name to write for a group called name: the name itself,
// or a replacement where the name holds a secret.
func (s Scope) GroupName(name string) string { return s.Text(name) }

// Text redacts text that has no name, such as a log message. It returns v itself
// when clean, without an allocation.
func (s Scope) Text(v string) string {
	st := s.r.load()
	if st == nil {
		return markZero
	}
	if s.hide {
		return st.judged(v, ruled, grammar.Class{}, s.sink)
	}
	return st.text(v, s.sink)
}

// Append appends a record of text, such as a formatted line, to dst with every secret
// replaced, as [Redactor.Append] does. If there is nothing to hide, dst comes back as
// it was and changed is false: src can be written as it is. Groups count for nothing.
func (s Scope) Append(dst, src []byte) (out []byte, changed bool) {
	st := s.r.load()
	if st == nil {
		return append(dst, markZero...), true
	}
	out, clean := st.append(dst, src, s.sink)
	return out, !clean
}

// AppendJSON is [Scope.Append] for a record of JSON text, as [Redactor.AppendJSON]
// reads it. The names in it continue the path of s.
func (s Scope) AppendJSON(dst, src []byte) (out []byte, changed bool) {
	st := s.r.load()
	if st == nil {
		return s.r.AppendJSON(dst, src), true
	}
	root := verdict{path: s.path, hide: s.hide, method: st.pathDet}
	if !s.in {
		root.path = st.paths.start
	}
	out, clean := st.appendJSON(dst, src, root, s.sink)
	return out, !clean
}

// Field decides on a name. The decision is made once; the Field then takes the
// value.
func (s Scope) Field(name string) Field {
	st := s.r.load()
	if st == nil {
		return Field{sink: s.sink, name: name, action: Redact, mode: ruled, r: s.r}
	}
	f := Field{sink: s.sink, name: name, st: st, r: s.r}
	if !s.hide && len(st.paths.segs) == 0 && st.idle.has(name) {
		f.idle = true
		return f
	}
	from := s.path
	if !s.in {
		from = f.st.paths.start
	}
	f.from, f.hidden = from, s.hide
	f.mode, f.action, f.class, f.path = f.st.decide(from, name, s.hide)
	return f
}

// mode says how the value of a name is judged.
type mode uint8

const (
	scanned mode = iota
	kept         // structural detectors and live secrets only
	named        // by name and value
	ruled        // hidden by a path rule, or inside a hidden group
)

// decide judges a name.
func (st *state) decide(from pathState, name string, hide bool) (m mode, a Action, class grammar.Class, path pathState) {
	if len(st.paths.segs) > 0 {
		path = st.paths.enter(from, name)
		if rule, ok := st.paths.decide(path); ok {
			switch rule {
			case Keep:
				return kept, Keep, class, path
			case Scan:
				return scanned, Scan, class, path
			}
			return ruled, rule, class, path
		}
	}
	if hide {
		return ruled, Redact, class, path
	}
	class, ok := st.classify(name)
	if !ok {
		return scanned, Scan, class, path
	}
	switch act := st.dets[class.Det].Action; act {
	case Report:
		st.onReport(class.Det)
		return scanned, Scan, class, path
	default:
		return named, act, class, path
	}
}

// policy is the walker's view of a plan, for one sink.
type policy struct {
	st   *state
	sink string
}

var _ walk.Policy = (*policy)(nil)

// maxSinks bounds the policies that are kept; more sinks cost an allocation each.
const maxSinks = 64

func (st *state) policy(sink string) *policy {
	if p, ok := st.policies.Load(sink); ok {
		return p.(*policy)
	}
	p := &policy{st, sink}
	if st.sinks.Add(1) <= maxSinks {
		st.policies.Store(sink, p)
	}
	return p
}

func (p *policy) mode(s walk.Scope, name string) (mode, Action, grammar.Class, pathState) {
	return p.st.decide(s.Path, name, s.Hide)
}

// Enter implements walk.Policy.
func (p *policy) Enter(s walk.Scope, name string) walk.Scope {
	m, _, class, path := p.mode(s, name)
	return walk.Scope{Path: path, Hide: m == ruled || m == named && !class.Weak}
}

// Decide implements walk.Policy.
func (p *policy) Decide(s walk.Scope, name string) walk.Decision {
	m, a, _, _ := p.mode(s, name)
	switch {
	case a == DropField || a == DropRecord:
		return walk.Drop
	case m == kept:
		return walk.Keep
	case m == named:
		return walk.Redact
	case m == ruled:
		return walk.Hide
	}
	return walk.Scan
}

// Harmless implements walk.Policy.
func (p *policy) Harmless(name string) bool {
	if len(p.st.paths.segs) > 0 {
		return false
	}
	_, ok := p.st.classify(name)
	return !ok
}

// Name implements walk.Policy.
func (p *policy) Name(_ walk.Scope, name string) string { return p.st.text(name, p.sink) }

// Text implements walk.Policy.
func (p *policy) Text(s walk.Scope, d walk.Decision, name, text string) string {
	switch d {
	case walk.Keep:
		return p.st.judged(text, kept, grammar.Class{}, p.sink)
	case walk.Redact, walk.Hide:
		m, _, class, _ := p.mode(s, name)
		if m != named {
			m = ruled
		}
		return p.st.judged(text, m, class, p.sink)
	}
	return p.st.text(text, p.sink)
}

// Number implements walk.Policy.
func (p *policy) Number(s walk.Scope, name, text string) (string, bool) {
	m, _, class, _ := p.mode(s, name)
	if m == named && !p.st.names.Hide(class, bytesOf(text), true) {
		return "", false
	}
	return p.Hidden(s, name), true
}

// Whole implements walk.Policy.
func (p *policy) Whole(s walk.Scope, name string) bool {
	m, _, class, _ := p.mode(s, name)
	return m == ruled || m == named && !class.Weak
}

// Hidden implements walk.Policy.
func (p *policy) Hidden(s walk.Scope, name string) string {
	m, _, class, _ := p.mode(s, name)
	det := p.st.pathDet
	if m == named {
		det = class.Det
	}
	return p.st.mark(det, nil, p.sink)
}

// JSON implements walk.Policy.
func (p *policy) JSON(s walk.Scope, d walk.Decision, name string, raw []byte) []byte {
	root := verdict{path: s.Path, method: p.st.pathDet, keep: d == walk.Keep, hide: d == walk.Hide}
	if d == walk.Redact {
		m, _, class, path := p.mode(s, name)
		root.path, root.class, root.named, root.hide = path, class, m == named, m != named
	}
	out, clean := p.st.appendJSON(nil, raw, root, p.sink)
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
func (p *policy) Error(text string, err error) error { return newError(p.st, text, err) }

// Limit implements walk.Policy.
func (p *policy) Limit(size int) string { return p.st.limitMark(size) }

// Fail implements walk.Policy.
func (p *policy) Fail() string {
	p.st.fail()
	return markError
}

package redact

import (
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// A Scope is where in a record a value stands: the sink, and the names of the
// groups that enclose it. It is a small value, never allocates and is safe for
// concurrent use. Adapters keep a Scope beside the groups they have opened.
//
// A Scope reads the Redactor's plan at each call, so a Scope that is held for
// ever follows [Redactor.Replace]. Inside a group it keeps to the path rules of the
// plan that was in force when it was entered, since it does not keep names: an
// adapter that holds it compares [Redactor.Generation] and enters anew.
type Scope struct {
	r      *Redactor
	origin origin
	paths  *paths // what path belongs to
	path   place
	own    *recordNames
	hide   bool  // every value inside is hidden
	in     bool  // inside a group
	top    bool  // fields are those of a Record
	weak   int32 // the detector of its weak name, from 1 on
	by     int32 // that of the name that hides, from 1 on
}

// Scope begins a record for a sink, such as "slog". The sink appears in events;
// it must be a constant, not a value of the record.
func (r *Redactor) Scope(sink string) Scope { return Scope{r: r, origin: origin{sink: sink}} }

// Enter returns the scope inside the group, namespace or map called name. The
// group's name counts for path rules and, if it is a strong sensitive name, hides
// everything inside.
func (s Scope) Enter(name string) Scope { return s.Field(name).Scope() }

// GroupName returns the name to write for a group called name: the name itself,
// or a replacement where the name holds a secret.
func (s Scope) GroupName(name string) string {
	if s.hide {
		return s.Text(name)
	}
	return s.Field(name).Name()
}

// Text redacts text that has no name, such as a log message. It returns v itself
// when clean, without an allocation. Path rules apply to it only inside a group.
func (s Scope) Text(v string) string {
	st := s.r.load()
	if st == nil {
		return markZero
	}
	if s.in && s.paths != nil {
		if rule := s.paths.states[s.path]; rule.action != noRule {
			return st.judged(v, st.ruling(s.paths, rule), s.origin)
		}
	}
	if s.hide {
		s.denied(st)
		return st.judged(v, judgement{mode: ruled, det: st.pathDet}, s.origin)
	}
	return st.text(v, s.origin)
}

// denied notes that something is hidden because of the name of a group, where the
// detector of that denies records.
func (s Scope) denied(st *state) {
	if s.origin.notes == nil || s.by == 0 || int(s.by) > len(st.dets) {
		return
	}
	if d := &st.dets[s.by-1]; d.Action == Deny {
		s.origin.notes.deny(d)
	}
}

// Append appends a record of text, such as a formatted line, to dst with every secret
// replaced, as [Redactor.Append] does. If there is nothing to hide, dst comes back as
// it was and changed is false: src can be written as it is. Groups count for nothing.
//
// If the record is denied, a stub is appended in its place: what package log writes
// before a message, and the message of the stub. With [WithoutStubs] dst comes back as
// it was and changed is true: src is not to be written at all. In a scope of a [Record]
// it is for the caller to deny.
func (s Scope) Append(dst, src []byte) (out []byte, changed bool) {
	st := s.r.load()
	if st == nil {
		return append(dst, markZero...), true
	}
	r, begun := s.begin(st)
	if begun {
		s.origin.notes = r.notes
	}
	out, clean := st.append(dst, src, s.origin)
	if begun {
		if stub, denied := r.end(); denied {
			return stubText(dst, src, out[len(dst):], stub), true
		}
	}
	return out, !clean
}

// Clean reports that [Scope.Append] would change nothing, which most records can be told
// by in less time. False tells nothing. It does not allocate.
func (s Scope) Clean(src []byte) bool { return s.r.clean(src, false, false) }

// CleanJSON is Clean for [Scope.AppendJSON].
func (s Scope) CleanJSON(src []byte) bool { return s.r.clean(src, true, s.in || s.hide) }

// clean is Clean and CleanJSON, which are small enough to be inlined, so that a Scope is
// not copied.
func (r *Redactor) clean(src []byte, json, inside bool) (clean bool) {
	st := r.load()
	if st == nil || json && (inside || st.paths != nil) {
		return false
	}
	var l literal.Look
	if st.silent(src, &l) && !json {
		return true
	}
	defer func() {
		if recover() != nil {
			clean = false // and whoever redacts it meets it again, and tells of it
		}
	}()
	return st.quietSeen(src, st.plan, &l) && (!json || st.plainNames(src))
}

// AppendJSON is [Scope.Append] for a record of JSON text, as [Redactor.AppendJSON]
// reads it. The names in it continue the path of s. The stub of a record that is denied
// is an object with the members of [Scope.WithRecordNames], the message among them.
func (s Scope) AppendJSON(dst, src []byte) (out []byte, changed bool) {
	st := s.r.load()
	if st == nil {
		return s.r.AppendJSON(dst, src), true
	}
	rec, root := jsonRecord{st.paths, s.own, s.origin}, verdict{hide: s.hide, method: st.pathDet}
	if s.in {
		rec.paths, root.path, root.inside = s.paths, s.path, true
		root.class, root.named = holding(s.weak), s.weak > 0
		if s.paths != nil {
			j := st.ruling(s.paths, s.paths.states[s.path])
			root.hide, root.opens = s.hide || j.mode == ruled, j.opens
			if j.mode == ruled {
				root.method = j.det
			}
		}
	}
	r, begun := s.begin(st)
	if begun {
		rec.origin.notes = r.notes
	}
	if s.hide && !root.opens {
		s.origin = rec.origin
		s.denied(st)
	}
	out, clean := st.appendJSON(dst, src, rec, root)
	if begun {
		if stub, denied := r.end(); denied {
			return s.stubJSON(dst, src, out[len(dst):], stub), true
		}
	}
	return out, !clean
}

// WithRecordNames returns a scope that leaves out of path rules its fields, and in
// AppendJSON the members of a record, with these names, compared without regard to
// case: the time, the level and the message that a logger itself writes, so that
// [WithStrict] does not hide them. They are searched as others are; names further
// inside are not meant. They also stay in the stub of a record that is denied, but for
// the message: see [Scope.WithMessageName].
func (s Scope) WithRecordNames(names ...string) Scope {
	own := recordNames{names: slices.Clone(names)}
	if s.own != nil {
		own.names, own.message = append(own.names, s.own.names...), s.own.message
	}
	s.own = &own
	return s
}

// WithMessageName is [Scope.WithRecordNames] for the name of the message, under which a
// stub has its own. Without it these are "msg", "message" and "@message", as far as they
// are among the names of the record, and "message" is written if there is none.
func (s Scope) WithMessageName(name string) Scope {
	s = s.WithRecordNames(name)
	s.own.message = name
	return s
}

// recordNames are names that belong to records and not to what they tell.
type recordNames struct {
	names   []string
	message string
}

func (n *recordNames) has(name string) bool {
	return n != nil && slices.ContainsFunc(n.names, func(s string) bool { return strings.EqualFold(s, name) })
}

// Field decides on a name. The decision is made once; the Field then takes the
// value.
func (s Scope) Field(name string) Field {
	st := s.r.load()
	if st == nil {
		return Field{origin: s.origin, name: name, judgement: judgement{action: Redact, mode: ruled}, r: s.r}
	}
	f := Field{origin: s.origin, name: name, st: st, r: s.r, paths: s.paths, from: s.path, hidden: s.hide, outer: s.weak, by: s.by}
	if !s.in {
		f.paths, f.from = st.paths, 0
		if s.own.has(name) {
			f.paths = nil
		}
	}
	if s.origin.notes != nil && s.top && st.audit.has(name) {
		s.origin.notes.audit.Store(true)
	}
	if !s.hide && s.weak == 0 && f.paths == nil && st.idle.has(name) {
		f.idle = true
		return f
	}
	f.judgement = st.decide(f.paths, f.from, name, s.hide, s.weak)
	f.denied(st, s.origin)
	if s.hide && !f.rule {
		s.denied(st)
	}
	if f.paths != nil {
		f.paths.report(st, f.path)
	}
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

// A judgement is the decision on a name.
type judgement struct {
	class  grammar.Class // where mode is named
	det    int32         // of what is ruled
	path   place         // inside
	mode   mode
	action Action
	rule   bool // a path rule holds
	opens  bool // something inside may pass a path rule
}

// whole reports that an object or array is hidden, and nothing in it can pass.
func (j *judgement) whole() bool {
	return !j.opens && (j.mode == ruled || j.mode == named && !j.class.Weak)
}

// denied notes a path rule that denies the record, whatever the value.
func (j *judgement) denied(st *state, from origin) {
	if from.notes != nil && j.action == Deny && j.rule && !j.opens {
		from.notes.deny(&st.dets[st.denyDet])
	}
}

// hides reports that all inside is hidden because of a name.
func (j *judgement) hides(outer bool) bool {
	return j.mode == named && !j.class.Weak || outer && j.mode != kept
}

// weak is the detector of a weak name, for what is inside, from 1 on; else 0.
func (j *judgement) weak() int32 {
	if j.mode == named && j.class.Weak {
		return j.class.Det + 1
	}
	return 0
}

// holding is the class of what holds the value inside of a weak name.
func holding(weak int32) grammar.Class { return grammar.Class{Det: weak - 1, Weak: true} }

// decide judges a name in a place of the rules p, inside of a weak name or of none.
func (st *state) decide(p *paths, from place, name string, hide bool, weak int32) (j judgement) {
	if p != nil {
		at := p.enter(from, name)
		j = st.ruling(p, p.states[at])
		if j.path = at; j.rule {
			return j
		}
	}
	if hide {
		j.mode, j.action, j.det = ruled, Redact, st.pathDet
		return j
	}
	class, ok := st.classify(name)
	if !ok && weak > 0 && int(weak) <= len(st.dets) && grammar.Holds(bytesOf(name)) {
		class, ok = holding(weak), true
	}
	if !ok {
		return j
	}
	if act := st.dets[class.Det].Action; act != Report {
		j.mode, j.action, j.class = named, act, class
		return j
	}
	st.onReport(class.Det, nil, origin{})
	return j
}

// ruling is the judgement of a path rule.
func (st *state) ruling(p *paths, s pathState) (j judgement) {
	j.opens = s.opens
	switch s.action {
	case noRule:
		return j
	case Scan:
	case Keep:
		j.mode = kept
	default:
		j.mode = ruled
		switch j.det = s.det; {
		case p == st.paths:
		case s.action == Deny: // the rules are of another plan
			j.det = st.denyDet
		default:
			j.det = st.pathDet
		}
	}
	j.action, j.rule = s.action, true
	return j
}

// stranger reports a name that strict rules do not let pass.
func (p *paths) stranger(j *judgement, name string) bool {
	if p == nil || !p.strict || !j.rule || j.mode != ruled || p.knows(name) {
		return false
	}
	for part := range strings.SplitSeq(name, ".") {
		if !looksNamed(part) {
			return name != ""
		}
	}
	return false
}

// report counts a field at which a rule only reports.
func (p *paths) report(st *state, at place) {
	if n := p.states[at].tells; n > 0 {
		p.told[n-1].n.Add(1)
		st.dets[st.pathDet].reported.Add(1)
	}
}

// onText tells the observer of a text at which a rule only reports.
func (p *paths) onText(st *state, at place, text string, from origin) {
	n := p.states[at].tells
	if n == 0 || st.observer == nil {
		return
	}
	e := Event{Class: "report", Kind: pathID, Detector: pathID, Rule: p.told[n-1].path}
	if st.shapes {
		e.Shape = Shape(bytesOf(text))
	}
	st.observe(e, from)
}

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

package redact

import (
	"strings"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

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
	if j.mode != named || !j.class.Weak {
		return 0
	}
	if j.class.Plural() {
		return j.class.Det + 1 | plural
	}
	return j.class.Det + 1
}

// plural is the bit of a weak name under which there may be several secrets.
const plural = 1 << 30

// holding is the class of what holds the value inside of a weak name.
func holding(weak int32) grammar.Class { return grammar.Class{Det: weak&^plural - 1, Weak: true} }

// several is that of a value under a plural.
func several(weak int32) grammar.Class { return grammar.Several(weak&^plural - 1) }

// held is the class of a name that says nothing of its own inside of a weak name.
func held(weak int32, name []byte) (class grammar.Class, ok bool) {
	switch {
	case weak == 0:
		return class, false
	case grammar.Holds(name):
		return holding(weak), true
	case weak&plural == 0:
		return class, false
	}
	return grammar.Beneath(weak&^plural-1, name)
}

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
	if !ok && int(weak&^plural) <= len(st.dets) {
		class, ok = held(weak, bytesOf(name))
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

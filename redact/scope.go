package redact

import (
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/literal"
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
		if root.class, root.named = holding(s.weak), s.weak > 0; s.weak&plural != 0 {
			root.class = several(s.weak)
		}
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

package redact

import (
	"strings"
	"sync/atomic"
)

// WithoutStubs makes [Deny] leave nothing of a record, where the default is a stub with
// its time, level, source and the detector. Stats and events tell of it in any case.
// Records that [WithAuditFields] marks stay.
func WithoutStubs() Option { return option(func(c *config) { c.noStubs = true }) }

// WithAuditFields names fields that mark a record as one of an audit log, such as
// "audit": it is never denied, but passed on with its secrets replaced, whatever
// [Deny] says. A field of the record itself marks it, or of a group that its logger has
// opened, under its whole name without regard to case and whatever its value; what is
// inside of a value does not. Bind it to a logger to mark all that it writes.
func WithAuditFields(names ...string) Option {
	return option(func(c *config) { c.audit = append(c.audit, names...) })
}

// A Record notes, while an adapter redacts a record field by field, whether it is to be
// denied. The adapter begins one with [Scope.Record], puts it into the scopes of the
// record with [Scope.Of], and asks Denied at the end:
//
//	rec := scope.Record(bound)
//	scope = scope.Of(rec)
//	// every Text and Field of scope, and of the scopes inside
//	if stub, denied := rec.Denied(); denied {
//		// write a record of time, level, source and the message stub, nothing if it is ""
//	}
//
// The zero Record notes nothing and is never denied; it is all there is where no action
// is Deny. A Record may be kept for what is bound to a logger, and is then given to
// Record for each of its records. It is safe for concurrent use.
type Record struct {
	st    *state
	from  origin
	notes *notes
}

// notes are what is known of a record by what was found in it.
type notes struct {
	hit    atomic.Bool              // something is hidden
	denied atomic.Pointer[detector] // of those that deny it the first by ID
	audit  atomic.Bool              // it is marked
}

func (n *notes) deny(d *detector) {
	for {
		was := n.denied.Load()
		if was != nil && was.ID <= d.ID || n.denied.CompareAndSwap(was, d) {
			return
		}
	}
}

// found notes what a detector has hidden.
func (from origin) found(d *detector) {
	if from.notes == nil {
		return
	}
	from.notes.hit.Store(true)
	if d.Action == Deny {
		from.notes.deny(d)
	}
}

// Record begins a record to which what bound has noted was bound before. It allocates
// only where an action is Deny. It comes after [Scope.Probed] and [Scope.From].
func (s Scope) Record(bound ...Record) Record {
	st, known := s.r.load(), false
	for _, rec := range bound {
		known = known || rec.notes != nil
	}
	if st == nil || !st.denies && !known {
		return Record{}
	}
	n := s.origin.notes
	if n == nil {
		n = new(notes)
	}
	for _, rec := range bound {
		if rec.notes == nil {
			continue
		}
		if d := rec.notes.denied.Load(); d != nil {
			n.deny(d)
		}
		if rec.notes.audit.Load() {
			n.audit.Store(true)
		}
	}
	return Record{st, s.origin, n}
}

// Of returns a scope for fields of the record itself, which rec takes note of.
func (s Scope) Of(rec Record) Scope {
	if rec.notes != nil {
		s.origin.notes, s.top = rec.notes, true
	}
	return s
}

// Apart returns s as it is without a Record, to be kept for later records.
func (s Scope) Apart() Scope {
	s.origin.notes, s.top = nil, false
	return s
}

// Denies reports whether a record may be denied at all.
func (s Scope) Denies() bool {
	st := s.r.load()
	return st != nil && st.denies
}

// WillDeny reports that the record is denied as it stands, whatever else is in it but a
// mark of [WithAuditFields]. Unlike Denied it counts nothing.
func (rec Record) WillDeny() bool {
	return rec.notes != nil && rec.notes.denied.Load() != nil && !rec.notes.audit.Load()
}

// Denied ends a record. If it is denied, stub is the message of what is to be written in
// its place, with its time, level and source and nothing else; it is "" if nothing is to
// be written. It counts the record and tells the observer, so it is called once.
func (rec Record) Denied() (stub string, denied bool) {
	if !rec.WillDeny() {
		return "", false
	}
	d, e := rec.notes.denied.Load(), Event{Class: "deny"}
	if stub = stubMark(d.ID); rec.st.noStubs {
		stub, e.Class = "", "drop"
		rec.st.dropped.Add(1)
	}
	d.denied.Add(1)
	e.Kind, e.Detector = d.kind(), d.ID
	rec.st.observe(e, rec.from)
	return stub, true
}

// begin begins the record of a text that is one by itself.
func (s Scope) begin(st *state) (rec Record, begun bool) {
	if !st.denies || s.top || s.in {
		return Record{}, false
	}
	n, _ := st.notes.Get().(*notes)
	if n == nil {
		n = new(notes)
	}
	return Record{st, s.origin, n}, true
}

// end ends a record that begin has begun.
func (rec Record) end() (stub string, denied bool) {
	stub, denied = rec.Denied()
	n := rec.notes
	if probe := rec.from.notes; probe != nil && n.hit.Load() {
		probe.hit.Store(true)
	}
	n.hit.Store(false)
	n.denied.Store(nil)
	n.audit.Store(false)
	rec.st.notes.Put(n)
	return stub, denied
}

// stubMark is the message of a stub.
func stubMark(id string) string { return "[DENIED:" + id + "]" }

// Bounds of WithAuditFields, each an error of New.
const (
	maxAuditField  = 128
	maxAuditFields = 16
)

// auditFields are the names of WithAuditFields.
type auditFields []string

func (a auditFields) has(name string) bool {
	for _, n := range a {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

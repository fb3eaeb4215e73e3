package audit

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// maxKeys bounds the keys of a table.
const maxKeys = 1024

// maxPrints bounds the fingerprints of an entry.
const maxPrints = 8

// A key is what events are counted by. None of it can be chosen by who writes text.
type key struct {
	class, kind, detector, secret, sink string
	generation                          int
	confirmed                           bool
	pc                                  uintptr
}

func keyOf(e redact.Event) key {
	return key{e.Class, e.Kind, e.Detector, e.Secret, e.Sink, e.Generation, e.Confirmed, e.Origin.PC}
}

// An entry counts the events of a key since the last record about them.
type entry struct {
	last   redact.Event
	count  int
	prints []string // different ones
	more   bool     // there were more fingerprints
	quiet  bool     // nothing came in an interval
}

// A table counts events. It has at most maxKeys keys, and beyond them one for each
// class and kind.
type table map[key]*entry

// add counts an event. first is true if its key is new: it is to be written at once.
func (t table) add(e redact.Event) (x *entry, first bool) {
	k := keyOf(e)
	x, ok := t[k]
	if !ok && len(t) >= maxKeys {
		k = key{class: e.Class, kind: e.Kind}
		e.Detector, e.Secret, e.Sink, e.Generation, e.Origin = "", "", "", 0, redact.Origin{}
		x, ok = t[k]
	}
	if !ok {
		x = &entry{}
		t[k] = x
	}
	x.take(e)
	return x, !ok
}

// full reports whether e would be counted by its class and kind only.
func (t table) full(e redact.Event) bool {
	_, ok := t[keyOf(e)]
	return !ok && len(t) >= maxKeys
}

func (x *entry) take(e redact.Event) {
	x.last, x.quiet = e, false
	x.count += max(1, e.Count)
	x.note(e.Fingerprint)
}

func (x *entry) note(print string) {
	switch {
	case print == "" || slices.Contains(x.prints, print):
	case len(x.prints) < maxPrints:
		x.prints = append(x.prints, print)
	default:
		x.more = true
	}
}

// reset begins to count anew.
func (x *entry) reset() { x.count, x.prints, x.more = 0, nil, false }

package policy

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// A Level says how much of a policy is in force.
type Level uint8

const (
	// Full is all of it, and the default.
	Full Level = iota
	// Essential leaves what cannot wait: live secrets, structural detectors, strong
	// names, and rules for paths. Weak names, entropy and personal data are off.
	Essential
	// Off hides nothing.
	Off
)

// String returns the level's name as in the document.
func (l Level) String() string {
	switch l {
	case Full:
		return "full"
	case Essential:
		return "essential"
	case Off:
		return "off"
	}
	return "unknown"
}

// Level returns the level of a place: of the entries that have not lapsed and hold for
// its sink and instance the last one counts.
func (p *Policy) Level(pl Place) Level {
	level := Full
	for _, l := range p.layers {
		for _, e := range l.Levels {
			if e.holds(pl.now()) && (e.Sink.v == "" || e.Sink.v == pl.Sink) && shared(e.Share, pl.Instance) {
				level = map[string]Level{"essential": Essential, "off": Off}[e.Level.v]
			}
		}
	}
	return level
}

// shared reports that an instance is in a share. A larger share holds the smaller ones.
func shared(n number, instance string) bool {
	if !n.set || n.v >= 100 {
		return true
	}
	if instance == "" {
		return false
	}
	sum := sha256.Sum256([]byte(instance))
	return binary.BigEndian.Uint64(sum[:])%100 < uint64(n.v)
}

// Changes returns when after a time the policy says something else, because an entry
// lapses. ok is false if it never does.
func (p *Policy) Changes(after time.Time) (t time.Time, ok bool) {
	for _, l := range p.layers {
		for _, r := range l.relaxations() {
			if end, valid := r.end(); valid && end.After(after) && (!ok || end.Before(t)) {
				t, ok = end, true
			}
		}
	}
	return t, ok
}

// relaxations lists every entry of a layer that makes it weaker.
func (l *document) relaxations() (list []relaxed) {
	if l.Detectors != nil {
		for _, e := range l.Detectors.Off {
			list = append(list, e.relaxed)
		}
	}
	for _, e := range l.ReportOnly {
		list = append(list, e.relaxed)
	}
	for _, e := range l.Allow {
		list = append(list, e.relaxed)
	}
	for _, e := range l.Levels {
		list = append(list, e.relaxed)
	}
	return list
}

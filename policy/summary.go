package policy

import (
	"slices"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A Summary says what a policy does. It holds words of the policy and no value.
type Summary struct {
	Title, Digest string
	// Serial is that of the first layer that has one, else 0.
	Serial int
	// Layers are the names of the layers, the floor first.
	Layers []string
	// Detectors is what is on, with what is done to their matches.
	Detectors []redact.DetectorInfo
	// Own are the IDs of the detectors that the layers define.
	Own []string
	// Names is the number of names, Paths that of rules for paths.
	Names, Paths int
	Strict       bool
	// Relaxed is what makes the policy weaker, lapsed entries included.
	Relaxed []Relaxation
}

// A Relaxation is an entry that makes a policy weaker for a time.
type Relaxation struct {
	// Kind is "off", "report-only", "allow" or "level".
	Kind string
	// Rule is the detector, the name or the path; "a value" for a hash; the level.
	Rule string
	// Sink and Share are those of a level.
	Sink          string
	Share         int
	Owner, Reason string
	Until         time.Time
	// Lapsed tells that it counts for nothing any more.
	Lapsed bool
	File   string
	Line   int
}

// Summary returns what the policy does at a time.
func (p *Policy) Summary(now time.Time) Summary {
	r := p.rules(now)
	s := Summary{Title: p.layers[0].Title.v, Digest: p.digest, Layers: slices.Clone(p.files),
		Names: len(r.names), Paths: len(r.paths), Strict: r.strict, Relaxed: p.Relaxed(now)}
	for _, d := range r.detectors {
		info := redact.DetectorInfo{ID: d.ID, Doc: d.Doc, Source: d.Source, Tier: d.Tier, Action: redact.Redact}
		if a, ok := r.actions[d.ID]; ok {
			info.Action = a
		}
		s.Detectors = append(s.Detectors, info)
	}
	s.Serial = p.Serial()
	for _, l := range p.layers {
		if l.Detectors != nil {
			for _, e := range l.Detectors.Own {
				s.Own = append(s.Own, e.ID.v)
			}
		}
	}
	return s
}

// Relaxed lists what makes the policy weaker, in the order of the layers.
func (p *Policy) Relaxed(now time.Time) (list []Relaxation) {
	add := func(kind, rule string, place at, r relaxed) *Relaxation {
		end, _ := r.end()
		list = append(list, Relaxation{Kind: kind, Rule: rule, Owner: r.Owner.v, Reason: r.Reason.v, Until: end,
			Lapsed: !r.holds(now), File: place.file, Line: place.line, Share: 100})
		return &list[len(list)-1]
	}
	for _, l := range p.layers {
		if l.Detectors != nil {
			for _, e := range l.Detectors.Off {
				add("off", e.Detector.v, e.Place, e.relaxed)
			}
		}
		for _, e := range l.ReportOnly {
			add("report-only", e.Detector.v+e.Path.v, e.Place, e.relaxed)
		}
		for _, e := range l.Allow {
			rule := e.Name.v + e.Path.v
			if e.SHA256.v != "" {
				rule = "a value"
			}
			add("allow", rule, e.Place, e.relaxed)
		}
		for _, e := range l.Levels {
			x := add("level", e.Level.v, e.Place, e.relaxed)
			if x.Sink = e.Sink.v; e.Share.set {
				x.Share = e.Share.v
			}
		}
	}
	return list
}

// Serial returns the serial of the first layer that has one, or 0.
func (p *Policy) Serial() int {
	for _, l := range p.layers {
		if l.Serial.set {
			return l.Serial.v
		}
	}
	return 0
}

// DelegatesLevel reports that the first n layers let those below them change the level.
func (p *Policy) DelegatesLevel(n int) bool {
	for _, l := range p.layers[:min(n, len(p.layers))] {
		if !delegates(l, mayLevel) {
			return false
		}
	}
	return true
}

// Catalogue returns the version of the catalogue that the policy is made for: the one
// that it pins, or that of the program.
func (p *Policy) Catalogue() string {
	for _, l := range p.layers {
		if l.Detectors != nil && l.Detectors.Catalogue.v != "" {
			return l.Detectors.Catalogue.v
		}
	}
	return detectors.Version
}

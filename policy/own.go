package policy

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// own adds the detectors of a layer.
func (c *checker) own(k int, list []ownEntry) {
	for _, e := range list {
		if _, ok := c.r.layer[e.ID.v]; ok || reserved(e.ID.v) {
			c.ps.add(e.ID.at, "choose an ID that neither the catalogue nor another layer has", "duplicate ID: there is a detector %s already", e.ID.v)
			continue
		}
		c.add(k, e.detector())
	}
}

// reserved reports an ID of the engine or of the catalogue.
func reserved(id string) bool {
	switch id {
	case liveID, nameID, pathID, "limit", "error":
		return true
	}
	return slices.ContainsFunc(slices.Concat(detectors.All(), detectors.SemConv()), func(d redact.Detector) bool { return d.ID == id })
}

func (e *ownEntry) detector() redact.Detector {
	d := redact.Detector{
		ID: e.ID.v, Doc: e.Doc.v, Source: e.Source.v, Revision: 1,
		Pattern: e.Pattern.v, Near: values(e.Near), Names: values(e.Names), Weak: e.Weak.v,
		Extent: map[string]redact.Extent{"scheme": redact.ExtentScheme, "line": redact.ExtentLine}[e.Extent.v],
		Hits:   values(e.Hits), Misses: values(e.Misses),
	}
	switch e.Tier.v {
	case "contextual":
		d.Tier = redact.Contextual
	case "entropy":
		d.Tier = redact.Entropy
	case "pii":
		d.Tier = redact.PII
	case "":
		if len(d.Names) > 0 {
			d.Tier = redact.Contextual
		}
	}
	return d
}

// check checks all that decoding cannot see.
func (c *checker) check() {
	c.assemble()
	c.detectors()
	c.taken()
	c.sources()
	if len(c.ps.list) > 0 {
		return
	}
	r, err := redact.New(c.p.options(c.r, Full, nil, nil)...)
	if err != nil {
		c.blame(reasons(err))
		return
	}
	for _, l := range c.p.layers {
		for _, e := range l.Examples {
			got, ok := e.run(r)
			c.example(e.Out.at, ok, got, `run "tacit policy test" and correct the example or the policy`, "the example does not hold")
		}
	}
}

// maxPatternFailures bounds the patterns that are compiled in vain: each may cost a second.
const maxPatternFailures = 8

// detectors compiles each detector by itself and runs its examples.
func (c *checker) detectors() {
	states, failures := 0, 0
	for _, l := range c.p.layers {
		if l.Detectors == nil {
			continue
		}
		for _, e := range l.Detectors.Own {
			place := e.Pattern.at
			if len(e.Names) > 0 {
				place = e.Names[0].at
				if e.Near != nil {
					c.ps.add(e.Place.in("near"), "remove it", "near is for patterns")
				}
			}
			if failures == maxPatternFailures {
				c.ps.add(place, "correct the patterns before", "not looked at: %d patterns before it do not compile", failures)
				return
			}
			r, err := redact.New(redact.WithDetectors(e.detector()))
			if err != nil {
				failures++
				for _, text := range reasons(err) {
					text = strings.TrimPrefix(text, fmt.Sprintf("WithDetectors: detector %q: ", e.ID.v))
					text, remedy := split(text)
					c.ps.add(place, remedy, "%s", text)
				}
				continue
			}
			if states += r.Describe().States; states > c.r.states {
				c.ps.add(place, "write smaller counts, or raise limits.max_states",
					"with this pattern those of own have more than %d states", c.r.states)
				return
			}
			c.examples(r, &e)
		}
	}
}

// split takes the remedy out of a sentence of redact.
func split(text string) (what, remedy string) {
	head, rest, _ := strings.Cut(text, ": ")
	what, remedy, ok := strings.Cut(rest, ": ")
	if !ok {
		return text, "write it as the documentation of redact.Detector says"
	}
	return head + ": " + what, remedy
}

// examples runs the hits and misses of a detector.
func (c *checker) examples(r *redact.Redactor, e *ownEntry) {
	for _, hit := range e.Hits {
		c.example(hit.at, hits(r, e.ID.v, hit.v), "", "correct the example or the detector",
			"the example does not hold: exactly what stands between ⟦ and ⟧ must be replaced")
	}
	for _, miss := range e.Misses {
		c.example(miss.at, len(r.AppendMatches(nil, []byte(clean(miss.v)))) == 0, "", "correct the example or the detector",
			"the example does not hold: something in it is replaced")
	}
	if len(e.Hits) == 0 {
		c.ps.add(e.Place.in("hits"), "add a text that holds a secret of this kind, invented and broken up by ¦", "there is no example")
	}
}

// hits reports that exactly what is marked in an example is found.
func hits(r *redact.Redactor, id, hit string) bool {
	before, rest, ok1 := strings.Cut(clean(hit), "⟦")
	secret, after, ok2 := strings.Cut(rest, "⟧")
	if !ok1 || !ok2 || strings.ContainsAny(before+secret+after, "⟦⟧") {
		return false
	}
	got := r.AppendMatches(nil, []byte(before+secret+after))
	return len(got) == 1 && got[0] == redact.Match{Start: len(before), End: len(before) + len(secret), Detector: id}
}

// run returns what the policy makes of an example, and whether that is what is wanted.
func (e *exampleEntry) run(r *redact.Redactor) (out string, ok bool) {
	if e.JSON.v {
		out = string(r.AppendJSON(nil, []byte(clean(e.In.v))))
	} else {
		out = r.String(clean(e.In.v))
	}
	return out, out == clean(e.Out.v)
}

// sources checks the patterns of variables.
func (c *checker) sources() {
	for _, l := range c.p.layers {
		for _, e := range l.Secrets {
			if e.Patterns != nil && e.DotEnv.v == "" {
				c.ps.add(e.Place.in("patterns"), "remove it", "patterns are for dotenv")
			}
			for _, p := range slices.Concat(e.Env, e.Patterns) {
				if _, err := path.Match(p.v, ""); err != nil {
					c.ps.add(p.at, "close its brackets", "the pattern is none")
				}
			}
		}
	}
}

// blame finds what New refuses: each path and each replacement is tried by itself.
func (c *checker) blame(all []string) {
	before := len(c.ps.list)
	complain := func(place at, texts []string) {
		for _, text := range texts {
			_, text, _ = strings.Cut(text, ": ")
			c.ps.add(place, "correct it", "%s", text)
		}
	}
	name := redact.WithNames("password")
	for _, l := range c.p.layers {
		if l.Strict != nil {
			for _, p := range l.Strict.Show {
				complain(p.at, tried(name, redact.WithPath(p.v, redact.Scan)))
			}
		}
		for _, e := range l.Paths {
			complain(e.Path.at, tried(name, redact.WithPath(e.Path.v, actionOf[e.Action.v])))
		}
		for _, e := range l.Allow {
			if e.Path.v != "" {
				complain(e.Path.at, tried(name, redact.WithPath(e.Path.v, redact.Scan)))
			}
		}
		for _, rep := range l.allReplacements() {
			complain(rep.at, tried(redact.WithDetectors(c.r.detectors...), name, redact.WithReplacement(c.p.replacement(rep.v, nil))))
		}
	}
	if len(c.ps.list) > before {
		return
	}
	for _, text := range all {
		c.ps.add(c.p.layers[0].Place, "correct what it names", "%s", text)
	}
}

// allReplacements lists every replacement of a layer.
func (l *document) allReplacements() (list []text) {
	if l.Replacement.v != "" {
		list = append(list, l.Replacement)
	}
	for _, e := range l.Replacements {
		list = append(list, e.Replacement)
	}
	for _, e := range l.Paths {
		if e.Replacement.v != "" {
			list = append(list, e.Replacement)
		}
	}
	return list
}

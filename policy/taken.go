package policy

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// taken complains about names of lower layers that a detector of a layer above has, and
// that would be hidden less by their own. That a detector is weak or only reports is no
// matter: of two the engine takes the other.
func (c *checker) taken() {
	for k, l := range c.p.layers {
		var sections []redact.Detector
		var places [][]text
		if l.Detectors != nil {
			for _, e := range l.Detectors.Own {
				sections, places = append(sections, e.detector()), append(places, e.Names)
			}
		}
		sections, places = append(sections, redact.Detector{ID: nameID}), append(places, l.Names)
		if k == 0 || len(slices.Concat(places...)) == 0 {
			continue
		}
		up := c.namesAbove(k)
		if up == nil {
			return
		}
		for i, d := range sections {
			for _, name := range places[i] {
				c.takes(up, k, d, name)
			}
		}
	}
}

// namesAbove returns a Redactor of the names of the layers above k, or nil if it cannot be
// made, of which is told elsewhere.
func (c *checker) namesAbove(k int) *redact.Redactor {
	var ds []redact.Detector
	for _, d := range c.r.all {
		if c.r.layer[d.ID] < k && len(d.Names) > 0 {
			ds = append(ds, d)
		}
	}
	opts := []redact.Option{redact.WithDetectors(ds...), redact.WithSecrets(new(redact.SecretSet))}
	for _, l := range c.p.layers[:k] {
		opts = append(opts, redact.WithNames(values(l.Names)...))
	}
	for id, a := range c.actionsAbove(k) {
		if slices.ContainsFunc(ds, func(d redact.Detector) bool { return d.ID == id }) {
			opts = append(opts, redact.WithAction(id, a))
		}
	}
	r, err := redact.New(opts...)
	if err != nil {
		return nil
	}
	return r
}

// takes complains if the detector d of layer k takes a name from one above.
func (c *checker) takes(up *redact.Redactor, k int, d redact.Detector, name text) {
	probe := []byte(`{"` + name.v + `":"zq7wx4vt2mk9"}`) // no word, so that a weak name hides it too
	found := up.AppendMatches(nil, probe)
	if len(found) == 0 {
		return
	}
	id := found[0].Detector
	first := c.r.layer[id]
	i := slices.IndexFunc(c.r.all, func(x redact.Detector) bool { return x.ID == id })
	above := c.actionsAbove(k)
	why := weaker(replacementOf(d.ID, c.r.replacement, c.r.replacements), replacementOf(id, c.r.replacement, c.r.replacements))
	switch {
	case max(above[id], redact.Redact) > max(c.actionsAbove(k + 1)[d.ID], redact.Redact):
		c.may(first, k, mayAction, name.at, "its action for values under this name, by %s, is a stronger one", id)
	case why != "":
		c.may(first, k, mayReplacement, name.at, "%s hides values under this name, and %s", id, why)
	case i >= 0 && c.r.all[i].Extent > d.Extent:
		c.may(first, k, mayOff, name.at, "the values that %s hides under this name reach further", id)
	}
}

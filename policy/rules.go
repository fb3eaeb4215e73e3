package policy

import (
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// IDs of the engine.
const (
	liveID = "live-secret"
	nameID = "name"
	pathID = "path"
)

// rules are what the layers say together at one time.
type rules struct {
	detectors    []redact.Detector
	all          []redact.Detector // those that are off too
	layer        map[string]int    // that added a detector
	names        []string
	harmless     []string
	sums         [][32]byte
	replacement  string
	replacements map[string]string
	actions      map[string]redact.Action
	paths        []pathRule
	noStubs      bool
	audit        []string
	strict       bool
	show         []string
	limits       redact.Limits
	states       int
	stable       bool
	rings        map[string]ring
}

// A ring is a key ring and the directory of its layer.
type ring struct {
	entry *ringEntry
	dir   string
}

const (
	defaultStates = 100_000
	defaultMatch  = 16 << 10
)

var actionOf = map[string]redact.Action{"": redact.Redact, "redact": redact.Redact, "drop_field": redact.DropField, "deny": redact.Deny}

// checker collects what is wrong with decoded layers.
type checker struct {
	p   *Policy
	ps  *problems
	now time.Time
	r   *rules
	up  above

	results []Result
	lenient bool // an example that does not hold is a result and no problem
}

// above is what the layers above one say of replacements.
type above struct {
	all string
	own map[string]string
}

// rules returns the rules in force at a time. The policy was checked.
func (p *Policy) rules(now time.Time) *rules {
	c := &checker{p: p, ps: &problems{}, now: now}
	c.assemble()
	return c.r
}

// assemble joins the layers. What it finds wrong it leaves out.
func (c *checker) assemble() {
	c.r = &rules{
		layer: map[string]int{}, replacement: "label", replacements: map[string]string{},
		actions: map[string]redact.Action{}, states: defaultStates, rings: map[string]ring{},
	}
	cat := c.catalogue()
	for k, l := range c.p.layers {
		if l.Detectors != nil {
			c.own(k, l.Detectors.Own)
		}
		c.on(k, l, cat)
	}
	for k, l := range c.p.layers {
		c.r.names = append(c.r.names, values(l.Names)...)
		if _, ok := c.r.layer[nameID]; !ok && len(l.Names) > 0 {
			c.r.layer[nameID] = k
		}
		c.keyRings(k, l)
		c.limits(k, l)
		c.r.stable = c.r.stable || l.StableTypes.v
	}
	for k, l := range c.p.layers {
		c.up = above{c.r.replacement, maps.Clone(c.r.replacements)}
		c.off(k, l)
		c.replace(k, l)
		c.deny(k, l)
		c.act(k, l)
		c.allow(k, l)
		c.pathRules(k, l)
		c.reportOnly(k, l)
		c.levels(k, l)
	}
}

func values(list []text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.v
	}
	return out
}

// catalogue returns the catalogue of the version that is pinned.
func (c *checker) catalogue() detectors.Catalogue {
	pin, pinned := detectors.Version, -1
	for k, l := range c.p.layers {
		if l.Detectors == nil || l.Detectors.Catalogue.v == "" {
			continue
		}
		v := l.Detectors.Catalogue
		switch _, err := detectors.AsOf(v.v); {
		case err != nil:
			c.ps.add(v.at, "this program has "+detectors.Version, "there is no such version of the catalogue")
		case pinned >= 0 && v.v != pin:
			c.ps.add(v.at, "remove it", "weakens %s: it pins another version", c.p.files[pinned])
		case pinned < 0:
			pin, pinned = v.v, k
		}
	}
	cat, err := detectors.AsOf(pin)
	if err != nil {
		cat, _ = detectors.AsOf(detectors.Version)
	}
	return cat
}

// add adds detectors that are not there yet.
func (c *checker) add(k int, ds ...redact.Detector) {
	for _, d := range ds {
		if _, ok := c.r.layer[d.ID]; !ok {
			c.r.layer[d.ID] = k
			c.r.detectors = append(c.r.detectors, d)
			c.r.all = append(c.r.all, d)
		}
	}
}

// on adds what a layer takes from the catalogue.
func (c *checker) on(k int, l *document, cat detectors.Catalogue) {
	s := l.Detectors
	if s == nil {
		s = &detectorSection{}
	}
	preset := s.Preset.v
	if preset == "" && k == 0 {
		preset = "default"
	}
	list := map[string]func() []redact.Detector{
		"default": cat.Default, "structural": cat.Structural, "contextual": cat.Contextual, "secrets": cat.Secrets, "all": cat.All,
	}[preset]
	var ds []redact.Detector
	if list != nil {
		ds = list()
	}
	if k > 0 && preset != "" {
		has := map[string]bool{}
		for _, d := range ds {
			has[d.ID] = true
		}
		for _, d := range cat.All() {
			if at, ok := c.r.layer[d.ID]; ok && at < k && !has[d.ID] {
				c.may(at, k, mayOff, s.Preset.at, "the preset lacks %s; presets of lower layers add", d.ID)
				break
			}
		}
	}
	c.add(k, ds...)
	if s.SemConv.v {
		c.add(k, cat.SemConv()...)
	}
	for _, f := range l.PII {
		c.add(k, cat.PII(family[f.v])...)
	}
	known := map[string]redact.Detector{}
	for _, d := range slices.Concat(cat.SemConv(), cat.All()) {
		known[d.ID] = d
	}
	for _, id := range s.On {
		d, ok := known[id.v]
		if !ok {
			c.ps.add(id.at, `"tacit detectors" lists them`, "the catalogue has no detector %s", id.v)
			continue
		}
		c.add(k, d)
	}
}

var family = map[string]detectors.Family{
	"cards": detectors.Cards, "bank-accounts": detectors.BankAccounts, "national-ids": detectors.NationalIDs,
	"emails": detectors.Emails, "phones": detectors.Phones, "ip-addresses": detectors.IPAddresses, "devices": detectors.Devices,
}

// off removes detectors.
func (c *checker) off(k int, l *document) {
	if l.Detectors == nil {
		return
	}
	for _, e := range l.Detectors.Off {
		c.relaxation(e.relaxed, MaxRelaxed)
		at, ok := c.rule(e.Detector)
		if !ok || !c.may(at, k, mayOff, e.Detector.at, "it has %s on", e.Detector.v) || !e.holds(c.now) || c.onBelow(k, e.Detector.v) {
			continue
		}
		c.r.detectors = slices.DeleteFunc(c.r.detectors, func(d redact.Detector) bool { return d.ID == e.Detector.v })
		if e.Detector.v == nameID {
			c.r.names = nil
		}
	}
}

// onBelow reports that a layer below k has a detector of the catalogue on by its ID.
func (c *checker) onBelow(k int, id string) bool {
	return slices.ContainsFunc(c.p.layers[k+1:], func(l *document) bool {
		return l.Detectors != nil && slices.Contains(values(l.Detectors.On), id)
	})
}

// rule returns the layer that has a detector on.
func (c *checker) rule(id text) (layer int, ok bool) {
	layer, ok = c.r.layer[id.v]
	switch {
	case id.v == liveID:
		c.ps.add(id.at, "remove it; a secret that need not be hidden is not registered", "live secrets are always hidden")
		return 0, false
	case !ok:
		c.ps.add(id.at, `correct the ID or remove it; "tacit policy check" lists what is on`, "%s is not on", id.v)
	}
	return layer, ok
}

// reportOnly makes detectors change nothing.
func (c *checker) reportOnly(k int, l *document) {
	for _, e := range l.ReportOnly {
		c.relaxation(e.relaxed, MaxRelaxed)
		if e.Path.v != "" {
			c.reportPath(k, e)
			continue
		}
		at, ok := c.rule(e.Detector)
		if ok && c.may(at, k, mayReport, e.Detector.at, "it has %s on", e.Detector.v) && e.holds(c.now) {
			c.r.actions[e.Detector.v] = redact.Report
		}
	}
}

// reportPath makes the rules of a path change nothing.
func (c *checker) reportPath(k int, e reportEntry) {
	found := false
	for i := range c.r.paths {
		r := &c.r.paths[i]
		if r.path.v != e.Path.v || r.action == redact.Scan {
			continue
		}
		found = true
		if c.may(r.layer, k, mayReport, e.Path.at, "it has a rule of this path") && e.holds(c.now) {
			r.report = true
		}
	}
	if !found {
		c.ps.add(e.Path.at, "write it as paths has it, or remove it", "no rule has this path")
	}
}

// deny says more of what is denied. A lower layer may say it of what it denies itself.
func (c *checker) deny(k int, l *document) {
	if l.Deny == nil {
		return
	}
	if l.Deny.WithoutStubs.v && c.mayDeny(k, l.Deny.WithoutStubs.at, "the stubs are the trace of what it denies") {
		c.r.noStubs = true
	}
	for _, f := range l.Deny.AuditFields {
		if c.mayDeny(k, f.at, "records with this field would not be denied") {
			c.r.audit = append(c.r.audit, f.v)
		}
	}
}

// mayDeny is may, where a layer above denies something.
func (c *checker) mayDeny(k int, place at, why string) bool {
	denies := false
	for _, a := range c.actionsAbove(k) {
		denies = denies || a == redact.Deny
	}
	for _, r := range c.r.paths {
		denies = denies || r.action == redact.Deny && r.layer < k
	}
	return !denies || c.may(0, k, mayAction, place, "%s", why)
}

// act sets actions.
func (c *checker) act(k int, l *document) {
	for _, e := range l.Actions {
		at, ok := c.rule(e.Detector)
		if !ok {
			continue
		}
		a, before := actionOf[e.Action.v], redact.Redact
		if b, ok := c.r.actions[e.Detector.v]; ok {
			before = b
		}
		if a >= before || c.may(at, k, mayAction, e.Action.at, "its action for %s is a stronger one", e.Detector.v) {
			c.r.actions[e.Detector.v] = a
		}
	}
}

// actionsAbove are the actions of the layers above k, whatever only reports for a time.
func (c *checker) actionsAbove(k int) map[string]redact.Action {
	actions := map[string]redact.Action{}
	for _, l := range c.p.layers[:k] {
		for _, e := range l.Actions {
			actions[e.Detector.v] = actionOf[e.Action.v]
		}
	}
	return actions
}

// allow adds names, values and paths that are not hidden.
func (c *checker) allow(k int, l *document) {
	for _, e := range l.Allow {
		c.relaxation(e.relaxed, MaxRelaxed)
		if !c.may(0, k, mayAllow, e.Place, "it allows what that hides") || !e.holds(c.now) {
			continue
		}
		switch {
		case e.Name.v != "":
			c.r.harmless = append(c.r.harmless, e.Name.v)
		case e.SHA256.v != "":
			var sum [32]byte
			if _, err := hex.Decode(sum[:], []byte(e.SHA256.v)); err == nil {
				c.r.sums = append(c.r.sums, sum)
			}
		}
	}
}

// replace sets replacements.
func (c *checker) replace(k int, l *document) {
	if v := l.Replacement; v.v != "" {
		c.ringKnown(v)
		if why := weaker(v.v, c.r.replacement); k == 0 || why == "" || c.may(0, k, mayReplacement, v.at, "%s", why) {
			c.r.replacement = v.v
		}
	}
	for _, e := range l.Replacements {
		c.ringKnown(e.Replacement)
		at, ok := 0, true
		if e.Detector.v != liveID && e.Detector.v != pathID {
			at, ok = c.rule(e.Detector)
		}
		if !ok {
			continue
		}
		before := replacementOf(e.Detector.v, c.r.replacement, c.r.replacements)
		if why := weaker(e.Replacement.v, before); why == "" || c.may(at, k, mayReplacement, e.Replacement.at, "%s", why) {
			c.r.replacements[e.Detector.v] = e.Replacement.v
		}
	}
}

// ringKnown complains about a key ring that no layer has.
func (c *checker) ringKnown(rep text) {
	if name, ok := strings.CutPrefix(rep.v, "hmac:"); ok && c.r.rings[name].entry == nil {
		c.ps.add(rep.at, "add it to key_rings", "there is no key ring %s", name)
	}
}

func (c *checker) keyRings(k int, l *document) {
	for i := range l.KeyRings {
		e := &l.KeyRings[i]
		if _, ok := c.r.rings[e.Name.v]; ok {
			c.ps.add(e.Name.at, "choose another name", "duplicate name: there is a key ring %s already", e.Name.v)
			continue
		}
		if e.Previous != nil && e.Previous.ID.v == e.Current.ID.v {
			c.ps.add(e.Previous.ID.at, "give each key an ID of its own", "duplicate ID: the two keys have the same")
		}
		c.r.rings[e.Name.v] = ring{e, c.p.dirs[k]}
	}
}

func (c *checker) limits(k int, l *document) {
	s := l.Limits
	if s == nil {
		return
	}
	if s.MaxMatch.set {
		before := c.r.limits.MaxMatch
		if before == 0 {
			before = defaultMatch
		}
		if k == 0 || s.MaxMatch.v >= before || c.may(0, k, mayLimits, s.MaxMatch.at, "longer secrets are found there") {
			c.r.limits.MaxMatch = s.MaxMatch.v
		}
	}
	for _, f := range []struct {
		to *int
		n  number
	}{{&c.r.limits.MaxDepth, s.MaxDepth}, {&c.r.limits.MaxNodes, s.MaxNodes}, {&c.r.limits.MaxText, s.MaxText}, {&c.r.states, s.MaxStates}} {
		if f.n.set {
			*f.to = f.n.v
		}
	}
}

func (c *checker) levels(k int, l *document) {
	for _, e := range l.Levels {
		most := MaxRelaxed
		if e.Level.v == "off" {
			most = MaxOff
		}
		c.relaxation(e.relaxed, most)
		if e.Level.v != "full" {
			c.may(0, k, mayLevel, e.Level.at, "it asks for the level full")
		}
	}
}

// maskOf reads HEAD,TAIL of a mask, whose form the decoder has checked.
func maskOf(arg string) redact.Replacement {
	head, tail, _ := strings.Cut(arg, ",")
	h, _ := strconv.Atoi(head)
	t, _ := strconv.Atoi(tail)
	return redact.Mask(h, t)
}

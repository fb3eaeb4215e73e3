package redact

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/jsonname"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/scan"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// builder collects a plan and every problem on the way.
type builder struct {
	cfg   config
	st    *state
	errs  []error
	rules []grammar.Rule
	list  []literal.Literal
	slots []uint32   // numbers of literals, plus 1, by their hashes
	uses  []scan.Use // room for the first use of literals
	// counters are those of the detectors.
	counters []atomic.Uint64
	comp     pattern.Compiler
	known    catalogue
	own      strangers
	given    int // detectors of options
}

func (b *builder) errorf(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("redact: "+format, args...))
}

func newBuilder() *builder {
	return &builder{
		cfg: config{
			rep:     Label(),
			repOf:   map[string]Replacement{},
			actions: map[string]Action{},
			allowed: map[[32]byte]bool{},
		},
		known: catalogue(known),
	}
}

func (b *builder) build(opts []Option) (*state, []error) {
	for i, o := range opts {
		if o == nil {
			b.errorf("option %d is nil", i+1)
			continue
		}
		o.apply(&b.cfg)
	}
	b.checkOptions()
	b.detectors()
	b.checkIDs()
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	b.plan()
	b.checkMarks()
	return b.st, b.errs
}

func (b *builder) checkOptions() {
	c := &b.cfg
	b.errs = append(b.errs, c.limits.fill()...)
	if c.usedNilSet {
		b.errorf("WithSecrets: the set is nil")
	}
	if len(c.sets) > 64 {
		b.errorf("WithSecrets: %d sets, want at most 64", len(c.sets))
	}
	if c.usedNilRep {
		b.errorf("WithReplacement: the replacement is nil")
	}
	b.checkReplacements()
	for _, f := range c.foreign {
		if f.Match == nil || f.Convert == nil {
			b.errorf("WithForeign: a function is nil")
		}
	}
	if c.prints != nil {
		if err := c.prints.check(); err != nil {
			b.errorf("WithFingerprints: %w", err)
		}
	}
	if c.usedNilMeter {
		b.errorf("WithMeter: the meter is nil")
	}
	if c.meter != nil && c.every < 1 {
		b.errorf("WithMeter: one in %d records, want at least 1", c.every)
	}
	if c.usedNilWatch {
		b.errorf("WithObserver: the observer is nil")
	}
	if len(c.detectors)+len(c.names)+len(c.sets)+len(c.paths) == 0 && !c.strict {
		b.errorf("New: nothing to look for; give WithDetectors, WithNames, WithSecrets or WithPath")
	}
	for i, name := range c.audit {
		if name == "" || len(name) > maxAuditField || i == maxAuditFields {
			b.errorf("WithAuditFields: a name is empty or longer than %d bytes, or there are more than %d", maxAuditField, maxAuditFields)
			break
		}
	}
	for _, h := range c.harmless {
		if !grammar.Words(h) {
			b.errorf("WithHarmlessNames: a name is empty, longer than 40 bytes or has more than 4 words")
		}
	}
}

// checkReplacements checks each replacement once, however many detectors have it.
func (b *builder) checkReplacements() {
	if err := checkReplacement(b.cfg.rep); err != nil {
		b.errorf("WithReplacement: %w", err)
	}
	for id, rep := range b.cfg.repOf {
		if rep == nil {
			b.errorf("WithDetectorReplacement: detector %q: the replacement is nil", safeID(id))
		}
		if err := checkReplacement(rep); err != nil {
			b.errorf("WithDetectorReplacement: detector %q: %w", safeID(id), err)
		}
	}
}

// detectors numbers the detectors in the order of their IDs.
func (b *builder) detectors() {
	c := &b.cfg
	ds := c.detectors
	if len(c.names) > 0 {
		ds = append(ds, &Detector{ID: nameID, Doc: "Values under names given to WithNames.", Tier: Contextual, Names: c.names})
	}
	slices.SortStableFunc(ds, func(x, y *Detector) int { return cmp.Compare(x.ID, y.ID) })
	b.st = &state{limits: c.limits, observer: c.observer, shapes: c.shapes, prints: c.prints, meter: c.meter, every: c.every, stable: c.stable, policyDigest: c.policyDigest, sets: c.sets, allowed: c.allowed, noStubs: c.noStubs, audit: c.audit, marks: newMarks(len(ds) + engineDetectors + 1)}
	sums := make([]detectorSum, len(ds))
	for i := range ds {
		sums[i] = ds[i].sum()
	}
	b.st.digest = b.digest(sums)
	p := &scan.Plan{Userinfo: -1, MaxMatch: c.limits.MaxMatch}
	if len(c.allowed) > 0 {
		p.Allowed = b.st.isAllowed
	}
	b.st.plan = p
	b.st.dets = make([]detector, 0, len(ds)+engineDetectors)
	b.counters = make([]atomic.Uint64, countersOf*(len(ds)+engineDetectors+1))
	p.Detectors = make([]scan.Detector, 0, len(ds)+engineDetectors)
	b.expect(len(ds))
	p.Patterns = make([]scan.Pattern, 0, len(ds)+len(ds)/16) // some have several
	for i := range ds {
		if i > 0 && ds[i].ID == ds[i-1].ID {
			b.errorf("WithDetectors: detector %q: the ID occurs twice", safeID(ds[i].ID))
		}
		if !b.known.has(&sums[i]) {
			b.own.add(ds[i], int32(i))
		}
		b.detector(ds[i])
	}
	b.given = len(b.st.dets)
	b.st.live = b.inForce(DetectorInfo{ID: liveID, Doc: "Live secrets."})
	b.st.limitDet = b.internal(limitID, Fixed(markLimit))
	b.st.pathDet = b.internal(pathID, nil)
	b.st.dropDet = b.internal(pathID, nothing{})
	b.st.denyDet = b.internal(pathID, nil)
	b.st.dets[b.st.denyDet].Action = Deny
	b.paths()
}

// paths compiles the path rules. Each replacement of theirs is a detector.
func (b *builder) paths() {
	rules := slices.Clone(b.cfg.paths)
	for i := range rules {
		r := &rules[i]
		r.det = b.st.pathDet
		if r.action == Deny {
			r.det = b.st.denyDet
			b.denies(b.st.denyDet)
		}
		if r.rep != nil {
			r.det = b.pathReplacement(rules[:i], r.rep)
		}
	}
	if b.cfg.strict {
		rules = append([]pathRule{{option: "WithStrict", path: "**", action: Redact, det: b.st.pathDet}}, rules...)
	}
	p, errs := compilePaths(rules, b.cfg.strict)
	b.st.paths, b.st.unruled = p, &b.st.idle
	if p != nil {
		b.st.unruled = &nameCache{}
	}
	b.errs = append(b.errs, errs...)
}

// denies notes that a detector may deny records. Its stub is a mark of ours.
func (b *builder) denies(det int32) {
	b.st.denies = true
	b.st.plan.Detectors[det].Denies = true
	b.st.marks.add(stubMark(b.st.dets[det].ID))
}

// pathReplacement returns the detector of a replacement, which earlier rules may
// have.
func (b *builder) pathReplacement(earlier []pathRule, rep Replacement) int32 {
	if reflect.TypeOf(rep).Comparable() {
		for _, r := range earlier {
			if r.rep == rep {
				return r.det
			}
		}
	}
	d := b.withReplacement(DetectorInfo{ID: pathID}, rep)
	b.st.dets = append(b.st.dets, d)
	b.st.plan.Detectors = append(b.st.plan.Detectors, scan.Detector{Rank: uint8(Contextual) + 1})
	return int32(len(b.st.dets) - 1)
}

// internal adds a detector that has no candidates of its own, behind all others.
func (b *builder) internal(id string, rep Replacement) int32 {
	d := b.inForce(DetectorInfo{ID: id})
	if rep != nil {
		d.rep, d.trusted = rep, true
	}
	b.st.dets = append(b.st.dets, d)
	b.st.plan.Detectors = append(b.st.plan.Detectors, scan.Detector{Rank: uint8(Contextual) + 1})
	return int32(len(b.st.dets) - 1)
}

// safeID makes an ID fit for an error message: an ID that is not one may be
// anything.
func safeID(id string) string {
	if !validID(id) {
		return "(invalid ID)"
	}
	return id
}

func validID(id string) bool {
	if len(id) == 0 || len(id) > 48 || id[0] == '-' || id[len(id)-1] == '-' {
		return false
	}
	for i := range len(id) {
		if b := id[i]; b != '-' && (b < 'a' || b > 'z') && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}

func (b *builder) detector(d *Detector) {
	p, n := b.st.plan, int32(len(b.st.dets))
	info := b.inForce(DetectorInfo{ID: d.ID, Doc: d.Doc, Source: d.Source, Tier: d.Tier, Action: Redact})
	if a, ok := b.cfg.actions[d.ID]; ok {
		info.Action = a
	}
	b.st.dets = append(b.st.dets, info)
	p.Detectors = append(p.Detectors, scan.Detector{Rank: uint8(d.Tier) + 1, ReportOnly: info.Action == Report})
	if info.Action == Deny {
		b.denies(n)
	}
	fail := func(format string, args ...any) {
		b.errorf("WithDetectors: detector %q: "+format, append([]any{safeID(d.ID)}, args...)...)
	}
	switch d.ID {
	case liveID, pathID, limitID, "error":
		fail("the ID is reserved")
	}
	if !validID(d.ID) {
		fail("the ID must be 1 to 48 of a-z, 0-9 and inner hyphens")
	}
	if d.Tier > PII {
		fail("the tier is unknown")
	}
	if d.Extent > ExtentLine {
		fail("the extent is unknown")
	}
	kinds := 0
	if d.Pattern != "" {
		kinds++
		b.pattern(d, n, fail)
	}
	if len(d.Names) > 0 {
		kinds++
		for i, name := range d.Names {
			if !grammar.Found(name) {
				if d.ID == nameID {
					b.errorf("WithNames: name %d is empty, longer than 40 bytes, has more than 4 words or, in several, fewer than 5 letters and no digit", i+1)
					continue
				}
				fail("name %d is empty, longer than 40 bytes, has more than 4 words or, in several, fewer than 5 letters and no digit", i+1)
				continue
			}
			b.rules = append(b.rules, grammar.Rule{Name: name, Det: n, Weak: d.Weak, Extent: grammar.Extent(d.Extent), Rank: b.rank(d.ID)})
		}
	}
	if d.Userinfo {
		kinds++
		if p.Userinfo >= 0 {
			fail("another detector has Userinfo set")
		}
		p.Userinfo = n
	}
	if kinds != 1 {
		fail("exactly one of Pattern, Names and Userinfo must be set")
	}
}

// rank orders the actions of detectors of names.
func (b *builder) rank(id string) grammar.Rank {
	switch b.cfg.actions[id] {
	case Report:
		return grammar.RankReport
	case DropField:
		return grammar.RankDrop
	case Deny:
		return grammar.RankDeny
	}
	return grammar.RankRedact
}

func (b *builder) pattern(d *Detector, n int32, fail func(string, ...any)) {
	for _, expr := range pattern.Alternatives(d.Pattern) {
		b.alternative(d, expr, n, fail)
	}
}

func (b *builder) alternative(d *Detector, expr string, n int32, fail func(string, ...any)) {
	prog, err := b.comp.Compile(expr)
	if err != nil {
		fail("%w", err)
		return
	}
	if b.own.has(n) {
		b.own.addPattern(prog)
	}
	p := b.st.plan
	pat := scan.Pattern{Prog: prog, Det: n}
	for i, w := range d.Near {
		if w == "" {
			fail("word %d of Near is empty", i+1)
		}
		pat.Near = append(pat.Near, []byte(strings.ToLower(w)))
	}
	if verify := d.Verify; verify != nil {
		pat.Judge = func(secret []byte) (rejected, confirmed bool) {
			v := verify(secret)
			return v == Rejected, v == Confirmed
		}
	}
	i := int32(len(p.Patterns))
	if len(d.Run) > 0 {
		if len(d.Run) > maxRuns || slices.ContainsFunc(d.Run, func(n int) bool { return n < 0 || n > scan.MaxRunAt }) {
			fail("Run must be at most %d offsets from 0 to %d", maxRuns, scan.MaxRunAt)
			return
		}
		pat.Run = slices.Clone(d.Run)
		if left, _ := prog.Group(); expr != d.Pattern && slices.Contains(d.Run, left) {
			pat.Run = []int{left}
		}
		slices.Sort(pat.Run)
		slices.Reverse(pat.Run)
		p.Patterns = append(p.Patterns, pat)
		p.Runs = append(p.Runs, i)
		return
	}
	p.Patterns = append(p.Patterns, pat)
	if words := d.Near; rareWords(words) && slices.ContainsFunc(prog.Anchors(), func(a pattern.Anchor) bool { return len(a.Text) < minAnchor }) {
		for _, w := range words {
			b.use(literal.Literal{Text: strings.ToLower(w), Fold: true}, scan.Use{Kind: scan.UseNear, Pattern: i})
		}
		return
	}
	for _, a := range prog.Anchors() {
		for k := 0; k < len(a.Text); k += literal.MaxLen {
			if k > 0 {
				break
			}
			text := a.Text[:min(len(a.Text), literal.MaxLen)]
			b.use(literal.Literal{Text: text, Fold: a.Fold}, scan.Use{Kind: scan.UsePattern, Pattern: i, Lo: a.Lo, Hi: a.Hi})
		}
	}
}

// minAnchor is the length from which a literal of a pattern is looked for everywhere.
// Shorter ones are looked for near the words that the pattern needs, if it does.
const minAnchor = 3

// maxRuns bounds the offsets of a Run.
const maxRuns = 8

// rareWords reports words that can be looked for as literals and are longer than what
// they stand for.
func rareWords(words []string) bool {
	for _, w := range words {
		if len(w) < minAnchor || len(w) > literal.MaxLen {
			return false
		}
		for i := range len(w) {
			if b := w[i]; b < ' ' || b >= 0x7f || b == '\\' || b == '%' {
				return false
			}
		}
	}
	return len(words) > 0
}

// engineDetectors are those that New adds behind those of the options.
const engineDetectors = 4

// expect makes room for the literals of so many detectors.
func (b *builder) expect(detectors int) {
	const most = 300 // of the catalogue, with four each
	n := 4*min(detectors, most) + 2*max(0, detectors-most)
	b.list = make([]literal.Literal, 0, n)
	b.st.plan.Uses = make([][]scan.Use, 0, n)
	b.rehash()
}

// rehash makes room for twice as many literals as there is room for.
func (b *builder) rehash() {
	size := 64
	for size < 2*cap(b.list) {
		size *= 2
	}
	b.slots = make([]uint32, size)
	for i := range b.list {
		*b.slot(b.list[i]) = uint32(i + 1)
	}
}

// slot returns where the number of a literal stands, or is to stand.
func (b *builder) slot(l literal.Literal) *uint32 {
	for at := l.Hash(); ; at++ {
		s := &b.slots[int(at)&(len(b.slots)-1)]
		if *s == 0 || b.list[*s-1] == l {
			return s
		}
	}
}

// use adds a reason to look for a literal.
func (b *builder) use(l literal.Literal, u scan.Use) {
	s := b.slot(l)
	if *s == 0 {
		if b.list = append(b.list, l); 2*len(b.list) > len(b.slots) {
			b.rehash()
			s = b.slot(l)
		}
		*s = uint32(len(b.list))
		if len(b.uses) == 0 {
			b.uses = make([]scan.Use, 64)
		}
		b.st.plan.Uses = append(b.st.plan.Uses, b.uses[:0:1])
		b.uses = b.uses[1:]
	}
	uses := &b.st.plan.Uses[*s-1]
	if !slices.Contains(*uses, u) {
		*uses = append(*uses, u)
	}
}

// inForce adds the replacement of a detector and teaches its marks.
func (b *builder) inForce(info DetectorInfo) detector {
	rep := b.cfg.rep
	if own, ok := b.cfg.repOf[info.ID]; ok {
		rep = own
	}
	return b.withReplacement(info, rep)
}

// countersOf is the number of counters of a detector.
const countersOf = 3

func (b *builder) withReplacement(info DetectorInfo, rep Replacement) detector {
	if len(b.counters) == 0 {
		b.counters = make([]atomic.Uint64, countersOf)
	}
	d := detector{DetectorInfo: info, rep: rep, matches: &b.counters[0], reported: &b.counters[1], denied: &b.counters[2]}
	b.counters = b.counters[countersOf:]
	if rep == nil {
		return d
	}
	switch rep.(type) {
	case label, fixed, mask, *hmacToken:
		d.trusted = true
	}
	b.st.marks.learn(rep, info.ID)
	return d
}

// checkIDs reports options for detectors that do not exist.
func (b *builder) checkIDs() {
	known := func(id string) bool {
		return id == liveID || slices.ContainsFunc(b.st.dets, func(d detector) bool { return d.ID == id })
	}
	for id, a := range b.cfg.actions {
		switch {
		case !known(id):
			b.errorf("WithAction: there is no detector %q", safeID(id))
		case id == liveID && a != Redact:
			b.errorf("WithAction: live secrets are always redacted")
		case a != Redact && a != DropField && a != Deny && a != Report:
			b.errorf("WithAction: detector %q: the action must be Redact, DropField, Deny or Report", safeID(id))
		}
	}
	for id := range b.cfg.repOf {
		if !known(id) {
			b.errorf("WithDetectorReplacement: there is no detector %q", safeID(id))
		}
	}
	slices.SortFunc(b.errs, func(x, y error) int { return cmp.Compare(x.Error(), y.Error()) })
	b.errs = slices.CompactFunc(b.errs, func(x, y error) bool { return x.Error() == y.Error() })
}

// plan completes the plan: names, literals, search.
func (b *builder) plan() {
	st, p := b.st, b.st.plan
	p.Names = grammar.NewNames(b.rules, b.cfg.harmless, st.marks.is)
	st.names = p.Names
	for _, t := range p.Names.Announcements(b.rules) {
		b.use(literal.Literal{Text: t, Fold: true}, scan.Use{Kind: scan.UseName})
	}
	p.Commands = -1
	if c, ok := p.Names.Classify([]byte("password")); ok {
		p.Commands = c.Det
		for _, w := range grammar.StatedWords {
			b.use(literal.Literal{Text: w}, scan.Use{Kind: scan.UseStated})
		}
		for _, w := range grammar.BoundWords {
			b.use(literal.Literal{Text: w, Fold: true}, scan.Use{Kind: scan.UseArguments})
		}
		for _, w := range scan.ManifestWords {
			b.use(literal.Literal{Text: w}, scan.Use{Kind: scan.UseManifest})
		}
		for i, w := range scan.AuditWords {
			b.use(literal.Literal{Text: w}, scan.Use{Kind: scan.UseAudit, Pattern: int32(i)})
		}
		for i, w := range grammar.CommandWords() {
			b.use(literal.Literal{Text: w.Text, Fold: w.Fold}, scan.Use{Kind: scan.UseCommand, Pattern: int32(i)})
		}
	}
	if p.Userinfo >= 0 {
		b.use(literal.Literal{Text: "://"}, scan.Use{Kind: scan.UseURL})
		for _, t := range []string{"@tcp(", "@unix(", "@udp(", "@/"} {
			b.use(literal.Literal{Text: t}, scan.Use{Kind: scan.UseDSN})
		}
	}
	if len(b.list) > 0 || len(p.Runs) > 0 {
		b.search()
	}
	p.Init(b.list)
	st.minLen = b.minLen()
	st.marksNames = !st.pureGo() && jsonname.Fast()
	st.numbers = len(st.sets) > 0 || slices.ContainsFunc(b.list, func(l literal.Literal) bool { return l.Text[0] >= '0' && l.Text[0] <= '9' })
	st.walker = walk.New(walk.Config{MaxDepth: st.limits.MaxDepth, MaxNodes: st.limits.MaxNodes, MaxText: st.limits.MaxText,
		StableTypes: st.stable, Numbers: st.numbers, Foreign: append([]walk.Foreign{walk.SafeForeign()}, b.cfg.foreign...)})
}

// search builds the search for the literals.
func (b *builder) search() {
	want, ok := b.cfg.kernel.internal()
	if !ok || !want.Available() {
		b.errorf("WithKernel: this machine has no such kernel")
		return
	}
	s, used := literal.Build(b.list, want)
	b.st.looker, _ = s.(*literal.Prefilter)
	b.st.plan.Search, b.st.plan.Kernel, b.st.kernel = s, used, Kernel(used.String())
	b.st.kernelFailed = used != want && (want != literal.Auto || used != literal.Best())
}

// minLen is the length of the shortest text that can hold a match. What a name or another
// word hides is a byte or more, and apart from it.
func (b *builder) minLen() int {
	const apart = 2
	n := 1 << 30
	for i := range b.st.plan.Patterns {
		n = min(n, b.st.plan.Patterns[i].Prog.MinLen())
	}
	for i, uses := range b.st.plan.Uses {
		for _, u := range uses {
			if u.Kind != scan.UsePattern && u.Kind != scan.UseNear {
				n = min(n, len(b.list[i].Text)+apart)
			}
		}
	}
	return n
}

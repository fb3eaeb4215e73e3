package collector

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// A plan is what a configuration says, ready to run. It is immutable.
type plan struct {
	main *redact.Redactor
	// kept is for values under ignored keys, hidden for those under blocked ones. They
	// are nil if there are no such keys, or if there is nothing that kept would find.
	kept, hidden *redact.Redactor
	keys         *keyRules
	slow         []blocked
	allowedText  *regexp.Regexp
	masking      masking
	depth, nodes int
	summary      string
	reportOnly   bool
	warnings     []string
}

// Defaults of LimitsConfig.
const (
	defaultDepth = 64
	defaultNodes = 10_000
)

// newPlan builds a plan. further are options for what it finds with. The error names
// the keys of the configuration.
func newPlan(c *Config, further ...redact.Option) (*plan, error) {
	var f faults
	if len(c.PolicyFiles) > 0 {
		return c.policyPlan(&f, further)
	}
	p := &plan{
		depth: c.Limits.MaxDepth, nodes: c.Limits.MaxNodes, reportOnly: c.ReportOnly,
		summary: oneOf(&f, "summary", c.Summary, summarySilent, summaryInfo, summaryDebug),
	}
	if p.depth == 0 {
		p.depth = defaultDepth
	}
	if p.nodes == 0 {
		p.nodes = defaultNodes
	}
	base := c.base(&f)
	ds := append(c.Detectors.choose(&f), c.Detectors.custom(&f)...)
	opts := slices.Concat(further, base)
	opts = append(opts, c.rules(&f)...)
	blockedDetectors, slow := c.blocked(&f)
	p.slow, p.masking = slow, c.masking(&f)
	opts = append(opts, redact.WithDetectors(ds...), redact.WithDetectors(blockedDetectors...))
	for _, d := range blockedDetectors {
		opts = append(opts, redact.WithDetectorReplacement(d.ID, p.masking.replacement()))
	}
	opts = append(opts, c.replacements(&f, ds)...)
	if c.given() && len(ds)+len(blockedDetectors) == 0 {
		// There may be nothing to look for beside rules of keys, and a Redactor needs
		// something.
		opts = append(opts, redact.WithNames("no_such_value"))
	}
	if p.keys = c.keyRules(&f); p.keys != nil {
		p.allowedText = p.keys.allowedText
		hiding := slices.Concat(further, base)
		hiding = append(hiding, redact.WithDetectors(ds...), redact.WithPathReplacement("**", p.masking.replacement()))
		p.hidden = build(&f, hiding)
		if keeping := structural(ds); len(keeping) > 0 {
			p.kept = build(&f, append(slices.Concat(further, base), redact.WithDetectors(keeping...)))
		}
		p.warn(c)
	}
	if len(f) > 0 {
		return nil, errors.Join(f...)
	}
	if p.main = build(&f, opts); len(f) > 0 {
		return nil, errors.Join(f...)
	}
	return p, nil
}

// build builds a Redactor. What is wrong with a single key has been told before.
func build(f *faults, opts []redact.Option) *redact.Redactor {
	if len(*f) > 0 {
		return nil
	}
	r, err := redact.New(opts...)
	if err != nil {
		f.add("detectors", err)
	}
	return r
}

func structural(ds []redact.Detector) (out []redact.Detector) {
	for _, d := range ds {
		if d.Tier == redact.Structural {
			out = append(out, d)
		}
	}
	return out
}

// base are the options that hold whatever the key.
func (c *Config) base(f *faults) []redact.Option {
	limits := redact.Limits{MaxMatch: c.Limits.MaxMatch, MaxDepth: c.Limits.MaxDepth, MaxNodes: c.Limits.MaxNodes}
	out := []redact.Option{redact.WithLimits(limits)}
	if _, err := redact.New(redact.WithNames("a_name"), out[0]); err != nil {
		f.add("limits", err)
		out = nil
	}
	if rep := c.Replacement.build(f, "replacement"); rep != nil {
		out = append(out, redact.WithReplacement(rep))
	}
	if c.StableTypes {
		out = append(out, redact.WithStableTypes())
	}
	for _, v := range c.Allowed.Values {
		out = append(out, redact.WithAllowed(sha256.Sum256([]byte(v))))
	}
	for i, v := range c.Allowed.SHA256 {
		var sum [sha256.Size]byte
		if n, err := hex.Decode(sum[:], []byte(cut(v, 2*len(sum)))); err != nil || n != len(sum) || len(v) != 2*len(sum) {
			f.say(at("allowed::sha256", i), "is not 64 hexadecimal digits")
			continue
		}
		out = append(out, redact.WithAllowed(sum))
	}
	return out
}

func cut(s string, n int) string { return s[:min(n, len(s))] }

// rules are the names and paths of the configuration, each of which is good by itself.
func (c *Config) rules(f *faults) (out []redact.Option) {
	try := func(key string, o redact.Option) {
		if _, err := redact.New(redact.WithNames("a_name"), o); err != nil {
			f.add(key, err)
			return
		}
		out = append(out, o)
	}
	for i, name := range c.Names {
		try(at("names", i), redact.WithNames(name))
	}
	for i, name := range c.HarmlessNames {
		try(at("harmless_names", i), redact.WithHarmlessNames(name))
	}
	if c.Strict.Enabled {
		try("strict::allowed", redact.WithStrict(c.Strict.Allowed...))
	} else if len(c.Strict.Allowed) > 0 {
		f.say("strict::allowed", "needs strict::enabled")
	}
	if c.Deny.WithoutStubs {
		out = append(out, redact.WithoutStubs())
	}
	if len(c.Deny.AuditFields) > 0 {
		try("deny::audit_fields", redact.WithAuditFields(c.Deny.AuditFields...))
	}
	for i, x := range c.Paths {
		key := at("paths", i)
		action := oneOf(f, key+"::action", x.Action, actions...)
		if x.Replacement == nil {
			try(key+"::path", redact.WithPath(x.Path, actionOf(action)))
			continue
		}
		if action != "redact" {
			f.say(key+"::replacement", "goes with the action redact only")
		}
		if rep := x.Replacement.build(f, key+"::replacement"); rep != nil {
			try(key+"::path", redact.WithPathReplacement(x.Path, rep))
		}
	}
	return out
}

// replacements are those of single detectors.
func (c *Config) replacements(f *faults, ds []redact.Detector) (out []redact.Option) {
	for id, x := range c.Detectors.Replacements {
		key := "detectors::replacements::" + id
		known := false
		for _, d := range ds {
			known = known || d.ID == id
		}
		if !known {
			f.say("detectors::replacements", "has an ID that no detector in force has")
			continue
		}
		if rep := x.build(f, key); rep != nil {
			out = append(out, redact.WithDetectorReplacement(id, rep))
		}
	}
	return out
}

// warn tells what a configuration of the redaction processor does differently here.
func (p *plan) warn(c *Config) {
	if c.URLSanitizer.Enabled {
		p.warnings = append(p.warnings, "url_sanitizer: secrets in URLs are hidden; paths and span names are not generalised")
	}
	if len(c.DBSanitizer.attributes()) > 0 {
		p.warnings = append(p.warnings, "db_sanitizer: the attributes are hidden as a whole; statements are not rewritten")
	}
	if len(p.slow) > 0 {
		p.warnings = append(p.warnings, "blocked_values: some patterns run one by one, which is slow")
	}
	if p.keys.allowed != nil && len(p.keys.allowed) == 0 {
		p.warnings = append(p.warnings, "allowed_keys: all attributes are removed; set allow_all_keys to keep them")
	}
}

package collector

import (
	"slices"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// DetectorsConfig says what is looked for.
type DetectorsConfig struct {
	// Presets are lists of the catalogue: default, structural, contextual, semconv, pii.
	// The default is [default]; an empty list leaves Custom and what else is configured.
	Presets []string `mapstructure:"presets"`
	// PII are families of personal data, such as cards, emails and phones; the preset pii
	// is all of them.
	PII []string `mapstructure:"pii"`
	// Version pins the catalogue to that of a version, so that an upgrade changes no output.
	Version string `mapstructure:"version"`
	// Enabled are further detectors of the catalogue by their IDs.
	Enabled []string `mapstructure:"enabled"`
	// Disabled are IDs that are left out.
	Disabled []string `mapstructure:"disabled"`
	// Replacements are those of single detectors, by ID.
	Replacements map[string]ReplacementConfig `mapstructure:"replacements"`
	// Custom are detectors of your own.
	Custom []CustomConfig `mapstructure:"custom"`
}

// CustomConfig is a detector. Exactly one of Pattern and Names is set.
type CustomConfig struct {
	// ID names it in labels and counts: lower-case words joined by hyphens.
	ID string `mapstructure:"id"`
	// Pattern is RE2 syntax; one optional group marks what is replaced.
	Pattern string `mapstructure:"pattern"`
	// Near are words of which one must stand near the match.
	Near []string `mapstructure:"near"`
	// Names are sensitive names, under which every value is hidden.
	Names []string `mapstructure:"names"`
}

// list is the catalogue, or that of an earlier version.
type list interface {
	Default() []redact.Detector
	Structural() []redact.Detector
	Contextual() []redact.Detector
	SemConv() []redact.Detector
	PII(...detectors.Family) []redact.Detector
	All() []redact.Detector
}

// presets are the words for lists of the catalogue.
var presets = []string{"default", "structural", "contextual", "semconv", "pii"}

// choose returns the detectors of the configuration.
func (c *DetectorsConfig) choose(f *faults) []redact.Detector {
	version := c.Version
	if version == "" {
		version = detectors.Version
	}
	known, err := detectors.AsOf(version)
	if err != nil {
		f.say("detectors::version", "is no version of the catalogue")
		return nil
	}
	var out []redact.Detector
	for i, p := range c.Presets {
		out = append(out, preset(known, oneOf(f, at("detectors::presets", i), p, presets...))...)
	}
	for i, name := range c.PII {
		fam := slices.IndexFunc(detectors.Families(), func(x detectors.Family) bool { return x.String() == name })
		if fam < 0 {
			f.say(at("detectors::pii", i), "is no family of personal data")
			continue
		}
		out = append(out, known.PII(detectors.Families()[fam])...)
	}
	all := known.All()
	for i, id := range c.Enabled {
		d := slices.IndexFunc(all, func(d redact.Detector) bool { return d.ID == id })
		if d < 0 {
			f.say(at("detectors::enabled", i), "is no detector of the catalogue")
			continue
		}
		out = append(out, all[d])
	}
	for i, id := range c.Disabled {
		if !slices.ContainsFunc(all, func(d redact.Detector) bool { return d.ID == id }) {
			f.say(at("detectors::disabled", i), "is no detector of the catalogue")
		}
	}
	return once(detectors.Without(out, c.Disabled...))
}

func preset(known list, name string) []redact.Detector {
	switch name {
	case "structural":
		return known.Structural()
	case "contextual":
		return known.Contextual()
	case "semconv":
		return known.SemConv()
	case "pii":
		return known.PII()
	}
	return known.Default()
}

// once leaves out detectors that are there already: presets overlap.
func once(ds []redact.Detector) []redact.Detector {
	seen := make(map[string]bool, len(ds))
	return slices.DeleteFunc(ds, func(d redact.Detector) bool {
		was := seen[d.ID]
		seen[d.ID] = true
		return was
	})
}

// custom returns the detectors of the user, each of which is good by itself.
func (c *DetectorsConfig) custom(f *faults) []redact.Detector {
	var out []redact.Detector
	for i, x := range c.Custom {
		d := redact.Detector{ID: x.ID, Doc: "a detector of the configuration", Pattern: x.Pattern, Near: x.Near, Names: x.Names}
		if len(x.Names) > 0 {
			d.Tier = redact.Contextual
		}
		if _, err := redact.New(redact.WithDetectors(d)); err != nil {
			f.add(at("detectors::custom", i), err)
			continue
		}
		out = append(out, d)
	}
	return out
}

package redact

import "github.com/tacit-go/tacit/redact/internal/walk"

// An Option configures [New]. Options are applied in order.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	detectors    []Detector
	sets         []*SecretSet
	names        []string
	harmless     []string
	rep          Replacement
	repOf        map[string]Replacement
	actions      map[string]Action
	paths        []pathRule
	allowed      map[[32]byte]bool
	limits       Limits
	observer     Observer
	stable       bool
	foreign      []walk.Foreign
	kernel       Kernel
	usedNilSet   bool
	usedNilRep   bool
	usedNilWatch bool
}

// WithDetectors adds detectors. An ID that occurs twice is an error.
func WithDetectors(ds ...Detector) Option {
	return option(func(c *config) { c.detectors = append(c.detectors, ds...) })
}

// WithSecrets adds a set of live secrets. It may be given several times, at most
// 64; one set may serve many Redactors. A value that is added to the set later is
// hidden at once.
func WithSecrets(s *SecretSet) Option {
	return option(func(c *config) {
		c.usedNilSet = c.usedNilSet || s == nil
		c.sets = append(c.sets, s)
	})
}

// WithNames adds sensitive names under which every value is hidden, written as
// one to four words joined by underscores: "national_id". Their detector ID is
// "name".
func WithNames(names ...string) Option {
	return option(func(c *config) { c.names = append(c.names, names...) })
}

// WithHarmlessNames lists whole names that only look sensitive and stay, in any
// spelling: "session_color".
func WithHarmlessNames(names ...string) Option {
	return option(func(c *config) { c.harmless = append(c.harmless, names...) })
}

// WithReplacement sets the replacement. The default is Label().
func WithReplacement(rep Replacement) Option {
	return option(func(c *config) {
		c.usedNilRep = c.usedNilRep || rep == nil
		c.rep = rep
	})
}

// WithDetectorReplacement sets the replacement of one detector. "live-secret" names
// live secrets.
func WithDetectorReplacement(id string, rep Replacement) Option {
	return option(func(c *config) { c.repOf[id] = rep })
}

// WithAction sets the action of one detector: Redact (the default), DropField,
// DropRecord or Report. The two drops take effect where a detector decides on a
// field by its name. "live-secret" names live secrets, for which Redact is the only
// action.
func WithAction(id string, a Action) Option {
	return option(func(c *config) { c.actions[id] = a })
}

// WithPath sets the action for fields by path: names joined by dots, where * is
// any one name and ** any number of them, compared without regard to ASCII case.
// The last rule that matches wins. Path rules apply to structured values, to
// adapters and to AppendJSON, where DropField and DropRecord are Redact. All
// rules together may have 255 names.
func WithPath(path string, a Action) Option {
	return option(func(c *config) { c.paths = append(c.paths, pathRule{path, a}) })
}

// WithAllowed lists values that are never hidden, as SHA-256 sums of the exact
// matched bytes, so that no policy holds the values themselves. Each match then
// costs a hash.
func WithAllowed(sha256 ...[32]byte) Option {
	return option(func(c *config) {
		for _, sum := range sha256 {
			c.allowed[sum] = true
		}
	})
}

// WithLimits sets bounds.
func WithLimits(l Limits) Option { return option(func(c *config) { c.limits = l }) }

// WithObserver sets the observer of events. The default is none.
func WithObserver(o Observer) Option {
	return option(func(c *config) {
		c.usedNilWatch = c.usedNilWatch || o == nil
		c.observer = o
	})
}

// WithStableTypes makes Value, and the numbers of a Field, keep JSON types, for
// stores with mappings that reject changed ones: a hidden number becomes 0, a
// bool null, an array [] and an object {}.
func WithStableTypes() Option { return option(func(c *config) { c.stable = true }) }

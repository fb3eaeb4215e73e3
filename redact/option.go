package redact

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/walk"
)

// An Option configures [New]. Options are applied in order.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	detectors    []*Detector
	sets         []*SecretSet
	names        []string
	harmless     []string
	rep          Replacement
	repOf        map[string]Replacement
	actions      map[string]Action
	paths        []pathRule
	pathCount    map[string]int // by option
	strict       bool
	noStubs      bool
	audit        []string
	allowed      map[[32]byte]bool
	limits       Limits
	observer     Observer
	shapes       bool
	prints       *hmacToken
	meter        Meter
	every        int
	stable       bool
	policyDigest string
	foreign      []walk.Foreign
	kernel       Kernel
	usedNilSet   bool
	usedNilRep   bool
	usedNilWatch bool
	usedNilMeter bool
}

// WithDetectors adds detectors. An ID that occurs twice is an error.
func WithDetectors(ds ...Detector) Option {
	return option(func(c *config) {
		c.detectors = slices.Grow(c.detectors, len(ds))
		for i := range ds {
			c.detectors = append(c.detectors, &ds[i])
		}
	})
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

// WithPolicyDigest sets what [Description.Policy] tells: the digest of the document that
// the other options were made from. It is to be short and must not be a secret.
func WithPolicyDigest(digest string) Option {
	return option(func(c *config) { c.policyDigest = digest })
}

// WithNames adds sensitive names under which every value is hidden, written as
// one to four words joined by underscores: "national_id". Several words have at
// least five letters or a digit in all. Their detector ID is "name". Letters beyond ASCII
// count as they are written, case included, or as JSON escapes them, also in a string of JSON;
// percent-encoded ones are not read. In values and JSON a name of one word is also found in two, pass_word by
// "password"; in text it needs a rule of its own.
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
// Deny or Report. DropField takes effect where a detector decides on a field by its
// name, Deny wherever it replaces something. "live-secret" names live secrets, for which Redact is the only
// action.
func WithAction(id string, a Action) Option {
	return option(func(c *config) { c.actions[id] = a })
}

// WithPath sets the action for fields by path: names joined by dots, as in
// "db.*.password", where * is any one name and ** any number of them, also none.
// ASCII letters are compared without regard to case. A rule decides instead of the
// name of a field: Redact hides also true and 0, Scan shows a password.
//
// Redact, DropField, Deny and Keep hold for the path and for all that is
// inside of it, Scan for the path alone. Of the rules that hold for a value the one
// of the last option counts. A group that is hidden or dropped is entered only if a
// later rule shows something in it.
//
// Report changes nothing: a field at the path, though not what is inside of it, is decided
// as if there were no such rule, and counted in Stats.ReportedPaths; an event tells of it
// where the value is text.
//
// Elements of an array have the path of the array. A dot in a name is read as a
// border between names, so that "http.request.header.*" finds the attribute of that
// name as well as the groups; * also stands for a whole name with dots. A path says
// nothing of text that has no name, such as a message. Struct fields are found by
// their json names, and by their Go names where no rule holds for that.
//
// Path rules hold in [Scope], in [Redactor.Value] and in [Redactor.AppendJSON]. They do not hold in text: not in String, Append,
// readers and stream writers, whatever the text looks like.
//
// A path has at most 1024 bytes; all paths together have at most 4096 names, and an
// automaton of at most 65,535 states and 262,144 transitions. A name costs a look into two
// tables.
func WithPath(path string, a Action) Option {
	return option(func(c *config) { c.addPath(pathRule{option: "WithPath", path: path, action: a}) })
}

// WithPathReplacement is [WithPath] with the action Redact and a replacement of its
// own. The replacement of other paths is that of the detector "path".
func WithPathReplacement(path string, rep Replacement) Option {
	return option(func(c *config) {
		c.addPath(pathRule{option: "WithPathReplacement", path: path, action: Redact, rep: rep})
	})
}

// WithStrict hides every value that has a name, but for those under the given paths,
// which are searched as if they had none: each is a [WithPath] with the action Scan,
// and before all path rules stands one that hides everything. Other path rules may
// show or drop more. A path shows what stands there, not what is inside of it: list
// "user" and "user.id", or "user.**" for all of it.
//
// The name of a hidden value stays if the rules have it or if it is spelled as names
// are: a few words of letters; else it is replaced too. Text that has no name, such
// as a message, is searched as ever, and so are time, level and source of a record.
// In JSON these are members like others: list them, or see [Scope.WithRecordNames].
func WithStrict(paths ...string) Option {
	return option(func(c *config) {
		c.strict = true
		for _, p := range paths {
			c.addPath(pathRule{option: "WithStrict", path: p, action: Scan})
		}
	})
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

// WithStableTypes makes Value, and the numbers of a Field, keep JSON types, for
// stores with mappings that reject changed ones: a hidden number becomes 0, a
// bool null, an array [] and an object {}.
func WithStableTypes() Option { return option(func(c *config) { c.stable = true }) }

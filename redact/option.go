package redact

// An Option configures [New]. Options are applied in order.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct{}

// WithDetectors adds detectors. An ID that occurs twice is an error.
func WithDetectors(ds ...Detector) Option { return option(func(*config) {}) }

// WithSecrets adds a set of live secrets. It may be given several times; one set
// may serve many Redactors.
func WithSecrets(s *SecretSet) Option { return option(func(*config) {}) }

// WithNames adds sensitive names under which every value is hidden, written as
// words joined by underscores: "national_id". Their detector ID is "name".
func WithNames(names ...string) Option { return option(func(*config) {}) }

// WithHarmlessNames lists whole names that only look sensitive and stay.
func WithHarmlessNames(names ...string) Option { return option(func(*config) {}) }

// WithReplacement sets the replacement. The default is Label().
func WithReplacement(rep Replacement) Option { return option(func(*config) {}) }

// WithDetectorReplacement sets the replacement of one detector.
func WithDetectorReplacement(id string, rep Replacement) Option { return option(func(*config) {}) }

// WithAction sets the action of one detector: Redact (the default), DropField,
// DropRecord or Report. "secret" names live secrets.
func WithAction(id string, a Action) Option { return option(func(*config) {}) }

// WithPath sets the action for fields by path: segments joined by dots, where *
// is any one segment and ** any number of them, compared without regard to case.
// The last rule that matches wins. Path rules apply to structured values and
// adapters and to AppendJSON.
func WithPath(path string, a Action) Option { return option(func(*config) {}) }

// WithAllowed lists values that are never hidden, as SHA-256 sums of the exact
// matched bytes, so that no policy holds the values themselves.
func WithAllowed(sha256 ...[32]byte) Option { return option(func(*config) {}) }

// WithLimits sets bounds.
func WithLimits(l Limits) Option { return option(func(*config) {}) }

// WithObserver sets the observer of events. The default is none.
func WithObserver(o Observer) Option { return option(func(*config) {}) }

// WithStableTypes makes Value, and the numbers of a Field, keep JSON types: a
// hidden number becomes 0, a bool null, an array [].
func WithStableTypes() Option { return option(func(*config) {}) }

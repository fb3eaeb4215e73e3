package collector

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Config is the configuration of the processor. The zero Config finds nothing, which
// is an error; NewFactory's default has the detectors of detectors.Default. Validate
// reports every problem with the key that it stands under, and never a value.
type Config struct {
	// Detectors says what is looked for.
	Detectors DetectorsConfig `mapstructure:"detectors"`
	// PolicyFiles are the layers of a policy, the floor first, which says all that is
	// hidden, as it does for the library and the command: then no other key but Summary
	// may be set. The files are followed while the Collector runs; a policy that is
	// broken is told of, and the one before stays. Levels for the sink "collector" hold.
	PolicyFiles []string `mapstructure:"policy_files"`
	// Names are further sensitive names, of one to four words joined by underscores:
	// every value under them is hidden.
	Names []string `mapstructure:"names"`
	// HarmlessNames only look sensitive and stay.
	HarmlessNames []string `mapstructure:"harmless_names"`
	// Paths are rules for attributes by their keys; the last one that holds counts.
	Paths []PathConfig `mapstructure:"paths"`
	// Deny says more of the action deny.
	Deny DenyConfig `mapstructure:"deny"`
	// Strict hides every value under a name but those that are listed.
	Strict StrictConfig `mapstructure:"strict"`
	// Allowed lists values that are never hidden.
	Allowed AllowedConfig `mapstructure:"allowed"`
	// Replacement is what stands in the place of a secret.
	Replacement ReplacementConfig `mapstructure:"replacement"`
	// StableTypes keeps the types of numbers and bools that are hidden: 0 and an empty
	// value, where the default is text.
	StableTypes bool `mapstructure:"stable_types"`
	// ReportOnly changes nothing and counts what would have been hidden.
	ReportOnly bool `mapstructure:"report_only"`
	// Summary is "silent" (the default), "info" or "debug": attributes of spans and log
	// records that tell how many values were hidden in them, and with debug under which
	// keys.
	Summary string `mapstructure:"summary"`
	// Limits bounds the work for one record.
	Limits LimitsConfig `mapstructure:"limits"`

	// RedactionConfig holds the keys of the redaction processor.
	RedactionConfig `mapstructure:",squash"`
}

// StrictConfig hides every value that has a name.
type StrictConfig struct {
	Enabled bool `mapstructure:"enabled"`
	// Allowed are the paths of values that are searched as if the mode were off.
	Allowed []string `mapstructure:"allowed"`
}

// PathConfig is a rule for attributes by their keys and by the keys of maps in them.
type PathConfig struct {
	// Path is names joined by dots, where * is any one name and ** any number of them.
	Path string `mapstructure:"path"`
	// Action is redact (the default), scan, keep, drop_field or deny.
	Action string `mapstructure:"action"`
	// Replacement is what stands in the place of the values; only with redact.
	Replacement *ReplacementConfig `mapstructure:"replacement"`
}

// DenyConfig says what becomes of spans, log records and data points that are denied.
type DenyConfig struct {
	// WithoutStubs leaves nothing of them, where the default is a stub.
	WithoutStubs bool `mapstructure:"without_stubs"`
	// AuditFields are attributes that mark a span or log record as one of an audit log: it
	// is never denied.
	AuditFields []string `mapstructure:"audit_fields"`
}

// AllowedConfig lists values that are never hidden, such as those of examples.
type AllowedConfig struct {
	// Values are exact values.
	Values []string `mapstructure:"values"`
	// SHA256 are the sums of exact values, as 64 hexadecimal digits.
	SHA256 []string `mapstructure:"sha256"`
}

// LimitsConfig bounds the work for one record. 0 means the default.
type LimitsConfig struct {
	// MaxMatch is the number of bytes of a match that are looked at. Default 16384.
	MaxMatch int `mapstructure:"max_match"`
	// MaxDepth bounds the nesting of attributes and bodies. Default 64.
	MaxDepth int `mapstructure:"max_depth"`
	// MaxNodes bounds the values of one span, log record, data point or resource.
	// Default 10000.
	MaxNodes int `mapstructure:"max_nodes"`
}

// Levels of Summary.
const (
	summarySilent = "silent"
	summaryInfo   = "info"
	summaryDebug  = "debug"
)

// Validate reports every problem of the configuration at once.
func (c *Config) Validate() error {
	_, err := newPlan(c)
	return err
}

// faults collects problems, each with the key that it stands under.
type faults []error

// add adds a problem unless err is nil.
func (f *faults) add(key string, err error) {
	if err != nil {
		*f = append(*f, fmt.Errorf("%s: %w", key, err))
	}
}

func (f *faults) say(key, what string) { f.add(key, errors.New(what)) }

// at is the key of an element.
func at(key string, i int) string { return fmt.Sprintf("%s::%d", key, i) }

// oneOf returns the word that v is in any case, or complains.
func oneOf(f *faults, key, v string, words ...string) string {
	v = strings.ToLower(v)
	if v == "" {
		return words[0]
	}
	if !slices.Contains(words, v) {
		f.say(key, "is none of "+strings.Join(words, ", "))
		return words[0]
	}
	return v
}

// actions are the words for what a path rule does; the first is the default.
var actions = []string{"redact", "scan", "keep", "drop_field", "deny"}

func actionOf(word string) redact.Action {
	switch word {
	case "scan":
		return redact.Scan
	case "keep":
		return redact.Keep
	case "drop_field":
		return redact.DropField
	case "deny":
		return redact.Deny
	}
	return redact.Redact
}

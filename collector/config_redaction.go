package collector

import (
	"crypto/fips140"
	"regexp"
	"regexp/syntax"
	"strings"

	"go.opentelemetry.io/collector/config/configopaque"

	"github.com/tacit-go/tacit/redact"
)

// RedactionConfig has the keys of the redaction processor of
// opentelemetry-collector-contrib, so that a configuration of it is one of ours under
// another name. README.md lists what is different. If one of them is given,
// attributes that are not in AllowedKeys are removed unless AllowAllKeys is true, as
// there.
type RedactionConfig struct {
	// AllowAllKeys lets attributes pass that are not in AllowedKeys.
	AllowAllKeys *bool `mapstructure:"allow_all_keys"`
	// AllowedKeys are the keys of attributes, and of bodies that are maps, that stay.
	AllowedKeys []string `mapstructure:"allowed_keys"`
	// IgnoredKeys and IgnoredKeyPatterns are keys under which only structural
	// detectors hide.
	IgnoredKeys        []string `mapstructure:"ignored_keys"`
	IgnoredKeyPatterns []string `mapstructure:"ignored_key_patterns"`
	// BlockedKeyPatterns are keys under which every value is hidden.
	BlockedKeyPatterns []string `mapstructure:"blocked_key_patterns"`
	// BlockedValues are patterns of what is hidden in any text.
	BlockedValues []string `mapstructure:"blocked_values"`
	// AllowedValues are patterns of text in which BlockedValues do not count.
	AllowedValues []string `mapstructure:"allowed_values"`
	// RedactAllTypes changes nothing: values of all types are looked at in any case.
	RedactAllTypes bool `mapstructure:"redact_all_types"`
	// MaskingString stands in the place of blocked values. Default ****.
	MaskingString string `mapstructure:"masking_string"`
	// HashFunction writes a sum of the value there instead: md5, sha1, sha3,
	// hmac-sha256 or hmac-sha512. HMACKey is the key of the latter two.
	HashFunction string              `mapstructure:"hash_function"`
	HMACKey      configopaque.String `mapstructure:"hmac_key"`
	// URLSanitizer hides secrets in URLs; nothing is generalised in them.
	URLSanitizer URLSanitizerConfig `mapstructure:"url_sanitizer"`
	// DBSanitizer hides the attributes with statements as a whole.
	DBSanitizer DBSanitizerConfig `mapstructure:"db_sanitizer"`
}

// URLSanitizerConfig is url_sanitizer of the redaction processor.
type URLSanitizerConfig struct {
	Enabled          bool     `mapstructure:"enabled"`
	Attributes       []string `mapstructure:"attributes"`
	SanitizeSpanName *bool    `mapstructure:"sanitize_span_name"`
}

// DBSanitizerConfig is db_sanitizer of the redaction processor.
type DBSanitizerConfig struct {
	SQL              SanitizerConfig `mapstructure:"sql"`
	Redis            SanitizerConfig `mapstructure:"redis"`
	Valkey           SanitizerConfig `mapstructure:"valkey"`
	Memcached        SanitizerConfig `mapstructure:"memcached"`
	Mongo            SanitizerConfig `mapstructure:"mongo"`
	OpenSearch       SanitizerConfig `mapstructure:"opensearch"`
	ES               SanitizerConfig `mapstructure:"es"`
	SanitizeSpanName *bool           `mapstructure:"sanitize_span_name"`
}

// SanitizerConfig is one kind of database of db_sanitizer.
type SanitizerConfig struct {
	Enabled    bool     `mapstructure:"enabled"`
	Attributes []string `mapstructure:"attributes"`
}

// given reports that one of the keys is set.
func (c *RedactionConfig) given() bool {
	return c.AllowAllKeys != nil || c.AllowedKeys != nil || c.IgnoredKeys != nil || c.IgnoredKeyPatterns != nil ||
		c.BlockedKeyPatterns != nil || c.BlockedValues != nil || c.AllowedValues != nil || c.RedactAllTypes ||
		c.MaskingString != "" || c.HashFunction != "" || c.HMACKey != "" || c.URLSanitizer.Enabled || len(c.DBSanitizer.attributes()) > 0
}

// statements are the attributes with statements, by the semantic conventions.
var statements = []string{"db.query.text", "db.statement"}

// attributes are those of all kinds that are enabled.
func (c *DBSanitizerConfig) attributes() (out []string) {
	for _, x := range []SanitizerConfig{c.SQL, c.Redis, c.Valkey, c.Memcached, c.Mongo, c.OpenSearch, c.ES} {
		switch {
		case x.Enabled && len(x.Attributes) > 0:
			out = append(out, x.Attributes...)
		case x.Enabled:
			out = append(out, statements...)
		}
	}
	return out
}

// masking returns what stands in the place of blocked values.
func (c *RedactionConfig) masking(f *faults) masking {
	kind := oneOf(f, "hash_function", c.HashFunction, "none", "md5", "sha1", "sha3", "hmac-sha256", "hmac-sha512")
	if kind != "none" && c.MaskingString != "" {
		f.say("masking_string", "does not go with hash_function")
	}
	least := map[string]int{"hmac-sha256": minKey, "hmac-sha512": 2 * minKey}[kind]
	switch {
	case least > 0 && len(c.HMACKey) < least:
		f.say("hmac_key", "is too short: hmac-sha256 needs 32 bytes, hmac-sha512 64")
	case least == 0 && c.HMACKey != "":
		f.say("hmac_key", "goes with hash_function hmac-sha256 and hmac-sha512 only")
	}
	if (kind == "md5" || kind == "sha1") && fips140.Enabled() {
		f.say("hash_function", "is not allowed in FIPS 140-3 mode: use sha3, hmac-sha256 or hmac-sha512")
	}
	m := masking{text: "****"}
	if c.MaskingString != "" {
		m.text = c.MaskingString
	}
	if kind != "none" {
		m.sum = sums[kind]
		m.key = []byte(c.HMACKey)
	}
	if _, err := redact.New(redact.WithNames("a_name"), redact.WithReplacement(m.replacement())); err != nil {
		f.add("masking_string", err)
		m.text = "****"
	}
	return m
}

// patterns compiles what may stand anywhere in a text into one.
func patterns(f *faults, key string, list []string) *regexp.Regexp {
	var ok []string
	for i, p := range list {
		if _, err := syntax.Parse(p, syntax.Perl); err != nil {
			f.say(at(key, i), "is no regular expression: "+reason(err))
			continue
		}
		ok = append(ok, "(?:"+p+")")
	}
	if len(ok) == 0 {
		return nil
	}
	re, err := regexp.Compile(strings.Join(ok, "|"))
	if err != nil {
		f.say(key, "are too large together")
	}
	return re
}

// reason is what is wrong with a regular expression, without quoting it.
func reason(err error) string {
	if e, ok := err.(*syntax.Error); ok {
		return e.Code.String()
	}
	return "it does not parse"
}

// A blocked is a pattern of a blocked value that the engine cannot run, or that the
// patterns of allowed values must be asked about.
type blocked struct {
	id string
	re *regexp.Regexp
}

// blocked returns the patterns of blocked values: detectors, where that is possible.
func (c *RedactionConfig) blocked(f *faults) (ds []redact.Detector, slow []blocked) {
	for i, p := range c.BlockedValues {
		tree, err := syntax.Parse(p, syntax.Perl)
		if err != nil {
			f.say(at("blocked_values", i), "is no regular expression: "+reason(err))
			continue
		}
		id := at("blocked-value", i)
		id = strings.ReplaceAll(id, "::", "-")
		d := redact.Detector{ID: id, Doc: "a blocked value of the configuration", Pattern: flat(tree).String()}
		if _, err := redact.New(redact.WithDetectors(d)); err == nil && len(c.AllowedValues) == 0 {
			ds = append(ds, d)
			continue
		}
		re, err := regexp.Compile(p)
		if err != nil {
			f.say(at("blocked_values", i), "is no regular expression: "+reason(err))
			continue
		}
		if re.MatchString("") {
			f.say(at("blocked_values", i), "matches the empty text")
			continue
		}
		slow = append(slow, blocked{id, re})
	}
	return ds, slow
}

// flat takes the groups out of a pattern: what they hold is not all that is replaced.
func flat(re *syntax.Regexp) *syntax.Regexp {
	for i, sub := range re.Sub {
		re.Sub[i] = flat(sub)
	}
	if re.Op == syntax.OpCapture {
		return re.Sub[0]
	}
	return re
}

package collector

import "regexp"

// keyRules are those rules of the redaction processor that go by the key alone.
type keyRules struct {
	allowed     map[string]bool // nil: all
	ignored     map[string]bool
	ignoredLike *regexp.Regexp
	hidden      map[string]bool
	hiddenLike  *regexp.Regexp
	urls        map[string]bool
	// allowedText matches what may be shown under a key that is hidden.
	allowedText *regexp.Regexp
}

// A keyRule says what becomes of the value under a key.
type keyRule uint8

const (
	asEver keyRule = iota
	keepIt
	hideIt
	removeIt
	asURL
)

// of returns the rule for a key; top tells that it is that of an attribute, or of a
// body that is a map.
func (k *keyRules) of(key string, top bool) keyRule {
	switch {
	case k == nil:
		return asEver
	case k.ignored[key] || k.ignoredLike != nil && k.ignoredLike.MatchString(key):
		return keepIt
	case top && k.allowed != nil && !k.allowed[key]:
		return removeIt
	case k.hidden[key] || k.hiddenLike != nil && k.hiddenLike.MatchString(key):
		return hideIt
	case k.urls[key]:
		return asURL
	}
	return asEver
}

// shows reports text that may stand under a key that is hidden.
func (k *keyRules) shows(text string) bool {
	if k.allowedText == nil {
		return false
	}
	at := k.allowedText.FindStringIndex(text)
	return at != nil && at[0] == 0 && at[1] == len(text)
}

// keyRules returns the rules of the configuration, or nil if there are none.
func (c *RedactionConfig) keyRules(f *faults) *keyRules {
	if !c.given() {
		return nil
	}
	k := &keyRules{
		ignored:     set(c.IgnoredKeys),
		ignoredLike: patterns(f, "ignored_key_patterns", c.IgnoredKeyPatterns),
		hidden:      set(c.DBSanitizer.attributes()),
		hiddenLike:  patterns(f, "blocked_key_patterns", c.BlockedKeyPatterns),
		allowedText: patterns(f, "allowed_values", c.AllowedValues),
	}
	if c.AllowAllKeys == nil || !*c.AllowAllKeys {
		k.allowed = set(c.AllowedKeys)
	}
	if c.URLSanitizer.Enabled {
		k.urls = set(c.URLSanitizer.Attributes)
	}
	return k
}

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return m
}

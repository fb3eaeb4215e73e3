package redact

import "time"

// A SecretOption configures one value of a SecretSet.
type SecretOption interface{ applySecret(*secretConfig) }

type secretOption func(*secretConfig)

func (o secretOption) applySecret(c *secretConfig) { o(c) }

type secretConfig struct {
	owner, environment, criticality, source string
	kind                                    SecretKind
	expiry                                  int64 // Unix nanoseconds; 0: never
	grace                                   time.Duration
	short, common                           bool
}

const defaultGrace = 24 * time.Hour

func newSecretConfig(opts []SecretOption) *secretConfig {
	c := &secretConfig{grace: defaultGrace}
	for _, o := range opts {
		if o != nil {
			o.applySecret(c)
		}
	}
	return c
}

// SecretKind tells how a secret comes to be.
type SecretKind uint8

const (
	// Static secrets change when someone changes them. This is the default.
	Static SecretKind = iota
	// Dynamic secrets are leased and renewed by a machine.
	Dynamic
)

// String returns "static" or "dynamic".
func (k SecretKind) String() string {
	if k == Dynamic {
		return "dynamic"
	}
	return "static"
}

// WithOwner names who answers for the secret. The default is none.
func WithOwner(owner string) SecretOption {
	return secretOption(func(c *secretConfig) { c.owner = owner })
}

// WithKind sets the kind. The default is Static.
func WithKind(k SecretKind) SecretOption {
	return secretOption(func(c *secretConfig) { c.kind = k })
}

// WithEnvironment names the environment, such as "production". The default is
// none.
func WithEnvironment(env string) SecretOption {
	return secretOption(func(c *secretConfig) { c.environment = env })
}

// WithCriticality sets a word of the caller's choice, such as "high". The default
// is none.
func WithCriticality(word string) SecretOption {
	return secretOption(func(c *secretConfig) { c.criticality = word })
}

// WithExpiry sets when the value stops being valid. It stays hidden after that,
// and each use counts as late. The default is never.
func WithExpiry(t time.Time) SecretOption {
	return secretOption(func(c *secretConfig) {
		if c.expiry = 0; !t.IsZero() {
			c.expiry = t.UnixNano()
		}
	})
}

// WithGrace sets how long, after Rotate has retired this value, its use is
// expected. It stays hidden after that. The default is 24 hours.
func WithGrace(d time.Duration) SecretOption {
	return secretOption(func(c *secretConfig) { c.grace = max(0, d) })
}

// AllowShort lets a value have 4 or 5 bytes. It makes the whole set slower to
// search, about four times, and such a value is easily found by trying.
func AllowShort() SecretOption {
	return secretOption(func(c *secretConfig) { c.short = true })
}

// AllowCommon lets a value be a common word, a host name, an address or a path. It
// is then masked wherever it stands between other characters than letters, digits
// and _, also where it means something else.
func AllowCommon() SecretOption {
	return secretOption(func(c *secretConfig) { c.common = true })
}

// WithSource names where the value comes from, such as a file or a server; see
// [MaxPerSource]. The default is none.
func WithSource(source string) SecretOption {
	return secretOption(func(c *secretConfig) { c.source = source })
}

package redact

import (
	"math"
	"time"
)

// A SecretPolicy says what a SecretSet does with a value that lacks something.
type SecretPolicy uint8

const (
	// PolicyAllow takes it. This is the default.
	PolicyAllow SecretPolicy = iota
	// PolicyReport takes it and says so in SecretReport.Problems.
	PolicyReport
	// PolicyRefuse does not take it: ErrSecretPolicy. A value that is refused is
	// not hidden.
	PolicyRefuse
)

// defaultFrequent is the default of AlertAbove.
const defaultFrequent = 1000

// A SetOption configures a SecretSet.
type SetOption interface{ applySet(*setConfig) }

type setOption func(*setConfig)

func (o setOption) applySet(c *setConfig) { o(c) }

type setConfig struct {
	owner, expiry, weak           SecretPolicy
	values, tombstones, perSource int // 0: no bound of its own
	forms                         int // 0: MaxSecretForms
	frequent                      int
	ttl                           time.Duration
	last                          *secretConfig // the options of the last Set
}

// NewSecretSet returns an empty set with options. A SecretSet needs none: its zero
// value is usable too.
func NewSecretSet(opts ...SetOption) *SecretSet {
	s := new(SecretSet)
	for _, o := range opts {
		if o != nil {
			o.applySet(&s.config)
		}
	}
	s.frequent.Store(int64(s.config.frequent))
	return s
}

// RequireOwner says what becomes of values without [WithOwner].
func RequireOwner(p SecretPolicy) SetOption { return setOption(func(c *setConfig) { c.owner = p }) }

// RequireExpiry says what becomes of values without [WithExpiry].
func RequireExpiry(p SecretPolicy) SetOption { return setOption(func(c *setConfig) { c.expiry = p }) }

// WeakValues says what becomes of values under 12 bytes or of low randomness, which
// are hidden only where no letter, digit or _ adjoins them. The guards that refuse
// values that would mask ordinary text hold whatever it says.
func WeakValues(p SecretPolicy) SetOption { return setOption(func(c *setConfig) { c.weak = p }) }

// MaxSecrets bounds the generations that are not retired; beyond it, Set and Rotate
// fail with ErrSecretsFull, and the new value is not hidden. A new value counts before
// Rotate retires the one before it, so at the bound Rotate fails too. The default is
// none but MaxSecretForms.
func MaxSecrets(n int) SetOption { return setOption(func(c *setConfig) { c.values = max(1, n) }) }

// MaxPerSource bounds those of one [WithSource], so that one source cannot take the
// room of all. The default is none.
func MaxPerSource(n int) SetOption { return setOption(func(c *setConfig) { c.perSource = max(1, n) }) }

// MaxForms bounds the forms that the set holds, at most 1<<25. The default is
// MaxSecretForms.
func MaxForms(n int) SetOption {
	return setOption(func(c *setConfig) { c.forms = min(max(1, n), 1<<25) })
}

// MaxTombstones bounds the generations that Rotate has retired; beyond it, the
// oldest whose grace is over are forgotten. The default is none but
// MaxSecretForms.
func MaxTombstones(n int) SetOption {
	return setOption(func(c *setConfig) { c.tombstones = max(1, n) })
}

// Scoped makes a set for values that come from requests, such as session tokens: a
// value is forgotten ttl after it was last set, and at most limit are held, so
// that nobody can fill the memory. Use a set of its own for them: what comes from
// outside cannot then take the room of the service's own secrets.
func Scoped(ttl time.Duration, limit int) SetOption {
	return setOption(func(c *setConfig) {
		c.ttl = max(1, ttl)
		c.values = max(1, limit)
	})
}

// AlertAbove sets the occurrences of one generation within a minute of the clock
// above which an event of the class "frequent" is raised, once in that minute: a
// value that is hidden that often is either leaked in earnest or no secret. It stays
// hidden. The default is 1000; a negative n means never.
func AlertAbove(n int) SetOption {
	return setOption(func(c *setConfig) {
		if c.frequent = n; n < 0 {
			c.frequent = math.MinInt
		}
	})
}

// most is the bound of the forms.
func (c *setConfig) most() int {
	if c.forms == 0 {
		return MaxSecretForms
	}
	return c.forms
}

// each calls yield for every requirement that a value does not meet.
func (c *setConfig) each(meta *secretConfig, weak bool, yield func(p SecretPolicy, problem string)) {
	if meta.owner == "" {
		yield(c.owner, "no owner")
	}
	if meta.expiry == 0 {
		yield(c.expiry, "no expiry")
	}
	if weak {
		yield(c.weak, "weak value")
	}
}

func (c *setConfig) problems(meta *secretConfig, weak bool) (problems []string) {
	c.each(meta, weak, func(p SecretPolicy, problem string) {
		if p != PolicyAllow {
			problems = append(problems, problem)
		}
	})
	return problems
}

func (c *setConfig) refuses(meta *secretConfig, weak bool) (yes bool) {
	c.each(meta, weak, func(p SecretPolicy, _ string) { yes = yes || p == PolicyRefuse })
	return yes
}

// full tells whether a quota forbids one more live generation.
func (c *setConfig) full(s *SecretSet, meta *secretConfig) bool {
	return c.values > 0 && s.live >= c.values ||
		c.perSource > 0 && meta.source != "" && s.sources[meta.source] >= c.perSource
}

package collector

import (
	"go.opentelemetry.io/collector/config/configopaque"

	"github.com/tacit-go/tacit/redact"
)

// ReplacementConfig is what stands in the place of a secret.
type ReplacementConfig struct {
	// Type is label (the default), fixed, mask or hmac.
	Type string `mapstructure:"type"`
	// Text is what fixed writes: 1 to 64 bytes of A-Z a-z 0-9 and _.:#*()[]-
	Text string `mapstructure:"text"`
	// Head and Tail are how many bytes mask shows, at most 4 in all.
	Head int `mapstructure:"head"`
	Tail int `mapstructure:"tail"`
	// Key is the secret of hmac, of at least 32 bytes.
	Key configopaque.String `mapstructure:"key"`
	// KeyID appears in the tokens: 1 to 4 letters and digits. Default k1.
	KeyID string `mapstructure:"key_id"`
	// PreviousKey and PreviousKeyID are those before a change of keys: tokens then bear both.
	PreviousKey   configopaque.String `mapstructure:"previous_key"`
	PreviousKeyID string              `mapstructure:"previous_key_id"`
	// Tenant separates tokens: equal secrets of two tenants have different ones.
	Tenant string `mapstructure:"tenant"`
}

// minKey is the least length of a key.
const minKey = 32

// build returns the replacement, or nil behind a fault.
func (c *ReplacementConfig) build(f *faults, key string) redact.Replacement {
	kind := oneOf(f, key+"::type", c.Type, "label", "fixed", "mask", "hmac")
	for _, x := range []struct {
		name, only string
		set        bool
	}{
		{"text", "fixed", c.Text != ""}, {"head", "mask", c.Head != 0}, {"tail", "mask", c.Tail != 0},
		{"key", "hmac", c.Key != ""}, {"key_id", "hmac", c.KeyID != ""}, {"tenant", "hmac", c.Tenant != ""},
		{"previous_key", "hmac", c.PreviousKey != ""}, {"previous_key_id", "hmac", c.PreviousKeyID != ""},
	} {
		if x.set && kind != x.only {
			f.say(key+"::"+x.name, "goes with the type "+x.only+" only")
		}
	}
	rep := redact.Label()
	switch kind {
	case "fixed":
		rep = redact.Fixed(c.Text)
	case "mask":
		rep = redact.Mask(c.Head, c.Tail)
	case "hmac":
		rep = c.keyed(f, key)
	}
	if rep == nil {
		return nil
	}
	// Tried alone, so that the fault is told with its key.
	if _, err := redact.New(redact.WithNames("a_name"), redact.WithReplacement(rep)); err != nil {
		f.add(key, err)
		return nil
	}
	return rep
}

// keyed returns a replacement by tokens.
func (c *ReplacementConfig) keyed(f *faults, key string) redact.Replacement {
	id := c.KeyID
	if id == "" {
		id = "k1"
	}
	ring := redact.KeyRing{Current: redact.Key{ID: id, Secret: []byte(c.Key)}, Tenant: c.Tenant}
	before := len(*f)
	if len(c.Key) < minKey {
		f.say(key+"::key", "must have at least 32 bytes")
	}
	if c.PreviousKey != "" || c.PreviousKeyID != "" {
		if len(c.PreviousKey) < minKey {
			f.say(key+"::previous_key", "must have at least 32 bytes")
		}
		if c.PreviousKeyID == "" || c.PreviousKeyID == id {
			f.say(key+"::previous_key_id", "must be another one than key_id")
		}
		ring.Previous = &redact.Key{ID: c.PreviousKeyID, Secret: []byte(c.PreviousKey)}
	}
	if len(*f) > before {
		return nil
	}
	return redact.HMAC(ring)
}

package detectors

import "github.com/tacit-go/tacit/redact"

// age describes the keys of age.
func age() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "age-secret-key",
			Doc:      "age identity (AGE-SECRET-KEY-1, AGE-SECRET-KEY-PQ-1).",
			Source:   "https://age-encryption.org/v1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{58,}`,
			Hits: []string{
				`{"auth":"⟦AGE-SECRET-KEY-1¦0EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20⟧","n":1}`,
				`curl -H "X-Auth: ⟦AGE-SECRET-KEY-PQ-1¦PLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAM⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`AGE-SECRET-KEY-1SHORT`,
				`AGE-PUBLIC-KEY-11EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC20`,
			},
		},
	}
}

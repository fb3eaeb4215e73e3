package detectors

import "github.com/tacit-go/tacit/redact"

// circleCI describes tokens of CircleCI.
func circleCI() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "circleci-token",
			Doc:      "CircleCI personal or project token (CCIPAT_, CCIPRJ_).",
			Source:   "https://circleci.com/docs/managing-api-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:CCIPAT|CCIPRJ)_[0-9A-Za-z]{16,}_[0-9a-f]{40,}`,
			Hits: []string{
				`{"auth":"⟦CCIPAT_¦0EXAMPLEonly1Synthetic_0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧","n":1}`,
				`curl -H "X-Auth: ⟦CCIPRJ_¦PLEonly1Synthetic20EXA_c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`CCIPAT_short`,
				`CCIPAX_1EXAMPLEonly1Synthetic_1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
	}
}

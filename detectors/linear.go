package detectors

import "github.com/tacit-go/tacit/redact"

// linear describes keys of Linear.
func linear() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "linear-key",
			Doc:      "Linear API key or OAuth token (lin_api_, lin_oauth_).",
			Source:   "https://linear.app/developers",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `lin_(?:api|oauth)_[0-9A-Za-z]{32,}`,
			Hits: []string{
				`{"auth":"⟦lin_api_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt⟧","n":1}`,
				`curl -H "X-Auth: ⟦lin_oauth_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`lin_api_short`,
				`lin_app_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synt`,
			},
		},
	}
}

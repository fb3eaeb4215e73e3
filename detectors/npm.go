package detectors

import "github.com/tacit-go/tacit/redact"

// npm describes the tokens of the npm registry.
func npm() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "npm-access-token",
			Doc:      "npm access token (npm_).",
			Source:   "https://github.blog/security/announcing-npms-new-access-token-format/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `npm_[0-9A-Za-z]{36,}`,
			Verify:   crcBase62,
			Hits: []string{
				`level=info msg="clone failed" token=⟦npm_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ status=401`,
				`{"auth":"⟦npm_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧","n":1}`,
			},
			Misses: []string{
				`npm_config_registry`,
				`npx_1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
	}
}

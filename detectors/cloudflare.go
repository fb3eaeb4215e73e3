package detectors

import "github.com/tacit-go/tacit/redact"

// cloudflare describes keys of Cloudflare.
func cloudflare() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "cloudflare-token",
			Doc:      "Cloudflare user token, account token or global key (cfut_, cfat_, cfk_).",
			Source:   "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:cfut|cfat|cfk)_[0-9A-Za-z]{40,}`,
			Verify:   crcHexBody,
			Hits: []string{
				`using ⟦cfut_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt0a1b2c3d⟧, retrying`,
				`Error: (⟦cfk_¦PLEonly1Synthetic20EXAMPLEonly1Syntheticc3d4e5f6⟧) refused`,
			},
			Misses: []string{
				`cfut_short`,
				`cfxt_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic20E`,
			},
		},
		{
			ID:       "cloudflare-origin-key",
			Doc:      "Cloudflare origin CA key (v1.0-).",
			Source:   "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `v1\.0-[0-9a-f]{24}-[0-9a-f]{100,}`,
			Hits: []string{
				`env A=1 KEY=⟦v1.0-¦0a1b2c3d4e5f607182930a1b-0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c⟧ B=2`,
				`config: {Token:⟦v1.0-¦c3d4e5f607182930a1b2c3d4-c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5⟧ Retries:3}`,
			},
			Misses: []string{
				`v1.0-beta`,
				`v1.0-1a1b2c3d4e5f607182930a1b-1a1b2c3d4e5f60718293`,
			},
		},
	}
}

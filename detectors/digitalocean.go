package detectors

import "github.com/tacit-go/tacit/redact"

// digitalOcean describes tokens of DigitalOcean.
func digitalOcean() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "digitalocean-token",
			Doc:      "DigitalOcean personal, OAuth or refresh token (dop_v1_, doo_v1_, dor_v1_).",
			Source:   "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:dop|doo|dor)_v1_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦dop_v1_¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&page=2 200`,
				`using ⟦dor_v1_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧, retrying`,
			},
			Misses: []string{
				`dop_v1_short`,
				`dox_v1_1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b`,
			},
		},
	}
}

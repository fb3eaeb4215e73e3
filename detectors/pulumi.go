package detectors

import "github.com/tacit-go/tacit/redact"

// pulumi describes tokens of Pulumi.
func pulumi() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "pulumi-token",
			Doc:      "Pulumi access token (pul-).",
			Source:   "https://www.pulumi.com/docs/administration/access-identity/access-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `pul-[0-9a-f]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦pul-¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧&page=2 200`,
				`using ⟦pul-¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧, retrying`,
			},
			Misses: []string{
				`pul-short`,
				`vpul-1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
	}
}

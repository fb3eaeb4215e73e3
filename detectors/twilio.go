package detectors

import "github.com/tacit-go/tacit/redact"

// twilio describes credentials of Twilio. Its auth token has no mark and is found by name.
func twilio() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "twilio-api-key",
			Doc:      "Twilio API key (SK and 32 hexadecimal digits).",
			Source:   "https://www.twilio.com/docs/iam/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `SK[0-9a-f]{32}\b`,
			Run:      []int{0, 1},
			Verify:   mixedHexAfter("SK"),
			Hits: []string{
				`twilio GET /v1/items?access=⟦SK¦0a1b2c3d4e5f607182930a1b2c3d4e5f⟧&page=2 200`,
				`using ⟦SK¦c3d4e5f607182930a1b2c3d4e5f60718⟧, retrying`,
			},
			Misses: []string{
				`DESK0a1¦b2c3d4e5f607182930a1b2c3d4e5f`,
				`build SK0a1b2¦c3d4e5f607182930a1b2c3d4e5f6071`,
				`twilio AC0a1b2¦c3d4e5f607182930a1b2c3d4e5f`,
				`twilio SK00000¦000000000000000000000000000`,
			},
		},
	}
}

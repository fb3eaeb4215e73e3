package detectors

import "github.com/tacit-go/tacit/redact"

// notion describes tokens of Notion.
func notion() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "notion-token",
			Doc:      "Notion integration token (ntn_).",
			Source:   "https://developers.notion.com/docs/authorization",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ntn_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦ntn_¦102938475610EXAMPLEonly1Synthetic20EXAMPLEonly⟧&page=2 200`,
				`using ⟦ntn_¦84756102938PLEonly1Synthetic20EXAMPLEonly1Synt⟧, retrying`,
			},
			Misses: []string{
				`ntn_short`,
				`ntm_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic2`,
			},
		},
		{
			ID:       "notion-legacy-token",
			Doc:      "Notion integration token of the old form (secret_).",
			Source:   "https://developers.notion.com/docs/authorization",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `secret_[0-9A-Za-z]{43,}`,
			Verify:   randomAfter("secret_"),
			Hits: []string{
				`notion Error: (⟦secret_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthet⟧) refused`,
				`notion env A=1 KEY=⟦secret_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧ B=2`,
			},
			Misses: []string{
				`notion secret_short`,
				`secret_0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b`,
			},
		},
	}
}

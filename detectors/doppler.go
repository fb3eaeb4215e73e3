package detectors

import "github.com/tacit-go/tacit/redact"

// doppler describes tokens of Doppler.
func doppler() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "doppler-token",
			Doc:      "Doppler personal, service, CLI, account, SCIM or audit token (dp.pt. and others).",
			Source:   "https://docs.doppler.com/docs/service-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[0-9a-z_-]+\.)?[0-9A-Za-z]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦dp.pt.¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthet⟧&page=2 200`,
				`using ⟦dp.st.¦prod_eu.PLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧, retrying`,
			},
			Misses: []string{
				`dp.st.prod`,
				`dp.xx.1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthet`,
			},
		},
	}
}

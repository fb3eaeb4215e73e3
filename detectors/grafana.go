package detectors

import "github.com/tacit-go/tacit/redact"

// grafana describes tokens of Grafana.
func grafana() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "grafana-service-token",
			Doc:      "Grafana service account token (glsa_).",
			Source:   "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glsa_[0-9A-Za-z]{32,}_[0-9A-Fa-f]{8,}`,
			Hits: []string{
				`{"auth":"⟦glsa_¦0EXAMPLEonly1Synthetic20EXAMPLEo_0a1b2c3d⟧","n":1}`,
				`curl -H "X-Auth: ⟦glsa_¦PLEonly1Synthetic20EXAMPLEonly1S_c3d4e5f6⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`glsa_short`,
				`glsb_1EXAMPLEonly1Synthetic21EXAMPLEo_1a1b2c3d`,
			},
		},
		{
			ID:       "grafana-cloud-token",
			Doc:      "Grafana Cloud access policy token (glc_).",
			Source:   "https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glc_[0-9A-Za-z+/]{40,}={0,2}`,
			Verify:   jsonBody("glc_"),
			Hits: []string{
				`GET /v1/items?access=⟦glc_¦eyJ0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth==⟧&page=2 200`,
				`using ⟦glc_¦eyJPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic2==⟧, retrying`,
			},
			Misses: []string{
				`glc_short`,
				`glx_1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synth`,
			},
		},
		{
			ID:       "grafana-legacy-key",
			Doc:      "Grafana API key of the old form (eyJrIjoi).",
			Source:   "https://grafana.com/docs/grafana/latest/administration/api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `eyJrIjoi[0-9A-Za-z+/]{40,}={0,2}`,
			Verify:   jsonBody(""),
			Hits: []string{
				`Error: (⟦eyJrIjoi¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAM==⟧) refused`,
				`env A=1 KEY=⟦eyJrIjoi¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o==⟧ B=2`,
			},
			Misses: []string{
				`eyJrIjoi`,
				`eyJrIjox1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic20EXAM`,
			},
		},
	}
}

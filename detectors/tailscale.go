package detectors

import "github.com/tacit-go/tacit/redact"

// tailscale describes keys of Tailscale.
func tailscale() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "tailscale-key",
			Doc:      "Tailscale auth, API, client or other key (tskey-).",
			Source:   "https://tailscale.com/kb/1085/auth-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tskey-[0-9A-Za-z-]{19,}[0-9A-Za-z]`,
			Hits: []string{
				`curl -H "X-Auth: ⟦tskey-auth-¦0EXAMPLEonly1Synt-0EXAMPLEonly1Synthetic20EXAMPLEo⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦tskey-api-¦PLEonly1Synt-PLEonly1Synthetic20EXAMPLEonly1S⟧&page=2 200`,
			},
			Misses: []string{
				`tskey-auth`,
				`tskex-auth-1EXAMPLEonly1Synt-1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
	}
}

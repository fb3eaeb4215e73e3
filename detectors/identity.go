package detectors

import "github.com/tacit-go/tacit/redact"

// identity describes credentials of identity services.
func identity() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "stytch-secret",
			Doc:      "Stytch secret (secret-live-, secret-test-).",
			Source:   "https://stytch.com/docs/api/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `secret-(?:live|test)-[0-9A-Za-z_-]{30,}={0,2}`,
			Hits: []string{
				`{"auth":"⟦secret-live-¦0EXAMPLE-only_1Synthetic20EXAMPLE-ox⟧","n":1}`,
				`curl -H "X-Auth: ⟦secret-test-¦PLEonly1Synthetic20EXAMPLEonly1Synth=⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`secret-live-mode`,
				`public-live-1EXAMPLE-only_1Synthetic21EXAMPLE-ox`,
			},
		},
		{
			ID:       "okta-token",
			Doc:      "Okta API token behind SSWS.",
			Source:   "https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `SSWS (00[0-9A-Za-z_-]{38,})`,
			Hits: []string{
				`GET /v1/items?access=SSWS ⟦00¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_x⟧&page=2 200`,
				`using authz: SSWS ⟦00¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20⟧, retrying`,
			},
			Misses: []string{
				`SSWS 00short`,
				`SSWS token`,
			},
		},
		{
			ID:       "authress-key",
			Doc:      "Authress service client key.",
			Source:   "https://authress.io/knowledge-base/docs/authorization/service-clients",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:sc|ext|scauth|authress)_[0-9a-z]{5,27}\.[0-9a-z]{4,6}\.acc[_-][0-9a-z-]{10,}\.[0-9A-Za-z+/_=-]{30,}`,
			Hits: []string{
				`Error: (⟦sc_¦0example1synthetic20.0exa.acc_0example1syn.0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synt⟧) refused`,
				`env A=1 KEY=⟦ext_¦mple1synthetic20exam.mple1s.acc-mple1synthet.PLE+only/1Synthetic20EXAMPLE+only/1Synthetic⟧ B=2`,
			},
			Misses: []string{
				`sc_short.acc_x`,
				`sc_1example1synthetic20.acc_1example1syn`,
			},
		},
		{
			ID:       "persona-key",
			Doc:      "Persona API key (persona_production_, persona_sandbox_).",
			Source:   "https://docs.withpersona.com/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `persona_(?:production|sandbox)_[0-9A-Za-z-]{20,}`,
			Hits: []string{
				`config: {Token:⟦persona_production_¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦persona_sandbox_¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ status=401`,
			},
			Misses: []string{
				`persona_production_mode`,
				`persona_test_1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "onfido-token",
			Doc:      "Onfido API token (api_live., api_sandbox.).",
			Source:   "https://documentation.onfido.com/api/latest/#authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `api_(?:live|sandbox)(?:_[a-z]{2})?\.[0-9A-Za-z_-]{11,}\.[0-9A-Za-z_-]{28,}`,
			Hits: []string{
				`{"auth":"⟦api_live.¦0EXAMPLE-ox.0EXAMPLE-only_1Synthetic20EXAMPx⟧","n":1}`,
				`curl -H "X-Auth: ⟦api_sandbox_us.¦PLEonly1Syn.PLEonly1Synthetic20EXAMPLEonly1S⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`api_live.example.org`,
				`api_test.1EXAMPLEonl.1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
	}
}

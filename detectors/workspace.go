package detectors

import "github.com/tacit-go/tacit/redact"

// workspace describes tokens of design, planning and API tools.
func workspace() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "figma-token",
			Doc:      "Figma token (figd_, figo_, figu_, figr_).",
			Source:   "https://developers.figma.com/docs/rest-api/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:figd|figo|figu|figr)_[0-9A-Za-z_-]{36,}`,
			Hits: []string{
				`config: {Token:⟦figd_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦figu_¦PLE-only_1Synthetic20EXAMPLE-only_1Synth⟧ status=401`,
			},
			Misses: []string{
				`figd_short`,
				`figx_0EXAMPLE-only_1Synthetic20EXAMPLE-only_1`,
			},
		},
		{
			ID:       "postman-key",
			Doc:      "Postman key (PMAK-).",
			Source:   "https://learning.postman.com/docs/developer/postman-api/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `PMAK-[0-9A-Za-z]{20,}-[0-9A-Za-z]{30,}`,
			Hits: []string{
				`{"auth":"⟦PMAK-¦0a1b2c3d4e5f607182930a1b-0a1b2c3d4e5f607182930a1b2c3d4e5f60⟧","n":1}`,
				`curl -H "X-Auth: ⟦PMAK-¦c3d4e5f607182930a1b2c3d4-c3d4e5f607182930a1b2c3d4e5f6071829⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`PMAK-short`,
				`PMAX-0a1b2c3d4e5f607182930a1b-0a1b2c3d4e5f607182930a1b2c3d4e5f60`,
			},
		},
		{
			ID:       "airtable-token",
			Doc:      "Airtable personal access token (pat and a dot).",
			Source:   "https://airtable.com/developers/web/guides/personal-access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pat[0-9A-Za-z]{14}\.[0-9a-f]{60,}`,
			Hits: []string{
				`GET /v1/items?access=⟦pat¦0EXAMPLEonly1S.0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&page=2 200`,
				`using ⟦pat¦PLEonly1Synthe.c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧, retrying`,
			},
			Misses: []string{
				`path.0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b`,
				`pat0EXAMPLEonly1S.short`,
			},
		},
		{
			ID:       "typeform-token",
			Doc:      "Typeform token (tfp_).",
			Source:   "https://www.typeform.com/developers/get-started/personal-access-token/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tfp_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`Error: (⟦tfp_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLEx⟧) refused`,
				`env A=1 KEY=⟦tfp_¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧ B=2`,
			},
			Misses: []string{
				`tfp_short`,
				`tfq_0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLEx`,
			},
		},
		{
			ID:       "hubspot-token",
			Doc:      "HubSpot private app token (pat-na1-, pat-eu1- and others).",
			Source:   "https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pat-[a-z]{2}[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`config: {Token:⟦pat-na1-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦pat-eu1-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ status=401`,
			},
			Misses: []string{
				`pat-na1-short`,
				`pat-nax-0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f`,
			},
		},
		{
			ID:       "contentful-token",
			Doc:      "Contentful management token (CFPAT-).",
			Source:   "https://www.contentful.com/developers/docs/references/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `CFPAT-[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`{"auth":"⟦CFPAT-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧","n":1}`,
				`curl -H "X-Auth: ⟦CFPAT-¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`CFPAT-short`,
				`CFPAX-0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// hosting describes tokens of smaller hosting platforms.
func hosting() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "vercel-token",
			Doc:      "Vercel token (vcp_, vci_, vca_, vcr_, vck_).",
			Source:   "https://vercel.com/docs/rest-api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:vcp|vci|vca|vcr|vck)_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`config: {Token:⟦vcp_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEon⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦vck_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Sy⟧ status=401`,
			},
			Misses: []string{
				`vcp_short`,
				`vcx_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEon`,
			},
		},
		{
			ID:       "netlify-token",
			Doc:      "Netlify token (nfp_).",
			Source:   "https://docs.netlify.com/api/get-started/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `nfp_[0-9A-Za-z]{32,}`,
			Hits: []string{
				`{"auth":"⟦nfp_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧","n":1}`,
				`curl -H "X-Auth: ⟦nfp_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`nfp_short`,
				`nfq_1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
		{
			ID:       "flyio-token",
			Doc:      "Fly.io token (FlyV1 and macaroons).",
			Source:   "https://fly.io/docs/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:FlyV1(?: |\+|%(?:25)*20))?(?:fm1r|fm1a|fm2|fo1)_[0-9A-Za-z+/=_-]{40,}(?:,(?:fm1r|fm1a|fm2|fo1)_[0-9A-Za-z+/=_-]+)*`,
			Hits: []string{
				`GET /v1/items?access=⟦fm2_¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth⟧&page=2 200`,
				`using ⟦fm1r_¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1,fm2_¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1⟧, retrying`,
				`Error: (⟦FlyV1 fo1_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧) refused`,
			},
			Misses: []string{
				`fm2_short`,
				`fm3_1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synth`,
			},
		},
		{
			ID:       "render-key",
			Doc:      "Render key (rnd_).",
			Source:   "https://render.com/docs/api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `rnd_[0-9A-Za-z]{28,}`,
			Hits: []string{
				`Error: (⟦rnd_¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧) refused`,
				`env A=1 KEY=⟦rnd_¦PLEonly1Synthetic20EXAMPLEonly1S⟧ B=2`,
			},
			Misses: []string{
				`rnd_short`,
				`brnd_1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
	}
}

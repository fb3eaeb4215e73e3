package detectors

import "github.com/tacit-go/tacit/redact"

// supabase describes keys of Supabase.
func supabase() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "supabase-token",
			Doc:      "Supabase management token (sbp_).",
			Source:   "https://supabase.com/docs/reference/api/introduction",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sbp_(?:v0_)?[0-9a-f]{40,}`,
			Hits: []string{
				`config: {Token:⟦sbp_¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦sbp_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧ status=401`,
			},
			Misses: []string{
				`sbp_short`,
				`sbq_1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "supabase-secret-key",
			Doc:      "Supabase secret key (sb_secret_).",
			Source:   "https://supabase.com/docs/guides/api/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sb_secret_[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`{"auth":"⟦sb_secret_¦0EXAMPLE-only_1Synthetic20EXAMP⟧","n":1}`,
				`curl -H "X-Auth: ⟦sb_secret_¦PLE-only_1Synthetic20EXAMPLE-on⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`sb_secret_name`,
				`sb_publishable_1EXAMPLE-only_1Synthetic20EXAMP`,
			},
		},
	}
}

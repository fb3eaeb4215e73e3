package detectors

import "github.com/tacit-go/tacit/redact"

// shopify describes tokens of Shopify.
func shopify() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "shopify-token",
			Doc:      "Shopify access token or shared secret (shpat_, shpca_, shppa_, shpss_).",
			Source:   "https://shopify.dev/docs/apps/build/authentication-authorization",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `shp(?:at|ca|pa|ss|ua|it|tka)_[0-9A-Za-z]{32,}`,
			Hits: []string{
				`{"auth":"⟦shpat_¦0a1b2c3d4e5f607182930a1b2c3d4e5f⟧","n":1}`,
				`curl -H "X-Auth: ⟦shpss_¦c3d4e5f607182930a1b2c3d4e5f60718⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`shpat_short`,
				`shpxt_1a1b2c3d4e5f607182931a1b2c3d4e5f`,
			},
		},
	}
}

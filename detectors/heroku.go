package detectors

import "github.com/tacit-go/tacit/redact"

// heroku describes keys of Heroku.
func heroku() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "heroku-key",
			Doc:      "Heroku API key (HRKU-).",
			Source:   "https://devcenter.heroku.com/articles/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `HRKU-[0-9A-Za-z_-]{36,}`,
			Hits: []string{
				`Error: (⟦HRKU-¦AA0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE⟧) refused`,
				`env A=1 KEY=⟦HRKU-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ B=2`,
			},
			Misses: []string{
				`HRKU-short`,
				`HRKV-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE`,
			},
		},
	}
}

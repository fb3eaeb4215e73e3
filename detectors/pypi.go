package detectors

import "github.com/tacit-go/tacit/redact"

// pypi describes the tokens of the Python package index.
func pypi() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "pypi-token",
			Doc:      "PyPI upload token (pypi- and a macaroon).",
			Source:   "https://pypi.org/help/#apitoken",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pypi-AgE[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦pypi-AgE¦IcHlwaS5vcmc0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic2⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦pypi-AgE¦NdGVzdC5weXBpLm9yZwPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAM⟧&page=2 200`,
			},
			Misses: []string{
				`pypi-publish-action`,
				`pypi-AgEshort`,
			},
		},
	}
}

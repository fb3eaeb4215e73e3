package detectors

import "github.com/tacit-go/tacit/redact"

// anthropic describes the keys of Anthropic.
func anthropic() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "anthropic-key",
			Doc:      "Anthropic API, admin, OAuth or session key (sk-ant-).",
			Source:   "https://docs.anthropic.com/en/api/overview",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sk-ant-[0-9A-Za-z_-]{24,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦sk-ant-¦api03-0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1SynAA⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦sk-ant-¦oat01-PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o⟧&page=2 200`,
			},
			Misses: []string{
				`sk-ant-api03`,
				`sk-and-api03-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
	}
}

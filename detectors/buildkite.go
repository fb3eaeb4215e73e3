package detectors

import "github.com/tacit-go/tacit/redact"

// buildkite describes tokens of Buildkite.
func buildkite() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "buildkite-token",
			Doc:      "Buildkite user, agent, cluster, job, registry or package token (bkua_ and others).",
			Source:   "https://buildkite.com/docs/apis/managing-api-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `bk(?:ua|aa|ct|aj|ar|pt|pat|ps)_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦bkua_¦0example1synthetic20example1synthetic20e⟧&page=2 200`,
				`using ⟦bkct_¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLEx⟧, retrying`,
			},
			Misses: []string{
				`bkua_short`,
				`bkxx_1example1synthetic21example1synthetic20e`,
			},
		},
	}
}

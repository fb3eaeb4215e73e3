package detectors

import "github.com/tacit-go/tacit/redact"

// atlassian describes tokens of Atlassian and Bitbucket.
func atlassian() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "atlassian-token",
			Doc:      "Atlassian API or access token (ATATT3xFfGF0, ATCTT3xFfGN0).",
			Source:   "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:ATATT3xFfG|ATCTT3xFfG)[0-9A-Za-z_=-]{60,}`,
			Verify:   crcHexAll,
			Hits: []string{
				`GET /v1/items?access=⟦ATATT3xFfG¦F00EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAM=0A1B2C3D⟧&page=2 200`,
				`using ⟦ATCTT3xFfG¦N0PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o=C3D4E5F6⟧, retrying`,
			},
			Misses: []string{
				`ATATT3xFfGF0`,
				`ATBTT3xFfGF01EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic2`,
			},
		},
		{
			ID:       "bitbucket-app-password",
			Doc:      "Bitbucket app password (ATBB).",
			Source:   "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `ATBB[0-9A-Za-z]{28,}`,
			Hits: []string{
				`Error: (⟦ATBB¦0EXAMPLEonly1Synthetic200A1B2C3D⟧) refused`,
				`env A=1 KEY=⟦ATBB¦PLEonly1Synthetic20EXAMPC3D4E5F6⟧ B=2`,
			},
			Misses: []string{
				`ATBBshort`,
				`BATBB1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
	}
}

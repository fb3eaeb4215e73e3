package detectors

import "github.com/tacit-go/tacit/redact"

// codeQuality describes tokens of code analysis and code search.
func codeQuality() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "sonarqube-token",
			Doc:      "SonarQube token (squ_, sqp_, sqa_, sqb_).",
			Source:   "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:squ|sqp|sqa|sqb)_[0-9a-f]{40,}`,
			Hits: []string{
				`Error: (⟦squ_¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧) refused`,
				`env A=1 KEY=⟦sqp_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧ B=2`,
			},
			Misses: []string{
				`squ_short`,
				`sqx_1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "sourcegraph-token",
			Doc:      "Sourcegraph token (sgp_, sgd_); Segment shares the prefix.",
			Source:   "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:sgp|sgd)_(?:(?:local|[0-9a-f]{16})_)?[0-9A-Za-z]{40,}`,
			Hits: []string{
				`config: {Token:⟦sgp_¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦sgp_¦c3d4e5f607182930_c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧ status=401`,
			},
			Misses: []string{
				`sgp_short`,
				`sgx_1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "snyk-token",
			Doc:      "Snyk personal or service access token (snyk_uat., snyk_sat.).",
			Source:   "https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `snyk_(?:uat|sat)\.[0-9A-Za-z._-]{20,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦snyk_uat.¦0a1b2c3d.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-x⟧ status=401`,
				`{"auth":"⟦snyk_sat.¦c3d4e5f6.PLE-only_1Synthetic20EXAMPLE-only_1Synthetx⟧","n":1}`,
			},
			Misses: []string{
				`snyk_uat.short`,
				`snyk_test.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-x`,
			},
		},
	}
}

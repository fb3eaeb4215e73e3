package detectors

import "github.com/tacit-go/tacit/redact"

// gitlab describes the tokens of GitLab.
func gitlab() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "gitlab-personal-access-token",
			Doc:      "GitLab personal, project or group access token (glpat-), plain or routable.",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glpat-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z]{2,})*`,
			Verify:   crcBase36,
			Hits: []string{
				`using ⟦glpat-¦0EXAMPLE-only_1Synth⟧, retrying`,
				`Error: (⟦glpat-¦PLE-only_1Synthetic20EXAMPL.01.ple1synth⟧) refused`,
			},
			Misses: []string{
				`glpat-short`,
				`glpath-1EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "gitlab-runner-token",
			Doc:      "GitLab runner authentication token (glrt-, glrtr-), plain or routable.",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:glrt|glrtr)-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z]{2,})*`,
			Verify:   crcBase36,
			Hits: []string{
				`env A=1 KEY=⟦glrt-¦0EXAMPLE-only_1Synth⟧ B=2`,
				`config: {Token:⟦glrt-¦t3_PLE-only_1Synthetic20EXAMPL.01.ple1synth⟧ Retries:3}`,
			},
			Misses: []string{
				`glrt-short`,
				`glrx-1EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "gitlab-runner-registration-token",
			Doc:      "GitLab runner registration token (GR1348941), retired but still accepted by old servers.",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `GR1348941[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦GR1348941¦0EXAMPLE-only_1Synth⟧ status=401`,
				`{"auth":"⟦GR1348941¦PLE-only_1Synthetic2⟧","n":1}`,
			},
			Misses: []string{
				`GR1348941`,
				`GR13489421EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "gitlab-deploy-token",
			Doc:      "GitLab deploy token (gldt-).",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `gldt-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z]{2,})*`,
			Hits: []string{
				`curl -H "X-Auth: ⟦gldt-¦0EXAMPLE-only_1Synth⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦gldt-¦PLE-only_1Synthetic2⟧&page=2 200`,
			},
			Misses: []string{
				`gldt-short`,
				`gldt_1EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "gitlab-job-token",
			Doc:      "GitLab CI job token (glcbt-), opaque or JWT.",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glcbt-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z_-]{2,})*`,
			Hits: []string{
				`using ⟦glcbt-¦64_0EXAMPLE-only_1Synth⟧, retrying`,
				`Error: (⟦glcbt-¦PLE-only_1Synthetic20EXAMPLE-only_1Synth.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧) refused`,
			},
			Misses: []string{
				`glcbt-short`,
				`glcb-1EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "gitlab-trigger-token",
			Doc:      "GitLab pipeline trigger token (glptt-).",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glptt-[0-9A-Za-z]{40,}`,
			Hits: []string{
				`env A=1 KEY=⟦glptt-¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧ B=2`,
				`config: {Token:⟦glptt-¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧ Retries:3}`,
			},
			Misses: []string{
				`glptt-1a1b2c3d4e5f`,
				`glpt-1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "gitlab-service-token",
			Doc:      "GitLab feed, incoming mail, agent, SCIM, feature flag or OAuth application secret (glft-, glimt-, glagent-, glsoat-, glffct-, gloas-).",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:glft|glimt|glagent|glsoat|glffct|gloas)-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z]{2,})*`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦glft-¦0EXAMPLE-only_1Synth⟧ status=401`,
				`{"auth":"⟦glimt-¦PLE-only_1Synthetic20EXAM⟧","n":1}`,
				`curl -H "X-Auth: ⟦glagent-¦nly_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦glsoat-¦Synthetic20EXAMPLE-o⟧&page=2 200`,
				`using ⟦glffct-¦etic20EXAMPLE-only_1⟧, retrying`,
				`Error: (⟦gloas-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧) refused`,
			},
			Misses: []string{
				`glft-short`,
				`glagents-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic2`,
			},
		},
		{
			ID:       "gitlab-workspace-token",
			Doc:      "GitLab workspace token (glwt-).",
			Source:   "https://docs.gitlab.com/security/tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `glwt-[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z]{2,})*`,
			Hits: []string{
				`env A=1 KEY=⟦glwt-¦0EXAMPLE-only_1Syntx⟧ B=2`,
				`config: {Token:⟦glwt-¦PLE-only_1Synthetic2x⟧ Retries:3}`,
			},
			Misses: []string{
				`glwt-short`,
				`glwx-1EXAMPLE-only_1Syntx`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// monitoring describes keys of monitoring and error tracking services.
func monitoring() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "sentry-organization-token",
			Doc:      "Sentry organisation token (sntrys_).",
			Source:   "https://docs.sentry.io/account/auth-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sntrys_[0-9A-Za-z+/]{40,}={0,2}(?:_[0-9A-Za-z+/]{20,})?`,
			Verify:   jsonBody("sntrys_"),
			Hits: []string{
				`config: {Token:⟦sntrys_¦eyJ0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic2=_0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦sntrys_¦eyJPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAM=_PLE+only/1Synthetic20EXAMPLE+only/1Syntheti⟧ status=401`,
			},
			Misses: []string{
				`sntrys_short`,
				`sntryx_1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic2`,
			},
		},
		{
			ID:       "sentry-user-token",
			Doc:      "Sentry user token (sntryu_).",
			Source:   "https://docs.sentry.io/account/auth-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sntryu_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`{"auth":"⟦sntryu_¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧","n":1}`,
				`curl -H "X-Auth: ⟦sntryu_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`sntryu_short`,
				`sntryx_1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "newrelic-key",
			Doc:      "New Relic user, ingest or query key (NRAK- and others).",
			Source:   "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `NR(?:AK|II|IQ|JS|RA|AA)-[0-9A-Za-z_-]{16,}`,
			Hits: []string{
				`GET /v1/items?access=⟦NRAK-¦0EXAMPLE1SYNTHETIC20EXAMPLE⟧&page=2 200`,
				`using ⟦NRII-¦PLE-only_1Synthetic20EXAMPLE-onl⟧, retrying`,
			},
			Misses: []string{
				`NRAK-short`,
				`NRXX-1EXAMPLE1SYNTHETIC21EXAMPLE`,
			},
		},
		{
			ID:       "newrelic-license-key",
			Doc:      "New Relic licence key (40 characters that end in NRAL).",
			Source:   "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z]{32}[0-9A-Fa-f]{4}NRAL`,
			Hits: []string{
				`Error: (⟦0a1b2c3d4e5f60718293¦0a1b2c3d4e5f6071NRAL⟧) refused`,
				`env A=1 KEY=⟦c3d4e5f607182930a1b2¦c3d4e5f607182930NRAL⟧ B=2`,
			},
			Misses: []string{
				`1a1b2c3d4e5f60718293NRAL`,
				`1a1b2c3d4e5f607182931a1b2c3d4e5f6071NRAX`,
			},
		},
		{
			ID:       "dynatrace-token",
			Doc:      "Dynatrace token (dt0 and two dots).",
			Source:   "https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `dt0[A-Za-z][0-9]{2}\.[0-9A-Z]{24,}\.[0-9A-Z]{64,}`,
			Hits: []string{
				`config: {Token:⟦dt0c01.¦0EXAMPLE1SYNTHETIC20EXAM.0EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPL⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦dt0c01.¦PLE1SYNTHETIC20EXAMPLE1S.PLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYN⟧ status=401`,
			},
			Misses: []string{
				`dt0c01.1EXAMPLE1SYNTHETIC20EXAM`,
				`dt1c01.1EXAMPLE1SYNTHETIC20EXAM.1EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC20EXAMPL`,
			},
		},
		{
			ID:       "datadog-application-key",
			Doc:      "Datadog application key (ddapp_).",
			Source:   "https://docs.datadoghq.com/account_management/api-app-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ddapp_[0-9A-Za-z]{30,}`,
			Hits: []string{
				`{"auth":"⟦ddapp_¦0EXAMPLEonly1Synthetic20EXAMPLEonl⟧","n":1}`,
				`curl -H "X-Auth: ⟦ddapp_¦PLEonly1Synthetic20EXAMPLEonly1Syn⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`ddapp_short`,
				`ddaqq_1EXAMPLEonly1Synthetic21EXAMPLEonl`,
			},
		},
		{
			ID:       "honeycomb-key",
			Doc:      "Honeycomb key (hcaik_, hcxik_, hcamk_).",
			Source:   "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:hcaik|hcxik|hcamk)_[0-9A-Za-z]{50,}`,
			Hits: []string{
				`GET /v1/items?access=⟦hcaik_¦0example1synthetic20example1synthetic20example1synthetic20⟧&page=2 200`,
				`using ⟦hcaik_¦ple1synthetic20example1synthetic20example1synthetic20examp⟧, retrying`,
			},
			Misses: []string{
				`hcaik_short`,
				`hcbik_1example1synthetic21example1synthetic21example1synthetic20`,
			},
		},
		{
			ID:       "axiom-token",
			Doc:      "Axiom API or personal token (xaat-, xapt-).",
			Source:   "https://axiom.co/docs/reference/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:xaat|xapt)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`Error: (⟦xaat-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧) refused`,
				`env A=1 KEY=⟦xapt-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ B=2`,
			},
			Misses: []string{
				`xaat-short`,
				`xabt-1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "posthog-key",
			Doc:      "PostHog personal key (phx_). The project key (phc_) is public.",
			Source:   "https://posthog.com/docs/api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `phx_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`config: {Token:⟦phx_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦phx_¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧ status=401`,
			},
			Misses: []string{
				`phx_short`,
				`phc_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
	}
}

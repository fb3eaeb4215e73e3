package detectors

import "github.com/tacit-go/tacit/redact"

// github describes the tokens of GitHub.
func github() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "github-personal-access-token",
			Doc:      "GitHub classic personal access token (ghp_).",
			Source:   "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ghp_[0-9A-Za-z]{36,}`,
			Verify:   crcBase62,
			Hits: []string{
				`level=info msg="clone failed" token=⟦ghp_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ status=401`,
				`{"auth":"⟦ghp_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧","n":1}`,
			},
			Misses: []string{
				`ghp_tooShort0`,
				`ghx_1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
				`ghp-1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
		{
			ID:       "github-oauth-token",
			Doc:      "GitHub OAuth app access token (gho_).",
			Source:   "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `gho_[0-9A-Za-z]{36,}`,
			Verify:   crcBase62,
			Hits: []string{
				`curl -H "X-Auth: ⟦gho_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦gho_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧&page=2 200`,
			},
			Misses: []string{
				`gho_tooShort0`,
				`gho.1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
		{
			ID:       "github-user-token",
			Doc:      "GitHub App user-to-server token (ghu_), in the fixed and in the long form.",
			Source:   "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ghu_(?:[0-9A-Za-z]{36,}|[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z_-]{4,})+)`,
			Verify:   crcBase62,
			Hits: []string{
				`using ⟦ghu_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧, retrying`,
				`Error: (⟦ghu_¦8475610_PLE-only_1Synthetic20EXAMPLE-only_1Synth.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧) refused`,
			},
			Misses: []string{
				`ghu_tooShort0`,
				`ghu_short.part`,
			},
		},
		{
			ID:       "github-installation-token",
			Doc:      "GitHub App installation and Actions token (ghs_), in the fixed and in the long form.",
			Source:   "https://github.blog/changelog/2026-04-24",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ghs_(?:[0-9A-Za-z]{36,}|[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z_-]{4,})+)`,
			Verify:   crcBase62,
			Hits: []string{
				`env A=1 KEY=⟦ghs_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ B=2`,
				`config: {Token:⟦ghs_¦8475610_PLE-only_1Synthetic20EXAMPLE-only_1Synth.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
			},
			Misses: []string{
				`ghs_tooShort0`,
				`highs_and_lows_of_the.week`,
			},
		},
		{
			ID:       "github-refresh-token",
			Doc:      "GitHub App refresh token (ghr_).",
			Source:   "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ghr_[0-9A-Za-z]{36,}`,
			Verify:   crcBase62,
			Hits: []string{
				`level=info msg="clone failed" token=⟦ghr_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPL⟧ status=401`,
				`{"auth":"⟦ghr_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧","n":1}`,
			},
			Misses: []string{
				`ghr_tooShort0`,
				`ghr 1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
		{
			ID:       "github-fine-grained-token",
			Doc:      "GitHub fine-grained personal access token (github_pat_).",
			Source:   "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `github_pat_[0-9A-Za-z_]{36,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦github_pat_¦0EXAMPLEonly1Synthetic_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦github_pat_¦PLEonly1Synthetic20EXA_PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth⟧&page=2 200`,
			},
			Misses: []string{
				`github_pat_tooShort0`,
				`github_path_1EXAMPLEonly1Synthetic_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// packages describes tokens of smaller package registries.
func packages() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "clojars-token",
			Doc:      "Clojars deploy token (CLOJARS_).",
			Source:   "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `CLOJARS_[0-9a-f]{60,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦CLOJARS_¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦CLOJARS_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧&page=2 200`,
			},
			Misses: []string{
				`CLOJARS_USERNAME`,
				`CLOJAR_1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "jfrog-api-key",
			Doc:      "JFrog Artifactory API key (AKCp).",
			Source:   "https://jfrog.com/help/r/jfrog-platform-administration-documentation",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `AKCp[0-9A-Za-z]{68,}`,
			Hits: []string{
				`using ⟦AKCp¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic2⟧, retrying`,
				`Error: (⟦AKCp¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAM⟧) refused`,
			},
			Misses: []string{
				`AKCpshort`,
				`AKCq1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic2`,
			},
		},
		{
			ID:       "jfrog-reference-token",
			Doc:      "JFrog Artifactory reference token (cmVmd, the base64 of reftkn).",
			Source:   "https://jfrog.com/help/r/jfrog-platform-administration-documentation",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `cmVmd[0-9A-Za-z]{56,}`,
			Hits: []string{
				`env A=1 KEY=⟦cmVmdGtuO¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ B=2`,
				`config: {Token:⟦cmVmdGtuO¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth⟧ Retries:3}`,
			},
			Misses: []string{
				`cmVmdGtuO`,
				`cmVmc0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEo`,
			},
		},
		{
			ID:       "cloudsmith-key",
			Doc:      "Cloudsmith API key (csa_).",
			Source:   "https://docs.cloudsmith.com/accounts-and-teams/api-key",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `csa_[0-9A-Za-z]{30,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦csa_¦0a1b2c3d4e5f607182930a1b2c3d4e0EXAMP⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦csa_¦c3d4e5f607182930a1b2c3d4e5f607PLEonl⟧&page=2 200`,
			},
			Misses: []string{
				`csa_short`,
				`csb_1a1b2c3d4e5f607182931a1b2c3d4e`,
			},
		},
		{
			ID:       "packagist-token",
			Doc:      "Private Packagist token (packagist_).",
			Source:   "https://packagist.com/docs/composer-authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `packagist_[a-z]{2,5}_[0-9A-Za-z]{20,}`,
			Hits: []string{
				`using ⟦packagist_¦uut_0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d⟧, retrying`,
				`Error: (⟦packagist_¦uut_c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f6⟧) refused`,
			},
			Misses: []string{
				`packagist_uut_short`,
				`packagist_package_mirror`,
			},
		},
		{
			ID:       "deno-token",
			Doc:      "Deno Deploy token (ddp_, ddw_, ddo_).",
			Source:   "https://docs.deno.com/deploy/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:ddp|ddw|ddo)_[0-9A-Za-z]{36,}`,
			Hits: []string{
				`env A=1 KEY=⟦ddp_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ B=2`,
				`config: {Token:⟦ddw_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic⟧ Retries:3}`,
			},
			Misses: []string{
				`ddp_short`,
				`ddx_1EXAMPLEonly1Synthetic21EXAMPLEonly1`,
			},
		},
	}
}

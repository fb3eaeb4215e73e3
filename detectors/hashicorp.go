package detectors

import "github.com/tacit-go/tacit/redact"

// uuid is one in small letters.
const uuid = `[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`

// hashicorp describes tokens of HashiCorp.
func hashicorp() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "terraform-token",
			Doc:      "HCP Terraform user, team or organisation token (.atlasv1.).",
			Source:   "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z]{14}\.atlasv1\.[0-9A-Za-z_-]{50,}`,
			Hits: []string{
				`Error: (⟦0EXAMPL¦0EXAMPL.atlasv1.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Sy⟧) refused`,
				`env A=1 KEY=⟦PLEonly¦PLEonly.atlasv1.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthet⟧ B=2`,
			},
			Misses: []string{
				`1EXAMPLEonly1S.atlasv1.short`,
				`1EXAMPLEonly1S.atlasv2.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Sy`,
			},
		},
		{
			ID:       "vault-secret-id",
			Doc:      "Secret id of a HashiCorp Vault AppRole.",
			Source:   "https://developer.hashicorp.com/vault/docs/auth/approle",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `secret_id=(` + uuid + `)|` + nested(uuid, `secret_id":"`, `secret_id": "`),
			Near:     []string{"role_id", "approle"},
			Hits: []string{
				`vault write auth/approle/login role_id=app secret_id=⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧`,
				`{"role_id":"app","secret_id":"⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧"}`,
				`{"role_id": "app", "secret_id": "⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧"}`,
			},
			Misses: []string{
				`secret_id=1b2c3d4e-1b2c-41b2-81b2-1b2c3d4e5f60`,
				`approle secret_id=db-credentials`,
			},
		},
		{
			ID:       "consul-secret-id",
			Doc:      "Secret of an ACL token of HashiCorp Consul or Nomad (SecretID), which is a UUID.",
			Source:   "https://developer.hashicorp.com/consul/api-docs/acl/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `SecretID:(` + uuid + `)|SecretID: {9}(` + uuid + `)|SecretID=(` + uuid + `)|` + nested(uuid, `SecretID":"`, `SecretID": "`, `SecretID:"`),
			Hits: []string{
				`{"AccessorID":"app","SecretID":"⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧"}`,
				`&{AccessorID:app SecretID:⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧ Description:x}`,
				`SecretID:         ⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧`,
				`api.ACLToken{SecretID:"⟦0a1b2c3d-¦0a1b-40a1-80a1-0a1b2c3d4e5f⟧"}`,
			},
			Misses: []string{
				`{"SecretId":"1b2c3d4e-1b2c-41b2-81b2-1b2c3d4e5f60"}`,
				`SecretID: prod/db`,
			},
		},
		{
			ID:       "vault-token",
			Doc:      "HashiCorp Vault service, batch or recovery token (hvs., hvb., hvr.).",
			Source:   "https://developer.hashicorp.com/vault/docs/concepts/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:hvs|hvb|hvr)\.[0-9A-Za-z_-]{24,}`,
			Hits: []string{
				`config: {Token:⟦hvs.¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Sy⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦hvb.¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synth⟧ status=401`,
			},
			Misses: []string{
				`hvs.short`,
				`hvx.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Sy`,
			},
		},
		{
			ID:       "vault-legacy-token",
			Doc:      "HashiCorp Vault token of the old form (s., b., r.) near the word Vault.",
			Source:   "https://developer.hashicorp.com/vault/docs/concepts/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:s|b|r)\.[0-9A-Za-z]{24,}\b`,
			Near:     []string{"vault"},
			Verify:   notWordsAfter("."),
			Hits: []string{
				`vault {"auth":"⟦s.¦0EXAMPLEonly1Synthetic20⟧","n":1}`,
				`vault curl -H "X-Auth: ⟦s.¦PLEonly1Synthetic20EXAMP⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`calling s.1EXAMPLEonly1Synthetic20`,
				`vault s.ListenAndServeWithTheDefaultTransport`,
			},
		},
	}
}

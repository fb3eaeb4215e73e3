package detectors

import "github.com/tacit-go/tacit/redact"

// databases describes tokens of database services.
func databases() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "planetscale-token",
			Doc:      "PlanetScale token, password or OAuth secret (pscale_).",
			Source:   "https://planetscale.com/docs/api/reference/service-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pscale_(?:tkn|pw|oauth|api)_[0-9A-Za-z_-]{32,}`,
			Hits: []string{
				`GET /v1/items?access=⟦pscale_tkn_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧&page=2 200`,
				`using ⟦pscale_pw_¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧, retrying`,
			},
			Misses: []string{
				`pscale_tkn_short`,
				`pscale_id_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "neon-key",
			Doc:      "Neon key (napi_).",
			Source:   "https://neon.com/docs/manage/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `napi_[0-9A-Za-z]{50,}`,
			Hits: []string{
				`Error: (⟦napi_¦0example1synthetic20example1synthetic20example1synthetic20exampl⟧) refused`,
				`env A=1 KEY=⟦napi_¦ple1synthetic20example1synthetic20example1synthetic20example1syn⟧ B=2`,
			},
			Misses: []string{
				`napi_status`,
				`nape_1example1synthetic21example1synthetic21example1synthetic20exampl`,
			},
		},
		{
			ID:       "mongodb-atlas-secret",
			Doc:      "MongoDB Atlas service account secret (mdb_sa_sk_).",
			Source:   "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `mdb_sa_sk_[0-9A-Za-z_-]{36,}`,
			Hits: []string{
				`config: {Token:⟦mdb_sa_sk_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦mdb_sa_sk_¦PLE-only_1Synthetic20EXAMPLE-only_1Synth⟧ status=401`,
			},
			Misses: []string{
				`mdb_sa_sk_short`,
				`mdb_sa_id_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1`,
			},
		},
		{
			ID:       "astra-token",
			Doc:      "DataStax Astra token (AstraCS:).",
			Source:   "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `AstraCS:[0-9A-Za-z]{16,}(?::[0-9A-Za-z]{16,})?`,
			Hits: []string{
				`{"auth":"⟦AstraCS:¦0EXAMPLEonly1Synthetic20:0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧","n":1}`,
				`curl -H "X-Auth: ⟦AstraCS:¦PLEonly1Synthetic20EXAMPLEonly1S⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`AstraCS:short`,
				`AstraCT:1EXAMPLEonly1Synthetic20`,
			},
		},
		{
			ID:       "cockroachdb-key",
			Doc:      "CockroachDB Cloud key (CCDB1_).",
			Source:   "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `CCDB1_[0-9A-Za-z]{22,}_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦CCDB1_¦0EXAMPLEonly1Synthetic_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt⟧&page=2 200`,
				`using ⟦CCDB1_¦PLEonly1Synthetic20EXA_PLEonly1Synthetic20EXAMPLEonly1Synthetic⟧, retrying`,
			},
			Misses: []string{
				`CCDB1_short`,
				`CCDB_1EXAMPLEonly1Synthetic_1EXAMPLEonly1Synthetic21EXAMPLEonly1Synt`,
			},
		},
		{
			ID:       "aiven-password",
			Doc:      "Aiven service password (AVNS_).",
			Source:   "https://aiven.io/docs",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `AVNS_[0-9A-Za-z_-]{18,}`,
			Hits: []string{
				`Error: (⟦AVNS_¦0EXAMPLE-only_1Synth⟧) refused`,
				`env A=1 KEY=⟦AVNS_¦PLE-only_1Synthetic2⟧ B=2`,
			},
			Misses: []string{
				`AVNS_short`,
				`AVNT_1EXAMPLE-only_1Synth`,
			},
		},
		{
			ID:       "elastic-cloud-key",
			Doc:      "Elastic Cloud key (essu_).",
			Source:   "https://www.elastic.co/docs/deploy-manage/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `essu_[0-9A-Za-z+/]{50,}={0,2}`,
			Hits: []string{
				`config: {Token:⟦essu_¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAM==⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦essu_¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o==⟧ status=401`,
			},
			Misses: []string{
				`essu_short`,
				`essv_1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic20EXAM`,
			},
		},
		{
			ID:       "databricks-token",
			Doc:      "Databricks personal access token or OAuth secret (dapi, dose).",
			Source:   "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:dapi|dose)[0-9a-f]{32,}(?:-[0-9]+)?`,
			Hits: []string{
				`{"auth":"⟦dapi¦0a1b2c3d4e5f607182930a1b2c3d4e5f-2⟧","n":1}`,
				`curl -H "X-Auth: ⟦dose¦c3d4e5f607182930a1b2c3d4e5f60718⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`dapi1a1b2c3d4e5f`,
				`dapx1a1b2c3d4e5f607182931a1b2c3d4e5f`,
			},
		},
		{
			ID:       "clickhouse-secret",
			Doc:      "ClickHouse Cloud key secret (4b1d).",
			Source:   "https://clickhouse.com/docs/cloud/manage/openapi",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `4b1d[0-9A-Za-z]{38,}`,
			Verify:   notHex,
			Hits: []string{
				`using ⟦4b1d¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Sy⟧, retrying`,
				`Error: (⟦4b1d¦PLEonly1Synthetic20EXAMPLEonly1Synthet⟧) refused`,
			},
			Misses: []string{
				`4b1d1a1b2c3d4e5f607182931a1b2c3d4e5f607182`,
				`4b1d1a1b2c`,
				`a4b1d1EXAMPLEonly1Synthetic21EXAMPLEonly1Sy`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// workflow describes tokens of hosts for workflows, functions and logins.
func workflow() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "workato-token",
			Doc:      "Workato API token (wrka-).",
			Source:   "https://docs.workato.com/workato-api/api-clients.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `wrka[a-z]{0,2}-eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]{4,}`,
			Hits: []string{
				`{"auth":"⟦wrka-eyJ¦0EXAMPLE-only_1Synthetic20EXAMPLE.eyJ0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-on⟧","n":1}`,
				`curl -H "X-Auth: ⟦wrka-eyJ¦PLE-only_1Synthetic20EXAMPLE-only.eyJPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1S⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`wrka-short`,
				`wrkb-eyJshort`,
			},
		},
		{
			ID:       "convex-deploy-key",
			Doc:      "Convex deploy or admin key: base64 of an object, behind the name of the deployment.",
			Source:   "https://docs.convex.dev/cli/deploy-key-types",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `eyJ2MiI6I[0-9A-Za-z+/_-]{20,}={0,2}`,
			Hits: []string{
				`prod:happy-animal-123|⟦eyJ2MiI6I¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt⟧`,
				`dev:happy-animal-123|⟦eyJ2MiI6I¦PLEonly1Synthetic20EXAMPLEonly1Synthetic==⟧ ok`,
			},
			Misses: []string{
				`prod:happy-animal-123`,
				`eyJ2MSI6I0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt`,
			},
		},
		{
			ID:       "baidu-api-key",
			Doc:      "Baidu AI Cloud API key (bce-v3/ALTAK-).",
			Source:   "https://cloud.baidu.com/doc/qianfan/index.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `bce-v3/ALTAK-[0-9A-Za-z]{16,}/[0-9a-f]{40,}`,
			Hits: []string{
				`GET /v1/items?access=⟦bce-v3/ALTAK-¦0EXAMPLEonly1Syntheti/0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧&page=2 200`,
				`using ⟦bce-v3/ALTAK-¦PLEonly1Synthetic20EX/c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧, retrying`,
			},
			Misses: []string{
				`bce-v3/ALTAK-short`,
				`bce-auth-v1/0example1synthetic2only0example1`,
			},
		},
		{
			ID:       "workos-key",
			Doc:      "WorkOS API key (sk_ and the base64 of key_01).",
			Source:   "https://workos.com/docs/reference/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk_a2V5XzAx[0-9A-Za-z+/]{20,}={0,2}`,
			Hits: []string{
				`Error: (⟦sk_¦a2V5XzAx0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S⟧) refused`,
				`env A=1 KEY=⟦sk_¦a2V5XzAxPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthe⟧ B=2`,
			},
			Misses: []string{
				`sk_a2V5XzAx`,
				`sk_a2V6XzAx0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S`,
			},
		},
	}
}

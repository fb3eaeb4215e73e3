package detectors

import "github.com/tacit-go/tacit/redact"

// platforms describes keys of smaller infrastructure services.
func platforms() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "confluent-secret",
			Doc:      "Confluent Cloud API secret (cflt).",
			Source:   "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `cflt[0-9A-Za-z+/]{60,}`,
			Verify:   crcBase64,
			Hits: []string{
				`level=info msg="clone failed" token=⟦cflt¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o⟧ status=401`,
				`{"auth":"⟦cflt¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1⟧","n":1}`,
			},
			Misses: []string{
				`cfltshort`,
				`cfmt0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o`,
			},
		},
		{
			ID:       "zuplo-key",
			Doc:      "Zuplo consumer key (zpka_).",
			Source:   "https://zuplo.com/docs/articles/api-key-management",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `zpka_[0-9a-z]{32,}_[0-9a-f]{8,}`,
			Verify:   crcHexBody,
			Hits: []string{
				`curl -H "X-Auth: ⟦zpka_¦0example1synthetic20example1synt_0a1b2c3d⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦zpka_¦ple1synthetic20example1synthetic_c3d4e5f6⟧&page=2 200`,
			},
			Misses: []string{
				`zpka_short`,
				`zpkb_0example1synthetic20example1synt_0a1b2c3d`,
			},
		},
		{
			ID:       "openshift-token",
			Doc:      "OpenShift user token (sha256~).",
			Source:   "https://docs.redhat.com/en/documentation/openshift_container_platform",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sha256~[0-9A-Za-z_-]{43,}`,
			Hits: []string{
				`using ⟦sha256~¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧, retrying`,
				`Error: (⟦sha256~¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧) refused`,
			},
			Misses: []string{
				`sha256~short`,
				`sha256:0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "prefect-key",
			Doc:      "Prefect key (pnu_, pnb_).",
			Source:   "https://docs.prefect.io",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:pnu|pnb)_[0-9A-Za-z]{36,}`,
			Hits: []string{
				`env A=1 KEY=⟦pnu_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ B=2`,
				`config: {Token:⟦pnb_¦PLEonly1Synthetic20EXAMPLEonly1Synth⟧ Retries:3}`,
			},
			Misses: []string{
				`pnu_short`,
				`pnx_0EXAMPLEonly1Synthetic20EXAMPLEonly1`,
			},
		},
		{
			ID:       "infracost-key",
			Doc:      "Infracost key (ico-).",
			Source:   "https://www.infracost.io/docs/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `ico-[0-9A-Za-z]{32,}`,
			Verify:   notWordsAfter("ico-"),
			Hits: []string{
				`level=info msg="clone failed" token=⟦ico-¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧ status=401`,
				`{"auth":"⟦ico-¦PLEonly1Synthetic20EXAMPLEonly1S⟧","n":1}`,
			},
			Misses: []string{
				`ico-short`,
				`unico-0EXAMPLEonly1Synthetic20EXAMPLEo`,
			},
		},
		{
			ID:       "bitwarden-access-token",
			Doc:      "Bitwarden Secrets Manager access token near its name.",
			Source:   "https://bitwarden.com/help/access-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[0-9A-Za-z]{28,}:[0-9A-Za-z+/]{20,}={0,2}`,
			Near:     []string{"bitwarden", "bws_"},
			Hits: []string{
				`bitwarden curl -H "X-Auth: ⟦0.¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f.0EXAMPLEonly1Synthetic20EXAMPL:0EXAMPLE+only/1Synthet==⟧" https://api.example.org/v1`,
				`BWS_ACCESS=⟦0.¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718.PLEonly1Synthetic20EXAMPLEonly:PLE+only/1Synthetic20E==⟧ 200`,
			},
			Misses: []string{
				`bitwarden 0.0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f`,
				`bitwarden 1.0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f.0EXAMPLEonly1Synthetic20EXAMPL:0EXAMPLE+only/1Synthet==`,
			},
		},
		{
			ID:       "salesforce-token",
			Doc:      "Salesforce access token (00D and an exclamation mark).",
			Source:   "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `00D[0-9A-Za-z]{12,15}![0-9A-Za-z_.]{60,}`,
			Hits: []string{
				`using ⟦00D¦0EXAMPLEonly!0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXA⟧, retrying`,
				`Error: (⟦00D¦PLEonly1Synt!PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEo⟧) refused`,
			},
			Misses: []string{
				`00D0EXAMPLEonly`,
				`00E0EXAMPLEonly!0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXA`,
			},
		},
		{
			ID:       "mapbox-secret-token",
			Doc:      "Mapbox secret token (sk.). Public tokens (pk.) stay.",
			Source:   "https://docs.mapbox.com/help/dive-deeper/access-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sk\.eyJ[0-9A-Za-z_-]{40,}\.[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`env A=1 KEY=⟦sk.eyJ¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S.0EXAMPLE-only_1Synthet⟧ B=2`,
				`config: {Token:⟦sk.eyJ¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthe.PLE-only_1Synthetic20E⟧ Retries:3}`,
			},
			Misses: []string{
				`sk.eyJshort`,
				`pk.eyJ0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S.0EXAMPLE-only_1Synthet`,
			},
		},
	}
}

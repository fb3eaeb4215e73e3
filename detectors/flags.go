package detectors

import "github.com/tacit-go/tacit/redact"

// flags describes keys of feature flag services.
func flags() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "launchdarkly-sdk-key",
			Doc:      "LaunchDarkly server or mobile SDK key (sdk-, mob-).",
			Source:   "https://launchdarkly.com/docs/home/account/environment/keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:sdk|mob)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`GET /v1/items?access=⟦sdk-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧&page=2 200`,
				`using ⟦mob-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧, retrying`,
			},
			Misses: []string{
				`sdk-1.2.3`,
				`asdk-1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "launchdarkly-api-token",
			Doc:      "LaunchDarkly API access token (api- and a UUID).",
			Source:   "https://launchdarkly.com/docs/home/account/api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `api-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`Error: (⟦api-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧) refused`,
				`env A=1 KEY=⟦api-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ B=2`,
			},
			Misses: []string{
				`pod api-1a1b2c3d4e-x7k2p`,
				`the api-gateway`,
			},
		},
		{
			ID:       "configcat-key",
			Doc:      "ConfigCat SDK key (configcat-sdk-1/).",
			Source:   "https://configcat.com/docs/sdk-reference/overview/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `configcat-(?:sdk-[0-9]/|proxy/)[0-9A-Za-z_-]{20,}(?:/[0-9A-Za-z_-]{20,})?`,
			Hits: []string{
				`config: {Token:⟦configcat-sdk-1/¦0EXAMPLE-only_1Synthex/0EXAMPLE-only_1Synthex⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦configcat-sdk-1/¦PLE-only_1Synthetic2x/PLE-only_1Synthetic2x⟧ status=401`,
			},
			Misses: []string{
				`configcat-sdk-1/short`,
				`configcat-sdk-x/1EXAMPLE-only_1Synthex`,
			},
		},
		{
			ID:       "statsig-key",
			Doc:      "Statsig server secret or console key (secret-, console-).",
			Source:   "https://docs.statsig.com/access-management/projects/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:secret|console)-[0-9A-Za-z]{30,}`,
			Verify:   notWordsNorHexAfter("-"),
			Hits: []string{
				`{"auth":"⟦secret-¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthet⟧","n":1}`,
				`curl -H "X-Auth: ⟦console-¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`secret-1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
				`secret-short`,
				`console-internationalisationresourcebundle`,
			},
		},
		{
			ID:       "devcycle-key",
			Doc:      "DevCycle server or mobile key (dvc_server_, dvc_mobile_).",
			Source:   "https://docs.devcycle.com/essentials/keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `dvc_(?:server|mobile)_[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`GET /v1/items?access=⟦dvc_server_¦0example1synthetic20example1synt_0a1b2c3⟧&page=2 200`,
				`using ⟦dvc_mobile_¦mple1synthetic20example1syntheti⟧, retrying`,
			},
			Misses: []string{
				`dvc_server_short`,
				`dvc_client_1example1synthetic21example1synt`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// regionalClouds describes credentials of smaller and regional clouds.
func regionalClouds() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "alibaba-access-key-id",
			Doc:      "Alibaba Cloud access key id (LTAI).",
			Source:   "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `LTAI[0-9A-Za-z]{12,}`,
			Hits: []string{
				`env A=1 KEY=⟦LTAI¦0EXAMPLEonly1Synthet⟧ B=2`,
				`config: {Token:⟦LTAI¦PLEonly1Synthetic20E⟧ Retries:3}`,
			},
			Misses: []string{
				`LTAIshort`,
				`VOLTAI1EXAMPLEonly1Synthet`,
			},
		},
		{
			ID:       "alibaba-sts-key",
			Doc:      "Alibaba Cloud temporary access key id (STS.).",
			Source:   "https://www.alibabacloud.com/help/en/ram/product-overview/what-is-sts",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `STS\.[0-9A-Za-z]{16,}`,
			Verify:   notWordsAfter("STS."),
			Hits: []string{
				`level=info msg="clone failed" token=⟦STS.¦0EXAMPLEonly1Synthetic20⟧ status=401`,
				`{"auth":"⟦STS.¦PLEonly1Synthetic20EXAMP⟧","n":1}`,
			},
			Misses: []string{
				`STS.short`,
				`HOSTS.1EXAMPLEonly1Synthetic20`,
				`STS.AssumeRoleWithWebIdentity`,
			},
		},
		{
			ID:       "tencent-secret-id",
			Doc:      "Tencent Cloud secret id (AKID, IKID).",
			Source:   "https://www.tencentcloud.com/document/product/598/32675",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:AKID|IKID)[0-9A-Za-z]{28,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦AKID¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦IKID¦PLEonly1Synthetic20EXAMPLEonly1S⟧&page=2 200`,
			},
			Misses: []string{
				`AKIDshort`,
				`MAKID1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
		{
			ID:       "yandex-cloud-key",
			Doc:      "Yandex Cloud API key (AQVN).",
			Source:   "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `AQVN[0-9A-Za-z_-]{34,}`,
			Hits: []string{
				`using ⟦AQVN¦0EXAMPLE-only_1Synthetic20EXAMPLE-x⟧, retrying`,
				`Error: (⟦AQVN¦PLE-only_1Synthetic20EXAMPLE-onlyx⟧) refused`,
			},
			Misses: []string{
				`AQVNshort`,
				`BAQVN1EXAMPLE-only_1Synthetic21EXAMPLE-x`,
			},
		},
		{
			ID:       "yandex-iam-token",
			Doc:      "Yandex Cloud IAM token (t1.).",
			Source:   "https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `t1\.[0-9A-Za-z_-]{10,}={0,2}\.[0-9A-Za-z_-]{60,}={0,2}`,
			Hits: []string{
				`env A=1 KEY=⟦t1.¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-ox⟧ B=2`,
				`config: {Token:⟦t1.¦PLEonly1Synthetic20EXAMPLEonly1Synthetic.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_x⟧ Retries:3}`,
			},
			Misses: []string{
				`t1.micro`,
				`at1.1EXAMPLEonly1Synthetic21EXAMPLEonly1Synt.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-ox`,
			},
		},
		{
			ID:       "yandex-oauth-token",
			Doc:      "Yandex OAuth token (y0_).",
			Source:   "https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `y0_[0-9A-Za-z_-]{35,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦y0_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_x⟧ status=401`,
				`{"auth":"⟦y0_¦PLE-only_1Synthetic20EXAMPLE-only_1Synx⟧","n":1}`,
			},
			Misses: []string{
				`y0_short`,
				`by0_1EXAMPLE-only_1Synthetic21EXAMPLE-only_x`,
			},
		},
		{
			ID:       "exoscale-key",
			Doc:      "Exoscale API key (EXO).",
			Source:   "https://community.exoscale.com/product/iam/quick-start/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `EXO[0-9A-Za-z]{24,}`,
			Run:      []int{0, 1},
			Verify:   notWordsAfter("EXO"),
			Hits: []string{
				`curl -H "X-Auth: ⟦EXO¦0a1b2c3d4e5f607182930a1b⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦EXO¦c3d4e5f607182930a1b2c3d4⟧&page=2 200`,
			},
			Misses: []string{
				`EXO1a1b2c`,
				`EXOplanetaryTransitSurveyCatalogue`,
				`NEXO1a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "scaleway-access-key",
			Doc:      "Scaleway access key (SCW).",
			Source:   "https://www.scaleway.com/en/docs/iam/concepts/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `SCW[0-9A-Z]{17,}`,
			Verify:   notWordsAfter("SCW"),
			Hits: []string{
				`using ⟦SCW¦0EXAMPLE1SYNTHETI⟧, retrying`,
				`Error: (⟦SCW¦MPLE1SYNTHETIC20E⟧) refused`,
			},
			Misses: []string{
				`SCW_ACCESS_KEY`,
				`BSCW1EXAMPLE1SYNTHETI`,
				`SCWCONFIGURATIONMANAGER`,
			},
		},
		{
			ID:       "scalingo-token",
			Doc:      "Scalingo API token (tk-us-).",
			Source:   "https://developers.scalingo.com/index#authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tk-us-[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`env A=1 KEY=⟦tk-us-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetx⟧ B=2`,
				`config: {Token:⟦tk-us-¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20x⟧ Retries:3}`,
			},
			Misses: []string{
				`tk-us-east`,
				`tk-eu-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetx`,
			},
		},
		{
			ID:       "upcloud-token",
			Doc:      "UpCloud API token (ucat_).",
			Source:   "https://developers.upcloud.com/1.3/3-authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ucat_[0-9A-Za-z]{20,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦ucat_¦0EXAMPLE1SYNTHETIC20EXAMPLE1SYNT⟧ status=401`,
				`{"auth":"⟦ucat_¦MPLE1SYNTHETIC20EXAMPLE1SYNTHETI⟧","n":1}`,
			},
			Misses: []string{
				`ucat_short`,
				`educax_1EXAMPLE1SYNTHETIC21EXAMPLE1SYNT`,
			},
		},
		{
			ID:       "akamai-token",
			Doc:      "Akamai EdgeGrid token (akab-).",
			Source:   "https://techdocs.akamai.com/developer/docs/edgegrid",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `akab-[0-9a-z]{16,}-[0-9a-z]{16,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦akab-¦0example1synthet-0example1synthet⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦akab-¦mple1synthetic20-mple1synthetic20⟧&page=2 200`,
			},
			Misses: []string{
				`akab-short`,
				`akac-1example1synthet-1example1synthet`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// workspace describes tokens of design, planning and API tools.
func workspace() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "figma-token",
			Doc:      "Figma token (figd_, figo_, figu_, figr_).",
			Source:   "https://developers.figma.com/docs/rest-api/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:figd|figo|figu|figr)_[0-9A-Za-z_-]{36,}`,
			Hits: []string{
				`config: {Token:⟦figd_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦figu_¦PLE-only_1Synthetic20EXAMPLE-only_1Synth⟧ status=401`,
			},
			Misses: []string{
				`figd_short`,
				`figx_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1`,
			},
		},
		{
			ID:       "postman-key",
			Doc:      "Postman key (PMAK-).",
			Source:   "https://learning.postman.com/docs/developer/postman-api/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `PMAK-[0-9A-Za-z]{20,}-[0-9A-Za-z]{30,}`,
			Hits: []string{
				`{"auth":"⟦PMAK-¦0a1b2c3d4e5f607182930a1b-0a1b2c3d4e5f607182930a1b2c3d4e5f60⟧","n":1}`,
				`curl -H "X-Auth: ⟦PMAK-¦c3d4e5f607182930a1b2c3d4-c3d4e5f607182930a1b2c3d4e5f6071829⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`PMAK-short`,
				`PMAX-1a1b2c3d4e5f607182930a1b-1a1b2c3d4e5f607182931a1b2c3d4e5f60`,
			},
		},
		{
			ID:       "airtable-token",
			Doc:      "Airtable personal access token (pat and a dot).",
			Source:   "https://airtable.com/developers/web/guides/personal-access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pat[0-9A-Za-z]{14}\.[0-9a-f]{60,}`,
			Hits: []string{
				`GET /v1/items?access=⟦pat¦0EXAMPLEonly1S.0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&page=2 200`,
				`using ⟦pat¦PLEonly1Synthe.c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧, retrying`,
			},
			Misses: []string{
				`path.1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b`,
				`pat1EXAMPLEonly1S.short`,
			},
		},
		{
			ID:       "typeform-token",
			Doc:      "Typeform token (tfp_).",
			Source:   "https://www.typeform.com/developers/get-started/personal-access-token/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tfp_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`Error: (⟦tfp_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLEx⟧) refused`,
				`env A=1 KEY=⟦tfp_¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧ B=2`,
			},
			Misses: []string{
				`tfp_short`,
				`tfq_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLEx`,
			},
		},
		{
			ID:       "hubspot-token",
			Doc:      "HubSpot private app token (pat-na1-, pat-eu1- and others).",
			Source:   "https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pat-[a-z]{2}[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`config: {Token:⟦pat-na1-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦pat-eu1-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ status=401`,
			},
			Misses: []string{
				`pat-na1-short`,
				`pat-nax-1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "contentful-token",
			Doc:      "Contentful management token (CFPAT-).",
			Source:   "https://www.contentful.com/developers/docs/references/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `CFPAT-[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`{"auth":"⟦CFPAT-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧","n":1}`,
				`curl -H "X-Auth: ⟦CFPAT-¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`CFPAT-short`,
				`CFPAX-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "airtable-oauth-token",
			Doc:      "Airtable OAuth access or refresh token (oaa).",
			Source:   "https://airtable.com/developers/web/api/oauth-reference",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `oa[ar][0-9A-Za-z]{14}\.v1\.[0-9A-Za-z_=-]{20,}(?:\.[0-9a-f]{40,})?`,
			Hits: []string{
				`Error: (⟦oaa¦0EXAMPLEonly1S.v1.0EXAMPLE-only_1Synthetic20EXAMPLE-only_x.0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧) refused`,
				`env A=1 KEY=⟦oaa¦PLEonly1Synthe.v1.PLE-only_1Synthetic20EXAMPLE-only_1Synx.c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧ B=2`,
			},
			Misses: []string{
				`oaa1EXAMPLEonly1S.v1.short`,
				`oab1EXAMPLEonly1S.v1.1EXAMPLE-only_1Synthetic21EXAMPLE-only_x`,
			},
		},
		{
			ID:       "trello-token",
			Doc:      "Trello token (ATTA).",
			Source:   "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ATTA[0-9a-f]{60,}[0-9A-Fa-f]*`,
			Hits: []string{
				`config: {Token:⟦ATTA¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b0A1B2C3D⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦ATTA¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4C3D4E5F6⟧ status=401`,
			},
			Misses: []string{
				`ATTA1a1b2c`,
				`ATTB1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "clickup-token",
			Doc:      "ClickUp personal token (pk_, a number and 32 capitals).",
			Source:   "https://developer.clickup.com/docs/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  spell(edge+`pk_`, "[0-2]", "[3-5]", "[6-8]", "9") + `[0-9]{3,}_[0-9A-Z]{30,}`,
			Hits: []string{
				`{"auth":"⟦pk_¦10293847_0EXAMPLE1SYNTHETIC20EXAMPLE1SYNT⟧","n":1}`,
				`curl -H "X-Auth: ⟦pk_¦93847561_MPLE1SYNTHETIC20EXAMPLE1SYNTHETI⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`pk_12345678_users`,
				`spk_20293847_1EXAMPLE1SYNTHETIC21EXAMPLE1SYNT`,
			},
		},
		{
			ID:       "canva-secret",
			Doc:      "Canva client secret (cnvca).",
			Source:   "https://www.canva.dev/docs/connect/authentication/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `cnvca[0-9A-Za-z_-]{46,}`,
			Hits: []string{
				`GET /v1/items?access=⟦cnvca¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic2x⟧&page=2 200`,
				`using ⟦cnvca¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAx⟧, retrying`,
			},
			Misses: []string{
				`cnvcashort`,
				`cnvcb1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic2x`,
			},
		},
		{
			ID:       "frameio-token",
			Doc:      "Frame.io developer token (fio-u-).",
			Source:   "https://developer.frame.io/docs/getting-started/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `fio-u-[0-9A-Za-z_=-]{50,}`,
			Hits: []string{
				`Error: (⟦fio-u-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧) refused`,
				`env A=1 KEY=⟦fio-u-¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syx⟧ B=2`,
			},
			Misses: []string{
				`fio-u-short`,
				`fio-x-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-onlyx`,
			},
		},
		{
			ID:       "dropbox-token",
			Doc:      "Dropbox short-lived access token (sl.).",
			Source:   "https://developers.dropbox.com/oauth-guide",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sl\.(?:u\.)?[0-9A-Za-z_-]{60,}`,
			Hits: []string{
				`config: {Token:⟦sl.¦B0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_x⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦sl.u.¦APLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synx⟧ status=401`,
			},
			Misses: []string{
				`sl.short`,
				`ssl.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_x`,
			},
		},
		{
			ID:       "intercom-token",
			Doc:      "Intercom access token: the base64 of tok:.",
			Source:   "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `dG9rO[g-j][0-9A-Za-z+/]{30,}={0,2}`,
			Hits: []string{
				`{"auth":"⟦dG9rOj¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLE=⟧","n":1}`,
				`curl -H "X-Auth: ⟦dG9rOj¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1=⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`dG9rOshort`,
				`adG9rOj1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLE=`,
			},
		},
		{
			ID:       "salesforce-refresh-token",
			Doc:      "Salesforce refresh token (5Aep).",
			Source:   "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `5Aep[0-9A-Za-z._]{60,}`,
			Hits: []string{
				`GET /v1/items?access=⟦5Aep¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonl⟧&page=2 200`,
				`using ⟦5Aep¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Syn⟧, retrying`,
			},
			Misses: []string{
				`5Aepshort`,
				`a5Aep1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonl`,
			},
		},
		{
			ID:       "zoho-token",
			Doc:      "Zoho OAuth token (1000.).",
			Source:   "https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `1000\.[0-9a-f]{32}\.[0-9a-f]{32,}`,
			Hits: []string{
				`Error: (⟦1000.¦0a1b2c3d4e5f607182930a1b2c3d4e5f.0a1b2c3d4e5f607182930a1b2c3d4e5f⟧) refused`,
				`env A=1 KEY=⟦1000.¦c3d4e5f607182930a1b2c3d4e5f60718.c3d4e5f607182930a1b2c3d4e5f60718⟧ B=2`,
			},
			Misses: []string{
				`1000.0001`,
				`31000.1a1b2c3d4e5f607182931a1b2c3d4e5f.1a1b2c3d4e5f607182931a1b2c3d4e5f`,
			},
		},
		{
			ID:       "readme-key",
			Doc:      "ReadMe API key (rdme_).",
			Source:   "https://docs.readme.com/main/docs/readmes-api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `rdme_[0-9A-Za-z]{60,}`,
			Hits: []string{
				`config: {Token:⟦rdme_¦0example1synthetic20example1synthetic20example1synthetic20example1synt⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦rdme_¦mple1synthetic20example1synthetic20example1synthetic20example1syntheti⟧ status=401`,
			},
			Misses: []string{
				`rdme_short`,
				`rdmx_1example1synthetic21example1synthetic21example1synthetic21example1synt`,
			},
		},
		{
			ID:       "maxmind-key",
			Doc:      "MaxMind licence key (_mmk at the end).",
			Source:   "https://support.maxmind.com/hc/en-us/articles/4407111582235-Generate-a-License-Key",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk`,
			Hits: []string{
				`{"auth":"⟦0EXAMP_¦0EXAMPLEonly1Synthetic20EXAMP_mmk⟧","n":1}`,
				`curl -H "X-Auth: ⟦PLEonl_¦PLEonly1Synthetic20EXAMPLEonl_mmk⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`short_mmk`,
				`0EXAMP_1EXAMPLEonly1Synthetic20EXAMP_mmx`,
			},
		},
	}
}

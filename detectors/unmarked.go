package detectors

import "github.com/tacit-go/tacit/redact"

// unmarked describes keys without a mark of their own, near a word that tells. The search looks for their literals around that word only.
func unmarked() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "ghost-admin-key",
			Doc:      "Ghost Admin API key near its name.",
			Source:   "https://ghost.org/docs/admin-api/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-9a-f]{24}:[0-9a-f]{64,}`,
			Near:     []string{"ghost"},
			Verify:   mixedHexAfter(":"),
			Hits: []string{
				`ghost GET /v1/items?access=⟦0a1b2c3d4e5f607182930a1b¦:0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&page=2 200`,
				`ghost using ⟦c3d4e5f607182930a1b2c3d4¦:c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧, retrying`,
			},
			Misses: []string{
				`0a1b2c3¦d4e5f607182930a1b:0a1b2c3¦d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b`,
				`ghost 0a1b2c3¦d4e5f607182930a1b:short`,
			},
		},
		{
			ID:       "zhipu-key",
			Doc:      "Zhipu (Z.AI) API key near its name.",
			Source:   "https://docs.z.ai/guides/develop/http/introduction",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-9a-f]{32}\.[0-9A-Za-z]{16,}`,
			Near:     []string{"zhipu", "bigmodel", "z.ai", "zai_", "glm"},
			Hits: []string{
				`zhipu Error: (⟦0a1b2c3d4e5f607182930a1b2c3d4e5f¦.0EXAMPLEonly1Syn⟧) refused`,
				`zhipu env A=1 KEY=⟦c3d4e5f607182930a1b2c3d4e5f60718¦.PLEonly1Syntheti⟧ B=2`,
			},
			Misses: []string{
				`0a1b2c3¦d4e5f607182930a1b2c3d4e5f.0EXAMPL¦Eonly1Syn`,
				`zhipu 0a1b2c3¦d4e5f607182930a1b2c3d4e5f.js`,
			},
		},
		{
			ID:       "dropbox-long-lived-token",
			Doc:      "Dropbox long-lived access token near its name.",
			Source:   "https://developers.dropbox.com/oauth-guide",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-9A-Za-z]{11}AAAAAAAAAA[0-9A-Za-z_-]{43,}`,
			Near:     []string{"dropbox"},
			Hits: []string{
				`dropbox config: {Token:⟦0EXAMPLEonl¦AAAAAAAAAA0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ Retries:3}`,
				`dropbox level=info msg="sync failed" with=⟦PLEonly1Syn¦AAAAAAAAAAPLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧ status=401`,
			},
			Misses: []string{
				`0EXAMPL¦EonlAAAAAAAAAA0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn`,
				`dropbox 0EXAMPL¦EonlAAAAAAAAAAshort`,
			},
		},
		{
			ID:       "asana-token",
			Doc:      "Asana personal access token near its name.",
			Source:   "https://developers.asana.com/docs/personal-access-token",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-2]/[0-9]{10,}[:/](?:[0-9]{10,}[:/])?[0-9a-f]{32,}`,
			Near:     []string{"asana"},
			Hits: []string{
				`asana {"auth":"⟦1/¦1029384756102938:0a1b2c3d4e5f607182930a1b2c3d4e5f⟧","n":1}`,
				`asana curl -H "X-Auth: ⟦2/¦8475610293847561/8475610293847561:c3d4e5f607182930a1b2c3d4e5f60718⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`1/1029384¦756102938:0a1b2c3¦d4e5f607182930a1b2c3d4e5f`,
				`asana 1/1029384¦756102938`,
			},
		},
		{
			ID:       "baseten-key",
			Doc:      "Baseten API key near its name.",
			Source:   "https://docs.baseten.co/organization/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-9A-Za-z]{8}\.[0-9A-Za-z]{32,}`,
			Near:     []string{"baseten"},
			Verify:   notWordsAfter("."),
			Hits: []string{
				`baseten GET /v1/items?access=⟦0EXAMPLE¦.0EXAMPLEonly1Synthetic20EXAMPLEo⟧&page=2 200`,
				`baseten using ⟦PLEonly1¦.PLEonly1Synthetic20EXAMPLEonly1S⟧, retrying`,
			},
			Misses: []string{
				`0EXAMPLE.0EXAMPL¦Eonly1Synthetic20EXAMPLEo`,
				`baseten 0EXAMPLE.short`,
			},
		},
		{
			ID:       "sanity-token",
			Doc:      "Sanity API token (sk) near its name.",
			Source:   "https://www.sanity.io/docs/http-auth",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk[0-9A-Za-z]{80,}`,
			Near:     []string{"sanity"},
			Hits: []string{
				`sanity Error: (⟦sk¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic⟧) refused`,
				`sanity env A=1 KEY=⟦sk¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXA⟧ B=2`,
			},
			Misses: []string{
				`sk0EXAM¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic`,
				`sanity skeleton`,
			},
		},
		{
			ID:       "facebook-app-token",
			Doc:      "Facebook app access token: the id of the app, a bar and the secret, near its name.",
			Source:   "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[0-9]{13,17}\|[0-9A-Za-z_-]{27,}`,
			Near:     []string{"facebook", "fbcdn", "fb_", "instagram"},
			Hits: []string{
				`facebook config: {Token:⟦1029384756102938¦|0EXAMPLE-only_1Synthetic20E⟧ Retries:3}`,
				`facebook level=info msg="sync failed" with=⟦8475610293847561¦|PLE-only_1Synthetic20EXAMPL⟧ status=401`,
			},
			Misses: []string{
				`1029384¦756102938|0EXAMPL¦E-only_1Synthetic20E`,
				`facebook 1029384¦756102938|short`,
			},
		},
	}
}

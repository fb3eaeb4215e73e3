package detectors

import "github.com/tacit-go/tacit/redact"

// google describes credentials of Google. Service accounts are found by their PEM
// block.
func google() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "google-api-key",
			Doc:      "Google API key (AIza).",
			Source:   "https://docs.cloud.google.com/docs/authentication/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `AIza[0-9A-Za-z_-]{35,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦AIza¦Sy0EXAMPLE-only_1Synthetic20EXAMPLE⟧ status=401`,
				`{"auth":"⟦AIza¦SyPLE-only_1Synthetic20EXAMPLE-only⟧","n":1}`,
			},
			Misses: []string{
				`AIzaSyShort`,
				`AIzb1EXAMPLE-only_1Synthetic21EXAMPLE-o`,
			},
		},
		{
			ID:       "google-gemini-key",
			Doc:      "Gemini express mode key (AQ.Ab8RN6).",
			Source:   "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `AQ\.Ab8RN6[0-9A-Za-z_-]{30,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦AQ.Ab8RN6¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synt⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦AQ.Ab8RN6¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic⟧&page=2 200`,
			},
			Misses: []string{
				`AQ.Ab8RN6`,
				`AQ.Ab9RN61EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synt`,
			},
		},
		{
			ID:       "google-oauth-access-token",
			Doc:      "Google OAuth access token (ya29.).",
			Source:   "https://developers.google.com/identity/protocols/oauth2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ya29\.(?:[a-z]\.)?[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z_-]{4,})*`,
			Hits: []string{
				`using ⟦ya29.¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o⟧, retrying`,
				`Error: (⟦ya29.¦c.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧) refused`,
			},
			Misses: []string{
				`ya29.`,
				`ya28.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-o`,
			},
		},
		{
			ID:       "google-oauth-refresh-token",
			Doc:      "Google OAuth refresh token (1//) near a word that tells.",
			Source:   "https://developers.google.com/identity/protocols/oauth2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `1//[0-9A-Za-z_-]{40,}`,
			Near:     []string{"refresh", "google", "oauth", "gcp", "token"},
			Hits: []string{
				`refresh env A=1 KEY=⟦1//¦00EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o⟧ B=2`,
				`refresh config: {Token:⟦1//¦0PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
			},
			Misses: []string{
				`1//01EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-o`,
				`refresh v1//01EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-o`,
			},
		},
		{
			ID:       "google-oauth-client-secret",
			Doc:      "Google OAuth client secret (GOCSPX-).",
			Source:   "https://developers.google.com/identity/protocols/oauth2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `GOCSPX-[0-9A-Za-z_-]{24,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦GOCSPX-¦0EXAMPLE-only_1Synthetic20EX⟧ status=401`,
				`{"auth":"⟦GOCSPX-¦PLE-only_1Synthetic20EXAMPLE⟧","n":1}`,
			},
			Misses: []string{
				`GOCSPX-short`,
				`GOCSPX 1EXAMPLE-only_1Synthetic20EX`,
			},
		},
		{
			ID:       "google-fcm-server-key",
			Doc:      "Firebase Cloud Messaging server key.",
			Source:   "https://firebase.google.com/docs/cloud-messaging",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `AAAA[0-9A-Za-z_-]{7}:[0-9A-Za-z_-]{140,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦AAAA¦0EXAMPL:0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦AAAA¦PLE-onl:PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synth⟧&page=2 200`,
			},
			Misses: []string{
				`AAAA0EXAMPL:1EXAMPLE-only_1Synth`,
				`AAAB0EXAMPL:1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1`,
			},
		},
		{
			ID:       "google-hmac-key-id",
			Doc:      "Google Cloud Storage HMAC access id of a service account (GOOG1E).",
			Source:   "https://docs.cloud.google.com/storage/docs/authentication/hmackeys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `GOOG1E[0-9A-Z]{18,}`,
			Hits: []string{
				`using ⟦GOOG1E¦0EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETI⟧, retrying`,
				`Error: (⟦GOOG1E¦MPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20E⟧) refused`,
			},
			Misses: []string{
				`GOOG1Eshort`,
				`AGOOG1E1EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETI`,
				`GOOGLE_CREDENTIALS`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// webTokens describes JSON Web Tokens.
func webTokens() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "json-web-token",
			Doc:      "JSON Web Token in compact form, also unsigned or cut after its payload.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7519",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*|eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{8,}`,
			Verify:   joseHeader,
			Hits: []string{
				`using ⟦eyJhbGciOi¦JIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJleGFtcGxlIn0.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧, retrying`,
				`Error: (⟦eyJhbGciOi¦Jub25lIn0.eyJzdWIiOiJleGFtcGxlIn0.⟧) refused`,
				`env A=1 KEY=⟦eyJhbGciOi¦JIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJleGFtcGxlIn0⟧ B=2`,
			},
			Misses: []string{
				`keyJournal.archive.directory`,
				`eyJhbGciOiJIUzI1NiJ9`,
				`keyJsonSerializerFactory.getInstance.close`,
			},
		},
		{
			ID:       "json-web-encryption",
			Doc:      "JSON Web Encryption in compact form.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7516",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]*\.[0-9A-Za-z_-]{12,}\.[0-9A-Za-z_-]*\.[0-9A-Za-z_-]{16,}`,
			Verify:   joseHeader,
			Hits: []string{
				`config: {Token:⟦eyJhbGciOi¦JkaXIiLCJlbmMiOiJBMjU2R0NNIn0..0EXAMPLEonly1Syn.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-o.0EXAMPLEonly1Synthetic⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦eyJhbGciOi¦JSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLEonly1Syntheti.PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1.PLEonly1Synthetic20EXA⟧ status=401`,
			},
			Misses: []string{
				`eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..short`,
				`keyJournal.archive.directory.of.names`,
			},
		},
		{
			ID:       "json-web-key",
			Doc:      "Private or symmetric key in a JSON Web Key.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7518#section-6",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// A comma, a brace or a blank before the name, or a blank behind its colon.
			Pattern: `(?:[,{ ]"[dkpq]":"|"[dkpq]": ")([0-9A-Za-z_-]{16,})`,
			Near:    []string{`"kty"`, `"aqab"`, `"crv"`},
			Hits: []string{
				`{"kty":"oct","k":"⟦¦0EXAMPLE-only_1Synthetic20EXAMPLE⟧","alg":"HS256"}`,
				`{"kty": "EC", "crv": "P-256", "d": "⟦¦0EXAMPLE-only_1Synthetic20EXAMPLE⟧"}`,
			},
			Misses: []string{
				`{"kty":"RSA","kid":"0EXAMPLE-only_1Synthetic20EXAMPLE","e":"AQAB","n":"0EXAMPLE-only_1Synthetic20EXAMPLE"}`,
				`{"kty":"EC","crv":"P-256","x":"0EXAMPLE-only_1Synthetic20EXAMPLE"}`,
				`{"d":"0EXAMPLE-only_1Synthetic20EXAMPLE"}`,
			},
		},
	}
}

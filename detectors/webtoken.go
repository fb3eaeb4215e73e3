package detectors

import (
	"bytes"
	"unicode"

	"github.com/tacit-go/tacit/redact"
)

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
			Pattern: `eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*|eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{8,}` +
				`|eyJ[0-9A-Za-z_-]{10,}={1,2}\.eyJ[0-9A-Za-z_-]{8,}={0,2}\.[0-9A-Za-z_-]*={0,2}`,
			Verify: joseHeader,
			Hits: []string{
				`using ⟦eyJhbGciOi¦JIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJleGFtcGxlIn0.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧, retrying`,
				`Error: (⟦eyJhbGciOi¦Jub25lIn0.eyJzdWIiOiJleGFtcGxlIn0.⟧) refused`,
				`env A=1 KEY=⟦eyJhbGciOi¦JIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJleGFtcGxlIn0⟧ B=2`,
				`X-Amzn-Oidc-Data: ⟦eyJhbGciOi¦JFUzI1NiJ9Cg==.eyJzdWIiOiJleGFtcGxlIn0=.0EXAMPLE-only_1Syn==⟧`,
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
			// In a string no blank: a stream would hold back what may be the beginning.
			Pattern: `(?:[,{ ]"[dkpq]":"|"[dkpq]": ")([0-9A-Za-z_-]{16,})|` + inStrings(`[0-9A-Za-z_-]{16,}`, `[,{]"[dkpq]":"`),
			Near:    []string{`"kty`, `"crv`, `"aqab`},
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
		{
			ID:       "json-web-key-member",
			Doc:      "Private member of a JSON Web Key with the length of one, however far from the type.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7518#section-6",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  nested(`[0-9A-Za-z_-]{43,}`, `"[dpq]":"`),
			Run:      []int{5, 8, 14, 26},
			Verify:   jwkMember,
			Hits: []string{
				`{"kty":"EC","crv":"P-256","x":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn","y":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn","d":"⟦0EXAMP¦LE-only_1Synthetic20EXAMPLE-only_1Syn⟧","kid":"1"}`,
				"{\n  \"kty\": \"OKP\",\n  \"x\": \"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn\",\n  \"d\":\"⟦0EXAMP¦LE-only_1Synthetic20EXAMPLE-only_1Syn⟧\"\n}",
			},
			Misses: []string{
				`{"x":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn","y":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn"}`,
				`{"d":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1SynA"}`,
				`{"id":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn","p":"a-path-of-many-words-that-is-as-long-as-keys"}`,
			},
		},
		{
			ID:       "json-web-key-crt",
			Doc:      "What a JSON Web Key of RSA holds for the Chinese remainder theorem: it gives the key.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7518#section-6.3.2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  nested(`[0-9A-Za-z_-]{86,}`, `"(?:d[pq]|qi)":"`),
			Run:      []int{6, 9, 15, 27},
			Verify:   jwkMember,
			Hits: []string{
				`{"q":1,"dp":"⟦0EXAMP¦LE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-on⟧"}`,
				`{"qi":"⟦0EXAMP¦LE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-on⟧"}`,
			},
			Misses: []string{
				`{"dp":"0EXAMPLE-only_1Syn"}`,
				`{"up":"1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-on"}`,
			},
		},
	}
}

// jwkMember rejects what has not the length of a number of a key, in base64 without
// padding: of elliptic curves, and of RSA keys of 1024, 1536, 2048, 3072 and 4096 bits and
// their primes, of which zeros at the front are left out.
func jwkMember(secret []byte) redact.Verdict {
	switch n := len(secret); {
	case n == 43, n == 64, n == 75, n == 76, n == 88,
		n >= 83 && n <= 86, n >= 126 && n <= 128, n >= 168 && n <= 171, n >= 254 && n <= 256,
		n >= 339 && n <= 342, n >= 510 && n <= 512, n >= 680 && n <= 683:
		if bytes.ContainsFunc(secret, unicode.IsUpper) && bytes.ContainsFunc(secret, unicode.IsLower) && bytes.ContainsFunc(secret, unicode.IsDigit) {
			return redact.Unknown
		}
	}
	return redact.Rejected
}

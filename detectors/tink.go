package detectors

import "github.com/tacit-go/tacit/redact"

// tink describes keysets of the Tink library that are not encrypted.
func tink() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "tink-keyset",
			Doc:      "Base64 of a Tink keyset in the clear.",
			Source:   "https://developers.google.com/tink/generate-plaintext-keyset",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `C[A-P][0-9A-Za-z+/]{8,22}(?:dHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUuY3J5cHRvLnRpbm|R5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5r|0eXBlLmdvb2dsZWFwaXMuY29tL2dvb2dsZS5jcnlwdG8udGlua)[0-9A-Za-z+/]{40,}={0,2}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦CMKIrNYJEmQKWAow¦dHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUuY3J5cHRvLnRpbmsuQ0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAM⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦CMKIrNYJEmQKWAo¦R5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5rPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o=⟧&page=2 200`,
			},
			Misses: []string{
				`type.googleapis.com/google.crypto.tink.AesGcmKey`,
				`dHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucm`,
			},
		},
		{
			ID:       "tink-key-value",
			Doc:      "Key material in the JSON of a Tink keyset.",
			Source:   "https://developers.google.com/tink/generate-plaintext-keyset",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			// In a string quote marks are no part of literals, and "value" is in many lines: those
			// that are left are short, so they are looked for near the word alone.
			Pattern: inString(0, `[0-9A-Za-z+/]{24,}={0,2}`, `(?:Key|RIC|ATE)","value":"`) + `|` +
				inStrings(`[0-9A-Za-z+/]{24,}={0,2}`, `[eIT][yCE]","[a-z]{2}l[a-z]{2}":"`),
			Near: []string{"tink"},
			Hits: []string{
				`{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey","value":"⟦GiBW¦EXAMPLEonly1Synthetic20EXAMPLEon==⟧"}`,
				`{"typeUrl":"google.crypto.tink.X","keyMaterialType":"SYMMETRIC","value":"⟦GiBW¦EXAMPLEonly1Synthetic20EXAMPLEon==⟧"}`,
			},
			Misses: []string{
				`{"name":"someKey","value":"GiBWEXAMPLEonly1Synthetic21EXAMPLEon=="}`,
				`tink {"name":"someKey","value":"short"}`,
			},
		},
	}
}

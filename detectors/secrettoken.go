package detectors

import "github.com/tacit-go/tacit/redact"

// secretToken describes secrets in URIs of a scheme of their own.
func secretToken() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "secret-token-uri",
			Doc:      "Secret in a URI of the scheme secret-token.",
			Source:   "https://www.rfc-editor.org/rfc/rfc8959",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `secret-token:(?:[0-9A-Za-z._~+=-]|%(?:25)*(?:2[BbFf]|3[Dd])){15,}[0-9A-Za-z_~+=]`,
			Verify:   notWordsAfter("secret-token:"),
			Hits: []string{
				`config: {Token:⟦secret-token:¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1⟧ Retries:3}`,
				`level=info msg="sync failed" with=⟦secret-token:¦PLE-only_1Synthetic20EXAMPLE-only_1Synth⟧ status=401`,
			},
			Misses: []string{
				`secret-token:true`,
				`secret-token:a-name-of-a-volume-in-kubernetes`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// onePassword describes credentials of 1Password.
func onePassword() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "onepassword-service-token",
			Doc:      "1Password service account token (ops_).",
			Source:   "https://developer.1password.com/docs/service-accounts/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ops_eyJ[0-9A-Za-z_-]{60,}={0,2}`,
			Verify:   jsonBody("ops_"),
			Hits: []string{
				`Error: (⟦ops_eyJ¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic2⟧) refused`,
				`env A=1 KEY=⟦ops_eyJ¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAM⟧ B=2`,
			},
			Misses: []string{
				`ops_runbook`,
				`ops_eyJshort`,
			},
		},
		{
			ID:       "onepassword-secret-key",
			Doc:      "1Password account secret key (A3-).",
			Source:   "https://support.1password.com/secret-key/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `A3-[0-9A-Z]{6}-(?:[0-9A-Z]{11}|[0-9A-Z]{6}-[0-9A-Z]{5})-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5,}`,
			Hits: []string{
				`config: {Token:⟦A3-¦0EXAMP-0EXAMP-0EXAM-0EXAM-0EXAM-0EXAM⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦A3-¦PLE1SY-PLE1SYNTHET-PLE1S-PLE1S-PLE1S⟧ status=401`,
			},
			Misses: []string{
				`A3-0EXAMP-0EXAMP`,
				`B3-0EXAMP-1EXAMPLE1SY-0EXAM-0EXAM-0EXAM`,
			},
		},
	}
}

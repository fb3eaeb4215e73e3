package detectors

import "github.com/tacit-go/tacit/redact"

// stripe describes the keys of Stripe and of those who share its prefixes.
func stripe() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "stripe-secret-key",
			Doc:      "Stripe secret or restricted API key (sk_, rk_; live, test, prod); Paystack and Clerk share the form.",
			Source:   "https://docs.stripe.com/keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:sk|rk)_(?:live|test|prod)_[0-9A-Za-z]{16,}`,
			Hits: []string{
				`using ⟦sk_live_¦0EXAMPLEonly1Synthetic20⟧, retrying`,
				`Error: (⟦rk_test_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly⟧) refused`,
			},
			Misses: []string{
				`pk_live_1EXAMPLEonly1Synthetic20`,
				`sk_live_short`,
				`task_live_1EXAMPLEonly1Synthetic20`,
			},
		},
		{
			ID:       "stripe-webhook-secret",
			Doc:      "Webhook signing secret (whsec_) of Stripe, Svix or Clerk.",
			Source:   "https://docs.stripe.com/webhooks",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `whsec_[0-9A-Za-z+/]{24,}={0,2}`,
			Hits: []string{
				`env A=1 KEY=⟦whsec_¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧ B=2`,
				`config: {Token:⟦whsec_¦PLE+only/1Synthetic20EXAMPLE+only/1Syntheti=⟧ Retries:3}`,
			},
			Misses: []string{
				`whsec_short`,
				`whsek_1EXAMPLEonly1Synthetic21EXAMPLEo`,
			},
		},
	}
}

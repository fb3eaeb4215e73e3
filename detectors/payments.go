package detectors

import "github.com/tacit-go/tacit/redact"

// payments describes credentials of payment services other than Stripe.
func payments() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "square-access-token",
			Doc:      "Square access token (sq0atp-).",
			Source:   "https://developer.squareup.com/docs/build-basics/access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sq0atp-[0-9A-Za-z_-]{22,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦sq0atp-¦0EXAMPLE-only_1Synthet⟧ status=401`,
				`{"auth":"⟦sq0atp-¦PLE-only_1Synthetic20E⟧","n":1}`,
			},
			Misses: []string{
				`sq0atp-short`,
				`sq0idp-1EXAMPLE-only_1Synthet`,
			},
		},
		{
			ID:       "square-application-secret",
			Doc:      "Square application secret (sq0csp-).",
			Source:   "https://developer.squareup.com/docs/build-basics/access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sq0csp-[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦sq0csp-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦sq0csp-¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧&page=2 200`,
			},
			Misses: []string{
				`sq0csp-short`,
				`sq0idp-1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "braintree-access-token",
			Doc:      "PayPal Braintree access token.",
			Source:   "https://developer.paypal.com/braintree/docs",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `access_token\$(?:production|sandbox)\$[0-9a-z]{16,}\$[0-9a-f]{32,}`,
			Hits: []string{
				`using ⟦access_token$production$¦0example1synthet$0a1b2c3d4e5f607182930a1b2c3d4e5f⟧, retrying`,
				`Error: (⟦access_token$production$¦ple1synthetic20e$c3d4e5f607182930a1b2c3d4e5f60718⟧) refused`,
			},
			Misses: []string{
				`access_token$production$short`,
				`access_token$staging$1example1synthet$1a1b2c3d4e5f607182931a1b2c3d4e5f`,
			},
		},
		{
			ID:       "plaid-access-token",
			Doc:      "Plaid access token (access-production-, access-sandbox-, access-development-).",
			Source:   "https://plaid.com/docs/api/items/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `access-(?:production|sandbox|development)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`env A=1 KEY=⟦access-production-¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧ B=2`,
				`config: {Token:⟦access-production-¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧ Retries:3}`,
			},
			Misses: []string{
				`access-production-mode`,
				`access-public-1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "flutterwave-secret-key",
			Doc:      "Flutterwave secret or encryption key (FLWSECK-, FLWSECK_TEST-).",
			Source:   "https://developer.flutterwave.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:FLWSECK|FLWSECK_TEST)-[0-9A-Za-z]{12,}(?:-X)?`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦FLWSECK-¦0a1b2c3d4e5f607182930a1b2c3d4e5f-X⟧ status=401`,
				`{"auth":"⟦FLWSECK_TEST-¦c3d4e5f60718⟧","n":1}`,
			},
			Misses: []string{
				`FLWSECK-short`,
				`FLWPUBK-1a1b2c3d4e5f607182931a1b2c3d4e5f-X`,
			},
		},
		{
			ID:       "shippo-token",
			Doc:      "Shippo API token (shippo_live_, shippo_test_).",
			Source:   "https://docs.goshippo.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `shippo_(?:live|test)_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦shippo_live_¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦shippo_live_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2⟧&page=2 200`,
			},
			Misses: []string{
				`shippo_live_mode`,
				`shippo_prod_1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "duffel-token",
			Doc:      "Duffel access token (duffel_live_, duffel_test_).",
			Source:   "https://duffel.com/docs/api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `duffel_(?:live|test)_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`using ⟦duffel_live_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧, retrying`,
				`Error: (⟦duffel_live_¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧) refused`,
			},
			Misses: []string{
				`duffel_live_mode`,
				`duffel_prod_1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "easypost-key",
			Doc:      "EasyPost API key (EZAK, EZTK).",
			Source:   "https://docs.easypost.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:EZAK|EZTK)[0-9A-Za-z]{54,}`,
			Hits: []string{
				`env A=1 KEY=⟦EZAK¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLE⟧ B=2`,
				`config: {Token:⟦EZAK¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1⟧ Retries:3}`,
			},
			Misses: []string{
				`EZAKshort`,
				`EZBK1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLE`,
			},
		},
		{
			ID:       "square-oauth-token",
			Doc:      "Square access token (EAAA).",
			Source:   "https://developer.squareup.com/docs/build-basics/access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `EAAA[0-9A-Za-z_-]{56,}`,
			Verify:   noFill,
			Hits: []string{
				`env A=1 KEY=⟦EAAA¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-x⟧ B=2`,
				`config: {Token:⟦EAAA¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧ Retries:3}`,
			},
			Misses: []string{
				`EAAAshort`,
				`iVBOREAAA1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-x`,
				`EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			},
		},
		{
			ID:       "adyen-key",
			Doc:      "Adyen API key (AQE, AQF).",
			Source:   "https://docs.adyen.com/development-resources/api-credentials/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `AQ[EF][0-9A-Za-z+/]{40,}={0,2}-[0-9A-Za-z+/]{20,}={0,2}(?:-[0-9A-Za-z]+)?`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦AQE¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o-0EXAMPLE+only/1Synthetic20EXAMPLE+only/1⟧ status=401`,
				`{"auth":"⟦AQF¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1==-PLE+only/1Synthetic20EXAMPLE+only/1Synth=⟧","n":1}`,
			},
			Misses: []string{
				`AQEshort`,
				`BAQE1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+o-1EXAMPLE+only/1Synthetic21EXAMPLE+only/1`,
				`AQE1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+o`,
			},
		},
		{
			ID:       "checkout-key",
			Doc:      "Checkout.com secret key (sk_sbox_, or sk_ and a UUID).",
			Source:   "https://www.checkout.com/docs/developer-resources/api/manage-your-api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk_sbox_[0-9A-Za-z]{20,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦sk_sbox_¦0example1synthetic20example⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦sk_sbox_¦mple1synthetic20example1synthe⟧&page=2 200`,
			},
			Misses: []string{
				`sk_sbox_short`,
				`ask_sbox_1example1synthetic21example`,
			},
		},
		{
			ID:       "checkout-legacy-key",
			Doc:      "Checkout.com secret key of the older form: sk_ and a UUID.",
			Source:   "https://www.checkout.com/docs/developer-resources/api/manage-your-api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:` + spellHex(edge+`sk_`) + `[0-9a-f]{7}|sk_test_[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`using ⟦sk_¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧, retrying`,
				`Error: (⟦sk_test_¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧) refused`,
			},
			Misses: []string{
				`sk_1a1b2c3d-0a1b`,
				`task_1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "razorpay-key",
			Doc:      "Razorpay key id (rzp_live_, rzp_test_).",
			Source:   "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `rzp_(?:live|test)_[0-9A-Za-z]{14,}`,
			Hits: []string{
				`env A=1 KEY=⟦rzp_live_¦0EXAMPLEonly1S⟧ B=2`,
				`config: {Token:⟦rzp_live_¦PLEonly1Synthe⟧ Retries:3}`,
			},
			Misses: []string{
				`rzp_live_mode`,
				`rzp_prod_1EXAMPLEonly1S`,
			},
		},
		{
			ID:       "live-key",
			Doc:      "Payment or mail key behind live_, test_ or sandbox_: GoCardless, Mollie, Lob.",
			Source:   "https://developer.gocardless.com/api-reference/#making-requests-authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:live|test|sandbox)_(?:pub_)?[0-9A-Za-z_-]{30,}`,
			Near:     []string{"gocardless", "mollie", "lob.com", "lob_", "bearer"},
			Verify:   notWords,
			Hits: []string{
				`gocardless level=info msg="clone failed" token=⟦live_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_x⟧ status=401`,
				`gocardless {"auth":"⟦test_¦c3d4e5f607182930a1b2c3d4e5f60718293⟧","n":1}`,
			},
			Misses: []string{
				`test_1a1b2c3d4e5f607182931a1b2c3d4e5f607`,
				`mollie test_create_payment_with_card`,
				`mollie latest_1a1b2c3d4e5f607182931a1b2c3d4e5f607`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// mail describes keys of mail services.
func mail() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "sendgrid-key",
			Doc:      "SendGrid API key (SG.).",
			Source:   "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `SG\.[0-9A-Za-z_-]{20,}\.[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`Error: (⟦SG.¦0EXAMPLE-only_1Synthet.0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧) refused`,
				`env A=1 KEY=⟦SG.¦PLE-only_1Synthetic20E.PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧ B=2`,
			},
			Misses: []string{
				`SG.short.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
				`SG-1EXAMPLE-only_1Synthet.1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "mailgun-key",
			Doc:      "Mailgun private key (key- and 32 digits).",
			Source:   "https://documentation.mailgun.com/docs/mailgun/api-reference/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `key-[0-9a-f]{32,}`,
			Verify:   noDigestAfter("key-"),
			Hits: []string{
				`mailgun config: {Token:⟦key-¦0a1b2c3d4e5f607182930a1b2c3d4e5f⟧ Retries:3}`,
				`mailgun level=info msg="clone failed" token=⟦key-¦c3d4e5f607182930a1b2c3d4e5f60718⟧ status=401`,
			},
			Misses: []string{
				`cache key-0a1¦b2c3d4e5f607182930a1b2c3d4e5f60718293`,
				`key-123¦45678901234567890123456789012`,
				`mailgun key-short`,
			},
		},
		{
			ID:       "mailchimp-key",
			Doc:      "Mailchimp key (32 digits, -us and a number).",
			Source:   "https://mailchimp.com/developer/marketing/docs/fundamentals/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  spell(edge+`[0-9a-f]{32}-us`, "[1-3]", "[4-6]", "[7-9]") + `[0-9]*\b`,
			Verify:   mixedHexBefore("-us"),
			Hits: []string{
				`{"auth":"⟦0a1b2c3d4e5f6071¦0a1b2c3d4e5f6071-us12⟧","n":1}`,
				`curl -H "X-Auth: ⟦c3d4e5f607182930¦c3d4e5f607182930-us12⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`1a1b2c3d4e5f607182931a1b2c3d4e5f-us-east-1`,
				`12345678901234567890123456789012-us1`,
			},
		},
		{
			ID:       "brevo-key",
			Doc:      "Brevo API or SMTP key (xkeysib-, xsmtpsib-).",
			Source:   "https://developers.brevo.com/docs/getting-started",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:xkeysib|xsmtpsib)-[0-9a-f]{64,}-[0-9A-Za-z]{16,}`,
			Hits: []string{
				`GET /v1/items?access=⟦xkeysib-¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b-0EXAMPLEonly1Syn⟧&page=2 200`,
				`using ⟦xsmtpsib-¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4-PLEonly1Syntheti⟧, retrying`,
			},
			Misses: []string{
				`xkeysib-short`,
				`xkeysic-1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b-1EXAMPLEonly1Syn`,
			},
		},
		{
			ID:       "resend-key",
			Doc:      "Resend key (re_).",
			Source:   "https://resend.com/docs/api-reference/introduction",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24,}`,
			Verify:   notWordsAfter("re_"),
			Hits: []string{
				`Error: (⟦re_¦0EXAMPLE_0EXAMPLEonly1Synthetic20⟧) refused`,
				`env A=1 KEY=⟦re_¦PLEonly1_PLEonly1Synthetic20EXAMP⟧ B=2`,
			},
			Misses: []string{
				`re_short_name`,
				`core_1EXAMPLE_1EXAMPLEonly1Synthetic20`,
			},
		},
		{
			ID:       "mailersend-token",
			Doc:      "MailerSend token (mlsn.).",
			Source:   "https://developers.mailersend.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `mlsn\.[0-9A-Za-z]{30,}`,
			Hits: []string{
				`config: {Token:⟦mlsn.¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦mlsn.¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧ status=401`,
			},
			Misses: []string{
				`mlsn.short`,
				`mlsx.1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "mandrill-key",
			Doc:      "Mailchimp Transactional key (md-) near a word that tells.",
			Source:   "https://mailchimp.com/developer/transactional/guides/quick-start/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `md-[0-9A-Za-z_-]{20,}`,
			Near:     []string{"mandrill", "mailchimp"},
			Verify:   notWordsAfter("md-"),
			Hits: []string{
				`mandrill config: {Token:⟦md-¦0EXAMPLEonly1Synthetic⟧ Retries:3}`,
				`mandrill level=info msg="clone failed" token=⟦md-¦PLEonly1Synthetic20EXA⟧ status=401`,
			},
			Misses: []string{
				`md-1EXAMPLEonly1Synthetic`,
				`mandrill cmd-1EXAMPLEonly1Synthetic`,
				`mandrill md-documentation-of-templates`,
			},
		},
	}
}

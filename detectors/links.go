package detectors

import "github.com/tacit-go/tacit/redact"

// links describes links that work once, such as those of mails that reset a password.
func links() []redact.Detector {
	return []redact.Detector{{
		ID:       "url-link-token",
		Doc:      "Token in the path of a link that resets a password, signs in, confirms an address or invites.",
		Source:   "https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url",
		Since:    "0.1.0",
		Revision: 1,
		Tier:     redact.Contextual,
		// The ends of the words are of one length, since what is replaced begins behind them.
		Pattern: `(?i)(?:t[_-]password|word[_/-]reset|magic[_-]link|rify[_-]email|firm[_-]email|te[_-]account|ept[_-]invite)/` +
			`((?:[0-9A-Z]{1,12}/)?[0-9A-Z_.~=-]{16,512})`,
		Verify: notWordsAfter("/"),
		Hits: []string{
			`GET /reset_password/⟦aB3dE6gH9j¦K2mN5pQ8r⟧ 200`,
			`https://app.example.com/reset-password/⟦9f86d081884c¦7d659a2feaa0c55ad015⟧?email=a%40b.c`,
			`/accounts/password/reset/⟦MQ/c5d-9f86d081¦884c7d659a2f⟧/`,
			`POST /v1/verify-email/⟦0e4c1b52-7a63¦-4f0e-9d1a-5b6c7d8e9f00⟧`,
			`/magic-link/⟦aB3dE6gH9j¦K2mN5pQ8r⟧"`,
		},
		Misses: []string{
			`GET /reset_password/confirmation-page-success 200`,
			`/docs/password/reset/how-to-reset-your-password`,
			`/verify-email/2024`,
			`/assets/reset-password/main.js`,
			`/reset-password`,
		},
	}}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// prose describes secrets in sentences, which have no more than a blank before them.
func prose() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "secret-in-prose",
			Doc:      "Random letters and digits, of both cases, behind a word for a secret and a blank.",
			Source:   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `[Pp]assword ([0-9A-Za-z_-]{8,64})\b|[Pp]assphrase ([0-9A-Za-z_-]{8,64})\b|[Tt]oken is ([0-9A-Za-z_-]{8,64})\b`,
			Verify:   scattered,
			Hits: []string{
				`generated password ⟦Zq8Wn4¦EXk7x⟧ for ada`,
				`Passphrase ⟦Zq8Wn4¦EXk7x⟧ was refused`,
				`the token is ⟦Zq8Wn4¦EXk7x⟧`,
			},
			Misses: []string{
				`the password Pbkdf2Sha256PasswordEncoder is used`,
				`token is 4bf92f3577b34da6a3ce929d0e0e4736 seen`,
				`password must have 8 characters`,
				`token is ABCDEFGH12 expired`,
			},
		},
	}
}

// scattered rejects text that does not look like what a generator makes: letters of both cases
// with digits at two places or more, and mostly no words.
func scattered(secret []byte) redact.Verdict {
	capital, small, groups, words, run := false, false, 0, 0, 0
	for i, b := range secret {
		letter := b >= 'a' && b <= 'z'
		if letter {
			small = true
			run++
		}
		if !letter || i == len(secret)-1 {
			if run >= 3 {
				words += run + 1
			}
			run = 0
		}
		switch {
		case isUpper(b):
			capital = true
		case b >= '0' && b <= '9':
			if i > 0 && (secret[i-1] < '0' || secret[i-1] > '9') {
				groups++
			}
		}
	}
	if !capital || !small || groups < 2 || words*2 > len(secret) {
		return redact.Rejected
	}
	return redact.Unknown
}

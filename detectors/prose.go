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
			Revision: 2,
			Tier:     redact.Contextual,
			Pattern: `[Pp]assword ([0-9A-Za-z_!@#$^*+~-]{8,64})|[Pp]assphrase ([0-9A-Za-z_!@#$^*+~-]{8,64})|[Tt]oken is ([0-9A-Za-z_!@#$^*+~-]{8,64})` +
				`|nvalid token ([0-9A-Za-z_!@#$^*+~-]{8,64})|[Bb]ad token ([0-9A-Za-z_!@#$^*+~-]{8,64})|[Aa][Pp][Ii] key ([0-9A-Za-z_!@#$^*+~-]{8,64})`,
			Verify: scattered,
			Hits: []string{
				`generated password ⟦Zq8Wn4¦EXk7x⟧ for ada`,
				`generated password ⟦Zq8Wn4¦EXk7x!aB9$Kd8⟧, sent`,
				`Passphrase ⟦Zq8Wn4¦EXk7x⟧ was refused`,
				`the token is ⟦Zq8Wn4¦EXk7x⟧`,
				`rpc error: code = Unauthenticated desc = invalid token ⟦Zq8Wn4¦EXk7x⟧`,
				`using API key ⟦Zq8Wn4¦EXk7x⟧`,
			},
			Misses: []string{
				`the password Pbkdf2Sha256PasswordEncoder is used`,
				`the password PBKDF2WithHmacSHA256 not available`,
				`token is 4bf92f3577b34da6a3ce929d0e0e4736 seen`,
				`password must have 8 characters`,
				`invalid token Base64UrlDecoder in line 3`,
				`api key 4bf92f3577b34da6a3ce929d0e0e4736 expired`,
				`token is ABCDEFGH12 expired`,
			},
		},
	}
}

// scattered rejects text that does not look like what a generator makes: letters of both cases
// with digits at two places or more, and mostly no words, nor the like in capitals.
func scattered(secret []byte) redact.Verdict {
	capital, small, groups, words, run := false, false, 0, 0, 0
	var last byte // 'a' in small letters, 'A' in capitals, '0' in digits
	for i := 0; i <= len(secret); i++ {
		kind := byte(0)
		if i < len(secret) {
			kind = kindOf(secret[i])
		}
		switch {
		case kind == last && kind != 0:
			run++
			continue
		case (last == 'a' || last == 'A') && run >= 3:
			words += run
		}
		capital, small = capital || kind == 'A', small || kind == 'a'
		if kind == '0' && i > 0 {
			groups++
		}
		last, run = kind, 1
	}
	if !capital || !small || groups < 2 || words*2 > len(secret) {
		return redact.Rejected
	}
	return redact.Unknown
}

// kindOf returns a letter for all of its case, a digit for all of them, and 0 for others.
func kindOf(b byte) byte {
	switch {
	case b >= 'a' && b <= 'z':
		return 'a'
	case b >= 'A' && b <= 'Z':
		return 'A'
	case b >= '0' && b <= '9':
		return '0'
	}
	return 0
}

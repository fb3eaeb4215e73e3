package detectors

import "github.com/tacit-go/tacit/redact"

// bankAccounts describes numbers of bank accounts.
func bankAccounts() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "iban",
			Doc:      "International bank account number of a country in the Single Euro Payments Area.",
			Source:   "https://www.swift.com/standards/data-standards/iban-international-bank-account-number",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  ibanPattern(sepaLengths),
			Verify:   isIBAN,
			Hits: []string{
				`to ⟦DE89370400¦440532013000⟧ EUR`,
				`{"v":"⟦NO93 8601 ¦1117 947⟧"}`,
				`from ⟦GB82 WEST 1234 ¦5698 7654 32⟧.`,
			},
			Misses: []string{
				`DE88370400440532013000`,
				`DE89370400`,
				`DEAD370400440532013000`,
			},
		},
		{
			ID:       "iban-other",
			Doc:      "International bank account number of another country.",
			Source:   "https://www.swift.com/standards/data-standards/iban-international-bank-account-number",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  ibanPattern(otherLengths),
			Verify:   isIBAN,
			Hits: []string{
				`to ⟦SA03800000¦00608010167519⟧ SAR`,
				`{"v":"⟦TR33 0006 1005 ¦1978 6457 8413 26⟧"}`,
			},
			Misses: []string{
				`SA0480000000608010167519`,
				`SA0380000000`,
			},
		},
		{
			ID:       "us-routing-number",
			Doc:      "US ABA routing number near a word that tells.",
			Source:   "https://www.aba.com/about-us/routing-number",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `\b[0-9]{9}\b`,
			Near:     []string{"routing", "aba "},
			Verify:   checked(9, isRouting),
			Hits: []string{
				`routing ⟦12345¦6780⟧ used`,
				`ABA number: ⟦12345¦6780⟧`,
			},
			Misses: []string{
				`id 123456780`,
				`routing 123456789`,
			},
		},
		{
			ID:       "bank-account",
			Doc:      "Value of a name for a bank account.",
			Source:   "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Names:    []string{"bank_account", "bank_account_number", "account_number", "iban", "iban_number", "sort_code", "routing_number"},
			Hits: []string{
				`account_number=⟦1029¦3847⟧ ok`,
				`{"iban":"⟦DE89¦370400440532013000⟧"}`,
			},
			Misses: []string{
				`account_number=null`,
				`iban_required=true`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// cardDigits is what could be the digits of a card, in one run or in groups, with
// all that is joined to it, so that cardNumber sees an id as a whole.
const cardDigits = `[2-6][0-9]{3}(?:[0-9]{8,15}|[ -][0-9]{4,6}[ -][0-9]{4,5}(?:[ -][0-9]{4}(?:[ -][0-9]{1,3})?)?)(?:[._-]?[0-9A-Za-z])*`

// cards describes payment card numbers. They are personal data and opt in.
func cards() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "payment-card",
			Doc:      "Payment card number behind a character that is no part of an id.",
			Source:   "https://www.iso.org/standard/70484.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `[^+0-9A-Za-z._-](` + cardDigits + `)`,
			Verify:   cardNumber,
			Hits: []string{
				`card=⟦4111¦111111111111⟧ ok`,
				`{"pan":"⟦5555 5555¦ 5555 4444⟧"}`,
				`pan: ⟦3782-822463-¦10005⟧.`,
				`(⟦4111 1111 ¦1111 1111 123⟧)`,
				`pay ⟦4111¦111111111111⟧ 200 OK`,
				`n ⟦3782 822463 ¦10005 2026⟧ x`,
				`n ⟦5555-5555-¦5555-4444⟧, x`,
			},
			Misses: []string{
				`ts=1764000000000 n=4`,
				`id=ord-4111111111111111`,
				`v=1.4111111111111111`,
				`n=4111111111111112`,
				`id=4111111111111111-a7`,
				`t=4111111111111111.5`,
				`x=a4111111111111111`,
				`k=5555555555554444_x`,
			},
		},
		{
			ID:       "payment-card-first",
			Doc:      "Payment card number at the start of a line.",
			Source:   "https://www.iso.org/standard/70484.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `(?m:^)(` + cardDigits + `)`,
			Verify:   cardNumber,
			Hits: []string{
				`⟦4111¦111111111111⟧ declined`,
				"n\n⟦6011 0009¦ 9013 9424⟧",
			},
			Misses: []string{
				`1764000000000 start`,
				`card 4111111111111111`,
				`4111111111111112`,
			},
		},
	}
}

package detectors

import "github.com/tacit-go/tacit/redact"

// phones describes telephone numbers.
func phones() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "phone-number",
			Doc:      "Telephone number in international form.",
			Source:   "https://www.itu.int/rec/T-REC-E.164",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  spell(`(?:\B\+|%2B)`, "[1-3]", "[4-6]", "[7-9]") + `(?:[ .()-]{0,2}[0-9]){7,14}\b`,
			Hits: []string{
				`call ⟦+49 30 ¦901820⟧ now`,
				`{"to":"⟦+1415¦5550123⟧"}`,
				`to ⟦+44 (20) ¦7946 0018⟧.`,
			},
			Misses: []string{
				`2024-01-01T00:00:00+10:00`,
				`a+12345678901`,
				`+123`,
			},
		},
		{
			ID:       "phone-number-local",
			Doc:      "Telephone number of ten digits near a word that tells.",
			Source:   "https://www.nanpa.com/numbering",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}\b`,
			Near:     []string{"phone", "tel:", "mobile", "cell", "fax", "sms", "call"},
			Hits: []string{
				`phone ⟦(415) 555¦-0123⟧`,
				`tel: ⟦415-555¦-0123⟧`,
			},
			Misses: []string{
				`id 415-555-0123`,
				`phone 115-555-0123`,
			},
		},
		{
			ID:       "phone",
			Doc:      "Value of a name for a telephone number.",
			Source:   "https://www.itu.int/rec/T-REC-E.164",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Names:    []string{"phone_number", "phone_no", "telephone", "telephone_number", "mobile_number", "mobile_phone", "cell_phone", "msisdn", "fax_number", "home_phone", "work_phone"},
			Hits: []string{
				`phone_number=⟦415¦5550123⟧ ok`,
				`{"mobileNumber":"⟦415¦5550123⟧"}`,
			},
			Misses: []string{
				`phone_number=null`,
				`phone_number_required=true`,
			},
		},
	}
}

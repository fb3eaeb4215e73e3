package detectors

import "github.com/tacit-go/tacit/redact"

// devices describes numbers of devices.
func devices() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "mac-address",
			Doc:      "MAC address.",
			Source:   "https://standards.ieee.org/products-programs/regauth/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5,}\b`,
			Verify:   macAddress,
			Hits: []string{
				`eth0 ⟦00:1b:¦63:84:45:e6⟧ up`,
				`{"mac":"⟦AC-DE-¦48-00-11-22⟧"}`,
			},
			Misses: []string{
				`00:00:00:00:00:00`,
				`ff:ff:ff:ff:ff:ff`,
				`00:1b:63-84:45:e6`,
			},
		},
		{
			ID:       "imei",
			Doc:      "IMEI of a mobile device near its name.",
			Source:   "https://www.gsma.com/solutions-and-impact/industry-services/device-services/imei-services/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `\b[0-9]{2}-?[0-9]{6}-?[0-9]{6}-?[0-9]\b`,
			Near:     []string{"imei"},
			Verify:   checked(15, digits.luhn),
			Hits: []string{
				`IMEI ⟦4901542¦03237518⟧`,
				`imei=⟦49-015420-¦323751-8⟧ ok`,
			},
			Misses: []string{
				`id 490154203237518`,
				`imei 490154203237519`,
			},
		},
	}
}

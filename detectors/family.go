package detectors

import "github.com/tacit-go/tacit/redact"

// A Family is a group of the detectors of personal data, which PII selects.
type Family uint8

const (
	// Cards are payment card numbers, by issuer range and Luhn.
	Cards Family = iota
	// BankAccounts are IBANs, by country and check digits, and US routing numbers
	// and names of accounts.
	BankAccounts
	// NationalIDs are numbers that states give to persons, by check digit and most
	// of them near a word that tells, and the values of names for them.
	NationalIDs
	// Emails are addresses of electronic mail.
	Emails
	// Phones are telephone numbers: in international form, near a word that tells,
	// and the values of names for them.
	Phones
	// IPAddresses are public addresses of IPv4 and IPv6. Addresses of private
	// networks, of the host itself and of documentation stay.
	IPAddresses
	// Devices are MAC addresses, and IMEIs near their name.
	Devices

	families // their number
)

// Families returns all families, in a new slice.
func Families() []Family {
	all := make([]Family, families)
	for i := range all {
		all[i] = Family(i)
	}
	return all
}

// String returns the family's name: lower-case words joined by hyphens.
func (f Family) String() string {
	names := [families]string{"cards", "bank-accounts", "national-ids", "emails", "phones", "ip-addresses", "devices"}
	if f >= families {
		return "unknown"
	}
	return names[f]
}

// personalData returns the detectors of the families, each once, in the order of
// the catalogue; without any, those of all families.
func personalData(want []Family) []redact.Detector {
	chosen := [families]bool{}
	for _, f := range want {
		if f < families {
			chosen[f] = true
		}
	}
	var ds []redact.Detector
	for _, f := range Families() {
		if len(want) == 0 || chosen[f] {
			ds = append(ds, personal(f)...)
		}
	}
	return ds
}

package detectors

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Lengths of account numbers by country, from the registry of ISO 13616, in two
// parts: those of the Single Euro Payments Area and the others. One pattern with
// all would have more literals than a search takes.
var (
	sepaLengths = map[string]int{
		"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
		"EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21,
		"HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24,
		"ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24,
		"SI": 19, "SK": 24, "SM": 27, "VA": 22,
	}
	otherLengths = map[string]int{
		"AE": 23, "AZ": 28, "BA": 20, "BH": 22, "BI": 27, "BR": 29, "BY": 28, "CR": 22, "DJ": 27, "DO": 28,
		"EG": 29, "FK": 18, "GE": 22, "GT": 28, "HN": 28, "IL": 23, "IQ": 23, "JO": 30, "KW": 30, "KZ": 20,
		"LB": 28, "LC": 32, "LY": 25, "MN": 20, "MR": 27, "MU": 30, "NI": 28, "OM": 23, "PK": 24, "PS": 29,
		"QA": 29, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24,
		"TR": 26, "UA": 29, "VG": 24, "XK": 20, "YE": 30,
	}
)

// ibanPattern returns a pattern for the numbers of the countries: in one run, or in
// groups of four.
func ibanPattern(lengths map[string]int) string {
	byLength := map[int][]string{}
	for _, country := range slices.Sorted(maps.Keys(lengths)) {
		byLength[lengths[country]] = append(byLength[lengths[country]], country)
	}
	var alts []string
	for _, n := range slices.Sorted(maps.Keys(byLength)) {
		alt := fmt.Sprintf(`(?:%s)[0-9]{2}(?: ?[0-9A-Z]{4}){%d}`, strings.Join(byLength[n], "|"), n/4-1)
		if n%4 > 0 {
			alt += fmt.Sprintf(` ?[0-9A-Z]{%d}`, n%4)
		}
		alts = append(alts, alt)
	}
	return `\b(?:` + strings.Join(alts, "|") + `)\b`
}

// isIBAN checks an account number: ISO 7064 mod 97.
func isIBAN(secret []byte) redact.Verdict {
	text := bytes.ReplaceAll(secret, []byte(" "), nil)
	if len(text) < 15 {
		return redact.Rejected
	}
	rest := 0
	for i := range text {
		switch c := text[(i+4)%len(text)]; {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case isUpper(c):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return redact.Rejected
		}
	}
	return valued(rest == 1)
}

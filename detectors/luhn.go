package detectors

import "github.com/tacit-go/tacit/redact"

// luhn reports whether the decimal digits satisfy the Luhn formula.
func luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return len(digits) > 0 && sum%10 == 0
}

// maxCard is the number of digits of the longest card numbers.
const maxCard = 19

// cardNumber confirms payment card numbers and rejects every other number: a run
// of digits has no prefix that would speak for it.
func cardNumber(secret []byte) redact.Verdict {
	var kept [maxCard]byte
	digits := kept[:0]
	n, separator := 0, byte(0)
	for _, c := range secret {
		switch {
		case c >= '0' && c <= '9':
			if n++; n <= maxCard {
				digits = append(digits, c)
			}
		case (c == ' ' || c == '-') && (separator == 0 || separator == c):
			separator = c
		default:
			return redact.Rejected // letters, dots and underscores make it an id
		}
	}
	if n <= maxCard && isCard(digits) {
		return redact.Confirmed
	}
	// Behind the blank after a card may stand its security code or a year.
	for _, length := range [...]int{15, 16} {
		if separator == ' ' && n > length && isCard(digits[:length]) {
			return redact.Confirmed
		}
	}
	return redact.Rejected
}

// isCard reports whether digits lie in an issuer's range, have one of its
// lengths and satisfy the Luhn formula.
func isCard(digits []byte) bool {
	n := len(digits)
	if n < 12 || n > maxCard || !luhn(digits) {
		return false
	}
	head := 0
	for _, c := range digits[:6] {
		head = head*10 + int(c-'0')
	}
	for _, r := range issuers {
		if head >= r.low && head <= r.high && n >= r.min && n <= r.max {
			return true
		}
	}
	return false
}

// issuers holds the ranges of the first six digits and the lengths in use.
var issuers = [...]struct{ low, high, min, max int }{
	{400000, 499999, 16, 16}, // Visa
	{400000, 499999, 13, 13},
	{400000, 499999, 19, 19},
	{510000, 559999, 16, 16}, // Mastercard
	{222100, 272099, 16, 16},
	{340000, 349999, 15, 15}, // American Express
	{370000, 379999, 15, 15},
	{601100, 601199, 16, 19}, // Discover
	{644000, 659999, 16, 19},
	{352800, 358999, 16, 19}, // JCB
	{300000, 305999, 14, 19}, // Diners Club
	{360000, 369999, 14, 19},
	{380000, 399999, 14, 19},
	{501800, 501899, 12, 19}, // Maestro
	{502000, 502099, 12, 19},
	{503800, 503899, 12, 19},
	{589300, 589399, 12, 19},
	{630400, 630499, 12, 19},
	{675900, 675999, 12, 19},
	{676100, 676399, 12, 19},
	{620000, 629999, 16, 19}, // UnionPay
}

package detectors

import (
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// withCheckDigit appends the digit that makes the number satisfy Luhn.
func withCheckDigit(number string) string {
	for d := byte('0'); d <= '9'; d++ {
		if luhn([]byte(number + string(d))) {
			return number + string(d)
		}
	}
	return ""
}

func TestLuhn(t *testing.T) {
	for number, want := range map[string]bool{
		"79927398713": true, "79927398710": false, "0": true, "18": true, "81": false, "": false,
	} {
		if got := luhn([]byte(number)); got != want {
			t.Errorf("luhn(%q) = %v", number, got)
		}
	}
}

func TestCardNumber(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       redact.Verdict
	}{
		{"Visa", withCheckDigit("400000123456789"), redact.Confirmed},
		{"Visa of 13", withCheckDigit("400000123456"), redact.Confirmed},
		{"Mastercard", withCheckDigit("222100123456789"), redact.Confirmed},
		{"Mastercard above the range", withCheckDigit("272100123456789"), redact.Rejected},
		{"American Express", withCheckDigit("37000012345678"), redact.Confirmed},
		{"American Express of 16", withCheckDigit("370000123456789"), redact.Rejected},
		{"Discover", withCheckDigit("601100123456789"), redact.Confirmed},
		{"JCB", withCheckDigit("352800123456789"), redact.Confirmed},
		{"Diners Club", withCheckDigit("3600001234567"), redact.Confirmed},
		{"UnionPay of 19", withCheckDigit("620000123456789012"), redact.Confirmed},
		{"Maestro of 12", withCheckDigit("50180012345"), redact.Confirmed},
		{"no issuer", withCheckDigit("900000123456789"), redact.Rejected},
		{"milliseconds", withCheckDigit("176400000000"), redact.Rejected},
		{"wrong check digit", "4111111111111112", redact.Rejected},
		{"groups", "4111 1111 1111 1111", redact.Confirmed},
		{"groups and a security code", "4111 1111 1111 1111 123", redact.Confirmed},
		{"groups and a year", "4111 1111 1111 1111 2026", redact.Confirmed},
		{"groups by both separators", "4111 1111-1111 1111", redact.Rejected},
		{"hyphens and more", "4111-1111-1111-1111-2", redact.Rejected},
		{"letters behind", "4111111111111111a", redact.Rejected},
		{"a dot behind", "4111111111111111.5", redact.Rejected},
		{"20 digits", "41111111111111111111", redact.Rejected},
		{"short", "42", redact.Rejected},
		{"nothing", "", redact.Rejected},
	} {
		if got := cardNumber([]byte(c.text)); got != c.want {
			t.Errorf("%s: %q: verdict %d, want %d", c.name, c.text, got, c.want)
		}
	}
}

// TestTimesAreNoCards lets numbers count up as times do, in milliseconds,
// microseconds, nanoseconds and as a date: none of them lies in an issuer's range.
func TestTimesAreNoCards(t *testing.T) {
	for _, start := range []string{"1764000000000", "1764000000000000", "1764000000000000000", "20261124101010123"} {
		digits := []byte(start)
		for range 10000 {
			for i := len(digits) - 1; i >= 0; i-- {
				if digits[i]++; digits[i] <= '9' {
					break
				}
				digits[i] = '0'
			}
			if cardNumber(digits) != redact.Rejected {
				t.Fatalf("%s, a time, is taken for a card", digits)
			}
		}
	}
}

package detectors

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Numbers of persons and of accounts have no prefix that would speak for them, so
// every check here rejects what fails it.

// digits holds the decimal digits of a number as values.
type digits []int

// digitsOf returns the digits of text and whether there are n of them and nothing
// else but blanks, dots, hyphens and slashes.
func digitsOf(text []byte, n int) (digits, bool) {
	d := make(digits, 0, n)
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			if len(d) == n {
				return nil, false
			}
			d = append(d, int(c-'0'))
		case strings.IndexByte(" .-/", c) < 0:
			return nil, false
		}
	}
	return d, len(d) == n
}

// weighted returns the sum of the first digits, each times its weight.
func (d digits) weighted(weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += d[i] * w
	}
	return sum
}

// mod returns the number modulo m.
func (d digits) mod(m int) int {
	n := 0
	for _, v := range d {
		n = (n*10 + v) % m
	}
	return n
}

// luhn reports whether the digits satisfy the Luhn formula.
func (d digits) luhn() bool {
	text := make([]byte, len(d))
	for i, v := range d {
		text[i] = byte('0' + v)
	}
	return luhn(text)
}

// isDate reports whether a day and a month can be.
func isDate(day, month int) bool { return day >= 1 && day <= 31 && month >= 1 && month <= 12 }

// checked returns a check of a number of n digits.
func checked(n int, valid func(digits) bool) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		d, ok := digitsOf(secret, n)
		return valued(ok && valid(d))
	}
}

// valued turns the result of a check into a verdict on a number.
func valued(ok bool) redact.Verdict {
	if ok {
		return redact.Confirmed
	}
	return redact.Rejected
}

// isRouting checks an ABA routing number.
func isRouting(d digits) bool {
	return d.weighted(3, 7, 1, 3, 7, 1, 3, 7, 1)%10 == 0 && d[:4].mod(10000) > 0
}

// isSSN checks a US Social Security or taxpayer number, which has no check digit.
func isSSN(d digits) bool {
	area, group, serial := d[:3].mod(1000), d[3:5].mod(100), d[5:].mod(10000)
	return area != 0 && area != 666 && group != 0 && serial != 0
}

// isNPI checks a US National Provider Identifier: Luhn behind 80840.
func isNPI(d digits) bool {
	return (d[0] == 1 || d[0] == 2) && append(digits{8, 0, 8, 4, 0}, d...).luhn()
}

// isDEA checks a US DEA number: two letters and seven digits.
func isDEA(secret []byte) redact.Verdict {
	if len(secret) < 2 {
		return redact.Rejected
	}
	d, ok := digitsOf(secret[2:], 7)
	return valued(ok && (d[0]+d[2]+d[4]+2*(d[1]+d[3]+d[5]))%10 == d[6])
}

// isNHS checks a number of the British health service.
func isNHS(d digits) bool {
	return d.weighted(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)%11 == 0 && d.mod(1e9) != 0
}

// isNINO checks the prefix of a British National Insurance number.
func isNINO(secret []byte) redact.Verdict {
	if len(secret) < 2 {
		return redact.Rejected
	}
	return valued(!strings.Contains("BG GB NK KN TN NT ZZ", string(secret[:2])))
}

// isGermanTax checks a German tax identification number: ISO 7064 mod 11,10.
func isGermanTax(d digits) bool {
	p := 10
	for _, v := range d[:10] {
		if p = (p + v) % 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return d[0] != 0 && (11-p)%10 == d[10]
}

// isNIR checks a French social security number with its key; the departments 2A
// and 2B count as 19 and 18.
func isNIR(secret []byte) redact.Verdict {
	text := bytes.ReplaceAll(secret, []byte(" "), nil)
	if len(text) != 15 {
		return redact.Rejected
	}
	text = bytes.Replace(bytes.Replace(text, []byte("2A"), []byte("19"), 1), []byte("2B"), []byte("18"), 1)
	d, ok := digitsOf(text, 15)
	return valued(ok && 97-d[:13].mod(97) == d[13:].mod(100))
}

// isDNI checks the letter of a Spanish DNI or NIE.
func isDNI(secret []byte) redact.Verdict {
	text := bytes.ReplaceAll(secret, []byte("-"), nil)
	if len(text) != 9 {
		return redact.Rejected
	}
	number := bytes.Clone(text[:8])
	if i := strings.IndexByte("XYZ", number[0]); i >= 0 {
		number[0] = byte('0' + i)
	}
	d, ok := digitsOf(number, 8)
	return valued(ok && "TRWAGMYFPDXBNJZSQVHLCKE"[d.mod(23)] == text[8])
}

// isCodiceFiscale checks the last letter of an Italian tax code.
func isCodiceFiscale(secret []byte) redact.Verdict {
	const odd = "BAKPLCQDREVOSFTGUHMINJWZYX" // A to Z by their values in odd places
	if len(secret) != 16 {
		return redact.Rejected
	}
	sum := 0
	for i, c := range secret[:15] {
		v := int(c - 'A')
		if c >= '0' && c <= '9' {
			v = int(c - '0')
		}
		if v < 0 || v > 25 {
			return redact.Rejected
		}
		if i%2 == 0 {
			v = strings.IndexByte(odd, byte('A'+v))
		}
		sum += v
	}
	return valued(byte('A'+sum%26) == secret[15])
}

// isBSN checks a Dutch citizen service number.
func isBSN(d digits) bool { return d.weighted(9, 8, 7, 6, 5, 4, 3, 2, -1)%11 == 0 && d.mod(1e9) != 0 }

// isPESEL checks a Polish identification number.
func isPESEL(d digits) bool {
	return d.weighted(1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0 && isDate(d[4:6].mod(100), d[2:4].mod(20))
}

// isBelgian checks a Belgian national number; a 2 stands in front for those born
// since 2000.
func isBelgian(d digits) bool {
	key := d[9:].mod(100)
	return 97-d[:9].mod(97) == key || 97-append(digits{2}, d[:9]...).mod(97) == key
}

// isSwedish checks a Swedish personal identity number, with or without a century.
func isSwedish(secret []byte) redact.Verdict {
	d, ok := digitsOf(bytes.ReplaceAll(secret, []byte("+"), []byte("-")), 10)
	if !ok {
		if d, ok = digitsOf(bytes.ReplaceAll(secret, []byte("+"), []byte("-")), 12); ok {
			d = d[2:]
		}
	}
	// A coordination number has 60 added to its day.
	return valued(ok && isDate(d[4:6].mod(100)%60, d[2:4].mod(100)) && d.luhn())
}

// isHETU checks the last character of a Finnish personal identity code.
func isHETU(secret []byte) redact.Verdict {
	if len(secret) != 11 {
		return redact.Rejected
	}
	d, ok := digitsOf(append(bytes.Clone(secret[:6]), secret[7:10]...), 9)
	return valued(ok && "0123456789ABCDEFHJKLMNPRSTUVWXY"[d.mod(31)] == secret[10])
}

// isCPR checks the date of a Danish number; its check digit is no longer kept.
func isCPR(d digits) bool { return isDate(d[:2].mod(100), d[2:4].mod(100)) }

// verhoeff holds the multiplication table of the dihedral group of order ten and
// the permutation of the Verhoeff scheme.
var (
	verhoeffTimes = [10]string{"0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
		"5987604321", "6598710432", "7659821043", "8765932104", "9876543210"}
	verhoeffShift = [8]string{"0123456789", "1576283094", "5803796142", "8916043527",
		"9453126870", "4286573901", "2793806415", "7046913258"}
)

// isAadhaar checks an Indian identity number by the Verhoeff scheme.
func isAadhaar(d digits) bool {
	c := byte('0')
	for i := range d {
		c = verhoeffTimes[c-'0'][verhoeffShift[i%8][d[len(d)-1-i]]-'0']
	}
	return c == '0' && d[0] > 1
}

// isBrazilian checks the two check digits of a CPF or a CNPJ.
func isBrazilian(d digits, first []int) bool {
	check := func(weights []int) int {
		if r := d.weighted(weights...) % 11; r > 1 {
			return 11 - r
		}
		return 0
	}
	n := len(first)
	second := append([]int{first[0] + 1}, first...)
	if first[0] < 9 { // a CNPJ: the weights go from 2 to 9 and begin again
		second[0] = 6
	}
	same := true
	for _, v := range d {
		same = same && v == d[0]
	}
	return !same && check(first) == d[n] && check(second) == d[n+1]
}

func isCPF(d digits) bool  { return isBrazilian(d, []int{10, 9, 8, 7, 6, 5, 4, 3, 2}) }
func isCNPJ(d digits) bool { return isBrazilian(d, []int{5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}) }

// isTFN checks an Australian tax file number.
func isTFN(d digits) bool { return d.weighted(1, 4, 3, 7, 5, 8, 6, 9, 10)%11 == 0 && d.mod(1e9) != 0 }

// isMedicare checks an Australian Medicare number.
func isMedicare(d digits) bool {
	return d[0] >= 2 && d[0] <= 6 && d.weighted(1, 3, 7, 9, 1, 3, 7, 9)%10 == d[8]
}

// isChinese checks a Chinese resident identity number: ISO 7064 mod 11-2.
func isChinese(secret []byte) redact.Verdict {
	if len(secret) != 18 {
		return redact.Rejected
	}
	d, ok := digitsOf(secret[:17], 17)
	if !ok || !isDate(d[12:14].mod(100), d[10:12].mod(100)) {
		return redact.Rejected
	}
	sum := d.weighted(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
	last := secret[17]
	if last == 'x' {
		last = 'X'
	}
	return valued("10X98765432"[sum%11] == last)
}

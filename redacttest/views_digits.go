package redacttest

import (
	"encoding/base32"
	"encoding/hex"
)

// apartHex reads pairs of hexadecimal digits that stand apart, as "% x", hex dumps and
// fingerprints of keys have them: "6b 33 4a", "6b:33:4a".
func apartHex(line []byte) (v view, found bool) {
	v.encoding = "hex"
	pair := func(i int) (b [1]byte, ok bool) {
		if i+2 > len(line) || !isHex(line[i]) || !isHex(line[i+1]) || i+2 < len(line) && isHex(line[i+2]) {
			return b, false
		}
		_, err := hex.Decode(b[:], line[i:i+2])
		return b, err == nil
	}
	for i := 0; i < len(line); i++ {
		from, count := len(v.text), 0
		for b, ok := pair(i); ok; b, ok = pair(i) {
			v.add(i, b[0])
			count++
			i += 2
			for gap := 0; gap < 3 && i < len(line) && !isHex(line[i]); gap++ {
				i++
			}
		}
		if count < fragmentLen {
			v.text, v.at = v.text[:from], v.at[:from]
		} else {
			v.add(min(i, len(line)-1), 0)
			found = true
		}
		for i < len(line) && isHex(line[i]) {
			i++ // a run that is no pair
		}
	}
	return v, found
}

// base32Runs reads runs of base32, in capitals or not, from each of its digits.
func base32Runs(line []byte) (v view, found bool) {
	v.encoding = "base32"
	is := func(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '2' <= c && c <= '7' }
	runs(line, fragmentLen*8/5+1, is, func(start, end int) {
		run := []byte(string(line[start:end]))
		for i, c := range run {
			if 'a' <= c && c <= 'z' {
				run[i] = c - 'a' + 'A'
			}
		}
		for shift := range min(8, len(run)) {
			part := run[shift:]
			for n := len(part) % 8; n == 1 || n == 3 || n == 6; n = len(part) % 8 {
				part = part[:len(part)-1]
			}
			text := make([]byte, base32.StdEncoding.WithPadding(base32.NoPadding).DecodedLen(len(part)))
			n, _ := base32.StdEncoding.WithPadding(base32.NoPadding).Decode(text, part)
			for i, c := range text[:n] {
				v.add(start+shift+i*8/5, c)
			}
			v.add(end-1, 0)
		}
		found = true
	})
	return v, found
}

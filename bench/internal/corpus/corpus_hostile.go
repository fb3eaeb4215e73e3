package corpus

import "unicode/utf8"

// A Hostile text holds no secret of a service and is made to cost time.
type Hostile struct {
	Name string
	Text []byte
}

// HostileTexts returns texts of size bytes each that are hard on engines:
// beginnings of tokens without an end, dense literals, random runs.
func HostileTexts(seed uint64, size int) []Hostile {
	r := newRNG(seed, "hostile")
	fill := func(next func(dst []byte) []byte) []byte {
		dst := make([]byte, 0, size+256)
		for len(dst) < size {
			dst = next(dst)
		}
		return dst[:size:size]
	}
	repeat := func(s string) []byte { return fill(func(dst []byte) []byte { return append(dst, s...) }) }
	lines := func(n int, alphabet string) []byte {
		return fill(func(dst []byte) []byte { return append(r.run(dst, alphabet, n), '\n') })
	}
	halves := []string{"gh" + "p_", "gho" + "_", "glp" + "at-", "xo" + "xb-", "sk" + "-", "sk_" + "live_", "eyJ", "AI" + "za", "npm" + "_", "AKI" + "A", "SG" + ".", "-----BEGIN ", "Bearer ", "://", "password", "token", "hf_", "dop_" + "v1_"}
	return []Hostile{
		{"half tokens", fill(func(dst []byte) []byte {
			return append(r.run(append(dst, pick(r, halves)...), base62, r.between(0, 9)), ' ')
		})},
		{"`gh" + "pghp_`", repeat("gh" + "pghp_")},
		{"base64", lines(76, base62+"+/")},
		{"hex", lines(64, hexes)},
		{"CJK", fill(func(dst []byte) []byte {
			for range r.between(8, 40) {
				dst = utf8.AppendRune(dst, rune(r.between(0x4e00, 0x9fa0)))
			}
			return append(dst, '\n')
		})},
		{"`eyJ`", repeat("eyJ")},
		{"`key=`", repeat("key=")},
		{"`password`", repeat("password")},
		{"`key: `, one line each", repeat("key: 1\n")},
		{"escapes", repeat(`\u0041\"%41`)},
		{"open quotes", repeat(`{"a":"`)},
	}
}

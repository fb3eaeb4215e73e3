package quality

import "strings"

// weak are passwords that people choose.
var weak = []string{
	"hunter2", "summer", "letmein", "qwerty", "123456", "password1", "changeme", "admin123",
	"dragon", "iloveyou", "Winter2026!", "P@ssw0rd", "tiger", "monkey", "abc123", "football",
	"trustno1", "s3cr3t", "12345678", "toor", "postgres", "guest", "foobar", "Sommer-2026",
	"correct horse battery staple", "Passw0rd!", "welcome1", "qwe123!@#", "a1b2c3", "rosebud",
}

// A value is a class of secret values under names.
type value struct {
	class string
	// opaque values are long and random.
	opaque bool
	make   func(r rng) string
}

// values lists the classes.
func values() []value {
	return []value{
		{"weak password", false, func(r rng) string { return pick(r, weak) }},
		{"generated password", false, func(r rng) string { return r.text(alnum, r.between(10, 20)) }},
		{"password with symbols", false, func(r rng) string {
			return r.text(alnum, r.between(4, 8)) + r.text("!#$%&*+-./:;=?@^_~,|(){}[]<>", r.between(1, 4)) + r.text(alnum, r.between(2, 8))
		}},
		{"password with quotes", false, func(r rng) string {
			return r.text(alnum, 5) + pick(r, []string{`"`, `'`, `\`, "`", `\"`, `"'`}) + r.text(alnum, 6)
		}},
		{"passphrase", false, func(r rng) string {
			words := []string{"river", "copper", "seven", "lamp", "orbit", "maple", "quiet", "stone", "velvet", "anchor"}
			return pick(r, words) + " " + pick(r, words) + " " + pick(r, words) + " " + r.text(digits, 2)
		}},
		{"password beyond ASCII", false, func(r rng) string {
			return pick(r, []string{"Grüße", "пароль", "秘密", "señor", "naïve"}) + r.text(alnum, 5)
		}},
		{"opaque, hex", true, func(r rng) string { return r.text(hexes, pick(r, []int{32, 40, 64})) }},
		{"opaque, letters and digits", true, func(r rng) string { return r.text(alnum, r.between(20, 48)) }},
		{"opaque, base64", true, func(r rng) string { return r.text(base64s, r.between(22, 64)) + pick(r, []string{"", "=", "=="}) }},
		{"opaque, base64url", true, func(r rng) string {
			return r.text(alnum, 1) + r.text(base64us, r.between(24, 64)) + r.text(alnum, 1)
		}},
		{"UUID", true, func(r rng) string { return r.uuid() }},
	}
}

// draw draws a value without the characters in bad. After some attempts they are
// left out of it.
func (v value) draw(r rng, bad string) string {
	var s string
	for range 12 {
		if s = v.make(r); !strings.ContainsAny(s, bad) {
			return s
		}
	}
	clean := strings.Map(func(c rune) rune {
		if strings.ContainsRune(bad, c) {
			return -1
		}
		return c
	}, s)
	if len(clean) < 6 {
		clean += "x9" + r.text(lower, 6)
	}
	return clean
}

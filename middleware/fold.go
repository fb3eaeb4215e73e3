package middleware

import "strings"

// Texts are compared here as those are that differ in case.

// prefixed reports a text that begins with another.
func prefixed(text, head string) bool {
	return len(text) >= len(head) && strings.EqualFold(text[:len(head)], head)
}

// endsIn reports a text that ends in another.
func endsIn(text, tail string) bool {
	return len(text) >= len(tail) && strings.EqualFold(text[len(text)-len(tail):], tail)
}

// index returns where another text stands first, or -1. Letters that are not of ASCII have their own case.
func index(text, part string) int { return strings.Index(lowered(text), lowered(part)) }

// lowered returns a text whose capitals of ASCII are small.
func lowered(text string) string {
	i := 0
	for i < len(text) && (text[i] < 'A' || text[i] > 'Z') {
		i++
	}
	if i == len(text) {
		return text
	}
	out := []byte(text)
	for ; i < len(out); i++ {
		if b := out[i]; 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return string(out)
}

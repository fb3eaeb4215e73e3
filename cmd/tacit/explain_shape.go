package main

// shape returns what a text looks like: a for letters, A for capitals, 9 for digits, and
// ? for all but a few signs. It is cut to 12, 16, 24, 32, 48 or 64 bytes, with a plus
// where it goes on, so that it does not tell the length. Of less than 12 bytes it tells
// nothing.
func shape(text []byte) string {
	n := 0
	for _, size := range []int{12, 16, 24, 32, 48, 64} {
		if len(text) >= size {
			n = size
		}
	}
	if n == 0 {
		return ""
	}
	out := make([]byte, n, n+1)
	for i, b := range text[:n] {
		switch {
		case b >= 'a' && b <= 'z':
			out[i] = 'a'
		case b >= 'A' && b <= 'Z':
			out[i] = 'A'
		case b >= '0' && b <= '9':
			out[i] = '9'
		case b == '-' || b == '_' || b == '.' || b == ':' || b == '/' || b == '+' || b == '=' || b == ' ':
			out[i] = b
		default:
			out[i] = '?'
		}
	}
	return string(append(out, '+'))
}

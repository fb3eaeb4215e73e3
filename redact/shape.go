package redact

// shapeSizes are the lengths to which shapes are cut.
var shapeSizes = [...]int{12, 16, 24, 32, 48, 64}

// Shape returns what a text looks like, for people who must not see it: a for small
// letters, A for capitals, 9 for digits, and ? for all but a few signs. It is cut to 12,
// 16, 24, 32, 48 or 64 bytes, with a plus behind, so that it does not tell the length. Of
// less than 12 bytes it tells nothing and is empty. The signs and the places of digits are
// shown: of a value that is guessed it confirms as much.
func Shape(found []byte) string {
	n := 0
	for _, size := range shapeSizes {
		if len(found) >= size {
			n = size
		}
	}
	if n == 0 {
		return ""
	}
	out := make([]byte, n, n+1)
	for i, b := range found[:n] {
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

package redact

// shapeSizes are the lengths to which shapes are cut.
var shapeSizes = [...]int{12, 16, 24, 32, 48, 64}

// shape returns what found looks like: see [WithReportShapes].
func shape(found []byte) string {
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

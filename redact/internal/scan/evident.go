package scan

// minEvident is the number of bytes from which a value is evident.
const minEvident = 12

// evident reports that what stands behind the sensitive name that ends at text[to] is so
// likely hidden that there is no use in a quick look at it: digits, capitals and small
// letters. It decides nothing, since a machine will.
func evident(text []byte, to int) bool {
	i := to
	if i == len(text) || text[i] != '=' && text[i] != ':' {
		return false
	}
	if i++; i < len(text) && text[i] == ' ' {
		i++
	}
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		i++
	}
	if i+minEvident > len(text) {
		return false
	}
	kinds := uint8(0)
	for _, b := range text[i : i+minEvident] {
		k := sextet[b]
		if k == 0 {
			return false
		}
		kinds |= evidentKinds[k-1]
	}
	return kinds == 1|2|4
}

// evidentKinds tells capitals, small letters and digits by their value in base64.
var evidentKinds = func() (t [64]uint8) {
	for i := range 62 {
		t[i] = 1 << (i / 26)
	}
	return t
}()

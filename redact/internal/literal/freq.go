package literal

// byteFreq is how often a byte occurs in the logs of services, per 100,000 bytes:
// half text of sixteen kinds of system, half JSON. It only steers the choice of
// windows; what is found does not depend on it. Bytes that are not listed are rare.
var byteFreq = [128]uint16{
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 564, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	6322, 4, 6399, 2, 25, 1, 1, 5, 159, 158, 14, 2, 1843, 1271, 1505, 1067,
	4412, 3734, 3267, 2117, 2389, 2241, 1870, 1762, 1838, 1822, 3528, 40, 6, 275, 6, 1,
	2, 167, 190, 159, 277, 403, 303, 237, 28, 347, 82, 39, 120, 126, 339, 270,
	94, 1, 288, 333, 484, 70, 32, 65, 12, 1, 225, 357, 4, 357, 1, 1103,
	1, 3955, 1271, 2448, 3008, 5266, 1268, 543, 1180, 2630, 63, 513, 1307, 1569, 2147, 2928,
	1437, 146, 2654, 3078, 3893, 1757, 655, 185, 146, 367, 40, 168, 1, 168, 47, 1,
}

// codes is the number of values of code.
const codes = 64

// code maps a byte to six bits: letters lose their case, and most of what is not
// printable ASCII shares the code of something that is.
func code(b byte) byte { return b&0x1f | b>>1&0x20 }

// codeFreq returns the share of each code.
func codeFreq() (p [codes]float64) {
	sum := 0.0
	for b, f := range byteFreq {
		p[code(byte(b))] += float64(f)
		sum += float64(f)
	}
	for c := range p {
		p[c] /= sum
	}
	return p
}

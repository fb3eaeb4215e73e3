package literal

const (
	maxBuckets = 32
	groups     = maxBuckets / 8
	// unitBucket of code is for units that begin with printable ASCII.
	unitBucket = maxBuckets - 1
)

// tables are what the kernels look bytes up in. The assembly knows the layout.
type tables struct {
	// code is indexed by group of buckets, position and code: a bit per bucket.
	code [groups][width][codes]byte
	// other tells what is no digit of base64 by code.
	other [codes]byte
	// rare holds, for two bytes, by low and by high half, four times, a bit per kind of
	// unit that may start there, but asciiKinds.
	rare [2][2][64]byte
	even *strided // instead, for a kernel that looks at every second position
}

// unitKinds are the bytes with which a unit other than Plain can begin, by kind,
// and those that can follow. Package unit decides; this must not have fewer.
var unitKinds = [8][2]string{
	{"\\", `\/ux`},
	{"%", "0123456789abcdefABCDEF"},
	{"\x00", ""},
	{"\x1b", "["},
	{"\xc2\xc5\xcd", "\xad\xbf\x8f"},
	{"\xe2", "\x80\x81\x84"},
	{"\xe1\xf3", "\xa0"},
	{"\xef", "\xb8\xbb\xbc\xbd"},
}

// asciiKinds is the number of unitKinds that begin with printable ASCII.
const asciiKinds = 2

// build fills the tables for the kernel that looks bytes up by code.
func (t *tables) build(lits []Literal, places []place) {
	for i, at := range places {
		g, bit := at.bucket/8, byte(1)<<(at.bucket%8)
		for j := range width {
			if j >= at.n {
				for c := range codes {
					t.code[g][j][c] |= bit
				}
				continue
			}
			for _, b := range spellings(lits[i], at.off+j) {
				t.code[g][j][code(b)] |= bit
			}
		}
	}
	for _, kind := range unitKinds[:asciiKinds] {
		for j := range width {
			for b := range 256 {
				if j >= len(kind) || has(kind[j], byte(b)) {
					t.code[unitBucket/8][j][code(byte(b))] |= 1 << (unitBucket % 8)
				}
			}
		}
	}
	for c := range t.other {
		t.other[c] = 1
	}
	for b := range byte(0x80) {
		if IsDigit(b) {
			t.other[code(b)] = 0
		}
	}
	for k, kind := range unitKinds[asciiKinds:] {
		for j, set := range kind {
			for b := range 256 {
				if set != "" && !has(set, byte(b)) {
					continue
				}
				for q := byte(0); q < 64; q += 16 {
					t.rare[j][0][byte(b)&15|q] |= 1 << k
					t.rare[j][1][byte(b)>>4|q] |= 1 << k
				}
			}
		}
	}
}

// spellings returns the bytes that stand for one byte of a literal.
func spellings(l Literal, i int) []byte {
	b := l.Text[i]
	if l.Fold && b >= 'a' && b <= 'z' {
		return []byte{b, b - 'a' + 'A'}
	}
	return []byte{b}
}

func has(set string, b byte) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}

package fingerprint

// span is how many symbols of a form a survey looks at.
const span = 12

// A rest tells of what stands behind the first symbols of forms, up to span. The zero rest
// is that of none. It knows kinds of symbols only: the symbols themselves would, for a few
// forms, come near to telling these.
type rest struct {
	kinds uint8
	lack  int // how many of span the shortest form lacks
}

// restKinds has, for each symbol of ASCII, a bit for its kind: one each for - _ . and %,
// those of base64, and all others. Letters and digits are always there.
var restKinds = func() (t [128]uint8) {
	for c := range t {
		switch c {
		case '-':
			t[c] = 1
		case '_':
			t[c] = 1 << 1
		case '.':
			t[c] = 1 << 2
		case '%':
			t[c] = 1 << 3
		case '+', '/':
			t[c] = 1 << 4
		case ' ', '\t', '=': // may count for nothing
			t[c] = 1 << 6
		default:
			if t[c] = 1 << 5; isWord(byte(c)) {
				t[c] = 1 << 6
			}
		}
	}
	return t
}()

const restAlways = 1 << 6

// unknown is the rest of any forms.
var unknown = rest{kinds: 1<<8 - 1, lack: span}

// add notes a symbol of ASCII.
func (r *rest) add(c byte) { r.kinds |= restKinds[c&0x7f] }

// length notes a form of n symbols.
func (r *rest) length(n int) { r.lack = max(r.lack, span-n) }

func (r rest) union(o rest) rest { return rest{r.kinds | o.kinds, max(r.lack, o.lack)} }

// has tells whether a form may have c behind its first symbols, or white space or what counts
// for nothing may begin with it there.
func (r rest) has(c byte) bool { return restKinds[c]&(r.kinds|restAlways) != 0 }

// mostLack is how much of a form may be lacking for that what stands behind its first symbols
// is looked at.
const mostLack = span - 8

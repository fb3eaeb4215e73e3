package grammar

// Kinds of bytes of an evident value, a bit each.
const (
	hasLower uint8 = 1 << iota
	hasUpper
	hasDigit
	hasJoint // a hyphen or an underscore
	hasOther // anything else
)

var evidentKinds = func() (t [256]uint8) {
	for i := range t {
		switch b := byte(i); {
		case b >= 'a' && b <= 'z':
			t[i] = hasLower
		case b >= 'A' && b <= 'Z':
			t[i] = hasUpper
		case b >= '0' && b <= '9':
			t[i] = hasDigit
		case b == '-' || b == '_':
			t[i] = hasJoint
		default:
			t[i] = hasOther
		}
	}
	return t
}()

// longWord is longer than any word that names are compared with, and than what a size, a
// version or an address has.
const longWord = 24

// evident reports a value of which Hide need not ask all that it asks: letters, digits, and
// hyphens and underscores between them, as most secrets are. There is a digit, so it is
// neither a word nor a row of x; under a weak name it is long and has letters of both cases.
// What is left is whether a mark of ours is written so, and whether it is made of words.
func evident(c Class, v []byte) bool {
	if len(v) == 0 || len(v) > maxHarmless || c.special == pin || c.special == home || (c.Weak || c.Extent == ExtentLine) && len(v) <= longWord {
		return false
	}
	kinds := uint8(0)
	for _, b := range v {
		kinds |= evidentKinds[b]
	}
	if c.Weak {
		return kinds&^hasJoint == hasLower|hasUpper|hasDigit
	}
	return kinds&(hasDigit|hasOther) == hasDigit
}

// hidesEvident is Hide for an evident value.
func (n *Names) hidesEvident(c Class, v []byte, quoted bool) bool {
	return !n.IsMark(v) && !(c.Weak && (status(v) || dashedPlain(v))) && (quoted || c.special == block || !status(v))
}

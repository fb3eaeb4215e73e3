package redact

import "fmt"

// A Replacement writes what stands in the place of a secret.
//
// AppendReplacement appends to dst and returns it. The output must be 1 to 64
// bytes of A-Z a-z 0-9 and _.:#*()[]- and must not itself hold a secret; anything
// else is replaced by [REDACTED:error]. The secret is the bytes of the first
// match of a group, at most the limit of MaxMatch; it must be neither kept nor
// changed. Implementations must be safe for concurrent use; a panic is contained.
//
// A Replacement that is to be idempotent under sensitive names also implements
// [Recognizer].
type Replacement interface {
	AppendReplacement(dst []byte, m MatchInfo, secret []byte) []byte
}

// A Recognizer is a [Replacement] that knows its own output: IsReplacement
// reports whether text as a whole is one of its replacements, so that redacting
// twice gives the same. It must be as strict as it can: what it accepts is left
// as it is.
type Recognizer interface {
	IsReplacement(text []byte) bool
}

// MatchInfo describes a match to a [Replacement]. It holds no secret.
type MatchInfo struct {
	// Detector is the ID of the detector, or "live-secret" for a live secret.
	Detector string
	// Secret is the name of a live secret, else empty.
	Secret string
	Tier   Tier
	// Spans is the number of matches in the group.
	Spans int
}

const maxReplacement = 64

// Fixed marks of the engine itself.
const (
	markZero  = "[REDACTED]"
	markError = "[REDACTED:error]"
	limitHead = "[REDACTED:limit" // with what follows it: the end, or a size
	markLimit = limitHead + "]"
)

// IDs of the engine itself: live secrets, WithNames, path rules, bounds.
const (
	liveID  = "live-secret"
	nameID  = "name"
	pathID  = "path"
	limitID = "limit"
)

// Label returns the default replacement: the detector's ID, as in
// [REDACTED:stripe-secret-key].
func Label() Replacement { return label{} }

type label struct{}

const labelHead = "[REDACTED:"

func (label) AppendReplacement(dst []byte, m MatchInfo, _ []byte) []byte {
	return append(append(append(dst, labelHead...), m.Detector...), ']')
}

// Fixed returns a replacement that is always text. Text that is not 1 to 64 bytes
// of the characters that a Replacement may use is an error of New.
func Fixed(text string) Replacement { return fixed(text) }

type fixed string

func (f fixed) AppendReplacement(dst []byte, _ MatchInfo, _ []byte) []byte { return append(dst, f...) }

func (f fixed) IsReplacement(text []byte) bool { return string(text) == string(f) }

const maskStars = "********"

// Mask returns a replacement that shows the first head and the last tail bytes of
// a secret around eight stars: sk********x9. It shows at most 4 bytes in all, at
// most a quarter of the secret, only printable ASCII letters and digits, and
// nothing of values under 16 bytes, of live secrets, of joined matches and of
// matches with text glued to them, with which the bytes could form another token:
// those get Label. A negative number or more than 4 in all is an error of New.
func Mask(head, tail int) Replacement { return mask{head, tail} }

type mask struct{ head, tail int }

func (k mask) AppendReplacement(dst []byte, m MatchInfo, secret []byte) []byte {
	n := len(secret)
	if m.Spans > 1 || m.Secret != "" || m.Detector == liveID || n < 16 || (k.head+k.tail)*4 > n {
		return label{}.AppendReplacement(dst, m, nil)
	}
	for _, part := range [][]byte{secret[:k.head], secret[n-k.tail:]} {
		for _, b := range part {
			if !alnum(b) {
				return label{}.AppendReplacement(dst, m, nil)
			}
		}
	}
	dst = append(dst, secret[:k.head]...)
	dst = append(dst, maskStars...)
	return append(dst, secret[n-k.tail:]...)
}

func (k mask) IsReplacement(text []byte) bool {
	if len(text) != k.head+len(maskStars)+k.tail || string(text[k.head:len(text)-k.tail]) != maskStars {
		return false
	}
	for i, b := range text {
		if (i < k.head || i >= len(text)-k.tail) && !alnum(b) {
			return false
		}
	}
	return true
}

func alnum(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// validReplacement reports whether text may stand in for a secret.
func validReplacement(text []byte) bool {
	if len(text) == 0 || len(text) > maxReplacement {
		return false
	}
	for _, b := range text {
		switch b {
		case '_', '.', ':', '#', '*', '(', ')', '[', ']', '-':
		default:
			if !alnum(b) {
				return false
			}
		}
	}
	return true
}

// nothing stands for what is left out.
type nothing struct{}

// AppendReplacement implements Replacement.
func (nothing) AppendReplacement(dst []byte, _ MatchInfo, _ []byte) []byte { return dst }

// check reports what is wrong with one of our own replacements.
func checkReplacement(rep Replacement) error {
	switch r := rep.(type) {
	case fixed:
		if !validReplacement([]byte(r)) {
			return fmt.Errorf("Fixed: text must be 1 to %d bytes of A-Z a-z 0-9 _.:#*()[]-", maxReplacement)
		}
	case mask:
		if r.head < 0 || r.tail < 0 || r.head+r.tail > 4 {
			return fmt.Errorf("Mask: head and tail must not be negative and at most 4 together")
		}
	case *hmacToken:
		return r.check()
	}
	return nil
}

package grammar

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// escapedRune reads the escape of a letter beyond ASCII that text begins with, at any level
// of JSON: \u043f, \\u043f. Its size is 0 for none. What else is escaped, as a blank that does
// not break or is not seen, is no part of a name: one that is told by ASCII begins behind it.
func escapedRune(text []byte) (r rune, size int) {
	n := 0
	for n < len(text) && text[n] == '\\' && n <= maxSlashes {
		n++
	}
	if n == 0 || n > maxSlashes || len(text) < n+5 || text[n] != 'u' {
		return 0, 0
	}
	for _, b := range text[n+1 : n+5] {
		h := unit.Hex(b)
		if h < 0 {
			return 0, 0
		}
		r = r<<4 | rune(h)
	}
	if r < 0x80 || !unicode.IsLetter(r) && (!unicode.IsMark(r) || unseen(r)) {
		return 0, 0
	}
	return r, n + 5
}

// unseen reports a mark that does not show.
func unseen(r rune) bool { return unicode.Is(unicode.Variation_Selector, r) || r == 0x34f }

// escapedBefore returns the size of such an escape that ends at text[j], or 0.
func escapedBefore(text []byte, j int) (size int) {
	i := j - len(`u043f`)
	if i < 1 || text[i] != 'u' || text[i-1] != '\\' {
		return 0
	}
	for i--; i > 0 && text[i-1] == '\\' && j-i < maxSlashes; i-- {
	}
	if _, size = escapedRune(text[i:j]); size != j-i {
		return 0
	}
	return size
}

// escapedLast returns the end of the last such escape in text, or 0.
func escapedLast(text []byte) (end int) {
	for i := bytes.LastIndexByte(text, '\\'); i >= 0; i = bytes.LastIndexByte(text[:i], '\\') {
		if _, size := escapedRune(text[i:]); size > 0 {
			return i + size
		}
	}
	return 0
}

// escapedEnds returns how JSON may spell the end of a name with characters beyond ASCII,
// and JSON in JSON.
func escapedEnds(name string) []string {
	const most = 6
	runes := []rune(name)
	if len(runes) == len(name) {
		return nil
	}
	var once, twice strings.Builder
	for _, r := range runes[max(0, len(runes)-most):] {
		if r < 0x80 {
			once.WriteRune(r)
			twice.WriteRune(r)
			continue
		}
		fmt.Fprintf(&once, `\u%04x`, r)
		fmt.Fprintf(&twice, `\\u%04x`, r)
	}
	return []string{once.String(), twice.String()}
}

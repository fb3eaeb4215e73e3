package detectors

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact"
)

// edge is a left boundary for prefixes that could be the tail of a word: \b, of which
// the engine reads escapes and colours before it as what they stand for, and the
// underscore of a name, which is replaced with the token.
const edge = `(?:\b|_)`

// spell returns head and one of the given classes behind it as alternatives. Where
// head alone is short and common in logs, the search then looks for one byte more,
// since each alternative has few literals. head must begin with an alternation
// such as edge, or the parser of expressions joins the alternatives to one again.
func spell(head string, classes ...string) string {
	return "(?:" + head + strings.Join(classes, "|"+head) + ")"
}

// spellHex is spell for a hexadecimal digit.
func spellHex(head string) string { return spell(head, "[0-2]", "[3-5]", "[6-8]", "[9a]", "[b-f]") }

// looksRandom reports whether text could be a random run: it has a digit, or
// capitals change and stand together about as often as chance would have it,
// which they do not in camelCase.
func looksRandom(text []byte) bool {
	changes, pairs := 0, 0
	for i, c := range text {
		switch {
		case c >= '0' && c <= '9':
			return true
		case i == 0:
		case isUpper(c) != isUpper(text[i-1]):
			changes++
		case isUpper(c):
			pairs++
		}
	}
	return changes > len(text)/4 && pairs > len(text)/8 || changes > len(text)*2/5 && pairs > 1
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// notWords rejects text that is made of ordinary words.
func notWords(secret []byte) redact.Verdict {
	if looksRandom(secret) {
		return redact.Unknown
	}
	return redact.Rejected
}

// after returns what stands behind the last mark, or all of text.
func after(text []byte, mark string) []byte {
	if i := bytes.LastIndex(text, []byte(mark)); i >= 0 {
		return text[i+len(mark):]
	}
	return text
}

// notWordsAfter is notWords for what stands behind the mark.
func notWordsAfter(mark string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict { return notWords(after(secret, mark)) }
}

// notWordsNorHexAfter rejects what is words or a digest behind the mark.
func notWordsNorHexAfter(mark string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		return max(notWords(after(secret, mark)), notHex(after(secret, mark)))
	}
}

// atMost rejects a run of more than n bytes: a token that ends nowhere near its usual
// length is a piece of a body in base64.
func atMost(n int) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		if len(secret) > n {
			return redact.Rejected
		}
		return redact.Unknown
	}
}

// noFill rejects text with a run of A: zeros in the base64 of an image.
func noFill(secret []byte) redact.Verdict {
	if bytes.Contains(secret, []byte("AAAAAAAA")) {
		return redact.Rejected
	}
	return redact.Unknown
}

// notHexNorFill rejects digests and runs of A.
func notHexNorFill(secret []byte) redact.Verdict { return max(notHex(secret), noFill(secret)) }

// isMixedHex reports whether run has both letters and decimal digits, as nearly
// all hexadecimal keys have and no number or word.
func isMixedHex(run []byte) bool {
	return bytes.ContainsAny(run, "abcdef") && bytes.ContainsAny(run, "0123456789")
}

// mixedHexBefore rejects text in front of the mark that is a number or a word.
func mixedHexBefore(mark string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		if run, _, _ := bytes.Cut(secret, []byte(mark)); !isMixedHex(run) {
			return redact.Rejected
		}
		return redact.Unknown
	}
}

// mixedHexAfter rejects text behind the mark that is a number or a word.
func mixedHexAfter(mark string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		if !isMixedHex(after(secret, mark)) {
			return redact.Rejected
		}
		return redact.Unknown
	}
}

// notHex rejects text of hexadecimal digits only: a digest.
func notHex(secret []byte) redact.Verdict {
	if len(bytes.Trim(secret, "0123456789abcdefABCDEF")) == 0 {
		return redact.Rejected
	}
	return redact.Unknown
}

// basicPair confirms the base64 of a user and a password joined by a colon, and
// rejects every other word. The password may be any bytes, and the text may be
// cut anywhere behind the colon.
func basicPair(secret []byte) redact.Verdict {
	whole := len(secret) / 4 * 4
	if trimmed := bytes.TrimRight(secret, "="); len(trimmed)%4 != 1 {
		whole = len(trimmed)
	}
	text, ok := decode(nil, secret[:whole])
	user, _, found := bytes.Cut(text, []byte(":"))
	if !ok || !found || !utf8.Valid(user) || bytes.ContainsFunc(user, unicode.IsControl) {
		return redact.Rejected
	}
	// An empty user goes with a token; "Op…" also begins ordinary words: Options.
	if len(user) == 0 && !looksRandom(secret) && len(secret) < 24 {
		return redact.Rejected
	}
	return redact.Confirmed
}

// basicPairEncoded is basicPair for percent-encoded text.
func basicPairEncoded(secret []byte) redact.Verdict {
	text, err := url.PathUnescape(string(secret))
	if err != nil {
		return redact.Rejected
	}
	return basicPair([]byte(text))
}

// snowflake confirms a token whose first part is the base64 of a decimal number,
// and rejects every other dotted text.
func snowflake(secret []byte) redact.Verdict {
	head, _, _ := bytes.Cut(secret, []byte("."))
	text, ok := decode(nil, head)
	if !ok || len(text) < 15 || len(bytes.Trim(text, "0123456789")) != 0 {
		return redact.Rejected
	}
	return redact.Confirmed
}

// randomAfter rejects text behind the first of the marks that is a digest, a name
// or words: random letters and digits have capitals and small letters.
func randomAfter(marks ...string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		body := behind(secret, marks)
		if !bytes.ContainsFunc(body, unicode.IsUpper) || !bytes.ContainsFunc(body, unicode.IsLower) {
			return redact.Rejected
		}
		return notWords(body)
	}
}

// noDigestAfter rejects text behind the first of the marks that has the form of a
// SHA digest, or is a number or a word.
func noDigestAfter(marks ...string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		body := behind(secret, marks)
		switch len(body) {
		case 40, 56, 64, 96, 128:
			return notHex(body)
		}
		if !isMixedHex(body) {
			return redact.Rejected
		}
		return redact.Unknown
	}
}

// behind returns what stands behind the first mark that occurs, or all of text.
func behind(text []byte, marks []string) []byte {
	for _, mark := range marks {
		if _, tail, ok := bytes.Cut(text, []byte(mark)); ok {
			return tail
		}
	}
	return text
}

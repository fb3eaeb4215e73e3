package detectors

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// decode decodes base64 in either alphabet, with or without padding, into room if that is
// large enough.
func decode(room, text []byte) ([]byte, bool) {
	text = bytes.TrimRight(text, "=")
	enc := alphabet(text)
	out := slices.Grow(room[:0], enc.DecodedLen(len(text)))
	n, err := enc.Decode(out[:enc.DecodedLen(len(text))], text)
	return out[:n], err == nil
}

func alphabet(text []byte) *base64.Encoding {
	if bytes.IndexByte(text, '-') >= 0 || bytes.IndexByte(text, '_') >= 0 {
		return base64.RawURLEncoding
	}
	return base64.RawStdEncoding
}

// object decodes base64 that may be a JSON object: it looks at the last bytes first, since
// text that holds many beginnings of tokens would cost much otherwise.
func object(room, text []byte) ([]byte, bool) {
	const tail = 16 // whole groups of digits
	text = bytes.TrimRight(text, "=")
	if bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') < 0 {
		var buf [3 * (tail/4 + 1)]byte
		last := text[max(0, len(text)/4*4-tail):]
		n, err := alphabet(last).Decode(buf[:], last)
		if end := bytes.TrimRight(buf[:n], " \t\r\n"); err != nil || len(end) > 0 && end[len(end)-1] != '}' {
			return nil, false
		}
	}
	return decode(room, text)
}

// joseHeader confirms a token whose first part decodes to a JSON object with a
// member alg or enc. It rejects one whose first bytes do not decode to text:
// such are dotted identifiers that contain "eyJ", as in keyJournal.
func joseHeader(secret []byte) redact.Verdict {
	head, _, _ := bytes.Cut(secret, []byte("."))
	var room [256]byte
	if text, ok := object(room[:0], head); ok && hasMember(text, "alg", "enc") {
		return redact.Confirmed
	}
	const sample = 12 // nine bytes: an opening brace and the first member's name
	var buf [sample]byte
	head = bytes.TrimRight(head[:min(len(head), sample)], "=")
	n, err := alphabet(head).Decode(buf[:], head)
	if err != nil || !isText(buf[:n]) {
		return redact.Rejected
	}
	return redact.Unknown
}

// hasMember reports that text is an object of JSON with one of the members.
func hasMember(text []byte, names ...string) bool {
	if bytes.IndexByte(text, '\\') >= 0 { // a name may be spelled otherwise; the copy lets text stay off the heap
		var members map[string]json.RawMessage
		return json.Unmarshal(bytes.Clone(text), &members) == nil && slices.ContainsFunc(names, func(n string) bool { return members[n] != nil })
	}
	if !json.Valid(text) {
		return false
	}
	depth, has := 0, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			end := i + 1 + bytes.IndexByte(text[i+1:], '"')
			name := text[i+1 : end]
			i = end
			if depth == 1 && !has && slices.ContainsFunc(names, func(n string) bool { return string(name) == n }) {
				rest := bytes.TrimLeft(text[end+1:], " \t\r\n")
				has = len(rest) > 0 && rest[0] == ':'
			}
		}
	}
	return has && bytes.TrimLeft(text, " \t\r\n")[0] == '{'
}

// jsonBody returns a check that confirms a token whose base64 part behind the
// prefix, up to an underscore if one is given, decodes to a JSON object.
func jsonBody(prefix string) func([]byte) redact.Verdict {
	return func(secret []byte) redact.Verdict {
		body, ok := bytes.CutPrefix(secret, []byte(prefix))
		if !ok {
			return redact.Unknown
		}
		body, _, _ = bytes.Cut(body, []byte("_"))
		text, ok := object(nil, body)
		var members map[string]json.RawMessage
		return confirmed(ok && json.Unmarshal(text, &members) == nil && len(members) > 0)
	}
}

// isText reports whether b holds printable ASCII and JSON's white space only.
func isText(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

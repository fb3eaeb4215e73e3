package detectors

import (
	"bytes"
	"encoding/base64"
	"encoding/json"

	"github.com/tacit-go/tacit/redact"
)

// decode decodes base64 in either alphabet, with or without padding.
func decode(text []byte) ([]byte, bool) {
	text = bytes.TrimRight(text, "=")
	enc := base64.RawStdEncoding
	if bytes.ContainsAny(text, "-_") {
		enc = base64.RawURLEncoding
	}
	out := make([]byte, enc.DecodedLen(len(text)))
	n, err := enc.Decode(out, text)
	return out[:n], err == nil
}

// joseHeader confirms a token whose first part decodes to a JSON object with a
// member alg or enc. It rejects one whose first bytes do not decode to text:
// such are dotted identifiers that contain "eyJ", as in keyJournal.
func joseHeader(secret []byte) redact.Verdict {
	head, _, _ := bytes.Cut(secret, []byte("."))
	if text, ok := decode(head); ok {
		var members map[string]json.RawMessage
		if json.Unmarshal(text, &members) == nil && (members["alg"] != nil || members["enc"] != nil) {
			return redact.Confirmed
		}
	}
	const sample = 12 // nine bytes: an opening brace and the first member's name
	text, ok := decode(head[:min(len(head), sample)])
	if !ok || !isText(text) {
		return redact.Rejected
	}
	return redact.Unknown
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
		text, ok := decode(body)
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

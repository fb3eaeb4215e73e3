package grammar

import "bytes"

// refused reports what a validation says in place of a value as objects of JSON:
// {"error":"too_short","count":8}, or a list of such. All members must be known, and what
// each holds must be what it holds there: a code or a sentence of a complaint, the name of
// a field, a number of up to three digits.
func refused(v []byte) bool {
	if v[0] != '[' {
		return refusedOne(v)
	}
	if v[len(v)-1] != ']' {
		return false
	}
	for rest := v[1 : len(v)-1]; ; {
		if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) == 0 || rest[0] != '{' {
			return false
		}
		// No string in it may hold a brace, so the first one is its end.
		end := bytes.IndexByte(rest, '}')
		if end < 0 || !refusedOne(rest[:end+1]) {
			return false
		}
		if rest = bytes.TrimLeft(rest[end+1:], " \t\r\n"); len(rest) == 0 {
			return true
		}
		if rest[0] != ',' {
			return false
		}
		rest = rest[1:]
	}
}

func refusedOne(v []byte) bool {
	if len(v) < 2 || v[0] != '{' || v[len(v)-1] != '}' {
		return false
	}
	told := false
	for rest := bytes.TrimSpace(v[1 : len(v)-1]); len(rest) > 0; {
		n := elementLen(rest)
		name := unquoted(rest[:n])
		if rest = bytes.TrimLeft(rest[n:], " \t\r\n"); len(name) == n || len(rest) == 0 || rest[0] != ':' {
			return false
		}
		if rest = bytes.TrimLeft(rest[1:], " \t\r\n"); len(rest) == 0 {
			return false
		}
		size := elementLen(rest)
		value := unquoted(rest[:size])
		quoted := len(value) < size
		switch {
		case !quoted && (refusalNames.has(name) || refusalNumbers.has(name)):
			if !in(voidWords, value) && (len(value) > 3 || !digits(value)) {
				return false
			}
		case refusalNames.has(name):
			if !complaint(value) && !refusalCode(value, true) {
				return false
			}
			told = true
		case refusalFields.has(name):
			if !refusalCode(value, false) {
				return false
			}
		default:
			return false
		}
		if rest = bytes.TrimLeft(rest[size:], " \t\r\n"); len(rest) > 0 && rest[0] != ',' {
			return false
		}
		rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(",")), " \t\r\n")
	}
	return told
}

// refusalCode reports up to four words of a complaint, joined: too_short, string.min,
// PasswordTooShort. One of them must say what is wrong, unless it is the name of a field.
func refusalCode(v []byte, wrong bool) bool {
	var w words
	if w.split(v); w.count == 0 || w.count > 4 {
		return false
	}
	for i := range w.count {
		word := w.word(i)
		if !in(complaintWords, word) && !in(refusalWords, word) {
			return false
		}
		wrong = wrong && !in(refusalWords, word)
	}
	return !wrong
}

// refusalNames are members that hold a code or a sentence, refusalNumbers bounds,
// refusalFields the name of what is refused.
var (
	refusalNames   = set("error code type kind rule reason validation validator message msg detail description title")
	refusalNumbers = set("count min max minimum maximum limit length min_length max_length minLength maxLength")
	refusalFields  = set("field attribute property path param name key")
)

// refusalWords are words of codes that say what is wrong with a value.
var refusalWords = set(`blank empty required missing invalid incorrect wrong short weak common similar simple taken reserved
	match mismatch confirmation min max minimum maximum inclusion exclusion accepted present expired numeric length format unconfirmed`)

package grammar

import "bytes"

// maxVisibility bounds the bytes from the name of a member to the end of its bracket.
const maxVisibility = 160

// visibility returns the offset of the bracket behind what PHP prints between the name of a member and
// that, from the colon at text[i] on: ["password":protected]=>, [password:App\User:private] =>.
func visibility(text []byte, i int, final bool) (at int, more, ok bool) {
	j := i + 1
	for ; j < len(text) && j-i < maxVisibility && (nameByte(text[j]) || text[j] == ':' || text[j] == '"' || text[j] == '\\' || text[j] == '@'); j++ {
	}
	switch {
	case j == len(text):
		return 0, !final, false
	case text[j] != ']':
		return 0, false, false
	}
	said := text[i:j]
	return j, false, bytes.HasSuffix(said, []byte(":protected")) || bytes.HasSuffix(said, []byte(":private"))
}

const (
	// maxWrapped bounds the types around a value in lines of their own, and maxWrappedLine the bytes of
	// one with the blanks before it.
	maxWrapped     = 4
	maxWrappedLine = 128
)

// wrapped returns where a string or a number begins that Rust prints in lines of its own, in types of one
// field: Some( at text[i], a line end, "x". It returns whether more text decides.
func wrapped(text []byte, i int, final bool) (at int, more, ok bool) {
	for range maxWrapped {
		start := i
		for i < len(text) && i-start < maxWrappedLine && (nameByte(text[i]) || text[i] == ':') {
			i++
		}
		if i == start || i < len(text) && (text[i] != '(' || !wraps(text[start:i])) {
			return 0, false, false
		}
		for i++; i < len(text) && text[i] == '\r'; i++ {
		}
		switch {
		case i >= len(text) || text[i] == '\\' && i+1 == len(text):
			return 0, !final, false
		case text[i] == '\n':
			i++
		case text[i] == '\\' && text[i+1] == 'n':
			i += 2
		default:
			return 0, false, false
		}
		start = i
		for i < len(text) && i-start < maxWrappedLine && text[i] == ' ' {
			i++
		}
		switch {
		case i == len(text):
			return 0, !final, false
		case text[i] == '"' || text[i] == '\\' || kindOf(text[i]) == digit:
			return i, false, true
		case kindOf(text[i]) != upper:
			return 0, false, false
		}
	}
	return 0, false, false
}

// wraps reports a type that may stand around a secret: others tell what is the matter with it.
func wraps(name []byte) bool {
	if string(name) == "Some" || string(name) == "Ok" {
		return true
	}
	for _, word := range []string{"Secret", "Password", "Token", "Key", "String", "Credential", "Redacted", "Cow", "Borrowed", "Owned"} {
		if bytes.Contains(name, []byte(word)) {
			return true
		}
	}
	return false
}

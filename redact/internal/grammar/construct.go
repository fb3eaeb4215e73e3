package grammar

import "bytes"

// constructions are the words before what makes a value in a program: new Password("x").
var constructions = [][]byte{[]byte("new "), []byte("await ")}

// maxConstruction bounds the bytes of a type, or of the function that is awaited.
const maxConstruction = 64

// constructed returns where the call begins whose word stands where the value does, or 0.
func (c *Candidate) constructed(text []byte) (call int, more bool) {
	rest := text[c.val:]
	if c.colon && c.after && !c.quoted {
		if call, more = besideTag(text, c.val, c.fin); more || call > 0 {
			return call, more
		}
	}
	for _, word := range constructions {
		switch {
		case len(rest) <= len(word):
			more = more || bytes.HasPrefix(word, rest)
		case bytes.HasPrefix(rest, word):
			return c.called(text, c.val+len(word))
		}
	}
	return 0, more && !c.fin
}

// called returns at if a call begins there, or a list or a structure of a type. Behind a colon,
// where prose may stand, the type begins with a capital or has a dot.
func (c *Candidate) called(text []byte, at int) (call int, more bool) {
	i, named := at, !c.colon
	for ; i < len(text) && i-at < maxConstruction; i++ {
		b := text[i]
		k := kindOf(b)
		named = named || b == '.' || i == at && k == upper
		if i == at && k != lower && k != upper && b != '_' || !nameByte(b) && b != '<' && b != '>' {
			break
		}
	}
	switch {
	case i == len(text):
		return 0, !c.fin
	case i == at || !named || text[i] != '(' && text[i] != '[' && text[i] != '{':
		return 0, false
	}
	return at, false
}

// constructsNothing reports a construction without a string that has a digit: new Token(id).
func constructsNothing(v []byte) bool {
	for _, word := range constructions {
		if bytes.HasPrefix(v, word) {
			return !bytes.ContainsAny(v, "\"'`") || !bytes.ContainsAny(v, "0123456789")
		}
	}
	return false
}

package grammar

import "bytes"

// What stands around the word of a statement tells whether it is one.

// idNouns are what a sentence says of a user that has an id.
var idNouns = set("session account record profile request group job task entry event object context scope resource connection")

// sentenced reports that text[start:end], the word of a statement, may belong to a
// sentence: it is in small letters, and begins a line, or another word or the name of a
// message stands before it.
func sentenced(text []byte, start, end int) bool {
	for _, b := range text[start:end] {
		if kindOf(b) == upper {
			return false
		}
	}
	left := text[max(0, start-maxWord):start]
	if len(left) > 0 && left[len(left)-1] == '"' {
		left = bytes.TrimRight(left, `"\ :=`)
		return hasSuffixFold(left, "msg") || hasSuffixFold(left, "message")
	}
	left = bytes.TrimRight(left, " \t")
	return len(left) == 0 || left[len(left)-1] == '\n' || kindOf(left[len(left)-1]) != sep || left[len(left)-1] == ']'
}

// stated reports that "identified by values" at text[start:end] is one of a statement: in
// capitals, or behind connect to and a name.
func stated(text []byte, start, end int) bool {
	if kindOf(text[end-1]) == upper {
		return true
	}
	words := bytes.Fields(text[max(0, start-maxWord):start])
	n := len(words)
	return n > 2 && bytes.EqualFold(words[n-2], []byte("to")) && bytes.EqualFold(words[n-3], []byte("connect"))
}

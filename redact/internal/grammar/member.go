package grammar

import "bytes"

// Member reads the value of a member of JSON, "name":"value", whose plain name
// text[name:end] has a class. It returns what Run would find, and true, or false where it
// cannot tell: it knows plain strings on one line, behind which JSON goes on.
func Member(text []byte, name, end int, class Class) (start, stop int, ok bool) {
	i := end + 2
	if i+1 >= len(text) || text[end] != '"' || text[end+1] != ':' || class.special == keyed {
		return 0, 0, false
	}
	if name < 2 || text[name-1] != '"' || !opensMember[text[name-2]] {
		return 0, 0, false
	}
	if text[i] == ' ' {
		i++
	}
	if text[i] != '"' {
		return 0, 0, false
	}
	i++
	if class.Extent == ExtentScheme {
		i = behindScheme(text, i)
	}
	for start = i; i < len(text) && inMember[text[i]]; i++ {
	}
	if i+1 >= len(text) || text[i] != '"' {
		return 0, 0, false
	}
	switch text[i+1] {
	case ',', '}', ']', '\n':
		if class.piece && text[i+1] == ',' && scoredOrMore(text[i+2:]) {
			return 0, 0, false
		}
		return start, i, true
	}
	return 0, 0, false
}

// scoredOrMore reports that "logprob" stands behind the comma before v, or may.
func scoredOrMore(v []byte) bool {
	const mark = `"` + scoreWord + `"`
	v = bytes.TrimPrefix(v, []byte(" "))
	return string(v[:min(len(v), len(mark))]) == mark[:min(len(v), len(mark))]
}

// behindScheme returns the start of the credential of a string that begins at text[i].
func behindScheme(text []byte, i int) int {
	k := i
	for k < len(text) && k-i < maxScheme && inName[text[k]] && inMember[text[k]] {
		k++
	}
	if k == len(text) || byteClass[text[k]]&blanks == 0 || !in(schemes, text[i:k]) {
		return i
	}
	for k < len(text) && byteClass[text[k]]&blanks != 0 {
		k++
	}
	return k
}

// opensMember tells the bytes before the quote mark of a name: what a backslash or an equals
// sign may mean there is not asked.
var opensMember = [256]bool{'{': true, ',': true, ' ': true}

// inMember tells the bytes that stand for themselves in a plain string.
var inMember = func() (t [256]bool) {
	for i := range t {
		b := byte(i)
		t[i] = byteClass[b]&(parts|quotes) == 0 && b != '\n' && b != '\r' || b == '+' || b == '%'
	}
	return t
}()

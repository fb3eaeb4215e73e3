package grammar

import "bytes"

// What package strconv says of a value behind its name: PASSWORD: strconv.Atoi: parsing "x":
// invalid syntax.

// parser reports the name of a function of that package.
func parser(v []byte) bool {
	name, ok := bytes.CutPrefix(bytes.TrimSuffix(v, []byte(":")), []byte("strconv."))
	return ok && letters(name)
}

// parsed reports that such a text and the name of a secret stand before a quoted value.
func (n *Names) parsed(left []byte) bool {
	left = left[max(0, len(left)-maxText):]
	left, ok := bytes.CutSuffix(bytes.TrimRight(left, `"\`), []byte(": parsing "))
	i := bytes.LastIndexByte(left, ' ')
	if !ok || i < 1 || !parser(left[i+1:]) {
		return false
	}
	before := bytes.TrimRight(left[:i], `:"'\`)
	if len(before) == i {
		return false
	}
	if bytes.HasSuffix(before, []byte(" details")) {
		k := bytes.LastIndex(before, []byte(": converting "))
		return k > 0 && n.names(lastName(before[:k])) // of envconfig
	}
	before = bytes.TrimRight(bytes.TrimSuffix(before, []byte(" flag")), `"'\\`)
	if k := bytes.LastIndex(before, []byte(" of type ")); k > 0 {
		before = bytes.TrimRight(before[:k], `"'\`) // field "Password" of type "int": strconv.…
	}
	_, yes := n.Classify(lastName(before))
	return yes
}

// lastName returns the name that text ends with.
func lastName(text []byte) []byte {
	i := len(text)
	for i > 0 && nameByte(text[i-1]) {
		i--
	}
	return text[i:]
}

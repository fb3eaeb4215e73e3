package grammar

import "bytes"

// What a validation refuses stands behind where it was found: pydantic prints
// {"loc":["body","password"],…,"input":"x"}, and on the line behind the name of a field
// input_value='x'.

// located reports that the place before a refused value ends with the name of a secret.
func (n *Names) located(left []byte) bool {
	left = left[max(0, len(left)-maxText):]
	if at := bytes.LastIndex(left, []byte("input_value=")); at >= 0 {
		line := lastLine(left[:at])
		if line < 0 {
			return false
		}
		field := bytes.TrimRight(left[:line], "\\rn\n\r \t")
		if line > 0 && left[line] == '\\' {
			field = bytes.TrimRight(left[:line], `\`)
		}
		if from := lastLine(field); from >= 0 {
			field = bytes.TrimLeft(field[from:], "\\n\r\t ")
		}
		return n.names(lastName(field))
	}
	at := bytes.LastIndex(left, []byte("loc"))
	if at < 0 {
		return false
	}
	place := left[at+len("loc"):]
	end := bytes.IndexAny(place, "])")
	begin := bytes.IndexAny(place, "[(")
	if begin < 0 || end < begin || len(bytes.Trim(place[:begin], "\\\"': ")) > 0 {
		return false
	}
	return n.names(lastName(bytes.TrimRight(place[begin:end], "\\\"', \n")))
}

func (n *Names) names(name []byte) bool {
	_, yes := n.Classify(name)
	return yes
}

// lastLine returns where the last line end of text stands, raw or escaped, or less.
func lastLine(text []byte) int {
	return max(bytes.LastIndexByte(text, '\n'), bytes.LastIndex(text, []byte(`\n`)))
}

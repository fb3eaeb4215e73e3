package grammar

import "bytes"

// inspected reports what util.inspect of Node.js prints in brackets for what it does not print
// further: Object, Function (anonymous), Function: verify, class Token extends Base, Circular *1.
func inspected(v []byte) bool {
	if in(inspectedWords, v) || string(v) == "Object: null prototype" || string(v) == "object Object" {
		return true
	}
	first, rest, more := bytes.Cut(v, []byte(" "))
	switch name := bytes.TrimSuffix(first, []byte(":")); {
	case !more || !in(inspectedKinds, name):
		return false
	case len(name) < len(first):
		return nameBytes(rest)
	case string(name) == "Circular":
		return len(rest) > 1 && rest[0] == '*' && digits(rest[1:])
	case string(name) == "class":
		base := bytes.Replace(rest, []byte(" extends "), nil, 1)
		return string(rest) == "(anonymous)" || nameBytes(base)
	}
	return string(rest) == "(anonymous)" || string(rest) == "(null prototype)"
}

var (
	inspectedWords = set("object array map set date promise getter setter getter/setter circular arguments function")
	inspectedKinds = set("function asyncfunction generatorfunction asyncgeneratorfunction class circular")
)

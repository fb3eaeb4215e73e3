package grammar

import "bytes"

// emptyDefault is what stands behind a variable of a shell that may be unset: ${DB_PASSWORD:-}.
const emptyDefault = ":-}"

// mustBeSet stands before what a shell says where it is: ${DB_PASSWORD:?not set}.
const mustBeSet = ":?"

// reference reports template references: ${NAME}, $(NAME), {{ name }}, <name>,
// vault:…, op://….
func reference(v []byte) bool {
	if exampleName(v) {
		return true
	}
	if in(placeholders, v) || len(v) > 1 && v[0] == '$' && (digits(v[1:]) && len(v) <= 3 || variable(v[1:])) {
		return true
	}
	if len(v) > 2 && v[0] == '$' && v[1] == '$' && variable(v[2:]) {
		return true // of Compose
	}
	if bound(v) || templated(v) || stored(v) || optional(v) || readsElsewhere(v) {
		return true
	}
	if len(v) > 3 && bytes.HasPrefix(v, []byte("$(")) && v[len(v)-1] == ')' {
		return refName(bytes.ReplaceAll(v[2:len(v)-1], []byte(" "), []byte("_")))
	}
	if len(v) == 0 || bytes.IndexByte([]byte("${<%vo"), v[0]) < 0 {
		return false
	}
	for _, f := range [...]struct{ open, close string }{
		{"${{", "}}"}, {"${", "}"}, {"$(", ")"}, {"{{", "}}"}, {"<", ">"}, {"%", "%"}, {"vault:", ""}, {"op://", ""},
	} {
		if len(v) > len(f.open)+len(f.close) && bytes.HasPrefix(v, []byte(f.open)) && bytes.HasSuffix(v, []byte(f.close)) {
			inner := bytes.TrimSpace(v[len(f.open) : len(v)-len(f.close)])
			return refName(inner) || f.open == "<" && setTo(inner)
		}
	}
	return false
}

// setTo reports what kubectl describes a variable with whose value is in a Secret: set to the
// key 'password' in secret 'db'.
func setTo(v []byte) bool {
	v, ok := bytes.CutPrefix(v, []byte("set to the key '"))
	key, object, in := bytes.Cut(v, []byte("' in secret '"))
	if !in {
		key, object, in = bytes.Cut(v, []byte("' of config map '"))
	}
	object, ends := bytes.CutSuffix(object, []byte("'"))
	return ok && in && ends && objectName(key) && objectName(object)
}

// objectName reports the name of an object of Kubernetes, or of a key in it.
func objectName(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); b >= 0x80 || k == sep && b != '-' && b != '.' && b != '_' {
			return false
		}
	}
	return len(v) > 0 && len(v) <= maxRef
}

// variable reports the name of an environment variable in its usual spelling.
func variable(v []byte) bool {
	for _, b := range v {
		if b != '_' && (b < 'A' || b > 'Z') {
			return false
		}
	}
	return true
}

func refName(v []byte) bool {
	if len(v) == 0 || len(v) > maxRef {
		return false
	}
	for _, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper:
		case b == '_', b == '.', b == ':', b == '/', b == '-':
		default:
			return false
		}
	}
	return true
}

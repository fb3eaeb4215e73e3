package grammar

import "bytes"

// describes reports an object of JSON that tells of a secret without holding one: a
// schema, {"type":"string","minLength":8}, or the source of a volume of Kubernetes,
// {"secretName":"db","optional":true}. All its members must be known; default, example
// and const are not.
func describes(v []byte) bool {
	if len(v) < 2 || v[len(v)-1] != '}' {
		return false
	}
	rest, told := bytes.TrimSpace(v[1:len(v)-1]), false
	for len(rest) > 0 {
		n := elementLen(rest)
		name := unquoted(rest[:n])
		if len(name) == n {
			return false // no quote marks
		}
		rest = bytes.TrimLeft(rest[n:], " \t\r\n")
		if len(rest) == 0 || rest[0] != ':' {
			return false
		}
		if rest = bytes.TrimLeft(rest[1:], " \t\r\n"); len(rest) == 0 {
			return false
		}
		size := elementLen(rest)
		value := rest[:size]
		switch string(name) {
		case "type":
			told = true
			if n := listOf(rest, schemaTypes); n > 0 {
				size = n
			} else if !in(schemaTypes, unquoted(value)) {
				return false
			}
		case "$ref":
			told = true
			if !bytes.Contains(unquoted(value), []byte("#/")) {
				return false
			}
		case "secretName":
			told = true
			if !refName(unquoted(value)) && !slug(unquoted(value)) {
				return false
			}
		case "items":
			if size = listLen(rest); size == 0 {
				return false
			}
		case "format", "title", "description", "minLength", "maxLength", "pattern", "readOnly", "writeOnly", "nullable", "deprecated", "optional", "defaultMode", "ignore_above", "analyzer", "index", "norms", "doc_values":
			if len(unquoted(value)) == len(value) && !in(voidWords, value) && !digits(value) {
				return false
			}
		default:
			return false
		}
		rest = bytes.TrimLeft(rest[size:], " \t\r\n")
		if len(rest) > 0 && rest[0] != ',' {
			return false
		}
		rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(",")), " \t\r\n")
	}
	return told
}

var schemaTypes = set("string integer number boolean object array null text keyword long double float binary date")

// listOf returns the length of the list of words that v begins with, or 0.
func listOf(v []byte, words *wordList) int {
	if len(v) == 0 || v[0] != '[' {
		return 0
	}
	end := bytes.IndexByte(v, ']')
	if end < 0 {
		return 0
	}
	for _, w := range bytes.Split(v[1:end], []byte(",")) {
		if !in(words, unquoted(bytes.TrimSpace(w))) {
			return 0
		}
	}
	return end + 1
}

// source reports a struct of Go that tells where a secret comes from, as those of
// Kubernetes do: &SecretVolumeSource{SecretName:db,…}. Its members are judged by their
// own names.
func source(v []byte) bool {
	v = bytes.TrimPrefix(v, []byte("&"))
	i := bytes.IndexByte(v, '{')
	if i <= 0 || i > maxMember || !letters(v[:i]) {
		return false
	}
	rest := v[i+1:]
	return bytes.HasPrefix(rest, []byte("SecretName:")) || bytes.HasPrefix(rest, []byte("LocalObjectReference{")) || bytes.HasPrefix(rest, []byte("LocalObjectReference:"))
}

// listLen returns the length of the list of keys and paths that v begins with, or 0.
func listLen(v []byte) int {
	if !bytes.HasPrefix(v, []byte(`[{"key":`)) {
		return 0
	}
	end := bytes.IndexByte(v, ']')
	if end < 0 || bytes.IndexByte(v[1:end], '[') >= 0 {
		return 0
	}
	return end + 1
}

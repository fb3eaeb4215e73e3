package grammar

import "bytes"

// represented reports what a language prints of an object that it does not print: <Session object at
// 0x7f12>, <class 'str'>, (*rsa.PrivateKey)(nil), com.example.Token@1a2b3c.
func represented(v []byte) bool {
	if len(v) < 5 || len(v) > maxHarmless {
		return false
	}
	switch v[0] {
	case '<':
		return pythonObject(v) || v[1] == '/' && v[len(v)-1] != '>' && bytes.Count(v, []byte("/")) > 1 && path(v[1:]) // a file, as dovecot reads one
	case '(':
		return goPointer(v)
	}
	if v[0] == '/' || v[0] == '~' {
		end := v[bytes.LastIndexByte(v, '.')+1:]
		return len(end) < len(v) && in(fileRoots, v[:1+max(0, bytes.IndexByte(v[1:], '/'))]) && in(secretFiles, end) && path(v) && !random(v[bytes.LastIndexByte(v, '/')+1:len(v)-len(end)-1]) && bytes.Count(v, []byte("/")) > 1
	}
	if name, ok := bytes.CutPrefix(v, []byte("DataTypes.")); ok {
		return variable(bytes.TrimRight(name, ",")) // of Sequelize
	}
	if name, hash, ok := bytes.Cut(v, []byte("@")); ok {
		first, _, dotted := bytes.Cut(name, []byte("."))
		return dotted && javaClass(name) && (in(topDomains, first) || in(javaRoots, first)) && hexadecimal(hash) && len(hash) <= 8
	}
	if stars := bytes.Trim(v, "*'\"\u0060"); len(stars) < len(v) && len(stars) > 3 && in(voidWords, stars) {
		return true // **redacted**, '[Filtered]'
	}
	if name, inner, ok := bytes.Cut(v, []byte("(")); ok && letters(name) {
		if mask, closed := bytes.CutSuffix(inner, []byte(")")); closed && len(mask) > 0 && (in(voidWords, unquoted(mask)) || len(bytes.Trim(mask, "*'\"")) == 0) {
			return true // SecretString([REDACTED]), SecretStr('**********')
		}
	}
	if name, rest, ok := bytes.Cut(v, []byte("([REDACTED ")); ok && letters(name) && bytes.HasSuffix(rest, []byte("])")) {
		return dottedName(bytes.ReplaceAll(bytes.TrimSuffix(rest, []byte("])")), []byte("::"), []byte("."))) // of Rust: Secret([REDACTED alloc::string::String])
	}
	if items, ok := bytes.CutPrefix(v, []byte("Slice(")); ok && bytes.HasSuffix(items, []byte("])")) {
		items = bytes.Trim(items, "[])\"")
		return len(items) == 0 || in(voidWords, items) // of the debug exporter of OpenTelemetry
	}
	if name, ok := bytes.CutSuffix(v, []byte("(nil)")); ok {
		return string(name) == "interface {}" || string(name) == "error" || goType(name) || bytes.HasPrefix(name, []byte("map[string]"))
	}
	return in(representations, v)
}

// representations are what libraries print in the place of a value.
var representations = newWords([]string{"optional.empty", "system.security.securestring", "unsupported value type", "--- redacted ---"})

// pythonObject reports <a.b.C object at 0x7f12>, <class 'a.B'>, <MagicMock name='password' id='14'>,
// <C: 7> and <C[]>.
func pythonObject(v []byte) bool {
	inner, ok := bytes.CutSuffix(v[1:], []byte(">"))
	if !ok {
		return false
	}
	word, rest, more := bytes.Cut(inner, []byte(" "))
	if name, ok := bytes.CutSuffix(word, []byte(":")); ok && more {
		return len(name) > 0 && kindOf(name[0]) == upper && letters(name) && digits(rest) && len(rest) <= 9
	}
	if name, ok := bytes.CutSuffix(word, []byte("[]")); ok {
		return !more && javaClass(name)
	}
	switch {
	case bytes.HasSuffix(bytes.TrimSuffix(word, []byte(":")), []byte("Tensor")):
		return bytes.HasPrefix(rest, []byte("shape="))
	case v[1] == '/':
		return false
	case !more:
		return false
	case string(word) == "class":
		name := unquoted(rest)
		return len(name) < len(rest) && dottedName(name)
	case bytes.HasSuffix(word, []byte("Mock")):
		return bytes.HasPrefix(rest, []byte("name='")) || bytes.HasPrefix(rest, []byte("id='")) || bytes.HasPrefix(rest, []byte("spec='"))
	}
	if string(rest) == "object" {
		return javaClass(word)
	}
	at := bytes.LastIndex(rest, []byte(" at 0x"))
	if at < 0 {
		return false
	}
	kind := rest[:at]
	return dottedName(word) && hexadecimal(rest[at+len(" at 0x"):]) && (in(objectKinds, kind) || in(objectKinds, word) && dottedName(kind))
}

// fileRoots are directories at the root in which files of secrets are.
var fileRoots = set("/etc /run /var /usr /opt /home /root /srv /mnt /tmp /app /secrets /certs /data ~")

// javaRoots begin the names of packages of Java and of its platforms.
var javaRoots = set("java android kotlin scala sun jdk okhttp3 retrofit2 akka")

var objectKinds = set("object coroutine generator function method bound async_generator")

// goPointer reports (*T)(nil), (*T)(<nil>) and (*T)(0xc000012345).
func goPointer(v []byte) bool {
	inner, ok := bytes.CutPrefix(v, []byte("(*"))
	name, value, two := bytes.Cut(inner, []byte(")("))
	value, closed := bytes.CutSuffix(value, []byte(")"))
	if !ok || !two || !closed || !dottedName(name) {
		return false
	}
	hash, is := bytes.CutPrefix(value, []byte("0x"))
	return in(voidWords, value) || is && hexadecimal(hash) && len(hash) <= 12
}

// dottedName reports names with dots between them.
func dottedName(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); b >= 0x80 || k == sep && b != '.' && b != '_' {
			return false
		}
	}
	return len(v) > 0 && kindOf(v[0]) != digit
}

// javaClass reports a dotted name of which the last part begins with a capital.
func javaClass(v []byte) bool {
	last := v[bytes.LastIndexByte(v, '.')+1:]
	return dottedName(v) && len(last) > 1 && kindOf(last[0]) == upper && !bytes.ContainsAny(v, "0123456789")
}

// hexadecimal reports small hexadecimal digits.
func hexadecimal(v []byte) bool {
	for _, b := range v {
		if kindOf(b) != digit && (b < 'a' || b > 'f') {
			return false
		}
	}
	return len(v) > 0
}

// ranged reports a range of versions, as a package is required: ^9.0.2, ~1.4, >=2.0.0.
func ranged(v []byte) bool {
	rest := bytes.TrimLeft(v, "^~>=<")
	return len(rest) < len(v) && len(rest) > 2 && kindOf(rest[0]) == digit && bytes.IndexByte(rest, '.') > 0 && version(rest)
}

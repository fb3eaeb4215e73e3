package grammar

import "bytes"

// maxDescribed bounds the objects inside of one another that describe a secret.
const maxDescribed = 4

// describes reports an object that tells of a secret without holding one: a schema,
// {"type":"string","minLength":8}, the source of a volume of Kubernetes,
// {"secretName":"db","optional":true}, the attributes of a cookie, and what is named and dated. Its
// members must be known, or hold true, false, null or another such object; default, example and const
// are not.
func describes(c Class, v []byte) bool {
	if c.passes && nameWords(v) {
		return false // it may be one
	}
	if list, ok := bytes.CutPrefix(v, []byte("[")); ok {
		list, ok = bytes.CutSuffix(list, []byte("]"))
		return ok && describesEach(bytes.TrimSpace(list))
	}
	ok, told := describesTo(v, maxDescribed)
	return ok && told
}

// nameWords reports an object or a list of them in which something has a name.
func nameWords(v []byte) bool {
	for _, name := range [...]string{`"name"`, `"ref"`, `name:`, `ref:`, `'name'`} {
		if bytes.Contains(v, []byte(name)) {
			return true
		}
	}
	return false
}

// describesEach is describes for each element of a list.
func describesEach(list []byte) bool {
	for told := false; ; {
		n := objectLen(list)
		if n == 0 {
			return told && len(list) == 0
		}
		ok, tells := describesTo(list[:n], maxDescribed)
		if !ok || !tells {
			return false
		}
		told = true
		list = bytes.TrimLeft(list[n:], " \t\r\n")
		if rest, more := bytes.CutPrefix(list, []byte(",")); more {
			list = bytes.TrimLeft(rest, " \t\r\n")
		}
	}
}

// describesTo is describes for an object with at most depth others inside of one another. Told tells
// that a member of it is known.
func describesTo(v []byte, depth int) (ok, told bool) {
	if len(v) < 2 || v[0] != '{' || v[len(v)-1] != '}' || depth == 0 {
		return false, false
	}
	for rest := bytes.TrimSpace(v[1 : len(v)-1]); len(rest) > 0; {
		name, after, ok := describedMember(rest)
		if !ok {
			return false, false
		}
		rest = after
		size := elementLen(rest)
		if inner := listOfObjects(rest); inner > 0 {
			size, told = inner, true // oneOf
		} else if inner := objectLen(rest); inner > 0 {
			is, tells := describesTo(rest[:inner], depth-1)
			if !is {
				return false, false
			}
			size, told = inner, told || tells
		} else {
			n, tells := tellsIn(name, rest, size)
			if n == 0 {
				return false, false
			}
			size, told = n, told || tells
		}
		rest = bytes.TrimLeft(rest[size:], " \t\r\n")
		if len(rest) > 0 && rest[0] != ',' {
			return false, false
		}
		rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(",")), " \t\r\n")
	}
	return true, told
}

// listOfObjects returns the length of the list of such objects that v begins with, or 0.
func listOfObjects(v []byte) int {
	end := bytes.IndexByte(v, ']')
	if end < 0 || v[0] != '[' || !describesEach(bytes.TrimSpace(v[1:end])) {
		return 0
	}
	return end + 1
}

// describedMember returns the name of the member that v begins with, in quote marks or as a word, and what
// stands behind its colon.
func describedMember(v []byte) (name, rest []byte, ok bool) {
	n := elementLen(v)
	name = unquoted(v[:n])
	rest = bytes.TrimLeft(v[n:], " \t\r\n")
	if len(name) == n {
		if name, ok = bytes.CutSuffix(name, []byte(":")); !ok || !nameBytes(bytes.TrimPrefix(name, []byte("$"))) || len(name) == 0 {
			return nil, nil, false
		}
	} else if rest, ok = bytes.CutPrefix(rest, []byte(":")); !ok {
		return nil, nil, false
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return name, rest, len(rest) > 0
}

// objectLen returns the length of the object that v begins with, or 0. Braces in strings count: then
// it is none that describes.
func objectLen(v []byte) int {
	depth := 0
	for i, b := range v {
		switch b {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 && b == '}' {
			return i + 1
		}
		if depth == 0 {
			return 0
		}
	}
	return 0
}

// tellsIn returns the length of what the member of that name holds, which rest begins with and whose
// first element has size bytes, if it is no secret, or 0. Tells reports that it says what the object is:
// a text by itself does not.
func tellsIn(name, rest []byte, size int) (n int, tells bool) {
	value := rest[:size]
	inner := unquoted(value)
	if in(voidWords, inner) && len(inner) == size || len(inner) == 0 || bytes.HasPrefix(inner, []byte("arn:")) {
		return size, true // true, null
	}
	switch string(name) {
	case "items":
		return listLen(rest), false
	case "$ref":
		if !bytes.Contains(inner, []byte("#/")) {
			return 0, false
		}
		return size, true
	case "scopes", "roles", "permissions":
		if n := wordsLen(rest); n > 0 {
			return n, true
		}
	case "type":
		if n := listOf(rest, schemaTypes); n > 0 {
			return n, true
		}
	}
	var w words
	w.split(name)
	ok := false
	tells = true
	switch key := w.join(0, w.count); {
	case describingTexts.has(key):
		ok, tells = (len(inner) < size || digits(value) || letters(value)) && !random(inner), false
	case describingNames.has(key):
		ok = refName(inner) || slug(inner) || relative(inner)
	case string(key) == "type":
		ok = in(schemaTypes, inner) || in(secretTypes, inner)
	case string(key) == "path":
		ok, tells = letters(inner) || inner[0] == '/' && path(inner) && bytes.IndexByte(inner, '\\') < 0, false
	case describingWords.has(key):
		ok = letters(inner) || slug(inner) || in(schemaTypes, inner) || in(algorithms, inner) || digits(inner) && len(inner) <= 5
	case describingPlaces.has(key):
		ok = inner[0] == '/' && path(inner) || dottedPath(inner)
	case inner[0] == '/' && path(inner) && !random(inner[1:]) && w.count > 0 && turningWords.of(w.word(w.count-1))&turnsAhead != 0:
		ok = true // credentials_file
	case describingTimes.has(key):
		ok = digits(value) && len(value) <= 13 || date(inner)
	case digits(bytes.TrimPrefix(value, []byte("-"))) && len(value) <= 5:
		for i := range w.count {
			ok = ok || turningWords.of(w.word(i))&(turnsAhead|turnsBehind) != 0 // min_length
		}
	}
	if !ok {
		return 0, false
	}
	return size, tells
}

// dottedPath reports letters with dots, hyphens and solidi between them: Microsoft.Web/sites/write.
func dottedPath(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); b >= 0x80 || k == digit || k == sep && b != '.' && b != '/' && b != '-' && b != '*' {
			return false
		}
	}
	return bytes.IndexByte(v, '/') > 0
}

// random reports a word of letters and digits as secrets are.
func random(v []byte) bool {
	nums, chars := 0, 0
	for _, b := range v {
		switch kindOf(b) {
		case digit:
			nums++
		case lower, upper:
			chars++
		default:
			return false
		}
	}
	return nums > 1 && chars > 1 && len(v) >= 8
}

// date reports a time as JSON has it: 2024-04-12T09:11:22.123Z.
func date(v []byte) bool {
	const form = "dddd-dd-dd"
	if len(v) < len(form) || len(v) > 32 {
		return false
	}
	for i, b := range v {
		switch {
		case i < len(form) && (form[i] == 'd') != (kindOf(b) == digit), i < len(form) && form[i] == '-' && b != '-',
			i >= len(form) && kindOf(b) != digit && bytes.IndexByte([]byte("TZ:.+- "), b) < 0:
			return false
		}
	}
	return true
}

// Members of such objects: of texts about the secret, of names of objects, of words, of times.
var (
	describingTexts  = set("format title description reason message detail hint minlength maxlength pattern readonly writeonly nullable deprecated optional defaultmode ignoreabove analyzer index norms docvalues")
	describingNames  = set("secretname name namespace ref")
	describingWords  = set("kind status state algorithm alg scheme in method policy role samesite domain audience apiversion mode")
	secretTypes      = set("bearer basic digest apikey oauth2 openidconnect http opaque rsa ec oct jwt session cookie header query bcrypt kubernetes.io/tls kubernetes.io/dockerconfigjson")
	describingPlaces = set("scope action resource permission filename file")
	describingTimes  = set("expirationseconds originalmaxage maxage expires expiresat expiresin createdat updatedat changedat rotatedat size bits id cost rounds iterations memory")
	algorithms       = set("rs256 rs384 rs512 es256 es384 es512 ps256 hs256 hs384 hs512 eddsa ed25519 bcrypt scrypt argon2 argon2id pbkdf2 sha1 sha256 sha512 md5")
)

var schemaTypes = set("string integer number boolean object array null text keyword long double float binary date securestring secureobject")

// wordsLen returns the length of the list of words that v begins with, or 0.
func wordsLen(v []byte) int {
	end := bytes.IndexByte(v, ']')
	if end < 0 || v[0] != '[' {
		return 0
	}
	for w := range bytes.SplitSeq(v[1:end], []byte(",")) {
		if w = unquoted(bytes.TrimSpace(w)); !letters(w) && !slug(w) {
			return 0
		}
	}
	return end + 1
}

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

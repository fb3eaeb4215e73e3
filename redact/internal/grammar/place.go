package grammar

import "bytes"

// sourceEnds are ends of the names of files of source text whose names, other than those
// of negatingAfter, are too short to turn a name by themselves.
var sourceEnds = set(`c h mm pl pm hs ml asm zig lua hpp hxx cxx tsx jsx vue dart scala swift proto erl nim svelte`)

// place reports what stands behind a colon and no blank where no value does: the line of a file
// (auth.c:12:5), a section as a linker names it (auth.c:(.text+0x1b)), and what stands behind the
// names of packages, images, loggers and permissions.
func (c *Candidate) place(text []byte) bool {
	if !c.colon || c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.name < 0 || c.end <= c.val {
		return false
	}
	name, v := text[c.name:c.nameTo], text[c.val:c.end]
	left := text[max(0, c.name-maxLeft):c.name]
	left = left[bytes.LastIndexByte(left, '\n')+1:]
	switch {
	case sourceFile(name) && (bytes.HasPrefix(v, []byte("(.")) && bytes.Contains(v, []byte("+0x")) || lineAndColumn(v)):
		return true
	case string(name) == "hmac-sha256" && len(v) == hmacLen && hexadecimal(v):
		return true // as Vault writes it
	case in(architectures, v), in(permissions, v) && (c.Class.made || bytes.HasSuffix(name, []byte("secret")) || bytes.HasSuffix(name, []byte("secrets"))):
		return true // libsecret-1-0:amd64, secret:read
	case bytes.HasSuffix(left, []byte("/")) && (version(v) || tag(v)):
		return true // ghcr.io/example/token:1.2.3-alpine
	case bytes.HasSuffix(left, []byte("/")) && v[0] == '_' && bytes.HasPrefix(lastWord(left), []byte("Test")):
		return variableName(v) // --- PASS: TestLogin/password:_too_short
	case levels.has(left) && (c.Class.made || bytes.IndexByte(name, '.') > 0 && c.end < len(text) && text[c.end] == ' '):
		return proseWord(v) && (c.Class.made || in(reportVerbs, v)) || c.Class.made && bytes.IndexByte(v, '.') > 0 && dottedName(v) && !bytes.ContainsAny(v, "0123456789") // DEBUG:aiohttp.session:opened, of Python
	case bytes.IndexByte(name, '.') > 0:
		return calledAt(v, c.Class.made) || testName(name) && lineAndColumn(v) || packageName(name) && coordinates(v, c.Class.made && in(topDomains, name[:bytes.IndexByte(name, '.')]))
	case len(left) > 1 && left[len(left)-1] == ':':
		group := lastWord(left[:len(left)-1])
		return packageName(group) && bytes.IndexByte(group, '.') > 0 && (coordinates(v, false) || lineAndColumn(v)) // com.example:secret:jar:1.0
	}
	return false
}

var (
	architectures = set("amd64 arm64 armhf armel i386 s390x ppc64el riscv64")
	permissions   = set(`read write create delete update list get manage rotate view edit generate build start watch lint test refresh revoke
		validate verify check sync deploy publish show info exchange introspect approve destroy`)
	topDomains = set("com org io net dev androidx jakarta javax de co me edu app tech cloud")
	tagWords   = set("alpine slim debian bookworm bullseye buster jammy focal noble ubuntu windows nanoserver rc beta alpha snapshot amd64 arm64 jre jdk dev prod latest rootless fpm apache")
	levels     = set("DEBUG: INFO: WARNING: ERROR: CRITICAL:")
)

// sourceFile reports the name of a file of source text.
func sourceFile(name []byte) bool {
	dot := bytes.LastIndexByte(name, '.')
	return dot > 0 && in(sourceEnds, name[dot+1:])
}

// lineAndColumn reports a line of a file, with or without a column.
func lineAndColumn(v []byte) bool {
	line, column, two := bytes.Cut(bytes.TrimSuffix(v, []byte(":")), []byte(":"))
	return digits(line) && len(line) <= 6 && (!two || digits(column) && len(column) <= 5)
}

// calledAt reports a function or a file, and a line, as loguru and pytest print them behind the name of
// a module: refresh:12, token.py:12. Where a word could be chosen it is more than one.
func calledAt(v []byte, word bool) bool {
	name, line, ok := bytes.Cut(v, []byte(":"))
	if !ok || !word && !speaksOfChecks(name) || !digits(line) || len(line) > 6 || len(name) == 0 {
		return false
	}
	for _, b := range name {
		if k := kindOf(b); b >= 0x80 || k == digit || k == sep && b != '_' && b != '.' && b != '<' && b != '>' {
			return false
		}
	}
	return true
}

// speaksOfChecks reports the name of a function that does something with a password, or of a file.
func speaksOfChecks(name []byte) bool {
	for _, word := range []string{"password", "passwd", "secret", "check", "verify", "validate", "hash", ".py"} {
		if bytes.Contains(name, []byte(word)) {
			return true
		}
	}
	return false
}

// testName reports the name of a test in a class: TokenServiceTest.refreshToken.
func testName(name []byte) bool {
	class := name[:bytes.LastIndexByte(name, '.')]
	return bytes.HasSuffix(class, []byte("Test")) || bytes.HasSuffix(class, []byte("Tests")) || bytes.HasSuffix(class, []byte("IT")) || bytes.HasSuffix(class, []byte("Spec"))
}

// packageName reports small letters, digits, dots and hyphens.
func packageName(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); b >= 0x80 || k == upper || k == sep && b != '.' && b != '-' {
			return false
		}
	}
	return len(v) > 0
}

// coordinates reports what Maven has behind a group: jjwt-api:jar:0.12.5:compile. Without a version they
// are only such where bare is set.
func coordinates(v []byte, bare bool) bool {
	parts, versions := 0, 0
	for part := range bytes.SplitSeq(v, []byte(":")) {
		switch {
		case len(part) > 0 && kindOf(part[0]) == digit && bytes.IndexByte(part, '.') > 0 && (version(part) || tag(part)):
			versions++
		case len(part) == 0 || !lowers(part) && !slug(part):
			return false
		}
		parts++
	}
	return parts > 1 && versions == 1 || bare && parts == 1 && slug(v)
}

// tag reports a version with words behind it: 1.2.3-alpine, latest.
func tag(v []byte) bool {
	head, words, more := bytes.Cut(v, []byte("-"))
	return string(v) == "latest" || more && version(head) && kindOf(head[0]) == digit && len(head) > 2 && in(tagWords, bytes.TrimRight(words, "0123456789."))
}

// lowers reports small letters.
func lowers(v []byte) bool {
	for _, b := range v {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return len(v) > 0
}

// port reports that the colon at text[i] has the port of a server behind it, whose name begins at
// text[name] in a URL: https://auth.example.com:8443/login. It returns whether more text decides.
func port(text []byte, name, i int, final bool) (yes, more bool) {
	if !bytes.HasSuffix(text[:name], []byte("://")) {
		word := lastWord(text[max(0, name-maxLeft):name])
		if name == 0 || text[name-1] != '@' || !bytes.Contains(word, []byte("://")) {
			return false, false
		}
	}
	const most = 5
	start := i + 1
	for i = start; i < len(text) && i-start <= most && kindOf(text[i]) == digit; i++ {
	}
	switch {
	case i == len(text):
		return final && i > start, !final
	case i == start || i-start > most:
		return false, false
	}
	return bytes.IndexByte([]byte("/?#\"' \t\r\n,;)]}>\\"), text[i]) >= 0, false
}

// task reports a task of Gradle in a project whose name is like that of a secret:
// :auth-token:compileJava.
func (c *Candidate) task(text []byte) bool {
	if !c.colon || c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.name <= 0 || text[c.name-1] != ':' || !letters(text[c.val:c.end]) {
		return false
	}
	start := c.name
	for floor := max(0, c.name-maxLeft); start > floor && (text[start-1] == ':' || nameByte(text[start-1])); start-- {
	}
	if text[start] != ':' || text[start+1] == ':' {
		return false // of a path that begins with a project
	}
	var w words
	w.split(text[c.val:c.end])
	return w.count > 0 && in(taskVerbs, w.word(0))
}

var taskVerbs = set(`compile process classes jar boot assemble build check test integration javadoc clean kapt ksp lint bundle generate publish install
	verify run dependencies detekt ktlint spotless checkstyle jacoco sonar extract prepare pre merge package`)

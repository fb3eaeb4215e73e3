package grammar

import "bytes"

// Prose reports a value that goes on as a sentence does: a name behind a word, a
// colon, and a plain word with more text behind it. Under a strong name a colon must
// follow the word, as in "private key: asn1: …".
func (c *Candidate) Prose(text []byte) bool {
	if c.bytes || c.remarked {
		return true // as kubectl describes a secret
	}
	if !c.colon && c.open.ch == 0 && !c.wasCut && phpType(text[c.val:c.end]) {
		return true
	}
	if v := text[c.val:c.end]; !c.wasCut && !c.quoted && c.open.ch == 0 && c.after && (c.ctx.flag && !c.colon && flagLike(v) || c.colon && c.program(text)) {
		return true
	}
	if !c.wasCut && c.end > c.val && c.aside(text[c.val:c.end]) {
		return true
	}
	if c.counts(text) || c.keyPath(text) || c.missing(text) {
		return true
	}
	if c.Class.Weak && !c.wasCut && c.open.ch == 0 && constructsNothing(text[c.val:c.end]) {
		return true
	}
	if c.expectsNone(text) || c.pamType(text) || c.names(text) || c.place(text) || c.task(text) || c.usage(text) || c.identified(text) || c.reportsAll(text) || c.logs(text) || c.annotated(text) {
		return true
	}
	if v := text[c.val:c.end]; c.arrow && c.open.ch == 0 && !c.wasCut && (call(v) || !c.after && !c.quoted && c.Class.Weak && variableName(v) && variableName(bytes.TrimRight(text[max(0, c.name):c.nameTo], "-"))) {
		return true // VerifyCsrfToken->handle(…), session->security
	}
	if c.phase == phElementEnd && c.Class.special == keyed {
		return letters(text[c.val:c.end]) // <key>payload</key>
	}
	if !c.ctx.prose || !c.colon || !c.after || c.quoted || c.open.ch != 0 || c.wasCut {
		return false
	}
	v := text[c.val:c.end]
	if c.phase == phLine {
		return sentence(v)
	}
	nums, colon := 0, c.end < len(text) && text[c.end] == ':'
	for i, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper && i == 0:
		case k == digit:
			nums++
		case (b == '/' || b == '-') && i > 0 && colon:
		default:
			return false
		}
	}
	if colon {
		return nums <= 3 && len(v) <= 24
	}
	return c.end < len(text) && text[c.end] == ' ' && (c.Class.Weak && nums == 0 && len(v) <= 20 || nums == len(v) && nums <= 3)
}

// aside reports what describes a name and stands where its value may: in another cell or line, or a variable
// of nginx.
func (c *Candidate) aside(v []byte) bool {
	switch {
	case c.list:
		return inspected(v)
	case c.beside:
		if v = bytes.TrimSpace(v); len(v) == 0 {
			return true
		}
		return bytes.IndexByte(v, ' ') >= 0 || described(v) || v[0] == '&' && v[len(v)-1] == ';' && !bytes.Contains(v[1:], []byte("&"))
	case c.phase == phBlock && c.Class.special != block:
		return blockOfReferences(v) || blockOfWords(v)
	case c.carrier == item:
		return bytes.Count(v, []byte(" ")) > 1 && kindOf(v[0]) == upper && described(v)
	case c.carrier == tabbed:
		return len(v) > 1 && (v[0] == '$' && variableName(bytes.TrimRight(v[1:], ";")) || v[0] == '%' && v[1] == '{')
	}
	return false
}

// names reports a variable that has the name of its value: login(password: $password), Client(api_key=api_key).
func (c *Candidate) names(text []byte) bool {
	if c.quoted && c.colon || c.open.ch != 0 || c.wasCut || c.name < 0 || c.end <= c.val {
		return false
	}
	name := text[c.name:c.nameTo]
	v, variable := bytes.CutPrefix(text[c.val:c.end], []byte("$"))
	return bytes.Equal(v, name) && (variable || !c.after && !c.Class.passes && bytes.IndexByte(name, '_') > 0 && variableName(name) && c.end < len(text) && (text[c.end] == ',' || text[c.end] == ')'))
}

// maxNumber is the length of a number that counts something.
const maxNumber = 3

// counts reports a number of JSON that counts logins, say, or is a choice: {"password":120,"oauth":12},
// { password: 0, token: -1 }. Passwords are strings there, and the few numbers of three digits that
// people choose are none of these.
func (c *Candidate) counts(text []byte) bool {
	if !c.Class.passes || !c.colon || c.open.ch != 0 || c.wasCut || c.end <= c.val || c.end >= len(text) {
		return false
	}
	v, rest := text[c.val:c.end], text[c.end:]
	if rest[0] != ',' && rest[0] != '}' && !bytes.HasPrefix(rest, []byte(" }")) {
		return false
	}
	choice := string(v) == "0" || string(v) == "1" || string(v) == "-1"
	if !c.quoted {
		return choice && c.after && (rest[0] != ',' || bytes.HasSuffix(bytes.TrimRight(c.left(text), " "), []byte("{")) || bytes.HasSuffix(c.left(text), []byte(", ")))
	}
	return choice || len(v) <= maxNumber && digits(v) && !in(chosenNumbers, v)
}

var chosenNumbers = set("000 111 123 222 234 321 333 444 456 555 654 666 777 789 888 987 999")

// flagLike reports a flag where a value could stand: --password -u root.
func flagLike(v []byte) bool {
	if len(v) < 2 || v[0] != '-' {
		return false
	}
	if v[1] != '-' {
		return len(v) == 2 && (kindOf(v[1]) == lower || kindOf(v[1]) == upper)
	}
	return len(v) > 3 && kindOf(v[2]) == lower && bytes.IndexFunc(v[2:], func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) < 0
}

// call reports the call of a method.
func call(v []byte) bool {
	i := bytes.IndexByte(v, '(')
	return i > 0 && nameBytes(v[:i]) && kindOf(v[0]) != digit
}

// program reports what a program of the name, or one that judges passwords, says:
// passwd: password updated; BAD PASSWORD: The password is too short.
func (c *Candidate) program(text []byte) bool {
	if pamTag(text[c.val:c.end]) {
		return true
	}
	if c.end >= len(text) || text[c.end] != ' ' {
		return false
	}
	v := text[c.val:c.end]
	name := text[max(0, c.name):c.nameTo]
	switch {
	case in(openers, v):
		return true
	case string(name) == "chpasswd":
		return string(v) == "line"
	case string(name) == "passwd":
		return in(passwdSays, v)
	}
	return string(v) == "password" && hasSuffixFold(text[:max(0, c.name)], "invalid ")
}

// pamTypes are what a module of PAM is asked for.
var pamTypes = set("auth account session chauthtok setcred password")

// pamTag reports what a module of PAM begins its messages with: pam_unix(gdm-password:auth).
func pamTag(v []byte) bool {
	module, rest, ok := bytes.Cut(v, []byte("("))
	service, kind, typed := bytes.Cut(bytes.TrimSuffix(rest, []byte(")")), []byte(":"))
	return ok && typed && bytes.HasPrefix(module, []byte("pam_")) && nameBytes(module) && nameBytes(service) && in(pamTypes, kind)
}

// pamType reports that the value is the last part of such a tag, of which the service has a name
// like that of a secret.
func (c *Candidate) pamType(text []byte) bool {
	if !c.colon || c.after || c.quoted || c.open.ch != 0 || c.wasCut || !in(pamTypes, text[c.val:c.end]) {
		return false
	}
	name := max(0, c.name)
	from := max(0, name-maxLeft)
	from += bytes.LastIndexAny(text[from:name], " \t\n\"") + 1
	return pamTag(text[from:c.end])
}

// passwdSays are words of the program of that name, and what nsswitch.conf has behind it.
var passwdSays = set("password all user files compat systemd sss ldap winbind")

// variableName reports small letters and underscores.
func variableName(v []byte) bool {
	for _, b := range v {
		if (b < 'a' || b > 'z') && b != '_' {
			return false
		}
	}
	return len(v) > 0
}

// openers are words that begin a sentence and are no secrets.
var openers = set(`the your this authentication unlocking locking you size length path validator cast received receiving sending sent updating creating created deleting deleted
	syncing synced reconciling reconciled starting started loading loaded fetching fetched waiting processing attempting retrying
	calling invoking refreshing renewing renewed rotating generating generated validating checking verifying reading writing`)

// sentence reports text of words without digits that has a colon behind the first.
func sentence(v []byte) bool {
	colon := bytes.IndexByte(v, ':')
	if colon < 0 || colon > 24 || colon+1 >= len(v) || v[colon+1] != ' ' {
		return false
	}
	for i, b := range v {
		if k := kindOf(b); k == digit || k == sep && (b != ' ' || i < colon) && i != colon && b != ',' && b != '.' && b != ':' && b != '\'' {
			return false
		}
	}
	return bytes.Count(v, []byte(" ")) >= 3
}

// expectsNone reports what a parser did not expect: unexpected token: identifier.
func (c *Candidate) expectsNone(text []byte) bool {
	v := text[max(0, c.val):max(0, c.val, c.end)]
	return c.Class.made && c.colon && c.after && !c.quoted && c.open.ch == 0 && !c.wasCut && hasSuffixFold(text[:max(0, c.name)], "unexpected ") && letters(v) && len(v) <= maxWord
}

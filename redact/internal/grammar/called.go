package grammar

import "bytes"

// Source code that a log, a diff or a traceback quotes says where a secret comes from:
//
//	token = self.get_token(arg)
//
// Such a call is no value, unless a string in it may be one.

// called reports the call of a function, behind an equals sign with blanks around it as code has
// it.
func (c *Candidate) called(text []byte) bool {
	if c.quoted || c.open.ch != 0 || c.wasCut || c.colon || c.blank || !c.after || c.ctx.flag || c.name < 0 || c.end-c.val > maxHarmless {
		return false
	}
	v := text[c.val:c.end]
	calls := 0
	for {
		i, far := 0, false
		for i < len(v) && (inIdent(v[i]) || v[i] == '.') {
			far = far || v[i] == '.' || v[i] == '_'
			i++
		}
		switch {
		case i == len(v) || v[i] != '(' || !code(v[:i]):
			return false
		case calls == 0 && !far && !verb(v[:i]), calls > 0 && v[0] != '.':
			return false // perhaps a type: Some(x)
		}
		n := arguments(text[c.name:c.nameTo], v[i+1:])
		if n < 0 {
			return false
		}
		if v = v[i+1+n:]; len(v) == 0 {
			return true
		}
		calls++
	}
}

// inIdent reports a byte of an identifier.
func inIdent(b byte) bool { return b < 0x80 && kindOf(b) != sep || b == '_' }

// code reports identifiers of words, with a number of three digits at most at their end.
func code(v []byte) bool {
	nums := 0
	for i, b := range v {
		switch k := kindOf(b); {
		case k == digit:
			if nums++; nums > 3 || i == 0 {
				return false
			}
		case b == '.' || b == '_':
			nums = 0
		case nums > 0:
			return false
		}
	}
	return len(v) > 0 && len(v) <= maxRef && !jumbled(v)
}

// verb reports a name that begins as those of functions do.
func verb(v []byte) bool {
	i := 0
	for i < len(v) && kindOf(v[i]) == lower {
		i++
	}
	return in(verbs, v[:i])
}

var verbs = set(`get read load fetch make new gen generate create input prompt ask decrypt encrypt hash sign encode decode find
	build parse derive resolve lookup getpass require use`)

// arguments returns the length of the arguments of a call that v begins with, with the parenthesis
// behind them, or -1 if there is more in them than names without digits, and strings that ask for the secret or
// have its name.
func arguments(name, v []byte) int {
	depth := 1
	for i := 0; i < len(v); {
		b := v[i]
		switch {
		case inIdent(b):
			k := i
			for k < len(v) && (inIdent(v[k]) || v[k] == '.') {
				k++
			}
			if !code(v[i:k]) && (k-i > 2 || !digits(v[i:k])) || k-i > 2 && bytes.ContainsAny(v[i:k], "0123456789") {
				return -1
			}
			i = k
			continue
		case b == '(':
			depth++
		case b == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case isQuote(b), b == '\\':
			k := elementLen(v[i:])
			if s := unquoted(v[i : i+k]); len(s) == k || !asks(s) && !repeatsName(name, s) {
				return -1
			}
			i += k
			continue
		case bytes.IndexByte([]byte(" ,=*&[]:."), b) < 0:
			return -1
		}
		i++
	}
	return -1
}

// asks reports a prompt for a secret: "Enter your password: ".
func asks(s []byte) bool {
	trimmed := bytes.TrimRight(s, " ")
	if len(trimmed) < 4 || bytes.IndexByte([]byte(":?>"), trimmed[len(trimmed)-1]) < 0 {
		return false
	}
	yes := false
	for word := range bytes.FieldsSeq(trimmed[:len(trimmed)-1]) {
		if !letters(word) {
			return false
		}
		yes = yes || in(asked, word)
	}
	return yes
}

var asked = set("password passwd passphrase passcode pin token key secret code otp pass credential credentials")

// repeatsName reports the name of the secret, as a key under which it is looked up: "X-Token".
func repeatsName(name, s []byte) bool {
	for _, b := range s {
		if !nameByte(b) || kindOf(b) == digit {
			return false
		}
	}
	return len(name) > 2 && containsFold(s, name) && len(s) <= len(name)+12
}

package grammar

import "bytes"

// annotated reports a name whose value is none by what stands before it: an annotation of Kubernetes,
// which names a secret, a label of its metrics, a task of Ansible, an object of Ruby, and the
// messages of a program that has the name.
func (c *Candidate) annotated(text []byte) bool {
	if c.name < 0 || c.wasCut {
		return false
	}
	left := text[max(0, c.name-maxLeft):c.name]
	name, v := text[c.name:c.nameTo], text[c.val:c.end]
	if c.colon && bytes.HasSuffix(left, []byte("checksum/")) && len(v) == hmacLen && hexadecimal(v) {
		return true // of a manifest that Helm has made
	}
	if c.carrier == moved {
		return c.movedNone(text)
	}
	if c.open.ch == 0 && hasPrefixFold(v, "case ") && hasSuffixFold(v, " end") && !bytes.ContainsAny(v, "'\"") && !bytes.Contains(v, []byte("0x")) {
		return true // of SQL, with placeholders and columns alone
	}
	if yes, _ := c.counted(text, c.end); yes {
		return true
	}
	if c.fieldError(text, name) || c.flagType(text) {
		return true
	}
	if c.quoted {
		return c.objectState(text) || c.namesError(text)
	}
	if c.numbersOf(v) {
		return true
	}
	for _, domain := range annotationDomains {
		if c.colon && bytes.HasSuffix(left, domain) {
			return !bytes.ContainsAny(v, "0123456789") || templated(v) || bytes.HasPrefix(v, []byte("{{- with secret"))
		}
	}
	line := left[bytes.LastIndexByte(left, '\n')+1:]
	switch {
	case !c.colon && string(name) == "secret" && bytes.HasPrefix(line, []byte("kube_")) && bytes.IndexByte(line, '{') > 0:
		return true
	case c.colon && c.after && c.nameTo < len(text) && text[c.nameTo] == ' ' && (bytes.HasSuffix(left, []byte("TASK [")) || bytes.HasSuffix(left, []byte("HANDLER ["))):
		return letters(bytes.TrimRight(v, "]"))
	case c.colon && !c.after && bytes.HasSuffix(left, []byte("#<")):
		hash, ok := bytes.CutPrefix(v, []byte("0x"))
		return ok && hexadecimal(hash) && len(hash) <= 16
	case c.colon && c.after && string(name) == "auth" && bytes.HasSuffix(left, []byte("dovecot: ")):
		source, _, ok := bytes.Cut(v, []byte("("))
		return ok && lowers(bytes.ReplaceAll(source, []byte("-"), nil)) // passwd-file(ada,10.0.0.1)
	case c.colon && !c.after && (bytes.HasPrefix(name, []byte("cmdstat_")) || bytes.HasPrefix(name, []byte("latency_percentiles_usec_"))):
		return bytes.HasPrefix(v, []byte("calls=")) || bytes.HasPrefix(v, []byte("p50=")) // of Redis
	case c.colon && !c.after && bytes.HasPrefix(v, []byte("0xc0")) && len(v) == len("0xc000123456") && hexadecimal(v[2:]):
		return true // a pointer, as %+v prints it
	case c.colon && c.after && (string(name) == "TCP-Session" || string(name) == "HTTP-Session") && bytes.HasSuffix(line, []byte("> ")):
		return len(v) == len("00000000-0000-0000-0000-000000000000") && bytes.Count(v, []byte("-")) == 4 // of ClickHouse
	case c.after && bytes.HasPrefix(v, []byte("0x")) && len(v) <= len("0x0123456789abcdef") && hasPrefixFold(name, "session"):
		return hexadecimal(v[2:]) // of ZooKeeper
	case c.Class.keys && c.colon && c.after:
		first, _, more := bytes.Cut(v, []byte("-"))
		return more && letters(first) && bytes.Contains(line, []byte("ache ")) // Cache saved with key: Linux-pip-3f5c2a1b
	case !c.colon && c.open.ch == 0:
		return c.passesOn(line, name, v)
	}
	return false
}

// fieldError reports the field that a validator of Go names: Key: 'User.APIKey' Error:Field validation for …
func (c *Candidate) fieldError(text, name []byte) bool {
	return c.open.ch == '\'' && string(name) == "Key" && bytes.IndexByte(text[c.val:c.end], '.') > 0 && bytes.HasPrefix(text[c.end:], []byte("'"+fieldErrorEnd))
}

// counted reports a column up to text[end] to which a number is added, as its own value: tokens = tokens + 1.
func (c *Candidate) counted(text []byte, end int) (yes, more bool) {
	if c.open.ch != 0 || c.quoted || c.name < 0 || c.nameTo-c.name != end-c.val || !bytes.EqualFold(text[c.name:c.nameTo], text[c.val:end]) {
		return false, false
	}
	for _, sign := range [...]string{" + ", " - "} {
		is, wants := reads(text, end, sign, c.fin)
		if more = more || wants; !is {
			continue
		}
		if end += len(sign); end == len(text) {
			return false, !c.fin
		}
		return kindOf(text[end]) == digit || bytes.IndexByte([]byte("$?:@%"), text[end]) >= 0, false
	}
	return false, more
}

// fieldErrorEnd stands behind the field.
const fieldErrorEnd = " Error:Field validation "

// flagTypes are the types of flags in the usage of a program.
var flagTypes = set("int uint float bool count duration value strings ints int64 uint64 float64 stringarray stringtostring file url host:port")

// flagType reports the type behind a flag in a list of flags: --token duration    x, -secret int.
func (c *Candidate) flagType(text []byte) bool {
	if !c.isFlagType(text, c.end) {
		return false
	}
	rest := text[c.end:]
	return len(rest) == 0 || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("  ")) || bytes.HasPrefix(rest, []byte(nextFlag))
}

// nextFlag stands before another form of the same flag.
const nextFlag = ", -"

// isFlagType reports the type of a flag up to text[end].
func (c *Candidate) isFlagType(text []byte, end int) bool {
	return c.ctx.flag && !c.colon && !c.quoted && c.open.ch == 0 && c.val < end && in(flagTypes, text[c.val:end])
}

// objectState reports what became of an object of Kubernetes: "Secret/payments/db-credentials":"configured".
func (c *Candidate) objectState(text []byte) bool {
	return c.colon && c.nameTo > c.name && string(text[c.name:min(len(text), c.name+len(secretKind))]) == secretKind && lowers(text[c.val:c.end])
}

// secretKind begins the name of such an object.
const secretKind = "Secret/"

// namesError reports a name that an error quotes, and what is the matter with it: decryption failed for
// 'db-secret': Error getting data key.
func (c *Candidate) namesError(text []byte) bool {
	return c.ctx.form.ch == '\'' && c.colon && c.after && c.open.ch == 0 && (c.end >= len(text) || text[c.end] == ' ' || text[c.end] == '\n') && in(statusWords, text[c.val:c.end])
}

// annotationDomains end what stands before the name of an annotation.
var annotationDomains = [][]byte{[]byte("kubernetes.io/"), []byte("k8s.io/"), []byte("hashicorp.com/")}

// numbersOf reports the values of a unique key that are numbers of ids.
func (c *Candidate) numbersOf(v []byte) bool {
	if c.phase != phRejected || c.open.ch != '(' || c.Class.codes || len(v) > 24 {
		return false
	}
	for number := range bytes.SplitSeq(v, []byte(", ")) {
		if !digits(number) || len(number) > 6 {
			return false
		}
	}
	return true
}

// passesOn reports a variable of a program that has the name of its value: self.password = password, and
// connect(user=user, password=password), in which another argument has the same.
func (c *Candidate) passesOn(left, name, v []byte) bool {
	v = bytes.TrimRight(v, ";,)")
	root, field, dotted := bytes.Cut(name, []byte("."))
	if dotted && (string(root) == "self" || string(root) == "this") {
		return bytes.EqualFold(v, bytes.TrimLeft(field, "_"))
	}
	if !bytes.Equal(v, name) {
		return false
	}
	for arg := range bytes.SplitSeq(left[bytes.LastIndexByte(left, '(')+1:], []byte(", ")) {
		if key, value, ok := bytes.Cut(arg, []byte("=")); ok && len(key) > 1 && bytes.Equal(key, value) {
			return true
		}
	}
	return false
}

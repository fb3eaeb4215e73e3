package grammar

import "bytes"

// Values that stand elsewhere: bound to a placeholder, filled in by a template, held by a vault.

// bound reports a placeholder with a name, as drivers and ORMs print it: %(password)s, @__token_0, @p0, :password,
// <|endoftext|>.
func bound(v []byte) bool {
	if number, ok := bytes.CutPrefix(v, []byte("%%")); ok {
		return digits(number) && len(number) <= 5 // a message of Windows
	}
	if name, ok := bytes.CutPrefix(v, []byte("%(")); ok {
		name, ok = bytes.CutSuffix(name, []byte(")s"))
		return ok && placeholderName(name)
	}
	if name, ok := bytes.CutPrefix(v, []byte("<|")); ok {
		name, ok = bytes.CutSuffix(name, []byte("|>"))
		return ok && placeholderName(name) // a token of a language model: <|endoftext|>
	}
	for _, source := range requestVariables {
		if name, ok := bytes.CutPrefix(v, source); ok {
			return variableName(name)
		}
	}
	if name, ok := bytes.CutPrefix(v, []byte("@__")); ok {
		return placeholderName(name)
	}
	if name, ok := bytes.CutPrefix(v, []byte(":")); ok {
		return variableName(name) && (bytes.IndexByte(name, '_') > 0 || in(symbols, name)) // of Ruby, or a placeholder
	}
	name, ok := bytes.CutPrefix(v, []byte("@p"))
	return ok && digits(name) && len(name) <= 3
}

// objectPath reports the namespace and the name of an object of Kubernetes: prod/web-tls. Without quotes one of
// them has a hyphen.
func objectPath(v []byte, quoted bool) bool {
	space, name, ok := bytes.Cut(v, []byte("/"))
	return ok && (quoted || bytes.IndexByte(v, '-') > 0) && (lowers(space) || slug(space)) && (lowers(name) || slug(name))
}

// objectEnds are words with which names of Secrets of Kubernetes end, and no secret does.
var objectEnds = set("tls credentials creds certs kubeconfig dockercfg dockerconfig")

// namesObject reports the name of such an object: db-credentials.
func namesObject(v []byte) bool {
	i := bytes.LastIndexByte(v, '-')
	return i > 0 && len(v) <= maxRef && in(objectEnds, v[i+1:]) && slug(v)
}

// exampleName reports what documentation has for a value: YOUR_API_KEY, your-token-here.
func exampleName(v []byte) bool {
	if len(v) < 8 || len(v) > maxMember || !bytes.EqualFold(v[:4], []byte("your")) || v[4] != '_' && v[4] != '-' {
		return false
	}
	for _, b := range v {
		if k := kindOf(b); b >= 0x80 || k == digit || k == sep && b != '_' && b != '-' {
			return false
		}
	}
	return true
}

// secretReaders are programs, or what they are told, that a shell puts in place of a value.
var secretReaders = [...]string{"kubectl ", "oc get ", "openssl rand ", "vault kv get ", "vault read ", "op read ", "aws secretsmanager ", "aws ssm ", "az keyvault ", "gcloud secrets ",
	"cat /", "pass show ", "terraform output ", "doppler secrets ", "security find-", "head -c", "pwgen ", "uuidgen", "date "}

// readsElsewhere reports the call of such a program in which nothing looks random: $(kubectl get secret db -o
// jsonpath={.data.password} | base64 -d).
func readsElsewhere(v []byte) bool {
	call, ok := bytes.CutPrefix(v, []byte("$("))
	call, closed := bytes.CutSuffix(call, []byte(")"))
	if !ok || !closed {
		return false
	}
	known := false
	for _, program := range secretReaders {
		known = known || bytes.HasPrefix(call, []byte(program))
	}
	for word := range bytes.SplitSeq(call, []byte(" ")) {
		nums := 0
		for _, b := range word {
			if kindOf(b) == digit {
				nums++
			}
		}
		if nums > 2 {
			return false
		}
	}
	return known
}

// requestVariables are what variables of nginx begin with.
var requestVariables = [][]byte{[]byte("$cookie_"), []byte("$arg_"), []byte("$http_"), []byte("$sent_http_"), []byte("$upstream_")}

// hmacLen is the number of digits of the keyed hash that Vault writes into its audit log for a value.
const hmacLen = 64

// audited reports such a hash.
func audited(v []byte) bool {
	hash, ok := bytes.CutPrefix(v, []byte("hmac-sha256:"))
	return ok && len(hash) == hmacLen && hexadecimal(hash)
}

// symbols are such words without an underscore.
var symbols = set("required optional password token secret passwd email cookie redis file memory database null")

// placeholderName reports small letters and underscores, with a number of up to three digits behind.
func placeholderName(v []byte) bool {
	v = bytes.TrimRight(v, "0123456789")
	return len(v) > 0 && len(v) <= maxRef && nameBytes(v) && !bytes.ContainsAny(v, "0123456789.-")
}

// optional reports a variable of a shell that may be unset, with nothing in its place, or that must not:
// ${1:-}, ${DB_PASSWORD:?not set}.
func optional(v []byte) bool {
	name, ok := bytes.CutPrefix(v, []byte("${"))
	if !ok {
		return false
	}
	if name, empty := bytes.CutSuffix(name, []byte(emptyDefault)); empty {
		return nameBytes(name)
	}
	name, said, must := bytes.Cut(name, []byte(mustBeSet))
	said, closed := bytes.CutSuffix(said, []byte("}"))
	return must && closed && nameBytes(name) && !bytes.ContainsAny(said, "0123456789\"'$`")
}

// templateMarks stand around an expression of a template.
var templateMarks = [...]struct{ open, close string }{{"{{", "}}"}, {"<%=", "%>"}, {"<%", "%>"}}

// templated reports such an expression without a literal in it but names in capitals: {{ .Values.password |
// b64enc }}, <%= ENV["DB_PASSWORD"] %>.
func templated(v []byte) bool {
	for _, m := range templateMarks {
		if len(v) > len(m.open)+len(m.close) && bytes.HasPrefix(v, []byte(m.open)) && bytes.HasSuffix(v, []byte(m.close)) {
			return filledIn(bytes.Trim(v[len(m.open):len(v)-len(m.close)], "- "))
		}
	}
	return false
}

// filledIn reports the names, filters and brackets of an expression.
func filledIn(v []byte) bool {
	for len(v) > 0 {
		switch b := v[0]; {
		case isQuote(b):
			end := bytes.IndexByte(v[1:], b)
			if end < 0 || !(envName(v[1:1+end]) && bytes.IndexByte(v[1:1+end], '_') >= 0) && !in(filterWords, v[1:1+end]) {
				return false
			}
			v = v[end+2:]
		case nameByte(b):
			n := 0
			for n < len(v) && nameByte(v[n]) {
				n++
			}
			if word := v[:n]; bytes.ContainsAny(word, "0123456789") && !in(filterWords, word) || n > maxRef {
				return false
			}
			v = v[n:]
		case bytes.IndexByte([]byte(" |()[]$,:"), b) >= 0:
			v = v[1:]
		default:
			return false
		}
	}
	return true
}

// filterWords are names in such expressions that have digits, and their arguments.
var filterWords = set("b64enc b64dec sha256sum sha1sum sha512 sha256 md5 bcrypt base64")

// stores begin what names a secret that a vault holds, and what follows: a path, and a bracket that
// closes.
var stores = [...]struct{ open, close string }{
	{"vault:", ""}, {"op://", ""}, {"sm://", ""}, {"ssm:", ""}, {"awssm://", ""}, {"/run/secrets/", ""}, {"/var/run/secrets/", ""}, {"projects/", "/versions/latest"}, {"gcpsm://", ""}, {"keyvault://", ""},
	{"{{resolve:ssm", "}}"}, {"{{resolve:secretsmanager", "}}"},
	{"ENC[", "]"}, {"@Microsoft.KeyVault(", ")"}, {"[parameters('", "')]"}, {"[variables('", "')]"}, {"[reference('", "')]"},
}

// stored reports such a name: op://vault/db/password, {{resolve:ssm-secure:db:1}}.
func stored(v []byte) bool {
	if bytes.HasPrefix(v, []byte("arn:aws")) {
		return bytes.Count(v, []byte(":")) >= 5
	}
	for _, s := range stores {
		inner, ok := bytes.CutPrefix(v, []byte(s.open))
		if !ok {
			continue
		}
		if inner, ok = bytes.CutSuffix(inner, []byte(s.close)); !ok || len(inner) == 0 || len(inner) > 2*maxRef || s.close == "" && s.open[0] != '/' && bytes.IndexByte(inner, '/') < 0 {
			return false
		}
		run, digits, capitals := 0, false, false
		for _, b := range inner {
			digits, capitals = digits || kindOf(b) == digit, capitals || kindOf(b) == upper
			switch k := kindOf(b); {
			case k == digit:
				if run++; run > 3 {
					return false
				}
			case b >= 0x80, k == sep && bytes.IndexByte([]byte("-_./:#"), b) < 0 && (s.close == "" || bytes.IndexByte([]byte("=;,'"), b) < 0):
				return false
			default:
				run = 0
			}
		}
		if s.close == "]" && !variableName(inner) {
			return false // ENC[…] of others is a ciphertext
		}
		return s.close != "" || !digits || !capitals
	}
	return false
}

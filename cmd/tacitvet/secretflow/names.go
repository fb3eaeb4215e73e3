package secretflow

import (
	"strings"
	"sync"
	"unicode"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A class is what a name says of its value.
type class uint8

const (
	plain class = iota
	// weak names are hidden only if the value looks like a secret, which is not
	// known here.
	weak
	// strong names are hidden whatever the value.
	strong
)

// names asks the detectors what a name means, so that there is one list of
// sensitive names: that of package detectors.
type names struct {
	scope redact.Scope
	mu    sync.Mutex
	known map[string]class
}

func newNames() *names {
	r := redact.MustNew(redact.WithDetectors(detectors.Contextual()...))
	return &names{scope: r.Scope("tacitvet"), known: map[string]class{}}
}

// Values under a name: ones that only a strong name hides, and one that looks like a
// secret to a weak name.
const (
	strongProbe = "correct-horse-battery"
	pinProbe    = "4729"
	weakProbe   = "k3J9x7Qm2" + "Zb8Wn4Tp6Vr"
)

// class says what a name means.
func (n *names) class(name string) class {
	if len(name) < 3 || len(name) > 128 {
		return plain
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	c, ok := n.known[name]
	if !ok {
		c = n.judge(name)
		n.known[name] = c
	}
	return c
}

func (n *names) judge(name string) class {
	f := n.scope.Field(name)
	if f.Action() != redact.Redact || cleansing(name) || describing(name) {
		return plain
	}
	switch {
	case f.String(strongProbe) != strongProbe, f.String(pinProbe) != pinProbe:
		return strong
	case f.String(weakProbe) != weakProbe:
		return weak
	}
	return plain
}

// words splits a name as Go spells it: APIKeyHash is api, key, hash.
func words(name string) []string {
	var out []string
	var word []rune
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case r == '_' || r == '-' || r == '.' || r == ' ':
			if len(word) > 0 {
				out = append(out, string(word))
			}
			word = nil
			continue
		case unicode.IsUpper(r) && i > 0 && len(word) > 0 &&
			(!unicode.IsUpper(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1])):
			out = append(out, string(word))
			word = nil
		}
		word = append(word, unicode.ToLower(r))
	}
	if len(word) > 0 {
		out = append(out, string(word))
	}
	return out
}

// cleansing reports if a name says that no secret is left in what it names: a hash
// of it, its ciphertext, a mask.
func cleansing(name string) bool {
	for _, w := range words(name) {
		for _, stem := range []string{
			"redact", "mask", "saniti", "obfuscat", "scrub", "censor", "anonymi", "hash", "digest",
			"fingerprint", "checksum", "encrypt", "bcrypt", "scrypt", "argon", "hmac", "sha1", "sha256",
			"sha512", "md5", "crc", "conceal",
		} {
			// An hmac is public, its key and an encryption key are not.
			if strings.HasPrefix(w, stem) && !strings.HasSuffix(strings.ToLower(name), "key") && w != "encryption" {
				return true
			}
		}
	}
	return false
}

// describing reports if a name is that of text about a secret, and not of one.
func describing(name string) bool {
	ws := words(name)
	if len(ws) < 2 {
		return false
	}
	switch ws[len(ws)-1] {
	case "prompt", "message", "msg", "label", "usage", "help", "desc", "description", "placeholder",
		"title", "hint", "text", "env", "var", "flag", "param", "field", "header", "column", "err", "error",
		"url", "uri", "endpoint", "path", "file", "filename", "dir", "name", "names", "type", "kind", "format",
		"prefix", "suffix", "regex", "regexp", "pattern", "template", "provider", "store", "source", "server",
		"namespace", "issuer", "audience", "scope", "scopes", "status", "state", "mode", "method", "version",
		"index", "range", "policy", "role", "user", "account", "owner", "size", "length", "annotation",
		"part", "parts", "entry", "line", "lines", "info", "config", "options", "opts", "rule", "rules", "report":
		return true
	}
	switch ws[0] {
	case "err", "is", "has", "no", "need", "needs", "use", "usage", "msg", "prompt", "invalid", "missing":
		return true
	}
	return false
}

// getter reports if a function of this name hands out the secret that it is named
// after: Password, GetPassword, ReadPassword, but not ValidatePassword.
func (n *names) getter(name string, args int) bool {
	ws := words(name)
	if len(ws) == 0 {
		return false
	}
	switch ws[0] {
	case "get", "load", "read", "fetch", "must", "lookup", "retrieve", "reveal", "decrypt", "generate", "gen", "mint":
		if len(ws) == 1 {
			return false
		}
		return n.class(strings.TrimLeft(name[len(ws[0]):], "_")) == strong
	}
	return args == 0 && n.class(name) == strong && len(ws) <= 3 && !verb(ws[0])
}

func verb(w string) bool {
	switch w {
	case "set", "check", "validate", "verify", "update", "delete", "remove", "reset", "test", "new", "with", "parse",
		"create", "change", "put", "write", "save", "store", "find", "list", "print", "show", "on", "handle", "run",
		"use", "make", "ensure", "prepare", "rotate", "revoke", "should", "can", "want", "default", "apply":
		return true
	}
	return false
}

// secretConstant reports if a constant under a strong name looks like a secret, and
// not like the name of one, a path or a message.
func (n *names) secretConstant(name, value string) bool {
	if n.class(name) != strong || len(value) < 6 || n.class(value) != plain {
		return false
	}
	digit, letter := false, false
	for _, r := range value {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsLetter(r):
			letter = true
		case strings.ContainsRune(" /%{}<>:$=,", r):
			return false
		}
	}
	return digit && letter
}

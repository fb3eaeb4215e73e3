package redact

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"strconv"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

const (
	minSecret      = 6
	minShortSecret = fingerprint.MinSymbols
	minDigits      = 8
	wordBoundUnder = 12 // bytes
	minDistinct    = 6  // different bytes of a value of normal randomness
)

// commonValues are never hidden, in any case of their letters: too much ordinary
// text is made of them.
var commonValues = []string{
	"true", "false", "null", "none", "undefined", "default", "empty", "unset",
	"enabled", "disabled", "enable", "disable", "required", "optional", "strict",
	"admin", "administrator", "root", "user", "username", "guest", "anonymous", "nobody",
	"password", "passwd", "passphrase", "secret", "secrets", "token", "apikey", "api_key", "api-key",
	"credential", "credentials", "changeme", "change-me", "change_me", "placeholder", "example",
	"test", "testing", "development", "staging", "production", "sandbox", "release", "debug", "info",
	"warning", "error", "localhost", "localhost.localdomain", "127.0.0.1", "0.0.0.0", "255.255.255.0",
	"postgres", "postgresql", "mysql", "redis", "mongodb", "rabbitmq", "kubernetes", "docker",
	"string", "number", "object", "boolean", "bearer", "basic", "master", "primary", "service",
	"public", "private", "internal", "external", "system", "server", "client", "database",
	"redacted", "[redacted]", "https://", "http://",
}

// refuse says why value is not to be hidden, or "".
func refuse(value []byte, short bool) string {
	least := leastSymbols(short)
	switch {
	case len(value) == 0:
		return "empty"
	case len(value) < least:
		return "shorter than " + strconv.Itoa(least) + " bytes"
	case len(value) > MaxSecretBytes:
		return "longer than 64 KiB"
	case bytes.Count(value, value[:1]) == len(value):
		return "one repeated byte"
	case onlyDigits(value) && len(value) < minDigits && !short:
		return "digits only, fewer than 8"
	case fingerprint.Symbols(value) < least:
		return "too little is left without invisible characters and repeated white space"
	}
	for _, mark := range []string{"[REDACTED", "(REDACTED"} {
		if bytes.Contains(value, []byte(mark)) {
			return "it holds " + mark + ", with which replacements begin"
		}
	}
	for _, w := range commonValues {
		if len(w) == len(value) && bytes.EqualFold(value, []byte(w)) {
			return "a common word or value"
		}
	}
	return ""
}

// refuseForm says why a form of an accepted value is not looked for, or "".
func refuseForm(form []byte, short bool) string {
	switch {
	case fingerprint.Symbols(form) < leastSymbols(short):
		return "too few symbols"
	case onlyDigits(form) && len(form) < minDigits && !short:
		return "digits only, fewer than 8"
	}
	return ""
}

func leastSymbols(short bool) int {
	if short {
		return minShortSecret
	}
	return minSecret
}

func onlyDigits(value []byte) bool {
	for _, c := range value {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// weak tells that value is short or of low randomness.
func weak(value []byte) bool {
	if len(value) < wordBoundUnder {
		return true
	}
	var seen [256]bool
	distinct, lower := 0, true
	for _, c := range value {
		if !seen[c] {
			seen[c] = true
			distinct++
		}
		lower = lower && c >= 'a' && c <= 'z'
	}
	return lower || distinct < minDistinct
}

func validSecretName(name string) bool {
	if len(name) == 0 || len(name) > 64 {
		return false
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '.', c == '-':
		default:
			return false
		}
	}
	return true
}

// holds tells whether text contains value, in any case of its letters.
func holds(text string, value []byte) bool {
	for i := 0; i+len(value) <= len(text); i++ {
		if bytes.EqualFold([]byte(text[i:i+len(value)]), value) {
			return true
		}
	}
	return false
}

// digest returns a hash of value that is the same in every process, masked so
// that memory does not show it: an unkeyed hash can be looked up.
func (s *SecretSet) digest(tag [16]byte, value []byte) [sha256.Size]byte {
	inner := sha256.Sum256(value)
	return s.unmask(tag, sha256.Sum256(append(inner[:], "tacit secret inventory 1"...)))
}

// unmask is its own inverse.
func (s *SecretSet) unmask(tag [16]byte, d [sha256.Size]byte) [sha256.Size]byte {
	pad := sha256.Sum256(append(s.mask[:len(s.mask):len(s.mask)], tag[:]...))
	for i := range d {
		d[i] ^= pad[i]
	}
	return d
}

func newMask() (m [sha256.Size]byte) {
	rand.Read(m[:])
	return m
}

package redact

import (
	"bytes"
	"math/bits"
	"strconv"

	"github.com/tacit-go/tacit/redact/internal/encode"
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

// commonOf are those of one length.
var commonOf = func() (t [32][]string) {
	for _, w := range commonValues {
		t[len(w)] = append(t[len(w)], w)
	}
	return t
}()

// refuse says why value is not to be hidden, or "". t are its traits.
func refuse(value []byte, t traits, meta *secretConfig) string {
	short, least := meta.short, leastSymbols(meta.short)
	switch {
	case len(value) == 0:
		return "empty"
	case len(value) < least:
		return "shorter than " + strconv.Itoa(least) + " bytes"
	case len(value) > MaxSecretBytes:
		return "longer than 64 KiB"
	case t.distinct == 1:
		return "one repeated byte"
	case t.all&traitDigit != 0 && len(value) < minDigits && !short:
		return "digits only, fewer than 8"
	case t.all&traitPlain == 0 && fingerprint.Symbols(value) < least:
		return "too little is left without invisible characters and repeated white space"
	}
	if t.any&traitOpen != 0 {
		for _, mark := range []string{"[REDACTED", "(REDACTED"} {
			if bytes.Contains(value, []byte(mark)) {
				return "it holds " + mark + ", with which replacements begin"
			}
		}
	}
	if meta.common {
		return ""
	}
	return commonness(value)
}

// traits are what the guards ask of the bytes of a value, read once.
type traits struct {
	all, any uint8 // of traitDigit and so on
	distinct int   // different bytes, or minDistinct or more if there are that many
}

const (
	traitDigit  = 1 << iota
	traitLower  // a to z
	traitPlain  // a symbol, see fingerprint.IsPlain
	traitOwn    // see encode.Unescaped
	traitNoPart // see mayHaveParts
	traitOpen   // [ or (
)

var traitsOf = func() (t [256]uint8) {
	for i := range t {
		c := [1]byte{byte(i)}
		for bit, has := range map[uint8]bool{
			traitDigit: c[0] >= '0' && c[0] <= '9', traitLower: c[0] >= 'a' && c[0] <= 'z', traitPlain: fingerprint.IsPlain(c[:]),
			traitOwn: encode.Unescaped(c[:]), traitNoPart: !mayHaveParts(c[:]), traitOpen: c[0] == '[' || c[0] == '(',
		} {
			if has {
				t[i] |= bit
			}
		}
	}
	return t
}()

func look(value []byte) traits {
	t := traits{all: 1<<8 - 1}
	var seen [4]uint64
	rest := value
	for len(rest) > 0 && t.distinct < minDistinct {
		part := rest[:min(len(rest), 8)]
		for _, c := range part {
			k := traitsOf[c]
			t.all, t.any = t.all&k, t.any|k
			seen[c>>6] |= 1 << (c & 63)
		}
		rest = rest[len(part):]
		t.distinct = bits.OnesCount64(seen[0]) + bits.OnesCount64(seen[1]) + bits.OnesCount64(seen[2]) + bits.OnesCount64(seen[3])
	}
	for _, c := range rest {
		k := traitsOf[c]
		t.all, t.any = t.all&k, t.any|k
	}
	return t
}

// commonness says what ordinary thing value is, or "".
func commonness(value []byte) string {
	if len(value) < len(commonOf) {
		for _, w := range commonOf[len(value)] {
			if bytes.EqualFold(value, []byte(w)) {
				return "a common word or value"
			}
		}
	}
	switch {
	case value[0] == '/' && isPath(value):
		return "a path"
	case bytes.IndexByte(value, '.') < 0:
	case isHost(value):
		return "a host name"
	case isAddress(value):
		return "an address"
	}
	return ""
}

// hostEnds are the last labels of names that isHost knows; a word behind a dot
// may be anything else.
var hostEnds = []string{
	"com", "net", "org", "edu", "gov", "mil", "int", "io", "dev", "app", "cloud", "ai", "co", "info", "biz",
	"local", "localdomain", "internal", "intern", "lan", "corp", "home", "arpa", "svc", "cluster", "test", "example",
	"de", "uk", "fr", "nl", "ch", "at", "it", "es", "pl", "se", "no", "fi", "dk", "be", "cz", "eu", "us", "ca", "au", "jp", "cn", "in", "br", "ru",
}

// isHost tells whether value is a host name with a dot, perhaps with a port. Labels
// that look random are none.
func isHost(value []byte) bool {
	if host, port, ok := bytes.Cut(value, []byte(":")); ok {
		if !onlyDigits(port) || len(port) > 5 {
			return false
		}
		value = host
	}
	labels, last := 0, []byte(nil)
	for len(value) > 0 {
		label, rest, _ := bytes.Cut(value, []byte("."))
		if len(label) == 0 || len(label) > 24 || label[0] == '-' {
			return false
		}
		turns := 0 // between letters and digits
		for i, c := range label {
			switch {
			case c == '-', c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			default:
				return false
			}
			if i > 0 && (c >= '0' && c <= '9') != (label[i-1] >= '0' && label[i-1] <= '9') {
				turns++
			}
		}
		if turns > 3 {
			return false
		}
		labels++
		last, value = label, rest
	}
	if labels < 2 {
		return false
	}
	for _, end := range hostEnds {
		if string(last) == end {
			return true
		}
	}
	return false
}

// isAddress tells whether value is an IPv4 address, perhaps with a port or a mask.
func isAddress(value []byte) bool {
	dots, run := 0, 0
	for i, c := range value {
		switch {
		case c >= '0' && c <= '9' && run < 5:
			run++
		case c == '.' && run > 0 && run <= 3 && dots < 3:
			dots++
			run = 0
		case (c == ':' || c == '/') && dots == 3 && run > 0:
			return onlyDigits(value[i+1:]) && len(value)-i <= 6
		default:
			return false
		}
	}
	return dots == 3 && run > 0
}

// isPath tells whether value is an absolute path of lower-case words.
func isPath(value []byte) bool {
	if value[0] != '/' || bytes.Count(value, []byte("/")) < 2 {
		return false
	}
	for _, c := range value {
		if c != '/' && c != '.' && c != '-' && c != '_' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
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

// weak tells that a value of n bytes is short or of low randomness.
func (t traits) weak(n int) bool { return n < wordBoundUnder || t.weakRandomness() }

func (t traits) weakRandomness() bool { return t.all&traitLower != 0 || t.distinct < minDistinct }

func validSecretName(name string) bool {
	if len(name) == 0 || len(name) > 64 {
		return false
	}
	for i := range len(name) {
		if traitsOf[name[i]]&traitOwn == 0 { // letters, digits and _ . -
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

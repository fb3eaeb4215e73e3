package redact

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// maxParts bounds the parts of one value that are registered on their own.
	maxParts = 256
	// maxPartDepth bounds structures inside one another: a PEM in base64 in YAML.
	maxPartDepth = 3
	// minPEMLine is the shortest line of a PEM body that is a part.
	minPEMLine = 16
)

// The kinds of parts.
const (
	partURLPassword = "url password"
	partURLUser     = "url user"
	partParameter   = "parameter"
	partJSON        = "json leaf"
	partLine        = "key-value line"
	partPEMLine     = "pem line"
	partPEMBody     = "pem body"
	partDER         = "der"
	partPair        = "password of a pair"
)

// parts finds secrets inside a structured value: see [SecretSet.Set]. What yield is
// given is valid only during the call.
type parts struct {
	yield func(kind string, part []byte)
	n     int
	over  bool // there were more than maxParts
}

func (p *parts) give(kind string, part []byte) {
	if len(part) == 0 {
		return
	}
	if p.n == maxParts {
		p.over = true
		return
	}
	p.n++
	p.yield(kind, part)
}

// of finds the parts of value.
func (p *parts) of(value []byte, depth int) {
	if depth == maxPartDepth {
		return
	}
	switch {
	case (value[0] == '{' || value[0] == '[') && json.Valid(value):
		p.json(value, depth)
		return
	case bytes.Contains(value, []byte("-----BEGIN ")):
		p.pem(value)
	}
	if bytes.IndexByte(value, '\n') >= 0 {
		p.lines(value, depth)
		return
	}
	if at := bytes.Index(value, []byte("://")); at > 0 && isScheme(value[:at]) {
		p.url(value[at+3:])
	} else if user, rest, ok := bytes.Cut(value, []byte(":")); ok && mysqlHost(rest) >= 0 && len(user) > 0 {
		p.give(partURLPassword, rest[:mysqlHost(rest)])
		p.parameters(rest[mysqlHost(rest):])
	} else if p.parameters(value) == 0 && ok && isRandom(rest) && bytes.IndexByte(value, ' ') < 0 {
		p.give(partPair, rest)
	}
}

func isScheme(s []byte) bool {
	for _, c := range s {
		if !alnum(c) && c != '+' && c != '-' && c != '.' && c != ':' { // jdbc:postgresql
			return false
		}
	}
	return true
}

// mayHaveParts tells whether value has a byte that each structure has: those of
// "-----BEGIN " too.
func mayHaveParts(value []byte) bool {
	for _, c := range value {
		switch c {
		case ' ', '\n', ':', '=', '{', '[':
			return true
		}
	}
	return false
}

// mysqlHost returns where the host part of user:password@tcp(host)/db begins, -1 if
// there is none.
func mysqlHost(s []byte) int {
	for _, mark := range []string{"@tcp(", "@unix(", "@tcp6(", "@cloudsql(", "@(", "@/"} {
		if at := bytes.LastIndex(s, []byte(mark)); at >= 0 {
			return at
		}
	}
	return -1
}

// url finds the userinfo and the parameters of what follows ://.
func (p *parts) url(s []byte) {
	end := bytes.IndexAny(s, "/?#")
	if end < 0 {
		end = len(s)
	}
	at := bytes.LastIndexByte(s[:end], '@')
	if colon := bytes.IndexByte(s, ':'); at < 0 && colon >= 0 && colon < end {
		// The password may hold what should have been escaped.
		if at = bytes.IndexByte(s, '@'); at < colon {
			at = -1
		}
	}
	if at >= 0 {
		if user, password, ok := bytes.Cut(s[:at], []byte(":")); ok && len(password) > 0 {
			p.decoded(partURLPassword, password)
		} else if isRandom(user) && len(user) >= 16 {
			p.decoded(partURLUser, user)
		}
		s = s[at:]
	}
	if q := bytes.IndexAny(s, "?;#"); q >= 0 {
		p.parameters(s[q+1:])
	}
}

// decoded gives a part as it is and without percent-encoding.
func (p *parts) decoded(kind string, part []byte) {
	p.give(kind, part)
	if bytes.IndexByte(part, '%') < 0 {
		return
	}
	out := make([]byte, 0, len(part))
	for i := 0; i < len(part); i++ {
		if part[i] == '%' && i+2 < len(part) {
			if hi, lo := unhex(part[i+1]), unhex(part[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, part[i])
	}
	p.give(kind, out)
	clear(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// parameters finds values under sensitive names in a=b pairs that &, ; or blanks
// separate, as in queries, connection strings and libpq's DSNs. It returns the
// number of pairs with a sensitive name.
func (p *parts) parameters(s []byte) (n int) {
	sep := byte(' ')
	for _, c := range []byte{';', '&'} {
		if bytes.IndexByte(s, c) >= 0 {
			sep = c
			break
		}
	}
	for len(s) > 0 {
		name, rest, ok := bytes.Cut(s, []byte("="))
		if !ok {
			return n
		}
		if at := bytes.LastIndexAny(name, "&;? \t"); at >= 0 && sep != ';' {
			name = name[at+1:]
		}
		value, next := rest, []byte(nil)
		if len(rest) > 0 && (rest[0] == '\'' || rest[0] == '"') && bytes.IndexByte(rest[1:], rest[0]) >= 0 {
			end := 1
			for end < len(rest) && rest[end] != rest[0] {
				if rest[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end, len(rest))
			value, next = rest[1:end], rest[end:]
			if _, after, ok := bytes.Cut(next, []byte{sep}); ok {
				next = after
			} else {
				next = nil
			}
		} else {
			value, next, _ = bytes.Cut(rest, []byte{sep})
		}
		if sensitiveKey(bytes.TrimSpace(name)) {
			n++
			p.decoded(partParameter, bytes.TrimSpace(value))
		}
		s = next
	}
	return n
}

// lines finds values under sensitive names in lines of the form name: value or
// name=value, as in kubeconfig and .env files.
func (p *parts) lines(value []byte, depth int) {
	for line := range bytes.Lines(value) {
		line = bytes.TrimSpace(line)
		line = bytes.TrimPrefix(bytes.TrimPrefix(line, []byte("- ")), []byte("export "))
		at := bytes.IndexAny(line, ":=")
		if at <= 0 {
			continue
		}
		name, v := bytes.Trim(line[:at], " \"'"), bytes.TrimSpace(line[at+1:])
		if n := len(v); n >= 2 && (v[0] == '"' || v[0] == '\'') && v[n-1] == v[0] {
			v = v[1 : n-1]
		}
		if len(v) == 0 {
			continue
		}
		if sensitiveKey(name) {
			p.leaf(partLine, v, depth)
		} else if bytes.Contains(v, []byte("://")) {
			p.of(v, depth+1)
		}
	}
}

// leaf gives one value under a sensitive name, and what is inside of it.
func (p *parts) leaf(kind string, v []byte, depth int) {
	p.give(kind, v)
	p.of(v, depth+1)
	// A key in base64, as in a kubeconfig.
	if len(v) >= 64 && bytes.HasPrefix(v, []byte("LS0tLS1CRUdJTi")) { // -----BEGIN
		out := make([]byte, base64.StdEncoding.DecodedLen(len(v)))
		if n, err := base64.StdEncoding.Decode(out, v); err == nil {
			p.of(out[:n], depth+1)
		}
		clear(out)
	}
}

// pem gives the body of each block that is a private key, or not known to be
// public, its lines, and the DER.
func (p *parts) pem(s []byte) {
	for {
		at := bytes.Index(s, []byte("-----BEGIN "))
		if at < 0 {
			return
		}
		s = s[at+len("-----BEGIN "):]
		label, rest, ok := bytes.Cut(s, []byte("-----"))
		if !ok {
			return
		}
		end := bytes.Index(rest, []byte("-----END "))
		if end < 0 {
			end = len(rest)
		}
		body := rest[:end]
		s = rest[end:]
		if bytes.Contains(label, []byte("CERTIFICATE")) || bytes.Contains(label, []byte("PUBLIC")) || bytes.Contains(label, []byte("PARAMETERS")) {
			continue
		}
		joined := make([]byte, 0, len(body))
		for line := range bytes.Lines(body) {
			line = bytes.TrimSpace(line)
			if bytes.IndexByte(line, ':') >= 0 { // a header
				continue
			}
			joined = append(joined, line...)
			if len(line) >= minPEMLine && len(line) < len(body)-4 {
				p.give(partPEMLine, line)
			}
		}
		der := make([]byte, base64.StdEncoding.DecodedLen(len(joined)))
		if n, err := base64.StdEncoding.Decode(der, joined); err == nil {
			p.give(partDER, der[:n]) // its base64 is the body, however it is broken
		} else {
			p.give(partPEMBody, bytes.TrimRight(joined, "="))
		}
		clear(der)
		clear(joined)
	}
}

// json finds the leaves under sensitive names of a valid JSON text, and what is
// structured in the others. It reads the text as it is, since a decoder would leave
// copies that nothing clears.
func (p *parts) json(s []byte, depth int) {
	out := make([]byte, 0, len(s))
	defer func() { clear(out[:cap(out)]) }()
	var names [][]byte // of the open objects, as they stand; nil in arrays
	var name []byte
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '{' || c == '[':
			names, name = append(names, name), nil
			i++
		case c == '}' || c == ']':
			name, names = nil, names[:len(names)-1]
			i++
		case c == '"':
			end := i + 1
			for s[end] != '"' {
				if s[end] == '\\' {
					end++
				}
				end++
			}
			text := s[i+1 : end]
			i = end + 1
			k := i
			for k < len(s) && (s[k] == ' ' || s[k] == '\t' || s[k] == '\n' || s[k] == '\r') {
				k++
			}
			if k < len(s) && s[k] == ':' {
				name, i = text, k+1
				continue
			}
			out = unescapeJSON(out[:0], text)
			if len(out) == 0 {
				continue
			}
			of := name
			if of == nil && len(names) > 0 {
				of = names[len(names)-1] // an element of an array under a name
			}
			switch {
			case sensitiveKey(of):
				p.leaf(partJSON, out, depth)
			case bytes.Contains(out, []byte("-----BEGIN ")) || bytes.Contains(out, []byte("://")):
				p.of(out, depth+1)
			}
		case c == ',':
			name = nil
			i++
		default:
			i++
		}
	}
}

func unescapeJSON(dst, s []byte) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			dst = append(dst, s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'u':
			r := hex4(s[i+1:])
			i += 4
			if utf16.IsSurrogate(r) && i+6 < len(s) && s[i+1] == '\\' && s[i+2] == 'u' {
				if r2 := utf16.DecodeRune(r, hex4(s[i+3:])); r2 != utf8.RuneError {
					r = r2
					i += 6
				}
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

func hex4(s []byte) (r rune) {
	for _, c := range s[:4] {
		r = r<<4 | rune(unhex(c))
	}
	return r
}

// sensitiveWords are parts of names under which a registered structure holds a
// secret; harmlessEnds are ends of names that hold none. Names are compared
// without case and without - _ . and blanks.
var (
	sensitiveWords = []string{
		"password", "passwd", "passphrase", "pwd", "secret", "token", "privatekey", "apikey", "accesskey", "accountkey",
		"sharedkey", "encryptionkey", "signingkey", "masterkey", "clientkey", "credential", "authorization", "signature",
	}
	sensitiveNames = []string{"pass", "pw", "auth", "key", "sig", "pin", "cookie", "sas", "jwt", "bearer"}
	harmlessEnds   = []string{"uri", "url", "id", "type", "name", "file", "path", "expiry", "ttl", "count", "endpoint", "algorithm", "version", "policy"}
)

func sensitiveKey(name []byte) bool {
	var buf [64]byte
	n := 0
	for _, c := range name {
		if c == '-' || c == '_' || c == '.' || c == ' ' {
			continue
		}
		if n == len(buf) {
			return false
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	key := buf[:n]
	for _, end := range harmlessEnds {
		if bytes.HasSuffix(key, []byte(end)) {
			return false
		}
	}
	for _, w := range sensitiveNames {
		if string(key) == w {
			return true
		}
	}
	for _, w := range sensitiveWords {
		if bytes.Contains(key, []byte(w)) {
			return true
		}
	}
	return false
}

// isRandom tells whether a part that nothing names a secret looks like one: it has
// digits between letters, or both cases and digits.
func isRandom(v []byte) bool {
	if len(v) < 8 || look(v).weakRandomness() || commonness(v) != "" {
		return false
	}
	var lower, upper, digit, other, turns int
	for i, c := range v {
		switch {
		case c >= 'a' && c <= 'z':
			lower = 1
		case c >= 'A' && c <= 'Z':
			upper = 1
		case c >= '0' && c <= '9':
			digit = 1
			if i > 0 && (v[i-1]|0x20 >= 'a' && v[i-1]|0x20 <= 'z') {
				turns++
			}
		default:
			other = 1
		}
	}
	return digit == 1 && (turns > 1 || lower+upper+digit+other > 2)
}

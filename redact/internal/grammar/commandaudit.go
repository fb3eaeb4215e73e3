package grammar

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Linux' auditd writes the arguments of a command as a0="curl" a1="-u" a2="ada:x", and one that
// has a blank, a quote mark or more of the like in it as hexadecimal: a2=6164613A782079.

// auditArgument returns the length of the name of such an argument with its equals sign, and
// that the argument is in hexadecimal. It is 0 for other text, and negative where more is
// needed. Behind tells that an argument in hexadecimal came before.
func auditArgument(text []byte, i int, behind, final bool) (size int, hex bool) {
	if i < 2 || text[i-1] != ' ' || text[i-2] != '"' && !behind {
		return 0, false
	}
	n := 1
	for n <= 4 && i+n < len(text) && text[i+n] >= '0' && text[i+n] <= '9' {
		n++
	}
	rest := text[i+n:]
	if len(rest) < 4 && !final {
		return -1, false
	}
	if n == 1 || len(rest) < 2 || rest[0] != '=' {
		return 0, false
	}
	if rest = rest[1:]; rest[0] == '"' || rest[0] == '\\' {
		return n + 1, false
	}
	if len(rest) < 2 || !upperHex(rest[0]) || !upperHex(rest[1]) || len(rest) > 2 && !upperHex(rest[2]) && kindOf(rest[2]) != sep {
		return 0, false
	}
	return n + 1, true
}

func upperHex(b byte) bool { return b >= '0' && b <= '9' || b >= 'A' && b <= 'F' }

// unhex appends what digits stand for, up to the first byte that is none.
func unhex(dst, digits []byte) []byte {
	for ; len(digits) > 1 && upperHex(digits[0]) && upperHex(digits[1]); digits = digits[2:] {
		dst = append(dst, byte(unit.Hex(digits[0])<<4|unit.Hex(digits[1])))
	}
	return dst
}

// readAudit reads the name of an argument of auditd at Pos, and begins its value if it is a flag
// in hexadecimal with its value: -p, --password=. More tells that text ends too early.
func (c *Command) readAudit(n *Names, text []byte, final bool) (yes, more bool) {
	size, hex := auditArgument(text, c.Pos, c.audit, final)
	if size <= 0 {
		return false, size < 0
	}
	at := c.Pos + size
	skip := 0 // bytes of the flag
	if hex && c.phase == cmdGap {
		var buf [maxWord]byte
		v := unhex(buf[:0], text[at:min(len(text), at+2*maxWord)])
		if len(v) < maxWord && at+2*len(v)+1 >= len(text) && !final {
			return false, true
		}
		r := &commands[c.row-1]
		switch i := bytes.IndexByte(v, '='); {
		case len(v) < 3 || v[0] != '-':
		case v[1] != '-' && (hasFlag(r.flags, v[1]) || hasFlag(r.glued, v[1])):
			skip = 2
		case i > 2 && (bytes.Contains([]byte(r.long), spaced(v[:i])) || r.program() && c.named(n, v[:i])):
			skip = i + 1
		}
	}
	c.Pos = at + 2*skip
	c.audit, c.hex = c.audit || hex, hex
	if skip > 0 {
		c.phase, c.quote, c.sep, c.comma = cmdNext, quote{}, true, false
	}
	return true, false
}

// separator is what stands before the value in a word.
func (p part) separator() string {
	switch p {
	case colon:
		return ":"
	case percentSign:
		return "%"
	case slash:
		return "/"
	case equals:
		return "="
	case comma:
		return ","
	}
	return ""
}

// hidesHex is the verdict on a value in hexadecimal.
func (n *Names) hidesHex(v CommandValue, digits []byte) bool {
	var buf [maxHarmless]byte
	b := unhex(buf[:0], digits[:min(len(digits), 2*maxHarmless)])
	_, value, ok := bytes.Cut(b, []byte(v.hex.separator()))
	return len(digits) > 2*maxHarmless || 2*len(b) < len(digits) || ok && n.Hide(Class{Weak: v.row.weak}, value, true)
}

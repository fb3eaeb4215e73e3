package grammar

import "bytes"

// maxMember bounds the name of a member inside a bracketed value.
const maxMember = 40

// pairEnd is what closes the bracket b, or 0.
func pairEnd(b byte) byte {
	switch b {
	case '[':
		return ']'
	case '{':
		return '}'
	case '(':
		return ')'
	}
	return 0
}

// enclosed reports that v is one bracket with its content: what opens with the first
// byte closes with the last. Brackets in quoted strings do not count.
func enclosed(v []byte) bool {
	if len(v) < 2 || pairEnd(v[0]) == 0 || v[len(v)-1] != pairEnd(v[0]) {
		return false
	}
	depth := 0
	for i := 0; i < len(v); i++ {
		switch b := v[i]; b {
		case '"':
			if end := bytes.IndexByte(v[i+1:], '"'); end >= 0 && end+i+1 < len(v)-1 {
				i += end + 1
			}
		case '[', '{', '(':
			depth++
		case ']', '}', ')':
			if depth--; depth == 0 && i < len(v)-1 {
				return false
			}
		}
	}
	return depth == 0
}

// labelPrefix is what a label begins with behind its bracket. In one that is not ours it is
// no name of a member: what follows is judged as if it stood alone.
var labelPrefix = []byte("REDACTED:")

// A leaf is one element of a bracketed value that has no name of its own.
type leaves struct {
	names *Names
	rest  []byte
}

// next returns the next leaf without its quote marks and brackets; members with a
// name are passed over, each is judged by its own.
func (l *leaves) next() (leaf []byte, ok bool) {
	for len(l.rest) > 0 {
		v := l.rest
		switch b := v[0]; {
		case b == ' ', b == '\t', b == '\r', b == '\n', b == ',', b == ';', pairEnd(b) != 0, b == '}', b == ')':
			l.rest = v[1:]
			continue
		}
		n := elementLen(v)
		if inner, ok := bytes.CutPrefix(v[:n], labelPrefix); ok {
			if l.rest = v[n:]; len(inner) > 0 {
				return inner, true
			}
			continue
		}
		leaf, l.rest = v[:n], v[n:]
		if size, named := l.memberName(leaf); named {
			l.rest = v[size:]
			l.skip()
			continue
		}
		return unquoted(leaf), true
	}
	return nil, false
}

// unquoted returns an element without its quote marks.
func unquoted(v []byte) []byte {
	k := 0
	for k < len(v) && v[k] == '\\' {
		k++
	}
	if k++; len(v) >= 2*k && isQuote(v[k-1]) && bytes.Equal(v[:k], v[len(v)-k:]) {
		return v[k : len(v)-k]
	}
	return v
}

// skip passes over the value of a member.
func (l *leaves) skip() {
	v := bytes.TrimLeft(l.rest, " \t\r\n")
	if len(v) == 0 {
		l.rest = nil
		return
	}
	if pairEnd(v[0]) == 0 {
		l.rest = v[elementLen(v):]
		return
	}
	depth := 0
	for i, b := range v {
		switch b {
		case '[', '{', '(':
			depth++
		case ']', '}', ')':
			if depth--; depth == 0 {
				l.rest = v[i+1:]
				return
			}
		}
	}
	l.rest = nil
}

// elementLen returns the length of the quoted or bare element that v begins with.
func elementLen(v []byte) int {
	i := 0
	for i < len(v) && v[i] == '\\' {
		i++
	}
	if i < len(v) && isQuote(v[i]) {
		u := i + 1 // so many backslashes stand for one
		for j, slashes := u, 0; j < len(v); j++ {
			switch {
			case v[j] == '\\':
				slashes++
				continue
			case v[j] == v[i] && slashes%u == u-1 && slashes/u%2 == 0:
				return j + 1
			}
			slashes = 0
		}
		return len(v)
	}
	for i < len(v) && bytes.IndexByte([]byte(" \t\r\n,;[]{}()"), v[i]) < 0 {
		i++
	}
	return max(i, 1)
}

// memberName reports that an element, with what follows it, is the name of a member
// and, in a bare element, its value: "a": 1, a:1, a=1. Size is the length of the name
// with what separates it from its value. The padding of base64 separates nothing, nor
// does a colon behind what is too mixed to be a name.
func (l *leaves) memberName(element []byte) (size int, named bool) {
	rest := l.rest
	i := bytes.IndexAny(element, ":=")
	if quoted := isQuote(element[0]) || element[0] == '\\'; quoted || i < 0 {
		after := bytes.TrimLeft(rest, " ")
		if len(after) == 0 || after[0] != ':' && after[0] != '=' {
			return 0, false
		}
		return len(element) + len(rest) - len(after) + 1, wordy(unquoted(element)) || l.names.IsMark(unquoted(element))
	}
	if !wordy(element[:i]) {
		return 0, false
	}
	if i+1 == len(element) {
		return i + 1, element[i] == ':' || len(rest) > 0 && pairEnd(rest[0]) != 0
	}
	return i + 1, element[i] == ':' || element[i+1] != '='
}

// wordy reports a name of words, with one number at most.
func wordy(name []byte) bool {
	numbers := 0
	for i, b := range name {
		switch k := kindOf(b); {
		case k == digit:
			if i == 0 || kindOf(name[i-1]) != digit {
				numbers++
			}
		case k == sep && bytes.IndexByte([]byte("_-./ "), b) < 0:
			return false
		}
	}
	return len(name) > 0 && len(name) <= maxMember && numbers <= 1 && (kindOf(name[0]) != digit || numbers == 1 && len(name) <= 4)
}

// Single leaves the brackets of a list of one element as they are: ["x"], [x],
// []string{"x"}, Some("x"). It reports whether Span has become smaller.
func (c *Candidate) Single(text []byte) bool {
	if c.wasCut || c.list || c.open.ch != 0 || c.blind || c.end-c.val > maxSpec || c.phase != phBracketEnd && c.phase != phBare && c.phase != phSoft {
		return false
	}
	v := unwrapped(text[c.val:c.end])
	if len(v) < 3 || pairEnd(v[0]) == 0 || v[len(v)-1] != pairEnd(v[0]) {
		return false
	}
	inner := bytes.TrimLeft(v[1:len(v)-1], " \t\r\n")
	if len(inner) == 0 {
		return false
	}
	n := elementLen(inner)
	if len(bytes.TrimRight(inner[n:], " \t\r\n")) > 0 {
		return false
	}
	start := c.end - 1 - len(inner)
	switch mark := (n - len(unquoted(inner[:n]))) / 2; {
	case mark > 0:
		if n == 2*mark || mark > maxSlashes {
			return false
		}
		c.open = quote{inner[mark-1], uint8(mark - 1)}
		c.val, c.end = start+mark, start+n-mark
	case inner[0] != '\\' && !isQuote(inner[0]) && pairEnd(inner[0]) == 0 && (v[0] != '{' || !bytes.ContainsAny(bytes.TrimRight(inner[:n], "="), ":=")):
		c.val, c.end = start, start+n
	default:
		return false
	}
	if i := bytes.IndexByte(text[c.val:c.end], ' '); c.Class.Extent == ExtentScheme && i > 0 && in(schemes, text[c.val:c.val+i]) {
		for c.val += i; c.val < c.end-1 && text[c.val] == ' '; c.val++ {
		}
	}
	return true
}

// wrappers are what languages print before the bracket of a single value.
var wrappers = []string{"Some(", "[]string{", "Optional[", "Just("}

// unwrapped returns v without what stands before its bracket.
func unwrapped(v []byte) []byte {
	for _, w := range wrappers {
		if bytes.HasPrefix(v, []byte(w)) {
			return v[len(w)-1:]
		}
	}
	return v
}

// holds reports a structure under a weak name of which a member holds what that is about.
func (n *Names) holds(c Class, v []byte) bool {
	l := leaves{n, v}
	var list Class // of the elements of a list in it
	for len(l.rest) > 0 {
		switch b := l.rest[0]; {
		case b == ']':
			list = Class{}
			l.rest = l.rest[1:]
			continue
		case b == ' ', b == '\t', b == '\r', b == '\n', b == ',', b == ';', pairEnd(b) != 0, b == ']', b == '}', b == ')':
			l.rest = l.rest[1:]
			continue
		}
		v := l.rest
		k := elementLen(v)
		l.rest = v[k:]
		size, named := l.memberName(v[:k])
		if !named {
			if list.chosen && n.Hide(list, unquoted(v[:k]), true) {
				return true
			}
			continue
		}
		if l.rest = bytes.TrimLeft(v[size:], " \t\r\n"); len(l.rest) > 0 {
			holder, holds := c, Holds(v[:size])
			if name := bytes.Trim(v[:size], "\"'`\\:= \t\r\n"); !holds && c.Plural() && !n.names(name) {
				holder, holds = Beneath(c.Det, name)
			}
			switch inside := pairEnd(l.rest[0]) != 0 || bytes.HasPrefix(l.rest, []byte("map[")); {
			case inside && holder.chosen && holds:
				if l.rest[0] == '[' {
					list = holder
				}
				l.rest = l.rest[bytes.IndexAny(l.rest, "[{(")+1:]
				continue // it may be in there
			case !inside && holds && n.Hide(holder, unquoted(l.rest[:elementLen(l.rest)]), true):
				return true
			}
		}
		l.skip()
	}
	return false
}

// Holds reports a name such as "value", which says nothing of its own: inside of a
// value under a weak name it holds what that is about. Signs around it do not count.
func Holds(name []byte) bool {
	return valueNames.has(bytes.ToLower(bytes.Trim(name, "\"'`\\:= \t\r\n")))
}

var valueNames = set("value val raw plain plaintext current previous")

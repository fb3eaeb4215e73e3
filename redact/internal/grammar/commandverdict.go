package grammar

import (
	"bytes"
	"slices"
	"strings"
)

// A CommandValue is a value that Run found.
type CommandValue struct {
	Start, End int
	Cut        bool // its beginning was replaced
	quoted     bool
	weak       bool // plain words are no value of the flag
	said, sure bool // see Command
	certain    bool // nor is it no value since it is one
	bound      bool // it was bound to a placeholder
	hexed      bool // in hexadecimal: of part hex
	hex        part
	row        *command
}

// Unsure reports a value that is none, nor what an error says of one, unless Hides does.
func (v CommandValue) Unsure() bool { return v.row.unsure() }

// Hides is the verdict on a value of a command.
func (n *Names) Hides(text []byte, v CommandValue) bool {
	b := text[v.Start:v.End]
	if v.row.parsed && !n.parsed(text[:v.Start]) || v.row.located && !n.located(text[:v.Start]) {
		return false
	}
	if v.row.arrow {
		class, ok := n.Classify(lastName(text[:v.Start-len(v.row.word)]))
		return ok && !v.quoted && !prosaic(b) && n.Hide(class, b, true)
	}
	if v.row.env && !n.assigned(text[:v.Start]) {
		return false
	}
	if v.row.ahead || v.row.usage {
		class, ok := n.namedAhead(text, v.End)
		if v.row.usage {
			class, ok = n.usage(text[:v.Start])
		}
		return ok && n.Hide(class, b, true) && !(v.row.usage && prosaic(b)) && (!class.Weak || chosenValue(b))
	}
	if v.hexed && !v.Cut {
		return n.hidesHex(v, b)
	}
	if v.row.columns && v.quoted && !v.Cut && in(queryWords, b) && inCall(text[max(0, v.Start-maxText):v.Start]) {
		return false
	}
	if v.row.part == whole && mapping(b) || v.row.run && ids(text[:v.Start], b) || v.row.last && !v.quoted && mechanism(b) {
		return false
	}
	if !v.quoted && !v.Cut && n.namesMark(b) || v.row.each && len(b) > 0 && b[0] == '@' {
		return false
	}
	if !v.Cut && len(b) > 0 && (string(b) == "-" || v.row.told && len(b) == 1 || v.row.hash && !v.sure && !v.certain && !hashed(b) || v.said && v.names(text, b) || !v.quoted && v.unsaid(text, b)) {
		return false
	}
	if v.quoted && !v.certain && !v.Cut && v.row.statement() && between(b) || v.bound && v.quoted && behindComma(text, v.Start) && namesMember(text[v.End:]) {
		return false
	}
	switch r := v.row; {
	case v.Cut:
	case r.first && (r.after == "" && !chosenValue(b) || strings.IndexByte("=/`", b[0]) >= 0):
		return false // of SQL, of prose
	case r.odd && !v.quoted && prosaic(b), r.columns && n.template(b), r.into && (n.variable(text, v) || hole(b)),
		r.unless != "" && bytes.Contains(text[max(0, v.Start-maxText):v.Start], []byte(r.unless)), r.file && filed(text[:v.Start], b):
		return false
	}
	if v.row.token && (len(b) < minToken || !bytes.ContainsAny(b, "0123456789") || !tokenBytes(b)) {
		return false
	}
	if v.weak && !v.Cut {
		words := bytes.Fields(b)
		return slices.ContainsFunc(words, func(word []byte) bool {
			return n.Hide(Class{Weak: true}, word, true) || v.row.bare && len(words) > 1 && digits(word)
		})
	}
	return v.Cut || n.Hide(Class{Weak: v.row.weak && (!v.certain || !v.quoted && n.plainly(b))}, b, v.quoted || !v.row.prose && !v.row.weak)
}

// unsaid reports what stands for a value: what a program prints, a name in angle brackets, the
// next word of a sentence, the path of a file.
func (v CommandValue) unsaid(text, b []byte) bool {
	return program(b) || b[0] == '<' && v.End < len(text) && text[v.End] == '>' && placeholder(b[1:]) ||
		v.row.token && b[0] == '/' && bytes.ContainsAny(b, ".-_") || v.row.told && (len(b) <= len("requires") && strings.Contains(joints, " "+string(b)+" ") || longFlag(b))
}

// namesMember reports the closing mark of a name of JSON, at any level, and the colon.
func namesMember(text []byte) bool {
	text = bytes.TrimLeft(text, `\`)
	return len(text) > 1 && isQuote(text[0]) && text[1] == ':'
}

// longFlag reports the name of a flag: --random-password.
func longFlag(v []byte) bool {
	name, ok := bytes.CutPrefix(v, []byte("--"))
	return ok && placeholder(name)
}

// names reports what a sentence names something by: an id that no statement can have
// without quote marks, since it begins with a digit or has hyphens.
func (v CommandValue) names(text, b []byte) bool {
	if v.quoted || v.End < len(text) && text[v.End] == ';' || len(b) < 8 || len(b) > 36 {
		return false
	}
	joints := 0
	for _, x := range b {
		if x == '-' {
			joints++
		} else if k := kindOf(x); k != digit && (x < 'a' || x > 'f') {
			return false
		}
	}
	return kindOf(b[0]) == digit && joints == 0 || joints == 4 && len(b) == 36
}

// program reports the first word of what a shell runs for its output: $(cat, $(/bin/pw).
func program(v []byte) bool {
	name, ok := bytes.CutPrefix(v, []byte("$("))
	if !ok {
		return false
	}
	name = bytes.TrimRight(name, ")")
	for part := range bytes.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("/.-_", r) }) {
		if !letters(part) {
			return false
		}
	}
	return len(name) > 0
}

// placeholder reports a name of letters and hyphens.
func placeholder(v []byte) bool {
	for part := range bytes.FieldsFuncSeq(v, func(r rune) bool { return r == '-' || r == '_' }) {
		if !letters(part) {
			return false
		}
	}
	return true
}

// hashed reports what Oracle keeps of a password: hexadecimal digits, or parts such as S:8F2A.
func hashed(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); k != upper && k != digit && (b < 'a' || b > 'f') && b != ':' && b != ';' {
			return false
		}
	}
	return len(v) >= 8 && bytes.ContainsAny(v, "0123456789")
}

// joints are words of sentences about a flag.
const joints = " is are was and or to with in the a an for of on as at by if not can must should needs takes means sets value requires option flag PASSWORD "

// tokenBytes reports text without the separators of names, addresses and values.
func tokenBytes(v []byte) bool {
	v = bytes.TrimRight(v, "=.:;!?")
	for _, b := range v {
		if b < 0x80 && kindOf(b) == sep && strings.IndexByte("-_.~+/", b) < 0 {
			return false
		}
	}
	return true
}

// mapping reports ports as a container maps them: 8080:80.
func mapping(v []byte) bool {
	return bytes.IndexByte(v, ':') > 0 && len(bytes.Trim(bytes.TrimSuffix(v, []byte("/tcp")), "0123456789.:")) == 0
}

// ids reports the numbers of a user and a group, rather than a name and a password:
// 1000:1000, 1000:0.
func ids(before, v []byte) bool {
	if !digits(v) || len(before) == 0 || before[len(before)-1] != ':' {
		return false
	}
	before = before[:len(before)-1]
	i := len(before)
	for i > 0 && kindOf(before[i-1]) == digit {
		i--
	}
	return i < len(before) && (string(v) == "0" || bytes.Equal(before[i:], v))
}

// mechanism reports what SMTP and IMAP have behind AUTH: PLAIN, CRAM-MD5.
func mechanism(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); k != upper && k != digit && b != '-' {
			return false
		}
	}
	return len(v) > 4 && kindOf(v[0]) == upper
}

// namesMark reports a name with a replacement of ours as its value.
func (n *Names) namesMark(v []byte) bool {
	i := bytes.LastIndexAny(v, "[(")
	return i > 1 && (v[i-1] == ':' || v[i-1] == '=') && nameBytes(bytes.TrimLeft(v[:i-1], "-")) && n.IsMark(v[i:])
}

// behindMarks returns where text[start:end], behind the first colon of a word, begins if
// that colon is one of a mark of ours: behind the next.
func (n *Names) behindMarks(text []byte, start, end int) int {
	from := max(0, start-maxMark)
	i := bytes.LastIndexAny(text[from:start], "[(")
	if i < 0 {
		return start
	}
	i, _ = n.markAt(text, from+i, true)
	if i <= start {
		return start
	}
	for i < end && text[i] != ':' {
		next, _ := n.markAt(text, i, true)
		i = max(i+1, next)
	}
	return min(i+1, end)
}

// prosaic reports what may be a word, of a sentence or of a usage.
func prosaic(v []byte) bool {
	if v[0] == '<' || v[0] == '[' {
		return true
	}
	for _, b := range v {
		if k := kindOf(b); k == digit || k == sep && b < 0x80 && strings.IndexByte(".,:;-_/()[]'\"", b) < 0 {
			return false
		}
	}
	return true
}

// filed reports that what stands behind the colon of --cert belongs to the name of the file.
func filed(before, v []byte) bool {
	n := len(before)
	return v[0] == '\\' && n > 1 && kindOf(before[n-2]) >= lower && (n == 2 || kindOf(before[n-3]) == sep) || bytes.HasSuffix(before, []byte("pkcs11:"))
}

// template reports what a program puts a value in the place of: {x}, ${x}, %s, or a sign and the name
// of a secret, $password. Passwords begin with such signs, too.
func (n *Names) template(v []byte) bool {
	if inner, ok := bytes.CutSuffix(v, []byte("}")); ok {
		inner = bytes.TrimSuffix(bytes.TrimLeft(inner, "$#{ "), []byte("}"))
		return len(inner)+1 < len(v) && len(inner) > 0 && nameBytes(bytes.TrimRight(inner, " "))
	}
	return string(v) == "%s" || strings.IndexByte("$:@", v[0]) >= 0 && n.names(v[1:])
}

// variable reports what stands for a value in a shell, or is the name of one. In single quotes a shell
// reads no variable.
func (n *Names) variable(text []byte, v CommandValue) bool {
	b := text[v.Start:v.End]
	if !v.quoted && n.names(b) {
		return true
	}
	name, ok := bytes.CutPrefix(b, []byte("$"))
	return ok && text[max(0, v.Start-1)] != '\'' && nameBytes(bytes.TrimPrefix(name, []byte("env:")))
}

// hole reports words in angle brackets, which say what to put there.
func hole(v []byte) bool {
	if len(v) < 3 || v[0] != '<' || v[len(v)-1] != '>' {
		return false
	}
	for word := range bytes.FieldsSeq(v[1 : len(v)-1]) {
		if !placeholder(word) {
			return false
		}
	}
	return true
}

package grammar

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

const (
	maxHarmless = 256 // bytes a value may have and still be harmless
	maxRef      = 64  // bytes of the name in a template reference
)

// Hide is the verdict on a value under a sensitive name. Quoted tells that the
// extent of the value is certain: it stood in quotes, or came as a value of its
// own; prose may stand only where it is not.
func (n *Names) Hide(c Class, value []byte, quoted bool) bool {
	if evident(c, value) {
		return n.hidesEvident(c, value, quoted)
	}
	return n.verdict(c, value, quoted)
}

// verdict is Hide for any value.
func (n *Names) verdict(c Class, value []byte, quoted bool) bool {
	v := bytes.TrimSpace(value)
	if len(v) > maxHarmless {
		return true
	}
	if from, to, ok := change(v, quoted); ok {
		return n.Hide(c, from, quoted) || n.Hide(c, to, quoted)
	}
	if bytes.IndexByte(v, '\\') >= 0 || c.Weak && bytes.IndexByte(v, '%') >= 0 {
		var once, twice [maxHarmless]byte
		v = bytes.TrimSpace(plainText(once[:0], v))
		if c.Weak && bytes.IndexByte(v, '%') >= 0 {
			v = plainText(twice[:0], v)
		}
		return n.hides(c, v, quoted)
	}
	return n.hides(c, v, quoted)
}

// hides is Hide for a value without blanks around it and without escapes.
func (n *Names) hides(c Class, v []byte, quoted bool) bool {
	whole := v
	if c.chosen && !chosenValue(v) {
		return false
	}
	if c.Weak && c.special != pin && c.special != home && tiny(v) {
		return false
	}
	if !quoted && len(v) > 1 && len(v) <= 4 && (v[0] == ':' || v[0] == '?') && digits(v[1:]) {
		return false // a placeholder of Oracle and SQLite
	}
	if !quoted {
		// The mark behind a word of a sentence, or of an error that wraps another.
		if len(v) > 0 && kindOf(v[len(v)-1]) == sep {
			if w := bytes.TrimRight(v, ".:,;!?"); len(w) > 0 {
				v = w
			}
		}
		if len(v) == 1 && (v[0] == ':' || v[0] == ',' || v[0] == ';') {
			return false // of the sentence
		}
	}
	if c.Weak && c.special != pin && c.special != home && len(v) > 0 && v[0] < 0x80 && kindOf(v[0]) != sep && bytes.IndexByte(v, '[') < 0 && bytes.IndexByte(v, '(') < 0 && (plain(v) || c.keys && compound(v)) {
		return false // as it would be below: it is neither in quotes or brackets nor a mark
	}
	if void(v) || n.IsMark(v) || n.onlyMarks(v) || reference(v) || n.nothing(v) || in(typeWords, v) || quoted && complaint(v) || lookup(v) || represented(v) || ranged(v) || sqlType(v) || !c.signs && audited(v) {
		return false
	}
	if c.names && (objectPath(v, quoted) || namesObject(v)) {
		return false
	}
	if c.made && (in(madeStates, v) || in(algorithms, v)) {
		return false
	}
	if c.special == pin {
		return n.holdsPin(v)
	}
	if c.Extent != ExtentValue && (string(v) == "0" || string(v) == "1" || string(v) == "-1") {
		return false // if cookie == 0
	}
	if w := unquoted(v); c.Extent == ExtentLine && len(w) > 1 && version(w) {
		return false // of the package of that name
	}
	if c.special == home {
		return !path(v) && !short(v)
	}
	if c.special == fingerprint && len(v) <= maxFingerprint && hexadecimal(bytes.ToLower(v)) {
		return false
	}
	if !quoted && c.special != block && status(v) || (v[0] == '{' || v[0] == '[') && !c.codes && describes(c, v) || structured(v) && refused(v) || source(v) || !quoted && n.expression(c, whole) {
		return false
	}
	if !c.Weak {
		return true
	}
	if onlySigns(v) || quoted && c.keys && (len(v) <= 14 && letters(v) && spoken(v) || len(v) <= longWord && variable(v) && bytes.IndexByte(v, '_') > 0) || bytes.HasPrefix(v, []byte("${{")) {
		return false // "key":"event"
	}
	var buf [maxHarmless]byte
	if inner, ok := bytes.CutPrefix(v, []byte("Str(")); ok && !quoted {
		v = bytes.TrimSuffix(inner, []byte(")")) // of the debug exporter of OpenTelemetry
		if len(v) == 0 {
			return false
		}
	}
	return !plain(n.unmarked(buf[:0], unquoted(v))) && !n.plainList(v) && !n.plainMap(v) || structured(v) && n.holds(c, bytes.TrimPrefix(v, []byte("map")))
}

// maxFingerprint is the number of digits of the fingerprint of a key.
const maxFingerprint = 40

// onlySigns reports up to eight of them, without a letter or a digit.
func onlySigns(v []byte) bool {
	for _, b := range v {
		if b >= 0x80 || kindOf(b) != sep {
			return false
		}
	}
	return len(v) <= 8
}

// tiny reports a few letters, or a small number: plain, however they came.
func tiny(v []byte) bool {
	if len(v) == 0 || len(v) > 6 {
		return false
	}
	all := true
	for _, b := range v {
		all = all && kinds[b] == digit
	}
	if all || len(v) > 4 {
		return all
	}
	for _, b := range v {
		if k := kinds[b]; b >= 0x80 || k != lower && k != upper {
			return false
		}
	}
	return true
}

// holdsPin reports digits that may be a PIN, or a list with such an element.
func (n *Names) holdsPin(v []byte) bool {
	if len(v) == 0 || v[0] != '[' {
		return digits(v) && len(v) >= 4
	}
	l := leaves{n, v}
	for leaf, ok := l.next(); ok; leaf, ok = l.next() {
		if digits(leaf) && len(leaf) >= 4 {
			return true
		}
	}
	return false
}

// onlyMarks reports a value of quoted and unquoted marks that are glued together:
// "[REDACTED:a]"[REDACTED:b].
func (n *Names) onlyMarks(v []byte) bool {
	if len(v) == 0 || !isQuote(v[0]) {
		return false
	}
	marks := 0
	for len(v) > 0 {
		if isQuote(v[0]) {
			v = v[1:]
			continue
		}
		end := 0
		for end < len(v) && !isQuote(v[end]) {
			end++
		}
		if !n.IsMark(v[:end]) {
			return false
		}
		marks++
		v = v[end:]
	}
	return marks > 0
}

func isQuote(b byte) bool { return b == '"' || b == '\'' || b == '`' }

// plainText appends v with its escapes read: \u003cnil\u003e.
func plainText(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		kind, sym, w := unit.At(v, i, true)
		switch kind {
		case unit.Sym:
			dst = append(dst, sym)
		case unit.Plain:
			dst = append(dst, v[i])
		}
		i += w
	}
	return dst
}

// plainList reports a bracketed value of a weak name that is a structure, of which
// each member is judged by its own name, or a list of plain values.
func (n *Names) plainList(v []byte) bool {
	if !enclosed(v) {
		return false
	}
	l := leaves{n, v[1 : len(v)-1]}
	for leaf, ok := l.next(); ok; leaf, ok = l.next() {
		if !n.saysNothing(leaf) {
			return false
		}
	}
	return true
}

// plainMap is plainList for a map as Go prints it.
func (n *Names) plainMap(v []byte) bool {
	return bytes.HasPrefix(v, []byte("map[")) && n.plainList(v[len("map"):])
}

// structured reports a bracketed value, or a map as Go prints it.
func structured(v []byte) bool {
	return pairEnd(v[0]) != 0 || bytes.HasPrefix(v, []byte("map["))
}

// saysNothing reports an element that tells nothing: a plain value or a mark of ours.
func (n *Names) saysNothing(leaf []byte) bool {
	if len(leaf) == 0 || void(leaf) || n.plainMap(leaf) || n.IsMark(leaf) {
		return true
	}
	var buf [maxHarmless]byte
	return plain(n.unmarked(buf[:0], leaf))
}

// onlyBrackets reports void brackets, which are text where they stand in quotes.
func onlyBrackets(v []byte) bool {
	return len(v) > 0 && bytes.IndexByte([]byte("{}[]()"), v[0]) >= 0 && !in(voidWords, v) && void(v)
}

// nothing reports a bracketed list of which no element tells anything: [""], [nil].
func (n *Names) nothing(v []byte) bool {
	if v = unwrapped(v); pairEnd(v[0]) == 0 {
		return false
	}
	if !enclosed(v) {
		return n.IsMark(bytes.TrimLeft(v[1:], "\"'`\\, ")) // behind empty elements
	}
	inner := bytes.TrimSpace(v[1 : len(v)-1])
	if v[0] != '(' && standsFor(inner) {
		return true
	}
	if n.IsMark(inner) || v[0] == '[' && (complaint(inner) || inspected(inner)) {
		return true
	}
	for len(inner) > 0 {
		k := elementLen(inner)
		leaf := inner[:k]
		inner = bytes.TrimLeft(inner[k:], ", \t")
		if leaf[0] == '[' || leaf[0] == ']' {
			continue // of a list in the list
		}
		if x := unquoted(leaf); void(x) == onlyBrackets(x) && len(x) > 0 && !n.IsMark(x) && !reference(x) && !(len(x) < len(leaf) && complaint(x)) {
			return false
		}
	}
	return true
}

// sizeOf returns what helm diff says behind the row of a value: -------- # (16 bytes).
func sizeOf(v []byte) []byte {
	i := bytes.Index(v, []byte(" # ("))
	if i < minMask || !bytes.HasSuffix(v, []byte(" bytes)")) {
		return nil
	}
	return v[i:]
}

// minMask is the length of a row of hyphens that stands for a value: helm diff prints such.
const minMask = 8

// standsFor reports the name of a secret in brackets, which stands for it: Bearer {token}, value={password}.
func standsFor(inner []byte) bool {
	inner = bytes.TrimSuffix(bytes.TrimSuffix(bytes.TrimPrefix(inner, []byte("self.")), []byte("!r")), []byte("!s")) // of Python
	return len(inner) > 0 && in(standWords, inner)
}

// standWords are such names.
var standWords = set("password token secret credential credentials api_key apikey access_token auth_token ssha ssha256 ssha512 crypt argon2 pbkdf2 cleartext")

// void reports values that say that there is no value.
func void(v []byte) bool {
	if len(v) == 0 {
		return true
	}
	if in(voidWords, v) {
		return true
	}
	if len(v) == 1 && v[0] == '-' {
		return true
	}
	brackets, masks := true, true
	for _, b := range bytes.TrimSuffix(v, sizeOf(v)) {
		switch b {
		case '{', '}', '[', ']', '(', ')', ' ', '\t', '\r', '\n':
			masks = false
		case '*', 'x', 'X', '.':
			brackets = false
		case '-', '+':
			brackets, masks = false, masks && len(v) >= minMask
		default:
			return false
		}
	}
	return brackets || masks
}

// maxListed bounds the bytes of a word in a list.
const maxListed = 40

// in reports whether v, in lower case, is a word of the list. It does not allocate.
func in(l *wordList, v []byte) bool {
	var buf [maxListed]byte
	if len(v) > len(buf) || !l.mayHave(v) {
		return false
	}
	for i, b := range v {
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		buf[i] = b
	}
	return l.table.find(buf[:len(v)]) >= 0
}

// status reports prose that begins with a status word.
func status(v []byte) bool {
	end := 0
	for end < len(v) && (kindOf(v[end]) == lower || kindOf(v[end]) == upper) {
		end++
	}
	for _, b := range v[end:] {
		switch b {
		case '.', ',', ':', ';', '!', '?', ')', '-':
		default:
			return dashed(v)
		}
	}
	return in(statusWords, v[:end])
}

// phpType reports what var_dump prints before a value: string(16).
func phpType(v []byte) bool {
	for _, t := range [...]string{"string(", "int(", "float(", "bool(", "array("} {
		if rest, ok := bytes.CutPrefix(v, []byte(t)); ok {
			return len(rest) > 1 && rest[len(rest)-1] == ')' && (digits(rest[:len(rest)-1]) || in(voidWords, rest[:len(rest)-1]))
		}
	}
	return false
}

// dashed reports a compound of plain words of which the first is a status word:
// deny-all, not-set.
func dashed(v []byte) bool {
	i := 0
	for i < len(v) && v[i] != '-' && v[i] != '_' {
		i++
	}
	if i == len(v) || !in(statusWords, v[:i]) {
		return false
	}
	return in(statusWords, v[i+1:]) || in(plainWords, v[i+1:])
}

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
	if from, to, ok := change(v); ok {
		return n.Hide(c, from, quoted) || n.Hide(c, to, quoted)
	}
	if bytes.IndexByte(v, '\\') >= 0 || c.Weak && bytes.IndexByte(v, '%') >= 0 {
		var once, twice [maxHarmless]byte
		v = plainText(once[:0], v)
		if c.Weak && bytes.IndexByte(v, '%') >= 0 {
			v = plainText(twice[:0], v)
		}
		return n.hides(c, v, quoted)
	}
	return n.hides(c, v, quoted)
}

// hides is Hide for a value without blanks around it and without escapes.
func (n *Names) hides(c Class, v []byte, quoted bool) bool {
	if c.Weak && c.special != pin && c.special != home && tiny(v) {
		return false
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
	if c.Weak && c.special != pin && c.special != home && len(v) > 0 && v[0] < 0x80 && kindOf(v[0]) != sep && bytes.IndexByte(v, '[') < 0 && bytes.IndexByte(v, '(') < 0 && plain(v) {
		return false // as it would be below: it is neither in quotes or brackets nor a mark
	}
	if void(v) || n.IsMark(v) || n.onlyMarks(v) || reference(v) || n.nothing(v) || in(typeWords, v) || quoted && complaint(v) || lookup(v) {
		return false
	}
	if c.special == pin {
		return n.holdsPin(v)
	}
	if w := unquoted(v); c.Extent == ExtentLine && len(w) > 1 && version(w) {
		return false // of the package of that name
	}
	if c.special == home {
		return !path(v) && !short(v)
	}
	if !quoted && c.special != block && status(v) || v[0] == '{' && describes(v) || structured(v) && refused(v) || source(v) {
		return false
	}
	if !c.Weak {
		return true
	}
	var buf [maxHarmless]byte
	return !plain(n.unmarked(buf[:0], unquoted(v))) && !n.plainList(v) && !n.plainMap(v) || structured(v) && n.holds(c, bytes.TrimPrefix(v, []byte("map")))
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
		return n.IsMark(bytes.TrimLeft(v[1:], "\"'`\\"))
	}
	inner := bytes.TrimSpace(v[1 : len(v)-1])
	if n.IsMark(inner) || v[0] == '[' && complaint(inner) {
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

// void reports values that say that there is no value.
func void(v []byte) bool {
	if len(v) == 0 {
		return true
	}
	if in(voidWords, v) {
		return true
	}
	brackets, masks := true, true
	for _, b := range v {
		switch b {
		case '{', '}', '[', ']', '(', ')', ' ', '\t', '\r', '\n':
			masks = false
		case '*', 'x', 'X', '.':
			brackets = false
		default:
			return false
		}
	}
	return brackets || masks
}

// in reports whether v, in lower case, is a word of the list. It does not allocate.
func in(l *wordList, v []byte) bool {
	var buf [24]byte
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

// reference reports template references: ${NAME}, $(NAME), {{ name }}, <name>,
// vault:…, op://….
func reference(v []byte) bool {
	if in(placeholders, v) || len(v) > 1 && v[0] == '$' && (digits(v[1:]) && len(v) <= 3 || variable(v[1:])) {
		return true
	}
	if len(v) > 3 && bytes.HasPrefix(v, []byte("$(")) && v[len(v)-1] == ')' {
		return refName(bytes.ReplaceAll(v[2:len(v)-1], []byte(" "), []byte("_")))
	}
	if len(v) == 0 || bytes.IndexByte([]byte("${<%vo"), v[0]) < 0 {
		return false
	}
	for _, f := range [...]struct{ open, close string }{
		{"${{", "}}"}, {"${", "}"}, {"$(", ")"}, {"{{", "}}"}, {"<", ">"}, {"%", "%"}, {"vault:", ""}, {"op://", ""},
	} {
		if len(v) > len(f.open)+len(f.close) && bytes.HasPrefix(v, []byte(f.open)) && bytes.HasSuffix(v, []byte(f.close)) {
			return refName(bytes.TrimSpace(v[len(f.open) : len(v)-len(f.close)]))
		}
	}
	return false
}

// variable reports the name of an environment variable in its usual spelling.
func variable(v []byte) bool {
	for _, b := range v {
		if b != '_' && (b < 'A' || b > 'Z') {
			return false
		}
	}
	return true
}

func refName(v []byte) bool {
	if len(v) == 0 || len(v) > maxRef {
		return false
	}
	for _, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper:
		case b == '_', b == '.', b == ':', b == '/', b == '-':
		default:
			return false
		}
	}
	return true
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
	i := bytes.IndexAny(v, "-_")
	if i < 0 || !in(statusWords, v[:i]) {
		return false
	}
	return in(statusWords, v[i+1:]) || in(plainWords, v[i+1:])
}

// plain reports the ordinary values of weak names.
func plain(v []byte) bool {
	if len(v) == 0 || in(plainWords, v) || in(statusWords, v) {
		return true
	}
	// A digit or a letter at the beginning leaves a few of them.
	colon := bytes.IndexByte(v, ':') >= 0
	switch b := v[0]; {
	case b >= '0' && b <= '9':
		return numbered(v) || smallNumber(v) || stamp(v) || measure(v) || version(v) || pointer(v) || colon && (path(v) || hostPort(v))
	case b < 0x80 && kindOf(b) != sep:
		return short(v) || status(v) || dashedPlain(v) || typeName(v) || slug(v) || version(v) || relative(v) || header(v) ||
			colon && (path(v) || hostPort(v))
	}
	return short(v) || smallNumber(v) || typeName(v) || path(v) || slug(v) || status(v) || measure(v) || hostPort(v)
}

// hostPort reports the address of a server: localhost:8080, db-1.example:5432.
func hostPort(v []byte) bool {
	v = bytes.TrimSuffix(v, []byte(":"))
	i := bytes.LastIndexByte(v, ':')
	if i <= 0 || len(v)-i > 6 || !digits(v[i+1:]) {
		return false
	}
	label, nums := 0, 0 // bytes, and digits among them
	for j, b := range v[:i] {
		switch k := kindOf(b); {
		case b == '.' && label > 0 && j < i-1:
			label, nums = 0, 0
			continue
		case k == digit:
			nums++
		case k == lower && b < 0x80 || b == '-':
		default:
			return false
		}
		if label++; label > 24 || nums > 3 {
			return false
		}
	}
	return string(v[:i]) == "localhost" || bytes.IndexByte(v[:i], '.') > 0
}

func dashedPlain(v []byte) bool {
	i := bytes.IndexAny(v, "-_:.")
	if i <= 0 || i == len(v)-1 {
		return false
	}
	a, b := v[:i], v[i+1:]
	return (in(plainWords, a) || in(statusWords, a)) && (in(plainWords, b) || in(statusWords, b))
}

func digits(v []byte) bool {
	for _, b := range v {
		if b < '0' || b > '9' {
			return false
		}
	}
	return len(v) > 0
}

// smallNumber reports numbers below one million, fractions and rates.
func smallNumber(v []byte) bool {
	if digits(v) {
		v = bytes.TrimLeft(v, "0")
		return len(v) <= 6
	}
	n, most := 0, 6
	for i, b := range v {
		switch {
		case b >= '0' && b <= '9':
			n++
		case b == '/' && i > 0 && most == 6:
			most = 10 // so many of so many
		case (b == '-' || b == '+') && i == 0:
		case (b == '/' || b == '.' || b == '%' || b == ',') && i > 0:
		case b == 's' && i > 0 && i == len(v)-1 && v[i-1] == '/':
		default:
			return false
		}
	}
	return n > 0 && n <= most
}

// camel reports that every hump has at least three letters, as words have and
// random text has not.
func camel(v []byte) bool {
	run := 0
	for i, b := range v {
		k := kindOf(b)
		if i > 0 && (k == upper || k == sep) {
			if run > 0 && run < 3 {
				return false
			}
			run = 0
		}
		if k != sep {
			run++
		}
	}
	return run >= 3
}

// path reports file paths and URLs whose segments look like words.
func path(v []byte) bool {
	if i := bytes.Index(v, []byte("://")); i > 0 && i < 12 {
		v = v[i+2:]
	}
	switch {
	case v[0] == '/', bytes.HasPrefix(v, []byte("./")), bytes.HasPrefix(v, []byte("../")), bytes.HasPrefix(v, []byte("~/")):
	case len(v) > 2 && kindOf(v[0]) != sep && v[1] == ':' && (v[2] == '\\' || v[2] == '/'):
	default:
		return false
	}
	seg, ups, nums := 0, 0, 0
	for _, b := range v {
		switch {
		case b == '/' || b == '\\':
			seg, ups, nums = 0, 0, 0
			continue
		case kindOf(b) == upper:
			ups++
		case kindOf(b) == digit:
			nums++
		case kindOf(b) == lower, bytes.IndexByte([]byte("._-:*@~ %?={}"), b) >= 0:
		default:
			return false
		}
		if seg++; seg > 48 || seg >= 12 && ups > 1 && nums > 1 {
			return false
		}
	}
	return true
}

// slug reports lower-case words joined by separators, with a short number at the
// end: orders-7, user:created. The words must be long enough to be words.
func slug(v []byte) bool {
	run, words := 0, 0
	for i, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80:
			run++
		case b == '-' || b == '_' || b == ':' || b == '.' || b == '#':
			if run < 2 && i > 0 {
				return false
			}
			words++
			run = 0
		case k == digit:
			return words > 0 && run == 0 && digits(v[i:]) && len(v)-i <= 4
		default:
			return false
		}
	}
	return words > 0 && run >= 2 && len(v) <= 48
}

// header reports the name of a header of its own: x-request-id, X-Amz-Date.
func header(v []byte) bool {
	if len(v) < 4 || len(v) > 40 || v[0]|0x20 != 'x' || v[1] != '-' {
		return false
	}
	run := 0
	for _, b := range v[2:] {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper && run == 0:
			if run++; run > 16 {
				return false
			}
		case b == '-' && run >= 2:
			run = 0
		default:
			return false
		}
	}
	return run >= 2
}

// numbered reports two or more decimal numbers joined by one underscore or hyphen
// each, as job and session numbers are: 30546173_4261722401.
func numbered(v []byte) bool {
	run, joints := 0, 0
	for _, b := range v {
		switch {
		case b >= '0' && b <= '9':
			if run++; run > 13 {
				return false
			}
		case (b == '_' || b == '-') && run > 0:
			run = 0
			joints++
		default:
			return false
		}
	}
	return run > 0 && joints > 0 && joints <= 3
}

// short reports text too short for a secret of a weak name: a few letters, a word
// of capitals, a single mark.
func short(v []byte) bool {
	upperOnly, letters := true, true
	for _, b := range v {
		k := kindOf(b)
		letters = letters && (k == lower && b < 0x80 || k == upper)
		upperOnly = upperOnly && k == upper
	}
	return letters && len(v) <= 4 || upperOnly && len(v) <= 12 || len(v) == 1 && kindOf(v[0]) == sep
}

// stamp reports times as seconds or milliseconds since 1970, from 2017 on.
func stamp(v []byte) bool {
	return (len(v) == 10 || len(v) == 13) && digits(v) && v[0] == '1' && v[1] >= '5'
}

// relative reports relative paths of plain words and short numbers:
// kube-system/coredns, exports/2026/03/02/orders-000117.parquet.
func relative(v []byte) bool {
	seg, nums, slashes := 0, 0, 0 // nums: digits that a segment begins with
	for i, b := range v {
		k := kindOf(b)
		switch {
		case b == '/' && i > 0:
			slashes++
			seg, nums = 0, 0
			continue
		case k == digit && seg == nums && slashes > 0 && nums < 4:
			nums++
		case k == lower && b < 0x80 && (seg == 0 || seg > nums), seg > nums && k == digit, seg > 0 && (b == '-' || b == '_' || b == '.'):
		default:
			return false
		}
		if seg++; seg > 40 {
			return false
		}
	}
	return slashes > 0 && seg > 0 && len(v) <= 128
}

// pointer reports addresses as Go prints them.
func pointer(v []byte) bool {
	return len(v) <= 14 && bytes.HasPrefix(v, []byte("0x")) && !bytes.ContainsFunc(v[2:], func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f')
	})
}

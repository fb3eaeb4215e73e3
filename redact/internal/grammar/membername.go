package grammar

import "bytes"

// maxNamed bounds the bytes of a value before the word that makes it a name.
const maxNamed = 64

// NamesOthers reports that the name which a literal at text[at] announces stands in a member that
// names what others hold: "field":"password".
func NamesOthers(text []byte, at int) bool {
	_, _, _, kind := naming(text, at)
	return kind != otherMember
}

// OpenNaming begins at that member.
func OpenNaming(text []byte, at int) Members {
	i, form, plain, kind := naming(text, at)
	return Members{Pos: i, flat: i, start: i, part: i, form: form, mark: form, plain: plain, phase: membersText, kind: kind}
}

// naming returns where the value of the member begins, its quote mark, whether names of members have
// none, and what it is.
func naming(text []byte, at int) (start int, form quote, plain bool, kind memberKind) {
	i := at
	for i > 0 && at-i < maxNamed && inValue[text[i-1]] {
		i--
	}
	if i < 4 || text[i-1] != '"' && text[i-1] != '\'' || text[i-2] != ':' && text[i-2] != '\\' && text[i-2] != ' ' {
		return 0, form, false, otherMember
	}
	form, j := markBefore(text, i-1)
	if form.ch == '\'' && form.esc != 0 {
		return 0, form, false, otherMember
	}
	j = blanksBefore(text, j)
	if j < 2 || text[j-1] != ':' {
		return 0, form, false, otherMember
	}
	j = blanksBefore(text, j-1) + 1 // Jackson has a blank before the colon
	if j < 2 {
		return 0, form, false, otherMember
	}
	end := j - 1
	if plain = form.ch == '\'' && text[j-2] != '\''; !plain {
		var closing quote
		if closing, end = markBefore(text, j-2); closing != form {
			return 0, form, false, otherMember
		}
	}
	key := end
	for key > 0 && end-key < maxMemberName && inName[text[key-1]] {
		key--
	}
	if key == 0 || !plain && text[key-1] != form.ch {
		return 0, form, false, otherMember
	}
	if kind = memberOf(text[key:end]); kind != namingMember && kind != fieldMember {
		return 0, form, false, otherMember
	}
	return i, form, plain, kind
}

// blanksBefore returns where the blanks begin that end at text[i].
func blanksBefore(text []byte, i int) int {
	for k := 0; k < maxBlanks && i > 0 && text[i-1] == ' '; k++ {
		i--
	}
	return i
}

// inValue marks what may stand before a name in the value of a member that names others.
var inValue = func() (t [256]bool) {
	t = inName
	for _, b := range "/#[]" {
		t[b] = true
	}
	return t
}()

// markBefore returns the quote mark at text[i] with the backslashes before it, and where they begin.
func markBefore(text []byte, i int) (quote, int) {
	n := 0
	for n <= maxSlashes && i-n > 0 && text[i-n-1] == '\\' {
		n++
	}
	if n > maxSlashes || n > 0 && n&1 == 0 {
		return quote{}, 0
	}
	return quote{text[i], uint8(n)}, i - n
}

// maxMemberName bounds the names of members that mean something here.
const maxMemberName = 24

// memberOf tells what a member is by its name.
func memberOf(name []byte) memberKind {
	var buf [maxMemberName]byte
	n := 0
	for _, b := range name {
		switch {
		case b == '_' || b == '-':
		case n == len(buf):
			return otherMember
		default:
			buf[n] = lower32(b)
			n++
		}
	}
	switch word := buf[:n]; {
	case bytes.HasSuffix(word, []byte("value")):
		switch what := word[:n-len("value")]; {
		case len(what) == 0, in(refusedWords, what):
			return valueMember
		case in(boundWords, what):
			return otherMember
		}
		return changeMember
	case namingMembers.has(word):
		return namingMember
	case fieldMembers.has(word):
		return fieldMember
	case changeMembers.has(word):
		return changeMember
	}
	return otherMember
}

// NamesMember reports a name of a member that says what another holds: name, field.
func NamesMember(name string) bool {
	kind := memberOf([]byte(name[:min(len(name), 2*maxMemberName)]))
	return kind == namingMember || kind == fieldMember
}

// HoldsMember reports that of one which holds it: value, rejectedValue.
func HoldsMember(name string) bool {
	return memberOf([]byte(name[:min(len(name), 2*maxMemberName)])) == valueMember
}

var (
	// namingMembers name the object that they are in, as those of variables, headers, cookies and
	// patches.
	namingMembers = set("name key path variable parameterkey parametername variablename settingname configkey")
	// fieldMembers name what a complaint or a change is about.
	fieldMembers = set("field fieldname failedfield property propertyname propertypath attribute attributename column columnname param parameter setting option displayname instancepath datapath jsonpath")
	// changeMembers hold it there.
	changeMembers = set("fromstring tostring old new from to before after previous current input data given actual received")
	// refusedWords before "value" make it one that somebody gave, boundWords a bound of others.
	refusedWords = set("rejected attempted invalid input submitted field param parameter user given received")
	boundWords   = set("min max minimum maximum limit has is no allow valid return status expected example")
)

// described reports what a change of a field may have that says of what kind it is, or when it was, rather
// than a secret: words, types with a size, dates, numbers, addresses of mail.
func described(v []byte) bool {
	if i := bytes.IndexByte(v, '('); i > 0 && v[len(v)-1] == ')' && digits(bytes.ReplaceAll(v[i+1:len(v)-1], []byte(","), nil)) {
		v = v[:i] // varchar(64)
	}
	word, date, at := true, true, -1
	for i, b := range v {
		k := kindOf(b)
		word = word && (k == lower || k == upper || bytes.IndexByte([]byte(" _-/[]"), b) >= 0)
		date = date && (k == digit || bytes.IndexByte([]byte("-:.TZ+ /"), b) >= 0)
		if b == '@' {
			at = i
		}
	}
	return word || date || at > 0 && bytes.IndexByte(v[at:], '.') > 0 && bytes.IndexByte(v, ' ') < 0 || in(numberedTypes, v)
}

// numberedTypes are those with digits in them.
var numberedTypes = set("md5 sha1 sha256 sha512 utf8 utf8mb4 int2 int4 int8 int16 int32 int64 v1 v2")

// HidesStated is [Names.Hide] for what a member holds that another names. Words stay under a weak name, those
// that say what is the matter with a secret under any, and what stands for a credential behind its scheme:
// Bearer <token>.
func (n *Names) HidesStated(c Class, v []byte) bool {
	if c.Weak && letters(v) || in(statusWords, v) || c.Extent != ExtentValue && reference(v[bytes.LastIndexByte(v, ' ')+1:]) {
		return false
	}
	return n.Hide(c, v, true)
}

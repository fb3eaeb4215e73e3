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
	for k := 0; k < maxBlanks && j > 0 && text[j-1] == ' '; k++ {
		j--
	}
	if j < 2 || text[j-1] != ':' {
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
		if in(boundWords, word[:n-len("value")]) {
			return otherMember
		}
		return valueMember
	case namingMembers.has(word):
		return namingMember
	case fieldMembers.has(word):
		return fieldMember
	case changeMembers.has(word):
		return changeMember
	}
	return otherMember
}

var (
	// namingMembers name the object that they are in, as those of variables, headers, cookies and
	// patches.
	namingMembers = set("name key path variable")
	// fieldMembers name what a complaint or a change is about.
	fieldMembers = set("field fieldname property propertyname propertypath attribute attributename column columnname param parameter setting option displayname instancepath datapath jsonpath")
	// changeMembers hold it there.
	changeMembers = set("old new from to before after previous current input data given actual received")
	// boundWords before "value" make it a bound of others.
	boundWords = set("min max minimum maximum limit has is no allow valid")
)

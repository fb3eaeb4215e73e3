package grammar

import "bytes"

// Statements and programs take a value from elsewhere: from a column or a field of the same name
// (b.token, EXCLUDED.password, user.password), or from placeholders and functions of them
// (crypt($2, password), COALESCE(?, token), ($1::text[])).

// maxQuery bounds the bytes of such a value.
const maxQuery = 128

// elsewhere reports such a value. Nothing in it could be a secret: no string but the name of an
// algorithm, and no number of more than four digits.
func (c *Candidate) elsewhere(text []byte) bool {
	if c.end-c.val > maxQuery {
		return false
	}
	v := bytes.TrimRight(text[c.val:c.end], ",;")
	name := text[max(0, c.name):c.nameTo]
	if sameField(v, name) && c.takesField(text, v) || !c.colon && joined(name, v) {
		return true
	}
	q := queryReader{v: v, name: name}
	switch {
	case len(v) == 0:
		return false
	case v[0] == '(' && hasPrefixFold(v[1:], "select "):
		return !bytes.ContainsAny(v, "'\"`")
	}
	if !q.operand() || q.at < len(v) || !q.given {
		return false
	}
	config := c.colon || c.nameTo < len(text) && text[c.nameTo] == '=' // as it may be, and the environment
	return !config || v[0] == '$' || in(queryFunctions, q.first)
}

// takesField reports that what stands around a field or a column of the same name is a line of a program or a
// statement: v ends a member, blanks stand around the equals sign, or it is that of something that programs
// and statements name so.
func (c *Candidate) takesField(text, v []byte) bool {
	if c.colon {
		rest := text[c.end:]
		return c.after && len(rest) > 0 && (rest[0] == ',' || rest[0] == ';' || rest[0] == '}')
	}
	if bytes.HasPrefix(text[c.nameTo:c.val], []byte(" ")) && c.after || v[0] == '$' {
		return bytes.IndexByte(text[c.nameTo:c.val], '=') >= 0
	}
	owner := v[:max(0, bytes.IndexAny(v, ".-?:"))]
	if bytes.Count(text[max(0, c.name):c.nameTo], []byte(".")) > 1 {
		return false // of a file of properties
	}
	return len(owner) > 0 && len(owner) <= 3 || in(argumentNames, owner) || in(settingRoots, owner) || bytes.EqualFold(owner, []byte("excluded"))
}

// joined reports columns of two tables: t.session_id = s.id. The latter is a column of letters in a table with
// a name that queries give: s, s1_0. If the first has no table it is an id.
func joined(name, v []byte) bool {
	table, column, ok := bytes.Cut(v, []byte("."))
	own, _, dotted := bytes.Cut(name, []byte("."))
	if !ok || !alias(table) || !variableName(column) {
		return false
	}
	return dotted && alias(own) || bytes.HasSuffix(name, []byte("_id")) && (string(column) == "id" || bytes.HasSuffix(column, []byte("_id")))
}

// alias reports up to three letters, with digits as Hibernate has them.
func alias(v []byte) bool {
	letters := bytes.TrimRight(v, "0123456789_")
	return len(letters) > 0 && len(letters) <= 3 && lowers(letters) && len(v)-len(letters) <= 4
}

// sameField reports a field or a column of that name in something else: b.token, form.password, $user->password.
func sameField(v, name []byte) bool {
	if i := bytes.Index(v, []byte("::")); i > 0 && nameBytes(v[i+2:]) {
		v = v[:i] // a cast
	}
	v = bytes.TrimLeft(v, "$&*@")
	if i := bytes.LastIndexAny(name, ".->"); i >= 0 {
		name = name[i+1:]
	}
	owner := len(v) - len(name)
	if owner < 2 || len(name) < 3 || !bytes.Equal(v[owner:], name) || variable(name) || kindOf(v[0]) == digit {
		return false
	}
	joint := 0 // bytes of it
	for _, sign := range [...]string{".", "->", "?.", "::"} {
		if bytes.HasSuffix(v[:owner], []byte(sign)) {
			joint = len(sign)
		}
	}
	nums, dots := 0, 0
	for _, b := range v[:owner-joint] {
		switch k := kindOf(b); {
		case b == '.':
			dots++
		case k == digit:
			nums++
		case k == sep && b != '_' && b != '-' && b != '>' && b != '?' && b != ':':
			return false
		}
	}
	head := v[:max(0, owner-joint)]
	if joint == 0 || len(head) == 0 || nums > 0 && !alias(head) || len(head) > 3 && !camel(bytes.TrimLeft(head, "_")) && !bytes.EqualFold(head, []byte("excluded")) {
		return false // of what looks random
	}
	return dots == 0 || in(settingRoots, v[:bytes.IndexByte(v, '.')])
}

// A queryReader reads an expression of SQL.
type queryReader struct {
	v, name []byte
	at      int
	depth   int
	given   bool   // a placeholder is in it, or the column itself
	fn      []byte // the function that was read last
	first   []byte // the outermost one
}

// operand reads a placeholder, a column, a function with its arguments, or operands in parentheses.
func (q *queryReader) operand() bool {
	if q.at == len(q.v) || q.at > 0 && bytes.IndexByte([]byte("(, "), q.v[q.at-1]) < 0 {
		return false
	}
	switch b := q.v[q.at]; {
	case b == '?':
		q.at++
		q.given = q.depth > 0 || q.given
	case (b == '$' || b == ':' || b == '@') && q.at+1 < len(q.v) && q.v[q.at+1] != ':':
		q.at++
		word := q.word()
		if word == nil || b == '$' && !digits(word) || b != '$' && !variableName(word) {
			return false // $ecret
		}
		q.given = q.given || q.depth > 0
	case b == '%' && q.at+1 < len(q.v) && q.v[q.at+1] == 's':
		q.at += 2
		q.given = q.given || q.depth > 0
	case b == '\'':
		end := bytes.IndexByte(q.v[q.at+1:], '\'')
		if end < 0 || q.depth == 0 || end > 0 && !in(queryWords, q.v[q.at+1:q.at+1+end]) {
			return false
		}
		q.at += end + 2
	case b == '(':
		if !q.arguments() {
			return false
		}
	case kindOf(b) == digit:
		if word := q.word(); len(word) > 4 || !digits(word) || q.depth == 0 {
			return false
		}
	default:
		word := q.word()
		if word == nil {
			return false
		}
		if q.at < len(q.v) && q.v[q.at] == '(' {
			if q.fn = word; q.depth == 0 {
				q.first = word
			}
			if len(word) < 3 || !q.arguments() {
				return false
			}
			break
		}
		same := bytes.EqualFold(word, q.name)
		if !same && (bytes.ContainsAny(word, "0123456789") || q.v[0] == '(') || q.depth == 0 {
			return false
		}
		q.given = q.given || same && in(queryFunctions, q.fn)
	}
	for q.at+1 < len(q.v) && q.v[q.at] == ':' && q.v[q.at+1] == ':' {
		q.at += 2
		if q.word() == nil {
			return false
		}
		if bytes.HasPrefix(q.v[q.at:], []byte("[]")) {
			q.at += 2
		}
		q.given = q.given || q.depth == 0 && len(q.v) > 1 && q.v[0] == '$' && kindOf(q.v[1]) == digit
	}
	return true
}

// arguments reads operands in parentheses.
func (q *queryReader) arguments() bool {
	if q.depth++; q.depth > maxCalls {
		return false
	}
	q.at++
	for q.at < len(q.v) {
		switch q.v[q.at] {
		case ')':
			q.at++
			q.depth--
			return true
		case ' ', ',':
			q.at++
		default:
			if !q.operand() {
				return false
			}
		}
	}
	return false
}

// word reads a name of letters, digits, underscores and dots.
func (q *queryReader) word() []byte {
	start := q.at
	for q.at < len(q.v) && (kindOf(q.v[q.at]) != sep || q.v[q.at] == '_' || q.v[q.at] == '.') && q.v[q.at] < 0x80 {
		q.at++
	}
	if q.at == start || q.at-start > maxMember {
		return nil
	}
	return q.v[start:q.at]
}

// queryFunctions are called with the column itself.
var queryFunctions = set("lower upper trim btrim ltrim rtrim coalesce ifnull nvl isnull nullif crypt md5 sha1 sha2 sha256 sha512 digest encode decode hex unhex cast concat")

// queryWords are strings that say how something is hashed or encoded.
var queryWords = set("bf md5 sha1 sha224 sha256 sha384 sha512 sha2_256 sha2_512 hex base64 escape utf8 utf-8 xdes des aes")

// inCall reports that a string behind left is an argument of a function: crypt($2, gen_salt('bf')).
func inCall(left []byte) bool {
	open := bytes.LastIndexByte(left, '(')
	if open < 1 || !nameByte(left[open-1]) || bytes.IndexByte(left[open:], ')') >= 0 {
		return false
	}
	name := left[:open]
	for len(name) > 0 && nameByte(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	name = left[len(name):open]
	return !bytes.EqualFold(name, []byte(valuesWord)) && !bytes.EqualFold(name, []byte("row"))
}

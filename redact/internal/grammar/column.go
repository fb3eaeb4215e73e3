package grammar

import (
	"bytes"
	"strings"
)

// Queries compare more than columns as they are: lower(token) = 'x', (token)::text <> 'x',
// CAST(token AS text) = 'x', token COLLATE "C" = 'x'.

// maxColumn bounds the bytes between such a column and what it is compared with.
const maxColumn = 96

// maxClosing bounds the parentheses behind a column before a cast of it.
const maxClosing = 4

// columnFunctions are functions around a column, with their parenthesis.
var columnFunctions = [...]string{"lower(", "upper(", "trim(", "btrim(", "ltrim(", "rtrim(", "coalesce(", "ifnull(", "nvl(", "isnull(", "cast(", "convert(", "binary(", "hex(", "unhex(", "encode(", "decode("}

// A columnReader reads what stands behind a column.
type columnReader struct {
	text  []byte // cut to what may be read
	at    int
	casts bool
	nulls bool // of a function with what stands in for null
	ends  int  // parentheses that close
	short bool // the text ends too early
}

// compareColumn returns where the operator stands behind the column text[name:i], which is more than a
// column and is compared with a string, or 0, and whether more text decides.
func compareColumn(text []byte, name, i int, final bool) (at int, more bool) {
	path := i > 0 && text[i-1] == '\''
	if end := text[i:min(len(text), i+maxClosing)]; !path && len(end) == maxClosing && end[0] == ')' && !bytes.Contains(end, []byte("::")) && !inFunction(text, name) {
		return 0, false
	}
	r := columnReader{text: text[:min(len(text), i+maxColumn)], at: i, casts: path, nulls: inAnyOf(text, name, nullFunctions[:])}
	for r.wraps() {
	}
	ok := r.casts || r.ends > 0 && inFunction(text, name)
	if ok {
		r.skip(" ")
		at = r.at
		ok = r.operator()
	}
	if r.short && len(r.text) == len(text) && !final {
		return 0, true
	}
	if !ok {
		return 0, false
	}
	return at, false
}

// columnOrMore reports that compareColumn finds an operator, or that it may.
func columnOrMore(text []byte, name, i int, final bool) bool {
	at, more := compareColumn(text, name, i, final)
	return at > 0 || more
}

// wrapsColumn reports that text[i] may begin what stands behind such a column.
func wrapsColumn(text []byte, i int) bool {
	if i+2 >= len(text) {
		return true
	}
	b, c := text[i+1], text[i+2]
	switch text[i] {
	case ')':
		return b == ')' || b == ':' || b == '=' || b == ' ' && (compares[c] || c == '=')
	case ',':
		return b == '\'' || b == ' ' && c == '\''
	case ':':
		return b == ':'
	case ' ':
		return b|0x20 == 'c' && c|0x20 == 'o' || (b|0x20 == 'a' || b|0x20 == 'u') && c|0x20 == 's'
	}
	return false
}

// pathEnd returns the length of the mark at text[i] that ends a path of JSON whose last part is the name at
// text[name], or 0: JSON_EXTRACT(data, '$.token') = 'x'.
func pathEnd(text []byte, name, i int) int {
	const root = "'$."
	if name >= len(root) && string(text[name-len(root):name]) == root && text[i] == '\'' {
		return 1
	}
	return 0
}

// inFunction reports that one of the functions has the column at text[name] for its argument.
func inFunction(text []byte, name int) bool { return inAnyOf(text, name, columnFunctions[:]) }

// nullFunctions are those whose second argument stands in for a column that is null.
var nullFunctions = [...]string{"coalesce(", "ifnull(", "nvl(", "isnull("}

func inAnyOf(text []byte, name int, functions []string) bool {
	const marks = "\\\"`[]."
	end := name
	for floor := max(0, name-maxLeft); end > floor && (nameByte(text[end-1]) || bytes.IndexByte([]byte(marks), text[end-1]) >= 0); {
		end-- // of the table
	}
	if end == 0 || text[end-1] != '(' {
		return false
	}
	left := text[max(0, end-maxCompared):end]
	for _, function := range functions {
		if hasSuffixFold(left, function) {
			return true
		}
	}
	return false
}

// wraps reads one of what stands around a column.
func (r *columnReader) wraps() bool {
	switch {
	case r.word(")"):
		r.ends++
	case r.word("::"):
		r.casts = true
		return r.typeName()
	case r.word(" collate "), r.word(" COLLATE "):
		r.casts = true
		r.skip("\\\"")
		ok := r.name()
		r.skip("\\\"")
		return ok
	case r.word(" as "), r.word(" AS "), r.word(" using "), r.word(" USING "):
		return r.typeName() && r.word(")") && r.closes()
	case r.word(", ''"), r.word(",''"), r.nulls && (r.word(", '") || r.word(",'")) && r.literal():
		_ = r.word("::") && r.typeName()
		return r.word(")") && r.closes()
	default:
		return false
	}
	return true
}

// literal reads the rest of a short string that stands in for a column which is null.
func (r *columnReader) literal() bool {
	for range maxDefault {
		if r.at == len(r.text) {
			r.short = true
			return false
		}
		if r.at++; r.text[r.at-1] == '\'' {
			return true
		}
	}
	return false
}

// maxDefault bounds the bytes of such a string.
const maxDefault = 16

// closes counts a parenthesis that was read.
func (r *columnReader) closes() bool {
	r.ends++
	return true
}

// typeName reads a type: text, character varying(255), text[].
func (r *columnReader) typeName() bool {
	if !r.name() {
		return false
	}
	_ = r.word(" varying") || r.word(" precision")
	if r.word("(") {
		r.skip("0123456789, ")
		if !r.word(")") {
			return false
		}
	}
	_ = r.word("[]")
	return true
}

// operator reads what compares, and reports a string behind it, or a list of strings.
func (r *columnReader) operator() bool {
	if !r.word("=") {
		rest := r.text[r.at:]
		if len(rest) < maxCompared {
			r.short = true
		}
		at, more := compared(r.text, r.at, false)
		r.short = r.short || more
		return at > 0
	}
	r.skip(" ")
	size, more := anyOf(r.text[r.at:])
	r.short = r.short || more
	if size > 0 {
		return true
	}
	for range maxCalls {
		start := r.at
		if !r.name() || !r.word("(") {
			r.at = start
			break
		}
	}
	if r.at < len(r.text) && stringPrefix(r.text[r.at]) {
		r.at++
	}
	return r.word("'")
}

// word reads w, if it stands here.
func (r *columnReader) word(w string) bool {
	rest := r.text[r.at:]
	if len(rest) < len(w) {
		r.short = r.short || bytes.HasPrefix([]byte(w), rest)
		return false
	}
	if string(rest[:len(w)]) != w {
		return false
	}
	r.at += len(w)
	return true
}

// skip passes over bytes of set.
func (r *columnReader) skip(set string) {
	for r.at < len(r.text) && bytes.IndexByte([]byte(set), r.text[r.at]) >= 0 {
		r.at++
	}
	r.short = r.short || r.at == len(r.text)
}

// name reads the name of a type, a collation or a function.
func (r *columnReader) name() bool {
	start := r.at
	for r.at < len(r.text) && nameByte(r.text[r.at]) && r.text[r.at] != '-' {
		r.at++
	}
	r.short = r.short || r.at == len(r.text)
	return r.at > start
}

// anyWords stand between an equals sign and a list: token = ANY ('{a,b}').
var anyWords = [...]string{"ANY", "any", "ALL", "all"}

// anyOf returns the length of such a word, with the blank and the parenthesis behind it, that v begins with,
// or 0, -1 before a query of its own, and whether more text decides.
func anyOf(v []byte) (size int, more bool) {
	for _, word := range anyWords {
		size = len(word)
		switch {
		case len(v) <= size:
			more = more || strings.HasPrefix(word, string(v))
			continue
		case string(v[:size]) != word:
			continue
		}
		if v[size] == ' ' {
			size++
		}
		switch {
		case size == len(v):
			return 0, true
		case v[size] != '(':
			continue
		}
		size++
		switch {
		case size == len(v):
			return 0, true
		case bytes.IndexByte([]byte("'$?:@NEAaSs"), v[size]) < 0:
			return 0, more
		}
		for _, word := range [...]string{arrayWord, subquery, strings.ToLower(subquery)} {
			switch rest := v[size:]; {
			case len(rest) < len(word):
				more = more || strings.HasPrefix(word, string(rest))
			case string(rest[:len(word)]) != word:
			case word == arrayWord:
				return size + len(word) - 1, false
			default:
				return -1, false
			}
		}
		if kindOf(v[size]) != sep && (size+1 == len(v) || v[size+1] != '\'') {
			return 0, more || size+1 == len(v)
		}
		return size, more
	}
	return 0, more
}

// arrayWord begins a list behind one of them: ANY (ARRAY['a','b']).
const arrayWord = "ARRAY["

// subquery begins what has no list in it.
const subquery = "SELECT "

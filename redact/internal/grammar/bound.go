package grammar

import (
	"bytes"
	"strings"
)

// A statement of SQL may have placeholders where its values are, which are listed apart:
// update users set password = $1 where id = $2, args=[x 5]. It names what they are.

// A Bound tells which arguments of a statement are secrets: a bit for each of the first 64, where those
// beyond count as the last, and the class of the first column of which one is.
type Bound struct {
	Class  Class
	Column []byte // of the text that was read
	args   uint64
}

// Has reports that the argument with a number, from 0 on, is a secret.
func (b *Bound) Has(k int) bool { return b.args>>min(k, 63)&1 != 0 }

// allBound is the arguments of a statement of which it cannot be told which belongs to which column.
const allBound = ^uint64(0)

// maxBoundColumns bounds the columns of an INSERT that are told apart: if one behind them is the name of
// a secret, all arguments count.
const maxBoundColumns = 64

// sqlVerbs are the words with which a statement begins that has arguments.
var sqlVerbs = set("select insert update delete merge replace upsert with call exec execute alter create")

// sqlBreaks are words behind which another column may come.
var sqlBreaks = set("and or where set having returning limit offset order group on values from join")

// sqlSeconds are words of which a statement has one behind that with which it begins.
var sqlSeconds = set("set from into using")

// sqlGlue are words between a column and what it is compared with.
var sqlGlue = set("is not distinct collate")

// Bound reads a statement, or a line in which one stands, and reports that a column with the name of a
// secret takes its value from an argument. It reads placeholders as ?, $1, :1, %s, @p1 and :name.
func (n *Names) Bound(line []byte) (b Bound, ok bool) {
	if bytes.Contains(line, []byte(`\u003`)) {
		line = bytes.ReplaceAll(bytes.ReplaceAll(line, []byte(`\u003e`), []byte(">")), []byte(`\u003c`), []byte("<"))
	}
	r := boundReader{names: n, text: line, free: -1}
	for r.at < len(line) {
		r.step()
	}
	return r.bound, r.bound.args != 0 && (r.formed || r.alters)
}

// A boundReader reads a statement.
type boundReader struct {
	names *Names
	text  []byte
	at    int
	bound Bound

	verbs    int    // of the statement, of which there is more than one in a WITH
	depth    int    // of parentheses
	next     int    // the number of the next argument without one of its own
	word     []byte // the last
	wordEnd  int
	free     int  // the number of the last argument, if no column was compared with it yet, or -1
	turned   bool // what follows is compared with it
	unsure   bool // not all that looks like a placeholder need be one
	formed   bool // there is a second word of a statement, so that it is none of prose
	alters   bool // a user, as ALTER USER does
	skips    bool // the next word is the name of a collation
	distinct bool // IS DISTINCT has come
	inCase   bool // a CASE is the value of a column
	caseOf   bool // which is a secret
	within   Class
	caseName []byte
	compared int // the depth at which a column is compared, plus 1
	column   Class
	secret   bool   // the column that is compared is one
	named    []byte // its name

	list    columnList
	columns [maxBoundColumns][2]int32 // where their names begin and end
	n       int
	secrets uint64 // those that are names of secrets, a bit each
	further bool   // one behind them is
	last    []byte // its name
	tuple   int    // the depth of the values of a row
	place   int    // in it
	rows    bool
}

type columnList uint8

const (
	noList   columnList = iota
	intoList            // behind INTO
	inList              // between its parentheses
)

func (r *boundReader) step() {
	b := r.text[r.at]
	switch {
	case nameByte(b) && b != '-':
		r.identifier()
		return
	case b == '\\':
		r.escape()
		return
	case b == '\'' && r.verbs > 0:
		r.literal()
		return
	case b == '-' && bytes.HasPrefix(r.text[r.at:], []byte("-- ")):
		r.comment()
		return
	case b == '/' && bytes.HasPrefix(r.text[r.at:], []byte("/*")):
		if end := bytes.Index(r.text[r.at:], []byte("*/")); end > 0 {
			r.at += end + len("*/")
			return
		}
	case b == ':' && bytes.HasPrefix(r.text[r.at:], []byte("::")):
		word := r.word
		for r.at += 2; r.at < len(r.text) && nameByte(r.text[r.at]); r.at++ {
		}
		r.word = word // and not the type of a cast
		return
	case b == '?':
		if number, ok := r.number(); ok {
			r.argument(number)
			return
		}
		if r.at > 0 && r.text[r.at-1] != '\\' && (kindOf(r.text[r.at-1]) != sep || isQuote(r.text[r.at-1])) {
			r.unsure = true // of a string
		} else {
			r.argument(-1)
		}
	case b == '$' || b == '@' || b == ':':
		if number, ok := r.number(); ok {
			r.argument(number)
			return
		}
	case b == '%' && r.at+1 < len(r.text) && r.text[r.at+1] == 's':
		r.argument(-1)
		r.at++
	case b == '>' && r.at > 0 && (r.text[r.at-1] == '-' || r.text[r.at-1] == '>'): // a path of JSON
	case b == '=', b == '<', b == '>', b == '~':
		r.compare()
	case b == '(':
		r.depth++
		r.opens()
	case b == ')':
		if r.list == inList && r.depth == 1 {
			r.list = noList
		}
		if r.depth--; r.depth < 0 {
			r.depth = 0
		}
		if r.compared > r.depth+1 {
			r.compared = 0
		}
	case b == ',':
		r.free = -1
		if r.rows && r.depth == r.tuple {
			r.place++
		}
		if r.compared == r.depth+1 {
			r.compared = 0
		}
	}
	r.at++
}

// escape passes over backslashes, and over the letter of a line end behind them.
func (r *boundReader) escape() {
	for r.at < len(r.text) && r.text[r.at] == '\\' {
		r.at++
	}
	switch {
	case r.at == len(r.text):
	case r.text[r.at] == 'u':
		r.at = min(r.at+len("u0000"), len(r.text))
	case bytes.IndexByte([]byte("nrt"), r.text[r.at]) >= 0:
		r.at++
	}
}

// literal passes over a string. That behind an arrow is the name of a member of JSON: data ->> 'token' = $1.
func (r *boundReader) literal() {
	end := bytes.IndexByte(r.text[r.at+1:], '\'')
	for end > 0 && r.text[r.at+end] == '\\' {
		r.unsure = true // some take it for the end, and some not
		more := bytes.IndexByte(r.text[r.at+end+2:], '\'')
		if more < 0 {
			break
		}
		end += more + 1
	}
	if end < 0 {
		r.at++
		return
	}
	if v := r.text[r.at+1 : r.at+1+end]; bytes.HasPrefix(v, []byte("$.")) {
		r.word = v[bytes.LastIndexByte(v, '.')+1:]
	}
	if before := bytes.TrimRight(r.text[:r.at], " "); bytes.HasSuffix(before, []byte("->")) || bytes.HasSuffix(before, []byte("->>")) {
		r.word = r.text[r.at+1 : r.at+1+end]
	}
	r.at += end + 2
}

// comment passes over a comment up to its line end, which may be escaped.
func (r *boundReader) comment() {
	rest := r.text[r.at:]
	end := bytes.IndexByte(rest, '\n')
	if i := bytes.Index(rest, []byte(`\n`)); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if end < 0 {
		r.unsure = true
		end = len("--")
	}
	r.at += end
}

// number reads $1, ?1 and :1, and names such as @p1 and :name, which have none.
func (r *boundReader) number() (number int, ok bool) {
	i := r.at + 1
	if r.text[r.at] != '$' && r.text[r.at] != '?' && (r.verbs == 0 || bytes.IndexByte([]byte(" (=,+"), r.text[max(0, r.at-1)]) < 0) {
		return 0, false
	}
	if r.text[r.at] != '$' && r.text[r.at] != '?' && i < len(r.text) && (kindOf(r.text[i]) == lower || kindOf(r.text[i]) == upper) {
		for i < len(r.text) && nameByte(r.text[i]) && r.text[i] != '-' {
			i++
		}
		r.at = i
		return 0, true
	}
	start := i
	for i < len(r.text) && kindOf(r.text[i]) == digit && i-start < 4 {
		number = number*10 + int(r.text[i]-'0')
		i++
	}
	if i == start {
		return 0, false
	}
	r.at = i
	return number, true
}

// identifier reads a word.
func (r *boundReader) identifier() {
	start := r.at
	for r.at < len(r.text) && nameByte(r.text[r.at]) && r.text[r.at] != '-' {
		r.at++
	}
	word := r.text[start:r.at]
	if len(word) > maxWord {
		r.word = nil
		return
	}
	if r.skips {
		r.skips = false
		return
	}
	if r.turned {
		r.turned = false
		if class, secret := r.names.columnClass(word); secret {
			r.note(r.free, class, word)
		}
	}
	r.free = -1
	if r.list == inList && r.depth == 1 {
		r.lists(word)
		return
	}
	if r.verbs > 0 && in(sqlSeconds, word) {
		r.formed = true
	}
	switch {
	case equalFold(word, "user"), equalFold(word, "role"), equalFold(word, "login"):
		r.alters = r.verbs > 0 && (equalFold(r.word, "alter") || equalFold(r.word, "create"))
	case in(sqlGlue, word):
		r.skips = equalFold(word, "collate")
		r.distinct = r.distinct || equalFold(word, "distinct")
		return
	case r.distinct && equalFold(word, "from"):
		r.distinct = false
		r.compare()
		return
	case equalFold(word, "case") && r.compared > 0:
		r.inCase, r.caseOf, r.within, r.caseName = true, r.secret, r.column, r.named
		return
	case r.inCase && equalFold(word, "when"):
		r.compared = 0
	case r.inCase && (equalFold(word, "then") || equalFold(word, "else")):
		r.column, r.secret, r.named, r.compared = r.within, r.caseOf, r.caseName, r.depth+1
	case r.inCase && equalFold(word, "end"):
		r.inCase, r.compared = false, 0
	case equalFold(word, "select") && r.n > 0 && r.list == noList && !r.rows:
		r.rows, r.tuple, r.place, r.compared = true, r.depth, 0, 0 // INSERT … SELECT ?, ?
	case in(sqlVerbs, word):
		if r.verbs++; r.next == 0 && r.bound.args == 0 {
			r.verbs = 1 // what was before is none
		}
		r.compared, r.list, r.rows, r.n, r.secrets, r.further = 0, noList, false, 0, 0, false
	case equalFold(word, "into"):
		r.list = intoList
	case equalFold(word, "values"):
		r.rows, r.tuple, r.place = r.n > 0, r.depth+1, 0
		r.compared = 0
	case equalFold(word, "like"), equalFold(word, "ilike"), equalFold(word, "in"), equalFold(word, "between"):
		r.compare()
		return
	case in(sqlBreaks, word):
		r.compared, r.rows, r.list = 0, false, noList
	}
	r.word, r.wordEnd = word, r.at
}

// lists adds a column of an INSERT.
func (r *boundReader) lists(word []byte) {
	_, secret := r.names.columnClass(word)
	switch {
	case r.n < maxBoundColumns:
		r.columns[r.n] = [2]int32{int32(r.at - len(word)), int32(r.at)}
		if secret {
			r.secrets |= 1 << r.n
		}
		r.n++
	case secret:
		r.further, r.last = true, word
	}
}

// compare begins what the last column is compared with.
func (r *boundReader) compare() {
	if r.free >= 0 {
		r.turned = true // $1 = token
		return
	}
	if r.verbs > 0 && len(r.word) > 0 {
		r.column, r.secret = r.names.columnClass(r.word)
		r.compared, r.named = r.depth+1, r.word
	}
}

// opens begins a list of columns, or a row of values.
func (r *boundReader) opens() {
	switch {
	case r.list == intoList:
		r.list, r.n, r.secrets, r.further, r.depth = inList, 0, 0, false, 1
	case r.rows && r.depth == r.tuple:
		r.place = 0
	}
}

// argument notes a placeholder: with a number from 1 on, or -1 for one that is counted, and 0 if it cannot
// be told.
func (r *boundReader) argument(number int) {
	if r.verbs == 0 {
		return
	}
	k := number - 1
	if number < 0 {
		k = r.next
		r.next++
	}
	class, column, secret := r.column, r.named, r.secret && r.compared > 0 && !r.added(number)
	if r.rows && r.depth >= r.tuple {
		switch {
		case r.further:
			column, secret, k = r.last, true, -1
			class, _ = r.names.columnClass(column)
		case r.place < r.n:
			if secret = r.secrets>>r.place&1 != 0; secret {
				at := r.columns[r.place]
				column = r.text[at[0]:at[1]]
				class, _ = r.names.columnClass(column)
			}
		}
	}
	if r.free = -1; !secret && r.compared == 0 && !r.rows {
		if r.alters && len(bytes.TrimLeft(r.text[r.wordEnd:max(r.wordEnd, r.start(number))], " ")) == 0 && len(r.word) > 0 {
			class, secret = r.names.columnClass(r.word) // PASSWORD $1
			column, secret = r.word, secret && class.introduces
		}
		if !secret {
			r.free = max(k, 0)
		}
	}
	if secret {
		r.note(k, class, column)
	}
}

// added reports a number that is added to a column: tokens = tokens + $1.
func (r *boundReader) added(number int) bool {
	left := bytes.TrimRight(r.text[:r.start(number)], " ")
	return len(left) > 0 && bytes.IndexByte([]byte("+-*"), left[len(left)-1]) >= 0
}

// start returns where the placeholder begins that ends at the reader, or that it is at.
func (r *boundReader) start(number int) int {
	i := r.at
	if number < 0 {
		return i
	}
	for i > 0 && bytes.IndexByte([]byte("$?:@"), r.text[i-1]) < 0 {
		i--
	}
	return max(i-1, 0)
}

// note notes that an argument is a secret: all of them if it cannot be told which.
func (r *boundReader) note(k int, class Class, column []byte) {
	if r.bound.args == 0 {
		r.bound.Class, r.bound.Column = class, column
	}
	if k < 0 || r.unsure || r.next > 0 && r.verbs > 1 {
		r.bound.args = allBound
		return
	}
	r.bound.args |= 1 << min(k, 63)
}

// columnClass returns the class of a column that is the name of a secret.
func (n *Names) columnClass(word []byte) (Class, bool) {
	if i := bytes.LastIndexByte(word, '.'); i >= 0 {
		word = word[i+1:]
	}
	class, ok := n.Classify(word)
	return class, ok && !class.keys
}

// HoldsArguments reports the name of what may hold the arguments of a statement: args, sqlParams.
func HoldsArguments(name string) bool { return endsFold(name, listNames[:]) }

var listNames = [...]string{"args", "params", "parameters", "bindings", "bind_vars", "binds", "arguments"}

// NamesStatement reports the name of what may hold a statement: sql, db.query.text.
func NamesStatement(name string) bool { return endsFold(name, statementNames[:]) }

var statementNames = [...]string{"sql", "query", "statement", "stmt", "query.text", "query_text", "command_text"}

func endsFold(name string, ends []string) bool {
	for _, end := range ends {
		if k := len(name) - len(end); k >= 0 && name[k]|0x20 == end[0] && strings.EqualFold(name[k:], end) {
			return true
		}
	}
	return false
}

func equalFold(word []byte, s string) bool { return strings.EqualFold(string(word), s) }

// A Verbless is text without a word that begins a statement, so that it is not read again for each list of
// arguments beside it. The zero value is none.
type Verbless struct{ from, to int }

// Rebase moves all offsets down by k.
func (v *Verbless) Rebase(k int) { v.from, v.to = max(0, v.from-k), max(0, v.to-k) }

// covers reports text[from:to] without such a word.
func (v *Verbless) covers(text []byte, from, to int) bool {
	if from < v.from || from > v.to {
		v.from, v.to = from, from
	}
	if to <= v.to {
		return true
	}
	at := max(from, v.to-maxVerb)
	for at > from && (nameByte(text[at-1]) || text[at-1] == '\\') {
		at-- // of a word, or behind backslashes
	}
	for at < to {
		if text[at] == '\\' {
			for at < to && text[at] == '\\' {
				at++
			}
			if at < to && bytes.IndexByte([]byte("nrt"), text[at]) >= 0 {
				at++ // of a line end
			}
			continue
		}
		if !nameByte(text[at]) || text[at] == '-' {
			at++
			continue
		}
		start := at
		for at < to && nameByte(text[at]) && text[at] != '-' {
			at++
		}
		if at-start <= maxVerb && in(sqlVerbs, text[start:at]) {
			return false
		}
	}
	v.to = to
	return true
}

// maxVerb is the bytes of the longest such word.
const maxVerb = len("execute")

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
var sqlVerbs = set("select insert update delete merge replace upsert with call exec execute")

// sqlBreaks are words behind which another column may come.
var sqlBreaks = set("and or where set having returning limit offset order group on values from join")

// Bound reads a statement, or a line in which one stands, and reports that a column with the name of a
// secret takes its value from an argument. It reads placeholders as ?, $1, %s and @p1.
func (n *Names) Bound(line []byte) (b Bound, ok bool) {
	if bytes.IndexByte(line, '?') < 0 && bytes.IndexByte(line, '$') < 0 && bytes.IndexByte(line, '%') < 0 && bytes.IndexByte(line, '@') < 0 {
		return b, false
	}
	r := boundReader{names: n, text: line}
	for r.at < len(line) {
		r.step()
	}
	return r.bound, r.bound.args != 0
}

// A boundReader reads a statement.
type boundReader struct {
	names *Names
	text  []byte
	at    int
	bound Bound

	verbs    int
	depth    int
	next     int    // the number of the next argument without one of its own
	word     []byte // the last
	compared int    // the depth at which a column is compared, plus 1
	column   Class
	secret   bool   // the column that is compared is one
	named    []byte // its name

	list    columnList
	columns []columnClass
	further columnClass // one behind those
	tuple   int         // the depth of the values of a row
	place   int         // in it
	rows    bool
}

type columnList uint8

const (
	noList   columnList = iota
	intoList            // behind INTO
	inList              // between its parentheses
)

type columnClass struct {
	name   []byte
	class  Class
	secret bool
}

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
	case b == ':' && bytes.HasPrefix(r.text[r.at:], []byte("::")):
		word := r.word
		for r.at += 2; r.at < len(r.text) && nameByte(r.text[r.at]); r.at++ {
		}
		r.word = word // and not the type of a cast
		return
	case b == '?':
		r.argument(-1)
	case b == '$' || b == '@':
		if number, ok := r.number(); ok {
			r.argument(number)
			return
		}
	case b == '%' && r.at+1 < len(r.text) && r.text[r.at+1] == 's':
		r.argument(-1)
		r.at++
	case b == '>' && r.at > 0 && (r.text[r.at-1] == '-' || r.text[r.at-1] == '>'): // a path of JSON
	case b == '=', b == '<', b == '>':
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
	if end < 0 {
		r.at++
		return
	}
	if before := bytes.TrimRight(r.text[:r.at], " "); bytes.HasSuffix(before, []byte("->")) || bytes.HasSuffix(before, []byte("->>")) {
		r.word = r.text[r.at+1 : r.at+1+end]
	}
	r.at += end + 2
}

// number reads $1 and @p1.
func (r *boundReader) number() (number int, ok bool) {
	i := r.at + 1
	if r.text[r.at] == '@' {
		if i >= len(r.text) || r.text[i]|0x20 != 'p' {
			return 0, false
		}
		i++
	}
	start := i
	for i < len(r.text) && kindOf(r.text[i]) == digit && i-start < 4 {
		number = number*10 + int(r.text[i]-'0')
		i++
	}
	if i == start {
		return 0, false
	}
	if r.text[r.at] == '@' {
		number = 0 // which is counted from 0 by some
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
	switch {
	case in(sqlVerbs, word):
		if r.verbs++; r.next == 0 && r.bound.args == 0 {
			r.verbs = 1 // what was before is none
		}
		r.compared, r.list, r.rows, r.columns = 0, noList, false, nil
	case equalFold(word, "into"):
		r.list = intoList
	case equalFold(word, "values"):
		r.rows, r.tuple, r.place = r.columns != nil, r.depth+1, 0
		r.compared = 0
	case equalFold(word, "like"), equalFold(word, "ilike"), equalFold(word, "in"), equalFold(word, "between"):
		r.compare()
		return
	case in(sqlBreaks, word):
		r.compared, r.rows, r.list = 0, false, noList
	case r.list == inList && r.depth == 1:
		r.lists(word)
		return
	}
	r.word = word
}

// lists adds a column of an INSERT.
func (r *boundReader) lists(word []byte) {
	class, secret := r.names.columnClass(word)
	switch c := (columnClass{word, class, secret}); {
	case len(r.columns) < maxBoundColumns:
		r.columns = append(r.columns, c)
	case secret:
		r.further = c
	}
}

// compare begins what the last column is compared with.
func (r *boundReader) compare() {
	if r.verbs > 0 && len(r.word) > 0 {
		r.column, r.secret = r.names.columnClass(r.word)
		r.compared, r.named = r.depth+1, r.word
	}
}

// opens begins a list of columns, or a row of values.
func (r *boundReader) opens() {
	switch {
	case r.list == intoList:
		r.list, r.columns, r.depth = inList, r.columns[:0], 1
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
	class, column, secret := r.column, r.named, r.secret && r.compared > 0
	if r.rows && r.depth >= r.tuple {
		switch {
		case r.further.secret:
			class, column, secret, k = r.further.class, r.further.name, true, -1
		case r.place < len(r.columns):
			c := &r.columns[r.place]
			class, column, secret = c.class, c.name, c.secret
		}
	}
	if !secret {
		return
	}
	if r.bound.args == 0 {
		r.bound.Class, r.bound.Column = class, column
	}
	switch {
	case k < 0 || number < 0 && r.verbs > 1:
		r.bound.args = allBound
	default:
		r.bound.args |= 1 << min(k, 63)
	}
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

var listNames = [...]string{"args", "params", "parameters", "bindings", "bind_vars", "binds"}

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
	for at > from && nameByte(text[at-1]) && nameByte(text[at]) {
		at-- // of a word
	}
	for at < to {
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

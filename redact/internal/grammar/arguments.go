package grammar

import "bytes"

// A list of the arguments of a statement stands beside it on its line:
//
//	sql="update users set password = $1 where id = $2" args="[x 5]"
//	{"args":["x",5],"sql":"update users set password = $1 where id = $2"}

// Right behind the statement the list needs no name, as fmt.Println(query, args) prints it:
//
//	update users set password = $1 where id = $2 [x 5]

// BoundWords announce such a list, in any case: its name, or a placeholder at the end of the statement.
var BoundWords = append([]string{"args", "params", "parameters", "bindings", "arguments", "binds", "? [", "?) [", "?\" ["}, lastPlaceholders()...)

// lastPlaceholders are the placeholders $1 to $9 before a list.
func lastPlaceholders() (words []string) {
	for _, end := range []string{" [", ") [", "\" ["} {
		for digit := range 9 {
			words = append(words, string([]byte{'$', byte('1' + digit)})+end)
		}
	}
	return words
}

const (
	// maxBound bounds the bytes before the list, and those behind it, in which the statement stands.
	maxBound = 4096
	// maxArguments bounds the bytes of the list. Of a longer one the arguments up to there are read.
	maxArguments = 4096
	// maxLeadIn bounds the bytes between the word and the list.
	maxLeadIn = 8
)

// An Arguments reads such a list. It is of fixed size and resumable like a Candidate.
type Arguments struct {
	Pos   int
	name  int
	named int   // where the word ends
	list  int   // behind the bracket that begins it
	end   int   // before the one that ends it, or 0
	depth int   // of brackets
	opens byte  // the first of them
	in    quote // of the string at hand
	text  quote // of the string in which the list stands: args="[x 5]"
	json  quote // of the name
	bound Bound
	known bool
	back  bool // by what stands before the list
	inStr bool // it stands in a string of JSON, whose mark ends it
	asked bool // whether that is so
	right bool // it stands right behind the statement
	plain bool // a string has all of the list: args="x, 5"

	at int // of the next argument
	k  int // its number
}

// OpenArguments begins behind one of BoundWords at text[start:end].
func OpenArguments(text []byte, start, end int) (a Arguments, ok bool) {
	if text[end-1] == '[' {
		return Arguments{Pos: end - 1, name: end - 1, right: true}, true
	}
	if start > 0 && kindOf(text[start-1]) != sep && (kindOf(text[start]) != upper || kindOf(text[start-1]) != lower) {
		return a, false // but for sqlArgs
	}
	return Arguments{Pos: end, name: start, named: end}, true
}

// Rebase moves all offsets down by k.
func (a *Arguments) Rebase(k int) {
	a.Pos, a.name, a.named, a.list, a.at = a.Pos-k, a.name-k, a.named-k, a.list-k, a.at-k
	if a.end > 0 {
		a.end -= k
	}
}

// Hold returns the smallest offset that may be replaced.
func (a *Arguments) Hold() int {
	if a.list > a.name {
		return a.list
	}
	return a.Pos
}

// List returns where the list begins and ends, 0 where that is not known.
func (a *Arguments) List() (start, end int) {
	if a.list <= a.name {
		return 0, 0
	}
	return a.list, a.end
}

// A Before is what is known of the text before a list: what has no statement, and the last list there with
// the statement before that, which is of both if no other has come.
type Before struct {
	verbless Verbless
	end      int
	bound    Bound
	known    bool
}

// Rebase moves all offsets down by k.
func (b *Before) Rebase(k int) {
	b.verbless.Rebase(k)
	b.end = max(0, b.end-k)
}

// Ended notes a list that has ended.
func (b *Before) Ended(a *Arguments) {
	if a.end > b.end {
		b.end, b.bound, b.known = a.end, a.bound, a.known && a.back
	}
}

// NoArguments reports that no statement stands beside a list behind a word at text[start:end] of a text that
// is all there is, or that there is no list.
func NoArguments(text []byte, start, end int) bool {
	a, ok := OpenArguments(text, start, end)
	if !ok || a.head(text, true) != Begun {
		return true
	}
	to := min(len(text), a.list+maxArguments+maxBound)
	if line := bytes.IndexByte(text[a.list:to], '\n'); line >= 0 {
		to = a.list + line
	}
	return new(Verbless).covers(text, a.before(text), to)
}

// Run reads text from Pos on. It returns Done when there are arguments, which Next returns.
func (a *Arguments) Run(n *Names, text []byte, before *Before, final bool) Status {
	if a.list <= a.name {
		if st := a.head(text, final); st != Begun {
			return st
		}
		start := a.before(text)
		beside := start < before.end
		switch start = max(start, before.end); {
		case start >= a.name:
		case !before.verbless.covers(text, start, a.name):
			start = a.record(text, start)
			a.bound, a.known = n.Bound(text[start:a.name])
		case beside:
			a.bound, a.known = before.bound, before.known
		}
		if a.back = a.known; a.right && !a.known {
			return Dead
		}
	}
	if a.end == 0 {
		if st := a.read(text, final); st != Begun {
			return st
		}
	}
	if !a.known {
		to, whole := a.behind(text)
		if !whole && !final {
			return More
		}
		if !before.verbless.covers(text, a.end, to) {
			for _, mark := range recordMarks {
				if i := bytes.Index(text[a.end:to], []byte(mark)); i >= 0 && a.json.ch != 0 {
					to = a.end + i
				}
			}
			a.bound, a.known = n.Bound(text[a.end:to])
		}
		if !a.known {
			return Dead
		}
	}
	if n.IsMark(text[a.list-1 : min(a.end+1, len(text))]) {
		return Dead
	}
	a.at = a.list
	return Done
}

// head reads what stands between the word and the first argument.
func (a *Arguments) head(text []byte, final bool) Status {
	i, gap, sign := a.Pos, a.Pos == a.name, false
	a.json, a.text = quote{}, quote{}
	for stop := a.Pos + maxLeadIn + maxSlashes; ; {
		t := next(text, i, 0, final)
		switch {
		case t.kind == tokMore:
			return More
		case i >= stop || t.kind == tokEnd:
			return Dead
		case t.kind == tokQuote && !sign && a.json.ch == 0 && !gap:
			a.json = quote{t.ch, t.esc}
		case t.kind == tokQuote && a.closed(text, t):
			return Dead
		case t.kind == tokQuote && sign && a.text.ch == 0:
			a.text = quote{t.ch, t.esc}
		case t.kind == tokSpace && a.text.ch == 0:
			gap = true
		case t.kind == tokChar && (t.ch == ':' && !sign || t.ch == '=' && a.text.ch == 0):
			sign = true
		case t.kind == tokChar && (t.ch == '[' || t.ch == '(') && (sign || gap):
			i += t.width
			for _, of := range goSlices {
				switch yes, more := reads(text, i, of, final); {
				case more:
					return More
				case yes:
					i += len(of)
				}
			}
			a.list, a.Pos, a.depth, a.opens = i, i, 1, t.ch
			if i > 0 && text[i-1] == '{' {
				a.opens = '{'
			}
			return Begun
		case a.text.ch != 0 && (a.json.ch != 0 || a.text.esc == 0):
			a.list, a.Pos, a.depth, a.plain = i, i, 1, true
			return Begun
		default:
			return Dead
		}
		i += t.width
	}
}

// goSlices are what %#v prints of a slice behind its first bracket.
var goSlices = [...]string{"]interface {}{", "]any{", "]string{"}

// before returns where the text before the list begins in which the statement may stand.
func (a *Arguments) before(text []byte) int {
	from := max(0, a.name-maxBound)
	left := text[from:a.name]
	line := bytes.LastIndexByte(left, '\n')
	if rest := bytes.TrimLeft(left[line+1:], " \t"); line >= 0 && string(rest) == "[" {
		line = bytes.LastIndexByte(left[:line], '\n') // as SQLAlchemy has it
	}
	return from + line + 1
}

// record returns where the object begins between text[from] and the list, if there are several.
func (a *Arguments) record(text []byte, from int) int {
	if a.json.ch != 0 {
		for _, mark := range recordMarks {
			if i := bytes.LastIndex(text[from:a.name], []byte(mark)); i >= 0 {
				from += i + 1
			}
		}
	}
	return from
}

// recordMarks stand between two objects of a list, which have statements of their own.
var recordMarks = [...]string{"},{", "}, {"}

// behind returns where the text behind the list ends in which the statement may stand, and whether that is all of it.
func (a *Arguments) behind(text []byte) (to int, whole bool) {
	rest := text[a.end:min(len(text), a.end+maxBound)]
	whole = len(rest) == maxBound
	cut := func(mark []byte) {
		if i := bytes.Index(rest, mark); i >= 0 {
			rest, whole = rest[:i], true
		}
	}
	cut([]byte{'\n'})
	cut(text[a.name:a.named]) // of the next list
	return a.end + len(rest), whole
}

// read reads to the end of the list.
func (a *Arguments) read(text []byte, final bool) Status {
	for {
		t := next(text, a.Pos, 0, final)
		switch {
		case t.kind == tokMore:
			if a.Pos-a.list < maxArguments {
				return More
			}
			fallthrough
		case t.kind == tokEnd, t.kind == tokLine, a.Pos-a.list >= maxArguments:
			return a.ends(text)
		case t.kind == tokQuote && a.closed(text, t):
			return a.ends(text)
		case a.plain, a.text.ch != 0 && a.in.ch == 0 && t.kind != tokQuote:
		case t.kind == tokQuote && a.in.ch == 0:
			if beginsString(text, a.list, a.Pos) {
				a.in = quote{t.ch, t.esc}
			}
		case t.kind == tokQuote && a.in.closedBy(t):
			a.in = quote{}
		case t.kind != tokChar || a.in.ch != 0:
		case t.ch == a.opens:
			a.depth++
		case t.ch == pairEnd(a.opens):
			switch i := a.Pos + t.width; {
			case a.depth > 1:
				a.depth--
			case i == len(text) && !final:
				return More
			case i == len(text) || kindOf(text[i]) == sep:
				return a.ends(text)
			}
		}
		a.Pos += t.width
	}
}

// maxBeforeList bounds the bytes of the line before a list that are read for whether it is in a string of
// JSON. Behind more it is taken for such.
const maxBeforeList = 1024

// within reports that the list stands in a string of JSON.
func (a *Arguments) within(text []byte) bool {
	if !a.asked {
		in, _ := inStringWithin(text, a.name, maxBeforeList)
		a.asked, a.inStr = true, in || a.name > maxBeforeList && bytes.IndexByte(text[a.name-maxBeforeList:a.name], '\n') < 0
	}
	return a.inStr
}

// closed reports the mark of the string in which the list stands.
func (a *Arguments) closed(text []byte, t token) bool {
	if a.text.ch != 0 && a.text.closedBy(t) {
		return true
	}
	level := max(a.json.esc, a.text.esc)
	if (a.json.ch == 0 && a.text.ch == 0 || a.text.ch == '\'') && a.within(text) {
		level = max(level, 1)
	}
	for around := uint8(0); around < level; around = 2*around + 1 {
		if (quote{'"', around}).closedBy(t) {
			return true
		}
	}
	return false
}

// ends ends the list at Pos.
func (a *Arguments) ends(text []byte) Status {
	if a.end = a.Pos; a.text.ch != 0 && a.end > a.list && text[a.end-1] == pairEnd(a.opens) {
		a.end--
	}
	if a.end == a.list {
		return Dead
	}
	return Begun
}

// Next returns the next argument that is a secret by its place, without its quote marks. More than one may
// be taken together, as they are where they stand without marks and commas between them.
func (a *Arguments) Next(text []byte) (start, end int, w Wrap, class Class, ok bool) {
	inJSON := a.json.ch != 0 && a.text.ch == 0 // where what is replaced must stay an array
	if a.at == a.list && (a.plain || !inJSON && a.loose(text)) {
		a.at = a.end + 1
		if c := a.bound.Class; c.passes || len(bytes.Trim(text[a.list:a.end], "0123456789. ,-")) > 0 {
			return a.list, a.end, Wrap{}, c, true
		}
		return 0, 0, Wrap{}, Class{}, false
	}
	for a.at < a.end {
		start, end, quoted := a.argument(text)
		k := a.k
		a.k++
		switch {
		case !a.bound.Has(k) || start >= end:
		case quoted || a.json.ch == 0 || a.text.ch != 0:
			return start, end, Wrap{}, a.bound.Class, true
		default:
			return start, end, Wrap{a.json.ch, a.json.esc}, a.bound.Class, true
		}
	}
	return 0, 0, Wrap{}, Class{}, false
}

// argument reads up to the next comma, and returns what is between its quote marks, if it is in those.
func (a *Arguments) argument(text []byte) (start, end int, quoted bool) {
	i := a.at
	for i < a.end && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	start, end, a.at = i, i, i
	depth, in, marks, around := 0, quote{}, 0, 0
	inner := [2]int{}
	for i < a.end {
		t := step(text[:a.end], i)
		if t.kind == tokChar && t.ch == ',' && depth == 0 && in.ch == 0 {
			a.at = i + t.width
			break
		}
		switch {
		case t.kind == tokQuote && in.ch == 0 && beginsString(text, start, i):
			if in = (quote{t.ch, t.esc}); marks == 0 {
				inner[0] = i + t.width
			}
			marks++
		case t.kind == tokQuote && in.ch != 0 && in.closedBy(t):
			if in = (quote{}); marks == 1 {
				inner[1] = i
			}
			marks++
		case in.ch != 0 || t.kind == tokSpace && i == end:
		case t.kind != tokChar:
			around++
		case t.ch == '[' || t.ch == '(' || t.ch == '{':
			depth++
			around += 2
		case t.ch == ']' || t.ch == ')' || t.ch == '}':
			depth--
		default:
			around++
		}
		if i += t.width; t.kind != tokSpace || in.ch != 0 {
			end = i
		}
		a.at = i
	}
	if marks == 2 && inner[1] > 0 && around <= 1 { // b'x', N'x'
		return inner[0], inner[1], true
	}
	return start, end, false
}

// loose reports arguments with blanks between them, as Go prints a slice.
func (a *Arguments) loose(text []byte) bool {
	depth, in, gap, some := 0, quote{}, false, false
	for i := a.list; i < a.end; {
		t := step(text[:a.end], i)
		switch {
		case t.kind == tokQuote && in.ch == 0 && beginsString(text, a.list, i), t.kind == tokQuote && in.ch != 0 && in.closedBy(t):
			if in.ch == 0 && gap && some {
				return true
			}
			if in.ch == 0 {
				in = quote{t.ch, t.esc}
			} else {
				in = quote{}
			}
			some, gap = true, false
		case in.ch != 0:
		case t.kind == tokSpace:
			gap = true
		case t.kind == tokChar && t.ch == ',' && depth == 0:
			if i > a.list && i+1 < a.end && letterAt(text[i-1]) && letterAt(text[i+1]) {
				return true // it may be of a value
			}
			gap, some = false, false
		case depth == 0 && gap && some:
			return true
		default:
			if t.kind == tokChar && (t.ch == '[' || t.ch == '(' || t.ch == '{') {
				depth++
			}
			if t.kind == tokChar && (t.ch == ']' || t.ch == ')' || t.ch == '}') {
				depth--
			}
			some, gap = true, false
		}
		i += t.width
	}
	return false
}

func letterAt(b byte) bool { return kindOf(b) == lower || kindOf(b) == upper }

// closedBy reports the mark that closes a string at its level: with an even number of backslashes more before
// it, which are of the string.
func (q quote) closedBy(t token) bool {
	if q.esc >= pctLevel || t.esc >= pctLevel {
		return q == quote{t.ch, t.esc}
	}
	return q.ch == t.ch && t.esc%(2*(q.esc+1)) == q.esc
}

// beginsString reports that a quote mark at text[i] begins a string, and is no apostrophe.
func beginsString(text []byte, from, i int) bool {
	if i == from || kindOf(text[i-1]) == sep {
		return true
	}
	return i-1 == from || kindOf(text[i-2]) == sep // b'x'
}

// step reads a token of text that is all there is.
func step(text []byte, i int) token {
	t := next(text, i, 0, true)
	t.width = max(t.width, 1)
	return t
}

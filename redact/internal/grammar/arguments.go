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
var BoundWords = append([]string{"args", "params", "parameters", "bindings", "? [", "?) [", "?\" ["}, lastPlaceholders()...)

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
	maxBound = 1024
	// maxArguments bounds the bytes of the list. Of a longer one the arguments up to there are read.
	maxArguments = 4096
	// maxLeadIn bounds the bytes between the word and the list.
	maxLeadIn = 8
)

// An Arguments reads such a list. It is of fixed size and resumable like a Candidate.
type Arguments struct {
	Pos   int
	name  int
	list  int   // behind the bracket that begins it
	end   int   // before the one that ends it, or 0
	depth int   // of brackets
	in    quote // of the string at hand
	text  quote // of the string in which the list stands: args="[x 5]"
	json  quote // of the name
	bound Bound
	known bool

	at int // of the next argument
	k  int // its number
}

// OpenArguments begins behind one of BoundWords at text[start:end].
func OpenArguments(text []byte, start, end int) (a Arguments, ok bool) {
	if text[end-1] == '[' {
		return Arguments{Pos: end - 1, name: end - 1}, true
	}
	if start > 0 && kindOf(text[start-1]) != sep {
		return a, false
	}
	return Arguments{Pos: end, name: start}, true
}

// Rebase moves all offsets down by k.
func (a *Arguments) Rebase(k int) {
	a.Pos, a.name, a.list, a.at = a.Pos-k, a.name-k, a.list-k, a.at-k
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

// Run reads text from Pos on. It returns Done when there are arguments, which Next returns. It notes in
// verbless what has no statement.
func (a *Arguments) Run(n *Names, text []byte, verbless *Verbless, final bool) Status {
	if a.list <= a.name {
		if st := a.head(text, final); st != Begun {
			return st
		}
		if start := a.before(text); !verbless.covers(text, start, a.name) {
			a.bound, a.known = n.Bound(text[start:a.name])
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
		if !verbless.covers(text, a.end, to) {
			a.bound, a.known = n.Bound(text[a.end:to])
		}
		if !a.known {
			return Dead
		}
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
		case t.kind == tokQuote && sign && a.text.ch == 0:
			a.text = quote{t.ch, t.esc}
		case t.kind == tokSpace && a.text.ch == 0:
			gap = true
		case t.kind == tokChar && (t.ch == ':' || t.ch == '=') && !sign:
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
			a.list, a.Pos, a.depth = i, i, 1
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

// behind returns where the text behind the list ends in which the statement may stand, and whether that is all of it.
func (a *Arguments) behind(text []byte) (to int, whole bool) {
	rest := text[a.end:min(len(text), a.end+maxBound)]
	if line := bytes.IndexByte(rest, '\n'); line >= 0 {
		return a.end + line, true
	}
	return a.end + len(rest), len(rest) == maxBound
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
			return a.ends()
		case t.kind == tokQuote && a.in.ch == 0:
			if a.text == (quote{t.ch, t.esc}) {
				return a.ends()
			}
			a.in = quote{t.ch, t.esc}
		case t.kind == tokQuote && a.in == (quote{t.ch, t.esc}):
			a.in = quote{}
		case t.kind != tokChar || a.in.ch != 0:
		case t.ch == '[' || t.ch == '(' || t.ch == '{':
			a.depth++
		case t.ch == ']' || t.ch == ')' || t.ch == '}':
			if a.depth--; a.depth == 0 {
				return a.ends()
			}
		}
		a.Pos += t.width
	}
}

// ends ends the list at Pos.
func (a *Arguments) ends() Status {
	if a.end = a.Pos; a.end == a.list {
		return Dead
	}
	return Begun
}

// Next returns the next argument that is a secret by its place, without its quote marks. More than one may
// be taken together, as they are where they stand without marks and commas between them.
func (a *Arguments) Next(text []byte) (start, end int, w Wrap, class Class, ok bool) {
	if a.at == a.list && a.loose(text) {
		a.at = a.end + 1
		return a.list, a.end, Wrap{}, a.bound.Class, true
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
		case t.kind == tokQuote && in.ch == 0:
			if in = (quote{t.ch, t.esc}); marks == 0 {
				inner[0] = i + t.width
			}
			marks++
		case t.kind == tokQuote && in == (quote{t.ch, t.esc}):
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
		case t.kind == tokQuote && in.ch == 0, t.kind == tokQuote && in == (quote{t.ch, t.esc}):
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

// step reads a token of text that is all there is.
func step(text []byte, i int) token {
	t := next(text, i, 0, true)
	t.width = max(t.width, 1)
	return t
}

package sqlredact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// variables tells the placeholders of a text from variables that it declares or assigns itself, names of
// arguments, and paths.
type variables struct {
	last, former string // the tokens before the one at hand
	depth        int    // of parentheses
	routine      bool   // one is created: what follows has variables only
	body, atomic bool   // so does its code, which BEGIN ATOMIC began
	call         bool   // arguments of EXEC follow
	declare      bool   // so do declarations
	into         bool   // so does what rows are read into
	format       bool   // so does the name of a format
	copies       bool   // rows follow the statement
	lead         byte   // what the last word was, of those before a name or the code of a block
	block        bool   // no semicolon ends the statement
	section      bool   // declarations of a block follow
	binds        bool   // a name with a colon is no variable of a block, as those of Oracle
	own          map[string]bool
	used         []use
}

// A use is that of a variable in one of the statements of a text.
type use struct {
	name      string
	statement int
}

// read takes a token that is neither space nor comment, after it was told of.
func (v *variables) read(token string, s *statement) {
	switch {
	case token == ";":
		v.depth, v.call, v.declare, v.into = 0, false, false, false
	case token == "(":
		v.depth++
	case token == ")":
		v.depth = max(v.depth-1, 0)
	case !isLetter(token[0]):
		if strings.HasPrefix(token, ":=") {
			v.declares(v.last)
		}
	case is(token, "exec", "execute", "call"):
		v.call, v.declare = true, false
	case is(token, "declare"):
		v.call, v.declare, v.section = false, true, true
	case !v.call && !v.declare || v.depth > 0:
	case is(token, "select", "insert", "update", "delete", "merge", "set", "if", "while", "begin", "print", "return", "with"):
		v.call, v.declare = false, false
	}
	v.blocks(token, s)
	v.into = is(token, "into") || v.into && (token == "," || token[0] == '@')
	v.former, v.last = v.last, token
}

// blocks tells the code of routines and blocks, and the variables without a sign that these declare.
func (v *variables) blocks(token string, s *statement) {
	lead := v.lead
	v.lead = 0
	if lead == 'b' && token != ";" && !is(token, "transaction", "tran", "work", "batch", "unlogged", "logged", "counter", "deferred", "immediate",
		"exclusive", "concurrent", "isolation", "read", "distributed") {
		v.block = true
	}
	if !isLetter(token[0]) {
		return
	}
	switch token[0] | 0x20 {
	case 'b':
		switch {
		case is(token, "begin"):
			v.section, v.lead = false, 'b'
			v.routine = v.routine || is(s.verb, "do") // of SAP HANA
		case is(token, "block"):
			v.routine = v.routine || is(v.last, "execute") // of Firebird
		}
	case 'd', 'l', 'v':
		if is(token, "declare", "let", "variable") {
			v.lead = token[0] | 0x20
		}
	case 'f', 'm', 'p', 't':
		if is(token, "procedure", "proc", "function", "trigger", "macro") {
			v.routine = v.routine || is(s.verb, "create", "alter", "recreate") && is(s.made, token) || is(v.last, "replace") && is(s.verb, "replace")
		}
	case 'i':
		if is(token, "in") && is(v.former, "for") {
			v.declares(v.last)
		}
	}
	switch {
	case v.lead != 0:
	case lead == 'd', lead == 'l', lead == 'v', v.section && v.last == ";", v.declare && v.last == "," && v.depth == 0:
		v.block = v.block || lead == 'd'
		v.declares(token)
	}
}

// declares notes the name of a variable without a sign, which ":" precedes in statements.
func (v *variables) declares(name string) {
	if v.binds || name == "" || !isLetter(name[0]) {
		return
	}
	v.owns(":" + strings.ToLower(name))
}

func (v *variables) owns(name string) {
	if v.own == nil {
		v.own = make(map[string]bool)
	}
	v.own[name] = true
}

// variable reads the name with its sign that begins there.
func (r *reading) variable(start, end int) {
	v, name := &r.vars, strings.ToLower(r.text[start:end])
	next := r.text[behind(r.text, end):]
	equals := strings.HasPrefix(next, "=") && !strings.HasPrefix(next, "==") && !strings.HasPrefix(next, "=>")
	compound := len(next) > 1 && next[1] == '=' && strings.IndexByte(":+-*/%&|^", next[0]) >= 0
	own := false
	switch {
	case r.joined(start), name[0] == ':' && start == r.at && r.spaced() && r.follows(),
		v.routine && name[0] != '$', (name == ":new" || name == ":old") && strings.HasPrefix(r.text[end:], "."):
		return
	case v.call && v.depth == 0 && equals && !operand(v.last): // the value may be a placeholder of the same name
		return
	case name[0] == '@':
		own = compound || equals && v.last != "(" && !operand(v.last) || v.into || is(r.stmt.verb, "load") ||
			v.declare && v.depth == 0 && (v.last == "," || is(v.last, "declare")) ||
			// An argument for a result, of MySQL.
			is(r.stmt.verb, "call") && v.depth == 1 && (v.last == "(" || v.last == ",") && next != "" && (next[0] == ',' || next[0] == ')') && !r.postgres()
	case name[0] == ':':
		own = strings.HasPrefix(next, ":=") || equals && is(v.last, "set")
	default:
		own = equals && (v.last == "" || v.last == ";" || v.last == "{" || is(v.last, "let"))
	}
	if own {
		v.owns(name)
		return
	}
	v.used = append(v.used, use{name, len(r.ends)})
}

// separate ends a statement, with placeholders or without.
func (r *reading) separate() {
	if r.bound {
		r.binds = append(r.binds, len(r.ends))
	}
	r.bound = false
	r.ends = append(r.ends, r.at)
}

// bounds returns the statements that have placeholders: such as the text itself has, and variables that it does not
// set, so that a driver does.
func (r *reading) bounds(all []span) []span {
	for _, u := range r.vars.used {
		if !r.vars.own[u.name] {
			r.binds = append(r.binds, u.statement)
		}
	}
	for _, n := range r.binds {
		one := span{end: len(r.text)}
		if n > 0 {
			one.start = r.ends[n-1]
		}
		if n < len(r.ends) {
			one.end = r.ends[n]
		}
		all = append(all, one)
	}
	return all
}

// operand reports that an operand comes next, rather than what is assigned.
func operand(last string) bool {
	if last != "" && strings.IndexByte("=<>+-*/!&|^%~[", last[len(last)-1]) >= 0 {
		return true
	}
	return is(last, "where", "and", "or", "on", "not", "when", "then", "else", "case", "if", "elseif", "elsif", "while", "until", "having",
		"return", "in", "like", "ilike", "between", "is", "by", "limit", "offset", "top", "values", "qualify", "prewhere", "interval", "escape",
		"div", "mod", "xor")
}

// joined reports that a sign follows the end of an operand without a space, as those of paths (v:name), slices
// (a[1:n]), hosts ('u'@h) and of modulo (a%s) do. By https://docs.snowflake.com/en/user-guide/querying-semistructured
// a path is written so.
func (r *reading) joined(sign int) bool {
	c, size := utf8.DecodeLastRuneInString(r.text[:sign])
	switch {
	case size == 0:
		return false
	case c == '[': // a[:n], but [:a, :b] and ARRAY[:a]
		c, _ := utf8.DecodeLastRuneInString(r.text[:sign-1])
		return c == ')' || c == ']' || c == '"' || nameable(c) && !is(wordBefore(r.text, sign-1), "array")
	case c == '%' && r.text[sign] == '%':
		return true
	case !nameable(c):
		return strings.ContainsRune(")]}\"'`.", c)
	}
	word := wordBefore(r.text, sign)
	if r.braces && strings.HasSuffix(r.text[:sign-len(word)], "{") && sign+1 < len(r.text) && unicode.IsUpper(rune(r.text[sign+1])) {
		return false // {name:Type} of ClickHouse
	}
	return !operand(word) && !is(word, "select", "set", "using")
}

func nameable(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }

// wordBefore returns the word of ASCII letters and digits that ends there.
func wordBefore(text string, end int) string {
	begin := end
	for begin > 0 && word(text[begin-1]) {
		begin--
	}
	return text[begin:end]
}

// behind returns where what follows blanks and comments begins.
func behind(text string, at int) int {
	for at < len(text) {
		rest, n := text[at:], 1
		switch {
		case blank(rest):
		case strings.HasPrefix(rest, "--"):
			n = past(rest, "--", "\n")
		case strings.HasPrefix(rest, "/*"):
			n = past(rest, "/*", "*/")
		default:
			return at
		}
		if n < 0 {
			return len(text)
		}
		at += n
	}
	return at
}

// formatted reports that %s or %(name)s begins text.
func formatted(text string) bool {
	rest, ok := strings.CutPrefix(text, "%")
	if inner, found := strings.CutPrefix(rest, "("); ok && found {
		n := 0
		for n < len(inner) && (word(inner[n]) || inner[n] >= utf8.RuneSelf) {
			n++
		}
		rest, ok = strings.CutPrefix(inner[n:], ")")
		ok = ok && n > 0
	}
	return ok && strings.HasPrefix(rest, "s") && (len(rest) == 1 || !word(rest[1]))
}

package grammar

import "bytes"

// Tracebacks, frames and diffs quote lines of programs: session = boto3.Session(profile_name="dev"). In such
// a line blanks stand around the equals sign, or a comma ends the member; so more is an expression there
// than in a log. Nothing in one may be a secret: strings are names of secrets, keys, paths and algorithms,
// numbers have up to four digits, and what a type or a function of its own is made of is not what somebody
// could choose.

const (
	// maxListing bounds the bytes of such a value.
	maxListing = 256
	// maxNested bounds its brackets that are open at once.
	maxNested = 6
)

// Expressed reports a value that a statement or a program takes from elsewhere.
func (c *Candidate) Expressed(n *Names, text []byte) bool {
	if c.open.ch != 0 || c.wasCut || c.end <= c.val || c.end-c.val > maxListing {
		return false
	}
	for _, b := range text[c.val:c.end] {
		switch b {
		case '.', '(', '[', '>', ':':
			return c.elsewhere(text) || c.listed(n, text)
		}
	}
	return false
}

// listed reports an expression in a line of a program.
func (c *Candidate) listed(n *Names, text []byte) bool {
	if !c.after || c.quoted && c.colon {
		return false
	}
	sign := text[c.nameTo:c.val]
	if c.colon && !endsLine(text[c.end:], c.fin) || !c.colon && (bytes.IndexByte(sign, ' ') == len(sign)-1 || bytes.IndexByte(sign, '=') < 0) {
		return false // no blank before the sign, or none of the sort
	}
	v := bytes.TrimRight(text[c.val:c.end], ",;?")
	for _, word := range constructions {
		v = bytes.TrimPrefix(v, word)
	}
	v = bytes.TrimLeft(v, "$&*")
	l := listing{n: n, v: v, strict: c.Class.passes}
	return len(v) > 0 && l.chain() && l.at == len(v) && l.calls
}

// endsLine reports a comma or a semicolon that ends its line.
func endsLine(rest []byte, final bool) bool {
	return len(rest) > 0 && (rest[0] == ',' || rest[0] == ';') && (len(rest) > 1 && rest[1] == '\n' || len(rest) == 1 && final)
}

// A listing is an expression that is being read.
type listing struct {
	n      *Names
	v      []byte
	strict bool // what people choose is assigned: no argument is any word
	at     int
	depth  int
	calls  bool
	keyed  bool   // a key of a map or the name of an argument was read last
	named  []byte // that name
	fn     []byte // the function that is called
	// declares tells that it declares a column or a field.
	declares bool
	typed    bool // what is read is what a type is made of
}

// is reports that the next byte is b.
func (l *listing) is(b byte) bool { return l.at < len(l.v) && l.v[l.at] == b }

// chain reads names with joints between them, calls and indices.
func (l *listing) chain() bool {
	for parts := 0; ; parts++ {
		name := l.name(parts)
		if name == nil {
			return false
		}
		for l.is('(') || l.is('[') {
			guarded := l.v[l.at] == '[' && (parts > 0 || l.indexed(name)) ||
				kindOf(name[0]) == lower && parts > 0 || kindOf(name[0]) == upper && parts > 0 && l.verb(name)
			l.declares = l.declares || in(declarators, name)
			l.calls, l.fn = true, name
			l.typed = kindOf(name[0]) == upper && parts == 0 && l.v[l.at] == '(' && !l.declares
			if !l.list(guarded || l.declares) {
				return false
			}
		}
		size := (&expr{v: l.v, at: l.at}).joint()
		if size == 0 {
			return true
		}
		l.at += size
	}
}

// indexed reports the name of a list or a map of which an element is taken: of a secret, or what programs call one.
func (l *listing) indexed(name []byte) bool {
	_, secret := l.n.ClassifyPlain(name)
	return secret || in(indexedNames, name) || in(argumentNames, name) || in(settingRoots, name)
}

// indexedNames are what programs call such lists, besides the names of arguments.
var indexedNames = set("argv parts fields matches match groups segments pieces rows values items tokens headers environ settings configuration cookies secrets credentials form query keys")

// verb reports the name of a function of two words, which is not that of a secret: TrimSpace, but not AccessToken.
func (l *listing) verb(name []byte) bool {
	var w words
	w.splitPlain(name)
	_, secret := l.n.ClassifyPlain(name)
	return w.count > 1 && !secret
}

// name reads a name of words, with a number of up to three digits at most. It is the given part of a chain.
func (l *listing) name(part int) []byte {
	start, nums := l.at, 0
	if l.is('$') || l.is('@') {
		l.at, start = l.at+1, start+1
	}
	for l.at < len(l.v) && (kindOf(l.v[l.at]) != sep || l.v[l.at] == '_') && l.v[l.at] < 0x80 {
		if kindOf(l.v[l.at]) == digit {
			nums++
		}
		l.at++
	}
	name := l.v[start:l.at]
	if len(name) == 0 || len(name) > maxMember || kindOf(name[0]) == digit || nums > 3 || nums > int(b2i(part > 0)) && l.depth > 0 && !l.wordy(name) {
		return nil
	}
	return name
}

// wordy reports a name with a number that has two words of four letters as well, or that of a secret.
func (l *listing) wordy(name []byte) bool {
	var w words
	w.splitPlain(name)
	long := 0
	for i := range w.count {
		if word := w.word(i); len(word) >= 4 && spoken(word) {
			long++
		}
	}
	_, secret := l.n.classify(&w)
	return long >= 2 || secret
}

// list reads what stands in brackets, up to the one that closes them. If it is not guarded, a name in it is one
// that programs call things by, that of a secret, or more than a name.
func (l *listing) list(guarded bool) bool {
	if l.depth++; l.depth > maxNested {
		return false
	}
	end := pairEnd(l.v[l.at])
	index, typed := end == ']', l.typed
	defer func() { l.typed = typed }()
	for l.at++; l.at < len(l.v); {
		switch b := l.v[l.at]; {
		case b == end:
			l.at++
			l.depth--
			l.keyed = false
			return true
		case b == ' ', b == '*', b == '>' && l.v[l.at-1] == '=', b == '.' && kindOf(l.v[l.at-1]) == digit:
			l.at++
		case b == ',':
			l.at++
			l.keyed = false
		case b == ':' || b == '=':
			l.at++
			l.keyed = true
		case b == '{', b == '[', b == '(':
			if !l.list(guarded) {
				return false
			}
		case isQuote(b):
			if !l.literal(b, index) {
				return false
			}
		case kindOf(b) == digit:
			start := l.at
			for l.at < len(l.v) && kindOf(l.v[l.at]) == digit {
				l.at++
			}
			if size := l.at - start; size > 4 || !guarded && (index || typed || size > 2) || l.at < len(l.v) && kindOf(l.v[l.at]) != sep {
				return false
			}
		default:
			start := l.at
			if !l.chain() {
				return false
			}
			if name := l.v[start:l.at]; (!guarded || l.strict) && len(name) > 1 && nameBytes(name) && bytes.IndexByte(name, '_') < 0 && (typed && l.strict || !in(argumentNames, name)) && bytes.IndexByte(name, '.') < 0 && !l.is('=') {
				if _, secret := l.n.ClassifyPlain(name); !secret {
					return false
				}
			}
			l.named = l.v[start:l.at]
		}
	}
	return false
}

// literal reads a string that says nothing that is secret.
func (l *listing) literal(mark byte, index bool) bool {
	start := l.at + 1
	size := bytes.IndexByte(l.v[start:], mark)
	if size < 0 {
		return false
	}
	l.at = start + size + 1
	text := bytes.TrimRight(l.v[start:start+size], " ")
	name := bytes.TrimLeft(bytes.TrimSuffix(text, []byte(":")), "#.@")
	switch {
	case len(name) == 0, in(encodings, name), in(algorithms, name), in(schemes, name), l.n.known(name), variable(name) && bytes.IndexByte(name, '_') > 0:
		return true
	case bytes.ContainsAny(name, "0123456789"):
		return measure(name)
	case in(sayingWhy, l.fn):
		return bytes.Count(name, []byte(" ")) > 1
	case plainName(name):
		return index || l.is(':') || l.keyed && argumentOfChoice(l.named) && lowers(name)
	case text[0] == '/' || text[0] == '~':
		return path(append([]byte("/"), text...))
	}
	return bytes.IndexByte(name, '/') > 0 && relative(name)
}

// sayingWhy are functions of validators that are called with what they say.
var sayingWhy = set("required min max length matches regex refine nonempty notempty oneof")

// argumentOfChoice reports the name of an argument that chooses something else than a secret: profile_name, algorithm.
func argumentOfChoice(name []byte) bool {
	for _, end := range [...]string{"_name", "algorithm", "region", "type", "mode", "encoding", "method", "service", "scope"} {
		if bytes.HasSuffix(name, []byte(end)) {
			return true
		}
	}
	return false
}

package grammar

import "bytes"

// expression reports a piece of a program where a value could stand, as tracebacks and listings
// quote it: request.headers.get("Authorization"), generate_token(user), cfg.Database.Password.
// It is made of names alone, and one of them speaks of a secret: no literal in it is more than
// such a name or a number of up to three digits. What somebody could choose is none: Secret(1),
// and get_password(ada) but for weak names.
func (n *Names) expression(c Class, v []byte) bool {
	v = bytes.TrimRight(v, ";,")
	if len(v) == 0 || kindOf(v[0]) != lower && kindOf(v[0]) != upper {
		return false
	}
	e := expr{n: n, v: v}
	return e.chain() && e.at == len(v) && e.speaks && (e.dotted || e.several && c.Weak) && (e.calls || e.rooted)
}

// maxCalls bounds the brackets of an expression that are open at once.
const maxCalls = 4

// An expr is an expression that is being read.
type expr struct {
	n       *Names
	v       []byte
	at      int
	depth   int
	speaks  bool // one of the names is that of a secret
	dotted  bool // it is of names with a dot between them
	several bool // the first name has several words
	calls   bool // a function is called, or an element taken
	rooted  bool // it begins as what programs keep their settings in
}

// chain reads names with dots between them, calls and indices: a.b(c)[d].
func (e *expr) chain() bool {
	for first := true; ; first = false {
		start := e.at
		for e.at < len(e.v) && (kindOf(e.v[e.at]) != sep || e.v[e.at] == '_') && e.v[e.at] < 0x80 {
			e.at++
		}
		name := e.v[start:e.at]
		words, ok := e.named(name)
		if !ok {
			return false
		}
		if first && e.depth == 0 {
			dot := e.at < len(e.v) && e.v[e.at] == '.'
			e.rooted = dot && in(settingRoots, name)
			e.dotted, e.several = dot, words > 1
		}
		for e.at < len(e.v) && (e.v[e.at] == '(' || e.v[e.at] == '[') {
			if !e.list(pairEnd(e.v[e.at])) {
				return false
			}
		}
		if e.at >= len(e.v) || e.v[e.at] != '.' {
			return true
		}
		e.at++
	}
}

// named notes the name of a function, a variable or a field: words of two letters or more, or one
// word. Arguments have no digits.
func (e *expr) named(name []byte) (count int, ok bool) {
	if len(name) == 0 || len(name) > maxMember || kindOf(name[0]) == digit {
		return 0, false
	}
	var w words
	w.splitPlain(name)
	for i := range w.count {
		switch word := w.word(i); {
		case kindOf(word[0]) == digit:
			if e.depth > 0 || len(word) > 3 {
				return 0, false
			}
		case len(word) == 1 && w.count > 1:
			return 0, false
		}
	}
	if w.count > 0 && !e.speaks {
		_, e.speaks = e.n.classify(&w)
	}
	return w.count, w.count > 0
}

// list reads arguments or an index, to the bracket that closes them.
func (e *expr) list(end byte) bool {
	if e.depth++; e.depth > maxCalls {
		return false
	}
	e.calls = true
	for e.at++; e.at < len(e.v); {
		switch b := e.v[e.at]; {
		case b == end:
			e.at++
			e.depth--
			return true
		case b == ' ' || b == ',':
			e.at++
		case isQuote(b):
			if !e.literal(b) {
				return false
			}
		case kindOf(b) == digit:
			start := e.at
			for e.at < len(e.v) && kindOf(e.v[e.at]) == digit {
				e.at++
			}
			if e.at-start > 3 {
				return false
			}
		case !e.chain():
			return false
		}
	}
	return false
}

// literal reads a string: an empty one, or the name of a secret, as a prompt has it behind a
// colon, too.
func (e *expr) literal(mark byte) bool {
	start := e.at + 1
	size := bytes.IndexByte(e.v[start:], mark)
	if size < 0 {
		return false
	}
	e.at = start + size + 1
	name := bytes.TrimSuffix(bytes.TrimSuffix(e.v[start:start+size], []byte(" ")), []byte(":"))
	if len(name) == 0 {
		return true
	}
	if len(name) > maxMember || !plainName(name) || bytes.ContainsAny(name, "0123456789") {
		return false
	}
	_, ok := e.n.ClassifyPlain(name)
	e.speaks = e.speaks || ok
	return ok
}

// settingRoots are what programs keep their settings, or what they are asked, in.
var settingRoots = set("self this cfg config conf settings opts options env args params req request props state ctx")

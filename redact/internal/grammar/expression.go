package grammar

import "bytes"

// expression reports a piece of a program where a value could stand, as tracebacks and listings
// quote it: request.headers.get("Authorization"), generate_token(user), cfg.Database.Password.
// It is made of names alone, and one of them speaks of a secret, or it is under the name of what
// programs make, which no call is: no literal in it is more than such a name, a path or a number of up
// to three digits. What somebody could choose is none: Secret(1), and get_password(ada) but for weak names;
// nor is what a type is made of: Token("x").
func (n *Names) expression(c Class, v []byte) bool {
	v = bytes.TrimLeft(bytes.TrimRight(v, ";,"), "$&*")
	if len(v) == 0 || kindOf(v[0]) != lower && kindOf(v[0]) != upper && v[0] != '_' {
		return false
	}
	e := expr{n: n, v: v}
	switch {
	case !e.chain() || e.at < len(v) || e.plain || e.typed && !e.argument:
		return false
	case !e.calls:
		return e.speaks && e.rooted && !bytes.ContainsAny(v, "0123456789")
	case c.made:
		return true
	}
	return e.speaks && (e.dotted || e.declares || c.Weak)
}

// maxCalls bounds the brackets of an expression that are open at once.
const maxCalls = 4

// An expr is an expression that is being read.
type expr struct {
	n        *Names
	v        []byte
	at       int
	depth    int
	speaks   bool // one of the names is that of a secret
	dotted   bool // it is of names with a dot between them
	calls    bool // a function is called, or an element taken
	rooted   bool // it begins as what programs keep their settings in
	plain    bool // an argument is a word that says nothing of itself
	typed    bool // it is a type with what it is made of
	argument bool // one of the arguments is the name of a secret
	// declares tells that it begins with a function that declares or reads a setting.
	declares bool
}

// chain reads names with dots between them, calls and indices: a.b(c)[d].
func (e *expr) chain() bool {
	for first := true; ; first = false {
		start := e.at
		if rest := e.v[start:]; first && len(rest) > 0 && rest[0] == '$' {
			e.at, start = e.at+1, start+1 // of PHP
		}
		for e.at < len(e.v) && (kindOf(e.v[e.at]) != sep || e.v[e.at] == '_') && e.v[e.at] < 0x80 {
			e.at++
		}
		name := e.v[start:e.at]
		if string(name) == "_" && e.depth > 0 && e.at < len(e.v) && e.v[e.at] == '(' {
			name = []byte("value") // of gettext
		}
		words, ok := e.named(name)
		if !ok {
			return false
		}
		if e.depth > 0 && !first && e.speaksOf(name) {
			e.argument = true
		}
		if e.depth > 0 && first {
			speaks := e.speaksOf(name)
			e.argument = e.argument || speaks
			e.plain = e.plain || !speaks && words == 1 && !in(argumentNames, name)
		}
		if first && e.depth == 0 {
			dot := e.joint() > 0
			e.rooted = dot && in(settingRoots, name)
			e.dotted, e.declares = dot, in(declarators, name)
			e.typed = !dot && (kindOf(name[0]) == upper && !e.declares || bytes.ContainsAny(name, "0123456789") && !e.speaks)
			e.speaks = e.speaks || dot && in(declaringRoots, name) || e.declares && !dot
		}
		for e.at < len(e.v) && (e.v[e.at] == '(' || e.v[e.at] == '[') {
			if !e.list(pairEnd(e.v[e.at])) {
				return false
			}
		}
		size := e.joint()
		if size == 0 {
			return true
		}
		e.at += size
	}
}

// speaksOf reports the name of a secret.
func (e *expr) speaksOf(name []byte) bool {
	_, ok := e.n.ClassifyPlain(name)
	return ok
}

// joint returns the length of what stands between two names: a dot, ?., -> or ::.
func (e *expr) joint() int {
	rest := e.v[e.at:]
	switch {
	case len(rest) > 0 && rest[0] == '.':
		return 1
	case bytes.HasPrefix(rest, []byte("?.")), bytes.HasPrefix(rest, []byte("->")), bytes.HasPrefix(rest, []byte("::")):
		return 2
	}
	return 0
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
		case b == ' ' || b == ',' || b == '=' && e.at > 0 && kindOf(e.v[e.at-1]) != sep:
			e.at++ // or between a name and an argument
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

// literal reads a string: an empty one, the name of a secret, as a prompt has it behind a colon, too, or a
// path.
func (e *expr) literal(mark byte) bool {
	start := e.at + 1
	size := bytes.IndexByte(e.v[start:], mark)
	if size < 0 {
		return false
	}
	e.at = start + size + 1
	text := e.v[start : start+size]
	name := bytes.TrimSuffix(bytes.TrimSuffix(text, []byte(" ")), []byte(":"))
	switch {
	case len(name) == 0, in(encodings, name), len(bytes.Trim(text, " ")) == 0:
		return true
	case len(name) > maxMember || bytes.ContainsAny(name, "0123456789"):
		return false
	case name[0] == '/', name[0] == '~', in(secretFiles, name[bytes.LastIndexByte(name, '.')+1:]):
		return path(append([]byte("/"), name...))
	case !plainName(name):
		return false
	}
	ok := e.n.known(name)
	e.speaks = e.speaks || ok
	return ok
}

// known reports a name that a rule has, that of a header of its own, or that of a variable.
func (n *Names) known(name []byte) bool {
	var w words
	w.splitPlain(name)
	if _, ok := n.rule(w.join(0, w.count)); ok {
		return true
	}
	_, ok := n.classify(&w)
	return ok && (w.count > 1 && len(w.word(0)) == 1 && w.word(0)[0] == 'x' || variable(name) && bytes.IndexByte(name, '_') > 0)
}

// secretFiles are those of files that hold secrets.
var secretFiles = set("json pem key txt crt cer der p12 pfx jks yaml yml env")

// encodings are literals that say how something is encoded.
var encodings = set("utf8 utf-8 hex base64 ascii binary latin1 sha256 sha1 sha512 md5")

// declarators are functions that declare a column or a field, or read a setting; declaringRoots are what
// such functions are in.
var (
	declarators    = set("column mapped_column field charfield textfield passwordfield env config usestate useref getenv file readfile")
	declaringRoots = set("models forms serializers fields schema joi yup z zod proptypes sa db faker")
)

// argumentNames are what functions that make a secret are called with.
var argumentNames = set(`user users username self this request req ctx context payload data body id key value claims options config client session email
	db s r w b n x buf line text line size length true false none null nil payload json err string str bytes input args params scope force purpose
	raw plain hash hashed salt rounds seed digest cipher
	host port addr path url uri file name app engine bind api conn connection logger timeout`)

// settingRoots are what programs keep their settings, or what they are asked, in.
var settingRoots = set("self cfg config conf settings opts options args params req request props state ctx var random_password")
